"""Whose prisoners a number of an exchange counts: what one party frees is what the other gets back.

Facets of the questions are `freed <party>`, `returned <party>` or "" where an account does not tell, those of the
dead with `REMAINS` after it.
"""

from __future__ import annotations

from ..lexicon.concepts import vocabulary
from ..records import Amount
from .amounts import compare_quantities
from .questions import REMAINS, Question
from .relation import Relation, Voice

Asked = dict[Question, list[Voice]]


def by_captor(asked: Asked) -> Asked:
    """The same questions, those on exchanges put under who frees; a number of nobody named joins the one it equals."""
    exchanges: dict[tuple[str, bool], list[Question]] = {}
    for question in asked:
        if question.kind == "exchange":
            exchanges.setdefault((question.subject, question.facet.endswith(REMAINS)), []).append(question)
    found: Asked = {question: voices for question, voices in asked.items() if question.kind != "exchange"}
    for questions in exchanges.values():
        _settle(questions, asked, found)
    return found


def _settle(questions: list[Question], asked: Asked, found: Asked) -> None:
    parties = _parties(questions, asked)
    ending = REMAINS if questions[0].facet.endswith(REMAINS) else ""
    untold: list[tuple[Question, Voice]] = []
    for question in sorted(questions):
        doing, party = _told(question, parties)
        if not party:
            untold.extend((question, voice) for voice in asked[question])
            continue
        if doing == "returned" and len(parties) == 2 and party in parties:
            party = next(other for other in parties if other != party)
            doing = "freed"
        found.setdefault(question._replace(facet=f"{doing} {party}{ending}"), []).extend(asked[question])
    told = [
        question
        for question in found
        if question.kind == "exchange"
        and question.subject == questions[0].subject
        and question.facet.endswith(REMAINS) == bool(ending)
    ]
    for question, voice in sorted(untold, key=lambda item: not item[1].claim.subject.parties):
        alike = [one for one in told if any(_equal(voice, other) for other in found[one])]
        alike = alike or [one for one in told if _parts(one) == ("freed", "+".join(voice.claim.subject.parties))]
        chosen = alike[0] if alike else question
        found.setdefault(chosen, []).append(voice)


def _told(question: Question, parties: list[str]) -> tuple[str, str]:
    """What the facet says, a movement under its land where the land is the party that the others name."""
    doing, party = _parts(question)
    home = str(vocabulary("parties").get(party, {}).get("home", ""))
    return doing, home if home in parties and party not in parties else party


def _parts(question: Question) -> tuple[str, str]:
    doing, _, party = question.facet.removesuffix(REMAINS).partition(" ")
    return doing, party


def _parties(questions: list[Question], asked: Asked) -> list[str]:
    """The two that exchange: those named as freeing or getting back, else all that the claims name."""
    named = _folded({_parts(question)[1] for question in questions} - {""})
    if len(named) == 2:
        return named
    seen = sorted(
        {party for one in questions for voice in asked[one] for party in voice.claim.subject.parties} | set(named)
    )
    return seen if len(seen) == 2 else named


def _folded(parties: set[str]) -> list[str]:
    known = vocabulary("parties")
    if len(parties) < 3:
        return sorted(parties)
    return sorted(party for party in parties if known.get(party, {}).get("home") not in parties)


def _equal(left: Voice, right: Voice) -> bool:
    one, two = left.claim.value, right.claim.value
    if not isinstance(one, Amount) or not isinstance(two, Amount):
        return False
    return compare_quantities(one.quantity, two.quantity) is Relation.SAME
