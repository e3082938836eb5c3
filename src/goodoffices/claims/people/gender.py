"""What a record of a person tells of gender, for pronouns."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ...lexicon.names.given import family_first, given_name
from ...records import Person
from .identity import gender_of_family

_WOMAN = tuple(
    (
        "spokeswoman chairwoman congresswoman queen princess mrs lady sister daughter wife widow actress "
        "businesswoman "
        "пані госпож речниц представниц міністерк королев радниц перша-леді первая-леди очільниц помічниц депутатк "
        "дружина супруга директорк представительниц посолк"
    ).split()
)
# What only nouns for women end in: "експертка", "жительница", "політологині".
_FEMININE = tuple(
    (
        "тка рка лка нка чка ниця ница киня гиня ткою ркою лкою нкою чкою ницею ницей ткой ркой лкой нкой чкой кинею "
        "гинею ницю ницу киню гиню кині гині ниці ницы"
    ).split()
)
_MAN = tuple(
    (
        "spokesman chairman congressman king prince mr lord sir brother husband son-in-law imam ayatollah "
        "patriarch pope "
        "cardinal пан господин речник король принц зять"
    ).split()
)


def gender(person: Person) -> Literal["m", "f"] | None:
    """m or f by roles ("spokeswoman"), the given name, the ending of a Slavic family name; None where none tells."""
    for role in person.roles:
        told = _of_role(role)
        if told is not None:
            return told
    return _of_name(person.name)


@lru_cache(maxsize=10_000)
def _of_role(role: str) -> Literal["m", "f"] | None:
    words = role.lower().replace("леді", "-леді").replace("леди", "-леди").replace(" -", "-").split()
    if words and len(words[0]) > 5 and words[0].endswith(_FEMININE):
        return "f"
    if any(word.startswith(_WOMAN) for word in words[:1]) or any(word in _WOMAN for word in words):
        return "f"
    return "m" if any(word in _MAN for word in words) else None


@lru_cache(maxsize=10_000)
def _of_name(name: str) -> Literal["m", "f"] | None:
    parts = name.split()
    if len(parts) > 1 and not (family_first(parts[0]) and given_name(parts[0], "en") is None):
        given = given_name(parts[0], "uk")
        if given is not None and given.gender in ("m", "f"):
            return "m" if given.gender == "m" else "f"
    if parts and gender_of_family(parts[-1]) == "f":
        return "f"
    if parts and parts[-1].lower().endswith(
        ("ський", "цький", "ский", "цкий", "skyi", "skyy", "sky", "skiy", "ов", "ев", "єв", "ov", "ev")
    ):
        return "m"
    return None
