"""The speaker of a cue: its grammatical subject, found by a small grammar of noun phrases in three languages.

A noun phrase is read leftward from the verb until a preposition, conjunction or comma; a phrase behind a preposition
is a complement ("spokesman for the president") and the head stands before it. Inversion ("said X", "заявив X") is
read rightward; Slavic forms must agree with the verb in gender and number and stand in the nominative.
"""

from __future__ import annotations

from typing import Literal

from .actors import Actor
from .cues import Cue, Phrase
from .phrases import COMMAS, head_before, phrase_start, upright_form
from .sheet import Sheet
from .words import ANAPHORS, ANDS, AS, POSSESSORS, PREPOSITIONS, TIMES_EN

_RELATIVES = frozenset("who which який яка яке які который которая которое которые".split())
_PARTICLES = frozenset("al el bin ibn bint de van von der den dos da di la le du аль ель ібн ибн бін бин".split())
_FAR = 14


def find_speaker(sheet: Sheet, cue: Cue) -> None:
    """Sets the phrase of the cue and on which side it stands; "same" where the cue leans on the one before."""
    takes = cue.kind.takes
    if takes in ("source", "noun"):
        _source(sheet, cue)
        return
    if takes == "cited":
        cue.upstream = _left(sheet, cue)
        cue.phrase, cue.side = _right(sheet, cue, oblique=True), "right"
        return
    if sheet.language == "en":
        _english(sheet, cue)
    else:
        _slavic(sheet, cue)


def _source(sheet: Sheet, cue: Cue) -> None:
    if any(word in POSSESSORS or word in _POSSESSIVE_PRONOUNS for word in sheet.words[cue.first : cue.last]):
        return
    if cue.kind.takes == "noun" and sheet.language == "en":
        cue.phrase, cue.side = _possessor(sheet, cue), "left"
        return
    cue.phrase, cue.side = _right(sheet, cue, oblique=True) or _words_after(sheet, cue), "right"


