"""How talks are judged, and by whom: graded words said of talks, of a day of talks, or that progress was made."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Grade, Subject
from .passage import Passage
from .reference import dates_of, order_of, single_day, talk_marks
from .scene import Draft, Scene
from .turns import denial, denied_after, imagined, planned
from .words import Mark, aspect_of, rank_of

TRIGGERS = (("grade", ""),)
# After "the most difficult" comes another noun unless one of these, a sign, or talks follows.
FOLLOWS = frozenset(
    "but and yet though although that for as according he she they it so both on in at during said with because after "
    "well overall than today yesterday enough while when whereas despite regarding nature atmosphere track talks "
    "але та і й однак хоча проте що під після як заявив за у в на атмосфера атмосфері характер вчора "
    "но и а однако хотя что во после как заявил по в на атмосфера атмосфере характер вчера".split()
)
# The thing itself did it: "failed to agree", "failed talks", "was made complex".
NOT_OF_TALKS = frozenset({"failed", "failure", "collapse", "hard", "stuck", "mixed"})
DESCRIBING = NOT_OF_TALKS | {"successful"}  # and an outcome that is told as a quality of the talks
OPENERS, CLOSERS = frozenset("\"'“”„«‘"), frozenset("\"'”“»’")
OBJECTS = frozenset("them it those їх її його їхні их ее её его".split())
FEW = 4  # words between the pronoun and the judgement
LIMITS = frozenset("on in over regarding about towards toward щодо у в з із стосовно по относительно".split())
MATTER = 6  # words between a judgement and the issue that it is limited to
BARE = frozenset({"progress", "significant-progress", "breakthrough", "deadlock", "no-progress", "little-progress"})
WHOLE = frozenset({"meeting", "conversation"})  # may be the sitting or the whole of several days
ATMOSPHERE = frozenset("atmosphere mood tone track discussions dialogue атмосфера атмосфері атмосфере тон "
                       "діалог диалог розмова розмови разговор разговоры настрій".split())  # fmt: skip
MADE = frozenset(
    "cites cited reports reported hails hailed reporting citing notes noted sees saw "
    "progress there was is made making achieved reached been has have had shows showing "
    "є був було досягнуто досягли вдалося досягти відбувся зафіксовано спостерігається немає нема бачимо маємо "
    "есть был было достигнут достигли удалось достичь произошло нет отмечен видим имеется заметен достигнуто".split()
)
# Adjectives that limit a judgement to one kind of matters: "humanitarian progress".
OF_A_KIND = {"humanitarian-access": ("humanitarian", "гуманітарн", "гуманитарн")}


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each graded word that is said of talks and not merely hoped for."""
    if passage.asks:
        return
    for mark in passage.marks.get("grade", ()):
        subject = _subject(passage, scene, mark)
        if subject is None or (imagined(passage, mark) and not _granted(passage, mark)):
            continue
        if planned(passage, mark, before=3):
            continue
        word = mark.id
        denying = denial(passage, mark, reach=6)
        if denying is not None or denied_after(passage, mark):
            word = str(vocabulary("assessments")[word].get("negated", ""))
            if not word:
                continue
        if _in_doubt(passage, scene, mark):
            continue
        matters = _matters(passage, mark)
        if matters:
            subject = msgspec.structs.replace(subject, name=matters)
        low = min(mark.start, denying.start) if denying is not None else mark.start
        start, end = passage.evidence(low, mark.end)
        text = passage.reading.text[low : mark.end]
        yield Draft("assessment", subject, Grade(word, rank_of(word), text, scene.language), start, end, mark.start)


def _matters(passage: Passage, mark: Mark) -> str:
    """Ids of the issues to which the judgement is limited, joined by "+": "progress on prisoners"; "" for the whole."""
    clause = passage.clause(mark.start)
    before = passage.word(mark.first - 1)
    found: list[str] = [ident for ident, stems in OF_A_KIND.items() if before.startswith(stems)]
    last = mark.last
    for issue in passage.marks.get("issue", ()):
        if issue.start >= clause[1] or issue.first < last:
            continue
        led = passage.words(last, issue.first)
        if len(led) > MATTER or (not found and LIMITS.isdisjoint(led)):
            break
        found.append(issue.id)
        last = issue.last
    return "+".join(sorted(set(found)))


def _subject(passage: Passage, scene: Scene, mark: Mark) -> Subject | None:
    """The talks that are judged; None where something else is, or nothing."""
    clause = passage.clause(mark.start)
    whole = (passage.start, passage.end)
    if aspect_of(mark.id) == "manner" or mark.id in DESCRIBING:
        talks = _described(passage, mark, clause)
        if talks is None:
            return _of(passage, scene, mark) if _by_pronoun(passage, scene, mark) else None
        return _of(passage, scene, talks)
    things = [t for t in passage.marks.get("thing", ()) if clause[0] <= t.start and t.last <= mark.first]
    thing = passage.nearest(things, mark)
    marks = talk_marks(passage, clause)
    talks = passage.nearest(marks, mark)
    if thing is not None and passage.apart(thing, mark) <= 2 and (talks is None or passage.apart(talks, mark) > 2):
        return None
    if talks is None:
        talks = passage.nearest(talk_marks(passage, whole), mark) or passage.nearest(passage.of("talks", "track"), mark)
    if talks is not None:
        return _of(passage, scene, talks)
    if mark.id in BARE and _made(passage, mark):
        return _of(passage, scene, mark) if scene.about_talks or scene.mostly_talks else None
    return None


