"""Findings of small hand-written stories: status, owners, reasons, order."""

from __future__ import annotations

import random
from collections.abc import Sequence

from handmade import DOHA, GENEVA, Page, amount, clock, concept, day, grade, hours, members, position, when

from goodoffices.events import join_events
from goodoffices.findings import compare, explain, positions, sources, timeline
from goodoffices.records import (
    CaseParty,
    CaseSettings,
    CaseSource,
    Event,
    Finding,
    Grade,
    Person,
    Subject,
    canonical,
)

TWO = ("aa", "bb")
NO_CASE = CaseSettings()
DAYS = day("2026-02-17", "2026-02-18")
ROUND = Subject("round", TWO, GENEVA.id, DAYS)
FIRST = Subject("sitting", (), GENEVA.id, day("2026-02-17"), 1)
PEOPLE = (
    Person("per_a", "Ada Moss", ("Ada Moss",), side="aa"),
    Person("per_b", "Ben Ray", ("Ben Ray",), side="bb"),
    Person("per_c", "Cleo Stone", ("Cleo Stone",), side="us"),
)


def page(name: str, published: str = "2026-02-18", **more: object) -> Page:
    made = Page(name, published, parties=(*TWO, "us"), people=("Ada Moss", "Ben Ray", "Cleo Stone"), **more)  # type: ignore[arg-type]
    return made.say("occurrence", ROUND, when(DAYS))


def run(*pages: Page, settings: CaseSettings = NO_CASE) -> tuple[list[Finding], tuple[Event, ...]]:
    done = [one.done() for one in pages]
    known = {
        (one.document.id, local.id): found.id
        for one in done
        for local in one.mentions.people
        for found in PEOPLE
        if found.name == local.name
    }
    events, of_claim, _ = join_events(done, known, settings)
    return list(compare(done, events, of_claim, PEOPLE, known, settings)), events


def only(findings: Sequence[Finding], question: str, size: int | None = None) -> Finding:
    found = [one for one in findings if one.question == question and (size is None or len(one.values) == size)]
    assert len(found) == 1, [(one.status, [answer.label for answer in one.values]) for one in found]
    return found[0]


def test_six_hours_or_about_four() -> None:
    one = page("one").say("duration", FIRST, amount(hours("6")))
    two = page("two").say("duration", FIRST, amount(hours("4", modifier="about")))
    finding = only(run(one, two)[0], "duration")
    assert finding.status == "disputed"
    assert {answer.label for answer in finding.values} == {"six hours", "about four hours"}
    assert finding.independent_sources == 2
    assert len(finding.reasons) == 1
    assert "six hours" in finding.reasons[0] and "One" in finding.reasons[0]
    assert "шість годин" in explain(finding, "uk")[0]
    assert "шесть часов" in explain(finding, "ru")[0]
    assert explain(finding, "en") == finding.reasons


def test_five_outlets_with_one_spokesman_are_one_source() -> None:
    pages = [page(f"p{n}").say("duration", FIRST, amount(hours("2")), speaker="p1", upstream=("p1",)) for n in range(5)]
    finding = only(run(*pages)[0], "duration")
    assert (finding.status, finding.independent_sources) == ("single", 1)
    assert finding.values[0].owners == ("per_a",)
    assert finding.values[0].sides == ("aa",)
    assert any("5 pages repeat Ada Moss" in reason for reason in finding.reasons)


def test_both_sides_saying_so_is_agreed_and_a_broker_is_neither_side() -> None:
    ours = page("ours").say("duration", FIRST, amount(hours("2", modifier="about")), speaker="p1", upstream=("p1",))
    theirs = page("theirs").say("duration", FIRST, amount(hours("120", unit="minute")), speaker="p2", upstream=("p2",))
    finding = only(run(ours, theirs)[0], "duration")
    assert (finding.status, finding.values[0].sides) == ("agreed", ("aa", "bb"))
    broker = page("broker").say("duration", FIRST, amount(hours("2")), speaker="p3", upstream=("p3",))
    broker.say("format", ROUND, concept("mediated-by:us"))
    assert only(run(ours, broker)[0], "duration").status == "corroborated"
    case = CaseSettings(parties=(CaseParty("aa", "Aa"), CaseParty("bb", "Bb"), CaseParty("us", "US", role="mediator")))
    plain = page("plain").say("duration", FIRST, amount(hours("2")), speaker="p3", upstream=("p3",))
    assert only(run(ours, plain, settings=case)[0], "duration").status == "corroborated"


