"""How outlets in fact print speech, speakers and names: remarks inside a clause, a speaker on a line of his own,
paragraphs run together, lists of office holders, groups in marks. Pages composed for this test."""

from __future__ import annotations

import pytest

from goodoffices.lexicon.reading import sentence_bounds
from goodoffices.records import Annotated
from made_pages import page

HEADS = {
    "en": "The Courier\nDelegations end their sitting in the capital\n27 October 2025, 11:05\n\n",
    "uk": "Вісник\nДелегації завершили засідання в столиці\n27 жовтня 2025, 11:05\n\n",
    "ru": "Вестник\nДелегации завершили заседание в столице\n27 октября 2025, 11:05\n\n",
}


def headed(language: str, text: str) -> Annotated:
    return page(f"{HEADS[language]}{text}\n")


def reported(language: str, text: str) -> dict[str, str]:
    """Words reported -> whose they are."""
    return {quote.text: quote.speaker_text for quote in headed(language, text).mentions.quotes}


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("en", "Her men, he warned, would keep the ferry.", "Her men, he warned, would keep the ferry", "he"),
        (
            "uk",
            "Виступив Іван Коваль. Уряд, пообіцяв він, протягом пів року поверне лікарів.",
            "Уряд, пообіцяв він, протягом пів року поверне лікарів",
            "він",
        ),
        (
            "ru",
            "Вышла к прессе Евгения Ярцева. Накануне вечером, по сведениям Ярцевой, над рекой сбили беспилотник.",
            "Накануне вечером, по сведениям Ярцевой, над рекой сбили беспилотник",
            "Ярцевой",
        ),
        (
            "uk",
            "У місті убито дванадцятьох, але список, попереджають лікарі, ще не остаточний.",
            "список, попереджають лікарі, ще не остаточний",
            "лікарі",
        ),
    ],
)
def test_a_remark_in_the_middle_belongs_to_the_clause(language: str, text: str, words: str, speaker: str) -> None:
    assert reported(language, text)[words] == speaker


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "RIVERTON, Oct 29 (Reuters) - The talks ended with no agreement, a delegate said.",
            "The talks ended with no agreement",
        ),
        ("en", "(RIVERTON) — The talks ended with no agreement, a delegate said.", "The talks ended with no agreement"),
        (
            "en",
            "A delegation of 30 came by ferry, according to the hosts, who brought the tea.",
            "A delegation of 30 came by ferry",
        ),
        (
            "en",
            "Six people died in the market, an official said; the office of the adviser blamed the rebels.",
            "Six people died in the market",
        ),
    ],
)
def test_what_was_said_has_neither_dateline_nor_apposition(language: str, text: str, words: str) -> None:
    assert words in reported(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Іван Коваль вийшов до преси. Зазначимо, що переговори тривають третій день."),
        ("uk", "За попередньою інформацією, поранено двох ремонтників."),
        ("ru", "По предварительным данным, ранены двое ремонтников."),
    ],
)
def test_nobody_is_made_to_say_what_the_outlet_notes(language: str, text: str) -> None:
    assert reported(language, text) == {}


@pytest.mark.parametrize(
    ("language", "told", "cue", "speaker"),
    [
        ("uk", "Ми готові розпочати переговори вже завтра,", "– сказав Коваль журналістам.", "Коваль"),
        ("ru", "Искренние соболезнования родным. Мы благодарны всем врачам,", "– написал Ковалев.", "Ковалев"),
    ],
)
def test_a_line_with_a_dash_names_who_spoke_above(language: str, told: str, cue: str, speaker: str) -> None:
    first = {"uk": "Делегацію очолив Іван Коваль.", "ru": "Делегацию возглавил Иван Ковалев."}[language]
    document = headed(language, f"{first}\n\n{told}\n\n{cue}\n\n{first}")
    assert told.rstrip(",") in {quote.text for quote in document.mentions.quotes if quote.kind == "direct"}
    assert {quote.speaker_text for quote in document.mentions.quotes} == {speaker}


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        (
            "uk",
            "Кадри показали Володимир Зеленський, очільник МВС Ігор Клименко, керівник штабу Кирило Буданов та інші.",
            {"Володимир Зеленський": (), "Ігор Клименко": ("очільник МВС",), "Кирило Буданов": ("керівник штабу",)},
        ),
        (
            "en",
            "On a meeting between Prime Minister Nikol Pashinyan and President of Azerbaijan Ilham Aliyev, Tigran "
            "Balayan said nothing was planned.",
            {
                "Nikol Pashinyan": ("Prime Minister",),
                "Ilham Aliyev": ("President of Azerbaijan",),
                "Tigran Balayan": (),
            },
        ),
        ("ru", "Об этом сообщил журналистам Алексей Ким. Встреча прошла утром.", {"Алексей Ким": ()}),
        ("uk", "Начальник Харківської ОВА Олег Синєгубов повідомив про удар.", {"Олег Синєгубов": ("Начальник Харківської ОВА",)}),
        ("ru", 'Боевики группировки "Джейш аль-Ислам" обстреляли поселок.', {}),
        ("uk", "Лісник Драго Шакота за переговорами не стежить.", {"Драго Шакота": ()}),
        ("ru", "Погиб пограничник Хуснидин Хожиев. Второй ранен.", {"Хуснидин Хожиев": ()}),
    ],
)  # fmt: skip
def test_each_holds_his_own_office(language: str, text: str, roles: dict[str, tuple[str, ...]]) -> None:
    assert {person.name: person.roles for person in headed(language, text).mentions.people} == roles


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Сторони зустрінуться знову.Про це заявив міністр.", ["Сторони зустрінуться знову.", "Про це заявив міністр."]),
        ("Так сказав він.\"Ми готові\", — додав він.", ["Так сказав він.", "\"Ми готові\", — додав він."]),
        ("It was the end of it.The envoys left.", ["It was the end of it.", "The envoys left."]),
        ("Он живёт в г.Москва и пишет на gazeta.Ru каждый день.", ["Он живёт в г.Москва и пишет на gazeta.Ru каждый день."]),
        ("Volyn.Pravda wrote so.", ["Volyn.Pravda wrote so."]),
    ],
)  # fmt: skip
def test_sentences_that_a_scrape_ran_together_are_parted(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_bounds(text, 0, len(text))] == sentences


def test_whom_a_clause_is_about_is_not_its_source() -> None:
    text = (
        "Secretary of State Anna Marlow arrived on Sunday.\n\n"
        "Marlow also “discussed how delay serves nobody,” according to the spokesman, TASS reported."
    )
    quotes = headed("en", text).mentions.quotes
    assert [(quote.speaker, quote.speaker_text, quote.channel) for quote in quotes] == [(None, "the spokesman", "TASS")]


def test_a_day_is_no_part_of_the_speaker() -> None:
    text = "У п’ятницю прикордонне відомство повідомило, що перестрілку припинено."
    assert list(reported("uk", text).values()) == ["прикордонне відомство"]
