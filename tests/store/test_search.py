from __future__ import annotations

import random
from itertools import product

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import UsageError
from goodoffices.lexicon.reading import WORD
from goodoffices.store import passages
from goodoffices.store.blinding import Blinding, shortened, skeletons
from goodoffices.store.holdings import Shelf
from goodoffices.store.matches import RANKED, SIZES, stretches, vector
from goodoffices.store.passages import Passage, Searched
from goodoffices.store.query import parse
from goodoffices.store.rights import Actor, operator
from goodoffices.store.stems import stem
from goodoffices.store.tables import PLACES, entry_number

ROOM = "example/1"
KEY = Blinding(b"k" * 32)
TEXTS = {
    "doc1": ("President Volodymyr Zelensky said the talks lasted four hours in Geneva.", "en"),
    "doc2": ("Володимир Зеленський заявив, що переговори тривали шість годин.", "uk"),
    "doc3": ("Глава делегации Владимир Мединский назвал переговоры тяжёлыми.", "ru"),
    "doc4": ("The Energy Ministry repaired a power line near Kharkiv. Hours later it failed.", "en"),
}


def put(connection, database, said):
    told = passages.blinded(said, KEY, 1, postgres=database.postgres)
    passages.put(connection, ROOM, told, postgres=database.postgres)


@pytest.fixture
def filled(database):
    KEY.spell_again()
    with database.writing() as connection:
        shelf = Shelf(ROOM, 1, 0)
        found = []
        for entry, (ident, (text, language)) in enumerate(TEXTS.items()):
            shelf.keep("reading", ident, entry, 100 * (entry + 1))
            found.append(Passage("document", ident, entry, text, (("lang", language), ("outlet", "Daily Post"))))
        found.append(Passage("quote", "doc3 4", 2, "очень тяжёлыми", (), (("speaker", "Владимир Мединский"),)))
        shelf.write(connection)
        put(connection, database, found)
    return database


def end_of(token):
    """What of a token is in the index by itself: what it begins with as the one before it is not written again."""
    return token[3:].encode()


def found(database, query, actor=None, at=None, most=9):
    actor = actor or operator([ROOM])
    with database.reading(actor) as connection:
        hits = passages.find(
            connection, actor, parse(query), {ROOM: Searched(KEY, 1)}, at=at, most=most, postgres=database.postgres
        )
    return {(hit.what, hit.id) for hit in hits}


@pytest.mark.parametrize(
    "query, ids",
    [
        ("Zelensky", {"doc1", "doc2"}),
        ("Зеленский", {"doc1", "doc2"}),
        ("Zelenskyy", {"doc1", "doc2"}),
        ("Zelenzky", {"doc1", "doc2"}),
        ("Medinsky", {"doc3"}),
        ('"four hours"', {"doc1"}),
        ('"hours four"', set()),
        ("переговорів", {"doc2", "doc3"}),
        ("переговори -годин", {"doc3"}),
        ("lang:uk", {"doc2"}),
        ('outlet:"Daily Post" hours', {"doc1", "doc4"}),
        ("repairs", set()),
        ("lines", {"doc4"}),
    ],
)
def test_words_names_phrases_and_fields_are_found_in_three_scripts(filled, query, ids):
    assert {ident for what, ident in found(filled, query) if what == "document"} == ids


def test_a_quotation_is_found_by_its_speaker_in_another_script(filled):
    assert found(filled, "speaker:Medinsky") == {("quote", "doc3 4")}
    assert found(filled, "in:quote speaker:Zelensky") == set()


def test_who_has_no_right_finds_nothing_and_learns_nothing(filled):
    for actor in (Actor("stranger"), operator(["example/2"])):
        assert found(filled, "Zelensky", actor) == set()


def test_a_search_as_of_a_time_knows_only_what_was_told_by_then(filled):
    assert found(filled, "Zelensky", at=99) == set()
    assert found(filled, "Zelensky", at=150) == {("document", "doc1")}


