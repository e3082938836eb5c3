"""Lines that only date, sign or credit the page: time stamps, bylines, agencies."""

from __future__ import annotations

import re

from ..lexicon.times import absolute_dates
from ..lexicon.times.layouts import month_words
from .drafts import Draft
from .page_words import agencies, agencies_in, has_digit, words_of

_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|h|m|am|pm|z|min|hrs?|k|к)?$")
_RELATIVE = frozenset("ago назад тому today yesterday сьогодні вчора сегодня вчера read читання чтения".split())
_SPLIT = re.compile(r"[/,|&·•–—]|\s-\s|\band\b|\bvia\b|\bта\b|\bи\b|\bі\b")
_LINK = frozenset("& and in for of the at with та і у в и для de al von van der bin ben el la abu ad to from".split())
_NETWORKS = frozenset({"X", "Telegram", "Facebook"})
_PICTURE = frozenset("photo photos photograph picture image фото".split())
_NAMED = re.compile(r"[^\W\d_][\w'’.\-]*$")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S{0,12}$")
_INITIALS = re.compile(r"[^\W\d_]{2,4}(?:-[^\W\d_]{2,4})?(?:/[^\W\d_]{2,4}(?:-[^\W\d_]{2,4})?){1,4}$")
_MARKED = re.compile(r"[«»“”„\"()/]")
_YEAR = re.compile(r"(?:19|20)\d\d(?: року| года| г\.?| р\.?)?$")
_ASIDE = re.compile(r"\s?\([^()]{1,20}\)")
_SIGNERS = re.compile(r"\s{0,2}(?:[|,;&•·/]|\sand\s|\sта\s|\sи\s|\sі\s|\s[-–—]\s)\s{0,2}")
_BETWEEN = re.compile(r"[\s|•·,—–]+")
_CLOCK = re.compile(r"\d[:./]\d")
_QUOTED = re.compile('["“”«»„]')


def stamp_reason(draft: Draft) -> str | None:
    """Why the line is a time stamp: nothing but dates, clock times and the words around them."""
    words = draft.words
    if not 0 < len(words) <= 18:
        return None
    if _dateline_alone(draft.text):
        return "dateline alone on a line"
    if draft.text[4:5] == "-" and _INSTANT.match(draft.text):
        return "time stamp"
    known, months = words_of("stamp-word"), month_words()
    dated = False
    for word in words:
        if _NUMBER.match(word):
            dated = True
        elif word in months:
            continue
        elif word in known:
            dated = dated or word in _RELATIVE
        else:
            return None
    if not dated or len(words) == 1:
        return None if not next(absolute_dates(draft.text, "uk"), None) else "time stamp"
    return "time stamp"


def _dateline_alone(text: str) -> bool:
    """Whether a line is a place, a day and at most who reports: "Osh, 3 May, IA Ala-Too."."""
    parts = [part.strip() for part in text.rstrip(" .:—–-").split(",")]
    if not 2 <= len(parts) <= 4 or not only_names(parts[0].split()) or len(text) > 80:
        return False
    dates = [part for part in parts[1:] if _is_day(part)]
    others = [_MARKED.sub("", part).split() for part in parts[1:] if part not in dates and not _YEAR.match(part)]
    return _is_day(parts[1]) and len(dates) == 1 and all(only_names(other) and len(other) <= 4 for other in others)


def _is_day(text: str) -> bool:
    """Whether a text is a day and a month, with or without a year: "3 May", "3 травня 2024 року"."""
    words = text.lower().split()
    months = [word for word in words if word.strip(".") in month_words()]
    numbers = [word for word in words if word.isdigit()]
    return 2 <= len(words) <= 4 and len(months) == 1 and len(numbers) >= 1


def names_outlet(draft: Draft) -> bool:
    """Whether a line has a word of the names of outlets and offices in it, or begins with an agency of two words."""
    return not words_of("outlet-word").isdisjoint(draft.words) or " ".join(draft.words[:2]) in agencies()


def tells_update(draft: Draft) -> bool:
    """Whether a time stamp says when something was changed, not when it was said."""
    return draft.low.startswith(("updat", "оновл", "обновл", "modif", "edited", "изменено", "змінено", "last updat"))


