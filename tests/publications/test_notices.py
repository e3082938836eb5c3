"""Notes of reading in the language of the brief: known messages are translated, others stay English and say so."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import goodoffices
from goodoffices.lexicon.vocabulary import vocabulary
from goodoffices.publications.notices import Notice, notices, reason_said, said

SOURCES = Path(goodoffices.__file__).parent


@pytest.mark.parametrize(
    ("text", "language", "wording"),
    [
        ("empty file", "uk", "порожній файл"),
        ("same words as line 14", "ru", "те же слова, что в строке 14"),
        (
            "language looks like French; en, uk and ru are read, so little will be found (force one with --lang)", "uk",
            "схоже, мова — французька; читаються en, uk і ru, тож знайдено буде мало (задайте мову через --lang)",
        ),
        ("publication date 2031-04-09 inferred: dateline, year 2031", "ru", "дата публикации (9 апреля 2031) выведена из строки места и даты, год 2031"),
        ("outlet taken from the file name: Xinhua", "uk", "видання визначено за назвою файлу: Сіньхуа"),
    ],
)  # fmt: skip
def test_a_known_message_is_said_in_the_language(text: str, language: str, wording: str) -> None:
    assert said(text, language) == (wording, language)
    assert said(text, "en") == (text, "en")


def test_an_unknown_message_stays_english_and_is_marked() -> None:
    assert said("the moon stood in the way", "uk") == ("the moon stood in the way", "en")
    assert reason_said("ends with a date, sings", "uk") == ("ends with a date, sings", "en")


def test_a_reason_is_said_piece_by_piece() -> None:
    assert reason_said("ends with a date, ends without a full stop", "uk") == (
        "закінчується датою, без крапки в кінці",
        "uk",
    )
    assert reason_said("call to the reader: begins “Sign up”", "ru")[0].endswith(": начинается с «Sign up»")


def test_fields_are_filled_once() -> None:
    assert said("tells it as seen (“{seen}”)", "uk") == ("описано побачене («{seen}»)", "uk")


def test_what_holds_for_several_pages_is_said_once() -> None:
    letters = {"a/one.txt": "A", "a/two.txt": "B"}
    texts = [f"{path}: clock times name no zone, and none is known" for path in letters]
    found = notices([*texts, "No zone is set: a word"], letters, "en")
    assert found == (
        Notice("clock times name no zone, and none is known", "en", ("A", "B")),
        Notice("No zone is set: a word", "en"),
    )


def test_a_refusal_names_its_file_without_folders_its_place_and_the_remedy() -> None:
    (note,) = notices(["/home/x/a.bin, byte 7: binary data, not text. Leave it out"], {}, "ru")
    assert note == Notice("двоичные данные, а не текст. Уберите его", "ru", (), "a.bin, байт 7")


def test_every_message_is_one_that_the_code_writes() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))
    code = code.replace('"\n', "").replace("{LARGEST_", "{")
    for ident, entry in vocabulary("notices").items():
        literals = [part.rpartition("}")[2] for part in entry["labels"]["en"].split("{")]
        longest = max(literals, key=len).replace("�", "\\ufffd")
        for part in re.split("[:;] ", longest):
            written = part.strip(" “”():;,").lower().removeprefix("language ")
            assert written in code.lower(), f"{ident}: nothing writes {written!r}"


def test_every_translation_keeps_the_fields() -> None:
    for ident, entry in vocabulary("notices").items():
        fields = [{part.partition("}")[0] for part in text.split("{")[1:]} for text in entry["labels"].values()]
        assert all(one <= fields[0] for one in fields), ident


def test_hostile_text_is_searched_in_linear_time() -> None:
    before = time.process_time()
    for piece in ("“", ": begins “", "publication date ", "ends with the credit “", "{seen}", "\u202e"):
        said(piece * (50_000 // len(piece)), "uk")
        reason_said((piece + ", ") * 2_000, "ru")
    assert time.process_time() - before < 4
