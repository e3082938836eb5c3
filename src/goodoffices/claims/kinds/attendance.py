"""Who sits in a delegation: "includes A, B and others", "is represented by A and B", "у складі A та B"."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Members, PersonMention, Polarity
from .delegation import delegation_of, name_of, party_of
from .holders import REBELS, rebels
from .passage import Passage
from .roster import closed_off, listed, qualifies
from .scene import Draft, Scene
from .turns import denial, planned
from .words import Mark

TRIGGERS = (("act", "include"), ("act", "represent"))

COUNTS = frozenset(
    "two three four five двоє троє четверо п'ятеро шестеро двое трое пятеро шестеро тільки лише только лишь".split()
)


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each list of a delegation's members."""
    if not passage.persons:
        return
    for verb in passage.of("act", "include", "represent"):
        clause = passage.clause(verb.start)
        whole = (passage.start, passage.end)
        if verb.id == "include":
            delegation = passage.nearest(passage.of("talks", "delegation"), verb)
            if delegation is None or passage.apart(delegation, verb) > 14:
                continue
            party = party_of(passage, scene, delegation, whole)
        else:
            party = _represented(passage, scene, verb, clause)
        if party is None or denial(passage, verb) is not None:
            continue
        yield from _lists(passage, scene, verb, party)


def _lists(passage: Passage, scene: Scene, verb: Mark, party: str | None) -> Iterator[Draft]:
    """The list after the verb, and those of further parties: "Qatar by its premier, and the US by X and Y"."""
    at = verb.end
    clause = passage.clause(verb.start)
    text = passage.reading.text
    while party is not None:
        people, last = listed(passage, scene, at, party)
        # A dash or a semicolon before the first name means that something else is listed.
        if not people or any(mark in text[at : people[0].start] for mark in "—–;"):
            return
        if at == verb.end and verb.id == "include":
            people = [*_led_before(passage, verb), *people]
        is_open = verb.id == "include" and _opens(passage, verb)
        names = tuple(name_of(scene, person) for person in people)
        open_list = is_open or closed_off(passage, last)
        value = Members(
            tuple(dict.fromkeys(p.person for p in people)),
            open_list,
            text[people[0].start : last],
            scene.language,
            names,
        )
        start, end = passage.trimmed(min(passage.clause(verb.start)[0], verb.start), max(last, clause[1]))
        polarity: Polarity = "planned" if planned(passage, verb, before=3) else "asserted"
        yield Draft("attendance", delegation_of(passage, scene, party), value, start, end, verb.start, polarity)
        following = [
            p for p in passage.parties if p.start >= last and text[p.end : p.end + 4] in (" by ", " — ", " – ")
        ]
        party = following[0].party if following else None
        at = following[0].end if following else last


def _led_before(passage: Passage, verb: Mark) -> list[PersonMention]:
    """The head in "the delegation is led by A and also includes B"."""
    led = [m for m in passage.of("act", "led-by", "lead") if m.last <= verb.first and passage.apart(m, verb) <= 10]
    if not led:
        return []
    between = [p for p in passage.persons if led[-1].end <= p.start and p.end <= verb.start]
    if not between:
        return []
    return [
        person
        for person, following in zip(between, [*between[1:], None], strict=True)
        if not qualifies(passage, person, following)
    ]


def _opens(passage: Passage, verb: Mark) -> bool:
    """Whether the verb itself leaves the list open: "includes", "входят" do, "consists of", "у складі" do not."""
    word = passage.reading.words[verb.first]
    if any(passage.word(index) in COUNTS for index in range(verb.last, verb.last + 3)):
        return False  # "ввійшли двоє: A і B"
    if passage.word(verb.last - 1).startswith(("склад", "состав")):
        return any(0 <= mark.first - verb.last <= 3 for mark in passage.of("talks", "delegation"))
    return word.startswith(("inclu", "вход", "вхо", "увійшл", "ввійшл", "вошл", "вошел", "вошёл", "включа", "включ"))


def _represented(passage: Passage, scene: Scene, verb: Mark, clause: tuple[int, int]) -> str | None:
    """The party in "X is represented by", "представляють Україну", "representing X were"; not of a past round."""
    if passage.of("order", "previous") or _formerly(passage, verb):
        return None
    word = passage.reading.words[verb.first]
    near = [p for p in passage.parties if clause[0] <= p.start < clause[1] and p.how != "people"]
    before = [p for p in near if p.end <= verb.start]
    after = [p for p in near if p.start >= verb.end]
    if word == "representing":
        beside = bool(after) and passage.first_word(after[0].start) - verb.last <= 1 and after[0].how != "adjective"
        return after[0].party if beside else None
    if passage.reading.language == "en":
        if passage.words(verb.last - 1, verb.last) != ["by"] or not before:
            return None
        return before[-1].party if passage.apart(before[-1], verb) <= 6 else None
    people = [p for p in passage.parties if p.how == "people" and passage.apart(p, verb) == 0]
    if people:
        return people[0].party  # "росіян представляв X"
    if any(word.startswith(REBELS) for word in (passage.word(verb.first - 1), passage.word(verb.last))):
        return rebels(scene)
    if before and passage.apart(before[-1], verb) <= 6:
        return before[-1].party
    return after[0].party if after and passage.apart(after[0], verb) <= 1 else None


def _formerly(passage: Passage, verb: Mark) -> bool:
    return any(
        word in ("previously", "раніше", "ранее", "earlier", "formerly")
        for word in passage.words(verb.first - 3, verb.first)
    )
