"""One arrival becomes one document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..errors import InputRefused
from ..lexicon.languages import UNKNOWN, is_read, language_name, language_of
from ..records import CaseSettings, Document, Line, Rendition, Segment, content_id, digest_of
from ..sources import Arrival
from ..sources.encodings import Decoded, decoded
from .classes import classify
from .datelines import Dateline, dateline_of
from .drafts import Draft, drafts_of
from .headings import without_site
from .live import live_entries
from .outlets import case_source, outlet_of, wire_credits
from .publication import published_moment
from .rendering import rendered_text

LONGEST_LINE = 1_000_000
MOST_CHARACTERS = 12_000_000


def document_of(
    arrival: Arrival,
    settings: CaseSettings,
    *,
    published: date | None = None,
    zone: str | None = None,
    language: str | None = None,
) -> Document:
    """The document of an arrival; raises InputRefused where nothing in it can be read."""
    _check_bytes(arrival)
    media_type, _, parameters = arrival.media_type.partition(";")
    read = decoded(arrival.raw, parameters.partition("charset=")[2].strip(" \"'"))
    if media_type.strip() == "text/html":
        from .pages import page_document  # trafilatura takes 150 ms to load; text files do without

        return page_document(arrival, read, settings, published=published, zone=zone, language=language)
    text, segments, removed = rendered_text(read.text, read.encoding, read.skip)
    check_size(arrival.path, text)
    drafts = drafts_of(text)
    if not drafts:
        raise InputRefused(arrival.path, "nothing but white space", remedy="leave it out, or save the page again")
    classify(drafts, arrival.title)
    found = Found(arrival, read, text, segments, drafts, (*read.warnings, *removed), title=arrival.title)
    return found.document(settings, published=published, zone=zone, language=language)


def _check_bytes(arrival: Arrival) -> None:
    if not arrival.raw:
        raise InputRefused(arrival.path, "empty file", remedy="leave it out, or save the page again")


def check_size(path: str, text: str) -> None:
    """Refuse texts that are no page: one endless line, or more characters than any page has."""
    if len(text) > LONGEST_LINE:
        at, number, start = 0, 1, 0
        while at >= 0:
            at = text.find("\n", start)
            length = (at if at >= 0 else len(text)) - start
            if length > LONGEST_LINE:
                raise InputRefused(
                    path,
                    f"a line of {length:,} characters; no page has one over {LONGEST_LINE:,}",
                    place=f"line {number}",
                    remedy="it may be data or a damaged file; split it into lines if it is text",
                )
            number, start = number + 1, at + 1
    if len(text) > MOST_CHARACTERS:
        raise InputRefused(
            path, f"{len(text):,} characters; a page has at most {MOST_CHARACTERS:,}", remedy="split it into pages"
        )


class Found:
    """What reading an arrival found, before it is put into a document."""

    def __init__(
        self,
        arrival: Arrival,
        read: Decoded,
        text: str,
        segments: tuple[Segment, ...],
        drafts: Sequence[Draft],
        warnings: tuple[str, ...],
        *,
        title: str = "",
        site: str = "",
        url: str = "",
        carried: str = "",
        media_type: str = "text/plain",
    ) -> None:
        self.arrival, self.read, self.text, self.segments, self.drafts = arrival, read, text, segments, drafts
        self.warnings = list(warnings)
        self.title, self.site, self.url = title, site, arrival.url or url
        self.carried = arrival.published or carried
        self.media_type = media_type

    def document(
        self, settings: CaseSettings, *, published: date | None, zone: str | None, language: str | None
    ) -> Document:
        """The document; what had to be assumed is in its warnings."""
        path, drafts = self.arrival.path, self.drafts
        code = language or self._language()
        headline = next((draft for draft in drafts if draft.kind == "headline"), None)
        full_title = self.title or (headline.text if headline else "")
        source = case_source(settings, path, self.url, drafts, full_title)
        outlet, assumed = (source.name, ()) if source else outlet_of(path, self.url, self.site, full_title, drafts)
        known_zone = (source.zone if source else None) or zone or settings.zone
        dateline = self._dateline()
        moment, dated = published_moment(
            drafts, given=published, carried=self.carried, dateline=dateline, language=code, zone=known_zone,
            where=f"{self.url} {path.rsplit('/', 1)[-1]}",
        )  # fmt: skip
        day = moment.first_day if moment else None
        entries, timed = live_entries(drafts, day, known_zone)
        ident = digest_of(self.arrival.raw)
        lines = tuple(Line(draft.number, draft.start, draft.end, draft.kind or "body", draft.why) for draft in drafts)
        rendition = Rendition(
            content_id("rnd", ident, self.text), ident, self.text, code, lines, self.segments, entries
        )
        noted = (self.arrival.note,) if self.arrival.note else ()
        return Document(
            ident, path, self.media_type, self.read.encoding, outlet, without_site(full_title)[0], rendition, moment,
            dateline.place if dateline else "", wire_credits(drafts, dateline),
            (*noted, *self.warnings, *assumed, *dated, *timed), self.url,
        )  # fmt: skip

    def _language(self) -> str:
        sample = "\n".join(draft.text for draft in self.drafts if draft.kind in ("body", "summary", "headline"))
        guess = language_of(sample or self.text)
        if not is_read(guess.code):
            known = "cannot be told" if guess.code == UNKNOWN else f"looks like {language_name(guess.code)}"
            self.warnings.append(
                f"language {known}; en, uk and ru are read, so little will be found (force one with --lang)"
            )
        elif not guess.sure:
            self.warnings.append(f"language taken to be {language_name(guess.code)}; there is little text to tell by")
        return guess.code

    def _dateline(self) -> Dateline | None:
        for draft in [draft for draft in self.drafts if draft.kind in ("body", "summary")][:3]:
            found = dateline_of(draft.text)
            if found:
                return found
        return None
