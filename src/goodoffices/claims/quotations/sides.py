"""The two sides of a cue: the phrase that stands before it and the one that follows, each with the name it carries."""

from __future__ import annotations

from .actors import Actor
from .cues import Cue, Phrase
from .phrases import COMMAS, head_before, phrase_start, upright_form
from .sheet import Sheet
from .words import ANDS, PREPOSITIONS, TIMES_EN

_RELATIVES = frozenset("who which який яка яке які который которая которое которые".split())
_PARTICLES = frozenset("al el bin ibn bint de van von der den dos da di la le du аль ель ібн ибн бін бин".split())
_MODALS = frozenset("would will could can may might must should".split())
_FAR = 14


def last_word(sheet: Sheet, cue: Cue) -> int:
    """The last word before the cue that is no adverb or auxiliary."""
    words, adverbs, left, english = sheet.words, sheet.adverbs, cue.left, sheet.language == "en"
    index = cue.first - 1
    while (
        index >= left
        and (words[index] in adverbs or (english and (words[index].endswith("ly") or words[index] in _MODALS)))
        and index + 1 not in sheet.by_last
    ):
        index -= 1
    if english and index >= left and words[index] in ("on", "in", "by", "at"):
        after = words[index + 1]
        if index + 1 < cue.first and (after in TIMES_EN or after in adverbs):
            index -= 1
    return index


def left_of_cue(sheet: Sheet, cue: Cue) -> Phrase | None:
    """The phrase before a cue, past adverbs and auxiliaries."""
    return left_from(sheet, cue, last_word(sheet, cue))


def left_from(sheet: Sheet, cue: Cue, index: int) -> Phrase | None:
    """The phrase on the left of a cue, `index` being the last word of it or of a parenthesis after it."""
    if index < cue.left:
        return None
    if sheet.signs[index] in COMMAS or sheet.signs[index] == ")" or sheet.signs[cue.first - 1] in COMMAS:
        return _around_parenthesis(sheet, index, cue.left)
    if sheet.words[index] in ANDS or sheet.words[index] in ("but", "or", "а", "але", "но"):
        return None
    if sheet.words[index] in _RELATIVES:
        named = sheet.by_last.get(index)
        if named is not None and sheet.actors[named].kind == "person":
            return Phrase(sheet.actors[named].first, index, named)  # "was headed by X, who said"
        return head_before(sheet, index - 1, cue.left)
    own = sheet.by_last.get(index + 1)
    if own is not None and sheet.actors[own].kind == "pronoun" and sheet.actors[own].ref != "pronoun.who":
        return Phrase(sheet.actors[own].first, index + 1, own)  # "в разговоре с президентом ОАЭ он сказал"
    return head_before(sheet, index, cue.left)


def _around_parenthesis(sheet: Sheet, index: int, low: int) -> Phrase | None:
    """`index` ends a parenthesis; the subject stands before it, unless it is the name itself."""
    opening = index - 1
    while opening >= low and sheet.signs[opening] not in COMMAS:
        opening -= 1
    if opening < low:
        return None
    inner = sheet.by_last.get(index + 1)
    outer = head_before(sheet, opening, low)
    if (
        inner is not None
        and sheet.actors[inner].kind == "person"
        and _all_title(sheet, opening + 1, sheet.actors[inner].first)
    ):
        head = sheet.actors[outer.actor] if outer is not None and outer.actor >= 0 else None
        if head is None or head.kind in ("role", "body"):
            return Phrase(_with_office(outer, opening), index + 1, inner)
    if (
        inner is None
        and (outer is None or outer.actor < 0 or sheet.actors[outer.actor].kind == "role")
        and (
            index - opening in (2, 3, 4)
            and all(sheet.capitals[k] or sheet.words[k] in _PARTICLES for k in range(opening + 1, index + 1))
        )
    ):
        return Phrase(_with_office(outer, opening), index + 1, -1, named=True)
    if outer is not None and (outer.actor >= 0 or outer.named):
        return _apposed_to(sheet, outer, low) or outer
    further = opening - 1
    while further >= low and sheet.signs[further] not in COMMAS:
        further -= 1
    if further >= low:
        again = head_before(sheet, further, low)
        if again is not None and again.actor >= 0:
            return again
    for place in range(opening + 1, index + 1):
        actor = sheet.by_first.get(place)
        if actor is not None and sheet.actors[actor].kind == "person":
            return Phrase(place, sheet.actors[actor].last, actor)
    return outer


