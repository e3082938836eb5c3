"""A small case with an open room and a closed one, for the tests of the site."""

from __future__ import annotations

from pathlib import Path

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
ROLES = ("reader", "member", "officer")


def pages(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def small_case(place: str, base: Path) -> None:
    """A case with the rooms press and talks; in each a reader, a member and an officer, named after room and role."""
    with Workbench.create(place, Intake((), SETTINGS, zone="Europe/Vienna")) as bench:
        bench.add_room("talks", open_to_all=False)
        for room in ("press", "talks"):
            for role in ROLES:
                bench.member(f"{room}-{role}", role, room=room)
        bench.add(Intake.of([pages(base / "open", PAGES)]))
        bench.add(Intake.of([pages(base / "closed", CLOSED)]), room="talks")
        for room in ("press", "talks"):
            made = bench.reader("en").briefs()
            place = bench.desk.room(room)
            made.drafts.begin(place, f"Brief of {room}", "en", made.proposed(place))
        for room, target in (("press", "talks"), ("talks", "press")):
            (held, *_) = bench.desk.standing("document", room=bench.desk.room(room))
            move(bench.desk, held.id, target, "asked for", source=room)
