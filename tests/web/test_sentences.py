"""Every refusal that can reach a page speaks the three languages: found in the code, not listed by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import goodoffices
from goodoffices.sources import media
from goodoffices.sources.guard import opening
from goodoffices.web import sentences
from goodoffices.web.sentences import told

HOME = Path(goodoffices.__file__).parent
SHOWN = {"UsageError", "CaseFileError", "FormRefused", "InputRefused", "RecordError"}
"""Exceptions whose words a page shows; what NotAllowed and the troubles of stores say is shown to nobody."""
SECOND = {"FormRefused", "InputRefused"}
"""Those whose reason is the second argument, after a field or a file."""
ELSEWHERE = (
    "cli/", "demo/", "monitoring/", "engine/", "lexicon/", "publications/", "ledger/",
    "records/ids.py", "records/codec.py", "records/report.py", "documents/offsets.py",
    "sources/fetch.py", "sources/addresses.py", "sources/reports/", "sources/page_tables.py", "store/rights.py",
    "web/server.py", "web/laptop.py", "web/users.py", "web/accounts.py",
    "workbench/briefing.py", "workbench/case_file.py", "workbench/spark_pages.py", "workbench/intake.py",
    "workbench/case/place.py", "workbench/case/keeping.py", "workbench/case/seats.py",
    "workbench/case/centre_tables.py",
)  # fmt: skip
"""Asked at the command line alone, or a mistake of ours that no page causes: no form fetches, makes a case or seats."""
AT_THE_CONSOLE = {
    "{} is no case; `goodoffices init` makes one", "there is a case already; `goodoffices add` puts pages into it",
    "the case has a room {}",
}  # fmt: skip


def texts(node: ast.expr, around: ast.AST) -> list[str]:
    """The sentences that an expression may be, each value of it as {}; what is made elsewhere gives none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        found = [""]
        for part in node.values:
            ends = [part.value] if isinstance(part, ast.Constant) else forms(part)
            found = [one + str(end) for one in found for end in ends]
        return found
    if isinstance(node, ast.IfExp):
        return [*texts(node.body, around), *texts(node.orelse, around)]
    if isinstance(node, ast.BinOp):
        return [left + right for left in texts(node.left, around) for right in texts(node.right, around)]
    if isinstance(node, ast.Name):
        return [text for value in assigned(node.id, around) for text in texts(value, around)]
    return []


def forms(part: ast.expr) -> list[str]:
    """What stands for a value: its own words where it is one of two, else {}."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    if isinstance(value, ast.IfExp) and isinstance(value.body, ast.Constant):
        return [str(value.body.value)]
    return ["{}"]


def assigned(name: str, around: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(around):
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            yield node.value


def every_refusal() -> dict[str, str]:
    """Each sentence that a page may show -> where it is said."""
    found: dict[str, str] = {}
    for file in sorted(HOME.rglob("*.py")):
        path = file.relative_to(HOME).as_posix()
        if path.startswith(ELSEWHERE):
            continue
        source = file.read_text("utf-8")
        if not any(f"{name}(" in source for name in SHOWN):
            continue
        tree = ast.parse(source)
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for around in [*functions, tree]:
            for node in ast.walk(around):
                name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
                if name not in SHOWN:
                    continue
                assert isinstance(node, ast.Call)
                said = node.args[1:2] if name in SECOND else node.args[:1]
                more = [word.value for word in node.keywords if word.arg in ("place", "remedy")]
                for text in (text for one in (*said, *more) for text in texts(one, around)):
                    found.setdefault(text, f"{path}:{node.lineno}")
    return found


def filled(sentence: str) -> str:
    """A sentence with something in the place of each value."""
    return re.sub(r"{}", lambda found: f"x{found.start()}", sentence)


REFUSALS = every_refusal()


def test_the_refusals_are_found_in_the_code():
    assert len(REFUSALS) > 130
    assert {"empty file", "{} is no day; write it as 2026-02-17", "no round {}; {}", "Leave it out"} <= set(REFUSALS)


def test_every_refusal_that_reaches_a_page_speaks_every_language():
    silent = {
        (where, said)
        for said, where in REFUSALS.items()
        for language in ("uk", "ru")
        if said not in AT_THE_CONSOLE and said != "{}" and told(filled(said), language).language != language
    }
    assert silent == set()


def test_kinds_of_files_speak_every_language():
    kinds = {word for row in (*media.NO_PAGE.values(), *(row[1:] for row in media.UNREAD)) for word in row}
    kinds |= {said for _, said in opening._KINDS}
    assert {kind for kind in kinds for language in ("uk", "ru") if told(kind, language).language != language} == set()


def every_entry() -> list[dict[str, str]]:
    files = sorted((HOME / "web" / "locale" / "said").glob("*.yaml"))
    return [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]


def test_a_sentence_has_the_same_values_in_every_language_and_stands_once():
    entries = every_entry()
    for entry in entries:
        assert set(entry) - {"page"} == {"en", "uk", "ru"}, entry["en"]
        values = {code: set(sentences.NAMED.findall(text)) for code, text in entry.items()}
        assert values["uk"] == values["ru"] <= values["en"], entry["en"]
        assert re.search("[а-яіїєґ]", entry["uk"]) and re.search("[а-я]", entry["ru"]), entry["en"]
    english = [re.sub(r"{\w+}", "{}", entry["en"]) for entry in entries]
    assert len(english) == len(set(english))


@pytest.mark.parametrize(
    ("said", "language", "shown"),
    [
        ("'soon' is no day; write it as 2026-02-17", "uk", "'soon' — не день; пишіть так: 2026-02-17"),
        ("a spreadsheet, not a page", "ru", "электронная таблица, а не страница"),
        ("'x' is not known here; did you mean a, b?", "ru", "'x' здесь неизвестно; может быть, имелось в виду a, b?"),
        (
            "nothing in it can be read: a PNG image, not a page",
            "uk",
            "нічого в ньому не можна прочитати: зображення PNG, а не сторінка",
        ),
        ("a.ics, line 3: is no property of a calendar", "ru", "a.ics, строка 3: это не свойство календаря"),
        (
            "a: b.ics: is no calendar. a calendar begins with BEGIN:VCALENDAR",
            "uk",
            "a: b.ics: це не календар. календар починається з BEGIN:VCALENDAR",
        ),
        (
            "no joint room here: name another with --room, or make it with `goodoffices room add CASE joint`",
            "en",
            "there is no joint room here: choose another room, or ask whoever runs the case to make it",
        ),
    ],
)
def test_a_refusal_is_said_in_the_readers_language(said: str, language: str, shown: str) -> None:
    found = told(said, language)
    assert (found.text, found.language) == (shown, language)


def test_what_nobody_put_into_a_language_stays_as_it_was_said():
    for said in ("the moon is full", "", "x" * 5_000, ": . : . "):
        assert told(said, "uk") == sentences.Told(said, "en")


@given(st.text(max_size=200), st.sampled_from(["en", "uk", "ru"]))
def test_values_are_shown_as_they_were_typed(text: str, language: str) -> None:
    value = repr(text)
    shown = told(f"{value} is no number of people; write 15, about 15 or more than 15", language)
    assert shown.language == language and value in shown.text
