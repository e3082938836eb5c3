"""Standfirst, key points, subheadings: lines that are kept, but are not paragraphs."""

from __future__ import annotations

import re

from .drafts import Draft
from .page_words import lines_of
from .surroundings import Page

_MOST_STANDFIRSTS = 6
_ROW = re.compile(r"\s[-–—]\s\d")


def mark_summary(page: Page) -> None:
    """Key points under their head, lead bullets before the text, a standfirst parted from it by a credit."""
    for index, draft in enumerate(page.drafts):
        if draft.free and len(draft.words) <= 7 and draft.key() in lines_of("key-points"):
            _key_points(page, index)
    if page.headline is None:
        return
    below = page.drafts[page.headline + 1 : page.first]
    if sum(draft.free and not draft.closed and not draft.mark for draft in below) > _MOST_STANDFIRSTS:
        return
    for index in range(page.headline + 1, min(page.first, len(page.drafts))):
        draft = page.drafts[index]
        if draft.kind == "live-time":
            return
        if draft.free and draft.listed() and len(draft.words) > 3:
            draft.take("summary", "list between headline and text")
        elif draft.free and not draft.closed and len(draft.words) >= 5 and not _goes_on(page, index):
            draft.take("summary", "standfirst under the headline")
    _standfirst(page)


def _goes_on(page: Page, index: int) -> bool:
    """Whether the line is the beginning of what follows: a greeting, a paragraph cut at a fixed width."""
    return page.drafts[index].text[-1] == "," or _wrapped(page, index)


def _wrapped(page: Page, index: int) -> bool:
    """Whether the line is one of several that make a paragraph, cut at a fixed width."""
    draft = page.drafts[index]
    after = page.drafts[index + 1] if index + 1 < len(page.drafts) else None
    if draft.text[0].islower():
        return True
    return after is not None and not after.after_blank and not after.mark and after.text[0].islower()


def _key_points(page: Page, index: int) -> None:
    points: list[Draft] = []
    for draft in page.drafts[index + 1 :]:
        if not draft.free or not draft.mark or draft.is_heading():
            break
        points.append(draft)
    if not points and page.drafts[index + 1 : index + 2]:
        points = _packed(page, index)
    if points:
        page.drafts[index].take("subheading", "heads the key points")
        for draft in points:
            draft.take("summary", f"key point under line {page.drafts[index].number}")


def _packed(page: Page, index: int) -> list[Draft]:
    """Key points whose bullets were lost: short lines packed under their head, parted by a blank line from the text."""
    packed: list[Draft] = []
    for draft in page.drafts[index + 1 :]:
        over_clock = draft.kind == "live-time" and not any(point.closed for point in packed)
        if packed and (draft.after_blank or over_clock):
            return packed if len(packed) > 1 else []
        if not draft.free or len(draft.words) > 45:
            return []
        packed.append(draft)
    return []


def _standfirst(page: Page) -> None:
    if page.headline is None or page.first >= len(page.drafts):
        return
    draft = page.drafts[page.first]
    after = page.drafts[page.first + 1] if page.first + 1 < len(page.drafts) else None
    following = page.next_kept(page.first)
    if page.first - page.headline > 2 or after is None or following is None or not draft.free:
        return
    signed = after.kind in ("credit", "notice", "caption", "navigation", "promotion")
    if signed and following.free and following.prose and len(draft.words) <= 50:
        draft.take("summary", "standfirst above the byline")


def mark_subheadings(page: Page) -> None:
    """Short lines between paragraphs that do not end as sentences, and short questions that head a section."""
    before: Draft | None = None
    for index, draft in enumerate(page.drafts):
        if draft.free:
            after = page.next_kept(index)
            if _heads(draft, before, after) and (draft.is_heading() or not _wrapped(page, index)):
                draft.take("subheading", "short line between paragraphs")
            else:
                before = draft
        elif draft.kind in ("summary", "live-time", "headline"):
            before = draft


def _numbered(draft: Draft, before: Draft, after: Draft) -> bool:
    """Whether a line with a number heads a section: no item of a list stands beside it."""
    return draft.mark[:1].isdigit() and not before.mark[:1].isdigit() and not after.mark[:1].isdigit()


def _heads(draft: Draft, before: Draft | None, after: Draft | None) -> bool:
    if draft.is_heading():
        return True
    if before is None or after is None or not 1 <= len(draft.words) <= 14 or draft.text[-1] == ",":
        return False
    if (
        draft.text[:1].islower()
        or _ROW.search(draft.text)
        or _ROW.search(before.text)
        or (draft.mark and not _numbered(draft, before, after))
    ):
        return False
    if not (after.prose or after.listed() or after.kind == "live-time" or (after.closed and not draft.closed)):
        return False
    if (
        draft.text[-1] == "?"
        and ":" not in draft.text[:20]
        and len(draft.words) <= 12
        and draft.text.count("?") == 1
        and ". " not in draft.text
    ):
        return before.prose and not before.text.endswith("?")
    if draft.text[0] in '"“«„' and draft.text[-1] not in '"”»' and draft.speaks():
        return False
    return not draft.closed and not (draft.text[0] in '"“«„' and draft.text[-1] in '"”»' and len(draft.words) > 8)
