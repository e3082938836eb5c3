"""The bundled case: six labelled restatements in three languages and the settings that name their outlets."""

from __future__ import annotations

from pathlib import Path

from goodoffices.demo import demo_folder
from goodoffices.documents import document_of
from goodoffices.errors import InputRefused
from goodoffices.records import CaseSettings
from goodoffices.sources.arrivals import unpacked
from goodoffices.workbench.case_file import read_case_file

LABELS = ("Note to readers: a restatement", "Примітка редакції: переказ", "Примечание редакции: пересказ")
WINDOW = 7


def pages() -> list[Path]:
    with demo_folder() as folder:
        return sorted(folder.glob("*.txt"))


def test_two_pages_a_language() -> None:
    endings = [page.stem.rsplit("-", 1)[1] for page in pages()]
    assert sorted(endings) == ["en", "en", "ru", "ru", "uk", "uk"]


def test_every_page_says_what_it_restates() -> None:
    for page in pages():
        label = page.read_text(encoding="utf-8").split("\n")[0]
        assert label.startswith(LABELS), page.name


def test_the_reader_takes_the_label_for_a_notice() -> None:
    for page in pages():
        [arrival] = unpacked(page.name, page.read_bytes())
        assert not isinstance(arrival, InputRefused)
        assert document_of(arrival, CaseSettings()).rendition.lines[0].kind == "notice", page.name


def test_case_names_parties_and_every_page() -> None:
    with demo_folder() as folder:
        settings = read_case_file(folder / "case.toml")
    assert {party.id: party.role for party in settings.parties} == {"ua": "party", "ru": "party", "us": "mediator"}
    assert settings.zone == "Europe/Kyiv"
    marks = [mark for source in settings.sources for mark in source.match]
    for page in pages():
        assert sum(mark in page.name for mark in marks) == 1, page.name


def test_differing_accounts_are_there() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages())
    for words in ("six hours", "близько чотирьох годин", "значний прогрес", "глухий кут", "Galuzin", "Костюков"):
        assert words in text


def test_no_sentence_of_the_real_pages(shared: Path) -> None:
    """No seven words in a row are those of a page they restate."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return {tuple(words[k : k + WINDOW]) for k in range(len(words) - WINDOW + 1)}

    real = set().union(
        *(runs(page.read_text(encoding="utf-8")) for page in (shared / "press" / "geneva-2026-02").glob("0*.txt"))
    )
    for page in pages():
        assert not runs(page.read_text(encoding="utf-8")) & real, page.name
