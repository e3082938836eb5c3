"""Delegations as attendance lists: who sits in them, who leads, how many as stated, what changed since last time.

What nobody stated stays empty. A person whom a list leaves out is "not named", never "gone".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from ..findings.labels import amount_label
from ..lexicon.names.spelling import skeleton
from ..records import Claim, Event, Members
from .entries import DelegationSaid, Presence, Seat
from .gathering import Gathered
from .sayings import Press, Saying, Stated, Table, merged, stated
from .sittings import events_of

ChangeKind = Literal["new", "not-named", "head", "size"]


class Member(msgspec.Struct, frozen=True):
    """Somebody on the list. `role` and `presence` are "" where nobody stated them; `head` where somebody says so."""

    name: str
    person: str
    role: str
    presence: Presence
    head: bool
    sayings: tuple[Saying, ...]


class Change(msgspec.Struct, frozen=True):
    """What differs from the list of the round before: before and after, "" where not stated."""

    kind: ChangeKind
    before: str
    after: str


class Delegation(msgspec.Struct, frozen=True):
    """One party's delegation at one round. `whole`: somebody says that the list names everybody.

    `heads` and `size` hold every value on offer; empty is not stated. `since` is the key of the round compared with.
    """

    party: str
    label: str
    heads: tuple[Stated, ...]
    members: tuple[Member, ...]
    size: tuple[Stated, ...]
    whole: bool
    changes: tuple[Change, ...] = ()
    since: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing at all is stated of it."""
        return not (self.heads or self.members or self.size)


class _Row:
    """One member while the accounts are gathered."""

    def __init__(self, name: str, person: str) -> None:
        self.name, self.person = name, person
        self.role, self.presence, self.head, self.asserted = "", "", False, False
        self.sayings: list[Saying] = []


def delegations_of(one: Gathered, table: Table, parties: Sequence[str]) -> tuple[Delegation, ...]:
    """The delegations of a round, those of `parties` even where nothing is stated of them."""
    press = [(held, claim) for held, events in events_of(one) for claim in _claims(held, events)]
    entered = [kept for kept in one.entries if isinstance(kept.entry.said, DelegationSaid)]
    named = {claim.subject.parties[0] for _, claim in press}
    named.update(kept.entry.said.party for kept in entered if isinstance(kept.entry.said, DelegationSaid))
    found = []
    for party in table.parties({*named, *parties}):
        claims = [(held, claim) for held, claim in press if claim.subject.parties[0] == party.id]
        rows, heads, size = _gather_press(claims)
        whole = False
        for kept in entered:
            said = kept.entry.said
            if isinstance(said, DelegationSaid) and said.party == party.id:
                saying = table.saying(kept)
                whole = whole or said.whole
                for seat in said.seats:
                    _enter(rows, seat, saying)
                heads += [Stated(_key(seat.name), seat.name, (saying,)) for seat in said.seats if seat.head]
                if said.size is not None:
                    text = amount_label(said.size, table.language)
                    size.append(Stated(text, text, (saying,)))
        heads = _one_spelling(heads, rows)
        members = tuple(_member(row) for row in sorted(rows, key=lambda row: (not row.head, row.name)))
        found.append(Delegation(party.id, party.label, merged(heads), members, merged(size), whole))
    return tuple(found)


def _claims(press: Press, events: Sequence[Event]) -> list[Claim]:
    found = press.claims_of(events, "head", "attendance", "delegation-size")
    return [claim for claim in found if claim.subject.kind == "delegation" and len(claim.subject.parties) == 1]


def _gather_press(claims: Sequence[tuple[Press, Claim]]) -> tuple[list[_Row], list[Stated], list[Stated]]:
    rows: list[_Row] = []
    heads: list[Stated] = []
    size: list[Stated] = []
    for press, claim in claims:
        saying, value = press.saying(claim), claim.value
        if claim.kind == "delegation-size":
            size.extend(stated(press, [claim]))
        if not isinstance(value, Members):
            continue
        for person in _people(press, value):
            row = _row(rows, person[1], person[0])
            row.sayings.append(saying)
            row.role = row.role or person[2]
            row.asserted = row.asserted or claim.polarity == "asserted"
            row.presence = "" if row.asserted else "expected"
            if claim.kind == "head":
                row.head = True
                heads.append(Stated(_key(row.name), row.name, (saying,)))
    return rows, heads, size


def _people(press: Press, value: Members) -> list[tuple[str, str, str]]:
    """(person id, name, role) of the people of a claim."""
    found = []
    for ident in value.people:
        person = press.people.get(ident)
        if person is not None:
            found.append((ident, press.names(ident), person.roles[0] if person.roles else ""))
    return found or [("", name, "") for name in value.names]


def _enter(rows: list[_Row], seat: Seat, saying: Saying) -> None:
    row = _row(rows, seat.name, "")
    # What was entered at the table is nearer to it than what was announced before.
    row.role, row.presence = seat.role or row.role, seat.presence or row.presence
    row.head = row.head or seat.head
    row.sayings.append(saying)


def _row(rows: list[_Row], name: str, person: str) -> _Row:
    for row in rows:
        if (person and row.person == person) or _alike(row.name, name):
            row.person = row.person or person
            return row
    rows.append(_Row(name, person))
    return rows[-1]


def _alike(one: str, two: str) -> bool:
    """One name in two spellings or scripts; a bare surname is the one whose full name is there."""
    first, second = one.split(), two.split()
    if not first or not second or skeleton(first[-1]) != skeleton(second[-1]):
        return False
    if len(first) == 1 or len(second) == 1:
        return True
    given, other = skeleton(first[0]), skeleton(second[0])
    # An initial, and vowels that carry no skeleton, tell given names apart no further.
    return given == other or not given or not other or given[0] == other[0] == given or other == given[0]


def _key(name: str) -> str:
    return " ".join(skeleton(word) for word in name.split())


def _one_spelling(heads: Sequence[Stated], rows: Sequence[_Row]) -> list[Stated]:
    """The heads under the name that the list gives them, so that two spellings are one value."""
    found = []
    for head in heads:
        row = next((row for row in rows if _alike(row.name, head.label)), None)
        name = row.name if row else head.label
        found.append(Stated(_key(name), name, head.sayings))
    return found


def _member(row: _Row) -> Member:
    return Member(row.name, row.person, row.role, row.presence, row.head, tuple(row.sayings))  # type: ignore[arg-type]


def with_changes(now: Delegation, before: Delegation | None, since: str) -> Delegation:
    """The delegation with what differs from that of an earlier round; without changes where that states nothing."""
    if before is None or before.silent or now.silent:
        return now
    changes: list[Change] = []
    if now.heads and before.heads and not any(_alike(a.label, b.label) for a in now.heads for b in before.heads):
        changes.append(Change("head", before.heads[0].label, now.heads[0].label))
    if now.members and before.members:
        changes += [Change("new", "", one.name) for one in now.members if not _in(one, before.members)]
        changes += [Change("not-named", one.name, "") for one in before.members if not _in(one, now.members)]
    if now.size and before.size and {one.value for one in now.size} != {one.value for one in before.size}:
        changes.append(Change("size", _values(before.size), _values(now.size)))
    return msgspec.structs.replace(now, changes=tuple(changes), since=since)


def _in(member: Member, others: Sequence[Member]) -> bool:
    return any(_alike(member.name, other.name) for other in others)


def _values(found: Sequence[Stated]) -> str:
    return " / ".join(one.label for one in found)
