"""A round as minutes in a Word file (DOCX, ISO/IEC 29500), every line with who says it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ...lexicon.concepts import label
from ...publications.pages import cleaned
from ..delegations import Change, Delegation
from ..rounds import Round
from ..sayings import Saying, Table
from ..sittings import Sitting

if TYPE_CHECKING:
    from docx.document import Document as WordFile

_EPOCH = (1980, 1, 1, 0, 0, 0)
SHOWN_SOURCES = 4


def minutes(one: Round, table: Table, made: str) -> bytes:
    """The minutes; `made` is the day of the export, ISO 8601. Same round and day, same bytes."""
    from docx import Document

    word = Document()
    word.core_properties.title, word.core_properties.author = cleaned(one.name), "goodoffices"
    word.core_properties.created = word.core_properties.modified = datetime.fromisoformat(made)
    word.add_heading(cleaned(one.name), 0)
    _head(word, one, table)
    _delegations(word, one, table)
    for sitting in (*one.sittings, *one.consultations):
        _sitting(word, sitting, table)
    _tracks(word, one, table)
    _speeches(word, one, table)
    _lists(word, one, table)
    out = io.BytesIO()
    word.save(out)
    return _dateless(out.getvalue())


def _head(word: WordFile, one: Round, table: Table) -> None:
    rows = (
        ("place", one.place, ()),
        ("dates", one.days, ()),
        ("zone", one.zone, ()),
        ("parties", ", ".join(party.label for party in one.parties), ()),
        *(("mediators", found.label, found.sayings) for found in one.mediators),
        *(("formats", found.label, found.sayings) for found in one.formats),
        *(("announced-by", saying.who, (saying,)) for saying in one.announced),
    )
    for field, text, sayings in rows:
        _fact(word, label("talks-fields", field, table.language), text or table.word("not-stated"), sayings)


def _fact(word: WordFile, name: str, text: str, sayings: Sequence[Saying]) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(f"{cleaned(name)}: ").bold = True
    paragraph.add_run(cleaned(text))
    _cite(paragraph, sayings)


def _cite(paragraph: Any, sayings: Sequence[Saying]) -> None:
    shown = list(dict.fromkeys(_source(saying) for saying in sayings))
    if shown:
        more = " …" if len(shown) > SHOWN_SOURCES else ""
        paragraph.add_run(f" [{'; '.join(shown[:SHOWN_SOURCES])}{more}]").italic = True


def _source(saying: Saying) -> str:
    if saying.basis == "entered":
        # Minutes are handed on: each line says from which rooms it came, a private one as well.
        return cleaned(", ".join((saying.who, saying.time, *saying.rooms)))
    outlet = saying.outlet if saying.outlet != saying.who else ""
    place = f"{saying.path}:{saying.line}" if saying.line is not None else saying.path
    return cleaned(", ".join(piece for piece in (saying.who, outlet, place) if piece))


def _delegations(word: WordFile, one: Round, table: Table) -> None:
    if one.delegations:
        word.add_heading(label("talks-entries", "delegation", table.language).capitalize(), 1)
    for delegation in one.delegations:
        word.add_heading(cleaned(delegation.label), 2)
        none = table.word("not-stated")
        for field, found in (("head", delegation.heads), ("size", delegation.size)):
            sayings = [saying for each in found for saying in each.sayings]
            text = " / ".join(each.label for each in found) or none
            _fact(word, label("talks-fields", field, table.language), text, sayings)
        _members(word, delegation, table)
        for change in delegation.changes:
            word.add_paragraph(cleaned(change_text(change, delegation.since, table)), style="List Bullet")


def _members(word: WordFile, delegation: Delegation, table: Table) -> None:
    if not delegation.members:
        _fact(word, label("talks-fields", "members", table.language), table.word("not-stated"), ())
        return
    grid = word.add_table(rows=1, cols=4, style="Light Grid Accent 1")
    heads = (
        label("talks-fields", "members", table.language),
        table.word("role"),
        table.word("presence"),
        table.word("says"),
    )
    for cell, text in zip(grid.rows[0].cells, heads, strict=True):
        cell.text = cleaned(text)
    none = table.word("not-stated")
    for member in delegation.members:
        row = grid.add_row().cells
        presence = label("talks-presence", member.presence, table.language) if member.presence else none
        says = "; ".join(list(dict.fromkeys(_source(saying) for saying in member.sayings))[:SHOWN_SOURCES])
        for cell, text in zip(row, (member.name, member.role or none, presence, says), strict=True):
            cell.text = cleaned(text)


def change_text(change: Change, since: str, table: Table) -> str:
    """One change against an earlier round, in words."""
    words = table.word(f"change-{change.kind}").format(before=change.before, after=change.after)
    return f"{words} ({since})"


def _sitting(word: WordFile, sitting: Sitting, table: Table) -> None:
    word.add_heading(
        cleaned(" · ".join(p for p in (sitting.name or sitting.day, sitting.label, sitting.topic) if p)), 1
    )
    for field, found in (("opened", sitting.opened), ("closed", sitting.closed)):
        for time in found:
            _fact(word, label("talks-fields", field, table.language), time.label, time.sayings)
    for bar in sitting.lengths:
        _fact(word, label("talks-fields", "length", table.language), bar.label, (bar.saying,))
    if sitting.disputed:
        word.add_paragraph(cleaned(table.word("accounts-differ")))


def _tracks(word: WordFile, one: Round, table: Table) -> None:
    if one.tracks:
        word.add_heading(label("talks-entries", "track", table.language).capitalize(), 1)
    for track in one.tracks:
        name = f"{track.label} · {track.name}" if track.name else track.label
        last = track.last
        _fact(word, name, last.quote if last else table.word("not-stated"), (last,) if last else ())


def _speeches(word: WordFile, one: Round, table: Table) -> None:
    if one.speeches:
        word.add_heading(label("talks-entries", "speech", table.language).capitalize(), 1)
    for speech in one.speeches:
        who = f"{speech.speaker} ({speech.party.label})" if speech.party else speech.speaker
        text = f"“{speech.text}”" if speech.exact else speech.text
        _fact(word, who, text, (speech.saying,))


def _lists(word: WordFile, one: Round, table: Table) -> None:
    items = [
        (" ".join(p for p in (each.number, each.title, each.state_label) if p), each.sayings) for each in one.agenda
    ]
    _list(word, "agenda", items, table)
    _list(word, "statement", _statements(one), table)
    _list(
        word,
        "undertaking",
        [
            (": ".join(p for p in (", ".join(party.label for party in each.parties), each.text) if p), each.sayings)
            for each in one.undertakings
        ],
        table,
    )
    steps = [
        (" · ".join(p for p in (each.what, ", ".join(each.who), each.due_label) if p), each.sayings)
        for each in one.steps
    ]
    _list(word, "step", steps, table)
    _list(word, "note", [(each.text, (each.saying,)) for each in one.notes], table)


def _statements(one: Round) -> Iterable[tuple[str, Sequence[Saying]]]:
    for statement in one.statements:
        last = statement.versions[-1]
        parties = ", ".join(party.label for party in last.agreed_by)
        told = ", ".join(piece for piece in (last.state_label, parties, last.released) if piece)
        yield f"{statement.name} ({told}): {last.text}", (last.saying,)


def _list(word: WordFile, kind: str, rows: Iterable[tuple[str, Sequence[Saying]]], table: Table) -> None:
    held = list(rows)
    if held:
        word.add_heading(label("talks-entries", kind, table.language).capitalize(), 1)
    for text, sayings in held:
        paragraph = word.add_paragraph(cleaned(text), style="List Bullet")
        _cite(paragraph, sayings)


def _dateless(raw: bytes) -> bytes:
    """The same file with the clock of this machine taken out of its archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in held.infolist():
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, held.read(item.filename))
    return out.getvalue()
