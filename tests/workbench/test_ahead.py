from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.workbench.ahead import ahead


@given(st.lists(st.integers()), st.integers(1, 5))
def test_items_come_in_their_order(items, most):
    assert list(ahead((item for item in items), most)) == items


def test_an_error_comes_where_it_arose():
    def broken():
        yield 1
        raise ValueError("second")

    drawn = ahead(broken(), 4)
    assert next(drawn) == 1
    with pytest.raises(ValueError, match="second"):
        next(drawn)


def test_whoever_leaves_early_leaves_no_thread_and_the_items_are_closed():
    closed = []

    def endless():
        try:
            while True:
                yield threading.current_thread().name
        finally:
            closed.append(True)

    before = threading.active_count()
    drawn = ahead(endless(), 3)
    assert next(drawn) != threading.current_thread().name
    drawn.close()
    assert closed == [True]
    assert threading.active_count() == before
