"""Who stands for a side at the table: "for the government there was A", "Israel sent B", "від Лівану прибув C"."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Members, PartyMention, PersonMention
from .delegation import delegation_of, name_of
from .holders import REBELS, land_of, rebels
from .passage import Passage
from .roster import listed, qualifies
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("act", "stand-for"), ("act", "send"), ("act", "come"), ("act", "represent"))
REACH = 9  # words between a side and who stands for it
SENT = 7  # words between "sent" and who was sent
FOR = {"en": frozenset({"for"}), "uk": frozenset({"від", "од"}), "ru": frozenset({"от"})}
BY = frozenset("с со з із зі від от".split())
SIDE = ("сторон", "боку", "бік")
GOVERNMENT = ("government", "regime", "cabinet", "state", "authorit", "уряд", "влад", "держав", "правительств", "режим",
              "власт")  # fmt: skip
PARTS = (["on", "behalf", "of"], ["the", "part", "of"], ["the", "name", "of"], ["the", "side", "of"])
OPPOSITE = frozenset({"opposite", "across", "facing", "навпроти", "напротив"})
CARGO = ("troop", "soldier", "weapon", "letter", "message", "drone", "missile", "aid", "ship", "plane", "військ",
         "зброю", "лист", "допомог", "войск", "оружи", "письм", "помощ")  # fmt: skip


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each side whose people the sentence names so; lists so told are open."""
    if not passage.persons or passage.asks or not scene.of_talks or "harm" in passage.marks:
        return
    told: set[str] = set()
    for verb, side, people in (*_for_side(passage, scene), *_sent(passage), *_stood(passage), *_opposite(passage)):
        if side in told or denial(passage, verb) is not None or imagined(passage, verb, before=3):
            continue
        if passage.word(verb.last) == "not":
            continue
        if not people or planned(passage, verb, before=3):
            continue
        told.add(side)
        yield _draft(passage, scene, verb, side, people)


Told = tuple[Mark, str, list[PersonMention]]


def _draft(passage: Passage, scene: Scene, verb: Mark, side: str, people: list[PersonMention]) -> Draft:
    start, end = passage.evidence(min(people[0].start, verb.start), max(people[-1].end, verb.end))
    value = Members(
        tuple(dict.fromkeys(person.person for person in people)),
        True,
        passage.reading.text[people[0].start : people[-1].end],
        scene.language,
        tuple(name_of(scene, person) for person in people),
    )
    return Draft("attendance", delegation_of(passage, scene, side), value, start, end, verb.start, score=70)


def _for_side(passage: Passage, scene: Scene) -> Iterator[Told]:
    """ "For the regime there was A; for the Platform, B", "від Лівану прибув C, від Ізраїлю — D"."""
    verbs = passage.of("act", "stand-for", "come", "represent")
    leads = FOR[scene.language]
    if not verbs or not passage.holds(leads | OF_SIDE | BEHALF):
        return
    for side, first, last in _sides(passage, scene):
        if passage.word(first) in leads and (own := _just_before(passage, first)) is not None:
            yield verbs[0], side, [own]
            continue
        verb = min(verbs, key=lambda mark: (abs(mark.first - last), mark.first))
        start = passage.reading.starts[last] if last < passage.sentence.last else passage.end
        people, _ = listed(passage, scene, start, side)
        near = [person for person in people if _apart(passage, person, first, last) <= REACH]
        if not near:
            close = [one for one in passage.persons if one.end <= start and _apart(passage, one, first, last) <= REACH]
            near = people = close[-1:]
        follows = bool(near) and near[0].start >= start
        yield verb, side, people[people.index(near[0]) :] if follows else near[-1:]


def _just_before(passage: Passage, first: int) -> PersonMention | None:
    """ "Rubio for the United States and Lavrov for Russia": the name right before "for"."""
    for person in passage.persons:
        if passage.first_word(person.end) == first:
            return None if "," in passage.reading.text[person.end : passage.reading.starts[first]] else person
    return None


BEHALF = frozenset({"behalf", "part", "name", "side"})
OF_SIDE = frozenset({"сторони", "боку", "стороны"})


def _apart(passage: Passage, person: PersonMention, first: int, last: int) -> int:
    at, after = passage.first_word(person.start), passage.first_word(person.end)
    return at - last if at >= last else first - after


