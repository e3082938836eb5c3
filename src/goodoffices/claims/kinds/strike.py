"""Attacks: who is said to have struck what, where and when."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Place, Subject
from .ground import accused, clean, concept, means_of, scattered, spot, when, where
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark, trait

TRIGGERS = (("strike", "attack"), ("strike", "attacked"), ("strike", "breach"))
# Words about attacks that report none: undertakings, condemnations, appeals.
TALK_OF = frozenset(
    "refrain halt stop end pause suspend cease condemn condemned moratorium no against ban question compliance "
    "утримуватися утриматися припинити зупинити припинення мораторій утримання "
    "воздерживаться воздержаться прекратить прекращение мораторий остановить".split()
)
# By which a deed is denied.
DENYING = ("denie", "deny", "refut", "dismiss", "disavow", "спростов", "спростув", "запереч", "відкин", "опроверг",
           "опроверж", "отриц", "отверг")  # fmt: skip
FIRST_SHOT = "first shot"
BREACH = "breach"
TRUCE = ("truce", "ceasefire", "cease-fire", "armistice", "перемир", "тиш", "припинен", "тишин", "прекращен")
ACCORD = ("understanding", "agreement", "deal", "accord", "домовлен", "угод", "режим", "договор", "соглашен")
IT = frozenset({"it", "його", "її", "их", "его", "їх"})
FIRST = frozenset("first перший перша першими першим першою первый первая первыми первым первой первые перші".split())
WIDE = frozenset({"country", "region", "area"})
NOT = frozenset({"not", "never", "не", "neither", "didn't", "didn’t"})
NONE = frozenset({"no", "жодних", "жодного", "ніяких", "никаких", "никакого", "any"})
MADE = frozenset("carried conducted launched made took".split())
# Verbs that tell of an attack by themselves, and what makes them tell of something else.
DEEDS = frozenset(
    "shelled bombed bombarded attacked struck ambushed raided strafed fired обстріляв обстріляла обстріляли атакував "
    "атакувала атакували вдарив вдарила вдарили обстрелял обстреляла обстреляли атаковал атаковала атаковали "
    "ударил ударила ударили напал напала напали".split()
)
# By which a deed is set before something else, so that the day of the report is not its own.
EARLIER = frozenset("ahead before prior eve earlier previously перед напередодні раніше накануне ранее".split())
GOING_ON = frozenset(
    "continue continues continued continuing keep keeps kept продовжує продовжують продовжила продовжував "
    "продолжает продолжают продолжила продолжал".split()
)
NO_DEED = frozenset("deal agreement accord balance tone note chord bargain back minister chief official".split())
LAUNCHING = frozenset(
    "launched carried struck hit attacked shelled bombed bombarded fired killed killing wounded injured targeted "
    "pounded unleashed conducted destroyed damaged overnight including continued hitting targeting".split()
)


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for the attack that the sentence reports."""
    marks = passage.of("strike", "attack", "attacked")
    low, high = passage.start, passage.end
    first = _first_shot(passage, scene, marks) or _breach(passage, scene)
    if first is not None:
        yield first
        return
    denied = _denial(passage, scene, marks)
    if denied is not None:
        yield denied
        return
    for mark in marks:
        if not clean(passage, mark) or _only_talk(passage, mark) or _goes_on(passage, mark, marks):
            continue
        clause = passage.clause(mark.start)
        party = accused(passage, mark) or _of_those(passage, mark, marks)
        place = None if scattered(passage) else where(passage, mark)
        time = when(passage, mark)
        ids = means_of(passage, *clause)
        if not _happened(passage, mark, marks, clause, ids):
            _mention(passage, scene, mark, party, place)
            continue
        if party is None and ((place is None and not spot(passage, mark)) or not _harmed(passage)):
            continue
        if party is None and mark.id == "attacked" and not ids:
            _struck(passage, scene, mark, place)
            continue
        if place is None and time is None and not ids:
            continue
        name = "" if scattered(passage) or (place and place.precision not in WIDE) else spot(passage, mark)
        if time is None and EARLIER.isdisjoint(passage.words(passage.sentence.first, mark.first)):
            time = scene.day_told() if place is not None or name or not party else scene.today()
        where_id = place.id if place and not (name and place.precision == "country") else ""
        subject = Subject("strike", (party,) if party else (), where_id, time, text=name)
        scene.attack.keep(passage, subject)
        start, end = passage.trimmed(*clause)
        value = concept(("attack", *ids), passage.reading.text[mark.start : mark.end], scene)
        yield Draft("strike", subject, value, max(start, low), min(end, high), mark.start, score=75)
        return


