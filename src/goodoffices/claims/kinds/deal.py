"""What somebody agreed to or signed, or is said not to have: whatever the matter.

An agreement on an issue of the vocabulary has a kind of its own (accord.py). What is left is told by its act alone;
findings join what several accounts tell of one matter (findings/deals.py), and alone it is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...records import Concept, Polarity, Subject
from .accord import said_of
from .ground import principal
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark

ACTS = ("agree", "agreed-alone", "sign")
ALONE = {"agreed-alone": "agree"}  # acts that have another's name
TAKEN = frozenset({"agreement", "undertaking", "due", "exchange"})
# By which a sentence denies what follows: "denied on Thursday that he had agreed", "спростував, що".
DENYING = ("denied", "denies", "denying", "refuted", "спростув", "запереч", "опроверг", "отрица")
# Behind which an act is refused: "refused to sign", "відмовився підписати".
REFUSING = ("refus", "declin", "balk", "відмов", "отказ")
BASES = {
    "en": {"sign": "sign", "initial": "sign", "agree": "agree", "accept": "agree", "consent": "agree"},
    "uk": {
        "підписати": "sign",
        "підписувати": "sign",
        "парафувати": "sign",
        "погодитися": "agree",
        "погодитись": "agree",
    },
    "ru": {"подписать": "sign", "подписывать": "sign", "парафировать": "sign", "согласиться": "agree"},
}
BEFORE = 3  # words between refusing and what is refused
MOST_PARTIES = 4
SURE = 65


def find(passage: Passage, scene: Scene, others: Sequence[Draft]) -> Iterator[Draft]:
    """One draft for the first act of each clause that `others`, the drafts of all other kinds, leave aside."""
    if passage.asks or any(draft.kind in TAKEN for draft in others):
        return
    refused = _refused(passage)
    if refused is not None:
        at, act = refused
        yield _draft(passage, scene, at, act, "denied")
        return
    told: set[int] = set()
    for verb in passage.of("act", *ACTS):
        clause = passage.clause(verb.start)
        if clause[0] in told:
            continue
        polarity = said_of(passage, verb)
        if polarity not in ("asserted", "denied"):
            continue
        told.add(clause[0])
        before = passage.words(passage.sentence.first, verb.first)
        if polarity == "asserted" and any(word.startswith(DENYING) for word in before):
            polarity = "denied"
        yield _draft(passage, scene, verb, ALONE.get(verb.id, verb.id), polarity)


def _refused(passage: Passage) -> tuple[Mark, str] | None:
    """The word of refusing and the act that is refused."""
    bases = BASES[passage.reading.language]
    for mark in passage.of("stance", "refuses"):
        if not passage.word(mark.first).startswith(REFUSING):
            continue
        act = next((bases[word] for word in passage.words(mark.last, mark.last + BEFORE) if word in bases), None)
        if act is not None:
            return mark, act
    return None


def _draft(passage: Passage, scene: Scene, at: Mark, act: str, polarity: Polarity) -> Draft:
    low, high = passage.clause(at.start)
    parties = sorted({principal(party.party) for party in passage.parties if low <= party.start < high})
    # What is denied in a clause before: "denied reports that a list had been initialled".
    start, end = (passage.start, passage.end) if polarity == "denied" else passage.trimmed(low, high)
    told = passage.trimmed(at.start, high)
    value = Concept((act,), passage.reading.text[told[0] : told[1]], scene.language)
    subject = Subject("conflict", tuple(parties[:MOST_PARTIES]), name=act)
    return Draft("deal", subject, value, start, end, at.start, polarity, score=SURE)
