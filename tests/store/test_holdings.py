from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StoreTrouble
from goodoffices.ledger.storage import open_storage
from goodoffices.store import holdings
from goodoffices.store.database import Database
from goodoffices.store.holdings import Shelf
from goodoffices.store.rights import operator
from postgres import spoil_text

ACTOR = operator(["r"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["keep", "end", "end_about", "forget"]),
        st.sampled_from(["claim", "finding"]),
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(["d1", "d2"]),
    ),
    max_size=25,
)


def run(steps, cuts):
    """The table after the steps, in batches that end after the steps whose numbers are in `cuts`."""
    database = Database(":memory:")
    database.create()
    with database.writing() as connection:
        shelf = Shelf("r", 1, 0)
        for number, (step, what, ident, about) in enumerate(steps):
            if step == "keep":
                shelf.keep(what, ident, number, number, about)
            elif step == "end":
                shelf.end(what, ident, number)
            elif step == "end_about":
                shelf.end_about(what, about, number)
            else:
                shelf.forget(number // 2)
            if number in cuts:
                shelf.write(connection)
                shelf = Shelf("r", 1, number + 1)
        shelf.write(connection)
        rows = connection.exec_driver_sql(
            "SELECT room, what, id, entry, seen, gone, about FROM holdings ORDER BY entry"
        ).fetchall()
    database.close()
    return [tuple(row) for row in rows]


@given(STEPS, st.sets(st.integers(0, 24)))
def test_the_table_does_not_depend_on_how_entries_were_batched(steps, cuts):
    assert run(steps, cuts) == run(steps, set())


@given(STEPS)
def test_one_thing_stands_once(steps):
    standing = [(row[1], row[2]) for row in run(steps, set()) if row[5] is None]
    assert len(standing) == len(set(standing))


def test_views_as_of_a_time_and_changes_since(database):
    with database.writing() as connection:
        shelf = Shelf("r", 1, 0)
        shelf.keep("finding", "f", 0, 10)
        shelf.keep("finding", "f", 1, 20)
        shelf.keep("finding", "g", 2, 20)
        shelf.end("finding", "g", 30)
        shelf.write(connection)
    with database.reading(ACTOR) as connection:
        at = {
            time: [(one.id, one.entry) for one in holdings.standing(connection, ACTOR, "finding", at=time)]
            for time in (9, 10, 20, 30)
        }
        assert at == {9: [], 10: [("f", 0)], 20: [("f", 1), ("g", 2)], 30: [("f", 1)]}
        told = [(one.id, one.change) for one in holdings.changes(connection, ACTOR, 15)]
        assert told == [("f", "changed"), ("g", "new"), ("g", "gone")]
        assert [(one.id, one.change) for one in holdings.changes(connection, ACTOR, 25)] == [("g", "gone")]


def test_what_ends_is_looked_up_though_the_server_has_not_counted_the_table(postgres):
    """A table that has just been filled: what is asked for must not be looked for among all that is there."""
    made = Database(postgres)
    made.create()
    many = 3_000
    with made.writing() as connection:
        shelf = Shelf("r", 1, 0)
        for number in range(many):
            shelf.keep("claim", f"c{number}", number, number, f"d{number // 30}")
        shelf.write(connection)
    with made.writing() as connection:
        shelf = Shelf("r", 1, many)
        for number in range(100):
            shelf.keep("claim", f"c{100 * number}", many + number, many, f"e{number}")
        shelf.end_about("claim", "d7", many)
        shelf.write(connection)
        # Of this transaction: how many rows indexes gave, and how many were looked at one after the other.
        counted = "SELECT idx_tup_fetch, seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'holdings'"
        fetched, walked = connection.exec_driver_sql(counted).one()
        ended = connection.exec_driver_sql("SELECT count(*) FROM holdings WHERE gone IS NOT NULL").scalar_one()
    made.close()
    assert ended == 30 + len({100 * number for number in range(30)} - set(range(210, 240)))
    assert walked == 0
    assert fetched < 3 * ended


def test_text_that_is_none_is_trouble_that_a_rebuild_mends(database, request):
    with database.writing() as connection:
        shelf = Shelf("r", 1, 0)
        shelf.keep("claim", "c", 0, 0)
        shelf.write(connection)
        if not database.postgres:
            connection.exec_driver_sql("UPDATE holdings SET id = CAST(x'b3' AS TEXT)")
    if database.postgres:
        spoil_text(request.getfixturevalue("postgres"), "holdings", "id")
    trouble = pytest.raises(StoreTrouble, match=r"cannot be read: .*goodoffices rebuild")
    with trouble, database.reading(ACTOR) as connection:
        holdings.standing(connection, ACTOR, "claim")


def test_tables_of_postgresql_wait_for_no_disk_and_logs_do(postgres):
    made = Database(postgres)
    made.create()
    with made.writing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "off"
    with made.reading(ACTOR) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
    made.close()
    storage = open_storage(postgres, create=True)
    assert storage.ask("SHOW synchronous_commit") == [("on",)]
    storage.close()
