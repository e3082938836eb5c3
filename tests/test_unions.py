from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.unions import Unions

LINKS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


def reached(links: list[tuple[int, int]], start: int) -> set[int]:
    """What a walk along the links comes to."""
    found, ahead = {start}, [start]
    while ahead:
        at = ahead.pop()
        for one, other in links:
            for here, there in ((one, other), (other, one)):
                if here == at and there not in found:
                    found.add(there)
                    ahead.append(there)
    return found


@given(LINKS, st.randoms(use_true_random=False))
def test_each_is_known_by_the_first_it_is_linked_with_in_any_order_of_links(links, random):
    shuffled = Unions[int]()
    for one, other in random.sample(links, len(links)):
        shuffled.unite(other, one)
    assert [shuffled.root(at) for at in range(13)] == [min(reached(links, at)) for at in range(13)]


@given(LINKS)
def test_the_sets_hold_whatever_was_linked_once(links):
    joined = Unions[int]()
    for one, other in links:
        joined.unite(one, other)
    named = {at for link in links for at in link}
    assert sorted(map(sorted, joined.sets())) == sorted(
        {min(one): sorted(one) for one in (reached(links, at) for at in named)}.values()
    )


def test_the_first_is_first_by_the_order_given():
    joined = Unions[str](order={"late": 2, "early": 1}.__getitem__)
    joined.unite("late", "early")
    assert joined.root("late") == "early"
