"""Exchanges of prisoners that took place: how many, when, by whom."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Polarity, Subject
from .ground import amount, when, where, who_counted
from .passage import Passage
from .scene import Draft, Scene
from .turns import denial, imagined, planned

TRIGGERS = (("act", "exchange"),)
PRISONERS = frozenset({"prisoner", "hostage"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each count of prisoners beside a verb of exchanging or freeing."""
    for mention in passage.quantities:
        verb = passage.nearest(passage.of("act", "exchange"), mention)
        if verb is None or passage.apart(verb, mention) > 8:
            continue
        who = who_counted(passage, mention)
        about = [
            i for i in passage.marks.get("issue", ()) if i.id in ("prisoner-exchange", "hostages", "civilians-release")
        ]
        if who is None or (who not in PRISONERS and not about):
            continue
        if denial(passage, verb) is not None or imagined(passage, verb, before=4):
            continue
        ahead = (
            planned(passage, verb)
            or bool(passage.of("act", "agree", "pledge"))
            or passage.reading.words[verb.first] in ("обміняють", "обменяют", "exchange", "swap", "release")
        )
        polarity: Polarity = "planned" if ahead else "asserted"
        place = where(passage, verb, reach=10)
        time = when(passage, verb)
        parties = tuple(
            sorted({p.party for p in passage.parties if p.how != "adjective" and passage.apart(p, verb) <= 10})
        )
        if time is None and polarity == "asserted":
            time = scene.today()
        subject = Subject("exchange", parties, place.id if place else "", time)
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, verb.start), max(end, verb.end)
        yield Draft("exchange", subject, amount(mention, scene, who), start, end, mention.start, polarity, score=80)