def _made(passage: Passage, mark: Mark) -> bool:
    words = passage.words(mark.first - 4, mark.first) + passage.words(mark.last, mark.last + 4)
    return not MADE.isdisjoint(words) or bool(_quoted(passage, mark))


def _of(passage: Passage, scene: Scene, at: Mark) -> Subject:
    """The sitting where a day or a session is named or under discussion, else the round."""
    clause = passage.clause(at.start)
    if talk_marks(passage, clause):
        order = order_of(passage, clause, at)
        if order.turn in ("previous", "next") or scene.long_ago(passage, clause) is not None:
            return scene.rounds_at(passage, at)[0]
        if order.day is not None or any(single_day(time.moment) for time in dates_of(passage, clause)):
            return scene.sitting_at(passage, at)
    earlier = scene.aside(passage)
    if earlier is not None:
        return earlier
    if scene.section is not None and scene.focused:
        return scene.section
    several = scene.stage.days is not None and not single_day(scene.stage.days)
    one = at.id in ("session", "day") or (at.id in WHOLE and not several)
    if one and not _several(passage, at):
        return scene.latest()
    return scene.rounds_at(passage, at)[0]


def _several(passage: Passage, at: Mark) -> bool:
    """ "sessions", "meetings" without a day are the whole round's."""
    return passage.reading.language == "en" and passage.reading.words[at.first].endswith("s")


def _described(passage: Passage, mark: Mark, clause: tuple[int, int]) -> Mark | None:
    """The talks that a word describes, standing before them ("difficult talks") or after ("talks were difficult")."""
    after = mark.last
    follows = passage.word(after)
    talks = talk_marks(passage, clause) + passage.of("talks", "track")
    for noun in talks:
        if 0 <= noun.first - after <= 2 and not _stop(passage, mark.end, noun.start):
            # "failed talks" is the writer's shorthand, whoever is being quoted.
            return None if mark.id in NOT_OF_TALKS else noun
    gap = passage.gap(after - 1)
    ends = any(sign in gap for sign in ".,;:!?\"'”’»)–—") or not follows or follows in FOLLOWS
    if not ends and follows not in ATMOSPHERE and not any(g.first in (after, after + 1) for g in passage.of("grade")):
        return None
    before = [noun for noun in talks if noun.last <= mark.first]
    things = [t for t in passage.marks.get("thing", ()) if t.last <= mark.first and t.start >= clause[0]]
    if before and passage.apart(before[-1], mark) <= 14 and not (things and things[-1].first > before[-1].first):
        return before[-1]
    whole = [noun for noun in talk_marks(passage) if noun.last <= mark.first]
    if not before and whole and _quoted(passage, mark) and passage.apart(whole[-1], mark) <= 14 and not things:
        return whole[-1]
    if passage.reading.language != "en":
        later = [noun for noun in talks if noun.first >= after and passage.apart(noun, mark) <= 4]
        return later[0] if later and not things else None
    return None


def _by_pronoun(passage: Passage, scene: Scene, mark: Mark) -> bool:
    """ "called them 'constructive'", "вважає їх корисними": talks of the last sentences, with nothing else to mean."""
    if OBJECTS.isdisjoint(passage.words(mark.first - FEW, mark.first)) or "thing" in passage.marks:
        return False
    if mark.last < passage.sentence.last and not (_quoted(passage, mark) or passage.word(mark.last) in FOLLOWS):
        text = passage.reading.text[mark.end : mark.end + 2]
        if not any(sign in text for sign in '.,;:!?»”"'):
            return False
    return scene.left_to_talks()


def _stop(passage: Passage, start: int, end: int) -> bool:
    return any(sign in passage.reading.text[start:end] for sign in ".;:,")


def _quoted(passage: Passage, mark: Mark) -> bool:
    return any(quote.start <= mark.start < quote.end for quote in passage.quotes)


def _granted(passage: Passage, mark: Mark) -> bool:
    """Words of hope that do not touch what is quoted: "hoping for a deal, he called the talks 'constructive'"."""
    return any(
        quote.start <= mark.start < quote.end and quote.kind != "indirect" and quote.end - quote.start < 60
        for quote in passage.quotes
    ) and not imagined(passage, mark, before=2)


def _in_doubt(passage: Passage, scene: Scene, mark: Mark) -> bool:
    """A word set in marks that nobody is said to have spoken: the writer does not vouch for it."""
    text = passage.reading.text
    if text[mark.start - 1 : mark.start] not in OPENERS or text[mark.end : mark.end + 2].strip(".,")[:1] not in CLOSERS:
        return False
    voice = scene.voices.at(passage, mark.start, mark.end)
    return voice.speaker is None and not voice.upstream
