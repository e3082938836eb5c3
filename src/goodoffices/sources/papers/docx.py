"""The text of a Word file (ECMA-376, WordprocessingML), read as a stream, so that no size of it fills the memory."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from lxml import etree

from ...errors import InputRefused
from ..arrival import LeftOut
from ..office import DAMAGED, office_parts
from .paper import MOST_CHARACTERS, Paper

BODY = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PROPERTIES = "docProps/core.xml"
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
# Text of these stands in the file, but not on the page.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})


class _Paragraphs:
    """What the events of a part make: its paragraphs in reading order, and what was met on the way."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.size = 0
        self.deleted = self.hidden = 0
        self._open: list[list[str]] = []
        self._unseen = 0

    def begin(self, name: str) -> None:
        if name == "p":
            self._open.append([])
        elif name in _UNSEEN:
            self._unseen += 1

    def end(self, name: str, element: etree._Element) -> None:
        """Take what an element says when it closes."""
        if name in _UNSEEN:
            self._unseen -= 1
            self.deleted += name == "del"
        elif self._unseen or not self._open:
            if name == "p" and self._open:
                self._open.pop()
        elif name == "t":
            self._open[-1].append(element.text or "")
        elif name in _BREAKS:
            self._open[-1].append(_BREAKS[name])
        elif name == "pStyle":
            self._head(element)
        elif name == "vanish":
            self.hidden += 1
        elif name == "p":
            self._paragraph()

    def _head(self, element: etree._Element) -> None:
        style = next((value for key, value in element.attrib.items() if str(key).endswith("}val")), "")
        if str(style).lower().startswith(("heading", "title", "заголов")):
            self._open[-1].append("# ")

    def _paragraph(self) -> None:
        text = "".join(self._open.pop())
        if text.strip("# \n"):
            self.found.append(text.strip())
            self.size += len(text)


def read_docx(path: str, raw: bytes, enough: Callable[[], bool]) -> Paper:
    """The text of a Word file; raises InputRefused for one that is damaged or holds no text."""
    parts = office_parts(path, raw)
    names = set(parts.namelist())
    if BODY not in names:
        raise InputRefused(path, f"a Word file without {BODY}", remedy="Save it anew from its program")
    read = _Paragraphs()
    left_out = []
    for part in (BODY, *(name for name in NOTES if name in names)):
        why = _read(parts, part, read, enough)
        if why:
            left_out.append(LeftOut(f"the rest of {part}", why))
    if not read.found:
        why = left_out[0].reason if left_out else "it may hold pictures only"
        raise InputRefused(path, f"a Word file without text: {why}", remedy="Leave it out, or give its text")
    return Paper("\n\n".join(read.found) + "\n", _title(parts), None, _warnings(read, names), tuple(left_out))


def _warnings(read: _Paragraphs, names: set[str]) -> tuple[str, ...]:
    said = []
    if read.deleted:
        said.append(f"{read.deleted} deletions are tracked in it; the deleted text is left out")
    if read.hidden:
        said.append(f"{read.hidden} passages of it are hidden on the page, and read all the same")
    if "word/comments.xml" in names:
        said.append("it carries comments, which are not read")
    return tuple(said)


def _read(parts: zipfile.ZipFile, name: str, read: _Paragraphs, enough: Callable[[], bool]) -> str:
    """Read a part as far as it goes; returns why it was left before its end, or ""."""
    try:
        with parts.open(name) as stream:
            events = etree.iterparse(
                stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
                huge_tree=False, remove_comments=True, remove_pis=True,
            )  # fmt: skip
            for count, (event, element) in enumerate(events):
                local = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
                if event == "start":
                    read.begin(local)
                    continue
                read.end(local, element)
                _let_go(element)
                if read.size > MOST_CHARACTERS:
                    return "there is more text than is read"
                if count % 4096 == 0 and enough():
                    return "the time for one file is up"
    except etree.XMLSyntaxError as error:
        return f"damaged ({str(error).split(', line')[0][:120]})"
    except DAMAGED as error:
        return f"damaged ({type(error).__name__})"
    return ""


def _let_go(element: etree._Element) -> None:
    """Free an element that was read and those before it, so that the tree never grows."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _title(parts: zipfile.ZipFile) -> str:
    try:
        if parts.getinfo(_PROPERTIES).file_size > 65_536:
            return ""
        strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(parts.read(_PROPERTIES), strict)
    except (etree.XMLSyntaxError, *DAMAGED):
        return ""
    found = root.find("{http://purl.org/dc/elements/1.1/}title")
    return " ".join((found.text or "").split())[:300] if found is not None else ""
