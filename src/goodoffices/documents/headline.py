"""The headline of a page, and everything that only repeats it."""

from __future__ import annotations

import re

from ..lexicon.times import absolute_dates
from .drafts import Draft
from .furniture import furniture
from .leaning import names_zone
from .page_words import TOKEN, lines_of, phrase_key, straight
from .stamps import names_outlet, signed_stamp_reason
from .surroundings import Page, shared_words

_MOST = 80
_LATEST = 3
_GOOD = 1
_NEAR = 2
_STEP = 2
_SITE_PART = re.compile(r"\s(?:\||–|—|-|::|»|«)\s([^|–—»«]{2,50})$")
_PICTURE_PART = re.compile(r"\s*(?:photo|фото|image|picture)s?\s?[:(]", re.IGNORECASE)
_OPENING, _CLOSING = frozenset("\"“«„‘'"), frozenset("\"”»’'")
_MENUS = frozenset({"row of section names", "row of links", "language switch", "weather or currency bar"})
_LINKING = frozenset("of the and & for in on и і та".split())
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
    first = page.first + _asks(page)
    candidates = [index for index, draft in enumerate(page.drafts[:first]) if _can_head(draft)][-_MOST:]
    points = next((at for at, draft in enumerate(page.drafts[:first]) if draft.key() in lines_of("key-points")), first)
    candidates = [index for index in candidates if index < points] or candidates
    if not candidates:
        return _below_first_line(page)
    if not any(draft.prose for draft in page.drafts):  # a channel's post: its first line is the headline
        return next((index for index in candidates if page.leans(index) < 2), None)
    if len(candidates) == 1:
        return candidates[0]
    text = page.text
    wanted = phrase_key(without_site(title)[0])
    scores = {index: _score(page, index, wanted, text) for index in candidates}
    candidates = _above_clocks(page, first, scores)
    best = max(scores[index] for index in candidates)
    chosen = next(index for index in candidates if scores[index] == best)
    return _above(page, candidates, scores, chosen)


def _above_clocks(page: Page, first: int, scores: dict[int, int]) -> list[int]:
    """The candidates above the first clock time, which heads an entry of a live page.

    All of them where the clock times are those of a list of the latest news, or where none above is much of a headline.
    """
    clocks = [index for index, draft in enumerate(page.drafts[:first]) if draft.kind == "live-time"]
    above = [index for index in scores if clocks and clocks[0] > 0 and index < clocks[0]]
    if len(clocks) < _LATEST and above and max(scores[index] for index in above) >= _GOOD:
        return above
    if len(clocks) < _LATEST:
        return list(scores)
    return [index for index in scores if index - 1 not in clocks] or list(scores)


def _asks(page: Page) -> bool:
    """Whether the first sentence may be a headline that asks or exclaims, parted from the text by other lines."""
    if page.first + 1 >= len(page.drafts):
        return False
    draft, after = page.drafts[page.first], page.drafts[page.first + 1]
    if draft.text[-1] not in '?!»”"' or not _can_head(draft):
        return False
    return not after.prose or not any(other.free and len(other.words) > 4 for other in page.drafts[: page.first])


def _score(page: Page, index: int, wanted: str, text: frozenset[str]) -> int:
    """Weighted features of a line that may be the headline."""
    draft = page.drafts[index]
    count = len(draft.words)
    first = next((place for place, other in enumerate(page.drafts) if other.free), -1)
    over_menu = _menu_below(page, index)
    share = shared_words(draft, text)
    leans = max(0, page.leans(index))
    features = {
        "has the length of headlines": 2 if 5 <= count <= 22 else 0 if count >= 3 else -3,
        "is what the carrier calls the page": 6 * bool(wanted and phrase_key(without_site(draft.text)[0]) == wanted),
        "is marked as a heading": 5 * (draft.mark == "#"),
        "stands first": int(index == first and not over_menu),
        "is signed or dated below": 2 * _signed_below(page, index),
        "stands above a menu": (-4 if index == 0 else -2) * over_menu,
        "names an outlet": -3 * (count <= 5 and names_outlet(draft)),
        "is a name on the first line": -3 * (index == 0 and count <= 5 and _capitalised(draft)),
        "is said again": 3 * (count >= 3 and sum(other.words[:count] == draft.words for other in page.drafts) > 1),
        "speaks of the page": -leans if leans < 2 or share > 0.4 else -2 * leans,
        "calls out": -2 * (draft.text[-1] == "!" and share < 0.2),
        "dates the page": -3 * _dated(draft),
    }
    features["has words of the text"] = round(3 * share) if share else -1
    features["is made of section names"] = -4 * (sections(draft, text) >= 0.5)
    return sum(features.values())


