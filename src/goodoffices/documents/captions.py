"""Whether a line is the caption of a picture: weighted features, each of which can be named."""

from __future__ import annotations

import re

import msgspec

from ..lexicon.times import absolute_dates
from ..lexicon.times.layouts import month_words
from .drafts import Draft
from .page_words import TOKEN, agencies, words_of
from .stamps import only_names

FLOOR = 4
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]][\s.]{0,3}$")
_SIGNED = re.compile(r"[.!?][\"”»]?\s{1,2}[-–—]{1,2}\s?[^\W\d_][\w ]{1,30}$")  # a report's last line and its agency
_LAST_PART = re.compile(r"(?:/|\||©|—|–|\s-)\s{0,3}([^/|©—–]{2,40})$")
_PICTURE_BY = re.compile(
    r"(?:^|[\s(\[.,|/])(?:photos?|picture|image|photograph|фото|фотографія|фотография|світлина|снимок|скріншот|скриншот|credit)\s?"
    r"(?::|by\s|©|/|\(|courtesy|from\s|via\s|з\s|из\s)",
)
_SIDES = re.compile(
    r"[,(]\s?(?:(?:second|third|first|\d(?:st|nd|rd|th))\s)?(?:from\s)?(?:the\s)?"
    r"(?:left|right|cent(?:er|re)|ліворуч|праворуч|зліва|справа|слева|в центре|у центрі|по центру)\s?[,)]"
)
_NAMED_LAST = re.compile(r"[.!?]\s\([^()]{3,50}\)$")
_LAST_SENTENCE = re.compile(r"[.!?…]\s([^.!?…]{3,60})$")
_PART_PHOTO = re.compile(
    r"\s/\s(?:photo|photos|picture|image|фото|світлина|снимок|скріншот|скриншот)\s\S", re.IGNORECASE
)
_HOLDER = re.compile(r"[\w.!?)]\s{0,2}©\s?[^\s©][^©.!?]{1,40}$")
_AGENCY_SLASH = re.compile(r"\b(?:REUTERS|AP Photo|AFP|EPA|Reuters|Getty Images|Xinhua|UN Photo|AP|POOL)/\S")
_CREDIT_START = (
    "photo", "file", "image", "picture", "via ", "courtesy", "credit", "handout", "©", "screenshot", "фото", "архів",
    "архив", "скріншот", "скриншот", "джерело", "источник", "ілюстра", "иллюстра", "source", "screengrab", "pool",
)  # fmt: skip
_NAME_AND_AGENCY = re.compile(
    r"[A-ZА-ЯІЇЄҐ][\w.'-]{1,20}(?:\s[A-ZА-ЯІЇЄҐ][\w.'-]{0,20}){0,3}\s?/\s?[A-ZА-ЯІЇЄҐ][\w' -]{1,24}$"
)
_ADDRESS = re.compile(r"(?:^|[\s/@])[\w-]{2,40}\.(?:com|org|net|ua|ru|info|gov|int|uk|io|me|tv|news|eu)\b|@\w{3,}")
_PICTURES = (
    "photo", "picture", "image", "still", "screenshot", "фото", "світлин", "снимок", "кадр", "скріншот", "скриншот",
    "credit", "©",
)  # fmt: skip
_CREDITING = re.compile(r"[)\]/|©]")
_LABELLING = re.compile(r"[)\]/|©—–-]")
_PARTING = re.compile("[/|©—–-]")
_PAST = frozenset("was were had has have will would been did був була було були буде был была было были будет".split())


_LOOKS = ("a picture credit follows", "describes a scene", "names somebody", "ends with a date")


_HINTS = frozenset(
    "photo photos picture image photograph credit left right center centre фото фотографія фотография світлина снимок "
    "скріншот скриншот ліворуч праворуч зліва справа слева центре центрі центру".split()
)


class Feature(msgspec.Struct, frozen=True):
    """One feature of the score. `strong` features speak of a picture; the others only lend weight."""

    name: str
    weight: int
    strong: bool = False


class Around(msgspec.Struct, frozen=True):
    """What stands around a line: in the head of the page, between two paragraphs, above a picture credit.

    `foremost`: nothing else could be the headline, so that looking like a scene is not enough.
    """

    head: bool
    between: bool
    credited: bool
    foremost: bool = False


