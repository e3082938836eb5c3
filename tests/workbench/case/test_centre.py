"""The monitoring room of a case: kept once, judged by what it touches, levels that people give, bulletins that go out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from goodoffices.errors import NotAllowed, SecondPersonNeeded, UsageError
from goodoffices.monitoring.bulletin_settings import PLAIN
from goodoffices.monitoring.incidents import LEVELS
from goodoffices.publications.bulletins.folder import put
from goodoffices.publications.bulletins.signing import check_folder
from goodoffices.workbench import Intake, Workbench

HEAD = ("incident", "members", "time_begin", "time_end", "lat", "lon", "act", "target", "accused", "level")
ROWS = {
    "inc_r1": ("inc_r1", "r1|r2", "2031-02-10T09:00:00Z", "2031-02-10T09:00:00Z", 48.1, 37.2, "strike", "energy",
               "north", "corroborated"),
    "inc_r3": ("inc_r3", "r3", "2031-02-11T10:30:00Z", "2031-02-11T10:30:00Z", 48.2, 37.4, "strike", "homes",
               "south", "alleged"),
    "inc_r4": ("inc_r4", "r4|r5", "2031-02-12T20:00:00Z", "2031-02-12T20:00:00Z", "", "", "shelling", "", "north",
               "corroborated"),
}  # fmt: skip
REPORTS = (
    ("id", "source", "owner", "side", "kind", "polarity", "text"),
    ("r1", "village watch", "watch", "", "", "asserted", "The substation was struck at nine in the morning"),
    ("r2", "mast seven", "mission", "", "acoustic", "asserted", ""),
    ("r3", "radio", "radio", "south", "", "asserted", ""),
    ("r4", "radio", "radio", "south", "", "asserted", "Guns were heard over the river for half an hour"),
    ("r5", "evening paper", "paper", "", "", "asserted", "Guns were heard over the river for half an hour."),
)
COMMITMENTS = """
[[commitment]]
id = "energy"
bound = ["north", "south"]
acts = ["strike"]
targets = ["energy"]
[[commitment.reading]]
by = "east"
begin = 2031-02-01
end = "open"
[[commitment]]
id = "quiet-during-talks"
bound = ["north", "south"]
acts = ["strike"]
[[commitment.reading]]
by = "east"
sessions = true
"""
DAY, HOUR = 86_400_000_000, 3_600_000_000
ENDS = 1_928_620_800_000_000  # 2031-02-12T00:00Z


class Files:
    """The tables, in a folder of a test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commitments = self.write("truce.toml", COMMITMENTS)
        self.effort = self.write(
            "effort.csv", "time_begin,time_end,kind\n2031-02-01T00:00:00Z,2031-02-20T00:00:00Z,patrol\n"
        )
        self.reports = self.table("reports.csv", *REPORTS)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def table(self, name: str, *rows: tuple[object, ...]) -> Path:
        path = self.folder / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        return path

    def incidents(self, *rows: tuple[object, ...]) -> Path:
        return self.table("incidents.csv", HEAD, *(rows or ROWS.values()))


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


@pytest.fixture
def bench(place, tmp_path, files):
    path = files.write("case.toml", (
        'name = "Sector"\nfour_eyes = []\n[[party]]\nid = "north"\nname = "Norland"\n'
        '[[party]]\nid = "south"\nname = "Sudland"\n[[party]]\nid = "east"\nname = "Ostland"\nrole = "mediator"\n'
    ))  # fmt: skip
    with Workbench.create(place, Intake.of((), path)) as made:
        for name in ("centre", "mediator", "joint"):
            made.add_room(name, open_to_all=False)
        made.seat("vera", "monitor")
        made.seat("oleh", "monitor")
        made.seat("nils", "delegation:north")
        yield made


@pytest.fixture
def room(bench, files):
    held = bench.centre()
    held.bring(
        incidents=files.incidents(),
        reports=files.reports,
        commitments=[files.commitments],
        tables={"effort": [files.effort]},
    )
    return held


def acting(bench, name):
    from goodoffices.workbench.case.desk import member_of

    return Workbench(bench.desk.seen_by(member_of(bench.desk, name)))


def levels(room):
    held = room.incidents()
    return {ident: LEVELS[int(held.level[row])] for row, ident in enumerate(held.ids)}


def test_the_same_again_changes_nothing(room, files):
    size = room.room.ledger.size
    done = room.bring(
        incidents=files.incidents(),
        reports=files.reports,
        commitments=[files.commitments],
        tables={"effort": [files.effort]},
    )
    assert set(done.kept.values()) == {0}
    assert room.judge()
    size = room.room.ledger.size
    assert room.judge() == []
    assert room.room.ledger.size == size


