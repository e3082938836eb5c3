"""What a line shows by where it stands: above the headline, under a list's head, after the last paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from ..records import KEPT
from .captions import ends_signed
from .drafts import Draft
from .furniture import furniture
from .page_words import lines_of, phrase_key, words_of
from .stamps import author_reason, names_outlet, only_names, signed_stamp_reason

_TIMED = re.compile(r"\d{1,2}:\d\d\s\S")
_ITEM_WORDS = 30
_TAG_WORDS = 5


class Page:
    """The lines of a page with the bounds of its running text.

    `first`, `last`: places of the first and last paragraph (of no list); with none, first > last.
    """

    def __init__(self, drafts: Sequence[Draft], headline: int | None = None) -> None:
        self.drafts = list(drafts)
        running = [index for index, draft in enumerate(self.drafts) if draft.free and draft.prose]
        flowing = [index for index in running if not self.drafts[index].listed()] or running
        self.first = flowing[0] if flowing else len(self.drafts)
        self.last = running[-1] if running else -1
        self.headline = headline

    @cached_property
    def place(self) -> dict[int, int]:
        """Line number -> place among the lines."""
        return {draft.number: index for index, draft in enumerate(self.drafts)}

    def below(self, index: int) -> Iterator[Draft]:
        """The lines after `index`. No slice: asked of every line, it would copy the whole page each time."""
        return map(self.drafts.__getitem__, range(index + 1, len(self.drafts)))

    def next_kept(self, index: int) -> Draft | None:
        """The next line after `index` that no rule has dropped."""
        for draft in self.below(index):
            if draft.free or draft.kind in KEPT:
                return draft
        return None


def mark_runs(page: Page) -> None:
    """Lines under "Related articles", "Tags" and the like belong to the list that is announced."""
    rules = furniture().lines
    index = 0
    while index < len(page.drafts):
        draft = page.drafts[index]
        rule = rules.get(draft.key()) if not draft.free and len(draft.words) <= 8 else None
        index += 1
        if rule is None or rule.run is None or draft.kind != rule.kind:
            continue
        index = _run(page, index, rule.run, draft.number)


def _run(page: Page, index: int, kind: str, head: int) -> int:
    limit = _TAG_WORDS if kind == "navigation" else _ITEM_WORDS
    taken = 0
    while index < len(page.drafts):
        draft = page.drafts[index]
        if (draft.kind == "live-time" and index < page.last) or _ends_run(draft) or index == page.headline:
            break
        if draft.free:
            timed = draft.text.endswith(".)") and len(draft.words) <= 10  # "(video, 4 min.)"
            if len(draft.words) > limit or (draft.prose and draft.text[-1] not in "?!" and not timed):
                break
            if index < page.last and taken and _heads_text(page, index):
                break
            draft.take("related" if kind == "related" else "navigation", f"item of the list headed in line {head}")
            taken += 1
        index += 1
    return index


def _ends_run(draft: Draft) -> bool:
    """Whether the line closes a list, or heads the next one."""
    rule = furniture().lines.get(draft.key()) if not draft.free and len(draft.words) <= 8 else None
    return draft.key() == "end of list" or (rule is not None and rule.run is not None)


def _heads_text(page: Page, index: int) -> bool:
    """Whether a short line stands right above a paragraph, as a subheading does."""
    draft = page.drafts[index]
    after = page.drafts[index + 1] if index + 1 < len(page.drafts) else None
    return len(draft.words) <= 7 and not draft.mark and after is not None and after.free and after.prose


def mark_numbered(drafts: Sequence[Draft]) -> None:
    """The line under "list 1 of 3" is a link to another story."""
    for before, draft in pairwise(drafts):
        if draft.free and not draft.closed and before.words[:1] == ["list"] and before.key() == "list # of #":
            draft.take("related", f"item announced in line {before.number}")


def words_of_lines(drafts: Sequence[Draft]) -> set[str]:
    """Beginnings of the longer words of some lines: five letters hold a word together over its endings."""
    return {word[:5] for draft in drafts for word in draft.words if len(word) > 3}


def shared_words(draft: Draft, words: set[str]) -> float:
    """The share of a line's longer words whose beginnings are among `words`, 0 to 1."""
    long = {word[:5] for word in draft.words if len(word) > 3}
    return len(long & words) / len(long) if long else 0.0