def caption_features(draft: Draft, around: Around) -> list[Feature]:
    """Every feature that holds for the line; weights add up to the score."""
    found = list(_credit_features(draft, around))
    found += _scene_features(draft)
    if around.credited:
        found.append(Feature("a picture credit follows", 3, strong=True))
    if around.head:
        found.append(Feature("stands in the head of the page", 1))
    if not draft.closed:
        found.append(Feature("ends without a full stop", 1))
    if not words_of("reporting").isdisjoint(draft.words):
        found.append(Feature("reports speech", -3))
    elif draft.speaks() and draft.closed:
        found.append(Feature("quotes", -2))
    if not words_of("reader").isdisjoint(draft.words):
        found.append(Feature("speaks for somebody", -3))
    if not _PAST.isdisjoint(draft.words):
        found.append(Feature("tells what was or will be", -2))
    if around.between and draft.closed:
        found.append(Feature("stands between two paragraphs", -2))
    if len(draft.words) > 45:
        found.append(Feature("longer than captions are", -2))
    return found


def caption_reason(draft: Draft, around: Around) -> str | None:
    """Why the line is a caption; None when the features do not reach the floor or none of them is strong."""
    if len(draft.words) < 3 or len(draft.words) > 110:
        return None
    features = caption_features(draft, around)
    if around.foremost and all(feature.name.startswith(_LOOKS) for feature in features if feature.strong):
        return None
    if sum(feature.weight for feature in features) < FLOOR or not any(feature.strong for feature in features):
        return None
    return "caption: " + ", ".join(feature.name for feature in features if feature.weight > 0)


def may_be_caption(draft: Draft, *, head: bool) -> bool:
    """Whether a line has anything that a strong feature could rest on; most paragraphs have nothing.

    `head`: whether it stands in the head of the page.
    """
    if not draft.closed:
        return _may_be_label(draft)
    ending = draft.text[-60:]
    return (
        ("20" in ending and "20" in ending[-16:])
        or ("19" in ending and "19" in ending[-16:])
        or _CREDITING.search(ending) is not None
        or (head and not words_of("scene").isdisjoint(draft.words[:14]))
        or not _HINTS.isdisjoint(draft.words)
    )


def _may_be_label(draft: Draft) -> bool:
    """The same of a line that does not end as a sentence."""
    ending = draft.text[-100:]
    return (
        "20" in ending
        or "19" in ending
        or _LABELLING.search(ending) is not None
        or any(map(draft.low[-100:].__contains__, _PICTURES))
        or not words_of("picture").isdisjoint(draft.words[-7:])
        or not words_of("scene").isdisjoint(draft.words[:14])
        or not _HINTS.isdisjoint(draft.words)
        or bool(_setting(draft))
        or _agency_last(ending) is not None
    )


def _credit_features(draft: Draft, around: Around) -> list[Feature]:
    text, found = draft.text, []
    ending = text[-100:]
    signed = not around.head and not around.credited and ends_signed(draft)
    credit = None if signed else picture_credit(ending)
    if credit:
        found.append(Feature(f"ends with the credit “{credit}”", 3, strong=True))
    elif (around.head and _NAMED_LAST.search(ending) and only_names(ending.rpartition("(")[2].split())) or (
        ("/" in ending and _AGENCY_SLASH.search(ending))
        or (not draft.closed and _tells_of_picture(ending))
        or _names_picture(ending, draft.low)
        or (not draft.closed and _name_and_outlet(ending))
    ):
        found.append(Feature("names who took the picture", 3, strong=True))
    if _SIDES.search(draft.low):
        found.append(Feature("says who stands where", 3, strong=True))
    if "19" in ending or "20" in ending:
        closing = date_at_end(ending) or (2 if not draft.closed and _month_at_end(draft.words) else 0)
        if closing:
            found.append(Feature("ends with a date", closing, strong=True))
            if len(draft.words) <= 12 and sum(
                word[0].isupper() or word[0].isdigit() for word in text.split()
            ) >= 0.6 * len(text.split()):
                found.append(Feature("nothing but names and a date", 1))
    return found


def ends_signed(draft: Draft) -> bool:
    """Whether a sentence ends with a dash and who reported it: "... in a month. - Reuters"."""
    return _SIGNED.search(draft.text[-60:]) is not None


def _tells_of_picture(ending: str) -> bool:
    """Whether a few words behind the last full stop speak of a picture: "The quay at dusk. Taken from a drone"."""
    last = _LAST_SENTENCE.search(ending)
    if last is None:
        return False
    credit = last.group(1)
    words = TOKEN.findall(credit.lower())
    if len(words) <= 7 and not words_of("picture").isdisjoint(words):
        return True
    name, parting, outlet = credit.partition(" for " if " for " in credit else "/")
    return bool(parting) and len(words) <= 8 and only_names(name.split()) and only_names(outlet.split())


