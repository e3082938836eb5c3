"""The vocabulary of claims: whole, in three languages, documented; and the finder of its words."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import claims_of

from goodoffices.claims.kinds import EXTRACTORS, LEFTOVERS
from goodoffices.claims.kinds.words import FAMILIES, Table, marks_of
from goodoffices.lexicon.concepts import vocabulary
from goodoffices.lexicon.reading import plain_reading

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTED = (
    "claim-kinds",
    "goods",
    "deeds",
    "pacts",
    "issues",
    "stances",
    "assessments",
    "formats",
    "harm",
    "people-of",
    "strikes",
    "upstreams",
)


def ids(text, language, family):
    marked = marks_of(plain_reading(text, language), Table(language, Counter()))
    return [mark.id for sentence in marked if sentence for mark in sentence.families[family]]


@pytest.mark.parametrize("file", [*FAMILIES, "claim-kinds"])
def test_every_word_has_labels_in_three_languages(file):
    for ident, entry in vocabulary(file).items():
        assert set(entry["labels"]) == {"en", "uk", "ru"}, (file, ident)
        assert all(isinstance(label, str) and label for label in entry["labels"].values()), (file, ident)
        for phrases in entry.get("words", {}).values():
            assert all(isinstance(phrase, str) for phrase in phrases), (file, ident)


@pytest.mark.parametrize("file", DOCUMENTED)
def test_every_word_is_documented(file):
    page = (ROOT / "docs/reference/vocabulary.md").read_text(encoding="utf-8")
    for ident, entry in vocabulary(file).items():
        assert f"`{ident}`" in page, (file, ident)
        assert entry["labels"]["en"] in page, (file, ident)


def test_denials_and_aspects_of_assessments_are_words_too():
    table = vocabulary("assessments")
    for ident, entry in table.items():
        assert -3 <= entry["rank"] <= 3, ident
        assert entry["aspect"] in ("outcome", "manner"), ident
        assert entry.get("negated", ident) in table, ident


def test_every_kind_has_an_extractor_that_may_claim_it():
    kinds = set(vocabulary("claim-kinds"))
    names = {*LEFTOVERS, *(extractor.name for extractor in EXTRACTORS)}
    made = {
        "encounter": {"occurrence", "attendance"},
        "presence": {"attendance"},
        "envoys": {"attendance"},
        "setting": {"place", "occurrence"},
        "timing": {"start", "end"},
        "accord": {"agreement", "undertaking"},
    }
    assert {kind for name in names for kind in made.get(name, {name})} == kinds


@pytest.mark.parametrize(
    ("text", "language", "family", "expected"),
    [
        ("meaningful progress at the talks", "en", "grade", ["significant-progress"]),
        ("тристоронні переговори", "uk", "format", ["trilateral"]),
        ("обмен военнопленными", "ru", "issue", ["prisoner-exchange"]),
        ("військовополонених обміняли", "uk", "who", ["prisoner"]),
        ("за чотири раунди", "uk", "talks", ["round"]),
        ("зобов’язалися не атакувати", "uk", "issue", ["refrain-from-strikes"]),
    ],
)
def test_words_of_three_languages(text, language, family, expected):
    assert ids(text, language, family) == expected


@given(
    st.text(alphabet=st.sampled_from("talks ended не без of to 15 «»“”.,;:—\n"), max_size=300),
    st.sampled_from(("en", "uk", "ru")),
)
def test_any_text_is_read_and_its_evidence_stands(text, language):
    claims = claims_of(text.replace("{", "").replace("}", ""), language)
    for claim in claims:
        for span in claim.evidence:
            span.check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "talks ended, and ",
        "the second day of talks ",
        "not no never without ",
        "переговори тривали, але ",
        "— , ; : ",
        "prisoners of war ",
        "Russia, ",
        "agreed to ",
    ],
)
def test_long_hostile_text_is_read_in_time(unit):
    text = unit * (50_000 // len(unit))
    begun = time.process_time()
    claims_of(text)
    assert time.process_time() - begun < 1
    begun = time.process_time()
    claims_of("\n".join([unit * 3] * 500))
    assert time.process_time() - begun < 1


def test_the_same_page_gives_the_same_claims():
    source = "Talks in {l:doha|Doha} between {a:il|Israel} and {a:hamas|Hamas} ended on {t:2026-02-17|Tuesday} after {d:3 hour|three hours}."
    assert claims_of(source) == claims_of(source)
    assert claims_of(source)
