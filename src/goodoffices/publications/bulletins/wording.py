"""The words of a bulletin in one language: its own, numbers and days as in a brief, labels of words and parties."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import cast
from zoneinfo import ZoneInfo

import yaml

from ..moments import day_text
from ..words import Words, plural, words_of
from .content import Bulletin, Labels, Told

E7 = 10_000_000


@cache
def _table() -> dict[str, Labels]:
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    return cast("dict[str, Labels]", yaml.safe_load(text))


def bulletin_word(key: str, language: str, fallback: str = "") -> str:
    """The words of a key, for pages that show what bulletins do; the fallback where there are none."""
    return _table().get(key, {}).get(language, fallback)


class Wording:
    """Words, numbers and times as the readers of one bulletin in one language meet them."""

    def __init__(self, bulletin: Bulletin, language: str) -> None:
        self.bulletin, self.language = bulletin, language
        self.plain: Words = words_of(language)
        self._zone = ZoneInfo(bulletin.zone)

    def __call__(self, key: str, /, **fields: object) -> str:
        """The words of a key; one without an entry is a mistake of ours and raises."""
        text = _table()[key][self.language]
        return text.format(**fields) if fields else text

    def known(self, key: str, fallback: str) -> str:
        """The words of a key that came from outside; the fallback where there are none."""
        return bulletin_word(key, self.language, fallback)

    def number(self, value: int) -> str:
        """An integer as the language writes it."""
        return self.plain.number(value)

    def age(self, days: int) -> str:
        """How many days old something is."""
        form = plural(days, self.language)
        return self(f"age-{'many' if form == 'other' else form}", days=self.number(days))

    def signed(self, value: int) -> str:
        """A change, with its sign; a real minus."""
        return "0" if not value else f"{'+' if value > 0 else '−'}{self.number(abs(value))}"

    def hours(self, minutes: int) -> str:
        """Minutes as hours with at most one decimal."""
        whole, rest = divmod(round(minutes / 6), 10)
        point = "." if self.language == "en" else ","
        return self.number(whole) + (f"{point}{rest}" if rest else "")

    def word(self, kind: str, ident: str) -> str:
        """The label of a word or a party; the word itself where nobody has named it, "not told" where it is empty."""
        if not ident:
            return self("not-told")
        return self.bulletin.terms.get(f"{kind}:{ident}", {}).get(self.language, ident)

    def level(self, level: str) -> str:
        """A level of confirmation."""
        return self(f"level-{level}")

    def clock(self, moment: int) -> datetime:
        """A time by the clock of the bulletin."""
        return datetime.fromtimestamp(moment // 1_000_000, UTC).astimezone(self._zone)

    def time(self, moment: int) -> str:
        """`1 February 2031, 06:00` by the clock of the bulletin."""
        at = self.clock(moment)
        return f"{day_text(at.date(), self.plain)}, {at:%H:%M}"

    def stretch(self, begins: int, ends: int) -> str:
        """From one time to another; the day once where it is the same."""
        first, last = self.clock(begins), self.clock(ends)
        if begins == ends:
            return self.time(begins)
        if first.date() == last.date():
            return f"{self.time(begins)}–{last:%H:%M}"
        return f"{self.time(begins)} – {self.time(ends)}"

    def short(self, begins: int, ends: int) -> str:
        """A stretch as a row of a table has it: `02-01 06:10–07:00`."""
        first, last = self.clock(begins), self.clock(ends)
        if f"{first:%m%d%H%M}" == f"{last:%m%d%H%M}":
            return f"{first:%m-%d %H:%M}"
        return f"{first:%m-%d %H:%M}–" + (f"{last:%H:%M}" if first.date() == last.date() else f"{last:%m-%d %H:%M}")

    def zone(self) -> str:
        """The clock: its zone and how far it is from UTC at the end of the period."""
        offset = f"{self.clock(self.bulletin.ends):%z}"
        return self.bulletin.zone + ("" if self.bulletin.zone == "UTC" else f" (UTC{offset[:3]}:{offset[3:]})")

    def place(self, told: Told) -> str:
        """Degrees with the radius that holds the place."""
        if told.lat is None or told.lon is None:
            return self("not-told")
        north, east = (f"{abs(value) / E7:.4f}°" for value in (told.lat, told.lon))
        text = f"{north} {'N' if told.lat >= 0 else 'S'}, {east} {'E' if told.lon >= 0 else 'W'}"
        return text + (f" ±\u00a0{self.radius(told.radius)}" if told.radius else "")

    def radius(self, metres: int) -> str:
        """Metres, or kilometres from 1,000 on."""
        kilometre, metre = ("km", "m") if self.language == "en" else ("км", "м")
        if metres < 1_000:
            return f"{metres}\u00a0{metre}"
        text = f"{metres / 1000:.1f}".removesuffix(".0")
        return f"{text if self.language == 'en' else text.replace('.', ',')}\u00a0{kilometre}"