def mark_head(page: Page) -> None:
    """Lines above the headline are the page's furniture; those between it and the text sign or date it."""
    if page.headline is None:
        return
    prose = [draft for draft in page.drafts if draft.free and draft.prose][:12]
    for index, draft in enumerate(page.drafts[: page.first]):
        if not draft.free:
            continue
        if index < page.headline:
            if signed_stamp_reason(draft):
                draft.take("credit", "author or outlet with a time stamp")
            elif not draft.prose and (
                len(draft.words) <= 6 or _masthead(index, draft) or shared_words(draft, words_of_lines(prose)) < 0.2
            ):
                draft.take("navigation", "stands above the headline")
            elif not draft.prose:
                draft.take("summary", "stands above the headline")
        elif index > page.headline:
            _between(page, index, draft)


def _masthead(index: int, draft: Draft) -> bool:
    """Whether the first line of a page names whose page it is."""
    return index == 0 and names_outlet(draft)


def _between(page: Page, index: int, draft: Draft) -> None:
    if draft.prose or draft.listed() or draft.is_heading() or draft.key() in lines_of("key-points"):
        return
    before = page.drafts[index - 1]
    place = "," in draft.text and draft.text.partition(",")[0].isupper()  # a dateline set apart
    if before.kind == "caption" and len(draft.words) <= 3 < len(before.words) and draft.text[0].isupper() and not place:
        draft.take("credit", "stands under a caption")
        return
    if before.kind == "notice" and _row_of_tags(draft):
        draft.take("navigation", "row of tags")
        return
    reason = signed_stamp_reason(draft) or author_reason(draft)
    if before.kind == "credit" and not draft.closed and len(draft.words) <= 6:
        reason = reason or (None if words_of("role-word").isdisjoint(draft.words) else "author's name or role")
    if reason and not _announces(page, index):
        draft.take("credit", reason)
    elif len(draft.words) <= 3 and not draft.closed and not place and _beside_furniture(page, index):
        draft.take("navigation", "label in the head of the page")


def _row_of_tags(draft: Draft) -> bool:
    """Whether a line under a time stamp is names and sections of the site, parted by commas: "World, Chad, Mali"."""
    parts = draft.text.split(", ")
    if draft.closed or len(parts) < 3:
        return False
    return all(
        part[:1].isupper() and (only_names(part.split()) or phrase_key(part) in furniture().lines) for part in parts
    )


def _announces(page: Page, index: int) -> bool:
    after = page.drafts[index + 1] if index + 1 < len(page.drafts) else None
    return after is not None and after.listed()


def _beside_furniture(page: Page, index: int) -> bool:
    near = [page.drafts[at] for at in (index - 1, index + 1) if 0 <= at < len(page.drafts) and at != page.headline]
    return any(not draft.free and draft.kind not in KEPT for draft in near)


def mark_tail(page: Page) -> None:
    """After the last paragraph, short lines among links and notices are links as well."""
    if page.last < 0:
        return
    _calls_in_tail(page)
    start = max(page.last, page.headline or -1) + 1
    timed = [draft for draft in page.drafts[start:] if draft.free and not draft.closed and _TIMED.match(draft.text)]
    for draft in timed if len(timed) > 1 else ():
        draft.take("related", "headline with a clock time after the text")
    _loose_tail(page, start)
    furnished = False
    for index in range(start, len(page.drafts)):
        draft = page.drafts[index]
        if not draft.free:
            furnished = furnished or draft.kind not in KEPT
            continue
        calling = furnished and len(draft.words) <= 8 and draft.text[-1] in "!?" and _furniture_follows(page, index)
        ended = (draft.closed and not (calling and not draft.speaks())) or ends_signed(draft)
        if ended or draft.mark[:1].isdigit() or (draft.listed() and not furnished):
            continue
        if author_reason(draft) and (furnished or _furniture_follows(page, index)):
            draft.take("credit", "author's name after the text")
        elif len(draft.words) <= 20 and (furnished or _furniture_follows(page, index, end=False)):
            draft.take("navigation", "stands among links after the text")


