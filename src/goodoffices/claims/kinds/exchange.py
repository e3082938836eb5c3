"""Exchanges of prisoners that took place or were agreed: how many, when, freed by whom or returned to whom."""

from __future__ import annotations

from collections.abc import Iterator

from ...lexicon.concepts import vocabulary
from ...records import Moment, PartyMention, Place, Polarity, QuantityMention, Subject
from .bodies import kind_of
from .ground import AND, amount, when, where, who_counted
from .passage import Passage, governed
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .victims import BANK, of_its
from .wares import added
from .words import Mark

TRIGGERS = (("act", "exchange"),)
REMAINED = "body"
PRISONERS = frozenset({"prisoner", "hostage"})
ABOUT = frozenset({"prisoner-exchange", "hostages", "civilians-release"})
# Forms that tell of what is to come; in a headline the present tells what has happened.
AHEAD = frozenset(
    "обміняють обменяют exchange swap release free звільнять звільнить освободят освободит отпустят отпустит "
    "відпустять "
    "відпустить передадуть передадут передасть передаст повернуть вернут обменяться обменять обміняти обмінятися "
    "звільнити освободить отпустить відпустити".split()
)
COMING = frozenset(
    {"will", "would", "to", "shall", "should", "must", "буде", "будуть", "будут", "будет", "має", "мають"}
)
AUXILIARY = frozenset({"have", "has", "had", "were", "was", "been"})
INCLUDING = frozenset(
    "охватит охватывает предусматривает предполагает охопить охоплює передбачає covers cover envisages".split()
)
# Words of coming home and of receiving: the party named beside them gets its people back.
HOMEWARD = ("returned", "repatriat", "received", "receive", "got", "поверн", "верн", "возвращ", "отрима", "получ",
            "прийня", "принял", "додому", "домой", "homecoming", "welcomed", "brought")  # fmt: skip
EACH = frozenset({"each", "both", "по", "кожна", "каждая", "кожен", "каждый", "обидві", "обе", "apiece"})
CAPTIVITY = ("captivity", "prison", "prisons", "jail", "jails", "полону", "полоні", "плена", "плену", "тюр", "в'язниц",
             "custody", "detention")  # fmt: skip
HELD = ("held", "detain", "captur", "imprison", "jailed", "captive", "incarcerat", "утримув", "затрим", "полонен",
        "удержив", "задержан", "заключ", "пленн", "ув'язн")  # fmt: skip
