"""The people of a list, without those who only say whose son-in-law or aide somebody is."""

from __future__ import annotations

from ...records import PersonMention
from .passage import Passage
from .scene import Scene

OF = frozenset({"of", "to", "for", "under", "from"})
# Nouns that take a person in the genitive: "зять Трампа", "помощник Путина".
KIN = ("зят", "син", "сын", "брат", "дружин", "жен", "помічник", "помощник", "радник", "советник", "соратник",
       "представник", "представител", "посланник", "посланец", "спецпредставник", "спецпредставител", "глава", "голова",
       "президент", "канцлер", "прем", "прессекретар", "секретар", "речник", "адміністраці", "администраци", "офіс",
       "партнер", "друг")  # fmt: skip
OTHERS = (
    "others", "other officials", "other members", "other representatives", "among others", "and more", "also",
    "among them", "including", "a number of", "та ін", "и др", "інші", "інших", "іншими", "другие", "других", "другими",
    "зокрема", "в том числе", "у тому числі", "в тому числі", "также", "також",
)  # fmt: skip


def listed(passage: Passage, scene: Scene, at: int, party: str) -> tuple[list[PersonMention], int]:
    """The people listed after `at` (before it when none follow), and where the list ends."""
    after = [person for person in passage.persons if person.start >= at]
    pool = after or [person for person in passage.persons if person.end <= at]
    found: list[PersonMention] = []
    for index, person in enumerate(pool):
        if qualifies(passage, person, pool[index + 1] if index + 1 < len(pool) else None):
            continue
        side = scene.party_of(person.person)
        if side is not None and side != party and found:
            continue
        if found and _breaks(passage, found[-1].end, person.start):
            break
        found.append(person)
    return found, (found[-1].end if found else at)


def qualifies(passage: Passage, person: PersonMention, following: PersonMention | None) -> bool:
    """Whether a name only qualifies another: "Putin's aide X", "son-in-law of Trump", "зять Трампа"."""
    reading = passage.reading
    text = reading.text
    if text[person.end : person.end + 2] in ("'s", "’s") or text[person.end - 2 : person.end] in ("'s", "’s"):
        return True
    first = reading.word_at(person.start)
    before = passage.word(first - 1)
    if reading.language == "en":
        if before in OF:
            return True
        return (
            before in ("president", "minister", "secretary")
            and passage.word(first - 2) in OF | {"the"}
            and (passage.word(first - 3) in OF)
        )
    if following is not None and text[person.end : following.start].strip() == "" and before.startswith(KIN):
        return True
    return before.startswith(KIN) and _genitive(person.text) and _inside_aside(passage, person)


def _genitive(name: str) -> bool:
    return name.rstrip('»”"').endswith(("а", "я", "ого", "ої", "ой", "у", "ю", "им", "ом"))


def _inside_aside(passage: Passage, person: PersonMention) -> bool:
    """Whether the name stands in an aside after another name: "Кушнер, зять президента Трампа, и ..."."""
    reading = passage.reading
    opening = max(
        reading.text.rfind(",", passage.start, person.start), reading.text.rfind("(", passage.start, person.start)
    )
    return any(0 <= opening - other.end <= 1 for other in passage.persons if other.end <= person.start)


def _breaks(passage: Passage, start: int, end: int) -> bool:
    """Whether something other than a list stands between two names."""
    gap = passage.reading.text[start:end]
    if ";" in gap or len(gap) > 160:
        return True
    for party in passage.parties:
        rest = passage.reading.text[party.end : party.end + 5].strip()
        if start <= party.start < end and rest.startswith(("by ", "—", "–", "- ")):
            return True
    low, high = passage.first_word(start), passage.first_word(end)
    acts = [
        m for m in passage.marks.get("act", ()) if low <= m.first < high and m.id in ("represent", "led-by", "hold")
    ]
    cues = [m for m in passage.marks.get("cue", ()) if low <= m.first < high]
    return bool(acts or cues)


def closed_off(passage: Passage, last: int) -> bool:
    """Whether the words around or after the list say that there are others."""
    text = " " + " ".join(passage.words(passage.sentence.first, passage.sentence.last)) + " "
    return any(f" {words} " in text for words in OTHERS)
