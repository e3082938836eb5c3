"""What a line shows by where it stands: above the headline, under a list's head, between two paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise

from ..lexicon.times import absolute_dates
from ..records import KEPT
from .drafts import Draft
from .furniture import furniture
from .leaning import addresses, kind_of, leaning, names_zone, own_name, signs_page
from .page_words import lines_of, phrase_key, words_of
from .stamps import author_reason, names_outlet, only_names, signed_stamp_reason

_ITEM_WORDS = 30
_TAG_WORDS = 5
_NAME_WORDS = 9
_TELLING = 16
_LOOSE_WORDS = 16
_OPENING = 8
_POSTED = 5
_PARTING = frozenset(".,|·•/—–-()")


class Page:
    """The lines of a page with the bounds of its running text.

    `first`, `last`: places of the first and last paragraph (of no list); with none, first > last.
    """

    def __init__(self, drafts: Sequence[Draft], headline: int | None = None) -> None:
        self.drafts = list(drafts)
        running = [index for index, draft in enumerate(self.drafts) if draft.free and draft.prose]
        if not running:  # a channel's post may do without full stops
            running = [index for index, draft in enumerate(self.drafts) if draft.free and len(draft.words) >= _POSTED][
                1:
            ]
        flowing = [index for index in running if not self.drafts[index].listed()] or running
        self.first = flowing[0] if flowing else len(self.drafts)
        self.last = running[-1] if running else -1
        self.headline = headline

    @cached_property
    def place(self) -> dict[int, int]:
        """Line number -> place among the lines."""
        return {draft.number: index for index, draft in enumerate(self.drafts)}

    @cached_property
    def text(self) -> frozenset[str]:
        """Beginnings of the longer words of the first paragraphs and list items."""
        running = [draft for draft in self.drafts if draft.free and (draft.prose or draft.listed())]
        return words_of_lines(running[:_TELLING])

    @cached_property
    def twice(self) -> frozenset[str]:
        """Beginnings of the longer words that stand in more than one paragraph or list item."""
        running = [draft for draft in self.drafts if draft.free and (draft.prose or draft.listed())]
        counts = Counter(word for draft in running[: 2 * _TELLING] for word in draft.long())
        return frozenset(word for word, count in counts.items() if count > 1)

    @cached_property
    def name(self) -> frozenset[str]:
        """The words of the first line, where it is short and stands above the headline: the outlet's name, mostly."""
        first = self.drafts[0]
        if not self.headline or first.prose or len(first.words) > _NAME_WORDS:
            return frozenset()
        return own_name(first.words)

    @cached_property
    def familiar(self) -> bool:
        """Whether the paragraphs speak to the reader, as advice does and reports do not."""
        if not any(draft.prose for draft in self.drafts):
            return True  # a post, whose writer speaks for himself
        running = [draft for draft in self.drafts if draft.free and draft.prose and not draft.speaks()]
        addressed = sum(not words_of("reader").isdisjoint(draft.words) for draft in running)
        return addressed > 3 and 4 * addressed > len(running)

    def leans(self, index: int) -> int:
        """How much a line leans to the frame of the page."""
        draft = self.drafts[index]
        most = leaning(draft, self.name)
        if most < 1 or (most < 2 and draft.prose):
            return most  # what the text says of itself can only take away from it
        told = self.twice if draft.prose else self.text
        own = frozenset(word for word in self.name if word[:5] not in told)
        return leaning(draft, own, familiar=self.familiar, told=told)

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
    rules = furniture()
    index = 0
    while index < len(page.drafts):
        draft = page.drafts[index]
        rule = rules.list_head(draft)
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
            if draft.text[-1] == ":" and index < page.last and len(draft.words) > 3:
                break  # it announces what the text goes on to list
            if index < page.last and taken and _heads_text(page, index):
                break
            draft.take("related" if kind == "related" else "navigation", f"item of the list headed in line {head}")
            taken += 1
        index += 1
    return index


def _ends_run(draft: Draft) -> bool:
    """Whether the line closes a list, or heads the next one."""
    return draft.key() == "end of list" or furniture().list_head(draft) is not None


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


def words_of_lines(drafts: Sequence[Draft]) -> frozenset[str]:
    """Beginnings of the longer words of some lines."""
    return frozenset().union(*[draft.long() for draft in drafts])


def shared_words(draft: Draft, words: Set[str]) -> float:
    """The share of a line's longer words whose beginnings are among `words`, 0 to 1."""
    long = draft.long()
    return len(long & words) / len(long) if long else 0.0