def credit_reason(draft: Draft) -> str | None:
    """Why the line is a credit: an agency or outlet alone, "By" and names, a copyright mark."""
    text, words = draft.text, draft.words
    if not words or len(words) > 16:
        return None
    if text[0] == "©" or draft.low.startswith("(c) #"):
        return "copyright line"
    if len(words) <= 10 and words[0] == "by" and not draft.closed and _signs(draft):
        return "byline"
    if words[0] == "by" and len(words) <= 12 and text.count(".") == 1 and _names_writer(draft):
        return "byline"
    if "©" in text and len(words) <= 8 and not draft.closed:
        return "agency or outlet alone on a line"
    bare = text.strip("()[]—–- .*_")
    if len(words) <= 8 and not (draft.closed and text[-1] in "?!"):
        parts = [part.strip() for part in _SPLIT.split(bare.lower())]
        pictures = agencies("picture-agency")
        known = [part in agencies() or pictures.get(part, "X") not in _NETWORKS for part in parts if part]
        if known and known[0] and (all(known) or ("/" in bare and _all_names(bare))):
            return "agency or outlet alone on a line"
    if text[0] in "([" and text[-1] in ")]" and len(words) <= 8 and any(True for _ in agencies_in(text)):
        return "agency or outlet alone on a line"
    if words[0] == "from" and len(words) <= 9 and "'s " in draft.low and not draft.closed and only_names(text.split()):
        return "byline"
    if text[0] in "—–-" and "@" in text and "(" in text:
        return "signature of an embedded post"
    if "/" in text and _INITIALS.match(text):
        return "initials of who wrote it"
    return None


def _all_names(bare: str) -> bool:
    return all(only_names(part.split()) for part in _SPLIT.split(bare) if part.strip())


def _names_writer(draft: Draft) -> bool:
    """Whether a sentence after "By" begins with a name and goes on with a calling."""
    name, comma, rest = draft.text.partition(",")
    return bool(comma) and "journalist" in rest and len(name.split()) > 2 and only_names(name.split()[1:])


def _signs(draft: Draft) -> bool:
    named = only_names(draft.text.split()[1:])
    return (
        named
        or "correspondents" in draft.words
        or not words_of("role-word").isdisjoint(draft.words)
        or "agencies" in draft.words
    )


def author_reason(draft: Draft) -> str | None:
    """Why a short line of the head is its author's: two to four names, or a name with a role."""
    written = draft.text.rstrip(",|").split()
    short = len(written) <= 4 and draft.text.endswith("р.")  # "Наш собств. корр."
    if (draft.closed and not short) or not 1 <= len(written) <= 9 or has_digit(draft.text):
        return None
    if _QUOTED.search(draft.text):
        return None
    if not words_of("role-word").isdisjoint(draft.words) and draft.text[0].isupper():
        return "author's name or role"
    placed = " in " in draft.text and len(written) >= 3 and only_names(written[:2])
    if placed and only_names([word for word in written if word != "agencies"]):
        return "author's name and place"
    place = "," in draft.text and draft.text.partition(",")[0].isupper()  # a dateline set apart
    if 2 <= len(written) <= 4 and only_names(written) and draft.text[0].isupper() and not place:
        return "author's name"
    if len(written) > 3 and draft.text[0].isupper() and _several_sign(draft.text):
        return "author's name"
    return None


def _several_sign(text: str) -> bool:
    """Whether a line is several names of two to four words: "Ann Lee (now) and Omar Aziz", "Ann Lee | Omar Aziz"."""
    people = [part.split() for part in _SIGNERS.split(_ASIDE.sub("", text)) if part.strip()]
    return len(people) > 1 and all(2 <= len(person) <= 4 and only_names(person) for person in people)


def signed_stamp_reason(draft: Draft) -> str | None:
    """Why a line of the head is a signature with a date: names, and beside them only a time stamp."""
    known, months = words_of("stamp-word"), month_words()
    most = 24 if "|" in draft.text else 16
    if draft.closed or len(draft.words) > most or not has_digit(draft.text):
        return None
    if not _PICTURE.isdisjoint(draft.words):
        return None
    rest = [
        word
        for word in _BETWEEN.split(draft.text)
        if (bare := word.strip(".:()-/").lower()) and not _NUMBER.match(bare) and bare not in known
        and bare not in months and not has_digit(word)
    ]  # fmt: skip
    dated = any(word in months for word in draft.words) or _CLOCK.search(draft.text) is not None
    if dated and "|" in draft.text and not draft.closed and not draft.prose:  # "2 August, 18:40 | Ann Lee, for us"
        return "author or outlet with a time stamp"
    if dated and 1 <= len(rest) <= 5 and only_names(rest):
        return "author or outlet with a time stamp"
    return None


def only_names(written: list[str]) -> bool:
    """Whether the words are names and what links them."""
    names = 0
    for word in written:
        bare = word.strip(',;|()[]"“”«»„.:/')
        if not bare or bare.lower() in _LINK:
            continue
        if not _NAMED.match(bare) or not bare[0].isupper():
            return False
        names += 1
    return names > 0
