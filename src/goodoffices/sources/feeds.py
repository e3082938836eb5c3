"""The entries of an RSS or Atom feed, each a page of its own.

Norms: RSS 2.0, RSS 1.0 (RDF), RFC 4287 (Atom), RSS content and Dublin Core modules. The parser loads no external
entity, expands no internal one and opens no connection.
"""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree

from ..errors import InputRefused
from .arrival import Arrival
from .encodings import declared_in

_DATES = ("published", "pubDate", "date", "issued", "updated")
_LONE = re.compile(rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5[5-7][0-9]{3});?")
_CONTENT = ("encoded", "content", "description", "summary", "fulltext")


def feed_entries(path: str, raw: bytes) -> Iterator[Arrival | InputRefused]:
    """Each entry as `path!number`: its title above its content, its link, its date.

    The bytes of such an arrival are the entry's own text in UTF-8, not a slice of the feed. A feed that breaks off
    gives the entries before the break, then a refusal that names the line.
    """
    if b"<!ENTITY" in raw:
        yield InputRefused(
            path, "the feed declares entities, which feeds do not need", remedy="Fetch it from its publisher"
        )
        return
    root, broken = _parsed(raw)
    if root is None:
        said = f"not a feed that can be read ({broken[1] if broken else 'it is empty'})"
        yield InputRefused(path, said, remedy="It may be half a download; fetch it again")
        return
    entries = [node for node in root.iter() if isinstance(node.tag, str) and _local(node) in ("item", "entry")]
    for number, node in enumerate(entries, 1):
        cut = bool(broken) and number == len(entries)
        arrival = _entry(f"{path}!{number}", node, "the feed breaks off in this entry" if cut else "")
        if arrival is not None:
            yield arrival
    if broken:
        yield InputRefused(
            path, f"the feed breaks off ({broken[1]})", place=f"line {broken[0]}", remedy="Fetch it again for the rest"
        )
    elif not entries:
        yield InputRefused(path, "a feed without entries", remedy="Leave it out")


def _parsed(raw: bytes) -> tuple[etree._Element | None, tuple[int, str] | None]:
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(raw, strict), None
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        broken = (int(line), str(error).split(", line")[0])
    lenient = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    # A lenient parser lets through what it cannot hand out afterwards: bytes and references that are no characters.
    raw = _LONE.sub("\ufffd".encode(), raw)
    if declared_in(raw) in ("", "utf-8", "utf8"):
        raw = raw.decode("utf-8", "replace").encode()
    try:
        return etree.fromstring(raw, lenient), broken
    except (etree.XMLSyntaxError, ValueError):
        return None, broken


def _local(node: etree._Element) -> str:
    tag = node.tag
    # A prefix that a broken feed does not declare stays part of the name.
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1] if isinstance(tag, str) else ""


def _entry(path: str, node: etree._Element, note: str) -> Arrival | None:
    fields: dict[str, str] = {}
    link = ""
    for child in node:
        name = _local(child)
        if name == "link":
            found = child.get("href") or (child.text or "").strip()
            if found and (not link or child.get("rel") == "alternate"):
                link = found
        elif name and name not in fields:
            fields[name] = _inner(child)
    title = " ".join(html.unescape(fields.get("title", "")).split())
    content = next((fields[name] for name in _CONTENT if fields.get(name)), "")
    if not title and not content:
        return None
    dated = next(
        (fields[name] for name in ("published", "pubDate", "date", "issued", "updated") if fields.get(name)), ""
    )
    if "<" in content and ">" in content:
        page = f"<html><body><article><h1>{html.escape(title)}</h1>\n{content}\n</article></body></html>"
        raw, kind = page.encode("utf-8", "replace"), "text/html; charset=utf-8"
    else:
        raw, kind = f"{title}\n\n{html.unescape(content)}\n".encode("utf-8", "replace"), "text/plain; charset=utf-8"
    return Arrival(path, raw, kind, url=link, title=title, published=_iso(dated), note=note)


def _inner(node: etree._Element) -> str:
    """Text of an element, its child elements as markup (Atom's xhtml content)."""
    if len(node) == 0:
        return (node.text or "").strip()
    inner = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str):
            for part in child.iter():
                if isinstance(part.tag, str):
                    with contextlib.suppress(ValueError):  # broken feeds have names that are none
                        part.tag = _local(part)
            etree.cleanup_namespaces(child)
        inner.append(etree.tostring(child, encoding="unicode", method="html"))
    return "".join(inner).strip()


def _iso(text: str) -> str:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
