"""The speaker of a cue: its grammatical subject, found by a small grammar of noun phrases in three languages.

A noun phrase is read leftward from the verb until a preposition, conjunction or comma; a phrase behind a preposition
is a complement ("spokesman for the president") and the head stands before it. Inversion ("said X", "заявив X") is
read rightward; Slavic forms must agree with the verb in gender and number and stand in the nominative.
"""

from __future__ import annotations

from typing import Literal

from ...lexicon.names.given import a_woman
from .collective import in_a_paper, place_behind, place_speaking, tail, tail_within, town_speaking
from .cues import Cue, Phrase
from .phrases import head_before, phrase_start, upright_form
from .sheet import Sheet
from .sides import last_word, left_from, left_of_cue, right_from, right_of_cue, with_name
from .somebody import one_of_before, somebody, somebody_before, somebody_behind, somebody_related
from .words import ANAPHORS, AS, PASSIVES, POSSESSORS, TIMES_EN


def find_speaker(sheet: Sheet, cue: Cue) -> None:
    """Sets the phrase of the cue and on which side it stands; "same" where the cue leans on the one before."""
    takes = cue.kind.takes
    if takes in ("source", "noun"):
        _source(sheet, cue)
        return
    if takes == "cited" and sheet.words[cue.first - 1 : cue.first] and sheet.words[cue.first - 1] in PASSIVES:
        index = cue.first - 1
        while index > cue.left and sheet.words[index] in PASSIVES | sheet.adverbs:
            index -= 1
        cue.phrase, cue.side = left_from(sheet, cue, index), "left"
        return
    if takes == "cited":
        cue.upstream = left_of_cue(sheet, cue)
        cue.phrase, cue.side = right_of_cue(sheet, cue, oblique=True), "right"
        return
    related = somebody_related(sheet, cue) if sheet.language == "en" and cue.form != "participle" else None
    if related is not None:
        cue.phrase, cue.side = related, "left"
    elif sheet.language == "en":
        _english(sheet, cue)
    else:
        _slavic(sheet, cue)


def _source(sheet: Sheet, cue: Cue) -> None:
    if any(word in POSSESSORS or word in _POSSESSIVE_PRONOUNS for word in sheet.words[cue.first : cue.last]):
        return
    if sheet.language == "en" and _to_pronoun(sheet, cue):
        return
    if cue.kind.takes == "noun" and sheet.language == "en":
        cue.phrase, cue.side = _possessor(sheet, cue), "left"
        return
    cue.phrase, cue.side = right_of_cue(sheet, cue, oblique=True) or _words_after(sheet, cue), "right"


def _to_pronoun(sheet: Sheet, cue: Cue) -> bool:
    """ "According to her, ...": the pronoun that ends the phrase."""
    last = cue.last
    ends = last + 1 >= cue.right or bool(sheet.signs[last])
    return last < cue.right and sheet.words[last] in ("him", "her", "them") and ends


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


def _by_whom(sheet: Sheet, cue: Cue) -> bool:
    """Whether a form of "to be" before the verb makes it passive: then whoever said it stands behind "by"."""
    index = cue.first - 1
    if cue.last >= cue.right or cue.first <= cue.left or sheet.signs[index]:
        return False
    return sheet.words[index] in ("is", "was", "were", "been", "are")


def _english(sheet: Sheet, cue: Cue) -> None:
    words = sheet.words
    if _by_whom(sheet, cue):
        by = next((k for k in range(cue.last, min(cue.last + 4, cue.right)) if words[k] == "by"), None)
        cue.phrase, cue.side = (right_from(sheet, by + 1, cue.right), "right") if by is not None else (None, "")
        return
    if cue.form == "participle":
        cue.side = "same"
        if cue.before is None or _idle(cue.before):
            cue.phrase = _main(sheet, cue)
        return
    here = last_word(sheet, cue)
    fronted = here < cue.left or bool(sheet.signs[here] and here == cue.first - 1)
    right = right_of_cue(sheet, cue) if fronted and cue.kind.takes != "told" else None
    if right is None and here < cue.left and cue.kind.takes not in ("told", "object"):
        right = somebody_behind(sheet, cue)
    if right is not None and here < cue.left:
        cue.phrase, cue.side = right, "right"
        return
    left = left_from(sheet, cue, here)
    if right is not None and _inverted(sheet, cue, left, right):
        cue.phrase, cue.side = right, "right"
        return
    if left is not None and (left.actor >= 0 or left.named or _determined(sheet, left)):
        cue.phrase, cue.side = left, "left"
    elif right is not None:
        cue.phrase, cue.side = right, "right"
    elif (closing := _closing_subject(sheet, cue)) is not None:
        cue.phrase, cue.side = closing, "left"
    else:
        cue.side = "same"
        if cue.before is None:
            cue.phrase = _main(sheet, cue)
        elif (subject := _past_relative(sheet, cue)) is not None:
            cue.phrase, cue.side = subject, "left"


