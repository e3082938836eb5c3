"""The tables of a case beside its ledger. All are projections: `rebuild` makes them again from the entries.

No table holds words of an entry: `holdings` says where in the ledger a thing stands, the search index holds blinded
tokens, what is kept aside is sealed. What is confidential or erased therefore lives in one place, the ledger's bodies.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, text

VERSION = 8
"""Of the projections and of what is kept aside in them: a store made with another is rebuilt when it is opened."""

ENTRIES = 1 << 35
"""More entries than any log will have: one number stands for a log of a database and an entry of it."""
PLACES = 1 << 12
"""Passages of one entry that are found by themselves; of a page with more quotations the text is found all the same."""

METADATA = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_STANDS, _ENDED = text("gone IS NULL"), text("gone IS NOT NULL")


def entry_number(place: int, entry: int) -> int:
    """The number of an entry of the `place`-th log of a database; those of one log rise with its entries."""
    return place * ENTRIES + entry


HOLDINGS = Table(
    "holdings",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),  # entry_number: rows come in this order alone
    Column("room", String, nullable=False),
    Column("what", String, nullable=False),  # document, reading, claim, person, finding, decision ...
    Column("id", String, nullable=False),
    Column("entry", BigInteger, nullable=False),  # index in the room's log
    Column("seen", BigInteger, nullable=False),  # when the log took it, microseconds UTC
    Column("gone", BigInteger),  # when a later entry replaced or withdrew it; null while it stands
    Column("about", String),  # id of the document it was read in, or of the story it belongs to
    Index("holdings_named", "room", "what", "id"),
    Index("holdings_ended", "room", "gone", sqlite_where=_ENDED, postgresql_where=_ENDED),
    Index("holdings_about", "room", "what", "about", sqlite_where=_STANDS, postgresql_where=_STANDS),
)

PASSAGES = Table(
    "passages",
    METADATA,
    # the number of its entry, PLACES times, and its place in the entry: a rebuild gives each passage the same
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("room", String, nullable=False),
    Column("what", String, nullable=False),
    Column("id", String, nullable=False),
    Column("entry", BigInteger, nullable=False),
)

SPELLINGS = Table(
    "spellings",
    METADATA,
    Column("room", String, primary_key=True),
    Column("shorter", String, primary_key=True),  # blinded skeleton with one letter left out
    Column("name", String, primary_key=True),  # blinded skeleton that the passages hold
)

PROJECTED = Table(
    "projected",
    METADATA,
    Column("room", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("entries", BigInteger, nullable=False),  # how many entries of the log the tables show
    Column("erased", BigInteger, nullable=False),  # of how many of these nothing is left
)

TOLD = Table(
    "told",
    METADATA,
    Column("room", String, primary_key=True),
    Column("entries", BigInteger, nullable=False),  # how many entries of the log the things of the room follow from
)

OUTLINES = Table(
    "outlines",
    METADATA,
    Column("room", String, primary_key=True),
    Column("entry", BigInteger, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # computed once a page; made again when missing
)

CARDS = Table(
    "cards",
    METADATA,
    Column("room", String, primary_key=True),
    Column("entry", BigInteger, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # what lists of the workbench show of a thing; as outlines are
)

TALKS = Table(
    "talks",
    METADATA,
    Column("mark", String, primary_key=True),  # the hash of all that it was put together from
    Column("room", String, nullable=False),  # the most closed of the rooms it was put together from
    Column("sealed", LargeBinary, nullable=False),  # with the keys of all of them, one around the other
)

ASIDE = (OUTLINES, CARDS)
"""Tables with what was made of an entry and sealed."""
