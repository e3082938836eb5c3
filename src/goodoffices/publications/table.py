"""The findings as a table for a spreadsheet (RFC 4180, UTF-8, one row a value)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from ..records import Finding
from .accounts import accounts_of, question_of
from .citations import Citations
from .names import Names
from .pages import cleaned
from .record import Record
from .words import words_of

COLUMNS = (
    "finding", "subject", "subject_name", "question", "status", "independent_sources", "stated", "value",
    "speakers", "outlets", "owners", "sides", "claims", "documents", "lines", "quotes", "reasons",
)  # fmt: skip
# A cell that begins so is run as a formula by spreadsheets (CWE-1236); an apostrophe makes it text.
FORMULA = "^[ \u00a0]*[=+\\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(FORMULA)


def findings_csv(record: Record, language: str = "en") -> str:
    """Header and one row for each value of each finding; lines end in CR LF; lists are joined by `; `."""
    return table_of(record, Citations(record, Names(record, words_of(language))))


def table_of(record: Record, citations: Citations) -> str:
    """The table of a record whose citations are at hand."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in record.findings:
        writer.writerows([guarded(cell) for cell in row] for row in _rows(finding, citations.names, citations))
    return out.getvalue()


def _rows(finding: Finding, names: Names, citations: Citations) -> Iterable[tuple[str, ...]]:
    item = question_of(finding, names, citations)
    accounts = accounts_of(finding, names, citations)
    for answer, account in zip(finding.values, accounts, strict=True):
        cited = account.citations
        yield (
            finding.id,
            finding.subject,
            item.subject,
            finding.question,
            finding.status,
            str(finding.independent_sources),
            answer.value.text,
            account.text,
            joined(account.speakers),
            joined(account.outlets),
            joined(account.owners),
            joined(account.sides),
            joined(citation.claim.id for citation in cited),
            joined(citation.document for citation in cited),
            joined("" if citation.line is None else str(citation.line) for citation in cited),
            joined(citation.quote for citation in cited),
            joined(finding.reasons),
        )


def joined(items: Iterable[str]) -> str:
    """A list in one cell."""
    return "; ".join(items)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula, without control characters."""
    text = cleaned(cell)
    return "'" + text if _FORMULA.match(text) else text
