"""Roles that stand beside a name: "Kremlin spokesman", "head of the delegation", "секретар РНБО"."""

from __future__ import annotations

from ...lexicon.names.given import given_name, listed
from ...lexicon.names.peoples import land_of
from ...lexicon.parties.finder import mention_end
from ...lexicon.reading import Reading
from .stated import Roles, Stated

_LINKS = {
    "en": frozenset("of for to in on at and the with from special under".split()),
    "uk": frozenset("з із зі по при в у на та і й".split()),
    "ru": frozenset("по при в на и с со".split()),
}
_MODIFIERS = frozenset(
    "chief deputy special presidential lead former acting senior top national security foreign defense "
    "defence military prime vice "
    "state permanent outgoing incoming new longtime veteran main press assistant first interior finance "
    "economy energy justice "
    "opposition rebel regional local spiritual supreme political paramilitary de facto interim "
    "transitional peace current "
    "then ex retired army navy air force government general under high ministry council party parliamentary".split()
)
_STOP_VERBS = {
    "uk": tuple("вся лася лись лося ться тися ила ала или али ило ало ять ють ити ати ив зав вав дав яв".split()),
    "ru": tuple("лся лась лись ться тся ила ала или али ило ало ает яет ует ить ать ил ал ел ял ыл нул".split()),
}
_NOT_VERBS = frozenset("справ прав штабу начала персонал капитал".split())
_BREAKS = frozenset(',;:()[]"“”«»„!?—–…')
_ENDING = _BREAKS | {"."}
_GOING_ON = frozenset(("who", "said", "told", "which", "що", "який", "яка", "который", "которая"))


def _gap(reading: Reading, index: int) -> str:
    """The characters between word `index` and the one before it."""
    return reading.gaps[index - 1]


def _verb(word: str, language: str) -> bool:
    return word not in _NOT_VERBS and len(word) > 3 and word.endswith(_STOP_VERBS.get(language, ("\0",)))


def before_name(roles: Roles, name_first: int, sentence_first: int) -> Stated | None:
    """The role that stands before a name and leads up to it."""
    reading = roles.reading
    if name_first <= sentence_first:
        return None
    if not roles.inside(max(sentence_first, name_first - 14), name_first):
        return None
    gap = _gap(reading, name_first)
    if gap.strip(" \u00a0.,") and not (reading.language != "en" and _bracketed(reading, name_first)):
        return None
    if len(gap) > 3:
        return None
    if reading.language == "en":
        role = _english_before(roles, name_first, sentence_first, "," in gap)
        return role and (_office_before(roles, role, sentence_first) or role)
    return None if "," in gap else _cyrillic_before(roles, name_first, sentence_first)


def _english_before(roles: Roles, name_first: int, sentence_first: int, comma: bool) -> Stated | None:
    reading = roles.reading
    low = max(sentence_first, name_first - 14)
    floor = name_first
    while floor > low and not (floor < name_first and _broken(reading, floor) and not _bracketed(reading, floor)):
        floor -= 1
    for sense in reversed(roles.inside(floor, name_first)):
        if sense.last == name_first:
            fits = not comma or capital_next(reading, sense.first) or _apposed(reading, floor, sense.first, name_first)
        else:
            fits = sense.last < name_first and _complement(reading, sense.last, name_first)
        if fits:
            first = _leftwards(roles, sense.first, floor)
            wider = roles.inside(first, name_first)
            head = sense if sense.last == name_first or not wider else wider[0]
            return Stated(
                first, name_first - 1, head.concept, roles.party_of(first, name_first - 1, head.last - 1, head.concept)
            )
    return None


_OFFICIAL_LINKS = frozenset("of and for the in to on at h.e he e h his her excellency hon".split())


def _office_before(roles: Roles, title: Stated, sentence_first: int) -> Stated | None:
    """ "The Minister of Trade and Ports, H.E. Mr. X": the office that a comma parts from the form of address."""
    reading = roles.reading
    if title.concept not in roles.titles or title.first - 2 < sentence_first:
        return None
    low = title.first
    while low > max(sentence_first, title.first - 16):
        gap, word = _gap(reading, low), reading.words[low - 1]
        if gap.strip(" ,.-") or not (reading.capitals[low - 1] or word in _OFFICIAL_LINKS):
            break
        low -= 1
    for sense in roles.inside(low, title.first):
        after = reading.words[sense.last]
        linked = after in _LINKS["en"] or "," in reading.gaps[sense.last - 1]
        if sense.concept in roles.titles or not linked:
            continue
        if "," not in "".join(reading.gaps[sense.last - 1 : title.first]):
            return None
        head = sense.last - 1
        return Stated(sense.first, title.last, sense.concept, roles.party_of(sense.first, title.last, head))
    return None


