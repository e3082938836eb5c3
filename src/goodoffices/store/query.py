"""What is asked of a search: words, phrases, fields, exclusions; and the same as a match expression of either database.

ceasefire Witkoff              all of these, in any order; names in any script, one letter wrong is forgiven
"four hours"                   these words in this order
speaker:Lavrov  outlet:"..."   a field: speaker, person, outlet, lang, in (document, quote, person)
-energy                        not this
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from ..errors import UsageError
from ..lexicon.names.spelling import skeleton
from ..lexicon.reading import WORD
from .blinding import SHORTEST_NAME, Blinding, shortened
from .stems import stem

FIELDS = ("speaker", "person", "outlet", "lang", "in")
NAMED = frozenset({"speaker", "person"})
TERM = re.compile(r'(-?)(?:([a-z]{1,12}):)?(?:"([^"]*)"|([^\s"]+))')
MOST_TERMS = 32


class Term(msgspec.Struct, frozen=True):
    """One part of a query. `field` is "" for the text itself."""

    text: str
    field: str = ""
    phrase: bool = False
    excluded: bool = False


Alike = Callable[[Sequence[str]], Sequence[str]]
"""Gives the blinded names within one letter of blinded keys."""


class Clause(msgspec.Struct, frozen=True):
    """One of several rows of tokens must occur (or, `excluded`, none of them); a row is tokens one after the other."""

    rows: tuple[tuple[str, ...], ...]
    excluded: bool = False


def parse(text: str) -> tuple[Term, ...]:
    """The terms of a query; raises UsageError when nothing is left to look for."""
    terms: list[Term] = []
    for minus, field, quoted, bare in TERM.findall(text):
        if field and field not in FIELDS:
            # "16:30" and "https://..." are words with a colon, not fields.
            terms.append(Term(f"{field}:{quoted or bare}", "", True, bool(minus)))
        elif WORD.search(quoted or bare):
            terms.append(Term(quoted or bare, field, bool(quoted), bool(minus)))
    if not any(not term.excluded for term in terms):
        raise UsageError(f'nothing to look for in {text!r}; give a word, a "phrase" or one of {", ".join(FIELDS)}:')
    if len(terms) > MOST_TERMS:
        raise UsageError(f"a query has at most {MOST_TERMS} parts; this one has {len(terms)}")
    return tuple(terms)


def clauses(terms: Sequence[Term], blinding: Blinding, alike: Alike) -> tuple[Clause, ...]:
    """The terms in the tokens of one room."""
    found: list[Clause] = []
    for term in terms:
        words = WORD.findall(term.text)
        if term.field and term.field not in NAMED:
            found.append(Clause(((blinding.token("f", f"{term.field}={term.text.casefold()}"),),), term.excluded))
        elif term.phrase and not term.field:
            row = tuple(blinding.token("w", stem(word.lower())) for word in words)
            found.append(Clause((row,), term.excluded))
        else:
            found.extend(Clause(_rows(word, term.field, blinding, alike), term.excluded) for word in words)
    return tuple(clause for clause in found if clause.rows)


def _rows(word: str, field: str, blinding: Blinding, alike: Alike) -> tuple[tuple[str, ...], ...]:
    bones = skeleton(word)
    if field:
        keys = [f"{field}={bones}", f"{field}={word.casefold()}"]
        return tuple((blinding.token("f", key),) for key in keys)
    rows = [(blinding.token("w", stem(word.lower())),)]
    if len(bones) >= SHORTEST_NAME:
        rows.append((blinding.token("n", bones),))
        near = alike([blinding.token("s", key) for key in shortened(bones)])
        rows.extend((name,) for name in sorted(set(near)))
    return tuple(dict.fromkeys(rows))


def fts5(found: Sequence[Clause]) -> str:
    """As an FTS5 MATCH expression."""
    said = [_either(clause, " OR ", " ") for clause in found if not clause.excluded]
    barred = [_either(clause, " OR ", " ") for clause in found if clause.excluded]
    return " AND ".join(said) + "".join(f" NOT {one}" for one in barred)


def tsquery(found: Sequence[Clause]) -> str:
    """As a PostgreSQL tsquery."""
    return " & ".join(("!" if one.excluded else "") + _either(one, " | ", " <-> ") for one in found)


def _either(clause: Clause, between: str, after: str) -> str:
    # FTS5 reads words side by side in quotation marks as a phrase; tokens are letters only, so nothing needs escaping.
    rows = [f'"{after.join(row)}"' if after == " " else f"({after.join(row)})" for row in clause.rows]
    return f"({between.join(rows)})"