def _idle(cue: Cue) -> bool:
    """Whether the subject of a cue is a thing that no vocabulary knows: "Before the latest round began"."""
    phrase = cue.phrase
    return phrase is not None and phrase.actor < 0 and not phrase.named and not cue.content


def _closing_subject(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "..., delegates from both tables said.", "..., a diplomat who was present said.": the words between the last
    comma and a verb that ends the sentence; behind a quotation, the words with which the clause of the verb opens."""
    if cue.left > cue.sentence.first:
        return somebody_before(sheet, cue)
    if cue.last < cue.sentence.last:
        return None
    for index in range(cue.first - 2, max(cue.first - 11, cue.left + 2), -1):
        if not sheet.signs[index]:
            continue
        first = index + 1
        if cue.before is not None and cue.before.first >= first:
            return None
        if sheet.signs[index] != "," or sheet.words[first] in sheet.breaks or sheet.words[first].endswith("ing"):
            return None
        if sheet.words[first] in sheet.prepositions:
            return None
        inside = [sheet.by_first[at] for at in range(first, min(first + 4, cue.first)) if at in sheet.by_first]
        return Phrase(first, cue.first, inside[0] if inside else -1)
    return None


def _inverted(sheet: Sheet, cue: Cue, left: Phrase | None, right: Phrase) -> bool:
    """ "..., said X" after a comma: X ends its clause; a subject before the comma asks for a firmer end."""
    if left is not None and left.actor >= 0:
        ends = right.last >= cue.sentence.last or bool(sheet.signs[right.last - 1])
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
    that = (
        one_of_before(sheet, cue)
        or _that_one(sheet, cue)
        or place_behind(sheet, cue)
        or _to_a_question(sheet, cue)
        or _on_terms(sheet, cue)
    )
    if that is not None:
        cue.phrase, cue.side = that
        return
    here = last_word(sheet, cue)
    fronted = here < cue.left or sheet.words[here] in AS[sheet.language] or sheet.words[here] in ANAPHORS
    fronted = fronted or _behind_a_turn(sheet, cue)
    right = _no_paper(sheet, cue, right_of_cue(sheet, cue))
    if here == cue.first - 1 and here >= cue.left and sheet.signs[here] and right is not None and right.actor >= 0:
        close = _closes(sheet, right.last, cue.right) or (
            cue.kind.takes != "object" and sheet.actors[right.actor].kind in ("body", "role", "person")
        )
        fronted = fronted or (close and right.first - cue.last < 6 and _agrees(sheet, cue, right))
        if fronted and sheet.actors[right.actor].kind == "agency" and not sheet.actors[right.actor].generic:
            before = left_from(sheet, cue, here)
            fronted = before is None or before.actor < 0 or not _agrees(sheet, cue, before)
    left = None if fronted else _one_of(sheet, left_from(sheet, cue, here), here)
    if left is not None and left.actor >= 0 and _agrees(sheet, cue, left):
        cue.phrase, cue.side = left, "left"
        return
    place = place_speaking(sheet, cue)
    if place is not None and place[1] == "left" and cue.kind.takes == "object":
        cue.phrase, cue.side = place
        return
    behind = right or (_past_participle(sheet, cue) if left is None else None)
    if behind is not None and behind.actor >= 0 and _agrees(sheet, cue, behind):
        cue.phrase, cue.side = behind, "right"
        return
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


def _behind_a_turn(sheet: Sheet, cue: Cue) -> bool:
    """ "— Цену яиц, — улыбается аудитор": whether a dash of dialogue parts the verb from the words spoken."""
    gap = sheet.reading.gaps[cue.first - 1] if cue.first else ""
    if not ("—" in gap or "–" in gap):
        return False
    return sheet.text.startswith(("– ", "— ", "–\u00a0", "—\u00a0"), cue.sentence.block.start)


_QUESTIONS = frozenset("вопрос вопросы питання запитання просьбу прохання слова".split())


def _to_a_question(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left", "right"]] | None:
    """ "X на вопрос об этом ответил": the subject before what it was that he answered."""
    here = last_word(sheet, cue)
    for index in range(here, max(here - 4, cue.left), -1):
        if sheet.words[index] in _QUESTIONS and sheet.words[index - 1] in ("на", "у", "в"):
            phrase = left_from(sheet, cue, index - 2) if index - 2 >= cue.left else None
            return (
                (phrase, "left") if phrase is not None and phrase.actor >= 0 and _agrees(sheet, cue, phrase) else None
            )
        if sheet.signs[index]:
            return None
    return None


_TERMS = (["на", "умовах", "анонімності"], ["на", "условиях", "анонимности"])


def _on_terms(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left", "right"]] | None:
    """ "сказав на умовах анонімності один із дипломатів": the words behind the terms on which somebody spoke."""
    first = cue.last + 3
    if sheet.words[cue.last : first] not in _TERMS or first >= cue.right or sheet.signs[first - 1]:
        return None
    if sheet.words[first] in _ONE:
        stop = next((index + 1 for index in range(first, cue.right) if sheet.signs[index]), cue.right)
        return Phrase(first, min(stop, first + 6), -1), "right"
    phrase = right_from(sheet, first, cue.right)
    return (phrase, "right") if phrase is not None and phrase.actor >= 0 and _agrees(sheet, cue, phrase) else None


def _before_anaphor(sheet: Sheet, cue: Cue, here: int) -> Phrase | None:
    """ "Дорсен этого не исключил", "посол це підтвердив": the subject right before what the verb speaks of."""
    if here <= cue.left or sheet.words[here] not in ANAPHORS or sheet.signs[here - 1]:
        return None
    phrase = left_from(sheet, cue, here - 1)
    return phrase if phrase is not None and phrase.actor >= 0 and _agrees(sheet, cue, phrase) else None


def _no_paper(sheet: Sheet, cue: Cue, phrase: Phrase | None) -> Phrase | None:
    """ "назвал документ": the paper behind a verb of naming is what is named, not who speaks."""
    if phrase is None or phrase.actor < 0 or cue.kind.takes != "object":
        return phrase
    return None if sheet.actors[phrase.actor].ref == "speaker.report" else phrase


def _leaning(sheet: Sheet, cue: Cue, fronted: bool) -> None:
    """A noun no vocabulary holds right after the verb, else whoever the cue before or the sentence names."""
    unknown = somebody(sheet, cue) if fronted and cue.left > cue.sentence.first else tail(sheet, cue)
    if unknown is None and cue.plural:
        unknown = town_speaking(sheet, cue)
    if unknown is not None:
        cue.phrase, cue.side = unknown, "right"
        return
    cue.side = "same"
    if cue.before is None and not fronted:
        cue.phrase = _main(sheet, cue)
    elif cue.before is not None and (subject := _past_relative(sheet, cue)) is not None:
        cue.phrase, cue.side = subject, "left"


def _past_relative(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "X, якого сторони називають «поштарем», запевнив": the subject before a clause in which others speak."""
    before, sentence = cue.before, cue.sentence
    if before is None or not any("," in sheet.signs[index] for index in range(before.last - 1, cue.first)):
        return None
    for index in range(before.first - 1, max(before.first - 8, sentence.first), -1):
        if sheet.words[index].startswith(_RELATIVE) and "," in sheet.signs[index - 1]:
            phrase = head_before(sheet, index - 1, sentence.first)
            fits = phrase is not None and phrase.actor >= 0 and _agrees(sheet, cue, phrase)
            return phrase if fits else _subject_in(sheet, sentence.first, index)
    return None


_RELATIVE = ("який", "яка", "яке", "які", "яко", "яку", "яки", "якій", "котор", "who", "which")


def _past_participle(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "кинув, проходячи повз журналістів, X": the subject behind what he did meanwhile."""
    if cue.last >= cue.right or sheet.signs[cue.last - 1] != ",":
        return None
    if not sheet.words[cue.last].endswith(_MEANWHILE):
        return None
    index = cue.last
    while index < cue.right and index - cue.last < 10 and not sheet.signs[index]:
        index += 1
    if index >= cue.right or sheet.signs[index] != ",":
        return None
    return right_from(sheet, index + 1, cue.right)


_MEANWHILE = ("ючи", "ячи", "учи", "ачи", "вши", "шись", "чись", "ая", "яя", "уя", "ив", "ав", "ясь")
_ONE = frozenset(("один", "одна"))
_OF_TWO = frozenset("той тот первый второй перший другий".split())


def _one_of(sheet: Sheet, left: Phrase | None, here: int) -> Phrase | None:
    """ "Один из делегатов": somebody unknown with all his words."""
    if left is not None and left.actor < 0 and sheet.words[left.first] in _ONE and left.last <= here:
        return Phrase(left.first, here + 1, -1)
    return left


def _that_one(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left", "right"]] | None:
    """ "отшутился тот", "той відповів", "отмечают в ООН": a pronoun or a body right beside the verb."""
    after = cue.last
    if after < cue.right and sheet.words[after] in _OF_TWO and (after + 1 >= cue.right or sheet.signs[after]):
        return Phrase(after, after + 1, -1), "right"
    before = cue.first - 1
    if before >= cue.left and sheet.words[before] in ("той", "тот") and not sheet.signs[before]:
        return Phrase(before, before + 1, -1), "left"
    subject = _before_anaphor(sheet, cue, last_word(sheet, cue))
    if subject is not None:
        return subject, "left"
    paper = in_a_paper(sheet, cue)
    if paper is not None:
        return paper, "right"
    within = tail_within(sheet, cue)
    return (place_speaking(sheet, cue) or (within, "right")) if within is not None else None


def _heads_clause(sheet: Sheet, phrase: Phrase, low: int) -> bool:
    """An unknown noun phrase counts where it opens the sentence."""
    return phrase.first == low and sheet.capitals[phrase.first] and phrase.last - phrase.first > 1


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
    if actor.kind == "person" and cue.gender == "m" and phrase.last <= cue.first and actor.ref in sheet.people:
        return not a_woman(sheet.people[actor.ref].name.partition(" ")[0])
    return True


def _main(sheet: Sheet, cue: Cue) -> Phrase | None:
    """The subject of the sentence: its first actor that no preposition governs."""
    return _subject_in(sheet, cue.left, cue.first)


def _subject_in(sheet: Sheet, low: int, stop: int) -> Phrase | None:
    """The first actor among words [low, stop) that no preposition governs."""
    prepositions = sheet.prepositions
    for index in range(low, stop):
        place = sheet.by_first.get(index)
        if place is None:
            continue
        actor = sheet.actors[place]
        if actor.ref == "pronoun.who" or (sheet.language == "en" and sheet.possessive(actor.last - 1)):
            continue
        first = index if actor.kind == "pronoun" else phrase_start(sheet, index, low)
        if first > low and sheet.words[first - 1] in prepositions and not sheet.signs[first - 1]:
            continue
        if sheet.language != "en" and not upright_form(sheet, place):
            continue
        following = sheet.by_first.get(actor.last)
        if actor.kind in ("body", "party") and following is not None and not sheet.signs[actor.last - 1]:
            one = sheet.actors[following]
            if sheet.language == "en" and one.kind in ("role", "person"):
                place, actor = following, one
        if actor.kind in ("role", "body"):
            return with_name(sheet, Phrase(first, actor.last, place), stop, False)
        return Phrase(first, actor.last, place)
    return None
