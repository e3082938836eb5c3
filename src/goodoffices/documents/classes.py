"""The class of every line of a page: what a line shows by itself, then what it shows by where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .captions import Around, caption_reason, may_be_caption
from .comments import mark_comments
from .drafts import Draft
from .furniture import Match, Rule, furniture
from .headings import mark_subheadings, mark_summary
from .headline import find_headline, sections
from .leaning import leaning
from .live import clock_alone, clock_of, dotted_clock
from .menus import DASHED, menu_reason
from .page_words import lines_of
from .repeats import mark_pull_quotes, mark_repeats
from .stamps import credit_reason, names_outlet, signed_stamp_reason, stamp_reason, tells_update
from .stretch import mark_crowds
from .surroundings import (
    Page,
    mark_between_calls,
    mark_gaps,
    mark_head,
    mark_numbered,
    mark_opening,
    mark_runs,
)
from .tail import mark_tail
from .turns import mark_turns

_DASHED_ROW = Rule("dashed-row", "navigation", "row of links", "edges", None, 0, 0)


def classify(drafts: Sequence[Draft], title: str = "", *, told_apart: bool = False) -> None:
    """Give every line its class and, unless it is body, the reason.

    `title`: what the carrier calls the page. `told_apart`: markup has told the main text from its surroundings, so
    that where a line stands says less.
    """
    turns = mark_turns(drafts)
    waiting = [pair for draft in drafts if draft.free and draft.number not in turns and (pair := _certain(draft))]
    mark_numbered(drafts)
    _captions(drafts)
    page = Page(drafts)
    _in_place(waiting, page)
    page = mark_opening(Page(drafts))
    find_headline(page, title)
    mark_runs(page)
    mark_repeats(drafts)
    page = Page(drafts, page.headline)
    _clock_lines(page)
    mark_head(page)
    mark_gaps(page)
    mark_summary(page)
    mark_between_calls(page)
    mark_comments(page)
    mark_pull_quotes(drafts)
    if not told_apart:
        mark_tail(page)
        mark_crowds(page)
    mark_subheadings(page)
    for draft in drafts:
        if draft.free:
            draft.take("body", None)


def certain_class(draft: Draft) -> None:
    """Class a line that stands by itself, outside any text, if its own words tell."""
    _certain(draft)


def _certain(draft: Draft) -> tuple[Draft, Match] | None:
    """Class the line by its own words; a rule bound to a part of the page is returned to wait for it."""
    text = draft.text
    if (text[0].isdigit() or text[0] in "оОвВaA[(") and len(text) <= 80 and clock_alone(text):
        draft.take("live-time", "clock time alone on a line")
        return None
    marked = "/" in text or "©" in text
    reason = credit_reason(draft) if marked else None
    if reason:
        draft.take("credit", reason)
        return None
    reason = menu_reason(draft)
    if reason == DASHED:
        return draft, Match(_DASHED_ROW, "parted by", "–")
    if reason:
        draft.take("navigation", reason)
        return None
    if len(draft.words) <= 18:
        reason = stamp_reason(draft)
        if reason:
            draft.take("notice", reason)
            return None
        reason = None if marked else credit_reason(draft)
        if reason:
            draft.take("credit", reason)
            return None
    match = furniture().match(draft)
    if match is None:
        return None
    points = match.rule.run is not None and draft.key() in lines_of("key-points")
    if match.rule.where or points or (match.rule.kind == "caption" and draft.prose and draft.speaks()):
        return draft, match
    draft.take(match.rule.kind, match.reason)
    return None


def _captions(drafts: Sequence[Draft]) -> None:
    paragraphs, taken, heading = 0, [], False
    for index, draft in enumerate(drafts):
        if not draft.free:
            continue
        first = not heading and not paragraphs and not draft.closed and len(draft.words) >= 4
        head = paragraphs < 2 and index < 40
        after = drafts[index + 1] if index + 1 < len(drafts) else None
        credited = _credited(after)
        reason = None
        if credited or may_be_caption(draft, head=head):
            between = bool(index) and after is not None and _running(drafts[index - 1]) and _running(after)
            around = Around(head, between, credited, first and not _heads_below(drafts, index))
            reason = caption_reason(draft, around)
            if reason and signed_stamp_reason(draft):
                reason = None
        heads = first and not reason and not names_outlet(draft)
        heading = heading or (heads and sections(draft) < 0.5 and leaning(draft) < 2)
        if reason:
            draft.take("caption", reason)
            taken.append(draft)
        elif draft.prose and not draft.listed():
            paragraphs += 1
    if taken and not any(draft.free and draft.prose for draft in drafts):
        for draft in taken:  # a page is more than its captions: where nothing else is left, they are the text
            if draft.prose:
                draft.give_back()
    _captions_said_again(drafts)


def _heads_entry(page: Page, clock: Draft) -> bool:
    """Whether a sentence stands under the clock line, before the next one."""
    for draft in page.below(page.place[clock.number]):
        if draft.kind == "live-time":
            return False
        if draft.free and (draft.closed or draft.prose):
            return True
    return False


def _heads_below(drafts: Sequence[Draft], index: int) -> bool:
    """Whether another line that may be the headline stands just below, above the text."""
    for draft, after in pairwise([*drafts[index + 1 : index + 6], None]):
        if draft is None or (draft.free and draft.prose):
            return False
        open_line = draft.free and not draft.closed and 4 <= len(draft.words) <= 25
        if open_line and not (_credited(after) or signed_stamp_reason(draft)):
            return True
    return False


def _credited(after: Draft | None) -> bool:
    """Whether the next line credits a picture."""
    if after is None or len(after.words) > 8:
        return False
    if any(mark in after.text for mark in (". ", "! ", "? ")):
        return False  # it tells its own picture
    if after.kind == "caption":
        return True
    return after.kind == "credit" and after.why == "agency or outlet alone on a line"


def _running(draft: Draft) -> bool:
    return draft.free and draft.prose


def _captions_said_again(drafts: Sequence[Draft]) -> None:
    """A line without a full stop beside a caption and made of its words is the caption in other words."""
    for index, draft in enumerate(drafts):
        if not draft.free or draft.closed or len(draft.words) < 4:
            continue
        for other in (drafts[index - 1] if index else None, drafts[index + 1] if index + 1 < len(drafts) else None):
            if other is None or other.kind != "caption" or len(other.words) < 6:
                continue
            words = {word for word in draft.words if len(word) > 2}
            if other.low.startswith(draft.low):
                continue  # a headline glued to its caption; find_headline knows what to do
            if words and len(words & set(other.words)) >= 0.6 * len(words):
                draft.take("caption", f"says the caption in line {other.number} again")
                break


def _in_place(waiting: Sequence[tuple[Draft, Match]], page: Page) -> None:
    for draft, match in waiting:
        if not draft.free or _announces_list(page, draft):
            continue
        index = page.place[draft.number]
        inside = page.first <= index <= page.last
        if match.rule.where == "edges":
            fits = not inside or _in_a_row(page, index)
        elif match.rule.run is not None:
            fits = True
        elif match.rule.where == "after":
            fits = index > page.first and not (draft.prose and draft.speaks())
        else:  # a caption that quotes: only outside the running text, or with a credit at its end
            fits = not inside or not draft.closed
        if fits:
            draft.take(match.rule.kind, match.reason)


def _announces_list(page: Page, draft: Draft) -> bool:
    """Whether the line heads key points: "Головне" is a section of a site as well."""
    if draft.key() not in lines_of("key-points"):
        return False
    index = page.place[draft.number]
    after = page.drafts[index + 1 : index + 2]
    return bool(after) and (after[0].listed() or (index < page.first and _points_above_clock(page, index)))


def _points_above_clock(page: Page, index: int) -> bool:
    """Whether two lines or more that end no sentence stand between a line and the first clock time below it."""
    for points, draft in enumerate(page.below(index)):
        if draft.kind == "live-time":
            return points > 1
        if not draft.free or draft.closed or len(draft.words) < 4:
            return False
    return False


def _in_a_row(page: Page, index: int) -> bool:
    """Whether a section name stands beside another dropped line inside the text, as menus do."""
    near = page.drafts[max(0, index - 1) : index] + page.drafts[index + 1 : index + 2]
    return sum(other.kind == "navigation" for other in near) == len(near) > 0


def _newest_entry(page: Page, dated: Sequence[Draft], clock: Draft) -> None:
    """The last stamp above the first clock line heads the newest entry: both name one zone, and text parts them."""
    above = [draft for draft in dated if draft.number < clock.number]
    stamp, after = clock_of(above[-1]) if above else None, clock_of(clock)
    if stamp is None or after is None or stamp[2] is None or stamp[2] != after[2]:
        return
    between = page.drafts[page.place[above[-1].number] + 1 : page.place[clock.number]]
    if any(draft.free and draft.prose for draft in between) and not tells_update(above[-1]):
        above[-1].take("live-time", "clock time with its date")


def _clock_lines(page: Page) -> None:
    """Two clock lines or more make a live page; a single one above the text only dates it."""
    dotted = [draft for draft in page.drafts if draft.why == "time stamp" and dotted_clock(draft.text)]
    for draft in dotted if len(dotted) > 2 else ():
        draft.take("live-time", "clock time alone on a line")
    clocks = [draft for draft in page.drafts if draft.kind == "live-time"]
    dated = [draft for draft in page.drafts if draft.kind == "notice" and draft.why == "time stamp"]
    if len(dated) > 1 and not clocks and len(dated := list(filter(clock_of, dated))) > 1:
        inside = [draft for draft in dated if page.first - 4 <= page.place[draft.number] <= page.last]
        for draft in inside if len(inside) > 1 else ():
            draft.take("live-time", "clock time with its date")
    clocks = [draft for draft in page.drafts if draft.kind == "live-time"]
    for draft in clocks:
        if draft.low in ("0:00", "00:00") or not _heads_entry(page, draft):
            draft.take("notice", "clock time outside the text")
    clocks = [draft for draft in clocks if draft.kind == "live-time"]
    if len(clocks) == 1 and page.place[clocks[0].number] < page.first:
        clocks[0].take("notice", "time stamp above the text")
    if len(clocks) > 1:
        first = page.place[clocks[0].number]
        _newest_entry(page, dated, clocks[0])
        for draft in page.drafts[first:]:
            stamped = draft.kind == "notice" and draft.why == "time stamp" and not tells_update(draft)
            if stamped and page.place[draft.number] <= page.last:
                draft.take("live-time", "date or time between entries")
