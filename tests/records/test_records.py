"""Invariants of the record's values, for any input."""

from __future__ import annotations

import json
import string
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import RecordError, SpanMismatch
from goodoffices.records import (
    Moment,
    Quantity,
    Subject,
    When,
    canonical,
    claim_of,
    content_id,
    day_moment,
    local,
    microseconds,
    minted_id,
    number,
    span_of,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(string.ascii_lowercase), inner),
)
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))


@given(JSON)
def test_canonical_json_reads_back_and_is_stable(value):
    once = canonical(value)
    assert json.loads(once) == value
    assert canonical(json.loads(once)) == once


@pytest.mark.parametrize("value", [0.5, [1, 2.0], {"a": 2**53}, "\ud800"])
def test_canonical_json_refuses_what_readers_disagree_on(value):
    with pytest.raises(RecordError):
        canonical(value)


@given(st.text(st.characters(codec="utf-8")), st.integers(-(10**17), 10**17), st.decimals(-999, 999, places=2))
def test_records_are_written_as_any_json_library_would(text, instant, amount):
    moment = Moment(instant, None, "second", text=text)
    quantity = Quantity(amount, None, "hour", of=text)
    for record in (moment, quantity):
        shaped = json.loads(canonical(record))
        dumped = json.dumps(shaped, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert canonical(record) == dumped.encode()
    begins = json.loads(canonical(moment))["begins"]
    assert int(begins) == instant and isinstance(begins, str) == (abs(instant) > 2**53 - 1)


@given(st.text(st.characters(codec="utf-8")), st.integers(-(10**17), 10**17))
def test_the_id_of_a_claim_is_that_of_what_it_states(text, instant):
    subject = Subject("round", ("ke",), text, Moment(instant, None, "day", text=text))
    value = When(Moment(None, instant, "second"), text, "en")
    span = span_of("rnd_x", text + "!", 0, 1)
    claim = claim_of(
        "start", subject, value, (span,), document="doc_x", source="src_x", extractor="x", upstream=(text,)
    )
    stated = ("start", subject, value, [("rnd_x", 0, 1)], "asserted", None, [text], "src_x")
    assert claim.id == content_id("clm", *stated)


@given(JSON, JSON)
def test_content_ids_differ_exactly_when_content_does(left, right):
    same = canonical(left) == canonical(right)
    assert (content_id("clm", left) == content_id("clm", right)) == same
    assert content_id("clm", left) != content_id("doc", left)


def test_unknown_prefixes_are_refused():
    with pytest.raises(RecordError):
        content_id("evt", 1)
    with pytest.raises(RecordError):
        minted_id("clm", 1, bytes(10))


@given(st.integers(0, 2**48 - 2), st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_minted_ids_sort_by_time(milliseconds, left, right):
    assert minted_id("evt", milliseconds, left) < minted_id("evt", milliseconds + 1, right)
    assert len(minted_id("evt", milliseconds, left)) == 4 + 26


@given(DAYS, st.integers(0, 30), st.sampled_from([None, "UTC", "Europe/Kyiv", "America/New_York"]))
def test_whole_days_keep_their_days_in_every_zone(first, length, zone):
    last = min(first + timedelta(days=length), date(9998, 12, 31))
    moment = day_moment(first, last, zone=zone)
    assert (moment.first_day, moment.last_day) == (first, last)
    assert moment.edtf() == (f"{first}" if first == last else f"{first}/{last}")
    assert day_moment(first, zone=zone).within(moment)
    assert moment.overlaps(day_moment(last, zone=zone))
    assert not moment.overlaps(day_moment(last + timedelta(days=1), zone=zone))


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)))
def test_instants_survive_the_way_to_microseconds_and_back(when):
    aware = when.replace(tzinfo=UTC)
    assert local(microseconds(aware), None) == aware


def test_open_sides_render_as_edtf_open_intervals():
    begins = microseconds(datetime(2014, 1, 1, tzinfo=UTC))
    assert Moment(begins, None, "year").edtf() == "2014/.."
    assert Moment(None, begins, "day").edtf() == "../2013-12-31"
    with pytest.raises(RecordError):
        Moment(None, None, "day")
    with pytest.raises(RecordError):
        Moment(2, 1, "day")


def test_a_clock_time_shows_its_zone_only_when_known():
    instant = microseconds(datetime(2026, 2, 18, 8, 0, tzinfo=UTC))
    assert Moment(instant, instant, "minute", zone="Europe/Kyiv").edtf() == "2026-02-18T10:00+02:00"
    assert Moment(instant, instant, "minute").edtf() == "2026-02-18T08:00"


@given(st.text(), st.data())
def test_spans_find_their_quote_again_and_notice_another_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = span_of("rnd_x", text, start, end)
    span.check(text)
    assert span.quote == text[start:end]
    assert text[:start].endswith(span.prefix) and text[end:].startswith(span.suffix)
    if start < end:
        changed = text[:start] + chr((ord(text[start]) + 1) % 0xD800) + text[start + 1 :]
        with pytest.raises(SpanMismatch):
            span.check(changed)


def test_quantities_need_bounds_in_order():
    with pytest.raises(RecordError):
        Quantity(Decimal(3), Decimal(2), "hour")
    with pytest.raises(RecordError):
        Quantity(None, None, "hour")
    assert number(Decimal("6.0")) == 6
    assert number(Decimal("1.5")) == 1.5