def _loose_tail(page: Page, start: int) -> None:
    """Five short lines or more that end no sentence and close the page, none of them known: links all the same."""
    rest = page.drafts[start:]
    if len(rest) < 5 or any(not draft.free or draft.closed or draft.mark or len(draft.words) > 6 for draft in rest):
        return
    for draft in rest:
        draft.take("navigation", "stands among links after the text")


def _calls_in_tail(page: Page) -> None:
    """Sentences to the reader that stand alone among dropped lines at the end of the page: weighted features."""
    text: set[str] | None = None
    while page.last > page.first:
        draft = page.drafts[page.last]
        before = page.drafts[page.last - 1]
        if _is_of_author(page, draft):
            draft.take("credit", "about the author")
            _step_back(page)
            continue
        if before.kind in KEPT or draft.listed() or (before.free and (before.closed or len(before.words) > 3)):
            return
        if text is None:
            text = words_of_lines([other for other in page.drafts[page.first : page.last] if other.free])
        if before.free or words_of("reader").isdisjoint(draft.words):
            if not _adrift(page, draft, text):
                return
            draft.take("notice", "stands among furniture after the text")
            _step_back(page)
            continue
        after = page.drafts[page.last + 1] if page.last + 1 < len(page.drafts) else None
        score = 2 + (shared_words(draft, text) < 0.15) + (len(draft.words) <= 20)
        score += after is not None and (not after.free or not after.closed)
        score -= 3 * draft.speaks() + any(word.isdigit() for word in draft.words)
        score += sum(other.kind == "promotion" for other in (before, after) if other is not None)
        if score < 4:
            return
        draft.take("promotion", "speaks to the reader, among links after the text")
        _step_back(page)


def _adrift(page: Page, draft: Draft, text: set[str]) -> bool:
    """Whether a closing sentence has nothing of the text in it and three dropped lines above it, pictures aside."""
    above = page.drafts[max(0, page.last - 3) : page.last]
    dropped = [other for other in above if not other.free and other.kind not in KEPT and other.kind != "caption"]
    labels = [other for other in above if other.free and not other.closed and len(other.words) <= 3 and not other.mark]
    return len(dropped) + len(labels) == 3 and bool(dropped) and not draft.speaks() and shared_words(draft, text) < 0.2


def _step_back(page: Page) -> None:
    """Move the end of the text to the paragraph before."""
    page.last = max(
        (at for at in range(page.last) if page.drafts[at].free and page.drafts[at].prose), default=page.first
    )


def _is_of_author(page: Page, draft: Draft) -> bool:
    """Whether a closing paragraph tells who wrote the page: it begins with a name that signs it and names a role."""
    if draft.speaks() or len(draft.words) < 5:
        return False
    name = draft.words[:2]
    if words_of("role-word").isdisjoint(draft.words):
        about = name[-1] in words_of("about-author")
        return about and any(
            other is not draft and 0 < len(other.words) <= 4 and other.words[-1] == name[0] and other.kind != "headline"
            for other in page.drafts[max(0, page.last - 3) : page.last]
        )
    signed = (
        other for other in page.drafts if other is not draft and (other.kind == "credit" or len(other.words) <= 4)
    )
    return any(other.words[-2:] == name or other.words[1:3] == name or other.words[:2] == name for other in signed)


def _furniture_follows(page: Page, index: int, *, end: bool = True) -> bool:
    """Whether only dropped lines and short ones follow; `end`: what to say of the last line."""
    for draft in page.below(index):
        if not draft.free and draft.kind not in KEPT:
            return True
        if draft.closed or draft.listed() or len(draft.words) > 20:
            return False
    return end


def mark_between_calls(page: Page) -> None:
    """A short line packed between two calls to the reader belongs to them."""
    for before, draft, after in zip(page.drafts, page.drafts[1:], page.drafts[2:], strict=False):
        if not draft.free or draft.after_blank or after.after_blank or len(draft.words) > 14 or draft.speaks():
            continue
        if (
            all(other.kind in ("promotion", "notice") and len(other.words) > 1 for other in (before, after))
            or before.kind == after.kind == "promotion"
        ):
            draft.take("promotion", "stands between calls to the reader")