def _sides(passage: Passage, scene: Scene) -> Iterator[tuple[str, int, int]]:
    """Each side that "for" leads up to, with the words [first, last) of the phrase."""
    leads = FOR[scene.language]
    for party in passage.parties:
        first, last = passage.first_word(party.start), passage.first_word(party.end)
        before = passage.word(first - 1)
        if before == "the":
            before = passage.word(first - 2)
        if (before in leads or _on_behalf(passage, first)) and party.how != "adjective":
            yield party.party, first - 1, last
        elif party.how == "adjective" and scene.language != "en" and passage.word(last).startswith(SIDE):
            yield party.party, first - 1, last + 1
    for index in range(passage.sentence.first, passage.sentence.last - 1):
        if passage.word(index) in OF_SIDE and passage.word(index + 1).startswith(GOVERNMENT):
            yield "", index, index + 2  # "з боку влади"
        if scene.language == "en" and passage.words(index, index + 3) in PARTS:
            word = passage.word(index + 3 + (passage.word(index + 3) == "the"))
            if word.startswith(GOVERNMENT):
                yield "", index, index + 4 + (passage.word(index + 3) == "the")
        named = any(passage.first_word(party.start) == index + 1 for party in passage.parties)
        if scene.language != "en" and not named and passage.word(index + 2) in OF_SIDE and passage.word(index) in BY:
            yield "", index, index + 3  # "с приштинской стороны": of whichever side others place that person in
        if passage.word(index) in leads:
            word = passage.word(index + 1 + (passage.word(index + 1) == "the"))
            side = land_of(scene) if word.startswith(GOVERNMENT) else rebels(scene) if word.startswith(REBELS) else None
            if side is not None and not scene.settings.parties:
                yield side, index, index + 2 + (passage.word(index + 1) == "the")


def _on_behalf(passage: Passage, first: int) -> bool:
    """ "On behalf of Damascus", "on the part of Syria", "з боку Сирії", "со стороны Сирии"."""
    before = first - 1 - (passage.word(first - 1) == "the")
    return passage.word(before) in OF_SIDE or passage.words(before - 2, before + 1) in PARTS


def _sent(passage: Passage) -> Iterator[Told]:
    """ "Israel sent Uri Resnick, of its security council"."""
    for verb in passage.of("act", "send"):
        clause = passage.clause(verb.start)
        before = [p for p in passage.parties if clause[0] <= p.start and p.end <= verb.start and p.how != "adjective"]
        after = [person for person in passage.persons if verb.end <= person.start < clause[1]]
        if not before or not after or passage.first_word(after[0].start) - verb.last > SENT:
            continue
        between = passage.words(verb.last, passage.first_word(after[0].start))
        if any(word.startswith(CARGO) or word in ("to", "with") for word in between) or _owned(passage, after[0]):
            continue
        yield verb, before[-1].party, after[:1]


def _stood(passage: Passage) -> Iterator[Told]:
    """ "Petković, who represented Belgrade at the talks"."""
    if passage.reading.language != "en":
        return
    for verb in passage.of("act", "represent"):
        if passage.word(verb.last - 1) not in ("represented", "represents"):
            continue
        side = next((p for p in passage.parties if p.start >= verb.end), None)
        people = [person for person in passage.persons if person.end <= verb.start]
        if side is None or passage.first_word(side.start) - verb.last > 1 or not people:
            continue
        if passage.apart(people[-1], verb) <= REACH and not _owned(passage, people[-1]):
            yield verb, side.party, people[-1:]


def _opposite(passage: Passage) -> Iterator[Told]:
    """ "Opposite him sat the deputy minister": of whichever side others place that person in."""
    if not passage.holds(OPPOSITE):
        return
    for verb in passage.of("act", "stand-for"):
        after = [person for person in passage.persons if person.start >= verb.end]
        first = passage.first_word(after[0].start) if after else 0
        ahead = passage.words(passage.sentence.first, verb.last)
        if after and first - verb.last <= SENT and not OPPOSITE.isdisjoint(ahead) and not _party_near(passage, verb):
            yield verb, "", after[:1]


def _party_near(passage: Passage, verb: Mark) -> PartyMention | None:
    return next((party for party in passage.parties if 0 <= passage.apart(party, verb) <= 2), None)


def _owned(passage: Passage, person: PersonMention) -> bool:
    return qualifies(passage, person, None)
