"""The people a text names: mentions joined into persons, the roles that refer to them, their gender."""

from .finder import find_people
from .gender import gender
from .references import RoleMention, find_roles, role_holder

__all__ = ["RoleMention", "find_people", "find_roles", "gender", "role_holder"]
