"""A round as a debate record in Akoma Ntoso 3.0 (OASIS LegalDocML, akn-core v1.0, 29 August 2018).

`debate` holds `meta`, `preface`, `debateBody`: a roll call, a section a sitting with its speeches, sections for agenda,
statements by agreed words, undertakings and next steps. What is told rather than said stands in `narrative`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...lexicon.concepts import label
from ...publications.pages import cleaned
from ..gathering import key_of
from ..rounds import Round
from ..sayings import Table
from ..sittings import Sitting

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
US = "#goodoffices"
NOWHERE = "zz"
"""The country of talks, which FRBR asks for: ISO 3166-1 leaves this code to its users."""
_CLOCKED = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)")
"""A single exact time with its offset, the only one that `startTime` can hold."""
_LANGUAGES = {"en": "eng", "uk": "ukr", "ru": "rus"}


def debate_record(one: Round, table: Table, made: str) -> bytes:
    """The record as XML in UTF-8. `made`: the day of the manifestation, ISO 8601. Same round, same bytes."""
    from lxml import etree

    root = _tag(None, "akomaNtoso")
    debate = _tag(root, "debate", name="talks")
    people = _People(one)
    _meta(debate, one, table, made, people)
    preface = _tag(debate, "preface")
    title = _tag(preface, "p")
    _tag(title, "docTitle", one.name)
    if one.days:
        stretch = _tag(preface, "p")
        _tag(stretch, "docDate", one.days, date=one.first)
    body = _tag(debate, "debateBody")
    _roll_call(body, one, table, people)
    for number, sitting in enumerate((*one.sittings, *one.consultations), 1):
        _sitting(body, one, sitting, number, table, people)
    _rest(body, one, table, people)
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _tag(parent: Element | None, element: str, text: str = "", /, **attributes: str) -> Element:
    from lxml import etree

    tag = f"{{{NAMESPACE}}}{element}"
    spaces: Any = {None: NAMESPACE}
    made = etree.Element(tag, nsmap=spaces) if parent is None else etree.SubElement(parent, tag)
    for key, value in attributes.items():
        made.set(key, cleaned(value))
    if text:
        made.text = cleaned(text)
    return made


class _People:
    """Everybody whom the record refers to, with the id of the reference."""

    def __init__(self, one: Round) -> None:
        self.parties = {party.id: f"party-{_slug(party.id)}" for party in one.parties}
        self.names: dict[str, str] = {}
        members = [member.name for delegation in one.delegations for member in delegation.members]
        for name in dict.fromkeys([*members, *(speech.speaker for speech in one.speeches)]):
            self.names[name] = f"person-{len(self.names) + 1}"


def _slug(text: str) -> str:
    return key_of(text, None).removesuffix("-undated")


def _meta(debate: Element, one: Round, table: Table, made: str, people: _People) -> None:
    meta = _tag(debate, "meta")
    language = _LANGUAGES[table.language]
    work = f"/akn/{NOWHERE}/debate/talks/{one.first or 'undated'}/{_slug(one.key)}"
    first = one.first or made
    identification = _tag(meta, "identification", source=US)
    for level, uri, day, name in (
        ("Work", work, first, "held"),
        ("Expression", f"{work}/{language}@{made}", made, "recorded"),
        ("Manifestation", f"{work}/{language}@{made}.akn", made, "exported"),
    ):
        frbr = _tag(identification, f"FRBR{level}")
        _tag(frbr, "FRBRthis", value=f"{uri}/!main")
        _tag(frbr, "FRBRuri", value=uri)
        _tag(frbr, "FRBRdate", date=day, name=name)
        _tag(frbr, "FRBRauthor", href=US)
        if level == "Work":
            _tag(frbr, "FRBRcountry", value=NOWHERE)
        elif level == "Expression":
            _tag(frbr, "FRBRlanguage", language=language)
    references = _tag(meta, "references", source=US)
    _reference(references, "TLCOrganization", "goodoffices", "Good Offices")
    for party in one.parties:
        _reference(references, "TLCOrganization", people.parties[party.id], party.label)
    for name, ident in people.names.items():
        _reference(references, "TLCPerson", ident, name)
    if one.place:
        _reference(references, "TLCLocation", "place", one.place)


def _reference(references: Element, kind: str, ident: str, shown: str) -> None:
    folder = {"TLCOrganization": "organization", "TLCPerson": "person", "TLCLocation": "location"}[kind]
    _tag(references, kind, eId=ident, href=f"/akn/ontology/{folder}/{ident}", showAs=shown)


def _roll_call(body: Element, one: Round, table: Table, people: _People) -> None:
    call = _tag(body, "rollCall", eId="rollCall")
    _tag(call, "heading", label("talks-entries", "delegation", table.language))
    if not one.delegations:
        _tag(call, "p", table.word("not-stated"))
    for delegation in one.delegations:
        head = _tag(call, "p")
        held = _tag(
            head, "organization", delegation.label, refersTo=f"#{people.parties.get(delegation.party, 'goodoffices')}"
        )
        size = " / ".join(found.label for found in delegation.size) or table.word("not-stated")
        held.tail = f" ({label('talks-fields', 'size', table.language)}: {size})"
        for member in delegation.members:
            line = _tag(call, "p")
            named = _tag(line, "person", member.name, refersTo=f"#{people.names[member.name]}")
            told = [
                label("talks-fields", "head", table.language) if member.head else "",
                member.role,
                label("talks-presence", member.presence, table.language) if member.presence else "",
            ]
            shown = ", ".join(cleaned(piece) for piece in told if piece)
            named.tail = f", {shown}" if shown else ""


def _sitting(body: Element, one: Round, sitting: Sitting, number: int, table: Table, people: _People) -> None:
    section = _tag(body, "debateSection", name="consultation" if sitting.side else "sitting", eId=f"sitting_{number}")
    _tag(
        section,
        "heading",
        " · ".join(piece for piece in (sitting.name, sitting.label, sitting.topic) if piece) or sitting.day,
    )
    told = False
    for field, found in (("opened", sitting.opened), ("closed", sitting.closed)):
        for time in found:
            who = ", ".join(dict.fromkeys(saying.who for saying in time.sayings))
            _tag(section, "narrative", f"{label('talks-fields', field, table.language)}: {time.label} ({who})")
            told = True
    for bar in sitting.lengths:
        _tag(section, "narrative", f"{label('talks-fields', 'length', table.language)}: {bar.label} ({bar.saying.who})")
        told = True
    speeches = [speech for speech in one.speeches if _spoken_in(speech.sitting, sitting)]
    for speech in speeches:
        _speech(section, speech, people, table)
    if not told and not speeches:
        _tag(section, "narrative", table.word("not-stated"))


def _spoken_in(name: str, sitting: Sitting) -> bool:
    return bool(name) and name in (sitting.key, sitting.day, sitting.label)


def _speech(section: Element, speech: Any, people: _People, table: Table) -> None:
    attributes = {"by": f"#{people.names[speech.speaker]}"}
    if exact := _CLOCKED.fullmatch(speech.time):
        attributes["startTime"] = f"{exact[1]}{exact[2] or ':00'}{exact[3]}"
    made = _tag(section, "speech", **attributes)
    party = f" ({speech.party.label})" if speech.party else ""
    _tag(made, "from", f"{speech.speaker}{party}")
    for piece in speech.text.split("\n"):
        if piece.strip():
            _tag(made, "p", piece.strip() if speech.exact else f"[{table.word('in-sense')}] {piece.strip()}")


def _rest(body: Element, one: Round, table: Table, people: _People) -> None:
    placed = (*one.sittings, *one.consultations)
    loose = [speech for speech in one.speeches if not any(_spoken_in(speech.sitting, held) for held in placed)]
    if loose:
        section = _tag(body, "debateSection", name="speeches", eId="speeches")
        _tag(section, "heading", label("talks-entries", "speech", table.language))
        for speech in loose:
            _speech(section, speech, people, table)
    lists: Sequence[tuple[str, str, Iterable[str]]] = (
        (
            "debateSection",
            "agenda",
            (" ".join(p for p in (item.number, item.title, item.state_label) if p) for item in one.agenda),
        ),
        ("resolutions", "statement", _statements(one)),
        ("resolutions", "undertaking", (_undertaking(each) for each in one.undertakings)),
        (
            "adjournment",
            "step",
            (" · ".join(p for p in (step.what, ", ".join(step.who), step.due_label) if p) for step in one.steps),
        ),
    )
    for element, kind, lines in lists:
        shown = [text for text in lines if text.strip()]
        if shown:
            attributes = {"eId": f"{kind}s"} | ({"name": kind} if element == "debateSection" else {})
            section = _tag(body, element, **attributes)
            _tag(section, "heading", label("talks-entries", kind, table.language))
            for text in shown:
                _tag(section, "p", text)


def _statements(one: Round) -> Iterable[str]:
    for statement in one.statements:
        last = statement.versions[-1]
        parties = ", ".join(party.label for party in last.agreed_by)
        yield f"{statement.name} ({', '.join(piece for piece in (last.state_label, parties) if piece)}): {last.text}"


def _undertaking(each: Any) -> str:
    parties = ", ".join(party.label for party in each.parties)
    return ": ".join(piece for piece in (parties, each.text) if piece)
