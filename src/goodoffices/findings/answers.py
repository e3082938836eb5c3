"""The answers to one question: claims whose values are the same, said one way or another."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Members, Moment, When, canonical
from ..records.moment import SECOND
from .comparators import compare_voices
from .membership import people_of
from .relation import Ground, Relation, Voice


class Candidate:
    """One value on offer: classes of voices, each class with one and the same value, all classes saying the same."""

    __slots__ = ("classes",)

    def __init__(self, classes: Sequence[Sequence[Voice]]) -> None:
        self.classes = [list(held) for held in classes]

    @property
    def voices(self) -> list[Voice]:
        """Every voice."""
        return [voice for held in self.classes for voice in held]

    @property
    def face(self) -> Voice:
        """The voice that stands for the answer: of the value given most often, the one in fewest words."""
        most = max(len(held) for held in self.classes)
        often = [voice for held in self.classes if len(held) == most for voice in held]
        return min(often, key=lambda voice: (len(voice.claim.value.text), voice.claim.id))

    @property
    def owners(self) -> tuple[str, ...]:
        """Owner keys, sorted."""
        return tuple(sorted({voice.owner for voice in self.voices}))

    @property
    def sides(self) -> tuple[str, ...]:
        """Sides of the owners, sorted."""
        return tuple(sorted({side for voice in self.voices if (side := voice.side or voice.office) is not None}))

    @property
    def tellers(self) -> frozenset[tuple[str, str]]:
        """Owners, told apart by page where they are unnamed: nobody knows whether two such are one."""
        return frozenset((v.owner, v.page if v.owner.startswith("unnamed:") else "") for v in self.voices)


def value_key(voice: Voice, ground: Ground) -> bytes:
    """The value without its wording and with the persons of the whole record: equal keys are equal answers."""
    value = voice.claim.value
    bare = {name: getattr(value, name) for name in value.__struct_fields__ if name not in ("text", "language")}
    if isinstance(value, When):
        bare["moment"] = _instants(value.moment)
    if isinstance(value, Members):
        bare = {"people": sorted(people_of(voice.claim, value, ground)), "open": value.open}
    return canonical([type(value).__name__, bare, voice.claim.polarity])


def _instants(moment: Moment) -> list[object]:
    begins = None if moment.begins is None else moment.begins // SECOND
    ends = None if moment.ends is None else moment.ends // SECOND
    return [begins, ends, moment.precision, moment.quality, moment.zone or "", moment.basis]


def candidates(voices: Sequence[Voice], ground: Ground) -> list[Candidate]:
    """Answers in a fixed order; a value joins an answer only if it is the same as every value in it.

    Equal values are gathered first, so that pages repeating a value cost no comparison.
    """
    classes: dict[bytes, list[Voice]] = {}
    for voice in sorted(voices, key=lambda one: (one.torn, one.claim.id)):
        classes.setdefault(value_key(voice, ground), []).append(voice)
    ordered = sorted(
        classes.items(), key=lambda item: (-len({voice.owner for voice in item[1]}), -len(item[1]), item[0])
    )
    found: list[list[list[Voice]]] = []
    for _, held in ordered:
        home = next((one for one in found if all(_same(held[0], other[0], ground) for other in one)), None)
        if home is None:
            found.append([held])
        else:
            home.append(held)
    return [Candidate(one) for one in found]


def _same(one: Voice, two: Voice, ground: Ground) -> bool:
    return compare_voices(one, two, ground) is Relation.SAME
