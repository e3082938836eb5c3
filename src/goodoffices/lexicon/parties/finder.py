"""Every mention of a party in a reading."""

from __future__ import annotations

from itertools import compress

from ...records import CaseSettings, PartyMention
from ..names.given import given_name
from ..reading import APOSTROPHES, Reading, Sentence
from .abbreviations import abbreviated
from .governments import governments
from .standing import stands_as_place
from .table import EVERYDAY, LANGUAGES, Entry, How, table_of

# What cannot be the noun that an adjective stands before.
_NO_NOUN = frozenset(
    "and or but said says say told have has had is are was were will would can could may might must who "
    "which that to of in on "
    "at for from with by as did do does not were also want wants agreed accused the a an it its their this".split()
)
_OTHER_WHOLES = {
    "ireland": "northern", "mexico": "new", "guinea": "new", "england": "new", "korea": "", "jersey": "new",
    "africa": "south", "zealand": "new", "georgia": "south",
}  # fmt: skip
# Given names and family names that are also names of states or capitals.
_ALSO_PEOPLE = frozenset(
    "jordan chad georgia israel kenya sofia victoria paris london santiago rome washington india cuba "
    "ireland holland france".split()
)


def mention_end(reading: Reading, index: int) -> int:
    """Where the word ends without a possessive 's."""
    end, text = reading.ends[index], reading.text
    if end - reading.starts[index] > 2 and text[end - 1] in "sS" and text[end - 2] in APOSTROPHES:
        return end - 2
    return end


def find_parties(reading: Reading, settings: CaseSettings) -> tuple[PartyMention, ...]:
    """Every mention of a party, in text order; without a case file states and known bodies count as parties.

    A capital or another seat counts where it acts ("Kyiv said"), not where something happens in it ("in Kyiv").
    """
    if reading.language not in LANGUAGES:
        return ()
    table = table_of(reading.language, settings.parties)
    found: list[PartyMention] = []
    sentences, words = reading.sentences, reading.words
    # Every word is looked up in one sweep without a Python loop: most begin no name of a party.
    entries = list(map(table.__getitem__, words))
    place = until = 0
    for index in compress(range(len(words)), entries):
        if index < until:
            continue
        while sentences[place].last <= index:
            place += 1
        until = index + _take(reading, entries[index], index, sentences[place], found)
    found.extend(abbreviated(reading, found))
    if not settings.parties:  # a case file that names its parties says itself what "the government" is
        found.extend(governments(reading, found))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _take(
    reading: Reading, entries: tuple[Entry, ...], index: int, sentence: Sentence, found: list[PartyMention]
) -> int:
    """Adds the mention that begins at `index`, if one does; how many words it takes."""
    candidates: list[Entry] = []
    for entry in entries:
        if candidates and len(entry.words) < len(candidates[0].words):
            break
        if _fits(reading, entry, index, sentence):
            candidates.append(entry)
    if not candidates:
        return 1
    longest = len(candidates[0].words)
    last = index + longest - 1
    chosen, how = _choose(reading, candidates, index, last, sentence)
    if chosen is not None:
        start, end = reading.starts[index], mention_end(reading, last)
        found.append(PartyMention(start, end, reading.text[start:end], chosen.party, how))
    return longest


def _fits(reading: Reading, entry: Entry, index: int, sentence: Sentence) -> bool:
    if entry.capital:
        if not reading.capitals[index]:
            return False
        if entry.upper and not reading.text[reading.starts[index] : mention_end(reading, index)].isupper():
            return False
        if index == sentence.first and reading.words[index] in EVERYDAY:
            return False
    elif entry.how == "people" and index != sentence.first and reading.capitals[index]:
        return False
    return len(entry.words) == 1 or entry.fits(reading.words, index, sentence.last)