def _capitalised(draft: Draft) -> bool:
    """Whether all words begin with capitals, as in names; linking words aside."""
    return all(word[0].isupper() or not word[0].isalpha() or word in _LINKING for word in draft.text.split())


def _dated(draft: Draft) -> bool:
    """Whether a short line gives the day of the page: "Wednesday, 11 November 2020. Price: free"."""
    return len(draft.words) <= 8 and next(absolute_dates(draft.text, "en"), None) is not None


def sections(draft: Draft, text: frozenset[str] = frozenset()) -> float:
    """The share of a line's words that name sections of sites and have nothing to do with the text."""
    rules, words, found = furniture(), draft.words, 0
    at = 0
    while at < len(words):
        length = rules.named_at(words, at)
        for word in words[at : at + length]:
            found += word[:5] not in text
        at += max(1, length)
    return found / len(words)


def _above(page: Page, candidates: list[int], scores: dict[int, int], chosen: int) -> int:
    """A standfirst often repeats more words of the text than its headline, which stands right above it."""
    best = scores[chosen]
    while chosen - 1 in candidates:
        over = page.drafts[chosen - 1]
        small = sum(word[0].islower() for word in over.text.split())
        quoted = over.text[0] in _OPENING and over.text[-1] in _CLOSING and len(over.words) >= 3
        if not quoted and _strange(page, chosen - 1, page.drafts[chosen]):
            break
        dated = chosen > 1 and page.drafts[chosen - 2].why == "time stamp" and len(over.words) > 1 and small > 0
        if not quoted and not dated and (len(over.words) < 4 or small < 2 or scores[chosen - 1] < best - 3):
            break
        chosen -= 1
    near = [
        index
        for index in candidates
        if index < chosen
        and scores[index] >= max(best - 1, _NEAR)
        and len(page.drafts[index].words) > 4
        and page.leans(index) < 2
    ]
    if near and shared_words(page.drafts[near[0]], page.text):
        return near[0]
    return _over_stamp(page, candidates, scores, chosen)


def _over_stamp(page: Page, candidates: list[int], scores: dict[int, int], chosen: int) -> int:
    """The line right above the stamp or byline that stands over `chosen`, which then is the standfirst below it."""
    least = max(scores[chosen] - _STEP, _GOOD)
    above = [index for index in candidates if index < chosen and scores[index] >= least]
    if not above:
        return chosen
    over, below = page.drafts[above[-1]], page.drafts[above[-1] + 1]
    signed = below.why in ("byline", "time stamp") or (below.free and signed_stamp_reason(below) is not None)
    small = sum(word[0].islower() for word in over.text.split())
    return above[-1] if signed and len(over.words) >= 4 and small > 1 else chosen


def _strange(page: Page, above: int, draft: Draft) -> bool:
    """Whether a line above a headline has little of the text in it; one that heads a longer standfirst may."""
    over = page.drafts[above]
    share, leans = shared_words(over, page.text), page.leans(above)
    if (leans > 1 and share < 0.34) or _dated(over):
        return True
    return share < 0.2 and (2 * len(draft.words) < 3 * len(over.words) or (not share and leans > 0))


def _menu_below(page: Page, index: int) -> bool:
    """Whether a menu stands between the line and the text, as under mastheads."""
    return any(draft.why in _MENUS for draft in page.drafts[index + 1 : page.first])


def _signed_below(page: Page, index: int) -> bool:
    """Whether a byline or date stands within three lines below, as under headlines."""
    return any(
        draft.why in ("byline", "time stamp") or (draft.free and signed_stamp_reason(draft) is not None)
        for draft in page.drafts[index + 1 : index + 4]
    )


def _can_head(draft: Draft) -> bool:
    if not draft.free or draft.listed() or not 2 <= len(draft.words) <= HEADLINE_WORDS:
        return False
    if draft.text.partition(":")[0].isupper() and draft.text[-1] in ".?!":
        return False  # a turn of a transcript
    if draft.key() in lines_of("key-points") or names_zone(draft):
        return False
    if (draft.closed and draft.text[-1] == "." and not draft.is_heading()) or signed_stamp_reason(draft):
        return False
    return not draft.prose or draft.text[-1] in "?!" or draft.is_heading()


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
