"""Passages shared between documents, whatever their order."""

from __future__ import annotations

import random
import time

from goodoffices.documents import copied_share, document_of, shared_passages
from goodoffices.records import CaseSettings
from goodoffices.sources import Arrival, Saying

ONE = "The two delegations agreed on Tuesday to exchange lists of prisoners before the end of the month, the mediator said."
NEARLY = "The two delegations agreed on Tuesday to exchange the lists of prisoners before the end of the month, said the mediator."
OTHER = (
    "The two delegations agreed on Tuesday to exchange 40 prisoners before the end of next month, the mediator said."
)
DENIED = "The two delegations have not agreed on Tuesday to exchange lists of prisoners before the end of the month, he said."


def page(*paragraphs: str, name: str = "page.txt"):
    return document_of(
        Arrival(name, "\n".join(paragraphs).encode(), "text/plain"), CaseSettings(), Saying(language="en")
    )


def tail(number: int) -> str:
    return f"Paragraph {number} of this page stands for everything that the outlet wrote by itself on the day."


def test_exact_and_near_passages():
    left, right = page(ONE, tail(1)), page(NEARLY, tail(2))
    same = page("A line before it, officials said.", ONE)
    exact = [found for found in shared_passages([left, same]) if found.exact]
    assert [found.left_span.quote for found in exact] == [ONE]
    assert exact[0].share == 100
    near = shared_passages([left, right])
    assert {(found.left_span.quote, found.right_span.quote) for found in near} in ({(ONE, NEARLY)}, {(NEARLY, ONE)})
    assert not near[0].exact
    assert near[0].share >= 80


def test_other_numbers_and_denials_are_other_statements():
    assert shared_passages([page(ONE), page(OTHER)]) == ()
    assert shared_passages([page(ONE), page(DENIED)]) == ()


def test_spans_hold_their_words_and_order_does_not_matter():
    pages = [page(ONE, tail(1)), page(tail(2), NEARLY), page(ONE, tail(3))]
    found = shared_passages(pages)
    assert found == shared_passages(list(reversed(pages)))
    texts = {read.rendition.id: read.rendition.text for read in pages}
    for passage in found:
        passage.left_span.check(texts[passage.left_span.rendition])
        passage.right_span.check(texts[passage.right_span.rendition])
        assert passage.left < passage.right


def test_copied_share():
    left, right, none = page(ONE, tail(1)), page(ONE, tail(1), tail(2)), page(OTHER.replace("delegations", "sides"))
    assert copied_share(left, right) == copied_share(right, left) == 100
    assert copied_share(left, none) < 50
    assert copied_share(page("Short."), left) == 0


def test_many_pages_stay_near_linear():
    chance = random.Random(5)
    words = [f"word{number}" for number in range(4000)]
    pages = [page(*(" ".join(chance.choices(words, k=60)) + "." for _ in range(8)), ONE) for _ in range(200)]
    start = time.process_time()
    found = shared_passages(pages)
    assert time.process_time() - start < 8
    assert len(found) >= 199


def test_every_near_copy_is_found_whatever_word_was_changed():
    chance = random.Random(7)
    words = [f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(600)]
    first = chance.sample(words, 40)
    for place in range(40):
        second = [*first]
        second[place] = "elsewhere"
        found = shared_passages([page(" ".join(first) + "."), page(" ".join(second) + ".")])
        assert [shared.share for shared in found] == [98]


def test_a_formula_on_every_page_costs_no_square():
    formula = "The ministry said that {} vehicles of the column had passed the checkpoint near {} on the road by noon."
    pages = [
        page(ONE, formula.format(number, "the bridge"), formula.format("all", f"village{chr(97 + number % 26)}"))
        for number in range(1000)
    ]
    start = time.process_time()
    found = shared_passages(pages)
    assert time.process_time() - start < 5
    assert len(found) < 60 * len(pages)
    tied = {shared.right for shared in found if shared.left_span.quote == shared.right_span.quote == ONE}
    assert len(tied) == len(pages) - 1
    assert not any("bridge" in shared.left_span.quote for shared in found)
