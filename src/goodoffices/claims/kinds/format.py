"""How talks are held: three-way, indirect, behind closed doors, mediated by whom."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Concept, PartyMention, Polarity
from .passage import Passage
from .reference import talk_marks
from .scene import Draft, Scene
from .turns import denial, imagined
from .words import Mark

TRIGGERS = (("format", ""),)
BY = frozenset({"by", "of"})
DIRECTNESS = frozenset({"direct", "indirect"})
NOUNS = frozenset({"mediators", "посередник", "посередники", "посредник", "посредники", "mediation"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each word of format that belongs to talks in its clause."""
    for mark in passage.marks.get("format", ()):
        clause = passage.clause(mark.start)
        talks = passage.nearest(talk_marks(passage, clause), mark)
        if imagined(passage, mark):
            continue
        if talks is None or passage.apart(talks, mark) > 6:
            if mark.id in DIRECTNESS and _of_talks(passage, scene):
                yield _bare(passage, scene, mark)
            continue
        ident = mark.id
        if ident == "mediated":
            brokers = _brokers(passage, mark, clause)
            if not brokers:
                continue
            ident = "mediated-by:" + "+".join(brokers)
        start, end = passage.trimmed(min(mark.start, talks.start), max(mark.end, talks.end))
        value = Concept((ident,), passage.reading.text[mark.start : mark.end], scene.language)
        polarity: Polarity = "denied" if denial(passage, mark) is not None else "asserted"
        for subject in scene.rounds_at(passage, talks):
            yield Draft("format", subject, value, start, end, mark.start, polarity)


def _of_talks(passage: Passage, scene: Scene) -> bool:
    """Whether the sentence tells of a meeting, or goes on about the talks of the one before."""
    return scene.of_talks and bool(passage.of("act", "meet-whom", "talk-for") or scene.resumes(passage))


def _bare(passage: Passage, scene: Scene, mark: Mark) -> Draft:
    """ "They were indirect", "the envoys met face to face": the talks of the page, without a noun for them."""
    start, end = passage.trimmed(*passage.clause(mark.start))
    value = Concept((mark.id,), passage.reading.text[mark.start : mark.end], scene.language)
    polarity: Polarity = "denied" if denial(passage, mark) is not None else "asserted"
    return Draft("format", scene.round(), value, start, end, mark.start, polarity, score=75)


def _of_a_name(passage: Passage, party: PartyMention) -> bool:
    """ "The OSCE Minsk Group": a town in the name of a body is no party."""
    return passage.word(passage.first_word(party.end)).startswith(("group", "process", "груп", "процес"))


def _brokers(passage: Passage, mark: Mark, clause: tuple[int, int]) -> tuple[str, ...]:
    """ "US-mediated", "brokered by Qatar and Egypt", "за посередництва США": the parties right beside the word."""
    reading = passage.reading
    if reading.words[mark.first] in NOUNS:
        return ()
    before = [party for party in passage.parties if party.end <= mark.start]
    if reading.language == "en" and before and reading.text[before[-1].end : mark.start] in ("-", "–", " "):
        return (before[-1].party,)
    found: list[PartyMention] = []
    at = mark.end
    for party in passage.parties:
        if party.start < mark.end or party.start >= clause[1] or _of_a_name(passage, party):
            continue
        gap = reading.text[at : party.start]
        joined = gap.strip(" ,").lower() in (
            "",
            "and",
            "and the",
            "the",
            "by",
            "by the",
            "of",
            "of the",
            "та",
            "і",
            "й",
            "и",
        )
        if not joined and not (not found and passage.first_word(party.start) - mark.last <= 3):
            break
        found.append(party)
        at = party.end
    return tuple(sorted({party.party for party in found}))