def test_two_outlets_of_one_owner_and_one_wire_are_one_source() -> None:
    case = CaseSettings(sources=(CaseSource("One", owner="House"), CaseSource("Two", owner="House")))
    one, two = (
        page("one").say("duration", FIRST, amount(hours("2"))),
        page("two").say("duration", FIRST, amount(hours("2"))),
    )
    assert only(run(one, two)[0], "duration").status == "corroborated"
    finding = only(run(one, two, settings=case)[0], "duration")
    assert (finding.status, finding.values[0].owners) == ("single", ("House",))
    wires = [page(name, wire=("Xinhua",)).say("duration", FIRST, amount(hours("2"))) for name in ("w1", "w2")]
    assert only(run(*wires)[0], "duration").values[0].owners == ("Xinhua",)
    cited = page("cited").say("duration", FIRST, amount(hours("2")), upstream=("agency:xinhua",))
    assert only(run(*wires, cited)[0], "duration").independent_sources == 1


def test_an_outlet_has_the_side_that_the_case_gives_it() -> None:
    case = CaseSettings(
        parties=(CaseParty("aa", "Aa"), CaseParty("bb", "Bb")),
        sources=(CaseSource("One", side="aa"), CaseSource("TASS", side="bb")),
    )
    one = page("one").say("duration", FIRST, amount(hours("2")))
    two = page("two").say("duration", FIRST, amount(hours("2")), upstream=("agency:tass",))
    assert only(run(one, two)[0], "duration").status == "corroborated"
    assert only(run(one, two, settings=case)[0], "duration").status == "agreed"


def test_a_party_adds_nothing_to_its_own_people_and_unnamed_officials_are_not_two() -> None:
    named = page("named").say("duration", FIRST, amount(hours("2")), speaker="p1", upstream=("p1",))
    party = page("party").say("duration", FIRST, amount(hours("2")), speaker="aa", upstream=("aa",))
    unnamed = [
        page(f"u{n}").say("duration", FIRST, amount(hours("2")), speaker="aa", upstream=("unnamed:aa:official",))
        for n in (1, 2)
    ]
    assert only(run(named, party, *unnamed)[0], "duration").independent_sources == 1
    other = page("u3").say("duration", FIRST, amount(hours("5")), speaker="aa", upstream=("unnamed:aa:official",))
    assert only(run(unnamed[0], other)[0], "duration").status == "disputed", "two unnamed officials may differ"
    nobody = page("n").say("duration", FIRST, amount(hours("2")), upstream=("unnamed::source",))
    assert only(run(nobody)[0], "duration").values[0].owners == ("N",)


def test_one_outlet_contradicting_itself_is_undetermined() -> None:
    one = page("one").say("duration", FIRST, amount(hours("2"))).say("duration", FIRST, amount(hours("6")))
    finding = only(run(one)[0], "duration")
    assert finding.status == "undetermined"
    assert "both" in finding.reasons[0]


def test_judges_are_named() -> None:
    one = page("one").say("assessment", FIRST, grade("significant-progress", 2), speaker="p3", upstream=("p3",))
    two = page("two").say("assessment", FIRST, grade("deadlock", -2), upstream=("outlet:axios",))
    two.say("assessment", FIRST, grade("difficult", -1), speaker="p1", upstream=("p1",))
    finding = only(run(one, two)[0], "assessment")
    assert finding.status == "disputed"
    assert "Cleo Stone" in finding.reasons[0] and "Axios" in finding.reasons[0]
    assert len(finding.reasons) == 1, "difficult contradicts neither"


def test_one_sentence_that_gives_both_grades_contradicts_nobody() -> None:
    words = "there was progress, but a deadlock on one point"
    torn = page("torn")
    for word, rank in (("progress", 1), ("deadlock", -2)):
        torn.say("assessment", FIRST, Grade(word, rank, word, "en"), speaker="p1", upstream=("p1",), words=words)
    other = page("other").say("assessment", FIRST, grade("significant-progress", 2), speaker="p3", upstream=("p3",))
    assert only(run(torn, other)[0], "assessment").status != "disputed"
    firm = page("firm").say("assessment", FIRST, grade("deadlock", -2), upstream=("outlet:axios",))
    assert only(run(torn, other, firm)[0], "assessment").status == "disputed"


