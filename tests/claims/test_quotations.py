"""Whose words: speakers, kinds, channels, and what is no quotation."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.claims.quotations import find_quotes
from goodoffices.lexicon.reading import Reading, plain_reading
from goodoffices.records import Line, PartyMention, Person, PersonMention

PEOPLE = {
    "en": {"p1": ["Rustem Umerov", "Umerov"], "p2": ["Angela Merkel", "Merkel"], "p3": ["Dmitry Peskov", "Peskov"]},
    "uk": {"p1": ["Рустем Умєров", "Умєров", "Умєрова"], "p2": ["Анна Бербок", "Бербок"]},
    "ru": {
        "p1": ["Рустем Умеров", "Умеров", "Умерова"],
        "p2": ["Анна Бербок", "Бербок"],
        "p3": ["Дмитрий Песков", "Песков", "Пескова"],
    },
}


def quotes(text, language="en", parties=(), kind=None):
    people = PEOPLE[language]
    spans = sorted(
        (
            (*match.span(), ident)
            for ident, names in people.items()
            for name in names
            for match in re.finditer(rf"\b{name}\b", text)
        ),
        key=lambda span: (span[0], -span[1]),
    )
    mentions: list[PersonMention] = []
    for start, end, ident in spans:
        if not mentions or start >= mentions[-1].end:
            mentions.append(PersonMention(start, end, text[start:end], ident))
    persons = [Person(ident, names[0], tuple(names)) for ident, names in people.items()]
    named = [
        PartyMention(match.start(), match.end(), word, party, how)
        for word, party, how in parties
        for match in re.finditer(rf"\b{word}\b", text)
    ]
    reading = Reading(text, language, [Line(1, 0, len(text), kind)]) if kind else plain_reading(text, language)
    return find_quotes(reading, persons, mentions, sorted(named, key=lambda mention: mention.start))


def brief(*arguments, **more):
    return [(quote.kind, quote.speaker, quote.speaker_basis, quote.text) for quote in quotes(*arguments, **more)]


def test_the_quote_is_the_slice_of_the_text():
    text = "“We go on,” Umerov said on Tuesday."
    (quote,) = quotes(text)
    assert text[quote.start : quote.end] == quote.text == "We go on,"
    assert (quote.speaker, quote.speaker_text, quote.cue) == ("p1", "Umerov", "said")


@pytest.mark.parametrize(
    ("text", "speaker", "basis"),
    [
        ("“It is done,” Umerov said.", "p1", "named"),
        ("“It is done,” said Umerov.", "p1", "named"),
        ("Umerov said: “It is done.”", "p1", "named"),
        ("Umerov told reporters, “It is done.”", "p1", "named"),
        ("“It is done!” an angry Merkel said.", "p2", "named"),
        ("Umerov met Merkel. “It is done,” she said.", "p2", "pronoun"),
        ("Merkel met Umerov. “It is done,” he said.", "p1", "pronoun"),
        ("Chancellor Angela Merkel met Umerov. “It is done,” the chancellor said.", "p2", "role"),
        ("“It is done,” said a diplomat.", None, "role"),
        ("“It is done,” RIA quoted Peskov as saying.", "p3", "named"),
        ("Umerov wrote on X:\n“It is done.”", "p1", "named"),
    ],
)
def test_direct_speech_in_english(text, speaker, basis):
    (quote,) = [quote for quote in quotes(text) if quote.kind == "direct"]
    assert (quote.speaker, quote.speaker_basis) == (speaker, basis)
    assert quote.text.rstrip(",.!") == "It is done"


@pytest.mark.parametrize(
    ("language", "text", "speaker", "basis"),
    [
        ("uk", "«Усе готово», — сказав Умєров.", "p1", "named"),
        ("uk", "«Усе готово», – наголосила Бербок.", "p2", "named"),
        ("uk", 'Умєров заявив: "Усе готово".', "p1", "named"),
        ("uk", "Умєров зустрів Бербок. «Усе готово», — сказала вона.", "p2", "pronoun"),
        ("uk", "Умєров зустрів Бербок. «Усе готово», — сказав він.", "p1", "pronoun"),
        ("ru", "«Все готово», — заявил Умеров.", "p1", "named"),
        ("ru", "«Все готово», — отметила Анна Бербок.", "p2", "named"),
        ("ru", "Умеров сообщил: «Все готово».", "p1", "named"),
        ("ru", "«Все готово», — передает ТАСС слова Пескова.", "p3", "named"),
        ("ru", "— Все готово, — сказал Песков.", "p3", "named"),
    ],
)
def test_direct_speech_in_ukrainian_and_russian(language, text, speaker, basis):
    (quote,) = quotes(text, language)
    assert (quote.kind, quote.speaker, quote.speaker_basis) == ("direct", speaker, basis)
    assert quote.text.rstrip(".") in ("Усе готово", "Все готово")


def test_speech_is_carried_over_paragraphs_but_not_headings():
    text = "“One,” Umerov said.\n“Two is the next step for us all.”"
    assert [(quote.speaker, quote.speaker_basis) for quote in quotes(text)] == [("p1", "named"), ("p1", "carried-over")]


def test_a_party_speaks_for_itself():
    found = quotes("Kyiv said the list was ready.", parties=[("Kyiv", "ua", "metonym")])
    assert [(quote.speaker, quote.speaker_text, quote.text) for quote in found] == [
        ("ua", "Kyiv", "the list was ready")
    ]


def test_a_government_body_speaks_for_its_party():
    found = quotes("The Russian foreign ministry said the list was ready.", parties=[("Russian", "ru", "adjective")])
    assert [(quote.speaker, quote.speaker_basis) for quote in found] == [("ru", "role")]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “observers” left the village at noon.",
        "The navy sank the frigate “Makarov” off the coast.",
        "Operation “Grapes of Wrath” ended after sixteen days.",
        "The “old” bridge is closed.",
        "He did not say whether talks would go on.",
        "Umerov declined to say more.",
    ],
)
def test_what_is_no_quotation(text):
    assert quotes(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "channel"),
    [
        ("Umerov wrote on X that the talks had ended.", "the talks had ended", "X"),
        ("“We go on,” Umerov said on Telegram.", "We go on,", "Telegram"),
        ("“We go on,” Umerov told Reuters.", "We go on,", "Reuters"),
        ("“We go on,” Umerov said at a press conference.", "We go on,", "press conference"),
        ("“We go on,” Umerov said.", "We go on,", None),
    ],
)
def test_channels(text, words, channel):
    (quote,) = quotes(text)
    assert (quote.text, quote.speaker, quote.channel) == (words, "p1", channel)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Umerov said the talks were over.", ["the talks were over"]),
        ("Umerov said on Tuesday that the talks were over.", ["the talks were over"]),
        ("Umerov told the BBC the talks were over.", ["the talks were over"]),
        ("According to Umerov, the talks were over.", ["the talks were over"]),
        ("The talks were over by noon, Umerov said.", ["The talks were over by noon"]),
        ("The talks were over by noon, according to Umerov.", ["The talks were over by noon"]),
        ("Umerov said it was late, adding that the talks were over.", ["it was late", "the talks were over"]),
        ("The talks ended at noon. This was reported by Umerov.", ["The talks ended at noon"]),
    ],
)
def test_indirect_speech(text, expected):
    found = quotes(text)
    assert [quote.text for quote in found] == expected
    assert {quote.speaker for quote in found} == {"p1"}
    assert {quote.kind for quote in found} == {"indirect"}


def test_marked_words_stand_for_the_clause_they_are_in():
    assert brief("Umerov said they were “long and dry”.") == [("mixed", "p1", "named", "long and dry")]


def test_a_clause_that_says_more_than_the_marked_words_in_it_is_reported_too():
    assert brief("Umerov said the talks were “long and dry” and useful.") == [
        ("indirect", "p1", "named", "the talks were “long and dry” and useful"),
        ("mixed", "p1", "named", "long and dry"),
    ]


def test_headlines_with_a_name_before_or_after():
    assert brief("Умєров: обмін відбудеться у суботу", "uk", kind="headline") == [
        ("indirect", "p1", "named", "обмін відбудеться у суботу")
    ]
    assert brief("Обмен пройдет в субботу — Умеров", "ru", kind="headline") == [
        ("indirect", "p1", "named", "Обмен пройдет в субботу")
    ]


def test_languages_without_a_vocabulary_yield_nothing():
    assert find_quotes(plain_reading("„Ja“, sagte er.", "de"), (), (), ()) == ()


@given(
    st.lists(
        st.sampled_from(
            "Umerov Merkel said , “ ” \" ' « » — : . that he she the president told TASS on X\n according to сказав що".split(
                " "
            )
        ),
        max_size=60,
    ),
    st.sampled_from(["en", "uk", "ru"]),
)
def test_any_order_of_words_gives_ordered_spans_inside_the_text(words, language):
    text = " ".join(words)
    found = find_quotes(plain_reading(text, language), (), (), ())
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]


@pytest.mark.parametrize(
    "unit",
    [
        '"A b c d," said Umerov. ',
        "Umerov said that ",
        "said ",
        "according to ",
        ", said Umerov",
        "за словами ",
        "«А б», — сказав він. ",
        "the president of ",
    ],
)
def test_long_repetition_stays_linear(unit):
    text = unit * (50_000 // len(unit))
    reading = plain_reading(text, "uk" if "с" in unit else "en")
    before = time.process_time()
    find_quotes(reading, (), (), ())
    assert time.process_time() - before < 4.0
