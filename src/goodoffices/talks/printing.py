"""Rounds as lines of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..lexicon.concepts import label
from .exports.minutes import change_text
from .rounds import Round
from .sayings import Saying, Stated, Table
from .sittings import Bar, Sitting

WIDTH = 32
"""Characters of the longest bar."""


def round_lines(one: Round, table: Table) -> Iterator[str]:
    """Everything known of a round, a fact a line, with who says it."""
    yield f"{one.name}  [{one.key}]"
    yield from _facts("place", one.place, (), table)
    yield from _facts("zone", one.zone, (), table)
    yield from _facts("parties", ", ".join(party.label for party in one.parties), (), table)
    for field, found in (("mediators", one.mediators), ("formats", one.formats), ("length", one.lengths)):
        for each in found:
            yield from _facts(field, each.label, each.sayings, table)
    for saying in one.announced:
        yield from _facts("announced-by", f"{saying.who} ({saying.time})", (), table)
    for sitting in (*one.sittings, *one.consultations):
        yield ""
        yield from _sitting(sitting, table)
    yield ""
    yield from delegation_lines(one, table)
    yield from _rest(one, table)


def _facts(field: str, text: str, sayings: Sequence[Saying], table: Table) -> Iterator[str]:
    yield f"  {label('talks-fields', field, table.language)}: {text or table.word('not-stated')}{_by(sayings)}"


def _by(sayings: Iterable[Saying]) -> str:
    who = list(dict.fromkeys(_who(saying) for saying in sayings))
    return f"  [{'; '.join(who[:4])}{'; …' if len(who) > 4 else ''}]" if who else ""


def _who(saying: Saying) -> str:
    if saying.basis == "entered":
        return f"{saying.who}, {saying.id}"
    place = f" {saying.path}:{saying.line}" if saying.line is not None else ""
    return (saying.who if saying.who == saying.outlet else f"{saying.who}, {saying.outlet}") + place


def _sitting(sitting: Sitting, table: Table) -> Iterator[str]:
    kind = label("talks-entries", "consultation" if sitting.side else "sitting", table.language)
    title = " · ".join(piece for piece in (sitting.name or sitting.day, sitting.label, sitting.topic) if piece)
    yield f"  {kind}: {title}{_by(sitting.sayings[:1])}"
    for field, found in (("opened", sitting.opened), ("closed", sitting.closed)):
        for each in found:
            yield f"  {'':2}{label('talks-fields', field, table.language)}: {each.label}{_by(each.sayings)}"
    longest = max((bar.longest or bar.shortest or 0 for bar in sitting.lengths), default=0)
    for bar in sitting.lengths:
        yield f"    {_drawn(bar, longest)} {bar.label}{_by([bar.saying])}"
    if sitting.disputed:
        yield f"    {table.word('accounts-differ')}"


def _drawn(bar: Bar, longest: int) -> str:
    """Full blocks to the shortest length given, light ones on to the longest; a bar open upwards ends in >."""
    low = bar.shortest or 0
    high = bar.longest if bar.longest is not None else low
    solid = low * WIDTH // longest if longest else 0
    light = high * WIDTH // longest - solid if longest else 0
    return ("█" * solid + "░" * light + (">" if bar.longest is None else "")).ljust(WIDTH + 1)


def delegation_lines(one: Round, table: Table) -> Iterator[str]:
    """The attendance lists of a round."""
    none = table.word("not-stated")
    for delegation in one.delegations:
        size = _values(delegation.size) or none
        yield f"  {delegation.label}  ({label('talks-fields', 'size', table.language)}: {size})"
        yield f"    {label('talks-fields', 'head', table.language)}: {_values(delegation.heads) or none}"
        if not delegation.members:
            yield f"    {label('talks-fields', 'members', table.language)}: {none}"
        for member in delegation.members:
            presence = label("talks-presence", member.presence, table.language) if member.presence else none
            role = f" ({member.role})" if member.role else ""
            yield f"    {'*' if member.head else '-'} {member.name}{role}, {presence}{_by(member.sayings)}"
        for change in delegation.changes:
            yield f"    > {change_text(change, delegation.since, table)}"


def _values(found: Sequence[Stated]) -> str:
    return " / ".join(each.label for each in found)


def _rest(one: Round, table: Table) -> Iterator[str]:
    for track in one.tracks:
        last = track.last
        name = f"{track.label} · {track.name}" if track.name else track.label
        text = " ".join(last.quote.split()) if last else table.word("not-stated")
        yield f"  {label('talks-entries', 'track', table.language)}: {name}: {text}{_by([last] if last else [])}"
    for item in one.agenda:
        text = " ".join(piece for piece in (item.number, item.title, item.state_label) if piece)
        yield f"  {label('talks-entries', 'agenda', table.language)}: {text}{_by(item.sayings)}"
    for statement in one.statements:
        last_one = statement.versions[-1]
        told = f"{statement.name} ({last_one.state_label}): {last_one.text}"
        yield f"  {label('talks-entries', 'statement', table.language)}: {told}{_by([last_one.saying])}"
    for speech in one.speeches:
        yield f"  {speech.speaker}: {speech.text}{_by([speech.saying])}"
    for each in one.undertakings:
        parties = ", ".join(party.label for party in each.parties)
        text = ": ".join(piece for piece in (parties, each.text) if piece)
        yield f"  {label('talks-entries', 'undertaking', table.language)}: {text}{_by(each.sayings)}"
    for step in one.steps:
        text = " · ".join(piece for piece in (step.what, ", ".join(step.who), step.due_label) if piece)
        yield f"  {label('talks-entries', 'step', table.language)}: {text}{_by(step.sayings)}"
    for note in one.notes:
        yield f"  {label('talks-entries', 'note', table.language)}: {note.text}{_by([note.saying])}"
