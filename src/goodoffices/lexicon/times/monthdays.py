"""Days of a month not named beside them: "the 17th", "Sunday the 15th", "28–29 числа", "the 26th of last month"."""

from __future__ import annotations

from .cursor import Cursor
from .wording import Wording

_ENDINGS = {
    "en": frozenset({"st", "nd", "rd", "th"}),
    "uk": frozenset({"го", "те", "ге", "ше", "му"}),
    "ru": frozenset({"го", "е", "му"}),
}
_NUMBER_WORDS = frozenset("числа число числу числом".split())
_SIGNS = {language: endings | _NUMBER_WORDS for language, endings in _ENDINGS.items()}
# After a day that stands alone nothing follows that it could number.
_FREE = frozenset(
    (
        "and or to at in on with for by the but as from until till when while after before both were was is are "
        "had has will і й та або чи в у на з із до по о об за але коли через и или с со к во от при но когда "
        "после перед"
    ).split()
)
_BEFORE = frozenset("the and or to until by on since".split())


def month_day(cursor: Cursor, index: int, *, weekday: int | None = None) -> Wording | None:
    """The day, or the two ends of a range of days, at word `index`; `weekday`: the day of the week before it."""
    signs = _SIGNS[cursor.language]
    if weekday is None and cursor.word(index + 1) not in signs and not cursor.dashed(index + 1):
        return None
    opening = _one(cursor, index, told=weekday is not None)
    if opening is None:
        return None
    closing = _one(cursor, opening.after, told=True) if cursor.dashed(opening.after) else None
    if closing and (opening.day or 0) < (closing.day or 0):
        opening.until, opening.after = closing, closing.after
        opening.shift = closing.shift
        opening.unit = opening.unit or closing.unit
    named = opening.unit or (closing.unit if closing else "")
    if not named or not (weekday or _stands_alone(cursor, opening)):
        return None
    opening.weekday = weekday
    return opening


def _one(cursor: Cursor, index: int, *, told: bool) -> Wording | None:
    """A day; `unit` is set where an ending or a word says that it is one."""
    word = cursor.word(index)
    if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31 or cursor.before(index) in "$€£.,+":
        return None
    after = index + 1
    ended = cursor.word(after) in _ENDINGS[cursor.language] and (cursor.joined(after) or cursor.gap(after) == "-")
    if ended:
        after += 1
    if cursor.language == "en" and not told and cursor.word(index - 1) not in _BEFORE:
        return None
    found = Wording("monthday", index, after, day=int(word), unit="day" if ended else "")
    if cursor.language != "en" and cursor.word(after) in _NUMBER_WORDS and cursor.spaced(after):
        found.unit, found.after = "day", after + 1
    _of_month(cursor, found)
    return found


def _of_month(cursor: Cursor, found: Wording) -> None:
    """Takes in "of last month", "этого месяца" behind the day."""
    place = found.after + (cursor.word(found.after) == "of")
    the = cursor.word(place) in ("the", "that")
    shift = None if the else cursor.take(place, "shift")
    unit = cursor.take(shift[1] if shift else place + the, "span") if shift or the else None
    if unit and unit[0].unit == "month" and unit[0].times == 1 and cursor.spaced(place):
        found.after, found.unit = unit[1], "day"
        found.shift = shift[0] if shift else ""


def _stands_alone(cursor: Cursor, found: Wording) -> bool:
    after = found.after
    if found.shift or cursor.word(after - 1) in _NUMBER_WORDS:
        return True
    if cursor.word(found.first - 1) == "на" and cursor.word(found.first - 2) in ("ніч", "ночь"):
        return True
    if after >= cursor.stop or cursor.gap(after) != "":
        return not cursor.dashed(after)
    return cursor.word(after) in _FREE