def test_the_machine_says_corroborated_of_independent_owners_alone(room):
    assert levels(room) == {"inc_r1": "corroborated", "inc_r3": "alleged", "inc_r4": "alleged"}


def test_a_withdrawn_report_changes_the_findings_it_touches_and_no_other(bench, room):
    room.judge()
    before = {line["verdict"]: line for line in room.verdicts() if "incident" not in line}
    size = room.room.ledger.size
    bench.decide("report", "r2", "retracted", "the mast was out of order", room="centre")
    told = room.judge()
    assert [change.split(": ")[0] for change in told] == [
        "energy east 2031-02-01T00:00:00Z None", "inc_r1 energy east", "inc_r1 quiet-during-talks east",
    ]  # fmt: skip
    assert "breached -> undetermined" in told[0]
    assert before.keys() >= {"breached"}
    # The decision and the lines that say something else; everything else stays as it was.
    assert room.room.ledger.size == size + 1 + len(told)
    bench.decide("report", "r2", "restored", "the mast was in order after all", room="centre")
    assert "undetermined -> breached" in room.judge()[0]


def test_an_incident_without_reports_is_withdrawn(bench, room):
    bench.decide("report", "r3", "retracted", "never said so", room="centre")
    assert levels(room)["inc_r3"] == "withdrawn"


def test_only_a_person_with_the_role_gives_the_other_levels_and_the_record_says_who(bench, room):
    with pytest.raises(NotAllowed):
        acting(bench, "nils").decide("incident", "inc_r3", "verified", "we say so", room="centre")
    with pytest.raises(UsageError, match="say why"):
        acting(bench, "vera").decide("incident", "inc_r3", "verified", " ", room="centre")
    with pytest.raises(UsageError, match="no verdict"):
        acting(bench, "vera").decide("incident", "inc_r3", "rejected", "x", room="centre")
    acting(bench, "vera").decide("incident", "inc_r3", "verified", "photographs placed", room="centre")
    assert levels(room)["inc_r3"] == "verified"
    held = room.levels()["inc_r3"]
    assert (held.level, held.who, held.why) == ("verified", "vera", "photographs placed")
    acting(bench, "oleh").decide("incident", "inc_r3", "restored", "the wrong street", room="centre")
    assert levels(room)["inc_r3"] == "alleged"


def test_a_level_goes_with_the_report_when_the_incident_gets_another_name(bench, room, files):
    acting(bench, "vera").decide("incident", "inc_r3", "attributed", "an inquiry", room="centre")
    earlier = ("inc_r0", "r0|r3", *ROWS["inc_r3"][2:])
    done = room.bring(incidents=files.incidents(ROWS["inc_r1"], earlier, ROWS["inc_r4"]))
    assert (done.kept["incident"], done.gone["incident"]) == (1, 1)
    assert levels(room)["inc_r0"] == "attributed"


def test_with_four_eyes_a_level_holds_once_two_gave_it(bench, room):
    import msgspec

    settings = bench.settings("centre")
    bench.set(msgspec.structs.replace(settings, settings=msgspec.structs.replace(
        settings.settings, four_eyes=("decide",))), room="centre")  # fmt: skip
    assert acting(bench, "vera").decide("incident", "inc_r3", "verified", "photographs", room="centre").waits
    assert levels(room)["inc_r3"] == "alleged"
    with pytest.raises(SecondPersonNeeded):
        acting(bench, "vera").decide("incident", "inc_r3", "verified", "photographs", room="centre")
    assert not acting(bench, "oleh").decide("incident", "inc_r3", "verified", "seen as well", room="centre").waits
    assert room.levels()["inc_r3"].who == "vera, oleh"


def test_a_row_that_says_what_only_people_say_is_refused_and_the_rest_is_kept(room, files):
    done = room.bring(incidents=files.incidents((*ROWS["inc_r1"][:-1], "verified"), ROWS["inc_r3"]))
    assert ["a person's to give" in str(refusal) for refusal in done.refused] == [True]
    assert levels(room)["inc_r1"] == "corroborated", "what the refused row is about stays as it was"
    assert (set(levels(room)), done.gone) == (set(ROWS), {})


def test_a_report_whose_id_came_before_with_other_content_is_refused(room, files):
    done = room.bring(reports=files.table("more.csv", *REPORTS, ("r1", "echo", *[""] * 5), ("", "nobody", *[""] * 5)))
    assert [refusal.place for refusal in done.refused] == ["row 7", "row 8"]
    assert done.kept == {"report": 0}


