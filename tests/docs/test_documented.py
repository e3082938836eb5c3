"""Every command, option, setting and word of the vocabulary is documented, or the build fails."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from goodoffices.cli import main
from goodoffices.lexicon.concepts import vocabulary
from goodoffices.records import CaseDecision, CaseParty, CasePerson, CaseSettings, CaseSource

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = DOCS / "reference"
WORDS = ("claim-kinds", "issues", "stances", "assessments", "formats", "outcomes")


def text_of(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def every_command(group: click.Group, before: str = "") -> dict[str, click.Command]:
    """Commands by their full names, those of groups included."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[before + name] = command
        if isinstance(command, click.Group):
            found |= every_command(command, f"{before}{name} ")
    return found


COMMANDS = every_command(main)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented_with_an_example(name):
    command = COMMANDS[name]
    page = text_of("commands.md")
    depth = "#" * (2 + name.count(" "))
    section = re.split(rf"\n{depth} `goodoffices {name}[` ]", page, maxsplit=1)
    assert len(section) == 2, f"docs/reference/commands.md has no section for {name}"
    own = re.split(rf"\n#{{2,{len(depth)}}} ", section[1], maxsplit=1)[0]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            longest = max(parameter.opts, key=len)
            assert f"`{longest}" in own, f"{name} {longest} is not documented"
    assert f"goodoffices {name}" in (command.help or ""), f"{name} --help shows no example"


def test_no_option_is_documented_that_does_not_exist():
    known = {name for command in COMMANDS.values() for parameter in command.params for name in parameter.opts}
    known |= {"--version", "--help"}
    assert set(re.findall(r"`(--[a-z-]+)", text_of("commands.md"))) <= known


@pytest.mark.parametrize("table", [CaseSettings, CaseParty, CaseSource, CasePerson, CaseDecision])
def test_every_setting_is_in_the_case_file_reference(table):
    page = text_of("case-file.md")
    toml_names = {"parties": "[[party]]", "sources": "[[source]]", "people": "[[person]]", "decisions": "[[decision]]"}
    for field in table.__struct_fields__:
        name = toml_names.get(field, f"{field} = ")
        assert name in page, f"{table.__name__}.{field} is not in docs/reference/case-file.md"


@pytest.mark.parametrize("name", WORDS)
def test_every_word_of_the_vocabulary_is_documented_and_labelled(name):
    page = text_of("vocabulary.md")
    for word, entry in vocabulary(name).items():
        assert f"`{word}`" in page, f"{name}: {word} is not in docs/reference/vocabulary.md"
        labels = entry.get("labels", {})
        assert all(labels.get(language) for language in ("en", "uk", "ru")), f"{name}: {word} lacks a label"


def test_links_between_the_documents_lead_somewhere():
    pages = [*DOCS.rglob("*.md"), *(DOCS.parent / name for name in ("README.md", "CONTRIBUTING.md"))]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    ]
    assert links
    for page, target in links:
        assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_the_repository_names_no_machine_and_no_registry():
    root = DOCS.parent
    forbidden = re.compile(
        r"/(?:work|root|home|tmp|opt)/\w|pypi\.org|registry\.npmjs|files\.pythonhosted", re.IGNORECASE
    )
    checked = [
        path
        for folder in ("src", "docs", "requirements", "benchmarks", "changelog.d")
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".txt", ".in", ".html", ".json", ".css", ".js"}
    ]
    assert checked
    for path in checked:
        found = forbidden.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(root)}: {found.group() if found else ''}"


@pytest.mark.parametrize("page", ["shown.md", "shown-monitoring.md"])
def test_what_is_said_to_show_a_promise_is_there(page):
    named = re.findall(r"`((?:tests|benchmarks)/[\w/.]{1,80}\.py)(?:::(test_\w+))?`", text_of(page))
    assert len(named) > 30
    for path, test in named:
        assert (DOCS.parent / path).is_file(), path
        said = (DOCS.parent / path).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in said, f"{path} has no {test}"