def _goes_on(passage: Passage, mark: Mark, marks: list[Mark]) -> bool:
    """Whether the mark names attacks that go on, of which another in the sentence is one: "continues attacks"."""
    before = passage.words(mark.first - 3, mark.first)
    later = any(other.first > mark.last for other in marks)
    return later and not GOING_ON.isdisjoint(before)


def _of_those(passage: Passage, mark: Mark, marks: list[Mark]) -> str | None:
    """Whose attack it is that is one of those which go on: "continues attacks, including a strike on X"."""
    if "including" not in passage.words(mark.first - 3, mark.first):
        return None
    return next((accused(passage, other) for other in marks if _goes_on(passage, other, marks)), None)


def _first_shot(passage: Passage, scene: Scene, marks: list[Mark]) -> Draft | None:
    """Who is said to have opened fire first."""
    for mark in marks:
        near = {*passage.words(mark.first - 3, mark.last + 3)}
        if mark.id != "attacked" or FIRST.isdisjoint(near) or not clean(passage, mark):
            continue
        party = accused(passage, mark)
        if party is None:
            continue
        time = when(passage, mark)
        subject = Subject("conflict", scene.stage.parties, "", time, name=FIRST_SHOT)
        start, end = passage.trimmed(*passage.clause(mark.start))
        value = concept((party,), passage.reading.text[mark.start : mark.end], scene)
        return Draft("strike", subject, value, start, end, mark.start, score=75)
    return None


def _breach(passage: Passage, scene: Scene) -> Draft | None:
    """Who is said to have broken the truce."""
    for mark in passage.of("strike", "breach"):
        party = accused(passage, mark)
        if party is None or not clean(passage, mark) or not _truce(passage, scene, mark):
            continue
        subject = Subject("conflict", scene.stage.parties, "", when(passage, mark), name=BREACH)
        start, end = passage.trimmed(*passage.clause(mark.start))
        value = concept((party,), passage.reading.text[mark.start : mark.end], scene)
        return Draft("strike", subject, value, start, end, mark.start, score=75)
    return None


def _truce(passage: Passage, scene: Scene, mark: Mark) -> bool:
    """Whether a truce is what was broken: by its name, or by "it" and "the understanding" on a page about one."""
    after = passage.words(mark.last, mark.last + 4)
    if any(word.startswith(TRUCE) for word in after):
        return True
    taken_up = any(word in IT or word.startswith(ACCORD) for word in after)
    return taken_up and scene.about_truce


def _mention(passage: Passage, scene: Scene, mark: Mark, party: str | None, place: Place | None) -> None:
    """Keep an attack that is only spoken of ("of the strike on X he said: ..."), for the tolls that follow."""
    if mark.id == "attack" and place is not None and place.precision != "country":
        subject = Subject("strike", (party,) if party else (), place.id, when(passage, mark))
        scene.attack.keep(passage, subject)


def _struck(passage: Passage, scene: Scene, mark: Mark, place: Place | None) -> None:
    """Keep a deed of nobody named on a day and at a spot ("jets bombed X on Monday"), for the tolls that follow."""
    time = when(passage, mark)
    name = "" if place is not None and place.precision not in WIDE else spot(passage, mark)
    if time is None or (place is None and not name) or passage.reading.words[mark.first] not in DEEDS:
        return
    where_id = place.id if place is not None and not (name and place.precision == "country") else ""
    scene.attack.keep(passage, Subject("strike", (), where_id, time, text=name))


