from __future__ import annotations

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from goodoffices.errors import NotAllowed, StoreTrouble
from goodoffices.store import holdings, passages
from goodoffices.store.blinding import Blinding
from goodoffices.store.database import READER, Database
from goodoffices.store.holdings import Shelf
from goodoffices.store.passages import Passage
from goodoffices.store.rights import POLICY, Actor, allowed, operator, require, rooms_for
from goodoffices.store.tables import METADATA
from postgres import owned_database

ACTIONS = ("read", "add", "decide", "erase", "manage")


def test_a_reader_reads_a_member_adds_and_only_an_officer_erases():
    ann, ben, eva = (
        Actor(name, {"r": role}) for name, role in (("ann", "reader"), ("ben", "member"), ("eva", "officer"))
    )
    assert [allowed(ann, "r", action) for action in ACTIONS] == [True, False, False, False, False]
    assert [allowed(ben, "r", action) for action in ACTIONS] == [True, True, True, False, False]
    assert [allowed(eva, "r", action) for action in ACTIONS] == [True] * 5
    assert not allowed(ben, "r", "read", "pii") and allowed(eva, "r", "read", "pii")


@given(st.sampled_from(sorted(POLICY)), st.sampled_from(ACTIONS), st.sampled_from(["main", "by", "pii"]))
def test_a_role_in_one_room_is_none_in_another(role, action, part):
    actor = Actor("x", {"r": role})
    assert not allowed(actor, "other", action, part)
    assert rooms_for(Actor("x"), action, part) == ()


def test_a_refusal_does_not_tell_whether_the_room_is_there():
    messages = []
    for room in ("there", "nowhere"):
        with pytest.raises(NotAllowed) as refused:
            require(Actor("ann"), room, "read")
        messages.append(str(refused.value))
    assert messages[0] == messages[1]


def fill(database):
    with database.writing() as connection:
        for place, room in enumerate(("a", "b"), 1):
            shelf = Shelf(room, place, 0)
            shelf.keep("claim", f"clm_{room}", 0, 10, "doc")
            shelf.keep("claim", f"clm_{room}2", 1, 20, "doc")
            shelf.write(connection)
    return database


@pytest.fixture
def two_rooms(database):
    return fill(database)


def test_queries_show_the_rooms_of_the_actor_alone(two_rooms):
    for actor, seen in ((operator(["a"]), {"a"}), (operator(["a", "b"]), {"a", "b"}), (Actor("x"), set())):
        with two_rooms.reading(actor) as connection:
            assert {one.room for one in holdings.standing(connection, actor, "claim")} == seen
            assert {room for room, _ in holdings.counts(connection, actor)} == seen
            assert {change.room for change in holdings.changes(connection, actor, 0)} == seen


def test_postgresql_itself_shows_only_the_rooms_of_the_setting(postgres):
    made = Database(postgres)
    made.create()
    fill(made)
    with made.reading(operator(["b"])) as connection:
        assert connection.execute(text("SELECT DISTINCT room FROM holdings")).scalars().all() == ["b"]
    with made.reading(Actor("x")) as connection:
        assert connection.execute(text("SELECT count(*) FROM holdings")).scalar_one() == 0
    with pytest.raises(StoreTrouble, match="permission denied"), made.reading(operator(["b"])) as connection:
        connection.execute(text("DELETE FROM holdings"))
    made.close()


def test_postgresql_shows_nothing_without_a_setting_to_a_role_that_owns_nothing(postgres):
    made = Database(postgres)
    made.create()
    fill(made)
    made.close()
    with psycopg.connect(postgres, autocommit=True) as connection:
        tables = sorted(METADATA.tables)
        kept = connection.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relname = ANY(%s)",
            (tables,),
        )
        assert {name for (name,) in kept} == set(tables)
        # What looks with the rights of its owner would get around them: there is no view, and one function.
        views = connection.execute("SELECT count(*) FROM pg_views WHERE schemaname = current_schema()")
        assert views.fetchone() == (0,)
        definer = "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = current_schema()::regnamespace"
        assert connection.execute(definer).fetchall() == [("goodoffices_matches",)]
        owned = connection.execute(
            "SELECT count(*) FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = %s", (READER,)
        )
        assert owned.fetchone() == (0,)
        assert connection.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", (READER,)).fetchone() == (
            False,
        )
        connection.execute("CREATE ROLE stranger")
        connection.execute("SET ROLE stranger")
        with pytest.raises(psycopg.Error, match="permission denied"):
            connection.execute("SELECT * FROM goodoffices_matches('a', 'bridge', 'a4194304', 1::bigint << 62, 9)")
        connection.execute("RESET ROLE")
        connection.execute("DROP ROLE stranger")
        connection.execute(f"SET ROLE {READER}")
        for table in tables:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        for refused in ("SELECT * FROM ledger_logs", "SET ROLE tester2", "INSERT INTO projected VALUES ('x', 1, 1)"):
            with pytest.raises(psycopg.Error):
                connection.execute(refused)


def test_whoever_may_not_act_as_the_reader_learns_what_to_ask_for(postgres_server):
    with psycopg.connect(owned_database(postgres_server), autocommit=True) as connection:
        address = f"{postgres_server}/{connection.info.dbname}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE newcomer LOGIN")
        connection.execute(f"ALTER DATABASE {connection.info.dbname} OWNER TO newcomer")
    made = Database(address.replace("tester@", "newcomer@"))
    with pytest.raises(StoreTrouble, match=f'administrator.* GRANT {READER} TO "newcomer"'):
        made.create()
    made.close()


def test_the_policies_bind_an_owner_who_is_no_superuser(postgres_server):
    made = Database(owned_database(postgres_server))
    made.create()
    fill(made)
    with made.writing() as connection:
        assert connection.execute(text("SELECT row_security_active('holdings')")).scalar_one()
        connection.execute(text("DROP POLICY writing ON holdings"))
        assert connection.execute(text("SELECT count(*) FROM holdings")).scalar_one() == 0
    made.close()


def test_postgresql_looks_for_matches_in_the_rooms_of_the_setting_alone(postgres):
    """The function looks with the rights of the tables' owner: what keeps it within rooms is its own."""
    made = Database(postgres)
    made.create()
    fill(made)
    keys = {room: Blinding(room.encode() * 32) for room in "ab"}
    with made.writing() as connection:
        for place, room in enumerate("ab", 1):
            said = [Passage("document", f"clm_{room}", 0, "the bridge")]
            found = passages.blinded(said, keys[room], place, postgres=True)
            passages.put(connection, room, found, postgres=True)
    made.close()
    asked = "SELECT number FROM goodoffices_matches(%s, %s, %s, 1::bigint << 62, 9)"
    values = {room: (room, keys[room].token("w", "bridge"), f"a{place << 22}") for place, room in enumerate("ab", 1)}
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"SET ROLE {READER}")
        assert connection.execute(asked, values["a"]).fetchall() == []
        connection.execute("SELECT set_config('goodoffices.rooms', 'a', false)")
        assert connection.execute(asked, values["a"]).fetchall() == [(1 << 47,)]
        assert connection.execute(asked, values["b"]).fetchall() == []
        assert connection.execute(asked, ("a", *values["b"][1:])).fetchall() == []
        # A table of one's own under the same name is not the one that is read.
        connection.execute("CREATE TEMP TABLE passages (number bigint, room text, tokens tsvector)")
        assert connection.execute(asked, values["a"]).fetchall() == [(1 << 47,)]
