"""Rounds put together: events of the press record and entries that are about one and the same round.

They meet by key, or by place and shared days. Any order of events and entries gives the same rounds, and what
somebody may not read changes nothing for them: a round is put together from what its reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

import msgspec

from ..errors import UsageError
from ..lexicon.names.spelling import skeleton
from ..records import Event, Moment
from ..unions import Unions
from .entries import Anchor, Kept, RoundSaid
from .sayings import Press
from .venue import place_of

_LETTERS = re.compile(r"[^a-z0-9]+")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class Told(msgspec.Struct, frozen=True):
    """An event of the press record, with the story that tells it."""

    press: Press
    event: Event


class Gathered(msgspec.Struct, frozen=True):
    """One round: its key, other keys by which it was known, its days, events and entries.

    `place`: gazetteer id, or the name as typed; `title` the place in English; "" where nobody names one.
    """

    key: str
    aliases: tuple[str, ...]
    place: str
    title: str
    first: date | None
    last: date | None
    events: tuple[Told, ...]
    entries: tuple[Kept, ...]

    @property
    def presses(self) -> tuple[Press, ...]:
        """The stories that tell of it."""
        return tuple({id(told.press): told.press for told in self.events}.values())

    def made_of(self) -> list[object] | None:
        """As plain values all that it is put together from; None where a story does not say what it was told from."""
        if not all(told.press.mark for told in self.events):
            return None
        return [
            [self.key, list(self.aliases), self.place, self.title, str(self.first), str(self.last)],
            [[told.press.mark, told.event.id] for told in self.events],
            [[kept.entry.id, kept.recorded, list(kept.rooms), kept.by] for kept in self.entries],
        ]


_Mark = tuple[str, str, date | None, date | None]


class _Node(msgspec.Struct, frozen=True):
    key: str
    chosen: bool
    place: str
    title: str
    first: date | None
    last: date | None
    told: Told | None = None
    kept: Kept | None = None


def gathered(presses: Sequence[Press], kept: Iterable[Kept]) -> tuple[Gathered, ...]:
    """The rounds in order of time."""
    nodes = [_of_event(Told(press, event)) for press in presses for event in press.events if _is_round(event)]
    nodes += [_of_entry(one) for one in kept]
    # A round of many entries has few marks: only these are held against each other.
    marks = list(dict.fromkeys((node.key, node.place, node.first, node.last) for node in nodes))
    number_of = {mark: number for number, mark in enumerate(marks)}
    one_round = Unions[int]()
    for one, two in combinations(marks, 2):
        if _same(two, one):
            one_round.unite(number_of[one], number_of[two])
    groups: dict[int, list[_Node]] = {}
    for node in nodes:
        mark = node.key, node.place, node.first, node.last
        groups.setdefault(one_round.root(number_of[mark]), []).append(node)
    return tuple(sorted((_put_together(group) for group in groups.values()), key=_order))


def _is_round(event: Event) -> bool:
    """A round somewhere or sometime; not one of which only the day is known on which a page speaks of it."""
    dated = event.time is not None and event.time.basis != "published"
    return event.kind == "round" and (event.place is not None or dated)


def _of_event(told: Told) -> _Node:
    event = told.event
    first, last = _days(event.time)
    title = event.place.name if event.place else ""
    return _Node(key_of(title, first), False, event.place.id if event.place else "", title, first, last, told)


def _days(time: Moment | None) -> tuple[date | None, date | None]:
    return (None, None) if time is None else (time.first_day, time.last_day)


def _of_entry(kept: Kept) -> _Node:
    anchor, said = kept.entry.round, kept.entry.said
    first, last = _day(anchor.first), _day(anchor.last)
    title = anchor.place
    if isinstance(said, RoundSaid):
        # What the entry itself says of its round is newer than where its round was when the entry was made.
        title = said.place or title
        if kept.entry.time is not None:
            first, last = _days(kept.entry.time)
    known = place_of(title) if title else None
    place = known.id if known else title.casefold()
    return _Node(anchor.key, True, place, known.name if known else title, first, last, None, kept)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _same(one: _Mark, two: _Mark) -> bool:
    (key, place, first, last), (other, where, begins, ends) = one, two
    if key == other:
        return True
    if not place or place != where or first is None or begins is None:
        return False
    return first <= (ends or begins) and begins <= (last or first)


def _put_together(group: Sequence[_Node]) -> Gathered:
    own = sorted(node.key for node in group if node.kept and isinstance(node.kept.entry.said, RoundSaid))
    chosen = sorted(node.key for node in group if node.chosen)
    keys = sorted(node.key for node in group)
    key = (own or chosen or keys)[0]
    leading = [node for node in group if node.kept and isinstance(node.kept.entry.said, RoundSaid)] or group
    firsts = [node.first for node in leading if node.first] or [node.first for node in group if node.first]
    lasts = [node.last for node in leading if node.last] or [node.last for node in group if node.last]
    title, place = min(((node.title, node.place) for node in group if node.title), default=("", ""))
    return Gathered(
        key,
        tuple(sorted(set(keys) - {key})),
        place,
        title,
        min(firsts, default=None),
        max(lasts, default=None),
        tuple(sorted((node.told for node in group if node.told), key=lambda told: told.event.id)),
        tuple(sorted((node.kept for node in group if node.kept), key=lambda one: one.entry.id)),
    )


def _order(one: Gathered) -> tuple[str, str]:
    return (one.first.isoformat() if one.first else "9999", one.key)


def key_of(place: str, first: date | None) -> str:
    """The key that a round has of itself: `geneva-2026-02-17`."""
    bones = "-".join(skeleton(word) for word in place.split())
    head = _LETTERS.sub("-", place.casefold()).strip("-") or _LETTERS.sub("-", bones).strip("-") or "talks"
    return f"{head[:60]}-{first.isoformat() if first else 'undated'}"


def named_key(key: str) -> str:
    """A key that somebody chose for a round; UsageError where it would not stand in an address."""
    if _KEY.fullmatch(key) is None:
        raise UsageError(f"{key!r} cannot name a round; use a-z, 0-9 and -, at most 80")
    return key


def anchor_of(one: Gathered) -> Anchor:
    """What an entry keeps of the round it is made for."""
    first = one.first.isoformat() if one.first else ""
    return Anchor(one.key, one.title, first, one.last.isoformat() if one.last else first)


def find(rounds: Sequence[Gathered], key: str) -> Gathered | None:
    """The round of a key, whether it is the one it has now or one by which it was known."""
    for one in rounds:
        if key == one.key:
            return one
    return next((one for one in rounds if key in one.aliases), None)
