"""Comments of readers below the text: sentences of several people, each under a name or a clock time."""

from __future__ import annotations

from .surroundings import Page

_SIGNED = 2
_FEWEST = 3


def mark_comments(page: Page) -> None:
    """Drop what stands below the head of the comments, where lines as short as names part what follows."""
    head = _head(page)
    if head is None:
        return
    below = [draft for draft in page.below(head) if draft.free]
    signatures = sum((not draft.closed or draft.text[-1] == ":") and len(draft.words) <= 4 for draft in below)
    if signatures < _SIGNED or signatures * 4 < len(below):
        return
    for draft in below:
        draft.take("navigation", "comment of a reader")


def _head(page: Page) -> int | None:
    """The head of the comments: the last line that counts or names them, with most of the text above it."""
    running = [index for index, draft in enumerate(page.drafts) if draft.free and draft.prose]
    for index in range(len(page.drafts) - 1, page.first, -1):
        draft = page.drafts[index]
        if draft.kind == "navigation" and (draft.why or "").startswith("comments:"):
            above = sum(place < index for place in running)
            return index if above >= max(_FEWEST, len(running) - above) else None
    return None
