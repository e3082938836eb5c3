"""Citations: from a claim to the page, line and words it was made on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath

import msgspec

from ..records import Claim, Document
from .lines import LineIndex
from .names import Names
from .record import Record

QUOTE_SHOWN = 240
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


class Citation(msgspec.Struct, frozen=True):
    """One claim as a reader meets it: `A 12`, who says so, in which outlet, in which words.

    `anchor` is the id of the highlighted words in the brief, empty where the claim has no place in a page that
    is at hand. `voice` says whether a speaker inside the text vouches, or the outlet itself.
    """

    claim: Claim
    number: int
    anchor: str
    letter: str
    line: int | None
    document: str
    outlet: str
    speaker: str
    voice: bool
    quote: str
    language: str

    @property
    def place(self) -> str:
        """Letter of the page and number of the line."""
        return f"{self.letter}{self.line}" if self.line is not None else self.letter


class Citations:
    """The citations of a record by claim id, numbered in the order of its claims."""

    def __init__(self, record: Record, names: Names) -> None:
        self.lines = LineIndex(record.documents)
        self.names = names
        self.by_claim: dict[str, Citation] = {}
        for claim in record.claims:
            if claim.id not in self.by_claim:
                self.by_claim[claim.id] = self._citation(claim, record.speakers.get(claim.id, claim.speaker))

    def _citation(self, claim: Claim, speaker: str | None) -> Citation:
        span = claim.evidence[0] if claim.evidence else None
        ident = self.lines.document_of(claim.document, span.rendition) if span else claim.document
        document = self.lines.by_id.get(ident)
        outlet = self._outlet(claim, document)
        named, inside = self._speaker(claim, speaker, outlet)
        return Citation(
            claim,
            len(self.by_claim) + 1,
            anchor(claim.id) if span and document else "",
            self.lines.letters.get(ident, "?"),
            self.lines.line_of(claim.document, span.rendition, span.start) if span and document else None,
            ident,
            outlet,
            named,
            inside,
            shortened(span.quote) if span else "",
            document.rendition.language if document else "",
        )

    def _outlet(self, claim: Claim, document: Document | None) -> str:
        source = self.names.sources.get(claim.source)
        if source is None and document is not None and document.outlet:
            return self.names.outlet(document.outlet)
        return self.names.outlet(source.name) if source else self.names.page(document) if document else claim.source

    def _speaker(self, claim: Claim, speaker: str | None, outlet: str) -> tuple[str, bool]:
        names = self.names
        told = [name for name in claim.upstream if name]
        if speaker and speaker in names.party_rank and told and told[-1].startswith(f"unnamed:{speaker}:"):
            said = names(told[-1])  # "an official" says more than the country
        elif speaker and (speaker in names.known or speaker in names.sources):
            said = names(speaker)
        elif told and (names(told[-1]) != outlet or claim.channel):
            said = names(told[-1])  # an outlet that credits itself speaks in its own voice
        else:
            return names.words("own-voice"), False
        channel = names.outlet(claim.channel) if claim.channel else ""
        if channel and channel not in said:
            said = f"{said} ({names.words('via', channel=channel)})"
        return said, True

    def of(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of these claims in the order of pages and lines, each claim once."""
        found = {ident: self.by_claim[ident] for ident in claims if ident in self.by_claim}
        return tuple(sorted(found.values(), key=lambda citation: citation.number))


def file_name(document: Document) -> str:
    """The name of the file without its folders, which say something of a machine and nothing of the page."""
    return _bare_name(document.path)


@lru_cache(maxsize=4096)
def _bare_name(path: str) -> str:
    archive, _, member = path.partition("!")
    return PurePath(archive).name + (f"!{member}" if member else "")


def anchor(ident: str) -> str:
    """An id made safe for a fragment: other characters become their code point in hexadecimal."""
    if ident.isascii() and ident.replace("_", "").isalnum():
        return ident
    return _UNSAFE.sub(lambda match: f"-{ord(match.group()):x}-", ident)


def shortened(text: str, longest: int = QUOTE_SHOWN) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `longest` characters."""
    text = " ".join(text[: 4 * longest].split())
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", longest // 2, longest)
    return text[: cut if cut > 0 else longest].rstrip(" ,;:") + " …"