def _apposed_to(sheet: Sheet, outer: Phrase, low: int) -> Phrase | None:
    """ "Sean Robertson, a spokesperson for the mission, a coalition of ten, told": the name before the apposition."""
    if sheet.language != "en" or outer.actor < 0 or sheet.actors[outer.actor].kind != "role":
        return None
    if outer.first <= low or sheet.signs[outer.first - 1] != "," or sheet.words[outer.first] not in _ARTICLES:
        return None
    place = sheet.by_last.get(outer.first)
    if place is None or sheet.actors[place].kind != "person":
        return None
    return Phrase(sheet.actors[place].first, outer.first, place)


_ARTICLES = frozenset("a an the who".split())


def _with_office(outer: Phrase | None, opening: int) -> int:
    """The phrase of a name in apposition begins with the office before it."""
    return outer.first if outer is not None and outer.last == opening + 1 else opening + 1


def _all_title(sheet: Sheet, first: int, last: int) -> bool:
    """Whether the words are a title before a name: "Rear Admiral", "former US President"."""
    return last - first < 6 and all(
        sheet.capitals[k]
        or sheet.words[k] in _BEFORE_NAMES
        or (sheet.language != "en" and sheet.words[k].endswith(_QUALITIES))
        or k in sheet.adjectives
        or ((place := sheet.by_first.get(k)) is not None and sheet.actors[place].kind == "role")
        for k in range(first, last)
    )


_BEFORE_NAMES = frozenset(
    "former then acting deputy ex special chief senior now a an called named known only as simply identified "
    "introduced на ім'я ім’я по имени прізвище фамилии".split()
)
_QUALITIES = ("ий", "ый", "ая")  # "тренер, досвідчений X, ..."
# What leads from a noun over a comma to the name: "очевидця, який представився Недімом".
_PRESENTING = ("представи", "назва", "відом", "известн", "на", "по")


def right_of_cue(sheet: Sheet, cue: Cue, *, oblique: bool = False) -> Phrase | None:
    """The phrase that follows a cue directly; `oblique`: it stands in another case than the nominative."""
    return right_from(sheet, cue.last, cue.right, oblique=oblique, gap=bool(sheet.signs[cue.last - 1]))


def right_from(sheet: Sheet, start: int, stop: int, *, oblique: bool = False, gap: bool = False) -> Phrase | None:
    """The phrase that begins at word `start` or a little after it; none over a `gap` or a sign."""
    if start >= stop or gap:
        return None
    language = sheet.language
    breaks, prepositions = sheet.breaks, sheet.prepositions
    index, limit = start, min(stop, start + _FAR)
    while index < limit:
        actor = sheet.by_first.get(index)
        if actor is not None and _may_speak(sheet, actor, index, start, oblique):
            following = sheet.by_first.get(sheet.actors[actor].last)
            if following is not None and _told_first(sheet, actor, following):
                actor, index = following, sheet.actors[following].first
            return with_name(
                sheet, Phrase(start if language == "en" else index, sheet.actors[actor].last, actor), stop, oblique
            )
        word = sheet.words[index]
        if word in sheet.that or (language == "en" and (word in prepositions or word in breaks)):
            break
        if sheet.signs[index]:
            break
        index = sheet.actors[actor].last if actor is not None else index + 1
    if language == "en" and sheet.words[start] in prepositions | breaks:
        return None
    return _capitals(sheet, start, stop)


def _told_first(sheet: Sheet, actor: int, following: int) -> bool:
    """ "сообщил ТАСС источник", "said Kremlin spokesman X": the next actor speaks."""
    one, other = sheet.actors[actor], sheet.actors[following]
    if sheet.language == "en":
        return (
            one.kind in ("party", "agency", "body")
            and other.kind in ("role", "person")
            and (not sheet.signs[one.last - 1])
        )
    if one.kind == other.kind == "person" and not sheet.signs[one.last - 1]:
        return upright_form(sheet, following)  # "объяснил коллега Шагиняна Рауф Искендерзаде"
    if one.kind != "agency" or one.generic or sheet.signs[one.last - 1]:
        return False
    return other.kind in ("role", "person", "body") and upright_form(sheet, following)


_TELLINGS = frozenset("account version telling words estimate count reckoning".split())  # "by Rukara's account"
_TOLD_OUTLETS = frozenset(
    "агентству агенству агенції агентстві изданию виданню газете газеті телеканалу каналу порталу журналу сайту "
    "эфире ефірі радиостанции радіостанції радио радіо телекомпании телекомпанії".split()
)