def test_an_erased_passage_is_found_no_more_and_its_tokens_are_gone(filled, tmp_path):
    with filled.writing() as connection:
        passages.forget(connection, ROOM, [2], postgres=filled.postgres)
    assert found(filled, "Medinsky") == set()
    assert found(filled, "speaker:Medinsky") == set()
    assert found(filled, "Zelensky") == {("document", "doc1"), ("document", "doc2")}
    if not filled.postgres:
        filled.close()
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert end_of(KEY.token("w", stem("тяжёлыми"))) not in kept
        assert end_of(KEY.token("w", "geneva")) in kept


def test_no_word_of_a_text_is_in_the_database(filled, tmp_path):
    if filled.postgres:
        with filled.writing() as connection:
            rows = connection.exec_driver_sql("SELECT tokens::text FROM passages").scalars().all()
        kept = " ".join(rows).encode()
    else:
        filled.close()
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert end_of(KEY.token("w", stem("тяжёлыми"))) in kept
    assert end_of(KEY.token("w", "geneva")) in kept
    for word in ("geneva", "zelensky", "Зеленський", "daily post", "Kharkiv"):
        assert word.encode() not in kept and word.lower().encode() not in kept


def test_of_a_word_that_is_everywhere_the_newest_passages_are_ranked(database):
    KEY.spell_again()
    count = RANKED + 50
    with database.writing() as connection:
        shelf = Shelf(ROOM, 1, 0)
        for entry in range(count):
            shelf.keep("reading", f"doc{entry}", entry, 100 + entry)
        shelf.write(connection)
        said = [
            Passage("document", f"doc{entry}", entry, "the talks went on and on about bread") for entry in range(count)
        ]
        # The shortest is the best match; the first of all is no longer looked at.
        for entry in (0, 60):
            said[entry] = said[entry]._replace(text="talks")
        put(connection, database, said)
    assert ("document", "doc0") not in found(database, "talks")
    assert found(database, "talks in:document", at=100) == {("document", "doc0")}
    assert ("document", "doc60") in found(database, "talks")
    assert ("document", "doc0") in found(database, "talks", at=100 + RANKED - 1)


def test_a_text_of_very_many_words_is_found_by_its_fields_and_by_its_words(database):
    """No text is too long for an index: what cannot be shown would keep all that follows it from being shown."""
    KEY.spell_again()
    letters = "abcdefghijklmnopqrstuvwxy"
    many = ["zzz" + "".join(one) for one in product(letters, repeat=4)][:130_000]
    own = [KEY.token("w", stem(word)) for word in ("first", "last")]
    field = KEY.fields((("lang", "uk"), ("in", "document")), ())
    with database.writing() as connection:
        shelf = Shelf(ROOM, 1, 0)
        shelf.keep("reading", "doc", 0, 1)
        shelf.write(connection)
        number = entry_number(1, 0) * PLACES
        tokens = " ".join([own[0], *many, *many[:9], own[1], field])
        kept = vector(tokens, entry_number(1, 0)) if database.postgres else tokens.encode()
        found_ = passages.Blinded([passages.Row(number, "document", "doc", 0, kept)], [])
        passages.put(connection, ROOM, found_, postgres=database.postgres)
    for query in ("lang:uk", "in:document", "first", "last", "first last"):
        assert found(database, query) == {("document", "doc")}, query
    assert found(database, "first -last") == set()


