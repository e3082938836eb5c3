"""The review queue: pairs and doubtful claims that wait, with the reasons; decisions are signed, win, and can be
taken back.
"""

from __future__ import annotations

import pytest

from goodoffices.errors import SecondPersonNeeded
from goodoffices.events.people import label_of
from goodoffices.records import CaseSettings, Reason
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.case.bodies import ClaimBody, ThingBody, read
from goodoffices.workbench.case.telling import DOUBTFUL
from goodoffices.workbench.reading.documents import retracted_in
from goodoffices.workbench.reading.review import feature_of

PAGES = {
    "tribune.txt": "Coast Tribune\nTalks resume\n18 February 2026\n\nEarlier talks between Ukraine and Russia were tense, "
    "said Rustem Umerov. Two rounds of talks were held in Abu Dhabi on 23-24 January and on 4-5 February. "
    "The previous talks in Abu Dhabi lasted several hours.\n",
    "wire.txt": "Evening Wire\nGeneva round closes\n18 February 2026\n\nThe talks in Geneva between Russia and Ukraine on "
    "17 February lasted four hours. Rustem Umyerov said the talks were difficult. Earlier rounds in Abu Dhabi brought no "
    "breakthrough.\n",
}


@pytest.fixture
def bench(tmp_path):
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Workbench.create(str(tmp_path / "case"), Intake((), CaseSettings(name="Sable"))) as made:
        made.add(Intake.of([tmp_path / name for name in PAGES]))
        yield made


def queue(bench, **chosen):
    return bench.reader("en").review().page({key: (value,) for key, value in chosen.items()}, 1)


def test_every_pair_shows_both_sides_and_why(bench):
    rows = [row for state in ("waiting", "settled") for row in queue(bench, state=state).rows]
    assert len(rows) > 1
    for row in rows:
        assert row.features or row.score == 0
        for side in (row.left, row.right) if row.read is None else ():
            assert side.cited.quote if row.about == "event" else side.person


def test_what_waits_comes_when_nothing_is_asked_for(bench):
    assert queue(bench).rows == queue(bench, state="waiting").rows
    assert {row.state for row in queue(bench).rows} <= {"waiting"}
    whole = list(bench.reader("en").review().lines({}))
    assert len(whole) == sum(choice.count for choice in queue(bench).facets[0].choices)


def test_a_decision_is_signed_wins_and_can_be_taken_back(bench):
    before = next(row for row in queue(bench, state="settled").rows if row.verdict == "same")
    bench.decide("judgement", before.id, "different", "two rounds", room=before.room)
    (after,) = queue(bench, state="decided").rows
    assert (after.left.name, after.right.name) == (before.left.name, before.right.name)
    assert (after.verdict, after.decided.verdict, after.decided.why) == ("different", "different", "two rounds")
    assert after.decided.who and after.decided.when > 0
    bench.decide("judgement", after.id, "restored", "", room=after.room)
    assert queue(bench, state="decided").rows == ()
    assert before.id in {row.id for row in queue(bench, state="settled").rows}


@pytest.fixture
def careful(tmp_path):
    """A case that asks for two people, with two members."""
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    settings = CaseSettings(name="Sable", four_eyes=("decide",))
    with Workbench.create(str(tmp_path / "case"), Intake((), settings)) as made:
        made.add(Intake.of([tmp_path / name for name in PAGES]))
        for name in ("ana", "ben"):
            made.member(name, "member")
        yield made


def test_where_the_case_asks_for_four_eyes_a_decision_waits_for_somebody_else(careful):
    ana, ben = careful.as_member("ana"), careful.as_member("ben")
    before = next(row for row in queue(careful, state="settled").rows if row.verdict == "same")
    held = {claim.id for claim in careful.desk.standing("event")}
    assert ana.decide("judgement", before.id, "different", "two rounds", room=before.room).waits
    assert {claim.id for claim in careful.desk.standing("event")} == held
    (row,) = queue(ben, state="proposed").rows
    assert (row.id, row.state, row.decided, row.proposed.verdict) == (before.id, "proposed", None, "different")
    with pytest.raises(SecondPersonNeeded):
        ana.decide("judgement", before.id, "different", "again", room=before.room)
    assert ben.decide("judgement", before.id, "same", "one round", room=before.room).waits
    assert not ana.decide("judgement", before.id, "same", "agreed", room=before.room).waits
    (after,) = queue(careful, state="decided").rows
    assert (after.decided.verdict, after.proposed) == ("same", None)


def test_what_only_waits_is_taken_back_alone_and_what_holds_by_two(careful):
    ana, ben = careful.as_member("ana"), careful.as_member("ben")
    pair = next(row for row in queue(careful, state="settled").rows if row.verdict == "same")
    ana.decide("judgement", pair.id, "same", "", room=pair.room)
    assert not ana.decide("judgement", pair.id, "restored", "a slip", room=pair.room).waits
    assert queue(careful, state="proposed").rows == queue(careful, state="decided").rows == ()
    for bench in (ana, ben):
        bench.decide("judgement", pair.id, "same", "", room=pair.room)
    (weighed,) = queue(careful, state="decided").rows
    assert ben.decide("judgement", weighed.id, "restored", "", room=pair.room).waits
    assert [row.decided.verdict for row in queue(careful, state="proposed").rows] == ["same"]
    ana.decide("judgement", weighed.id, "restored", "", room=pair.room)
    assert queue(careful, state="decided").rows == queue(careful, state="proposed").rows == ()