HELD_BY = 3  # words after the figure among which it says that those counted are held
FOR = frozenset({"exchange", "return", "обмін", "обмен"})
NOMINATIVE = ("ь", "а", "я", "н", "с")  # endings of a subject's name; whose people are counted stands in the genitive
PART = frozenset("among including included числі числе серед среди зокрема включая них яких которых".split())
OF = frozenset({"of", "з", "із", "из"})
THEM = frozenset({"them", "whom", "which", "них", "яких", "которых"})
IN_RETURN = frozenset({"for", "на", "за"})
REMAINS = (
    "body",
    "bodies",
    "remains",
    "тіл",
    "тел",
    "останк",
    "corpses",
    "погибш",
    "загибл",
    "полегл",
    "dead",
    "fallen",
)
# Those to whom something is handed: names in the dative, and the speaker's own side.
GROUPS = ("group", "side", "forces", "authorities", "fighters", "сторон", "сил", "влад", "власт", "бік")
TO_SIDE = frozenset({"стороне", "стороні"})
SWAP = ("обмін", "обмен", "exchang", "swap")
US = frozenset({"нам", "us"})
INTO = frozenset({"до", "в", "у", "на"})
FAR_HOME = 6
WHOM = frozenset({"that", "which", "who", "whom"})
DATIVE = ("у", "ю", "і", "ї", "е", "ии")
UNBENT = frozenset(
    {"баку", "перу", "чилі", "чили", "тбілісі", "сомалі", "сомали", "малі", "мали", "бурунді", "бурунди"}
)
HANDED = ("перед", "отда", "відда", "верн", "поверн", "возвра", "handed", "hand", "transfer", "given", "deliver")


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each count of prisoners beside a verb of exchange; two where each side frees as many."""
    about = any(mark.id in ABOUT for mark in passage.marks.get("issue", ())) or bool(passage.of("who", *PRISONERS))
    for mention in passage.quantities:
        verb = _verb(passage, mention)
        if verb is None or passage.apart(verb, mention) > 12:
            continue
        who = _whom(passage, mention)
        if who is None or _part(passage, mention) or added(passage, mention):
            continue
        if not (
            who in PRISONERS
            or about
            or _swapped_home(passage)
            or (_homeward(passage, verb) and _about_exchange(scene))
            or (of_its(passage, mention) and _homeward(passage, verb))
            or _captivity(passage)
            or _held(passage, mention)
            or (who == REMAINED and passage.parties)
        ):
            continue
        if denial(passage, verb) is not None or imagined(passage, verb, before=4):
            continue
        polarity: Polarity = "planned" if _ahead(passage, verb) else "asserted"
        place, time = where(passage, verb, reach=10), when(passage, verb)
        if time is None and polarity == "asserted":
            time = scene.day_told()
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, verb.start), max(end, verb.end)
        value = amount(mention, scene, who)
        for side in _sides(passage, scene, mention, verb):
            subject = _subject(passage, verb, place, time, side)
            yield Draft("exchange", subject, value, start, end, mention.start, polarity, score=80)


def _about_exchange(scene: Scene) -> bool:
    """Whether the page names an exchange of prisoners."""
    return any(
        told.of("issue", "prisoner-exchange") or (told.of("act", "exchange") and told.of("who", "prisoner"))
        for told in scene.passages
    )


def _homeward(passage: Passage, verb: Mark) -> bool:
    """ "Kyiv got back 146 of its soldiers"."""
    return any(word.startswith(HOMEWARD) for word in passage.words(verb.first, verb.last))


def _swapped_home(passage: Passage) -> bool:
    """ "The swap took place: 186 soldiers came home": an exchange and people coming home in one sentence."""
    verbs = passage.of("act", "exchange")
    words = [word for verb in verbs for word in passage.words(verb.first, verb.last)]
    return any(word.startswith(SWAP) for word in words) and any(word.startswith(HOMEWARD) for word in words)


def _whom(passage: Passage, mention: QuantityMention) -> str | None:
    """Which people or remains the figure counts."""
    if _dead(passage, mention):
        return REMAINED
    if who := who_counted(passage, mention) or _bare(passage, mention):
        return who
    return "prisoner" if mention.quantity.unit == "item" and _held(passage, mention) else None


def _verb(passage: Passage, mention: QuantityMention) -> Mark | None:
    """The verb that the figure goes with: the last before it, or the first after it with no "and" or sign between."""
    verbs = passage.of("act", "exchange")
    before = [verb for verb in verbs if verb.start < mention.start]  # the "over" of "handed over fifteen" is the verb's
    after = [verb for verb in verbs if verb.start >= mention.end]
    close = before and passage.apart(before[-1], mention) <= 4 and ";" not in _between(passage, before[-1], mention)
    if close and after:
        return before[-1]
    if after and not before:
        return after[0]
    if after and passage.apart(after[0], mention) < passage.apart(before[-1], mention):
        between = passage.reading.text[mention.end : after[0].start]
        joined = AND & set(passage.words(passage.first_word(mention.end), after[0].first))
        return before[-1] if joined or any(sign in between for sign in ",;") else after[0]
    return before[-1] if before else None


def _between(passage: Passage, verb: Mark, mention: QuantityMention) -> str:
    return passage.reading.text[verb.end : mention.start]


def _subject(passage: Passage, verb: Mark, place: Place | None, time: Moment | None, side: str) -> Subject:
    known = vocabulary("parties")
    near = {
        party.party
        for party in passage.parties
        if party.how != "adjective"
        and passage.apart(party, verb) <= 10
        and known.get(party.party, {}).get("kind") != "organisation"  # through whom, not between whom
    }
    return Subject("exchange", tuple(sorted(near)), place.id if place else "", time, name=side)


def _bare(passage: Passage, mention: QuantityMention) -> str | None:
    """A second number of one exchange, whose noun is left out: "1,200 detainees in exchange for 1,700 of their own"."""
    if mention.quantity.unit != "item" or mention.quantity.of:
        return None
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    freed = any(0 <= mark.first - last <= 3 for mark in passage.of("act", "exchange"))
    if freed and AUXILIARY & set(passage.words(last, last + 2)) and passage.of("who", *PRISONERS):
        return "prisoner"  # "only 46 have been freed"
    near = passage.words(first - 5, first) + passage.words(last, last + 4)
    named = any(mark.first - last in (0, 1, 2, 3) for mark in passage.marks.get("who", ()))
    swapped = any(word.startswith(SWAP) for word in near)
    return "prisoner" if named or swapped else None


def _part(passage: Passage, mention: QuantityMention) -> bool:
    """Whether only some of those counted are meant: "among them seven women"."""
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    if PART & set(passage.words(first - 5, first)):
        return True
    after = passage.words(last, last + 2)  # "46 of them"; what follows "including" is part of this figure
    return len(after) > 1 and after[0] in OF and not THEM.isdisjoint(after[1:])


def _dead(passage: Passage, mention: QuantityMention) -> bool:
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    return any(word.startswith(REMAINS) for word in passage.words(first - 3, last + 1))


def _captivity(passage: Passage) -> bool:
    words = passage.words(passage.sentence.first, passage.sentence.last)
    return any(word.startswith(CAPTIVITY) for word in words)


def _held(passage: Passage, mention: QuantityMention) -> bool:
    """ "700 persons held by the two camps", "около семисот удерживаемых"."""
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    return any(word.startswith(HELD) for word in passage.words(first, last + HELD_BY))


def _ahead(passage: Passage, verb: Mark) -> bool:
    if INCLUDING & set(passage.words(verb.last, verb.last + 9)):
        return True  # "the exchange covers 1,600 prisoners"
    if passage.of("act", "sign") and passage.word(verb.last) == "of":
        return True  # "lists for the release of 1,420 prisoners had been signed"
    if any(mark.last <= verb.first <= mark.last + 2 for mark in passage.of("act", "agree", "pledge")):
        return True  # "agreed on an exchange", "домовилися про обмін"
    if passage.sentence.block.kind == "headline" and passage.reading.language == "en":
        return passage.word(verb.first - 1) in COMING
    word = passage.reading.words[verb.first]
    before = passage.words(verb.first - 3, verb.first)
    if planned(passage, verb) or not COMING.isdisjoint(before):
        return True
    return word in AHEAD and (passage.reading.language != "en" or bool(passage.of("act", "agree", "pledge")))


def _sides(passage: Passage, scene: Scene, mention: QuantityMention, verb: Mark) -> list[str]:
    """Whose prisoners are counted: `freed <party>` or `returned <party>`, "" where the text does not tell."""
    reading = passage.reading
    first, last = reading.word_at(mention.start), reading.word_at(mention.end)
    clause = passage.clause(mention.start)
    doers = [p for p in passage.parties if p.end <= verb.start and _acts(passage, p) and not governed(passage, p)]
    if not EACH.isdisjoint(passage.words(first - 5, last + 2)) and len({p.party for p in doers}) == 2:
        return [f"freed {party}" for party in sorted({p.party for p in doers})]
    receiver = _receiver(passage, scene, verb)
    if receiver is not None:
        return [f"returned {receiver}"]
    own = [p for p in passage.parties if _counted(passage, p, mention) or _on_side(passage, p, mention)]
    held = [p for p in passage.parties if clause[0] <= p.start < clause[1] and _captor(passage, p)]
    if held and not own:
        return [f"freed {held[0].party}"]
    words = passage.words(verb.first - 2, verb.last + 2)
    home = any(word.startswith(HOMEWARD) for word in words)
    given = reading.language == "en" and "returned" in words and verb.end <= mention.start and bool(doers)
    home = home and not given
    ahead = passage.words(first - 3, first)
    in_return = not FOR.isdisjoint(ahead) and not IN_RETURN.isdisjoint(ahead)
    if own and not in_return:
        return [f"returned {own[0].party}"]
    if in_return:
        # What stands after "in exchange for" is what the doer gets.
        named = [p for p in passage.parties if p.how != "adjective" and not governed(passage, p)]
        giver = passage.nearest([p for p in named if p.end <= mention.start], verb)
        return [f"returned {giver.party}"] if giver is not None else [""]
    near = [p for p in doers if p.start >= clause[0]] or doers
    if len({p.party for p in near}) == 1 and passage.apart(near[-1], verb) <= 6:
        return [f"returned {near[-1].party}" if home else f"freed {near[-1].party}"]
    return [""]


def _acts(passage: Passage, party: PartyMention) -> bool:
    """Whether the name stands for the party: its own, or an adjective before a word for its people ("TNLA group")."""
    after = passage.word(passage.first_word(party.end))
    return party.how != "adjective" or after.startswith(GROUPS) or bool(kind_of(after))


def _receiver(passage: Passage, scene: Scene, verb: Mark) -> str | None:
    """The party to whom they are handed: "Україні передали", "handed over to Ukraine", "нам вернули"."""
    reading = passage.reading
    home = _home(passage, verb)
    if home is not None:
        return home
    if not any(word.startswith(HANDED) for word in passage.words(verb.first, verb.last)):
        return None
    if US & set(passage.words(verb.first - 4, verb.last + 2)):
        return scene.side_at(passage, verb.start, verb.end)
    for party in passage.parties:
        if passage.apart(party, verb) > 3:
            continue
        if party.how == "adjective":
            if passage.word(passage.first_word(party.end)) in TO_SIDE:
                return party.party
            continue
        first, word = passage.first_word(party.start), party.text.lower()
        if reading.language == "en":
            if passage.word(first - 1) == "to" and party.start >= verb.end:
                return party.party
        elif party.how != "people" and word.endswith(DATIVE) and word not in UNBENT and not governed(passage, party):
            return party.party
    return None


def _home(passage: Passage, verb: Mark) -> str | None:
    """The land to which they came back: "до України повернуто 1000 тіл"."""
    if passage.reading.language == "en" or not any(
        word.startswith(HOMEWARD) for word in passage.words(verb.first, verb.last)
    ):
        return None
    for party in passage.parties:
        before = passage.word(passage.first_word(party.start) - 1)
        if party.how == "named" and before in INTO and passage.apart(party, verb) <= FAR_HOME:
            return party.party
    return None


def _captor(passage: Passage, party: PartyMention) -> bool:
    """ "from Ukrainian captivity", "из израильских тюрем"."""
    after = passage.first_word(party.end)
    return any(word.startswith(CAPTIVITY) for word in passage.words(after, after + 2))


def _on_side(passage: Passage, party: PartyMention, mention: QuantityMention) -> bool:
    """ "205 soldiers on the Ukrainian side", "з українського боку — 205"."""
    after = passage.word(passage.first_word(party.end))
    return party.how == "adjective" and after.startswith(BANK) and passage.apart(party, mention) <= 4


def _counted(passage: Passage, party: PartyMention, mention: QuantityMention) -> bool:
    """Whether the name says whose people the figure counts: "157 Ukrainian soldiers", "311 prisoners of M23"."""
    first = passage.first_word(party.start)
    last = passage.reading.word_at(mention.end)
    if mention.start <= party.start < mention.end:
        return True
    if not WHOM.isdisjoint(passage.words(last, first)):
        return False  # "1,000 people that Russia says are ..."
    return (
        party.start >= mention.end and first - last <= 1 and "," not in passage.reading.text[mention.end : party.start]
    )
