"""The text blocks of an HTML page with the places of their characters in the source.

A reader of tags, not a parser of trees: every text node is met in the order of the source, so that each block leads
back to its bytes. Tags and entities are read after the WHATWG HTML standard as far as blocks need it.
"""

from __future__ import annotations

import html
import re

import msgspec

from .rendering import shown

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html label legend li main nav ol option p pre section select "
    "summary table tbody td tfoot th thead tr ul video audio iframe noscript".split()
)
_SKIPPED = frozenset("script style template svg textarea iframe object canvas noscript math".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_AUTO_CLOSED = frozenset("p li td th tr dd dt option tbody thead".split())
_HINTS = frozenset("h1 h2 h3 h4 h5 h6 li figcaption time title blockquote button nav footer aside".split())
_NAME = re.compile(r"[a-zA-Z][^\s/>\x00]{0,40}")
# Quoted values may hold ">"; a "<" outside quotes means that the tag before it was never closed.
_REST = re.compile(r"(?:[^<>\"']++|\"[^\"]{0,65536}+\"|'[^']{0,65536}+'){0,400}+>")
_ATTRIBUTE = re.compile(
    r"([a-zA-Z:_-]{2,40})\s{0,3}=\s{0,3}(?:\"([^\"]{0,4096})\"|'([^']{0,4096})'|([^\s\"'>]{1,400}))"
)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_LONG_TAG = 10_000  # characters; only longer tags are worth counting attributes in
_EDGES = " \t\n\r\f\x0b"


class Piece(msgspec.Struct, frozen=True):
    """Characters [start, end) of the block's text came from characters [first, last) of the source."""

    start: int
    end: int
    first: int
    last: int


class Block(msgspec.Struct, frozen=True):
    """Text between two block tags. `tag`: the innermost tag that says what it is; `first`: place in the source."""

    text: str
    pieces: tuple[Piece, ...]
    tag: str
    first: int


class Markup:
    """What a walk over the source finds: blocks, title, meta values, depth, attributes in one tag, whether closed."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.title = ""
        self.meta: dict[str, str] = {}
        self.times: list[str] = []
        self.depth = 0
        self.attributes = 0
        self.closed = "</html" in source[-4096:].lower() or "<html" not in source[:4096].lower()
        self._nodes: list[tuple[int, int]] = []
        self._hints: list[str] = []
        self._open = 0
        self._walk()

    def _walk(self) -> None:
        source, at, size = self.source, 0, len(self.source)
        while at < size:
            mark = source.find("<", at)
            if mark < 0:
                mark = size
            if mark > at:
                self._nodes.append((at, mark))
            if mark >= size:
                break
            at = self._tag(mark)
        self._flush()

    def _tag(self, mark: int) -> int:
        """Read what stands at the "<"; returns where to go on."""
        source = self.source
        following = source[mark + 1 : mark + 2]
        if following and following in "!?":
            return self._declaration(mark)
        closing = following == "/"
        name = _NAME.match(source, mark + (2 if closing else 1))
        if name is None:
            self._nodes.append((mark, mark + 1))  # a bare "<" is text
            return mark + 1
        tag = name.group().lower()
        rest = _REST.match(source, name.end())
        if rest:
            end = rest.end()
        else:
            end = source.find(">", name.end()) + 1
            if end == 0:
                return len(source)  # cut off inside a tag
        self._met(tag, closing, source, name.end(), end)
        if not closing and (tag in _SKIPPED or tag == "title") and source[end - 2 : end] != "/>":
            return self._raw_text(tag, end)
        return end

    def _declaration(self, mark: int) -> int:
        source = self.source
        closer = "-->" if source.startswith("<!--", mark) else ">"
        end = source.find(closer, mark + (4 if closer == "-->" else 2))
        if end < 0:
            self._flush()
            return len(source)
        return end + len(closer)

    def _met(self, tag: str, closing: bool, source: str, start: int, end: int) -> None:
        if end - start > _LONG_TAG:
            self.attributes = max(self.attributes, len(_QUOTED.sub("", source[start:end]).split()))
        if tag in _BLOCKS:
            self._flush()
        if tag in ("meta", "link", "time") and not closing:
            self._attributes(tag, source[start:end])
        if tag in _HINTS:
            if not closing:
                self._hints.append(tag)
            elif tag in self._hints:
                while self._hints and self._hints.pop() != tag:
                    pass
        if tag not in _VOID and tag not in _AUTO_CLOSED and source[end - 2 : end] != "/>":
            self._open = max(0, self._open + (-1 if closing else 1))
            self.depth = max(self.depth, self._open)

    def _attributes(self, tag: str, text: str) -> None:
        found = {
            match.group(1).lower(): html.unescape(match.group(2) or match.group(3) or match.group(4) or "")
            for match in _ATTRIBUTE.finditer(text)
        }
        if tag == "time":
            if found.get("datetime"):
                self.times.append(found["datetime"])
        elif tag == "link":
            if found.get("rel", "").lower() == "canonical":
                self.meta.setdefault("canonical", found.get("href", ""))
        else:
            name = (found.get("property") or found.get("name") or found.get("itemprop") or "").lower()
            if name and found.get("content"):
                self.meta.setdefault(name, " ".join(found["content"].split()))

    def _raw_text(self, tag: str, start: int) -> int:
        """Where the text of a script, style or title ends; the end of the source when it is never closed."""
        match = re.compile(rf"</{tag}[\s/>]", re.IGNORECASE).search(self.source, start)
        stop = match.start() if match else len(self.source)
        if tag == "title" and not self.title:
            self.title = shown(self.source[start : min(stop, start + 2000)], markup=True).strip()
        if tag == "script" and stop > start:
            script = self.source[start : min(stop, start + 200_000)]
            if '"datePublished"' in script:
                self._linked_data(script)
        return stop

    def _linked_data(self, script: str) -> None:
        for key, name in (("datePublished", "ld:published"), ("dateModified", "ld:modified")):
            match = re.search(rf'"{key}"\s{{0,5}}:\s{{0,5}}"([^"]{{4,40}})"', script)
            if match:
                self.meta.setdefault(name, match.group(1))

    def _flush(self) -> None:
        if not self._nodes:
            return
        nodes, self._nodes = self._nodes, []
        text, pieces, spaced = "", [], False
        for first, last in nodes:
            source = self.source[first:last]
            core = source.strip(_EDGES)
            if not core:
                spaced = True
                continue
            lead = len(source) - len(source.lstrip(_EDGES))
            part = shown(core, markup=True)
            gap = " " if text and (spaced or lead) else ""
            start = len(text) + len(gap)
            text += gap + part
            pieces.append(Piece(start, start + len(part), first + lead, first + lead + len(core)))
            spaced = lead + len(core) < len(source)
        if text.strip():
            tag = self._hints[-1] if self._hints else ""
            self.blocks.append(Block(text, tuple(pieces), tag, pieces[0].first))
