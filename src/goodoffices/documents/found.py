"""What reading an arrival found, put into a document with everything that had to be assumed."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.languages import UNKNOWN, is_read, language_name, language_of
from ..records import CaseSettings, Document, Line, Rendition, Segment, content_id, digest_of
from ..sources import Arrival, Saying
from ..sources.encodings import Decoded
from .datelines import Dateline, dateline_of
from .drafts import Draft
from .headline import without_site
from .live import live_entries
from .outlets import case_source, outlet_of, wire_credits
from .publication import published_moment


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
        self.arrival, self.read, self.text, self.drafts = arrival, read, text, drafts
        # The text of a paper was taken out of it: no character leads back to bytes of its file.
        self.segments = () if arrival.digest else segments
        self.warnings = list(warnings)
        self.title, self.site, self.url = title, site, arrival.url or url
        self.carried = arrival.published or carried
        self.media_type = arrival.taken_from or media_type

    def document(self, settings: CaseSettings, saying: Saying) -> Document:
        """The document; what had to be assumed is in its warnings."""
        path, drafts = self.arrival.path, self.drafts
        code = saying.language or self._language()
        headline = next((draft for draft in drafts if draft.kind == "headline"), None)
        full_title = self.title or (headline.text if headline else "")
        source = case_source(settings, path, self.url, drafts, full_title)
        outlet, assumed = (source.name, ()) if source else outlet_of(path, self.url, self.site, full_title, drafts)
        known_zone = (source.zone if source else None) or saying.zone or settings.zone
        dateline = self._dateline()
        moment, dated = published_moment(
            drafts, given=saying.published, carried=self.carried, dateline=dateline, language=code, zone=known_zone,
            where=f"{self.url} {path.rsplit('/', 1)[-1]}",
        )  # fmt: skip
        day = moment.first_day if moment else None
        entries, timed = live_entries(drafts, day, known_zone)
        ident = self.arrival.digest or digest_of(self.arrival.raw)
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
