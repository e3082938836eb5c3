"""The people a text names: full names first, then what they make plain, then family names alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ...lexicon.names.given import listed
from ...lexicon.parties.finder import mention_end
from ...lexicon.reading import Reading
from ...records import CaseSettings, PartyMention, Person, PersonMention, PlaceMention
from .beside import after_name, before_name
from .doing import does
from .gathering import Gathering
from .identity import family_keys
from .introduced import introduced, one_word, without_calling
from .naming import Name, by_context, name_of, speaks, tells
from .runs import Run, covered_words, find_runs, parts_of
from .shorter import join_shorter, known_alone, other_names, unite_names
from .stated import Roles, Stated, roles_of


class Read(msgspec.Struct, frozen=True):
    """A name read from a run, with the roles that stand before and after it."""

    name: Name
    before: Stated | None
    after: Stated | None


def find_people(
    reading: Reading, settings: CaseSettings, parties: Sequence[PartyMention], places: Sequence[PlaceMention]
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    """Persons p1, p2, ... in order of first mention, and every mention by name in text order.

    Mentions by role alone ("the president") are not among them: see `find_roles`.
    """
    roles = roles_of(reading, parties)
    held = {index for first, last, _ in roles.senses for index in range(first, last)}
    gathering = Gathering(reading, settings, roles)
    alone: list[Read] = []
    rest: list[Run] = []
    reads: list[Read] = []
    runs = find_runs(reading, covered_words(reading, parties, places), held)
    for run in runs:
        if _in_marks(reading, run):
            continue
        read = _read(reading, roles, without_calling(reading, run))
        if read is not None and read.name.first > run.first:
            rest.append(Run(run.first, read.name.first - 1, run.sentence))
        if read is None:
            rest.append(run)
        elif read.name.alone:
            alone.append(read)
        else:
            reads.append(read)
    for read, owner in zip(reads, _owners(reading, reads), strict=True):
        if owner is None:
            gathering.enter(read.name, read.before, read.after)
        else:  # "Вадима Красикова Яшин назвал": the name that follows is somebody else's
            name, last = read.name, read.name.last
            gathering.enter(replace(name, last=owner, parts=name.parts[:2], family=1), read.before, None)
            rest.append(Run(last, last, next(run.sentence for run in runs if run.first <= last <= run.last)))
    rest = _by_context(gathering, rest)
    for read in alone:
        gathering.enter(read.name, read.before, read.after)
    known_alone(gathering, rest)
    rest = other_names(gathering, rest)
    join_shorter(gathering, rest)
    if any(run.first and reading.words[run.first - 1] in ("as", "як", "как") for run in rest):
        named = {start for start, _, _ in gathering.spots}
        other_names(gathering, [run for run in rest if reading.starts[run.first] not in named])
    _single_names(gathering, rest)
    unite_names(gathering, runs)
    return gathering.result()


def _owners(reading: Reading, reads: Sequence[Read]) -> list[int | None]:
    """For each name of three words whose last is the family name of another full name of the page: the word before it.

    Only where the first two stand in another case than the last.
    """
    if reading.language == "en" or all(len(read.name.parts) != 3 for read in reads):
        return [None] * len(reads)
    families = {read.name.parts[-1].lower() for read in reads if len(read.name.parts) == 2 and read.name.family == 1}
    firsts = Counter(read.name.parts[0].lower() for read in reads)
    found: list[int | None] = []
    for read in reads:
        name = read.name
        apart = (
            len(name.parts) == 3
            and name.given == 0
            and name.last - name.first == 2
            and name.parts[2].lower() in families
            and name.parts[1][-1:] in "ауюяиімй"
            and firsts[name.parts[0].lower()] == 1
            and listed(name.parts[0]) is None
        )
        found.append(name.last - 1 if apart else None)
    return found


def _read(reading: Reading, roles: Roles, run: Run) -> Read | None:
    before = before_name(roles, run.first, run.sentence.first)
    if run.first == run.last and (before is None or run.owner):
        return None
    after = after_name(roles, run.last, run.sentence.last)
    name = name_of(
        reading,
        run,
        before.concept if before else None,
        after is not None or introduced(reading, run, roles) or does(reading, run, roles),
    )
    if name is None:
        return None
    return Read(
        name, before if name.first == run.first and not run.owner else None, after if name.last == run.last else None
    )


def _single_names(gathering: Gathering, runs: Sequence[Run]) -> None:
    """Makes persons of single words that nobody named before bears and the text introduces: "guide Keo"."""
    reading = gathering.reading
    named = {start for start, _, _ in gathering.spots}
    left = [run for run in runs if reading.starts[run.first] not in named]
    found = [run for run in left if run.first == run.last and one_word(reading, run, gathering.roles)]
    for run in found:
        text = reading.text[reading.starts[run.first] : mention_end(reading, run.first)]
        gathering.enter(Name(run.first, run.first, (text,), -1, 0, True), None, None)
    if found:
        join_shorter(gathering, [run for run in left if run not in found])


def _in_marks(reading: Reading, run: Run) -> bool:
    """Whether a run of several words is all that stands in marks, as names of groups and papers do."""
    if run.first == run.last or not run.first or run.last + 1 >= len(reading.words):
        return False
    return reading.gaps[run.first - 1][-1:] in _OPENING and reading.gaps[run.last][:1] in _CLOSING


_OPENING, _CLOSING = frozenset('"“„«'), frozenset('"”»')


def _shorter_alone(reading: Reading, runs: Sequence[Run]) -> tuple[set[str], set[str]]:
    """What stands alone and in a longer run, beside a verb of telling.

    First the keys of words at the end of the longer run, either of the two beside the verb: "Ruairi Maclennan has spent
    four winters", "Maclennan laughed". Then the words at its head, the one alone beside the verb: "Behu Torku", "Behu
    added" - the given name by which many peoples call everybody.
    """
    longer: set[str] = set()
    alone: set[str] = set()
    told: set[str] = set()
    opening: set[str] = set()
    telling: set[str] = set()
    for run in runs:
        closing = reading.text[reading.starts[run.last] : mention_end(reading, run.last)]
        keys = {key for _, key in family_keys(closing, reading.language)}
        says_so = tells(reading, run)
        if says_so:
            told |= keys
        if run.first == run.last:
            alone |= keys
            if says_so:
                telling.add(closing)
        else:
            longer |= keys
            opening.add(reading.text[reading.starts[run.first] : mention_end(reading, run.first)])
    return longer & alone & told, opening & telling


def _by_context(gathering: Gathering, runs: Sequence[Run]) -> list[Run]:
    """Takes the runs that the names found so far show to be names; gives back the others."""
    families: set[str] = set()
    for being in gathering.beings:
        families |= being.keys
    sure = set(families)
    for run in runs:
        if speaks(gathering.reading, run) and len(parts_of(gathering.reading, run.first, run.last)) == 1:
            word = gathering.reading.text[gathering.reading.starts[run.first] : gathering.reading.ends[run.last]]
            families.update(key for _, key in family_keys(word, gathering.reading.language))
    shorter, called = _shorter_alone(gathering.reading, runs)
    families |= shorter
    ends = {end for _, end, _ in gathering.spots}
    rest = []
    for run in runs:
        name = None
        if run.last > run.first:
            name = by_context(gathering.reading, run, families, ends, sure, shorter, called)
        if name is None:
            rest.append(run)
        else:
            gathering.enter(name, None, None)
            ends.add(gathering.spots[-1][1])
    return rest