def resting_on(bench, claim):
    """The findings that rest on a claim."""
    bodies = (read(text, ThingBody).finding for _, text in bench.desk.bodies(bench.desk.standing("finding")))
    return {one.id for one in bodies if any(claim in answer.claims for answer in one.values)}


def test_claims_under_the_bound_that_findings_rest_on_wait_and_no_others(bench):
    rows = queue(bench, pair="claim", state="waiting").rows
    claims = (read(text, ClaimBody).claim for _, text in bench.desk.bodies(bench.desk.standing("claim")))
    doubtful = {one.id: one for one in claims if one.score < DOUBTFUL and resting_on(bench, one.id)}
    assert rows and {row.id for row in rows} == set(doubtful)
    for row in rows:
        claim = doubtful[row.id]
        assert (row.score, row.who, row.left.cited.quote) == (claim.score, claim.extractor, claim.evidence[0].quote)
        assert row.features[0].weight == claim.score - DOUBTFUL < 0
        assert row.read.finding in resting_on(bench, row.id)


def test_a_claim_that_was_read_wrongly_leaves_its_findings_and_comes_back(bench):
    (row, *_) = queue(bench, pair="claim", state="waiting").rows
    left = resting_on(bench, row.id)
    bench.decide("claim", row.id, "rejected", "no such plan", room=row.room)
    assert resting_on(bench, row.id) == set()
    (after,) = queue(bench, pair="claim", state="decided").rows
    assert (after.id, after.decided.verdict, after.decided.why) == (row.id, "rejected", "no such plan")
    assert after.decided.who and after.decided.when > 0 and after.read.finding == ""
    assert row.id not in {one.id for one in queue(bench).rows}
    bench.decide("claim", row.id, "restored", "", room=row.room)
    assert resting_on(bench, row.id) == left
    assert row.id in {one.id for one in queue(bench, state="waiting").rows}


def test_who_may_not_read_the_room_is_asked_about_no_claim(bench):
    (row, *_) = queue(bench, pair="claim", state="waiting").rows
    bench.decide("claim", row.id, "rejected", "no such plan", room=row.room)
    bench.member("nobody", "", room=row.room)
    nobody = bench.as_member("nobody").reader("en")
    assert nobody.review().one(row.id) is None
    assert list(nobody.review().lines({})) == []
    assert nobody.today(0).waiting == 0


@pytest.mark.parametrize("verdict", ["right", "unsure"])
def test_a_claim_that_was_read_rightly_or_is_left_open_stays_and_waits_no_more(bench, verdict):
    (row, *_) = queue(bench, pair="claim", state="waiting").rows
    left = resting_on(bench, row.id)
    waiting = bench.reader("en").today(0).waiting
    bench.decide("claim", row.id, verdict, "", room=row.room)
    assert resting_on(bench, row.id) == left != set()
    assert [one.decided.verdict for one in queue(bench, state="decided").rows] == [verdict]
    assert bench.reader("en").today(0).waiting == waiting - 1
    # What is taken back is asked for again.
    bench.decide("claim", row.id, "restored", "", room=row.room)
    assert bench.reader("en").today(0).waiting == waiting == queue(bench).stretch.total


def test_a_claim_is_rejected_by_two_where_the_case_asks_for_four_eyes(careful):
    ana, ben = careful.as_member("ana"), careful.as_member("ben")
    (row, *_) = queue(careful, pair="claim", state="waiting").rows
    left = resting_on(careful, row.id)
    assert ana.decide("claim", row.id, "rejected", "misread", room=row.room).waits
    assert resting_on(careful, row.id) == left != set()
    assert [one.proposed.verdict for one in queue(ben, state="proposed").rows] == ["rejected"]
    assert ben.reader("en").today(0).waiting == queue(ben).stretch.total
    with pytest.raises(SecondPersonNeeded):
        ana.decide("claim", row.id, "rejected", "misread", room=row.room)
    assert not ben.decide("claim", row.id, "rejected", "misread", room=row.room).waits
    assert resting_on(careful, row.id) == set()


def test_a_document_is_retracted_by_two(careful):
    ana, ben = careful.as_member("ana"), careful.as_member("ben")
    document = careful.desk.standing("document")[0].id
    ana.decide("document", document, "retracted", "withdrawn by the outlet")
    assert retracted_in(careful.desk, None) == set()
    ben.decide("document", document, "retracted", "seen too")
    assert {one for _, one in retracted_in(careful.desk, None)} == {document}


def test_reasons_are_said_in_the_language_where_it_is_known():
    shown = feature_of(Reason("days", 30, "stated days overlap"), "uk")
    assert (shown.feature, shown.said, shown.language) == ("days", "названі дні збігаються", "uk")
    named = feature_of(Reason("family name: same consonants only", 15, "Umerov / Umyerov"), "ru")
    assert (named.feature, named.said) == ("family-name", "только те же согласные (Umerov / Umyerov)")
    assert feature_of(Reason("days", 1, "something new"), "ru").language == "en"


def test_spellings_of_one_name_share_a_label():
    assert label_of("Volodymyr Zelensky") == label_of("Володимир Зеленський") != label_of("Olena Zelenska")