def mark_head(page: Page) -> None:
    """Lines above the headline are the page's furniture; those between it and the text sign or date it."""
    if page.headline is None:
        return
    teasers = _teasers(page, page.headline)
    for index, draft in enumerate(page.drafts[: page.first]):
        if not draft.free:
            continue
        if index > page.headline:
            _between(page, index, draft)
        elif signed_stamp_reason(draft):
            draft.take("credit", "author or outlet with a time stamp")
        elif not draft.prose:
            strange = len(draft.words) <= 7 or _masthead(index, draft) or shared_words(draft, page.text) < 0.2
            if strange or page.leans(index) > 1 or teasers:
                draft.take("navigation", "stands above the headline")
            else:
                draft.take("summary", "stands above the headline")


def _teasers(page: Page, headline: int) -> bool:
    """Whether several lines above the headline read like headlines themselves: a list of the latest news."""
    above = [draft for draft in page.drafts[:headline] if draft.free or draft.kind == "related"]
    return sum(len(draft.words) > 3 and not draft.prose for draft in above) > 2


def mark_opening(page: Page) -> Page:
    """Drop sentences to the reader that open the page, above anything that may be its text; the page without them."""
    found = False
    for index in range(min(page.first + 1, len(page.drafts), _OPENING)):
        draft = page.drafts[index]
        if draft.kind == "live-time":
            break
        calling = draft.closed and draft.text[-1] == "!" and not draft.speaks()
        if (
            draft.free
            and draft.closed
            and draft.words
            and not draft.listed()
            and page.leans(index) >= (1 if calling else 4)
        ):
            draft.take(*kind_of(draft))
            found = True
    return Page(page.drafts) if found else page


def mark_gaps(page: Page) -> None:
    """Short lines among the paragraphs that speak of the page, not of the world: calls to the reader, buttons."""
    if page.headline is None:
        return
    for index in range(page.headline + 1, page.last):
        draft = page.drafts[index]
        if not draft.free or len(draft.words) > _LOOSE_WORDS or draft.is_heading():
            continue
        alone = page.drafts[index - 1].kind == "live-time"
        if names_zone(draft):
            draft.take("notice", "says by which clock the page tells the time")
        else:
            leans = page.leans(index)
            least = 5 if draft.closed or alone else 3 if draft.mark else 2
            # "our" and "us" by themselves also stand in subheadings: "Not in our name"
            if leans >= least and (leans > 2 or leans > addresses(draft)):
                draft.take(*kind_of(draft))


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
    elif _dates_page(draft):
        draft.take("notice", "dates the page")
    elif signs_page(draft) and shared_words(draft, page.text) < 0.2:
        draft.take("credit", "speaks of who made the page")
    elif len(draft.words) <= 3 and not draft.closed and not place and _beside_furniture(page, index, before):
        draft.take("navigation", "label in the head of the page")


def _dates_page(draft: Draft) -> bool:
    """Whether a short line has a full date between marks: "Interview. 5 March 2024. By video"."""
    if draft.closed or len(draft.words) > 14 or draft.speaks():
        return False
    for start, end, _ in absolute_dates(draft.text, "en"):
        before, after = draft.text[:start].rstrip(), draft.text[end:].lstrip()
        if (not before or before[-1] in _PARTING) and (not after or after[0] in _PARTING):
            return bool(before or after)
    return False


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


def _beside_furniture(page: Page, index: int, before: Draft) -> bool:
    after = page.drafts[index + 1] if index + 1 < len(page.drafts) else None
    if after is not None and after.free and after.prose and before.kind in ("notice", "credit"):
        return False  # it heads the text, under the line that dates the page
    near = [page.drafts[at] for at in (index - 1, index + 1) if 0 <= at < len(page.drafts) and at != page.headline]
    return any(not draft.free and draft.kind not in KEPT for draft in near)


def mark_between_calls(page: Page) -> None:
    """A short line packed between two calls to the reader belongs to them."""
    for before, draft, after in zip(page.drafts, page.drafts[1:], page.drafts[2:], strict=False):
        if not draft.free or draft.after_blank or after.after_blank or len(draft.words) > 14 or draft.speaks():
            continue
        if draft.closed and not leaning(draft):
            continue
        if (
            all(other.kind in ("promotion", "notice") and len(other.words) > 1 for other in (before, after))
            or before.kind == after.kind == "promotion"
        ):
            draft.take("promotion", "stands between calls to the reader")
