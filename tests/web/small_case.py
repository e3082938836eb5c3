"""A small case with an open room and a closed one, for the tests of the site."""

from __future__ import annotations

from pathlib import Path

from goodoffices.monitoring.bulletin_settings import PLAIN, Settings
from goodoffices.records import CaseParty, CaseSettings
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.case.moving import move

SETTINGS = CaseSettings(
    name="Port Sable",
    titles={"uk": "Порт Сейбл"},
    parties=(
        CaseParty("aa", "Arda", side="aa"),
        CaseParty("bb", "Brend", side="bb"),
        CaseParty("mm", "Mediator", "mediator"),
    ),
    four_eyes=("move",),
)
PAGES = {
    "harbour-post.txt": "The Harbour Post\nTalks in Geneva end on second day\n18 February 2026\n\nThe talks between Ukraine and "
    "Russia in Geneva ended on 18 February after two hours, said Rustem Umerov. The session on 17 February lasted six "
    "hours. Umerov said that the talks were difficult but that there was progress.\n",
    "evening-wire.txt": "Evening Wire\nGeneva round closes\n18 February 2026\n\nThe talks in Geneva between Russia and Ukraine "
    "on 17 February lasted about four hours, a source told the agency. Vladimir Medinsky said that the talks were "
    "business-like. The session on 18 February lasted two hours.\n",
}
CLOSED = {
    "closed-note.txt": "Closed Note\nMeeting in Zurich\n19 February 2026\n\nRustem Umerov met Vladimir Medinsky in Zurich on "
    "19 February 2026 for three hours. The Zurich meeting ended at noon.\n"
}
INCIDENTS = """incident,members,time_begin,time_end,lat,lon,radius_90_m,act,target,accused,level,region
inc_w1,w1|w2,2031-02-10T09:00:00Z,2031-02-10T09:20:00Z,48.1,37.2,900,strike,energy,aa,alleged,Low Ford
inc_w3,w3,2031-02-11T10:30:00Z,2031-02-11T10:30:00Z,48.2,37.4,300,shelling,homes,bb,alleged,High Ford
inc_w4,w4|w9,2031-02-11T20:00:00Z,2031-02-11T20:00:00Z,,,,shelling,,aa,alleged,
"""
REPORTS = """id,source,owner,side,kind,polarity,text
w1,village watch,watch,,,asserted,The Ostrel substation was struck at nine
w2,mast seven,mission,,acoustic,asserted,
w3,radio,radio,,,asserted,<b>Shells</b> fell on Ostrel homes
w4,radio,radio,aa,,denied,Nobody fired
"""
QUIET = """
[[commitment]]
id = "quiet"
title = "No strikes on energy"
clause = {number = "4", text = "Nothing shall strike Ostrel"}
bound = ["aa", "bb"]
acts = ["strike"]
targets = ["energy"]
[[commitment.reading]]
by = "mm"
begin = 2031-02-01
end = "open"
"""
EFFORT = "time_begin,time_end,kind\n2031-02-01T00:00:00Z,2031-02-20T00:00:00Z,patrol\n"
BULLETIN_ENDS = 1_928_620_800_000_000
"""2031-02-12T00:00Z: a day with two of the incidents."""
ROLES = ("reader", "member", "officer")


def pages(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def watch(bench: Workbench, base: Path, settings: Settings = PLAIN) -> None:
    """What the monitoring room holds: incidents with and without a place, reports, a commitment, effort, verdicts."""
    tables = {"incidents.csv": INCIDENTS, "reports.csv": REPORTS, "quiet.toml": QUIET, "effort.csv": EFFORT}
    for name, text in tables.items():
        (base / name).write_text(text, encoding="utf-8")
    room = bench.centre()
    room.bring(
        incidents=base / "incidents.csv",
        reports=base / "reports.csv",
        commitments=[base / "quiet.toml"],
        tables={"effort": [base / "effort.csv"]},
    )
    room.judge()
    room.issue(room.bulletin(settings, BULLETIN_ENDS), ["en"], paper=False)


def small_case(place: str, base: Path) -> None:
    """A case with the rooms press and talks; in each a reader, a member and an officer, named after room and role."""
    with Workbench.create(place, Intake((), SETTINGS, zone="Europe/Vienna")) as bench:
        for room in ("talks", "centre"):
            bench.add_room(room, open_to_all=False)
        for room in ("press", "talks", "centre"):
            for role in ROLES:
                bench.member(f"{room}-{role}", role, room=room)
        bench.add(Intake.of([pages(base / "open", PAGES)]))
        bench.add(Intake.of([pages(base / "closed", CLOSED)]), room="talks")
        watch(bench, base)
        for room in ("press", "talks"):
            made = bench.reader("en").briefs()
            place = bench.desk.room(room)
            made.drafts.begin(place, f"Brief of {room}", "en", made.proposed(place))
        for room, target in (("press", "talks"), ("talks", "press")):
            (held, *_) = bench.desk.standing("document", room=bench.desk.room(room))
            move(bench.desk, held.id, target, "asked for", source=room)