def _apposed(reading: Reading, floor: int, role_first: int, name_first: int) -> bool:
    """ "Its minister, Yemane Gebremeskel, said", "the premier, Savo Minic.": a comma or the end after the name."""
    if role_first <= floor:
        return False
    before = range(max(floor, role_first - 3), role_first)
    determiner = any(reading.words[at] in _DETERMINERS or mention_end(reading, at) != reading.ends[at] for at in before)
    two = name_first + 1 < len(reading.words) and reading.capitals[name_first + 1] and reading.gaps[name_first] == " "
    if not (determiner and two):
        return False
    behind = reading.gaps[name_first + 1 : name_first + 4]
    return any(gap[:1] in (",", ".") for gap in behind) or name_first + 2 >= len(reading.words)


_DETERMINERS = frozenset("its his her their the our".split())


def _broken(reading: Reading, index: int) -> bool:
    gap = _gap(reading, index)
    if gap == " ":
        return False
    return not _BREAKS.isdisjoint(gap) or ("." in gap and len(reading.words[index - 1]) > 4)


def _complement(reading: Reading, first: int, name_first: int) -> bool:
    """Whether words [first, name_first) complete a role: "of the Ukrainian delegation", "to NATO"."""
    if name_first - first > 10 or reading.words[first] not in ("of", "for", "to", "in", "at", "on"):
        return False
    for index in range(first, name_first):
        word = reading.words[index]
        if not (reading.capitals[index] or word in _LINKS["en"] or word in _MODIFIERS or word in _GROUPS):
            return False
        if index + 1 < name_first and reading.capitals[index] and reading.capitals[index + 1]:
            written = reading.text[reading.starts[index] : reading.ends[index]]
            # "the President of Azerbaijan Ilham Aliyev, Tigran Balayan said": another name has that role
            if reading.words[index - 1] not in _LINKS["en"] and given_name(written, "en") is not None:
                return False
    return reading.words[name_first - 1] not in _LINKS["en"]


_GROUPS = frozenset(
    "delegation team mission affairs talks office staff country region council ministry parliament "
    "committee group forces troops intelligence service administration agency state development "
    "negotiations issues rights".split()
)


def _leftwards(roles: Roles, first: int, floor: int) -> int:
    """Extends a role to the left over what qualifies it."""
    reading = roles.reading
    while first > floor:
        gap = _gap(reading, first)
        if _bracketed(reading, first):
            return first - 1  # "the Libyan National Army (LNA) spokesman": the abbreviation names the party
        if gap.strip(" \u00a0-") or len(gap) > 1:
            break
        before = reading.words[first - 1]
        if (
            before == "and"
            and first - 1 > floor
            and reading.text[reading.starts[first - 2]].isupper()
            and capital_next(reading, first)
            and not _ends_name(reading, first - 2)
        ):
            first -= 1
            continue
        if not _before_role(reading, first - 1):
            break
        first -= 1
    return first


def _ends_name(reading: Reading, index: int) -> bool:
    """Whether word `index` is the last of a full name: "Nikol Pashinyan and Foreign Minister"."""
    if not index or reading.gaps[index - 1] != " " or not reading.capitals[index - 1]:
        return False
    return given_name(reading.text[reading.starts[index - 1] : reading.ends[index - 1]], reading.language) is not None


def _bracketed(reading: Reading, index: int) -> bool:
    """Whether an abbreviation in brackets stands right before word `index`."""
    if index < 2 or _gap(reading, index).strip() != ")" or _gap(reading, index - 1).strip() != "(":
        return False
    return reading.text[reading.starts[index - 1] : reading.ends[index - 1]].isupper()


# Capitalised only because a sentence begins with them.
_OPENERS = frozenset(
    "its his her their our the a an and but said in on at when as with by after while meanwhile".split()
)


def _before_role(reading: Reading, index: int) -> bool:
    """Whether word `index` may qualify the role that follows it: a name, a modifier, a possessive."""
    word = reading.words[index]
    if word in _MODIFIERS or word.endswith(("backed", "born")) or mention_end(reading, index) != reading.ends[index]:
        return True
    return reading.capitals[index] and word not in _OPENERS