def _may_speak(sheet: Sheet, actor: int, index: int, start: int, oblique: bool) -> bool:
    one = sheet.actors[actor]
    if one.ref == "pronoun.who":
        return False
    if one.ref == "agency.named" and sheet.words[one.last - 1].endswith(("ам", "ям")):
        return False  # "пожаловался «Ведомостям»": who was told
    if one.kind == "agency" and index > start and sheet.words[index - 1] in _TOLD_OUTLETS:
        return False  # "рассказал агентству «Франс Пресс» один из делегатов"
    if sheet.language == "en":
        last = one.last
        owns = sheet.possessive(last - 1) and last < len(sheet.words) and not sheet.signs[last - 1]
        return not owns or (oblique and one.kind == "person" and sheet.words[last] in _TELLINGS)
    if oblique:
        return True
    if index > start and sheet.words[index - 1] in sheet.prepositions:
        return False
    before = sheet.by_last.get(index)
    if one.kind == "party" and before is not None and sheet.actors[before].kind in ("body", "role"):
        return False
    return upright_form(sheet, actor)


def _capitals(sheet: Sheet, start: int, stop: int) -> Phrase | None:
    """A run of capitalised words right at the start: a name nobody knows yet."""
    first = start
    while first < stop and not sheet.capitals[first] and first - start < 4 and not sheet.signs[first]:
        first += 1
    if first >= stop or not sheet.capitals[first]:
        return None
    if any(sheet.words[index] in sheet.prepositions for index in range(start, first)):
        return None
    last = first
    while last + 1 < stop and not sheet.signs[last] and sheet.capitals[last + 1]:
        last += 1
    further = last + 1
    stops = sheet.prepositions | sheet.breaks | sheet.adverbs
    while further < stop and not sheet.signs[further - 1] and sheet.words[further] not in stops and further - last < 4:
        further += 1
    common = further > last + 1 and sheet.language == "en"
    return Phrase(start, further if common else last + 1, -1, named=not common)


def with_name(sheet: Sheet, phrase: Phrase, stop: int, oblique: bool) -> Phrase:
    """A role, with the name that follows it, if that name belongs to it."""
    head = sheet.actors[phrase.actor]
    if head.kind not in ("role", "body"):
        return phrase
    commas = 0
    for index in range(head.last, min(stop, head.last + 12)):
        if sheet.signs[index - 1]:
            commas += 1
        if commas > 1:
            break
        actor = sheet.by_first.get(index)
        if actor is not None and sheet.actors[actor].kind == "person":
            if _named_by(sheet, head, actor, commas, oblique):
                return Phrase(phrase.first, sheet.actors[actor].last, actor)
        elif (sheet.words[index] in _RELATIVES and sheet.words[index + 1].startswith(_PRESENTING)) or (
            commas and _office_goes_on(sheet, index)
        ):
            continue
        elif (commas or (sheet.words[index] in sheet.breaks and sheet.words[index] not in ANDS)) and not (
            sheet.words[index].startswith(_PRESENTING)
        ):
            break
    return phrase


def _office_goes_on(sheet: Sheet, index: int) -> bool:
    """Whether word `index` belongs to a second office of one person: "помощник президента, глава делегации X"."""
    if sheet.language == "en":
        return False
    for at in range(index, max(index - 5, -1), -1):
        place = sheet.by_first.get(at)
        if place is not None and sheet.actors[place].kind == "role":
            return upright_form(sheet, place) and sheet.signs[at - 1] == ","
        if sheet.signs[at - 1]:
            return False
    return False


def _named_by(sheet: Sheet, head: Actor, actor: int, commas: int, oblique: bool) -> bool:
    """Whether the person is the holder of the role, not somebody its complement names."""
    person = sheet.actors[actor]
    if head.kind == "body" and commas:
        return False
    if sheet.language != "en":
        governed = head.generic and any(word in sheet.prepositions for word in sheet.words[head.last : person.first])
        if governed and person.last - person.first < 2:
            return False  # "експерт із морського права Ерве Тангі", not "чиновник у штабі Гарріс"
        return not _owner(sheet, actor) if oblique else upright_form(sheet, actor)
    if sheet.possessive(person.last - 1):
        return False
    before = phrase_start(sheet, person.last - 1, head.last)
    governed = before > head.last and sheet.words[before - 1] in PREPOSITIONS["en"] and not commas
    return not (governed and _all_title(sheet, before, person.first))


def _owner(sheet: Sheet, actor: int) -> bool:
    """In an oblique chain ("за словами речниці секретаря Умєрова Давітян") a name followed by another name owns."""
    one = sheet.actors[actor]
    after = sheet.by_first.get(one.last)
    return after is not None and sheet.actors[after].kind == "person" and not sheet.signs[one.last - 1]