def _words_after(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "according to people close to the talks": the words up to the comma, where no actor is known."""
    last = cue.last
    while last < cue.right and last - cue.last < 6 and not (last > cue.last and sheet.signs[last - 1]):
        if sheet.words[last] in sheet.breaks or sheet.words[last] in sheet.prepositions:
            break
        last += 1
    return Phrase(cue.last, last, -1) if last > cue.last else None


_POSSESSIVE_PRONOUNS = frozenset("його її їхніми їх їхню его её ее их".split())


def _possessor(sheet: Sheet, cue: Cue) -> Phrase | None:
    first = phrase_start(sheet, cue.first - 1, cue.left)
    for index in range(cue.first - 1, first - 1, -1):
        actor = sheet.by_last.get(index + 1)
        if actor is not None and sheet.possessive(index):
            return Phrase(sheet.actors[actor].first, index + 1, actor)
    return None


def _english(sheet: Sheet, cue: Cue) -> None:
    words = sheet.words
    if (
        cue.last < cue.right
        and words[cue.first - 1 : cue.first]
        and words[cue.first - 1] in ("is", "was", "were", "been", "are")
        and not sheet.signs[cue.first - 1]
        and cue.first > cue.left
    ):
        by = next((k for k in range(cue.last, min(cue.last + 4, cue.right)) if words[k] == "by"), None)
        cue.phrase, cue.side = (_right_from(sheet, by + 1, cue.right), "right") if by is not None else (None, "")
        return
    if cue.form == "participle":
        cue.side = "same"
        if cue.before is None:
            cue.phrase = _main(sheet, cue)
        return
    here = _last_word(sheet, cue)
    fronted = here < cue.left or bool(sheet.signs[here] and here == cue.first - 1)
    right = _right(sheet, cue) if fronted and cue.kind.takes != "told" else None
    if right is not None and here < cue.left:
        cue.phrase, cue.side = right, "right"
        return
    left = _left_of(sheet, cue, here)
    if right is not None and _inverted(sheet, cue, left, right):
        cue.phrase, cue.side = right, "right"
        return
    if left is not None and (left.actor >= 0 or left.named or _determined(sheet, left)):
        cue.phrase, cue.side = left, "left"
    elif right is not None:
        cue.phrase, cue.side = right, "right"
    else:
        cue.side = "same"
        if cue.before is None:
            cue.phrase = _main(sheet, cue)


def _inverted(sheet: Sheet, cue: Cue, left: Phrase | None, right: Phrase) -> bool:
    """ "..., said X" after a comma: X ends its clause; a subject before the comma asks for a firmer end."""
    if left is not None and left.actor >= 0:
        ends = right.last >= cue.right or bool(sheet.signs[right.last - 1])
        return ends and cue.kind.takes != "object"
    return _closes(sheet, right.last, cue.right) and cue.kind.takes != "object"


def _determined(sheet: Sheet, phrase: Phrase) -> bool:
    """Whether an unknown noun phrase looks like one: an article, a capital, several words."""
    return phrase.last - phrase.first > 1 and (
        sheet.words[phrase.first] in ("the", "a", "an", "one", "his", "her", "its", "their")
        or sheet.capitals[phrase.first]
    )


def _slavic(sheet: Sheet, cue: Cue) -> None:
    if cue.form == "participle":
        cue.side = "same"
        if cue.before is None:
            cue.phrase = _main(sheet, cue)
        return
    that = _that_one(sheet, cue)
    if that is not None:
        cue.phrase, cue.side = that
        return
    here = _last_word(sheet, cue)
    fronted = here < cue.left or sheet.words[here] in AS[sheet.language] or sheet.words[here] in ANAPHORS
    right = _right(sheet, cue)
    if here == cue.first - 1 and here >= cue.left and sheet.signs[here] and right is not None and right.actor >= 0:
        close = _closes(sheet, right.last, cue.right) and right.first - cue.last < 6
        fronted = fronted or (close and _agrees(sheet, cue, right))
        if fronted and sheet.actors[right.actor].kind == "agency" and not sheet.actors[right.actor].generic:
            before = _left_of(sheet, cue, here)
            fronted = before is None or before.actor < 0 or not _agrees(sheet, cue, before)
    left = None if fronted else _left_of(sheet, cue, here)
    if left is not None and left.actor >= 0 and _agrees(sheet, cue, left):
        cue.phrase, cue.side = left, "left"
        return
    if right is not None and right.actor >= 0 and _agrees(sheet, cue, right):
        cue.phrase, cue.side = right, "right"
        return
    place = _place_speaking(sheet, cue)
    if place is not None:
        cue.phrase, cue.side = place
        return
    if right is not None and right.named and fronted:
        cue.phrase, cue.side = right, "right"
        return
    if left is not None and left.actor < 0 and (left.named or _heads_clause(sheet, left, cue.left)):
        cue.phrase, cue.side = left, "left"
        return
    _leaning(sheet, cue, fronted)


def _leaning(sheet: Sheet, cue: Cue, fronted: bool) -> None:
    """A noun no vocabulary holds right after the verb, else whoever the cue before or the sentence names."""
    unknown = _unknown_noun(sheet, cue) if fronted and cue.left > cue.sentence.first else None
    if unknown is not None:
        cue.phrase, cue.side = unknown, "right"
        return
    cue.side = "same"
    if cue.before is None and not fronted:
        cue.phrase = _main(sheet, cue)


_NOMINATIVE = {"f": ("а", "я", "ь"), "m": tuple("бвгґджзйклмнпрстфхцчшщь"), "p": ("и", "ы", "і", "ї")}
_NO_NOUNS = (
    "ам",
    "ям",
    "ть",
    "ти",
    "ся",
    "ись",
    "аж",
    "уж",
    "лише",
    "их",
    "ых",
    "ам",
    "ом",
    "ем",
    "им",
    "ым",
    "ий",
    "ый",
)


def _unknown_noun(sheet: Sheet, cue: Cue) -> Phrase | None:
    """«...», — сказала вахтерка: a noun right after the verb of a quotation that agrees with it in gender."""
    index = cue.last
    if index >= cue.right or sheet.signs[cue.last - 1] or sheet.capitals[index] or index in sheet.by_first:
        return None
    word = sheet.words[index]
    if word in ("один", "одна") and index + 2 < cue.right and sheet.words[index + 1] in ("з", "із", "зі", "из"):
        return Phrase(index, index + 3, -1)
    stops = (sheet.prepositions, sheet.breaks, sheet.adverbs, sheet.that)
    if len(word) < 4 or any(word in words for words in stops) or word.endswith(_NO_NOUNS):
        return None
    return Phrase(index, index + 1, -1) if word.endswith(_NOMINATIVE.get(cue.gender, ("\0",))) else None


_OF_TWO = frozenset("той тот первый второй перший другий".split())


def _that_one(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left", "right"]] | None:
    """ "отшутился тот", "той відповів": the pronoun right beside its verb."""
    after = cue.last
    if after < cue.right and sheet.words[after] in _OF_TWO and (after + 1 >= cue.right or sheet.signs[after]):
        return Phrase(after, after + 1, -1), "right"
    before = cue.first - 1
    if before >= cue.left and sheet.words[before] in ("той", "тот") and not sheet.signs[before]:
        return Phrase(before, before + 1, -1), "left"
    return None


def _heads_clause(sheet: Sheet, phrase: Phrase, low: int) -> bool:
    """An unknown noun phrase counts where it opens the sentence."""
    return phrase.first == low and sheet.capitals[phrase.first] and phrase.last - phrase.first > 1


def _last_word(sheet: Sheet, cue: Cue) -> int:
    """The last word before the cue that is no adverb or auxiliary."""
    words, adverbs, left, english = sheet.words, sheet.adverbs, cue.left, sheet.language == "en"
    index = cue.first - 1
    while (
        index >= left
        and (words[index] in adverbs or (english and words[index].endswith("ly")))
        and index + 1 not in sheet.by_last
    ):
        index -= 1
    if english and index >= left and words[index] in ("on", "in", "by", "at"):
        after = words[index + 1]
        if index + 1 < cue.first and (after in TIMES_EN or after in adverbs):
            index -= 1
    return index


def _left(sheet: Sheet, cue: Cue) -> Phrase | None:
    return _left_of(sheet, cue, _last_word(sheet, cue))


def _left_of(sheet: Sheet, cue: Cue, index: int) -> Phrase | None:
    """The phrase on the left of a cue, `index` being the last word of it or of a parenthesis after it."""
    if index < cue.left:
        return None
    if sheet.signs[index] in COMMAS or sheet.signs[cue.first - 1] in COMMAS:
        return _around_parenthesis(sheet, index, cue.left)
    if sheet.words[index] in ANDS or sheet.words[index] in ("but", "or", "а", "але", "но"):
        return None
    if sheet.words[index] in _RELATIVES:
        return head_before(sheet, index - 1, cue.left)
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
        return outer
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


def _with_office(outer: Phrase | None, opening: int) -> int:
    """The phrase of a name in apposition begins with the office before it."""
    return outer.first if outer is not None and outer.last == opening + 1 else opening + 1


def _all_title(sheet: Sheet, first: int, last: int) -> bool:
    """Whether the words are a title before a name: "Rear Admiral", "former US President"."""
    return last - first < 6 and all(
        sheet.capitals[k]
        or sheet.words[k] in ("former", "then", "acting", "deputy", "ex", "special", "chief", "senior", "now")
        or k in sheet.adjectives
        or ((place := sheet.by_first.get(k)) is not None and sheet.actors[place].kind == "role")
        for k in range(first, last)
    )


def _right(sheet: Sheet, cue: Cue, *, oblique: bool = False) -> Phrase | None:
    return _right_from(sheet, cue.last, cue.right, oblique=oblique, gap=bool(sheet.signs[cue.last - 1]))


def _right_from(sheet: Sheet, start: int, stop: int, *, oblique: bool = False, gap: bool = False) -> Phrase | None:
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
            return _with_name(
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
    if one.kind != "agency" or one.generic or sheet.signs[one.last - 1]:
        return False
    return other.kind in ("role", "person", "body") and upright_form(sheet, following)


def _may_speak(sheet: Sheet, actor: int, index: int, start: int, oblique: bool) -> bool:
    one = sheet.actors[actor]
    if one.ref == "pronoun.who":
        return False
    if sheet.language == "en":
        last = one.last
        return not (sheet.possessive(last - 1) and last < len(sheet.words) and not sheet.signs[last - 1])
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


def _with_name(sheet: Sheet, phrase: Phrase, stop: int, oblique: bool) -> Phrase:
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
        elif commas or (sheet.words[index] in sheet.breaks and sheet.words[index] not in ANDS):
            break
    return phrase


def _named_by(sheet: Sheet, head: Actor, actor: int, commas: int, oblique: bool) -> bool:
    """Whether the person is the holder of the role, not somebody its complement names."""
    person = sheet.actors[actor]
    if head.kind == "body" and commas:
        return False
    if sheet.language != "en":
        if head.generic and any(word in sheet.prepositions for word in sheet.words[head.last : person.first]):
            return False
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


def _closes(sheet: Sheet, last: int, stop: int) -> bool:
    if last >= stop:
        return True
    return bool(sheet.signs[last - 1]) or sheet.words[last] in sheet.prepositions or sheet.words[last] in TIMES_EN


def _agrees(sheet: Sheet, cue: Cue, phrase: Phrase) -> bool:
    """Slavic agreement of verb and subject in number and gender, where both are known."""
    if phrase.actor < 0:
        return phrase.named
    actor = sheet.actors[phrase.actor]
    if not upright_form(sheet, phrase.actor):
        return False
    if (
        cue.plural
        and actor.kind in ("person", "role")
        and actor.gender != "p"
        and sheet.words[phrase.last : phrase.last + 1] != ["та"]
    ):
        return phrase.first < phrase.last - 2 and any(
            sheet.words[k] in ("та", "і", "й", "и")
            for k in range(phrase.first - 2, phrase.last + 2)
            if 0 <= k < len(sheet.words)
        )
    if cue.plural is False and actor.gender == "p":
        return False
    if actor.kind == "pronoun" and cue.gender in ("m", "f") and actor.gender in ("m", "f"):
        return actor.gender == cue.gender
    return True


def _place_speaking(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left", "right"]] | None:
    """ "у Кремлі заявили", "в МИД сообщили": a place or body that speaks in the plural."""
    if not cue.plural:
        return None
    for index in range(max(cue.left, cue.first - 8), min(cue.right, cue.last + 8)):
        actor = sheet.by_first.get(index)
        if actor is None or index == cue.left == index - 1:
            continue
        one = sheet.actors[actor]
        if one.kind in ("party", "body", "agency") and index and _within(sheet, index):
            return Phrase(index, one.last, actor), ("left" if index < cue.first else "right")
    return None


def _within(sheet: Sheet, index: int) -> bool:
    """Whether "in" leads up to the noun at `index`, with at most a possessive and an adjective between."""
    for place in range(index - 1, max(index - 4, -1), -1):
        if sheet.words[place] in ("у", "в", "во", "на"):
            return True
        if sheet.signs[place] or sheet.words[place] in sheet.prepositions:
            return False
    return False


def _main(sheet: Sheet, cue: Cue) -> Phrase | None:
    """The subject of the sentence: its first actor that no preposition governs."""
    prepositions = sheet.prepositions
    for index in range(cue.left, cue.first):
        place = sheet.by_first.get(index)
        if place is None:
            continue
        actor = sheet.actors[place]
        if actor.ref == "pronoun.who" or (sheet.language == "en" and sheet.possessive(actor.last - 1)):
            continue
        first = phrase_start(sheet, index, cue.left)
        if first > cue.left and sheet.words[first - 1] in prepositions and not sheet.signs[first - 1]:
            continue
        if sheet.language != "en" and not upright_form(sheet, place):
            continue
        if actor.kind in ("role", "body"):
            return _with_name(sheet, Phrase(first, actor.last, place), cue.first, False)
        return Phrase(first, actor.last, place)
    return None