def capital_next(reading: Reading, index: int) -> bool:
    """Whether word `index` begins with a capital."""
    return reading.capitals[index]


# Prepositions and conjunctions that begin another phrase than the role's ("секретар з питань" keeps its "з").
_PARTING = frozenset("з із зі с со між между від от до для про о об що что як как к через".split())


_TOLD = ("стам", "рам", "телям", "нтам", "кам", "цам")  # endings of the dative plural of those who were told something


def _cyrillic_before(roles: Roles, name_first: int, sentence_first: int) -> Stated | None:
    reading, language = roles.reading, roles.reading.language
    floor, joined = name_first, False
    if _bracketed(reading, name_first) and name_first - 1 > sentence_first:
        floor -= 2
    while floor > max(sentence_first, name_first - 12):
        gap = _gap(reading, floor) if floor < name_first else " "
        if gap != " " and not _BREAKS.isdisjoint(gap):
            break
        word = reading.words[floor - 1]
        known = roles.inside(floor - 1, floor)
        if not known and _verb(word, language):
            break
        if word in ("та", "і", "й", "и"):
            if joined or roles.inside(floor, name_first) or land_of(reading.words[floor], language):
                break
            joined = True
        elif word in _PARTING and (word != "з" or roles.inside(floor, name_first)):
            break
        floor -= 1
    senses = roles.inside(floor, name_first)
    senses = [sense for sense in senses if sense.last <= name_first]
    while len(senses) > 1 and reading.words[senses[0].last - 1].endswith(_TOLD):
        floor = senses.pop(0).last  # "сообщил журналистам помощник президента": those who were told hold no role
    if not senses or (senses[0].last == name_first and reading.words[name_first - 1].endswith(_TOLD)):
        return None  # "сообщил журналистам Ким"
    head = senses[0]
    if reading.words[name_first - 1] in ("та", "і", "й", "и") and head.last < name_first - 1:
        return Stated(head.first, head.last - 1, head.concept, None)  # "президентов Зеленского и Путина"
    first = head.first
    while first > floor and _gap(reading, first).strip(" \u00a0-") == "" and _qualifies(roles, first - 1):
        first -= 1
    return Stated(
        first, name_first - 1, head.concept, roles.party_of(first, name_first - 1, head.last - 1, head.concept)
    )


def _qualifies(roles: Roles, index: int) -> bool:
    reading = roles.reading
    word = reading.words[index]
    if roles.parties_in(reading.starts[index], reading.ends[index]):
        return True
    return len(word) > 4 and word.endswith(
        ("ий", "ій", "ого", "ому", "ый", "ой", "ая", "ним", "ным", "ого", "ської", "ська", "ська")
    )


def after_name(roles: Roles, name_last: int, sentence_last: int) -> Stated | None:
    """The role that follows a name: ", the head of ...", ", who heads ...", "(глава делегації)"."""
    reading = roles.reading
    index = name_last + 1
    if index >= sentence_last or mention_end(reading, name_last) != reading.ends[name_last]:
        return None
    gap = _gap(reading, index)
    if gap.strip() not in (",", "(", "—", "–", ", (") or len(gap) > 4:
        return None
    stop = index
    while stop + 1 < sentence_last and stop - index < 14 and not _ended(reading, stop + 1):
        stop += 1
    leading = _leading(roles, index, stop)
    if leading is not None:
        return leading
    senses = roles.inside(index, min(stop + 1, index + 8))
    if not senses or reading.words[index] in ("and", "та", "і", "и", "й"):
        return None
    head = senses[0]
    while len(senses) > 1 and senses[1].first == head.last:
        head = senses.pop(1)
    if _next_in_list(roles, head.last, stop, sentence_last):
        return None
    # "X, a senior policy analyst at ...": behind an article a noun or two may qualify the role.
    noun = reading.words[index] in ("a", "an", "the") and head.first - index <= 3
    if not noun and any(_not_qualifier(roles, at) for at in range(index, head.first)):
        return None
    if any(_next_named(roles, at, stop) for at in range(head.last, stop)):
        return None
    first = index + 1 if reading.words[index] in ("the", "a", "an", "also") else index
    if reading.words[first] in ("the", "a", "an") and first < head.first:
        first += 1
    return Stated(first, stop, head.concept, roles.party_of(first, stop, head.last - 1, head.concept))


