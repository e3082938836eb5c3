"""The tables of a case beside its ledger. All are projections: `rebuild` makes them again from the entries.

No table holds words of an entry: `holdings` says where in the ledger a thing stands, the search index holds blinded
tokens. What is confidential or erased therefore lives in one place, the ledger's bodies.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table

VERSION = 2
"""Of the projections: a store made with another is rebuilt when it is opened."""

METADATA = MetaData()

HOLDINGS = Table(
    "holdings",
    METADATA,
    Column("room", String, primary_key=True),
    Column("what", String, primary_key=True),  # document, reading, claim, person, finding, decision ...
    Column("id", String, primary_key=True),
    Column("entry", BigInteger, primary_key=True),  # index in the room's log
    Column("seen", BigInteger, nullable=False),  # when the log took it, microseconds UTC
    Column("gone", BigInteger),  # when a later entry replaced or withdrew it; null while it stands
    Column("about", String),  # id of the document it was read in, or of the story it belongs to
    Index("holdings_entry", "room", "entry"),
    Index("holdings_standing", "room", "what", "gone"),
    Index("holdings_about", "room", "what", "about"),
)

PASSAGES = Table(
    "passages",
    METADATA,
    # room, entry and place in the entry in one number, so that a rebuild gives each passage the same
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("room", String, nullable=False),
    Column("what", String, nullable=False),
    Column("id", String, nullable=False),
    Column("entry", BigInteger, nullable=False),
    Index("passages_of", "room", "what", "id"),
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
)

OUTLINES = Table(
    "outlines",
    METADATA,
    Column("room", String, primary_key=True),
    Column("entry", BigInteger, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # computed once a page; made again when missing
)