def _denial(passage: Passage, scene: Scene, marks: list[Mark]) -> Draft | None:
    """The attack that a party is said not to have made: "denied that its drone hit", "наши силы не обстреливали"."""
    for mark in marks:
        words = passage.words(passage.sentence.first, mark.first)
        gap = passage.reading.text[passage.start : mark.start]
        told = any(word.startswith(DENYING) for word in words[-12:]) and ":" not in gap
        close = passage.words(mark.first - 2, mark.first)
        bare = bool(NOT & set(close)) and mark.id == "attacked"
        none = bool(NONE & set(close)) and mark.id == "attack" and _undone(passage, mark)
        if not (told or bare or none) or (told and _only_talk(passage, mark)):
            continue
        near = [p for p in passage.parties if p.end <= mark.start and p.how != "people"]
        voice = scene.voices.at(passage, mark.start, mark.end)
        party = near[-1].party if near else voice.speaker_party(scene.sides)
        place = where(passage, mark)
        name = "" if place is not None and place.precision != "country" else spot(passage, mark)
        if party is None and place is None and not name:
            continue
        where_id = place.id if place and not (name and place.precision == "country") else ""
        subject = Subject("strike", (party,) if party else (), where_id, when(passage, mark), text=name)
        start, end = passage.trimmed(passage.start, passage.clause(mark.start)[1])
        value = concept(("attack", *means_of(passage, *passage.clause(mark.start))), mark_text(passage, mark), scene)
        return Draft("strike", subject, value, start, end, mark.start, "denied", score=70)
    return None


def mark_text(passage: Passage, mark: Mark) -> str:
    """The words of the mark as written."""
    return passage.reading.text[mark.start : mark.end]


def _undone(passage: Passage, mark: Mark) -> bool:
    """Whether "no strikes" is the report that none were made, not a promise: "никаких ударов мы не наносили"."""
    after = passage.words(mark.last, mark.last + 8)
    return any(word in NOT or word in MADE for word in after)


def _only_talk(passage: Passage, mark: Mark) -> bool:
    words = passage.words(mark.first - 6, mark.first)
    if not TALK_OF.isdisjoint(words):
        return True
    issue = passage.marks.get("issue", ())
    return any(
        i.id in ("refrain-from-strikes", "energy-ceasefire") and i.start <= mark.start < i.end for i in issue
    ) or any(pledge.last <= mark.first for pledge in passage.of("act", "pledge"))


def _happened(passage: Passage, mark: Mark, marks: list[Mark], clause: tuple[int, int], ids: tuple[str, ...]) -> bool:
    """Whether the sentence reports the deed: a verb of attacking with its means or target, or harm done by it."""
    if _harmed(passage):
        return True
    verbs = [m for m in marks if m.id == "attacked" and clause[0] <= m.start < clause[1]]
    nouns = [m for m in marks if m.id == "attack" and clause[0] <= m.start < clause[1]]
    if any(passage.reading.words[m.first] in DEEDS or m.last - m.first > 1 for m in verbs) and _aimed(
        passage, verbs[0]
    ):
        return True
    if verbs and (nouns or ids):
        weapon = any(trait("strikes", ident, "role") in ("means", "target") for ident in ids)
        return bool(nouns) or weapon
    if mark.id == "attack":
        near = passage.words(mark.first - 6, mark.last + 4)
        return not LAUNCHING.isdisjoint(near) and bool(ids or passage.times)
    return False


def _aimed(passage: Passage, verb: Mark) -> bool:
    """Whether the sentence tells whose deed it was and when, and "struck" is not "struck a deal"."""
    after = passage.words(verb.last, verb.last + 3)
    return bool(passage.times) and accused(passage, verb) is not None and NO_DEED.isdisjoint(after)


def _harmed(passage: Passage) -> bool:
    return any(mark.id in ("killed", "wounded") for mark in passage.marks.get("harm", ()))
