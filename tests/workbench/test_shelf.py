"""Lists, counts and indexes that are brought along card by card are those that all cards together give."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.findings.firsts import day_is_known
from goodoffices.workbench.briefing import moment_of
from goodoffices.workbench.reading import shelf as shelves
from goodoffices.workbench.reading.cards import Card, DocumentCard, FindingCard
from goodoffices.workbench.reading.doubts import Doubts
from goodoffices.workbench.reading.outlets import Outlets, Spoken
from goodoffices.workbench.reading.shelf import Index, Shelf
from goodoffices.workbench.reading.sought import Narrowed, narrowed

ROOMS = ("press", "joint")
STATUSES = ("disputed", "agreed", "single")
PAGES = tuple(f"d{number}" for number in range(4))
AXES = {"status": lambda card: (card.face.status,), "side": lambda card: card.face.sides}
some = st.lists(st.sampled_from(("a", "b", "c")), max_size=3, unique=True).map(tuple)
findings = st.builds(
    FindingCard, st.just("s"), st.just("q"), st.just("t"), st.sampled_from(STATUSES), st.integers(0, 3), some,
    st.just(1), st.lists(some, max_size=2).map(tuple),
    st.lists(st.lists(st.sampled_from(PAGES), max_size=3, unique=True).map(tuple), max_size=2).map(tuple),
    st.dictionaries(st.sampled_from(("clm_1", "clm_2")), st.integers(0, 99)).map(lambda one: tuple(one.items())),
)  # fmt: skip
steps = st.lists(st.tuples(st.sampled_from(ROOMS), st.sampled_from(("x", "y", "z")), st.none() | findings), max_size=25)


def order(card):
    return card.face.status, -card.face.independent, card.id


def going(shelf, taken):
    """Puts a card for each step, or ends the one that stands where the step names none; gives after every step."""
    for entry, (room, ident, face) in enumerate(taken):
        held = [card for card in shelf.standing() if (card.room, card.id) == (room, ident)]
        if face is not None:
            shelf.put([Card(room, ident, entry, entry, None, "", face)])
        for card in held:
            assert list(shelf.end(room, ident, card.entry, entry)) == [""]
        yield


def owners(card):
    return {owner for owners in card.face.owners for owner in owners}


def shown(one):
    """As plain values, whatever the order in which cards of one id came."""
    return {key: (doubt.card.entry, doubt.card.face.score, doubt.finding) for key, doubt in one.held.items()}


@given(steps, st.sets(st.sampled_from(STATUSES)), st.integers(1, 40))
def test_a_list_brought_along_is_the_list_of_all_cards(taken, statuses, known):
    shelf, chosen, before = Shelf(), {"status": tuple(statuses)}, shelves.MOVES
    shelves.MOVES = known
    try:
        for _ in going(shelf, taken):
            cards = [card for card in shelf.standing() if card.room == "press"]
            found = shelf.tally("list", ("press",), lambda these: Narrowed(these, AXES, chosen, order))
            kept, counts = narrowed(cards, AXES, chosen)
            assert found.kept == sorted(kept, key=order) and found.counts == counts
            assert not any(0 in values.values() for values in found.counts.values())
            named = shelf.tally("index", ("press",), lambda these: Index(these, owners))
            assert {one: sorted(card.entry for card in these) for one, these in named.cards.items()} == {
                one: sorted(card.entry for card in cards if one in owners(card))
                for one in {one for card in cards for one in owners(card)}
            }
            doubts = shelf.tally("doubts", ("press",), Doubts)
            assert shown(doubts) == shown(Doubts(cards))
    finally:
        shelves.MOVES = before


@given(st.lists(st.dictionaries(st.integers(0, 6), st.sampled_from(("a", "b", "c"))), max_size=8))
def test_a_list_follows_things_that_are_made_anew_each_time(situations):
    axes = {"letter": lambda one: (one[1],)}
    before, found = {}, Narrowed((), axes, {"letter": ("a", "b")}, lambda one: (one[1], one[0]))
    for situation in situations:
        after = {key: (key, letter) for key, letter in situation.items()}
        found, before = found.brought(before, after), after
        kept = sorted((one for one in after.values() if one[1] in "ab"), key=lambda one: (one[1], one[0]))
        assert found.kept == kept and found.counts["letter"] == Counter(situation.values())


def test_what_was_shown_stays_as_it_was_and_nothing_is_left_of_what_was_erased():
    shelf = Shelf()
    face = FindingCard("s", "q", "t", "agreed", 1, ("a",), 1)
    shelf.put([Card("press", "x", 1, 1, None, "", face), Card("press", "y", 2, 2, None, "", face)])

    def make(cards):
        return Narrowed(cards, AXES, {}, order)

    first = shelf.tally("list", ("press",), make)
    shelf.put([Card("press", "z", 3, 3, None, "", face)])
    assert [card.id for card in shelf.tally("list", ("press",), make).kept] == ["x", "y", "z"]
    assert [card.id for card in first.kept] == ["x", "y"]
    shelf.keep("press", frozenset({(1, "x"), (3, "z")}))
    assert [card.id for card in shelf.tally("list", ("press",), make).kept] == ["x", "z"]
    del first
    assert "'y'" not in str([shelf.cards, shelf.by_id, shelf.standing(), shelf.__dict__["_moves"]])
    assert all("'y'" not in str(kept.kept) for _, kept in shelf.__dict__["_tallies"].values())


pages = st.lists(
    st.tuples(
        st.sampled_from(PAGES),
        st.none() | st.tuples(st.sampled_from(("A", "B")), st.booleans(), st.sampled_from(("en", "uk"))),
    ),
    max_size=12,
)


@given(pages, steps)
def test_outlets_are_counted_alike_in_any_batching(read, told):
    shelf, things = Shelf(), Shelf()
    for entry, (ident, page) in enumerate(read):
        held = [card for card in shelf.standing() if card.id == ident]
        if page is not None:
            outlet, dated, language = page
            day = moment_of("2031-02-17") if dated else None
            shelf.put([Card("press", ident, entry, entry, None, "", _page(outlet, day, language))])
        for card in held:
            list(shelf.end("press", ident, card.entry, entry))
        outlets = shelf.tally("outlets", ("press",), Outlets)
        whole = Outlets(shelf.standing())
        assert outlets.outlets == whole.outlets and outlets.pages == whole.pages
    known = Outlets(shelf.standing())
    assert all(known.pages["press", card.id][1] == day_is_known(card.face.published) for card in shelf.standing())
    for _ in going(things, told):
        spoken = things.tally("spoken", ROOMS, lambda cards: Spoken(cards, lambda: known.pages))
        again = Spoken(things.standing(), lambda: known.pages)
        assert spoken.owners == again.owners and spoken.firsts == again.firsts
        assert sum(map(sum, spoken.owners.values())) == sum(len(owners(card)) for card in things.standing())


def _page(outlet, day, language):
    return DocumentCard("p.txt", outlet, "", language, day, 0, 0, ())
