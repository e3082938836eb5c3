"""An HTML page becomes a document: every block of it kept and classed, the main text told apart from the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import InputRefused
from ..records import CaseSettings, Document, Segment
from ..sources import Arrival, Saying
from ..sources.encodings import Decoded
from .classes import certain_class, classify
from .drafts import Draft, drafts_of
from .found import Found
from .headline import without_site
from .main_text import extracted, main_blocks
from .markup import Block, Markup
from .rendering import length_in_bytes, taken_out

LARGEST_PAGE = 8_000_000
DEEPEST = 350
"""libxml2 and the extraction behind it follow nesting by recursion; pages of people stay below 60."""
MOST_BLOCKS = 20_000
MOST_ATTRIBUTES = 1_000
"""libxml2 compares every attribute of a tag with every other; tags of people have fewer than fifty."""
_LONE = re.compile(r"[\ud800-\udfff\x00]")
_OUTSIDE = "outside the main text of the page"


def page_document(arrival: Arrival, read: Decoded, settings: CaseSettings, saying: Saying) -> Document:
    """The document of an HTML page; raises InputRefused for one too large to lay out or without any text."""
    if len(read.text) > LARGEST_PAGE:
        raise InputRefused(
            arrival.path,
            f"an HTML page of {len(read.text):,} characters; pages have at most {LARGEST_PAGE:,}",
            remedy="Save its text, or split it",
        )
    markup = Markup(read.text)
    if not markup.blocks:
        remedy = "It may load its text by script; save it from a browser"
        raise InputRefused(arrival.path, "an HTML page without any text", remedy=remedy)
    main, warnings = _main(markup)
    title = arrival.title or markup.meta.get("og:title") or markup.title
    text, drafts = laid_out(markup)
    _classify(markup.blocks, drafts, main, title)
    if not markup.closed:
        warnings.append("ends before </html>: the page may be half a download")
    found = Found(
        arrival, read, text, _segments(markup, read), drafts,
        (*read.warnings, *warnings, *taken_out(text_of_nodes(markup))),
        title=title,
        site=markup.meta.get("og:site_name") or markup.meta.get("application-name", ""),
        url=markup.meta.get("canonical") or markup.meta.get("og:url", ""),
        carried=_published(markup),
        media_type="text/html",
    )  # fmt: skip
    return found.document(settings, saying)


def _main(markup: Markup) -> tuple[list[bool], list[str]]:
    texts = [block.text for block in markup.blocks]
    if markup.depth > DEEPEST or len(texts) > MOST_BLOCKS or markup.attributes > MOST_ATTRIBUTES:
        said = (
            f"tags nested {markup.depth} deep, {len(texts)} blocks, {markup.attributes} attributes in one tag: "
            "main text told apart by its lines alone"
        )
        return [True] * len(texts), [said]
    main = extracted(_LONE.sub("\ufffd", markup.source))
    chosen = main_blocks(texts, main) if main else []
    if not any(chosen):
        return [True] * len(texts), ["no main text told apart by the markup; every block is classed by itself"]
    return chosen, []


def laid_out(markup: Markup) -> tuple[str, list[Draft]]:
    """The text of all blocks, one a line, and its lines."""
    bounds, start, line, seen = [], 0, 1, 0
    for block in markup.blocks:
        line += markup.source.count("\n", seen, block.first)
        seen = block.first
        bounds.append((line, start, start + len(block.text)))
        start += len(block.text) + 1
    text = "\n".join(block.text for block in markup.blocks)
    return text, drafts_of(text, bounds)


def text_of_nodes(markup: Markup) -> str:
    """The source characters that the blocks were made from."""
    return "".join(markup.source[piece.first : piece.last] for block in markup.blocks for piece in block.pieces)


def _segments(markup: Markup, read: Decoded) -> tuple[Segment, ...]:
    segments, offset, at, byte = [], 0, 0, read.skip
    for block in markup.blocks:
        for piece in block.pieces:
            byte += length_in_bytes(markup.source[at : piece.first], read.encoding)
            last = byte + length_in_bytes(markup.source[piece.first : piece.last], read.encoding)
            segments.append(Segment(offset + piece.start, offset + piece.end, byte, last))
            at, byte = piece.last, last
        offset += len(block.text) + 1
    return tuple(segments)


def _classify(blocks: Sequence[Block], drafts: Sequence[Draft], main: Sequence[bool], title: str) -> None:
    inside: list[Draft] = []
    heading = _heading(blocks, drafts, main, title)
    for index, (block, draft) in enumerate(zip(blocks, drafts, strict=True)):
        _hint(block, draft)
        if main[index] or index == heading:
            inside.append(draft)
    classify(inside, title if heading is not None else "", told_apart=not all(main))
    for draft in drafts:
        if draft.free:
            certain_class(draft)
        if draft.free or (draft.kind == "live-time" and draft not in inside):
            draft.take("navigation", _OUTSIDE)


def _hint(block: Block, draft: Draft) -> None:
    if block.tag in ("h2", "h3", "h4") and not draft.mark:
        draft.mark = "##"
    elif block.tag == "li" and not draft.mark:
        draft.mark = "•"
    elif block.tag == "figcaption":
        draft.take("caption", "caption by its markup")


def _heading(blocks: Sequence[Block], drafts: Sequence[Draft], main: Sequence[bool], title: str) -> int | None:
    """The block that is the headline, where it stands outside the main text: the last h1 above it, or the title."""
    first = next((index for index, chosen in enumerate(main) if chosen), len(main))
    wanted = without_site(title)[0].casefold()
    above = [
        index for index, block in enumerate(blocks[: first + 1]) if block.tag == "h1" or block.text.casefold() == wanted
    ]
    for index in reversed(above):
        if len(drafts[index].words) >= 2:
            return index
    return None


def _published(markup: Markup) -> str:
    for name in (
        "article:published_time", "datepublished", "ld:published", "og:published_time", "pubdate", "publish-date",
        "publishdate", "date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date", "parsely-pub-date",
    ):  # fmt: skip
        if markup.meta.get(name):
            return markup.meta[name]
    return markup.times[0] if markup.times and re.match(r"\d{4}-\d\d-\d\d", markup.times[0]) else ""