def test_a_vector_is_what_the_server_makes_of_the_tokens_and_their_places(postgres):
    """Packed here, as nobody checks it again: seldom and often, in few words and in more than have places."""
    pick = random.Random(7)
    known = ["".join(pick.choices("abcd", k=8)) for _ in range(40_000)]
    texts = [[], known[:1], known[:1] * 300, known[1:90], known[:20_000], [*known[:16_380], *known[:9]]]
    texts += [pick.choices(known[: pick.randint(1, 60)], k=pick.randint(1, 700)) for _ in range(20)]
    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE TEMP TABLE packed (number int8, tokens tsvector)")
        with connection.cursor().copy("COPY packed FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["int8", "bytea"])
            for number, these in enumerate(texts):
                copy.write_row((number, vector(" ".join(these), number)))
        for number, these in enumerate(texts):
            plain = [f"{token}:{place}" for place, token in enumerate(these[:16_383], 1)] + these[16_383:]
            plain += [f"{name}{number >> size}" for name, size in SIZES.items()]
            asked = "SELECT tokens = CAST(%s AS tsvector) FROM packed WHERE number = %s"
            assert connection.execute(asked, (" ".join(plain), number)).fetchone() == (True,), len(these)


@given(st.integers(0, 1 << 24), st.integers(0, 1 << 24))
def test_stretches_cover_every_entry_once_and_are_few(first, more):
    last = first + more
    end = last
    names = list(stretches(first, last))
    for name in names:
        size = SIZES[name[0]]
        begin = int(name[1:]) << size
        assert begin <= end < begin + (1 << size)
        for entry in (end, max(begin, first)):
            assert f"{name}\0".encode() in vector("abc", entry)
        assert size == min(SIZES.values()) or 1 << size <= last - end
        end = begin - 1
    assert end < first <= end + (1 << SIZES[names[-1][0]])
    assert len(names) <= 40


def test_matches_of_a_search_are_the_newest_of_all_stretches(database):
    """Words that are in old passages, in new ones, side by side: as found in a list of all."""
    KEY.spell_again()
    step, words = 3_000, ("ferry", "harbour", "ferry harbour", "harbour ferry")
    texts = {step * number: words[number * number % len(words)] for number in range(40)}
    with database.writing() as connection:
        shelf = Shelf(ROOM, 1, 0)
        for entry in texts:
            shelf.keep("reading", f"doc{entry}", entry, entry)
        shelf.write(connection)
        said = [Passage("document", f"doc{entry}", entry, text) for entry, text in texts.items()]
        put(connection, database, said)
    for query, meets in (
        ("ferry", lambda text: "ferry" in text),
        ("ferry harbour", lambda text: " " in text),
        ('"ferry harbour"', lambda text: text == "ferry harbour"),
        ("harbour -ferry", lambda text: text == "harbour"),
    ):
        for at in (None, 0, step * 17 + 5, step * 40):
            told = {entry for entry, text in texts.items() if meets(text) and (at is None or entry <= at)}
            expected = {("document", f"doc{entry}") for entry in told}
            assert found(database, query, at=at, most=99) == expected, (query, at)


@given(st.text(alphabet=st.sampled_from("abĄéЖїґ'’.,:;-–0123 5\n\t\u00a0\u2028AZЄ\U0001f600\""), max_size=60))
def test_a_text_has_the_same_words_whole_and_in_pieces(said):
    whole = [KEY.token("w", stem(word.lower())) for word in WORD.findall(said)]
    names = KEY.text([piece for piece in said.split() if skeletons(WORD.findall(piece))])
    tokens = " ".join(KEY.text(said.split())).split()
    assert tokens[: len(whole)] == whole
    assert set(tokens[len(whole) :]) <= set(" ".join(names).split())
    assert set(tokens[len(whole) :]) == {KEY.token("n", bones) for bones in skeletons(WORD.findall(said))}


@pytest.mark.parametrize("query", ["", "   ", "-energy", '""', "—"])
def test_a_query_with_nothing_to_look_for_is_refused(query):
    with pytest.raises(UsageError, match="nothing to look for"):
        parse(query)


def test_a_query_of_many_parts_is_refused():
    with pytest.raises(UsageError, match="at most"):
        parse("a1 " * 33)


@given(st.text(max_size=80))
def test_any_query_is_understood_or_refused_by_both_databases(query):
    from goodoffices.store.query import clauses, fts5, tsquery

    try:
        terms = parse(query)
    except UsageError:
        return
    if len(terms) <= 32:
        match = clauses(terms, KEY, lambda keys: [])
        assert match
        plain = fts5(match) + tsquery(match)
        assert set(plain) <= set('abcdefghijklmnopqrstuvwxyz"()|&!<-> ANDORT')


@given(st.text(alphabet="bcdfgklmnprstvz", min_size=4, max_size=9), st.integers(0, 8), st.sampled_from("bdz"))
def test_skeletons_within_one_letter_share_a_shorter_form(bones, at, letter):
    at %= len(bones)
    other = bones[:at] + letter + bones[at + 1 :]
    assert set(shortened(bones)) & set(shortened(other))


@pytest.mark.parametrize(
    "words",
    [("talks", "talk"), ("parties", "party"), ("переговори", "переговорів", "переговорами"), ("заявил", "заявили")],
)
def test_forms_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1
