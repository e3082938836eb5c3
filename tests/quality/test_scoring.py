"""The scorers themselves: what counts as right, and that a miss is never counted as a hit."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import GoldError, Ratio, Tally, listing, score_story, table
from scoring.gold import GoldQuestion, GoldStory, GoldValue, Words, occurrences, page_of
from scoring.quotes import trimmed
from scoring.times import equal

PAGE = "Menu\nTalks end\n“We are done,” Pedersen said on Friday. “Done, done.”\n"
GOLD = """\
page: p.txt
language: en
lines: {navigation: 1, headline: 2, body: 3}
"""


def gold(tmp_path: Path, more: str) -> Path:
    (tmp_path / "p.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(GOLD + more, encoding="utf-8")
    return tmp_path / "p.yaml"


def test_words_are_found_one_after_the_other(tmp_path: Path) -> None:
    page = page_of(gold(tmp_path, "times: [[on Friday, 2021-10-22]]\nquotes: [[direct, '', done], [direct, '', done]]"))
    assert [quote.words for quote in page.quotes] == [Words(3, 0, "done"), Words(3, 1, "done")]
    assert page.times[0].values == ("2021-10-22",)
    assert page.measured == {"times", "quotes"}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("times: [[on Monday, x]]", "'on Monday'"),
        ("quotes: [[direct, Guterres, done]]", "'Guterres' is not in people"),
        ("people: [{name: A, spellings: [Menu]}]", "'Menu'"),
        ("quotes: [[shouted, '', done]]", "'shouted' is no kind"),
    ],
)
def test_wrong_annotations_are_refused(tmp_path: Path, more: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        page_of(gold(tmp_path, more))


def test_lines_without_a_class_are_refused(tmp_path: Path) -> None:
    path = gold(tmp_path, "")
    path.write_text(path.read_text(encoding="utf-8").replace(", body: 3", ""), encoding="utf-8")
    with pytest.raises(GoldError, match=r"\[3\]"):
        page_of(path)


def test_whole_words_only() -> None:
    assert list(occurrences("Mayor in May, may", "May")) == [9]
    assert list(occurrences("20 of 2020", "20")) == [0]


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("2026-02-17", "2026-02-17~", True),
        ("2026-02-18T10:00+02:00", "2026-02-18T08:00Z", True),
        ("2026-02-18T10:00+02:00", "2026-02-18T10:00", False),
        ("2026-02-18*", "2026-02-18T06:00+02:00/2026-02-18T12:00+02:00", True),
        ("2026-02-17/2026-02-18", "2026-02-17/2026-02-18", True),
        ("2026-02-17", "2026-02-17/2026-02-18", False),
        ("PT6H", "PT5H", False),
    ],
)
def test_times_compare_as_instants_and_by_prefix(expected: str, got: str, same: bool) -> None:
    assert equal(expected, got) is same


def test_marks_and_closing_punctuation_do_not_count() -> None:
    text = "said “we are done,” he"
    start, end = trimmed(text, 5, 19)
    assert text[start:end] == "we are done"


def test_ratios_and_table() -> None:
    tally = Tally("a.txt", "en")
    tally.count("quotes", 3, 4, 6)
    tally.miss(7, "quotes", "words", "nothing")
    assert tally.of("quotes").f1 == 0.6
    assert Ratio().f1 == 1.0
    assert "F0.600" in table([tally])
    assert "7 quotes" in listing([tally], ["quotes"])
    assert listing([tally], ["times"]).strip() == ""


def record(status: str, *, together: bool = False, owners: tuple[str, ...] = ("A",)) -> dict[str, object]:
    answers = [{"label": label, "claims": [label], "owners": list(owners)} for label in ("six hours", "four hours")]
    if together:
        answers = [{"label": "six", "claims": ["six hours", "four hours"], "owners": list(owners)}]
    evidence = [("six hours", "a.txt"), ("four hours", "b.txt")]
    return {
        "documents": [{"document": "d1", "path": "x/a.txt"}, {"document": "d2", "path": "x/b.txt"}],
        "claims": [
            {"id": words, "evidence": [{"document": f"d{k}", "line": 1, "quote": f"They met for {words}."}]}
            for k, (words, _) in enumerate(evidence, 1)
        ],
        "findings": [
            {"id": "f", "subject": "e", "question": "duration", "status": status, "values": answers, "reasons": []}
        ],
    }


def story(kind: str) -> GoldStory:
    values = tuple(
        (GoldValue(page, Words(1, 0, words)),) for page, words in (("a.txt", "six hours"), ("b.txt", "four hours"))
    )
    question = (GoldQuestion(("duration",), "", values),)
    lists = {key: question if key == kind else () for key in ("disputes", "not_disputes", "agreed")}
    copies = (frozenset({"a.txt", "b.txt"}),) if kind == "copies" else ()
    return GoldStory(Path("s"), (), lists["disputes"], lists["not_disputes"], lists["agreed"], copies)


def test_planted_dispute_found_and_missed() -> None:
    assert score_story(story("disputes"), record("disputed")).of("disputes") == Ratio(1, 1, 1)
    missed = score_story(story("disputes"), record("single"))
    assert missed.of("disputes") == Ratio(0, 1, 0)
    assert "single duration" in missed.misses[0].got


def test_false_dispute_counts_against() -> None:
    tally = score_story(story("not_disputes"), record("disputed"))
    assert tally.of("not-disputes") == Ratio(0, 1, 1)
    assert tally.of("disputes") == Ratio(0, 0, 1)
    assert score_story(story("not_disputes"), record("corroborated")).of("not-disputes") == Ratio(1, 1, 1)


def test_agreed_needs_one_answer() -> None:
    assert score_story(story("agreed"), record("agreed", together=True)).of("agreed") == Ratio(1, 1, 1)
    assert score_story(story("agreed"), record("agreed")).of("agreed") == Ratio(0, 1, 1)


def test_copies_have_one_owner() -> None:
    assert score_story(story("copies"), record("single", together=True)).of("copies") == Ratio(1, 1, 1)
    two = score_story(story("copies"), record("single", together=True, owners=("A", "B")))
    assert two.of("copies") == Ratio(0, 1, 1)
