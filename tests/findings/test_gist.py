"""What sentences of several languages share, and what it puts to one question."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.findings.gist import Gists
from goodoffices.publications.record import Record
from goodoffices.records import Annotated, Claim
from goodoffices.workbench.briefing import records_of
from goodoffices.workbench.intake import Intake, read_pages

EN = "The ferry operators of Lake Norda were given twelve days to mend the piers, the mediator said."
UK = "Посередник дав дванадцять днів на ремонт причалів озера Норда."
RU = "Паромщики озера Норда получили от посредника две недели на починку причалов у рыбной пристани."
# What makes the pages one story.
FRAME = {
    "e": "Talks between Sudan and Chad were held in Addis Ababa on Tuesday.",
    "і": "Переговори Судану й Чаду відбулися в Аддис-Абебі у вівторок.",
    "ы": "Переговоры Судана и Чада прошли в Аддис-Абебе во вторник.",
}
ELSEWHERE = "The bishop of Sudra lay in hospital for twelve days with a broken leg."


def pages(folder: Path, texts: Sequence[str]) -> list[Annotated]:
    for number, text in enumerate(texts):
        title = ("Morning Herald", "Вечірня газета", "Вестник дня")[number % 3]
        frame = next(line for letter, line in FRAME.items() if letter in text.lower())
        (folder / f"{number}.txt").write_text(f"{title}\nMarch 4, 2026\n{frame}\n{text}\n", encoding="utf-8")
    return list(read_pages(Intake.of(tuple(sorted(folder.glob("*.txt"))), None)))


def lengths(read: Sequence[Annotated]) -> list[Claim]:
    return [next(claim for claim in page.claims if claim.kind == "figure") for page in read]


def record(folder: Path, texts: Sequence[str]) -> Record:
    (told,) = records_of(pages(folder, texts), Intake.of(tuple(sorted(folder.glob("*.txt"))), None))
    return told


def met(folder: Path, kind: str, texts: Sequence[str]) -> list[tuple[str, list[str]]]:
    found = record(folder, texts).findings
    return [(one.status, [answer.label for answer in one.values]) for one in found if one.question == kind]


def test_languages_share_what_they_tell_of_and_strangers_nothing(tmp_path: Path) -> None:
    read = pages(tmp_path, [EN, UK, RU, ELSEWHERE])
    gists = Gists(read, {})
    english, ukrainian, russian, stranger = lengths(read)
    assert gists.shared(english, ukrainian) >= 3  # the mediator, mending, the lake
    assert gists.shared(english, russian) >= 3
    assert gists.shared(english, stranger) == 0
    assert gists.shared(english, ukrainian) == gists.shared(ukrainian, english)


def test_the_words_of_the_value_count_for_nothing(tmp_path: Path) -> None:
    read = pages(tmp_path, [EN, UK])
    english = lengths(read)[0]
    assert not any("~tvelv" in names or "~days" in names for names in Gists(read, {}).of(english))


def test_lengths_of_time_meet_across_languages(tmp_path: Path) -> None:
    assert met(tmp_path, "figure", [EN, UK]) == [("corroborated", ["12 days"])]


def test_lengths_of_one_matter_that_differ_are_a_dispute(tmp_path: Path) -> None:
    uk = UK.replace("дванадцять днів", "п'ять тижнів")
    ((status, labels),) = met(tmp_path, "figure", [EN, uk])
    assert (status, sorted(labels)) == ("disputed", ["12 days", "five weeks"])


@pytest.mark.parametrize(
    "other",
    [
        ELSEWHERE.replace("twelve days", "five weeks"),  # another matter
        EN.replace("twelve days", "some time") + " The strike of the ferry crews went on for five weeks.",
        EN.replace("were given twelve days", "were given time, five weeks ago,"),  # when, not how long
    ],
)
def test_lengths_of_other_matters_are_left_alone(tmp_path: Path, other: str) -> None:
    assert [status for status, _ in met(tmp_path, "figure", [EN, other]) if status == "disputed"] == []


@pytest.mark.parametrize(
    ("denied", "language"),
    [
        ("The sides have not agreed to dredge the Norda canal, the harbour master of Sudra said.", "en"),
        ("Сторони не домовилися поглибити канал Норда, сказав капітан порту Судри.", "uk"),
        ("Капитан порта Судры опроверг, что стороны договорились углубить канал Норда.", "ru"),
    ],
)
def test_a_deal_and_its_denial_are_a_dispute(tmp_path: Path, denied: str, language: str) -> None:
    told = "Both sides agreed to dredge the Norda canal near the port of Sudra, an engineer said."
    ((status, labels),) = met(tmp_path, "deal", [told, denied])
    assert (status, len(labels)) == ("disputed", 2)


def test_deals_of_other_matters_do_not_meet(tmp_path: Path) -> None:
    told = "Both sides agreed to dredge the Norda canal near the port of Sudra, an engineer said."
    other = "The sides have not agreed on wages of teachers, a union said."
    assert met(tmp_path, "deal", [told, other]) == []


@settings(max_examples=12)
@given(st.lists(st.sampled_from([EN, UK, RU, ELSEWHERE]), min_size=2, max_size=3))
def test_shared_is_symmetric_and_never_more_than_either_tells(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        read = pages(Path(folder), texts)
    gists = Gists(read, {})
    held = lengths(read)
    for one in held:
        for two in held:
            shared = gists.shared(one, two)
            assert shared == gists.shared(two, one)
            assert 0 <= shared <= min(len(gists.of(one)), len(gists.of(two)))


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        # Things that no list knows, over three languages.
        (
            "figure",
            [
                "Norda sold 45 old radars to canoes from the lake villages.",
                "Човни з озерних сіл отримали 60 старих радарів від Норди.",
            ],
            ["45 radar", "60 radar"],
        ),
        # Years that something is to last.
        (
            "figure",
            [
                "The fisheries protocol of the lake was renewed for one year.",
                "Рыболовный протокол озера продлили на два года.",
            ],
            ["one year", "two years"],
        ),
        # Days from which something is to be.
        (
            "dated",
            [
                "Pedestrians will be let across the bridge gate from 9 March.",
                "Пішоходів через браму мосту пропускатимуть з 12 березня.",
            ],
            ["9 March 2026 (planned)", "12 March 2026 (planned)"],
        ),
        # Who mediated, where neither page mentions the other's mediator.
        (
            "mediator",
            ["Norway mediated the exchange of prisoners.", "Посередником в обміні полоненими виступила Швейцарія."],
            ["Norway", "Switzerland"],
        ),
    ],
)
def test_accounts_that_differ_are_put_to_one_question(
    tmp_path: Path, kind: str, texts: Sequence[str], expected: list[str]
) -> None:
    (status, labels) = next(one for one in met(tmp_path, kind, texts) if len(one[1]) > 1)
    assert (status, sorted(labels)) == ("disputed", sorted(expected))


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("figure", ["Norda issued 45 fishing licences.", "Норда купила для школи 60 підручників."]),
        (
            "dated",
            ["The school will open on 9 March.", "Пороми вийдуть на озеро Норда ще 12 березня, якщо крига зійде."],
        ),
        # Mediators may work together: one page knows of both.
        (
            "mediator",
            [
                "Norway mediated the exchange of prisoners, and Switzerland sent the aircraft.",
                "Посередником в обміні полоненими виступила Швейцарія.",
            ],
        ),
    ],
)
def test_accounts_of_other_matters_are_left_alone(tmp_path: Path, kind: str, texts: Sequence[str]) -> None:
    assert "disputed" not in [status for status, _ in met(tmp_path, kind, texts)]


def test_tolls_of_no_known_attack_are_held_against_each_other(tmp_path: Path) -> None:
    texts = [
        "The war goes on. Two teachers from the lake school died in captivity of the rebels.",
        "Війна триває. Один учитель озерної школи помер у полоні повстанців.",
    ]
    assert [status for status, labels in met(tmp_path, "casualties", texts) if len(labels) > 1] == ["disputed"]
