"""Headline, standfirst, key points, subheadings: lines that are kept, but are not paragraphs."""

from __future__ import annotations

import re

from .drafts import Draft
from .page_words import TOKEN, lines_of, phrase_key, straight
from .stamps import signed_stamp_reason
from .surroundings import Page

_SITE_PART = re.compile(r"\s(?:\||–|—|-|::|»|«)\s([^|–—»«]{2,50})$")
_PICTURE_PART = re.compile(r"\s*(?:photo|фото|image|picture)s?\s?[:(]", re.IGNORECASE)
HEADLINE_WORDS = 32


def without_site(title: str) -> tuple[str, str]:
    """A browser title parted from the name of the site behind its last bar or dash; ("…", "") with none."""
    match = _SITE_PART.search(title)
    if match is None or len(match.group(1).split()) > 5:
        return title.strip(), ""
    return title[: match.start()].strip(), match.group(1).strip()


def find_headline(page: Page, title: str = "") -> None:
    """Mark the headline and everything that only repeats it; `title` is what the carrier calls the page."""
    best = _best_candidate(page, without_site(title)[0])
    if best is None:
        return
    page.headline = best
    headline = page.drafts[best]
    headline.take("headline", "heads the text")
    short = without_site(headline.text)[0]
    size = len(TOKEN.findall(straight(short)))
    opening = headline.words[:size]
    for draft in page.drafts:
        if draft is headline or draft.kind not in (None, "caption", "related") or draft.words[:size] != opening:
            continue
        shorter = len(TOKEN.findall(straight(without_site(draft.text)[0])))
        if len(headline.words) > 1 and (draft.words == headline.words or size in (shorter, len(draft.words))):
            draft.take("duplicate", f"repeats the headline in line {headline.number}")
        elif draft.free and size >= 4:
            _glued(draft, short, headline.number)


def _glued(draft: Draft, headline: str, number: int) -> None:
    rest = draft.text[len(headline) :].lstrip()
    if _PICTURE_PART.match(draft.text[len(headline) :]) or (not draft.closed and len(rest.split()) >= 3):
        draft.take("caption", f"headline of line {number} with a caption behind it")


def _best_candidate(page: Page, title: str) -> int | None:
    wanted = phrase_key(title)
    found: list[tuple[int, int]] = []
    texts = [draft.low for draft in page.drafts]
    body: set[str] | None = None
    clock = next((index for index, draft in enumerate(page.drafts) if draft.kind == "live-time"), page.first)
    until = min(page.first, clock) if clock > 0 else page.first
    candidates = [index for index, draft in enumerate(page.drafts[:until]) if _can_head(draft)]
    for index in candidates:
        draft = page.drafts[index]
        count = len(draft.words)
        score = 2 if 5 <= count <= 22 else 0 if count >= 3 else -2
        score += 6 if wanted and phrase_key(without_site(draft.text)[0]) == wanted else 0
        score += 5 if draft.mark == "#" else 0
        score += 3 if count >= 3 and sum(text.startswith(draft.low) for text in texts) > 1 else 0
        if len(candidates) > 1:
            body = _words_of_text(page) if body is None else body
            long = {word for word in draft.words if len(word) > 3}
            score += round(2 * len(long & body) / len(long)) if long else 0
        found.append((-score, index))
    if found:
        best = min(found)[0]
        # A standfirst often repeats more words of the text than its headline does; the headline stands above it.
        return min(index for score, index in found if score <= best + 1)
    return _below_first_line(page)


def _can_head(draft: Draft) -> bool:
    if not draft.free or draft.listed() or not 2 <= len(draft.words) <= HEADLINE_WORDS:
        return False
    if draft.key() in lines_of("key-points"):
        return False
    if signed_stamp_reason(draft) or (draft.closed and draft.text[-1] == "." and not draft.is_heading()):
        return False
    return not draft.prose or draft.text[-1] in "?!" or draft.is_heading()


def _words_of_text(page: Page) -> set[str]:
    words: set[str] = set()
    for draft in page.drafts[page.first : page.first + 12]:
        words.update(draft.words)
    return words


def _below_first_line(page: Page) -> int | None:
    """A page may open with a caption or standfirst that reads as a sentence, the headline under it."""
    free = [index for index, draft in enumerate(page.drafts) if draft.free][:3]
    if len(free) < 3 or free[0] != page.first or page.drafts[free[0]].listed():
        return None
    second, third = page.drafts[free[1]], page.drafts[free[2]]
    if _can_head(second) and not second.prose and 4 <= len(second.words) <= 20 and third.prose:
        page.drafts[free[0]].take("summary", "standfirst above the headline")
        return free[1]
    return None


def mark_summary(page: Page) -> None:
    """Key points under their head, lead bullets before the text, a standfirst parted from it by a credit."""
    for index, draft in enumerate(page.drafts):
        if draft.free and len(draft.words) <= 7 and draft.key() in lines_of("key-points"):
            _key_points(page, index)
    if page.headline is None:
        return
    for index in range(page.headline + 1, min(page.first, len(page.drafts))):
        draft = page.drafts[index]
        if draft.kind == "live-time":
            return
        if draft.free and draft.listed() and len(draft.words) > 3:
            draft.take("summary", "list between headline and text")
        elif draft.free and not draft.closed and len(draft.words) >= 5:
            draft.take("summary", "standfirst under the headline")
    _standfirst(page)


def _key_points(page: Page, index: int) -> None:
    points: list[Draft] = []
    for draft in page.drafts[index + 1 :]:
        if not draft.free or not draft.listed():
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
        if packed and draft.after_blank:
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
            if _heads(draft, before, after):
                draft.take("subheading", "short line between paragraphs")
            else:
                before = draft
        elif draft.kind in ("summary", "live-time", "headline"):
            before = draft


def _heads(draft: Draft, before: Draft | None, after: Draft | None) -> bool:
    if draft.is_heading():
        return True
    if before is None or after is None or draft.listed() or not 1 <= len(draft.words) <= 14:
        return False
    if not (after.prose or after.listed() or after.kind == "live-time") or draft.text[:1].islower():
        return False
    if draft.text[-1] == "?" and len(draft.words) <= 12 and draft.text.count("?") == 1 and ". " not in draft.text:
        return before.prose and not before.text.endswith("?")
    return not draft.closed and not (draft.text[0] in '"“«„' and draft.text[-1] in '"”»' and len(draft.words) > 8)
