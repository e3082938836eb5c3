"""The pages of a brief: heads and highlighted text."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from markupsafe import Markup, escape

from .brief import Brief, anchors_back, page_anchor
from .citations import Citation, file_name, shortened
from .moments import moment_text
from .names import Names
from .notices import reason_said, said
from .pages import PageLine, cleaned, page_lines, places_of
from .subjects import asked
from .values import value_text
from .words import Words


class Page(msgspec.Struct, frozen=True):
    """One page with its text as HTML."""

    letter: str
    anchor: str
    outlet: str
    title: str
    file: str
    headline: str
    url: str
    published: str
    language: str
    language_name: str
    wire: str
    warnings: tuple[tuple[str, str], ...]
    home: str
    html: Markup


def pages_of(brief: Brief, names: Names, homes: Mapping[str, str]) -> list[Page]:
    """Every page; those in `homes` without their text, which stands in the file named there."""
    by_page: dict[str, list[Citation]] = {}
    if homes:
        return [_page(ident, [], {}, {}, brief, homes) for ident in brief.citations.lines.by_id]
    hints: dict[str, str] = {}
    for citation in brief.citations.by_claim.values():
        claim = citation.claim
        if citation.anchor:
            by_page.setdefault(citation.document, []).append(citation)
        hints[claim.id] = f"{asked(claim.kind, names)}: {value_text(claim.value, names)} ({citation.speaker})"
    back = anchors_back(brief)
    return [_page(ident, by_page.get(ident, []), back, hints, brief, homes) for ident in brief.citations.lines.by_id]


def _page(
    ident: str,
    cited: list[Citation],
    back: dict[str, str],
    hints: dict[str, str],
    brief: Brief,
    homes: Mapping[str, str],
) -> Page:
    document, letter, words = brief.citations.lines.by_id[ident], brief.citations.lines.letters[ident], brief.words
    rendition = document.rendition
    places = places_of(document, cited, back, hints)
    rows = []
    for line in () if ident in homes else page_lines(document, places, words("back")):
        kind = words(f"line-{line.kind}")
        reason = _why(kind, line, words) if line.dropped else ""
        number = line.line or ""
        rows.append(
            f'<p class="l k-{line.kind}{" dropped" if line.dropped else ""}" dir="auto">'
            f'<span class="ln" aria-hidden="true">{number}</span><span class="t">{reason}{line.html}</span></p>'
        )
    wire = words("wire", agencies=", ".join(document.wire)) if document.wire else ""
    published = moment_text(document.published, words) if document.published else words("no-date")
    name = words.known(f"language-{rendition.language}", rendition.language)
    return Page(
        letter,
        page_anchor(letter),
        brief.citations.names.page(document),
        document.title,
        file_name(document),
        shortened(document.title, 70),
        document.url,
        published,
        rendition.language,
        name,
        wire,
        tuple(said(warning, words.language) for warning in document.warnings),
        homes.get(ident, ""),
        Markup("\n".join(rows)),
    )


def _why(kind: str, line: PageLine, words: Words) -> str:
    """The class of a dropped line with the reason; a reason that has no translation is marked as English."""
    if not line.why:
        return f'<span class="why">{escape(kind)}</span> '
    text, language = reason_said(line.why.removeprefix(f"{line.kind}: "), words.language)
    foreign = f' lang="{language}"' if language != words.language else ""
    return f'<span class="why">{escape(kind)}: <span{foreign}>{escape(cleaned(text))}</span></span> '
