"""Graded words said of talks, and by whom."""

from __future__ import annotations

import pytest
from marked import claims_of, only

from goodoffices.claims.kinds.words import aspect_of, rank_of


def grades(source, language="en", **kwargs):
    return sorted(
        (claim.value.word, claim.speaker, claim.subject.kind)
        for claim in only(claims_of(source, language, **kwargs), "assessment")
    )


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "{p:p1/us/Burns|Burns} said {s:p1/indirect|the {l:doha|Doha} talks were “{s:p1/mixed|constructive}”}.", [("constructive", "p1", "round")]),
        ("en", "“{s:p1|There was no breakthrough in {l:jed|Jeddah}},” {p:p1/sd/Bushra|Bushra} said of the talks.", [("no-breakthrough", "p1", "round")]),
        ("en", "The talks in {l:was|Washington} broke down.", [("failed", None, "round")]),
        ("en", "Negotiations in {l:jed|Jeddah} are deadlocked.", [("deadlock", None, "round")]),
        ("en", "{p:p1/az/Bayramov|Bayramov} called the talks in {l:was|Washington} {s:p1/mixed|productive}.", [("productive", "p1", "round")]),
        ("en", "Talks in {l:seoul|Panmunjom} made no progress, officials said.", [("no-progress", None, "round")]),
        ("en", "The talks in {l:doha|Doha} have not yielded any signs of a breakthrough.", [("no-breakthrough", None, "round")]),
        ("en", "{t:2026-02-17|Tuesday}'s session in {l:doha|Doha} was tense, {p:p1/qa/Ansari|Ansari} said.", [("tense", "p1", "sitting")]),
        ("uk", "Переговори в {l:was|Вашингтоні} були складними, але конструктивними.", [("constructive", None, "round"), ("difficult", None, "round")]),
        ("uk", "Значного прогресу на переговорах у {l:doha|Досі} досягнуто, заявив {p:p1/qa/Ансарі|Ансарі}.", [("significant-progress", "p1", "round")]),
        ("uk", "Прориву на переговорах у {l:jed|Джидді} не сталося, прогресу немає.", [("no-breakthrough", None, "round"), ("no-progress", None, "round")]),
        ("ru", "Переговоры в {l:jed|Джидде} зашли в тупик.", [("deadlock", None, "round")]),
        ("ru", "{p:p1/ir/Аракчи|Аракчи} назвал переговоры {s:p1/mixed|тяжелыми, но деловыми}.", [("businesslike", "p1", "round"), ("difficult", "p1", "round")]),
        ("ru", "Переговоры в {l:tri|Триполи} сорвались.", [("failed", None, "round")]),
    ],
)  # fmt: skip
def test_words_said_of_talks(language, source, expected):
    got = grades(source, language)
    assert [g[0] for g in got] == [e[0] for e in expected]
    assert [g[2] for g in got] == [e[2] for e in expected]
    assert [g[1] for g in got if g[1]] == [e[1] for e in expected if e[1]]


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "Mediators hope for a breakthrough at the talks in {l:doha|Doha}."),
        ("en", "A meeting of the leaders is the only way to achieve a real breakthrough, {a:ua|Kyiv} says of the talks."),
        ("en", "The most difficult issue at the talks is territory."),
        ("en", "He gave no details of progress at the talks."),
        ("en", "Talks in {l:jed|Jeddah}: progress or deadlock?"),
        ("en", "The army failed to take the city while talks in {l:jed|Jeddah} went on."),
        ("en", "{a:sd|Sudan} faces a difficult winter."),
        ("en", "Despite talk of “progress”, the talks in {l:jed|Jeddah} go on."),
        ("uk", "Посередники сподіваються на прорив на переговорах."),
        ("uk", "Найскладніше питання переговорів — територія."),
        ("ru", "Стороны надеются добиться прогресса на переговорах."),
        ("ru", "Это сложный вопрос, признал он перед переговорами."),
    ],
)  # fmt: skip
def test_hopes_questions_and_other_nouns_are_no_assessment(language, source):
    assert grades(source, language) == []


def test_two_judges_of_one_day_stand_apart():
    source = (
        "After the first day on {t:2026-02-17|February 17}, Axios reported a “deadlock” in the talks, "
        "while {a:us|US} officials described “significant progress.”"
    )
    claims = only(claims_of(source), "assessment")
    assert {(c.value.word, c.upstream) for c in claims} == {
        ("deadlock", ("outlet:axios",)),
        (
            "significant-progress",
            ("us",) if claims[0].upstream == ("us",) or claims[1].upstream == ("us",) else ("unnamed:us:official",),
        ),
    }
    assert {c.subject.time.edtf() for c in claims} == {"2026-02-17"}


def test_the_vocabulary_is_graded():
    assert rank_of("breakthrough") == 3
    assert rank_of("failed") == -3
    assert rank_of("significant-progress") > rank_of("progress") > rank_of("no-progress")
    assert {aspect_of("progress"), aspect_of("difficult")} == {"outcome", "manner"}