def _name_and_outlet(ending: str) -> bool:
    """ "A patrol on the beach / Luís Cardoso / Agência Litoral": a photographer and whoever sent him close the line."""
    told, parting, credit = ending.rpartition(" / ")
    told, other, name = told.rpartition(" / ")
    parts = (name.split(), credit.split())
    return bool(parting and other and told) and all(len(part) <= 4 and only_names(part) for part in parts)


def _names_picture(ending: str, low: str) -> bool:
    if not any(map(low[-100:].__contains__, _PICTURES)):
        return False
    return bool(_PART_PHOTO.search(ending) or _PICTURE_BY.search(low[-90:]) or _HOLDER.search(ending))


def picture_credit(ending: str) -> str | None:
    """The agency, site or photographer that an ending credits: (Reuters), [Name/AFP], /VCG, | Getty Images."""
    if ending[-1:] in ")]." and (bracketed := _BRACKETED.search(ending)):
        inside = bracketed.group(1).strip()
        if _credits(inside):
            return inside
    last = _LAST_PART.search(ending) if _PARTING.search(ending) else None
    if last and _known(last.group(1).strip(" .").lower()):
        return last.group(1).strip()
    return _agency_last(ending)


def _agency_last(ending: str) -> str | None:
    """ "The old bridge on Monday. Reuters": an agency alone behind the last full stop."""
    before, stop, alone = ending.rpartition(". ")
    alone = alone.rstrip(".")
    return alone if stop and before and len(alone) < 30 and _known(alone.lower()) else None


def _known(low: str) -> bool:
    return low in agencies() or low in agencies("picture-agency")


def _credits(inside: str) -> bool:
    low = inside.lower()
    if low.startswith(_CREDIT_START) or _known(low):
        return True
    label, colon, name = low.partition(":")
    if colon and name.startswith(" ") and len(label.split()) <= 3 and 1 <= len(name.split()) <= 5:
        return label.replace(" ", "").isalpha() and name[-1] not in ".!?"
    parts = [part.strip() for part in re.split(r"[/|,;]| via | for ", low)]
    return (len(parts) > 1 and len(low.split()) <= 10 and any(_known(part) for part in parts)) or bool(
        _ADDRESS.search(low)
    )


def date_at_end(ending: str) -> int:
    """3 for a full date in brackets at the end, 2 for a bare one, 0 for none."""
    for _, end, _ in absolute_dates(ending, "en"):
        rest = ending[end:].strip()
        if rest in (")", "]", ").", "]."):
            return 3
        if rest in ("", "."):
            return 2
        credit = picture_credit(rest) if len(rest) < 60 else None
        if credit:
            return 2
    return 0


def _month_at_end(words: list[str]) -> bool:
    """Whether the words end with a month and a year: "лютий 2024", "October 2019", "жовтень 2019 року"."""
    known = words_of("stamp-word")
    last = words[:-1] if words[-1] in known and not words[-1].isdigit() else words
    return len(last) > 2 and len(last[-1]) == 4 and last[-1].isdigit() and last[-2] in month_words()


def _scene_features(draft: Draft) -> list[Feature]:
    words = draft.words[:14]
    scene, onlookers = words_of("scene"), words_of("onlookers")
    if scene.isdisjoint(words) or (";" in draft.text and not draft.closed):  # a line of several matters sums up
        return _setting(draft)
    for index, word in enumerate(words):
        if index and word in scene:
            if not onlookers.isdisjoint(words[max(0, index - 5) : index]):
                return [Feature(f"describes a scene (“{words[index - 1]} {word}”)", 3, strong=True)]
            if index <= 8:
                return [Feature(f"tells it as seen (“{word}”)", 2), *_setting(draft)]
    return _setting(draft)


def _setting(draft: Draft) -> list[Feature]:
    written = draft.text.split(None, 5)[:5]
    names = 0
    while names < len(written) and written[names][:1].isupper():
        names += 1
    if draft.closed or not 2 <= names < len(written) or ";" in draft.text:
        return []
    if words_of("backdrop").isdisjoint(word.lower().strip(",") for word in written[names:]):
        return []
    return [Feature("names somebody and the setting", 2, strong=True)]