def test_rules_that_hold_during_talks_are_joined_to_the_sittings_that_were_entered(bench, room):
    room.judge()
    (line,) = [x for x in room.verdicts() if x["commitment"] == "quiet-during-talks" and "incident" not in x]
    assert (line["verdict"], line["reason"]["code"]) == ("undetermined", "no-session")
    talks = bench.talks()
    talks.enter("round", {"place": "Geneva", "dates": "2031-02-11"})
    sitting = {"day": "2031-02-11", "opened": "11:00", "closed": "13:00"}
    talks.enter("sitting", sitting, source="mediator", room="joint")
    assert room.judge() == [], "times that readers of the room may not know are not told by its verdicts"
    talks.enter("sitting", sitting, source="rapporteur", room="centre")
    told = room.judge()
    assert any(change.startswith("inc_r3 quiet-during-talks") and "-> within" in change for change in told)
    (line,) = [x for x in room.verdicts() if x["commitment"] == "quiet-during-talks" and "incident" not in x]
    assert (line["begin"], line["incidents"]) == ("2031-02-11T10:00:00Z", ["inc_r3"])
    assert line["phase"].endswith("2031-02-11 (rapporteur)")


def test_of_accounts_that_differ_each_is_a_period_of_its_own(bench, room):
    talks = bench.talks()
    talks.enter("round", {"place": "Geneva", "dates": "2031-02-11"}, room="centre")
    for source, closed in (("rapporteur", "13:00"), ("delegation:south", "11:20")):
        said = {"day": "2031-02-11", "opened": "11:00", "closed": closed}
        talks.enter("sitting", said, source=source, room="centre")
    room.judge()
    lines = [x for x in room.verdicts() if x["commitment"] == "quiet-during-talks" and "incident" not in x]
    assert {line["phase"].partition("(")[2]: line["counts"]["within"] for line in lines} == {
        "rapporteur)": 1,
        "delegation:south)": 0,
    }


def test_verdicts_can_be_asked_as_of_a_time(bench, room):
    room.judge()
    then = max(one.seen for one in bench.desk.standing("verdict", room=room.room))
    acting(bench, "vera").decide("incident", "inc_r1", "out-of-scope", "an accident", room="centre")
    room.judge()
    held = [
        line["verdict"] for line in room.verdicts(then) if line["commitment"] == "energy" and "incident" not in line
    ]
    assert held == ["breached"]
    now = [line["verdict"] for line in room.verdicts() if line["commitment"] == "energy" and "incident" not in line]
    assert now == ["kept"]


def test_a_bulletin_that_went_out_is_kept_signed_and_corrected_by_the_next(bench, room, tmp_path):
    first = room.bulletin(PLAIN, ENDS)
    files = room.issue(first, ["en"], paper=False)
    assert room.issue(room.bulletin(PLAIN, ENDS), ["en"], paper=False) == files
    put(tmp_path / "out", files)
    assert check_folder(tmp_path / "out", room.key()).wrong == ()
    with pytest.raises(UsageError, match="whose period this one shares"):
        room.issue(room.bulletin(PLAIN, ENDS + DAY - HOUR), ["en"], paper=False)
    acting(bench, "vera").decide("incident", "inc_r3", "verified", "photographs placed", room="centre")
    with pytest.raises(UsageError, match="the next one corrects it"):
        room.issue(room.bulletin(PLAIN, ENDS), ["en"], paper=False)
    second = room.bulletin(PLAIN, ENDS + DAY)
    assert second.compared == (first.id,)
    (correction,) = second.corrections
    assert (correction.about, correction.changes) == ("inc_r3", (("level", "alleged", "verified"),))


def test_who_may_not_read_the_room_learns_nothing_of_it(bench, room):
    bench.seat("olga", "observer")
    with pytest.raises(NotAllowed, match="may not read a room of that name"):
        acting(bench, "olga").centre()


def test_a_report_can_be_erased_and_the_log_still_verifies(bench, room):
    assert bench.erase("report", "r1", "asked by the witness", room="centre").entries == 1
    assert "substation" not in "".join(text for _, text in bench.desk.bodies(bench.desk.standing("report")))
    assert list(bench.problems()) == []
    with pytest.raises(UsageError, match="no report r1"):
        bench.erase("report", "r1", "again", room="centre")


def test_the_tables_can_be_made_again_from_the_logs(bench, room, place):
    room.judge()
    before = room.verdicts()
    Workbench.rebuilt(place).close()
    assert room.verdicts() == before
    assert list(bench.problems()) == []
