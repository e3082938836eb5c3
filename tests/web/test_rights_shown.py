"""What each room may see, as it is shown: what the rights function says, of one's own rooms, and of no other."""

from __future__ import annotations

from typing import get_args

import pytest

from goodoffices.records import CaseParty, CaseSettings
from goodoffices.store.rights import Action, Chamber, Office, allowed, seated
from goodoffices.workbench import Intake, Workbench

OFFICES = {
    "mara": "lead", "olek": "staff", "rita": "rapporteur", "una": "delegation:ua", "rufin": "delegation:ru",
    "mona": "monitor", "obed": "observer",
}  # fmt: skip


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    settings = CaseSettings(name="Sable", parties=(CaseParty("ua", "Ukraine"), CaseParty("ru", "Russia")))
    with Workbench.create(str(tmp_path_factory.mktemp("rights") / "case"), Intake((), settings)) as made:
        for room in ("mediator", "joint", "party:ua", "party:ru", "centre"):
            made.add_room(room, open_to_all=False)
        for name, office in OFFICES.items():
            made.seat(name, office)
        made.member("guest", "reader", room="joint")
        made.member("keeper", "officer", room="joint")
        yield made


def shown(bench, name, language="en"):
    return list(bench.as_member(name).reader(language).logs().rights())


@pytest.mark.parametrize("name", [*OFFICES, "guest", "keeper"])
def test_a_reader_learns_of_their_own_rooms_alone(bench, name):
    acting = bench.as_member(name)
    rows = shown(bench, name)
    mine = {room.name for room in acting.rooms()}
    assert {row.room for row in rows} == mine
    logs = acting.reader("en").logs()
    for line in logs.list():
        log = logs.log(line.ident, 1)
        assert list(log.entitled) == [row for row in rows if row.ident == line.ident]
        told = repr(log.entitled)
        assert all(room.name not in told for room in bench.rooms() if ":" in room.name and room.name not in mine)
    if name in ("una", "rufin"):
        other = "Russia" if name == "una" else "Ukraine"
        assert other not in repr(rows)


def test_what_is_shown_is_what_the_rights_say(bench):
    for line in bench.reader("en").logs().list():
        room = bench.desk.room(line.room)
        told = {row.who: row for row in bench.reader("en").logs().rights() if row.ident == line.ident}
        for name in OFFICES:
            actor = bench.as_member(name).desk.actor
            may = tuple(action for action in get_args(Action) if allowed(actor, room.key, action))
            found = [row for who, row in told.items() if who.startswith(f"{name} (")]
            assert [row.may for row in found] == ([may] if may else []), (line.room, name)
        offices = [row for row in told.values() if row.basis == "office"]
        chamber = Chamber(room.name, room.open)
        party = room.name.partition(":")[2] or "ua"
        holders = [f"delegation:{party}" if one == "delegation" else one for one in get_args(Office)]
        expected = [seated("", one, {room.key: chamber}, {}).roles.get(room.key) for one in holders]
        assert [row.role for row in offices] == [role for role in expected if role]
        assert [row.role for row in told.values() if row.basis == "keys"] == ["officer"]


def test_members_are_named_to_officers_and_their_offices_to_those_who_may_read_them(bench):
    assert {row.basis for row in shown(bench, "rita")} == {"office", "keys"}
    joint = [row for row in shown(bench, "mara") if row.room == "joint" and row.basis == "member"]
    assert {"guest", "keeper", "rita (rapporteur)", "una (delegation: Ukraine)"} <= {row.who for row in joint}
    named = {row.who for row in shown(bench, "keeper") if row.basis == "member"}
    assert {"guest", "keeper", "rita", "una", "rufin"} <= named
    assert not any("(" in who for who in named)


def test_a_sender_sees_nothing_of_what_they_hand_in(bench):
    (row,) = [one for one in shown(bench, "mara") if one.room == "mediator" and one.who == "delegation"]
    assert (row.role, row.sees, row.may) == ("sender", (), ("submit",))


def test_kinds_of_what_a_room_holds_are_counted_for_its_readers(bench):
    logs = bench.as_member("guest").reader("en").logs()
    log = logs.log(logs.list()[0].ident, 1)
    assert log.kinds["member"] == 2
    assert log.kinds["settings"] == 1


def test_offices_have_names_in_every_language(bench):
    said = {language: {row.who for row in shown(bench, "rita", language)} for language in ("en", "uk", "ru")}
    assert "rapporteur" in said["en"] and "доповідач" in said["uk"] and "докладчик" in said["ru"]
