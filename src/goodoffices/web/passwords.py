"""What a password must not be besides what everybody uses: a name by which anyone would try this site first."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import translation

from .actors import site
from .words import LANGUAGES, words_in

PRODUCT = ("goodoffices", "good offices", "good-offices")
SHORTEST = 4
"""Letters of a part of a host's name that count as a name: `www` and `org` do not."""


class OtherNames:
    """Refuses passwords that hold the name of the product or of the site."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError, in the reader's language."""
        if any(name in password.casefold() for name in names()):
            raise ValidationError(_said("password-names"))

    def get_help_text(self) -> str:
        """What the form says beforehand."""
        return _said("password-names")


def names() -> tuple[str, ...]:
    """The names, in lower case."""
    parts = {part for host in site().hosts for part in host.casefold().split(".") if len(part) >= SHORTEST}
    return (*PRODUCT, *sorted(parts))


def _said(key: str) -> str:
    language = translation.get_language() or "en"
    return words_in(language if language in LANGUAGES else "en")(key)
