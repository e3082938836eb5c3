"""Findings of a batch: every question of every story, its answers, how they stand and who is behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ..events import stories
from ..events.geography import Geography
from ..events.naming import party_names
from ..lexicon.names.forms import latin_name
from ..records import (
    Amount,
    Annotated,
    Answer,
    Because,
    CaseSettings,
    Event,
    Finding,
    Members,
    Person,
    Value,
    content_id,
)
from .answers import Candidate, candidates
from .brokers import party_sides
from .captives import by_captor
from .copies import Copies
from .counts import by_thing
from .dates import KIND as DAY
from .dates import by_day
from .deals import KIND as DEAL
from .deals import by_deal
from .figures import KIND as FIGURE
from .figures import by_matter
from .firsts import first_pages
from .gist import Gists
from .independence import Owners, independent
from .labels import label, with_polarity
from .loose import settled
from .mediators import KIND as MEDIATOR
from .mediators import by_mediator
from .plans import join_plans
from .questions import Question, questions_of
from .relation import Ground, Voice
from .scene import conflict_of, spellings_of, zones_of
from .seats import by_delegation
from .sittings import add_contrary
from .summaries import summary_only
from .tollgroups import by_toll
from .tollmatters import by_toll_matter
from .tolls import groups_of, state_of
from .torn import torn_claims
from .verdict import verdict_of
from .wording import reason, reasons_of

# Kinds whose claims are findings only where they meet others.
MET = frozenset({FIGURE, DAY, DEAL, MEDIATOR})

Asked = dict[Question, list[Voice]]


def compare(
    annotated: Sequence[Annotated],
    events: Sequence[Event],
    event_of_claim: Mapping[str, str],
    people: Sequence[Person],
    people_map: Mapping[tuple[str, str], str],
    settings: CaseSettings,
) -> tuple[Finding, ...]:
    """Every finding, by subject in the order of events, then by question. The order of the pages does not matter."""
    owners = Owners(annotated, people, people_map, settings, Copies(annotated))
    spellings = spellings_of(people)
    persons = {person.id: latin_name(person.name, person.variants) for person in people}
    by_id = {event.id: event for event in events}
    found: list[Finding] = []
    for story in stories(annotated):
        names = {**party_names(story, settings), **persons}
        ground = Ground(Geography.of_pages(story), people_map, spellings, zones_of(story, settings))
        conflict = conflict_of(story)
        voices = [(voice, page) for page in story for voice in _voices(page, owners)]
        told = [voice for voice, _ in voices]
        dated = frozenset(ident for page in story for ident in _dated(page))
        gists = Gists(story, people_map)
        asked = by_delegation(_asked(told, event_of_claim, conflict, ground, gists, dated), ground)
        asked = by_day(by_matter(asked, told, conflict, ground, gists), told, conflict, ground, gists)
        asked = by_mediator(by_deal(asked, told, conflict, gists), told, conflict, story)
        add_contrary(asked, by_id, ground)
        join_plans(asked, ground)
        sides = party_sides(story, settings)
        for question in sorted(asked):
            event = by_id.get(question.subject)
            eligible = sides if event is None else _seated(sides, event, settings)
            found.append(_finding(question, asked[question], eligible, ground, names))
        lasting = [(voice, page) for voice, page in voices if voice.claim.kind not in MET]
        for question, voice in summary_only(lasting, event_of_claim, conflict, ground):
            found.append(_summary(question, voice, ground, names))
    order = {event.id: number for number, event in enumerate(events)}
    unique = {finding.id: finding for finding in found}
    return tuple(sorted(unique.values(), key=lambda f: (order.get(f.subject, len(order)), f.subject, f.question, f.id)))


def _voices(page: Annotated, owners: Owners) -> Iterator[Voice]:
    torn = torn_claims(page.claims)
    for claim in page.claims:
        voice = owners.voice(claim, page)
        yield msgspec.structs.replace(voice, torn=True) if claim.id in torn else voice


def _seated(sides: frozenset[str], event: Event, settings: CaseSettings) -> frozenset[str]:
    """The sides that count as both sides of an event: those of its own parties, when at least two are known."""
    own = {party.id: party.side or party.id for party in settings.parties}
    seated = frozenset(own.get(party, party) for party in event.participants) & sides
    return seated if len(seated) > 1 else sides


def _dated(page: Annotated) -> Iterator[str]:
    """Ids of the tolls of a page in whose words a time stands."""
    times = [time.start for time in page.mentions.times if time.kind != "duration"]
    for claim in page.claims:
        if claim.kind == "casualties" and any(
            span.start <= time < span.end for span in claim.evidence for time in times
        ):
            yield claim.id


def _asked(
    voices: Sequence[Voice],
    event_of_claim: Mapping[str, str],
    conflict: str,
    ground: Ground,
    gists: Gists,
    dated: frozenset[str],
) -> Asked:
    asked: Asked = {}
    seen: set[str] = set()
    for voice in voices:
        if voice.claim.id in seen or voice.claim.kind in MET:
            continue
        seen.add(voice.claim.id)
        for question, claim in questions_of(voice.claim, event_of_claim.get(voice.claim.id), conflict):
            asked.setdefault(question, []).append(msgspec.structs.replace(voice, claim=claim))
    tolls = by_toll_matter(settled(by_captor(asked), ground, dated), ground, gists)
    return dict(by_thing(dict(by_toll(tolls, ground)), ground))


def _finding(
    question: Question, voices: Sequence[Voice], sides: frozenset[str], ground: Ground, names: Mapping[str, str]
) -> Finding:
    found = candidates(voices, ground)
    verdict = verdict_of(found, sides, ground)
    answers = tuple(_answer(one, ground, names) for one in found)
    claims = sorted({voice.claim.id for voice in voices})
    labels = [answer.label for answer in answers]
    return Finding(
        content_id("fnd", *question, claims),
        question.subject,
        question.kind,
        verdict.status,
        answers,
        len(independent((voice.owner for voice in voices), {voice.owner: voice.side for voice in voices})),
        reasons_of(verdict.because, labels, "en", names),
        verdict.because,
    )


def _answer(candidate: Candidate, ground: Ground, names: Mapping[str, str]) -> Answer:
    face = candidate.face
    value = _global(face, ground)
    polarities = {voice.claim.polarity for voice in candidate.voices}
    text = label(value, "en", names)
    if len(polarities) == 1:
        text = with_polarity(text, face.claim.polarity)
    claims = tuple(sorted({voice.claim.id for voice in candidate.voices}))
    return Answer(value, text, claims, candidate.owners, candidate.sides, first_pages(candidate.voices))


def _global(voice: Voice, ground: Ground) -> Value:
    """The value with persons of the whole record instead of the page's own, and tolls with all that they count."""
    value = voice.claim.value
    if isinstance(value, Amount) and voice.claim.kind == "casualties":
        of = f"{'+'.join(sorted(groups_of(voice.claim)))}/{state_of(voice.claim).partition(' ')[0]}"
        return msgspec.structs.replace(value, quantity=msgspec.structs.replace(value.quantity, of=of))
    if not isinstance(value, Members):
        return value
    people = tuple(ground.person(voice.claim, person) for person in value.people)
    return Members(people, value.open, value.text, value.language, value.names)


def _summary(question: Question, voice: Voice, ground: Ground, names: Mapping[str, str]) -> Finding:
    answer = _answer(Candidate([[voice]]), ground, names)
    because = Because("why-summary", owners=(voice.owner,))
    return Finding(
        content_id("fnd", question.subject, "summary-only", question.kind, voice.claim.id),
        question.subject,
        "summary-only",
        "single",
        (answer,),
        1,
        (reason(because, [answer.label], "en", names),),
        (because,),
    )
