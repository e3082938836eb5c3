"""Who was first with a value: by moments of publication alone, ties and pages without a day left open, copies never."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.findings.firsts import appeared_before, first_pages
from goodoffices.findings.relation import Voice
from goodoffices.records import Amount, Moment, Quantity, Subject, claim_of, day_moment
from goodoffices.records.moment import SECOND

HOUR = 3600 * SECOND
CLAIM = claim_of(
    "duration",
    Subject("sitting"),
    Amount(Quantity(Decimal(6), Decimal(6), "hour"), "six hours", "en"),
    (),
    document="doc",
    source="src",
    extractor="test/1",
)


def day(number, **said):
    return day_moment(date(2026, 2, number), zone="Europe/Kyiv", **said)


def clock(hour, zone="Europe/Kyiv"):
    begins = 1_771_400_000 * SECOND + hour * HOUR
    return Moment(begins, begins + 60 * SECOND, "minute", zone=zone)


def voice(page, published, publisher="", taken=""):
    return Voice(CLAIM, "owner", None, published, page, publisher=publisher or page, taken=taken)


def test_the_earliest_page_is_first_where_others_carry_the_value():
    assert first_pages([voice("b", day(18)), voice("a", day(17)), voice("c", day(19))]) == ("a",)
    assert first_pages([voice("a", clock(1)), voice("b", clock(2, "Asia/Shanghai"))]) == ("a",)


def test_nobody_is_first_with_what_one_publisher_alone_carries():
    assert first_pages([voice("a", day(17))]) == ()
    assert first_pages([voice("a", day(17), "group"), voice("b", day(18), "group")]) == ()


def test_one_day_is_a_tie_and_a_page_without_a_day_leaves_it_open():
    assert first_pages([voice("a", day(17)), voice("b", day(17)), voice("c", day(18))]) == ("a", "b")
    assert first_pages([voice("a", day(18)), voice("b", clock(1)), voice("c", clock(2, None))]) == ("a", "b", "c")
    assert first_pages([voice("a", day(17)), voice("b", None), voice("c", day(18))]) == ("a", "b")
    assert first_pages([voice("a", day(17)), voice("b", day(18, basis="inferred"))]) == ("a", "b")


def test_a_copy_is_never_first():
    assert first_pages([voice("a", day(17), taken="b"), voice("b", day(17)), voice("c", day(18))]) == ("b",)
    assert first_pages([voice("a", day(16), taken="an agency"), voice("b", day(17))]) == ()
    # What an agency told on the same day may have been earlier, or not.
    assert first_pages([voice("a", day(17), taken="an agency"), voice("b", day(17))]) == ("a", "b")
    assert first_pages([voice("a", day(18), taken="an agency"), voice("b", day(17))]) == ("b",)


MOMENTS = st.one_of(
    st.none(),
    st.integers(16, 19).map(day),
    st.builds(clock, st.integers(0, 48), st.sampled_from(["Europe/Kyiv", "Asia/Shanghai", None])),
)


@given(st.lists(st.tuples(MOMENTS, st.sampled_from("xyz"), st.sampled_from(["", "0", "1", "an agency"])), max_size=6))
def test_whoever_is_named_has_nobody_surely_before_them_in_any_order(drawn):
    voices = [voice(str(number), moment, who, taken) for number, (moment, who, taken) in enumerate(drawn)]
    found = first_pages(voices)
    assert found == first_pages(voices[::-1])
    for one in (one for one in voices if one.page in found):
        assert not any(appeared_before(other.published, one.published) for other in voices if other.published)
    if len(found) == 1:
        assert next(one.taken for one in voices if one.page == found[0]) == ""