def test_delegations() -> None:
    party = Subject("delegation", ("us",))
    one = page("one").say("attendance", party, members("p1", "p2"))
    two = page("two").say("attendance", party, members("p1", "p2", "p3"))
    finding = only(run(one, two)[0], "attendance")
    assert finding.status == "disputed"
    assert {answer.label for answer in finding.values} == {"Ada Moss, Ben Ray", "Ada Moss, Ben Ray, Cleo Stone"}
    assert all(person.startswith("per_") for answer in finding.values for person in answer.value.people)  # type: ignore[union-attr]
    open_list = page("three").say("attendance", party, members("p3", more=True))
    assert only(run(one, open_list)[0], "attendance").status == "single"
    before = Subject("delegation", ("us",), DOHA.id, day("2026-01-23"), -1)
    earlier = page("four").say("head", before, members("p1")).say("head", party, members("p2"))
    earlier.say("occurrence", Subject("round", TWO, DOHA.id, day("2026-01-23"), -1), when(day("2026-01-23")))
    assert {one.status for one in run(earlier)[0] if one.question == "head"} == {"single"}


def test_zones_plans_and_stages_are_no_disputes() -> None:
    one = page("one", "2026-02-17").say(
        "start", FIRST, when(clock("2026-02-17T10:00", "Europe/Kyiv")), polarity="planned"
    )
    one.say("start", FIRST, when(clock("2026-02-17T10:40", "Europe/Kyiv")))
    two = (
        page("two")
        .say("start", FIRST, when(clock("2026-02-17T09:40", "Europe/Zurich")))
        .say("end", FIRST, when(day("2026-02-17")))
    )
    finding = only(run(one, two)[0], "start")
    assert finding.status == "corroborated"
    assert [answer.label for answer in finding.values if "planned" in answer.label] == [
        "10:00 (UTC+02:00), 17 February 2026 (planned)"
    ]
    assert any("was the plan" in reason for reason in finding.reasons)


def test_tolls_of_groups_together_and_apart_are_undetermined() -> None:
    war = Subject("conflict", TWO)
    one = page("one").say("casualties", war, amount(hours("20000", unit="person", of="soldier+civilian/killed")))
    two = page("two").say("casualties", war, amount(hours("200000", unit="person", of="soldier/killed")))
    two.say("casualties", war, amount(hours("20000", unit="person", of="civilian/killed")))
    two.say("casualties", war, amount(hours("900", unit="person", of="civilian/wounded")))
    findings = [finding for finding in run(one, two)[0] if finding.question == "casualties"]
    assert sorted(finding.status for finding in findings) == ["single", "undetermined"]
    assert "different groups" in next(f for f in findings if f.status == "undetermined").reasons[0]


def test_soldiers_and_civilians_in_one_figure_are_read_from_the_words() -> None:
    quantity = hours("20000", "99999", "between", "person", "soldier/killed")
    value = amount(quantity)
    value = type(value)(quantity, "tens of thousands", "en")
    one = Page("one", "2026-02-18", parties=TWO)
    one.say("casualties", Subject("conflict", TWO), value)
    text = "tens of thousands of soldiers and civilians dead"
    one.lines[-1] = ("body", text)
    two = page("two").say(
        "casualties", Subject("conflict", TWO), amount(hours("200000", unit="person", of="soldier/killed"))
    )
    assert [f.status for f in run(one, two)[0] if f.question == "casualties"] == ["undetermined"]


def test_shares_of_a_country_and_of_a_region_are_two_questions() -> None:
    country = Subject("area", ("aa",), "geo:2", name="share of xx held by aa")
    region = Subject("area", ("bb",), "geo:1", name="share of Valley held by bb")
    one = page("one").say("territory", country, amount(hours("20", modifier="about", unit="percent", of="territory")))
    two = page("two").say("territory", country, amount(hours("20", modifier="about", unit="percent", of="territory")))
    two.say("territory", region, amount(hours("45", unit="percent", of="territory")))
    assert sorted(f.status for f in run(one, two)[0] if f.question == "territory") == ["corroborated", "single"]


def test_what_only_the_summary_says_is_a_finding() -> None:
    one = page("one").say("agreement", ROUND, concept("prisoner-exchange"), line="summary")
    one.say("duration", FIRST, amount(hours("2")), line="summary").say(
        "duration", FIRST, amount(hours("2", modifier="about"))
    )
    finding = only(run(one)[0], "summary-only")
    assert (finding.status, finding.independent_sources) == ("single", 1)
    assert finding.values[0].label == "exchange of prisoners"
    assert "summary" in finding.reasons[0]
    assert [source.kind for source in sources([one.done()], PEOPLE, {}, CaseSettings())] == ["outlet", "outlet-summary"]