def _next_in_list(roles: Roles, index: int, stop: int, sentence_last: int) -> bool:
    """Whether the role leads up to the next name of a list: "Kushner, Special Envoy Steve Witkoff and ..."."""
    reading, language = roles.reading, roles.reading.language
    if index <= stop and index < sentence_last and _gap(reading, index) in (" ", ". "):
        party = roles.parties_in(reading.starts[index], reading.ends[index])
        named = capital_next(reading, index) and given_name(reading.words[index], language) is not None
        if named and not party:
            return True
    following = stop + 1
    if (
        following + 1 < sentence_last
        and _gap(reading, following).strip() in (",", "")
        and capital_next(reading, following)
    ):
        return given_name(reading.words[following], language) is not None and capital_next(reading, following + 1)
    return False


_OWNING = frozenset("of for to by with under from and".split())


def _next_named(roles: Roles, index: int, stop: int) -> bool:
    """Whether the next name of a list begins at word `index`, its own role before it: "Зеленський, очільник МВС Ігор
    Клименко". A name in an oblique case, or behind "of" and "for", tells whose role it is."""
    reading, language = roles.reading, roles.reading.language
    if not (capital_next(reading, index) and capital_next(reading, index + 1)) or _gap(reading, index + 1) != " ":
        return False
    written = reading.text[reading.starts[index] : reading.ends[index]]
    if given_name(written, language) is None or roles.parties_in(reading.starts[index], reading.ends[index]):
        return False
    if _gap(reading, index) != " " or mention_end(reading, index - 1) != reading.ends[index - 1]:
        return False
    if language == "en":
        return reading.words[index - 1] not in _OWNING
    return listed(written) is not None and reading.words[index - 1] not in _LINKS[language]


_LEADS = {
    "heads": "head", "leads": "head", "led": "head", "headed": "head", "chairs": "head", "chaired": "head",
    "runs": "head", "directs": "head", "commands": "commander", "commanded": "commander",
    "represents": "representative", "represented": "representative", "mediates": "mediator", "mediated": "mediator",
    "очолює": "head", "очолював": "head", "очолювала": "head", "очолив": "head", "очолила": "head",
    "керує": "head", "керував": "head", "керувала": "head", "командує": "commander", "командував": "commander",
    "представляє": "representative", "представляв": "representative", "представляла": "representative",
    "возглавляет": "head", "возглавлял": "head", "возглавляла": "head", "возглавил": "head", "возглавила": "head",
    "руководит": "head", "руководил": "head", "руководила": "head", "командует": "commander", "командовал": "commander",
    "представляет": "representative", "представлял": "representative",
}  # fmt: skip
_WHO = frozenset(("who", "який", "яка", "що", "который", "которая"))


def _leading(roles: Roles, index: int, stop: int) -> Stated | None:
    """ "who heads the Ukrainian delegation", "який очолює українську делегацію", "who commands the northern wing"."""
    reading = roles.reading
    if reading.words[index] not in _WHO or index + 2 > stop:
        return None
    verb = reading.words[index + 1]
    if verb in ("also", "has", "now", "також", "также") and index + 3 <= stop:
        index += 1
        verb = reading.words[index + 1]
    concept = _LEADS.get(verb)
    if concept is None:
        return None
    if concept == "head" and any(
        reading.words[at].startswith(("delegation", "team", "делегац")) for at in range(index + 2, stop + 1)
    ):
        concept = "head-of-delegation"
    return Stated(index + 1, stop, concept, roles.party_of(index + 1, stop, index + 1))


def _ended(reading: Reading, index: int) -> bool:
    gap = reading.gaps[index - 1]
    return (gap != " " and not _ENDING.isdisjoint(gap)) or reading.words[index] in _GOING_ON


def _not_qualifier(roles: Roles, index: int) -> bool:
    reading = roles.reading
    word = reading.words[index]
    if reading.capitals[index] or word in _MODIFIERS or word in ("the", "a", "an", "also", "and", "s", "is"):
        return False
    if (
        roles.parties_in(reading.starts[index], reading.ends[index])
        or mention_end(reading, index) != reading.ends[index]
    ):
        return False
    if reading.language != "en":
        return not word.endswith(("ий", "ій", "ый", "ой", "ая", "ого", "на", "ська"))
    return True
