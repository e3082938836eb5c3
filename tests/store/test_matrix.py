"""Every office in every room for every action, cell by cell, against a table written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from goodoffices.store import passages
from goodoffices.store.blinding import Blinding
from goodoffices.store.holdings import Shelf
from goodoffices.store.passages import Passage, Searched
from goodoffices.store.query import parse
from goodoffices.store.rights import MATRIX, POLICY, Actor, Chamber, allowed, office_of, operator, role_in, seated

ACTIONS = ("read", "submit", "add", "decide", "move", "erase", "manage")
ROOMS = {
    "public": Chamber("press", True),
    "joint": Chamber("joint"),
    "mediator": Chamber("mediator"),
    "north": Chamber("party:north"),
    "south": Chamber("party:south"),
    "centre": Chamber("centre"),
    "private": Chamber("own:ann"),
    "other": Chamber("archive"),
}
# r read, s submit, a add, d decide, m move, e erase, g manage; "." nothing. Columns as in ROOMS.
EXPECTED = """
office            public   joint    mediator north    south    centre   private  other
lead              rsadmeg  rsadmeg  rsadmeg  .        .        rsadmeg  rsadmeg  .
staff             rsadm    rsadm    rsadm    .        .        rsad     rsadmeg  .
rapporteur        rsad     rsad     rsad     .        .        r        rsadmeg  .
delegation:north  r        rsa      s        rsadmeg  .        rsa      rsadmeg  .
delegation:south  r        rsa      s        .        rsadmeg  rsa      rsadmeg  .
monitor           r        .        s        .        .        rsad     rsadmeg  .
observer          r        r        .        .        .        .        rsadmeg  .
public            r        .        .        .        .        .        rsadmeg  .
-                 .        .        .        .        .        .        rsadmeg  .
"""
LETTERS = dict(zip(ACTIONS, "rsadmeg", strict=True))


def cells():
    head, *rows = EXPECTED.strip().splitlines()
    rooms = head.split()[1:]
    assert rooms == list(ROOMS)
    for row in rows:
        office, *found = row.split()
        for room, letters in zip(rooms, found, strict=True):
            for action in ACTIONS:
                yield pytest.param("" if office == "-" else office, room, action, LETTERS[action] in letters)


@pytest.mark.parametrize("office, room, action, expected", list(cells()))
def test_every_cell_of_the_matrix(office, room, action, expected):
    ann = seated("ann", office, ROOMS, {})
    assert allowed(ann, room, action) is expected


def test_the_table_by_hand_has_every_office():
    named = {row.split()[0].partition(":")[0] for row in EXPECTED.strip().splitlines()[1:]}
    assert named - {"-"} == set(MATRIX)


def rows_of(page: str, head: str) -> dict[str, list[str]]:
    """The rows of the table of a reference page that begins with this head, by their first cell."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "reference" / page).read_text("utf-8")
    table = text.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in table)
    return {first.strip("`").partition(":")[0]: rest for first, *rest in cells}


def test_what_is_documented_of_offices_is_the_matrix():
    told = rows_of("talks.md", "office")
    assert set(told) == set(MATRIX)
    for office, cells in told.items():
        for said, role in zip(cells, MATRIX[office], strict=True):
            may = "".join(LETTERS[action] for action in ACTIONS if role and POLICY[role].get(action))
            assert ("" if said in ("–", "never") else said) == may, (office, said)


def test_what_is_documented_of_parts_is_the_policy():
    told = rows_of("case.md", "role")
    assert set(told) == set(POLICY)
    said = {
        frozenset(): "nothing",
        frozenset({"main", "why"}): "main parts",
        frozenset({"main", "why", "by"}): "main parts, who entered them",
        frozenset({"*"}): "all parts",
    }
    for role, (seen, *others) in told.items():
        assert seen == said[POLICY[role].get("read", frozenset())], role
        may = ["yes" if action in POLICY[role] else "no" for action in ("submit", "add", "decide", "move", "erase")]
        assert others == may and ("erase" in POLICY[role]) == ("manage" in POLICY[role]), role


@pytest.mark.parametrize("office", ["lead", "delegation:north", "public", ""])
def test_the_private_room_of_one_is_closed_to_everybody_else(office):
    ben = seated("ben", office, ROOMS, {"private": "officer"})
    assert not any(allowed(ben, "private", action) for action in ACTIONS)


@pytest.mark.parametrize("role", sorted(POLICY))
def test_no_grant_lets_a_delegation_into_the_rooms_of_the_others(role):
    ann = seated("ann", "delegation:north", ROOMS, {"south": role, "mediator": role})
    assert not any(allowed(ann, "south", action) for action in ACTIONS)
    assert [action for action in ACTIONS if allowed(ann, "mediator", action)] == ["submit"]


def test_a_room_admits_and_dismisses_whom_it_will_otherwise():
    assert role_in(Chamber("party:north"), "eve", "lead", "reader") == "reader"
    assert role_in(Chamber("joint"), "ann", "delegation:north", "") is None
    assert role_in(Chamber("archive"), "cy", "", "member") == "member"


@pytest.mark.parametrize("word", ["", "chief", "delegation", "delegation:", "lead:north", "Lead"])
def test_a_word_that_is_no_office_is_refused(word):
    with pytest.raises(UsageError, match=r"no office; one of lead, .*delegation:PARTY"):
        office_of(word)


@pytest.mark.parametrize(
    "name, opened, kind",
    [
        ("press", True, "public"),
        ("press", False, "closed"),
        ("joint", False, "joint"),
        ("party:north", False, "party"),
        ("party:", False, "closed"),
        ("joint:x", False, "closed"),
        ("own:ann", False, "own"),
    ],
)
def test_the_kind_of_a_room_follows_from_its_name(name, opened, kind):
    assert Chamber(name, opened).kind == kind


def test_what_another_room_holds_changes_neither_hits_nor_their_scores(database):
    """Ranks are counted within one room: passages of a closed one would show in the scores of an open one."""
    keys = {"open": Blinding(b"o" * 32), "closed": Blinding(b"c" * 32)}
    rooms = {"open": Searched(keys["open"], 1), "closed": Searched(keys["closed"], 2)}

    def fill(room, place, texts):
        with database.writing() as connection:
            shelf = Shelf(room, place, 0)
            found = []
            for entry, text in enumerate(texts):
                shelf.keep("reading", f"{room}{entry}", entry, entry)
                found.append(Passage("document", f"{room}{entry}", entry, text))
            shelf.write(connection)
            told = passages.blinded(found, keys[room], place, postgres=database.postgres)
            passages.put(connection, room, told, postgres=database.postgres)

    def answer():
        actor = Actor("ann", {"open": "reader"})
        with database.reading(actor) as connection:
            return passages.find(connection, actor, parse("bridge"), rooms, at=None, most=9, postgres=database.postgres)

    fill("open", 1, ["The bridge at Sable", "A bridge and a road and a market", "Nothing of the kind"])
    before = answer()
    assert len(before) == 2
    fill("closed", 2, [f"the bridge again {number}" for number in range(300)])
    assert answer() == before
    with database.reading(operator(keys)) as connection:
        both = passages.find(
            connection, operator(keys), parse("bridge"), rooms, at=None, most=999, postgres=database.postgres
        )
    assert len(both) == 302
