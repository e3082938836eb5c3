"""A case against what a run over the same pages gives, in any order, in any portions, on both databases."""

from __future__ import annotations

import subprocess
import sys
import time

import msgspec
import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.errors import NotAllowed, StoreTrouble, UsageError
from goodoffices.ledger.parts import checked_body
from goodoffices.lexicon.names.spelling import skeleton
from goodoffices.store import passages
from goodoffices.store.matches import words_of
from goodoffices.store.stems import stem
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.briefing import brief_to_folder
from goodoffices.workbench.case import following
from goodoffices.workbench.case.bodies import ThingBody, read
from goodoffices.workbench.case.meaning import THINGS
from goodoffices.workbench.case.retelling import retell
from goodoffices.workbench.case.showing import reading_of
from goodoffices.workbench.case.viewing import SNIPPET
from goodoffices.workbench.progress import quiet


def texts(pages):
    return sorted(pages.glob("*.txt"))


def things(bench):
    """Everything that stands in the press room: (kind, id, text of its body)."""
    desk = bench.desk
    room = desk.room("press")
    return {
        (what, held.id, text)
        for what in ("document", *THINGS)
        for held, text in desk.bodies(desk.standing(what, room=room))
        if what != "document"
    } | {("document", held.id, "") for held in desk.standing("document", room=room)}


def tables(bench):
    """The rows of every projection, and the tokens of every passage at their places."""
    found = {}
    with bench.desk.database.reading(bench.desk.actor) as connection:
        for table, columns in (
            ("holdings", "number, room, what, id, entry, seen, gone, about"),
            ("passages", "number, room, what, id, entry" + (", tokens::text" if bench.desk.database.postgres else "")),
            ("spellings", "room, shorter, name"),
            ("projected", "room, version, entries"),
        ):
            found[table] = sorted(
                tuple(row) for row in connection.exec_driver_sql(f"SELECT {columns} FROM {table}").fetchall()
            )
        if not bench.desk.database.postgres:
            for room in bench.desk.rooms:
                words = words_of(room)
                connection.exec_driver_sql(
                    f"CREATE VIRTUAL TABLE temp.these USING fts5vocab('main', '{words}', 'instance')"
                )
                tokens = connection.exec_driver_sql('SELECT doc, "offset", term FROM temp.these').fetchall()
                found[words] = sorted(tuple(row) for row in tokens)
                connection.exec_driver_sql("DROP TABLE temp.these")
    return found


def test_the_brief_of_a_case_is_that_of_its_pages(made, pages, tmp_path):
    outcome = made.add(Intake.of(texts(pages)))
    assert (outcome.done, outcome.known, outcome.told) == (len(texts(pages)), 0, outcome.told)
    made.brief(tmp_path / "case-brief")
    intake = Intake.of(texts(pages), pages / "case.toml")
    brief_to_folder(intake, tmp_path / "brief", language="en", as_of=None, progress=quiet)
    names = sorted(path.relative_to(tmp_path / "brief") for path in (tmp_path / "brief").rglob("*") if path.is_file())
    assert len(names) >= 5
    for name in names:
        assert (tmp_path / "case-brief" / name).read_bytes() == (tmp_path / "brief" / name).read_bytes(), name


def test_adding_again_changes_nothing(made, pages):
    made.add(Intake.of(texts(pages)))
    before = made.status()
    outcome = made.add(Intake.of(texts(pages)))
    assert (outcome.done, outcome.known, outcome.told) == (0, len(texts(pages)), 0)
    assert made.status() == before


@pytest.fixture(scope="session")
def whole(pages, tmp_path_factory):
    """Everything that stands in a case to which all pages were added at once."""
    base = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as setting:
        setting.setenv("GOODOFFICES_KEYS", str(base / "keys"))
        with Workbench.create(str(base / "case"), Intake.of((), pages / "case.toml")) as bench:
            bench.add(Intake.of(texts(pages)))
            found = things(bench)
    assert any(what == "finding" for what, _, _ in found)
    return found


