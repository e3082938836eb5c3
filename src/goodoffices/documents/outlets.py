"""Which outlet a page is from: the case file, the page's own words, its name; and the agencies it credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from posixpath import basename, splitext

from ..records import CaseSettings, CaseSource
from .datelines import Dateline
from .drafts import Draft
from .headline import without_site
from .page_words import agencies, agencies_in

_REPORT = re.compile(
    r"(?:in|at|by)\s([A-Z][\w.-]{1,25}(?:\s[A-Z][\w.-]{1,25}){0,2})['’]s\s(?:report|article|story|material|live)\b"
    r"|(?:в|у)\s(?:матеріалі|материале|репортажі|репортаже|статті|статье)\s([A-ZА-ЯІЇЄҐ][\w.-]{1,25}(?:\s[A-ZА-ЯІЇЄҐ][\w.-]{1,25}){0,2})"
)
_REPORT_WORDS = (
    "'s report",
    "'s article",
    "'s story",
    "'s live",
    "матеріалі",
    "материале",
    "репортаж",
    "статті",
    "статье",
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:©\s?)?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s)?(?:by\s)?([^\W\d_][\w.&' -]{1,40})",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?:^|[/_-])(?:www\.)?([\w-]{2,40}\.(?:com|org|net|info|news|ua|ru|uk|tv|fm|int|eu|co|il|qa|ae|tr|pl|de|fr|ch|am|az|ge)(?:\.(?:ua|uk|il|au|za))?)(?=[/_:-]|$|\.(?:txt|html?|md)$)",
    re.IGNORECASE,
)


def case_source(settings: CaseSettings, path: str, url: str, drafts: Sequence[Draft], title: str) -> CaseSource | None:
    """The source of the case file that the page belongs to: by file name or host first, then by masthead."""
    if not settings.sources:
        return None
    where = f"{PurePath(path.replace('!', '/')).name} {url}".lower()
    for source in settings.sources:
        if any(mark and mark.lower() in where for mark in source.match):
            return source
    heads = [
        draft.low for draft in drafts if draft.kind not in ("body", "summary", "subheading", "live-time", "related")
    ]
    masthead = " \n ".join([*heads[:40], title.lower()])
    for source in settings.sources:
        if any(mark and mark.lower() in masthead for mark in (source.name, *source.match) if len(mark) > 3):
            return source
    return None


def outlet_of(path: str, url: str, site: str, title: str, drafts: Sequence[Draft]) -> tuple[str, tuple[str, ...]]:
    """The outlet's name and what was assumed for it; "" when nothing in page or name tells."""
    if site:
        return site, ()
    behind = without_site(title)[1]
    if behind and not behind[0].islower():
        return behind, ()
    found = _said(drafts)
    if found:
        return found, ()
    match = _HOST.search(url.split("://", 1)[-1].partition("?")[0]) if url else None
    if match:
        return match.group(1).lower(), (f"outlet taken from the address: {match.group(1).lower()}",)
    name = basename(path.replace("!", "/"))
    match = _HOST.search(name)
    if match:
        return match.group(1).lower(), (f"outlet taken from the file name: {match.group(1).lower()}",)
    first = re.split(r"[\W_\d]+", splitext(name)[0].lower(), maxsplit=1)[0]
    if first in agencies():
        return agencies()[first], (f"outlet taken from the file name: {agencies()[first]}",)
    return "", ("the page does not name its outlet; name it in the case file",)


def _said(drafts: Sequence[Draft]) -> str:
    text = [draft for draft in drafts if draft.kind in ("body", "summary")]
    if not any(map("\n".join([draft.low for draft in text]).__contains__, _REPORT_WORDS)):
        text = []
    for draft in text:
        if any(word in draft.low for word in _REPORT_WORDS):
            match = _REPORT.search(draft.text)
            if match:
                return (match.group(1) or match.group(2)).strip()
    for draft in reversed(drafts):
        if draft.kind == "credit" and ("©" in draft.text or "opyright" in draft.text):
            match = _RIGHTS.search(draft.text)
            if match:
                return re.split(r"\.\s|\sAll\s|\s-\s|,", match.group(1))[0].strip(" .")
    return ""


def wire_credits(drafts: Sequence[Draft], dateline: Dateline | None) -> tuple[str, ...]:
    """The agencies a page credits for its text: dateline, credit lines, a closing bracket. Picture credits are not."""
    found: list[str] = list(dateline.agencies) if dateline else []
    for index, draft in enumerate(drafts):
        if draft.kind != "credit" or draft.why == "copyright line":
            continue
        before = drafts[index - 1] if index else None
        if before is not None and before.kind == "caption":
            continue
        found.extend(agencies_in(draft.text))
    body = [draft for draft in drafts if draft.kind == "body"]
    for draft in body[-1:]:
        closing = re.search(r"[.!?”\"»]\s{0,3}[(\[/—–-]\s{0,2}([^()\[\]/]{2,40})[)\]/]?\.?$", draft.text[-60:])
        if closing:
            found.extend(agencies_in(closing.group(1)))
    return tuple(dict.fromkeys(found))