def _choose(
    reading: Reading, candidates: list[Entry], first: int, last: int, sentence: Sentence
) -> tuple[Entry | None, How]:
    entry = candidates[0]
    if entry.capital and (_part_of_name(reading, first, last, sentence) or _quoted_name(reading, first, last)):
        return None, entry.how
    if entry.how == "metonym":
        # A capital that is also the name of its state (Kuwait, Djibouti) counts as the state's own name.
        acts = not stands_as_place(reading, first, last, sentence)
        return (entry, "metonym") if acts and not _capital_follows(reading, last, sentence.last) else (None, "metonym")
    hows = {candidate.how for candidate in candidates}
    if reading.language == "en" and "adjective" in hows:
        if _noun_follows(reading, last, sentence.last):
            return next(candidate for candidate in candidates if candidate.how == "adjective"), "adjective"
        rest = sorted(hows - {"adjective"}, key=("named", "people", "metonym").index)
        if rest:
            return next(candidate for candidate in candidates if candidate.how == rest[0]), rest[0]
        return entry, "people"
    if (
        entry.how == "named"
        and entry.upper
        and reading.language == "en"
        and _noun_follows(reading, last, sentence.last)
    ):
        return entry, "adjective"
    return entry, entry.how


def _noun_follows(reading: Reading, last: int, stop: int) -> bool:
    if last + 1 >= stop or mention_end(reading, last) != reading.ends[last]:
        return False
    gap = reading.gaps[last]
    return gap == "-" or (gap in (" ", "\u00a0") and reading.words[last + 1] not in _NO_NOUN)


def _capital_follows(reading: Reading, last: int, stop: int) -> bool:
    """ "Washington Post", "Moscow Times": the name goes on, so it is no seat that acts."""
    if reading.language != "en" or last + 1 >= stop or reading.words[last + 1] not in _GOING_ON:
        return False
    return reading.gaps[last] == " " and mention_end(reading, last) == reading.ends[last]


_GOING_ON = frozenset("post times tribune examiner institute review convention".split())


def _quoted_name(reading: Reading, first: int, last: int) -> bool:
    """Whether the word ends a short name in marks: «Голосу Америки», "Радіо Свобода Україна"."""
    if reading.language == "en" or first == 0 or last + 1 >= len(reading.words):
        return False
    if reading.gaps[last][:1] not in QUOTES_END or not reading.capitals[first - 1] or reading.gaps[first - 1] != " ":
        return False
    opening = reading.gaps[first - 2][-1:] if first > 1 else ""
    return opening in QUOTES_BEGIN and opening != ""


QUOTES_BEGIN = '«„“"'
QUOTES_END = '»“”"'


_PARTICLES = frozenset({"de", "da", "di", "del", "van", "von"})


def _part_of_name(reading: Reading, first: int, last: int, sentence: Sentence) -> bool:
    """Whether the word belongs to a longer name: "Northern Ireland", "Michael Jordan", "Jordan Smith"."""
    word = reading.words[first]
    if reading.language == "en" and first > sentence.first and reading.words[first - 1] in _PARTICLES:
        return True  # "Julieta de Lima"
    if word not in _OTHER_WHOLES and word not in _ALSO_PEOPLE:
        return False
    before = reading.words[first - 1] if first > sentence.first else ""
    joined = first > sentence.first and reading.gaps[first - 1] == " "
    if joined and before and _OTHER_WHOLES.get(word) == before:
        return True
    if word not in _ALSO_PEOPLE or first != last:
        return False
    if joined and reading.capitals[first - 1] and before not in ("the", "and", "in", "but"):
        given = given_name(before, reading.language)
        if given is not None or before in ("mr", "mrs", "ms", "dr"):
            return True
    if last + 1 < sentence.last and given_name(word, reading.language) is not None:
        gap = reading.gaps[last]
        return (
            gap == " "
            and reading.capitals[last + 1]
            and word in ("jordan", "chad", "georgia", "santiago", "victoria", "israel", "sofia", "paris")
        )
    return False