def test_agreement_denied_by_the_other_side() -> None:
    one = page("one").say("agreement", ROUND, concept("ceasefire"), speaker="p1", upstream=("p1",))
    two = page("two").say("agreement", ROUND, concept("ceasefire"), speaker="p2", upstream=("p2",), polarity="denied")
    finding = only(run(one, two)[0], "agreement")
    assert finding.status == "disputed"
    assert finding.reasons[0] == "“ceasefire” is said by Ada Moss and denied by Ben Ray"


def test_positions_are_rows_by_day() -> None:
    issue = Subject("issue", ("aa",), name="territory")
    one = page("one").say("position", issue, position("territory", "aa", "wants", "the valley"))
    two = page("two").say("position", issue, position("territory", "aa", "wants", "to keep the whole of the valley"))
    two.say("position", issue, position("territory", "aa", "rejects", "a partition"))
    rows = positions([one.done(), two.done()])
    assert [(row.stance, len(row.claims), row.text) for row in rows] == [
        ("rejects", 1, "a partition"), ("wants", 2, "to keep the whole of the valley"),
    ]  # fmt: skip


def test_the_timeline_is_in_order_and_in_the_language() -> None:
    one = page("one").say("start", FIRST, when(clock("2026-02-17T10:00", "Europe/Zurich")))
    one.say("end", FIRST, when(clock("2026-02-17T16:00", "Europe/Zurich")))
    findings, events = run(one)
    rows = timeline(events, findings, "uk", {events[0].id: "Переговори"})
    assert [row.what for row in rows] == [
        "Переговори", "Geneva session, 17 February 2026: початок", "Geneva session, 17 February 2026: завершення",
    ]  # fmt: skip
    assert [row.time.begins for row in rows] == sorted(row.time.begins for row in rows)  # type: ignore[type-var]


def test_the_order_of_the_pages_changes_nothing() -> None:
    rng = random.Random(5)
    pages = []
    for number in range(14):
        made = page(f"p{number}")
        made.say(
            "duration",
            FIRST,
            amount(hours(str(rng.choice([2, 4, 6])), modifier=rng.choice(["about", "exact"]))),
            speaker=rng.choice(["p1", None]),
        )
        made.say("assessment", ROUND, grade(*rng.choice([("progress", 1), ("deadlock", -2), ("difficult", -1)])))
        made.say(
            "attendance", Subject("delegation", ("us",)), members(*rng.choice([("p1", "p2"), ("p2", "p3"), ("p1",)]))
        )
        made.say(
            "agenda",
            ROUND,
            concept("territory", rng.choice(["ceasefire", "sanctions"])),
            line=rng.choice(["body", "summary"]),
        )
        pages.append(made)
    first = canonical(run(*pages))
    for seed in range(4):
        random.Random(seed).shuffle(pages)
        assert canonical(run(*pages)) == first


def test_talks_judged_on_the_day_of_a_sitting_may_contradict_its_judges() -> None:
    session = page("session").say(
        "assessment", Subject("sitting", (), GENEVA.id, day("2026-02-18")), grade("deadlock", -2)
    )
    talks = page("talks").say("assessment", ROUND, grade("progress", 1), speaker="p3", upstream=("p3",))
    findings = [one for one in run(session, talks)[0] if one.question == "assessment"]
    assert [one.status for one in findings if len(one.values) == 2] == ["disputed"]


def test_a_copied_passage_is_its_first_printer_s_word() -> None:
    words = "Delegates of the two sides sat together for two hours behind the closed doors of the old palace in the town centre"
    first = page("first", "2026-02-17").say("duration", FIRST, amount(hours("2")), words=words)
    copy = page("copy").say("duration", FIRST, amount(hours("2")), words=words)
    finding = only(run(first, copy)[0], "duration")
    assert (finding.status, finding.values[0].owners) == ("single", ("First",))
    sourced = [page(name, when_).say("duration", FIRST, amount(hours("2")), words=words, upstream=("unnamed::source",))
               for name, when_ in (("early", "2026-02-17"), ("late", "2026-02-18"))]  # fmt: skip
    assert only(run(*sourced)[0], "duration").values[0].owners == ("Early",)
    changed = page("changed").say("duration", FIRST, amount(hours("5")), words=words.replace("two hours", "five hours"))
    assert only(run(first, changed)[0], "duration").status == "disputed"