def test_pages_added_one_by_one_backwards_come_to_the_same_things_and_tables_made_again(made, pages, place, whole):
    for path in reversed(texts(pages)):
        made.add(Intake.of([path]))
    assert things(made) == whole
    before = tables(made)
    shown = {query: made.search(query) for query in ("Umerov", '"working groups"', "speaker:Medinsky")}
    Workbench.rebuilt(place).close()
    assert tables(made) == before
    assert {query: made.search(query) for query in shown} == shown
    with Workbench.open(place) as again:
        assert tables(again) == before


def test_a_rebuild_by_several_processes_makes_the_same_tables(made, pages, place, monkeypatch):
    made.add(Intake.of(texts(pages)))
    before = tables(made)
    monkeypatch.setattr(following, "ALONE", 0)
    monkeypatch.setattr(following, "AT_ONCE", 40)
    seen = []
    with Workbench.rebuilt(place, lambda number, name: seen.append(number)) as again:
        assert tables(again) == tables(made) == before
    assert seen[-1] == sum(room.ledger.size for room in made.rooms()) > 80
    assert len(seen) == -(-seen[-1] // 40)


def test_a_rebuild_that_was_interrupted_goes_on(made, pages, place, monkeypatch):
    made.add(Intake.of(texts(pages)[:2]))
    before = tables(made)
    monkeypatch.setattr(following, "AT_ONCE", 40)

    def stop(number, name):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Workbench.rebuilt(place, stop)
    assert tables(made) != before
    with Workbench.open(place) as again:
        assert tables(again) == before


def test_tables_of_another_version_are_made_again_on_opening(made, pages, place):
    made.add(Intake.of(texts(pages)[:2]))
    before = tables(made)
    with made.desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE projected SET version = 0")
        connection.exec_driver_sql("DELETE FROM holdings")
    with Workbench.open(place) as again:
        assert tables(again) == before


@pytest.mark.parametrize("damage", ["DELETE FROM projected", "DROP TABLE projected", "DROP TABLE holdings"])
def test_tables_that_cannot_be_gone_on_from_are_made_again_when_told_to(made, pages, place, damage):
    made.add(Intake.of(texts(pages)[:2]))
    before = tables(made)
    with made.desk.database.writing() as connection:
        connection.exec_driver_sql(damage)
    with pytest.raises(StoreTrouble, match="goodoffices rebuild"), Workbench.open(place) as damaged:
        damaged.status()
    ran = CliRunner().invoke(main, ["rebuild", place])
    assert (ran.exit_code, "entries shown" in ran.output) == (0, True)
    with Workbench.open(place) as again:
        assert tables(again) == before


def test_an_entry_that_no_table_shows_yet_is_shown_on_opening(made, pages, place):
    made.add(Intake.of(texts(pages)[:1]))
    before = tables(made)
    with made.desk.database.writing() as connection:
        room = made.rooms()[0].key
        passages.forget(connection, room, range(5, 10_000), postgres=made.desk.database.postgres)
        connection.exec_driver_sql("DELETE FROM holdings WHERE entry >= 5")
        connection.exec_driver_sql("UPDATE projected SET entries = 5")
    with Workbench.open(place) as again:
        assert tables(again) == before


def test_views_as_of_a_time_show_what_was_known_then(made, pages):
    first, *rest = texts(pages)
    made.add(Intake.of([first]))
    (room,) = made.rooms()
    known = room.ledger._clock()
    early = made.status(known)[0].holds
    made.add(Intake.of(rest))
    assert made.status(known)[0].holds == early
    assert early["document"] == 1
    assert made.status()[0].holds["document"] == len(texts(pages))
    assert {row.finding.id for row in made.findings(at=known)} <= {
        one.id for one in made.desk.standing("finding", at=known)
    }
    told = made.changes(known)
    assert {one.change for one in told if one.what == "document"} == {"new"}
    assert len([one for one in told if one.what == "document"]) == len(rest)


def test_a_retracted_document_counts_no_more_until_it_is_restored(made, pages):
    made.add(Intake.of(texts(pages)))
    before = things(made)
    held = made.desk.standing("document")[0]
    made.decide("document", held.id, "retracted", "withdrawn by the outlet")
    claims = {one.id for one in made.desk.standing("claim", about=held.id)}
    assert claims
    for row in made.findings():
        assert not claims & {claim for answer in row.finding.values for claim in answer.claims}
    assert held.id in {one.id for one in made.desk.standing("document")}
    made.decide("document", held.id, "restored", "the outlet stands by it")
    assert things(made) == before


def test_a_rejected_claim_supports_no_finding(made, pages):
    made.add(Intake.of(texts(pages)))
    row = next(row for row in made.findings() if row.finding.status == "disputed")
    claim = row.finding.values[0].claims[0]
    made.decide("claim", claim, "rejected", "read wrongly")
    for row in made.findings():
        assert claim not in {one for answer in row.finding.values for one in answer.claims}


def test_a_decision_that_cannot_be_is_refused(made, pages):
    made.add(Intake.of(texts(pages)[:1]))
    with pytest.raises(UsageError, match="no verdict"):
        made.decide("claim", "clm_x", "same", "why")
    with pytest.raises(UsageError, match="has no claim"):
        made.decide("claim", "clm_x", "rejected", "why")


def test_members_do_what_their_role_allows_and_strangers_see_nothing(made, pages, place):
    made.add(Intake.of(texts(pages)[:1]))
    made.member("ann", "reader")
    made.member("ben", "member")
    with Workbench.open(place, "ann") as ann:
        assert ann.status()[0].holds["document"] == 1
        assert ann.search("in:document")
        with pytest.raises(NotAllowed):
            ann.add(Intake.of(texts(pages)))
    with Workbench.open(place, "ben") as ben:
        assert ben.add(Intake.of(texts(pages)[1:2])).done == 1
        with pytest.raises(NotAllowed):
            ben.member("cat", "officer")
    with Workbench.open(place, "nobody") as nobody:
        assert nobody.status() == [] and nobody.findings() == [] and nobody.search("Geneva") == []
        assert nobody.changes(0) == []
        with pytest.raises(NotAllowed):
            nobody.brief(made.desk.place.blobs, room="press")
    made.member("ann", "")
    with Workbench.open(place, "ann") as ann:
        assert ann.status() == []


def test_a_closed_room_shows_in_no_file_of_the_case_and_to_no_other_member(made, pages, place, tmp_path):
    made.add_room("delegation north", open_to_all=False)
    made.add(Intake.of(texts(pages)[:1]), room="delegation north")
    made.member("ann", "reader", room="press")
    with Workbench.open(place, "ann") as ann:
        assert [state.name for state in ann.status()] == ["press"]
        assert ann.search("in:document") == []
    said = texts(pages)[0].read_text(encoding="utf-8").splitlines()
    phrases = [line[:40].encode() for line in said if len(line) > 60]
    assert phrases
    for path in tmp_path.rglob("*"):
        if path.is_file() and "keys" not in path.parts:
            kept = path.read_bytes()
            assert b"delegation north" not in kept
            assert not any(phrase in kept for phrase in phrases)


@pytest.mark.parametrize("name", ["", " ", "two\nlines", "\u202eright to left", "x" * 101])
def test_a_room_has_a_name_that_can_be_read(made, name):
    with pytest.raises(UsageError, match="one line"):
        made.add_room(name, open_to_all=False)


def test_where_a_case_is_already_none_is_made(made, place, pages):
    with pytest.raises(UsageError):
        Workbench.create(place, Intake.of((), pages / "case.toml"))


@pytest.mark.parametrize("name", ["file", "file/case", "x" * 5_000])
def test_where_no_case_can_be_none_is_made(tmp_path, name):
    (tmp_path / "file").write_text("not a folder")
    for words in (["init"], ["status"], ["rebuild"]):
        ran = CliRunner().invoke(main, [*words, str(tmp_path / name)])
        assert ran.exit_code == 2, ran.output
        assert "case" in ran.output


def test_what_is_no_case_is_said_to_be_none(tmp_path):
    with pytest.raises(UsageError, match="goodoffices init"):
        Workbench.open(str(tmp_path / "nothing"))


def test_people_whom_a_person_told_apart_stay_apart_until_that_is_taken_back(made, pages):
    made.add(Intake.of(texts(pages)))
    before = things(made)
    room = made.desk.room("press")
    judged = [
        read(text, ThingBody).judgement for _, text in made.desk.bodies(made.desk.standing("judgement", room=room))
    ]
    joined = next(one for one in judged if one.verdict == "same" and one.who.startswith("people"))
    count = made.status()[0].holds["person"]
    made.decide("judgement", joined.id, "different", "two people")
    assert made.status()[0].holds["person"] > count
    again = next(
        read(text, ThingBody).judgement
        for _, text in made.desk.bodies(made.desk.standing("judgement", room=room))
        if (read(text, ThingBody).judgement.left, read(text, ThingBody).judgement.right) == (joined.left, joined.right)
    )
    assert again.verdict == "different" and again.reasons[-1].feature == "decided by a person"
    made.decide("judgement", again.id, "restored", "one person after all")
    assert things(made) == before


ELSEWHERE = (
    "Jeddah Courier\nSudan and Ethiopia meet in Jeddah\n10 March 2025\n\nThe talks between Sudan and Ethiopia in Jeddah on "
    "10 March 2025 lasted {hours} hours, said Amina Okello. The next round will be held in Jeddah on 14 March 2025.\n"
)


def test_a_decision_tells_only_the_story_that_it_touches_anew(made, pages, tmp_path):
    for hours in ("two", "five"):
        (tmp_path / f"{hours}.txt").write_text(ELSEWHERE.format(hours=hours))
    made.add(Intake.of([*texts(pages), tmp_path / "two.txt", tmp_path / "five.txt"]))
    before = {one.id: one.entry for one in made.desk.standing("story")}
    assert len(before) == 2
    for who in ("people", "events"):
        held = {one.id: one.about for one in made.desk.standing("judgement")}
        weighed = [read(text, ThingBody).judgement for _, text in made.desk.bodies(made.desk.standing("judgement"))]
        pair = next(one for one in weighed if one.verdict == "same" and one.who.startswith(who))
        told = {one.id: one.entry for one in made.desk.standing("story")}
        made.decide("judgement", pair.id, "different", "two")
        now = {one.id: one.entry for one in made.desk.standing("story")}
        assert {ident for ident in now if now[ident] != told[ident]} == {held[pair.id]}
    # What was left alone is what a telling of everything comes to.
    stood = things(made)
    body = made.desk.settings_body(made.desk.room("press"))
    made.set(msgspec.structs.replace(body, settings=msgspec.structs.replace(body.settings, name="Another name")))
    assert retell(made.desk, made.desk.room("press")) == 2
    assert things(made) == stood


def test_a_page_that_arrives_touches_its_own_story_alone(made, pages, tmp_path):
    for hours in ("two", "five", "nine"):
        (tmp_path / f"{hours}.txt").write_text(ELSEWHERE.format(hours=hours))
    made.add(Intake.of([*texts(pages), tmp_path / "two.txt", tmp_path / "five.txt"]))

    def stood():
        kinds = ("document", "reading", "claim", "story", *THINGS)
        return {(what, one.id): (one.entry, one.about) for what in kinds for one in made.desk.standing(what)}

    before, size = stood(), made.desk.room("press").ledger.size
    assert made.add(Intake.of([tmp_path / "nine.txt"])).done == 1
    after = stood()
    fresh = {thing: about for thing, (entry, about) in after.items() if entry >= size}
    (page,) = [ident for what, ident in fresh if what == "document"]
    assert [ident for what, ident in fresh if what == "reading"] == [page]
    assert {about for (what, _), about in fresh.items() if what == "claim"} == {page}
    (story,) = [ident for what, ident in fresh if what == "story"]
    compared = {about for (what, _), about in fresh.items() if what not in ("document", "reading", "claim", "story")}
    assert compared == {story}
    # What is not of that story stands where it stood.
    left = {thing: at for thing, at in before.items() if at[1] != story and thing[1] not in (page, story)}
    assert len(left) > len(before) / 2
    assert {thing: after.get(thing) for thing in left} == left


def test_a_search_shows_the_words_it_found_where_they_stand(made, pages):
    made.add(Intake.of(texts(pages)))
    for query in ("Umerov", "Умеров", '"working groups"', "переговорів"):
        wanted = query.strip('"').split()
        hits = [hit for hit in made.search(query, most=50) if hit.what in ("document", "quote")]
        assert hits
        for hit in hits:
            ((_, body),) = made.desk.bodies(made.desk.standing("reading", ident=hit.id))
            rendition = reading_of(body, made.desk.fetch).document.rendition
            assert hit.snippet == rendition.text[hit.start : hit.end] and len(hit.snippet) <= SNIPPET
            begun = [line.line for line in rendition.lines if line.start <= hit.start]
            assert hit.line == (begun[-1] if begun else rendition.lines[0].line)
            marked = [hit.snippet[begin:end] for begin, end in hit.marks]
            assert marked
            for word in marked:
                alike = {stem(word.lower()), skeleton(word)}
                assert any(alike & {stem(one.lower()), skeleton(one)} for one in wanted), (query, word)


def test_events_that_a_person_told_apart_are_two(made, pages):
    made.add(Intake.of(texts(pages)))
    room = made.desk.room("press")
    judged = [
        read(text, ThingBody).judgement for _, text in made.desk.bodies(made.desk.standing("judgement", room=room))
    ]
    joined = next(one for one in judged if one.verdict == "same" and one.left.startswith("clm_"))
    made.decide("judgement", joined.id, "different", "two meetings")
    for _, text in made.desk.bodies(made.desk.standing("event", room=room)):
        claims = read(text, ThingBody).event.claims
        assert not {joined.left, joined.right} <= set(claims)


def test_every_body_of_a_case_follows_the_rules_of_the_ledger(made, pages):
    made.add(Intake.of(texts(pages)))
    made.decide("document", made.desk.standing("document")[0].id, "retracted", "почему")
    room = made.desk.room("press")
    for entry in room.ledger.read():
        for name, (_, body) in entry.parts.items():
            assert checked_body(name, body) == body.encode()


def test_two_processes_that_add_side_by_side_come_to_the_things_of_one(place, made, pages, whole):
    halves = texts(pages)[:3], texts(pages)[3:]
    program = "import sys; from goodoffices.cli import main; sys.exit(main())"
    running = [
        subprocess.Popen([sys.executable, "-c", program, "add", place, *map(str, half)], stderr=subprocess.DEVNULL)
        for half in halves
    ]
    assert [process.wait(120) for process in running] == [0, 0]
    made.desk.catch_up()
    assert things(made) == whole
    assert list(made.problems()) == []


def test_an_add_that_was_killed_goes_on_where_it_was(place, made, pages, whole):
    program = "import sys; from goodoffices.cli import main; sys.exit(main())"
    call = [sys.executable, "-c", program, "add", place, *map(str, texts(pages))]
    for seconds in (0.3, 0.6, 0.9, 1.2):
        running = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        running.kill()
        running.wait()
    made.desk.catch_up()
    made.add(Intake.of(texts(pages)))
    assert things(made) == whole
    assert list(made.problems()) == []
