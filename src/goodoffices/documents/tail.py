"""What stands after the last paragraph: links, notices, calls to the reader; and what does so without being one."""

from __future__ import annotations

import re

from ..records import KEPT
from .captions import ends_signed
from .drafts import Draft
from .leaning import is_document, kind_of
from .page_words import words_of
from .stamps import author_reason
from .surroundings import Page, shared_words, words_of_lines

_TIMED = re.compile(r"\d{1,2}:\d\d\s\S")
_CALL_WORDS = 22
_FOR = frozenset("for від за от".split())
# "Signed for the north: Gen. Moravec", below the clauses of what was agreed.
_SIGNED = frozenset(
    "signed witness witnesses witnessed done підписали підписано підписав підписала свідок свідки засвідчив подписали "
    "подписано подписал подписала свидетель свидетели засвидетельствовал".split()
)
ROW = re.compile(r"[-–—:]\s{0,2}(?:[+~≈]|about\s|around\s|близько\s|около\s|понад\s|свыше\s)?\d[^.!?]{0,40}$")


def mark_tail(page: Page) -> None:
    """After the last paragraph, short lines are links as well, unless they may belong to the text."""
    if page.last < 0:
        return
    _calls_in_tail(page)
    start = _text_ends(page, max(page.last, page.headline or -1) + 1)
    timed = [draft for draft in page.drafts[start:] if draft.free and not draft.closed and _TIMED.match(draft.text)]
    for draft in timed if len(timed) > 1 else ():
        draft.take("related", "headline with a clock time after the text")
    loose = _only_loose(page, start)
    signed = page.headline is not None and is_document(page.drafts[page.headline])
    furnished = False
    for index in range(start, len(page.drafts)):
        draft = page.drafts[index]
        if not draft.free:
            furnished = furnished or draft.kind not in KEPT
        elif not _goes_on(page, index, furnished=furnished, signed=signed):
            furnished = _drop(page, index, furnished=furnished, loose=loose) or furnished


def _goes_on(page: Page, index: int, *, furnished: bool, signed: bool) -> bool:
    """Whether a line below the last paragraph may belong to the text: a sentence, an item, a row, a signature."""
    draft, leans = page.drafts[index], page.leans(index)
    calling = furnished and len(draft.words) <= 8 and draft.text[-1] in "!?" and not draft.speaks()
    if draft.words[:1] and draft.words[0] in words_of("office") and not draft.closed:
        return False
    if ends_signed(draft) or draft.mark[:1].isdigit() or _row_of_table(page, index):
        return True
    if not furnished and draft.words[:1] and draft.words[0] in _SIGNED:
        return True
    if draft.closed and leans < 3 and not (calling and _furniture_follows(page, index)):
        return True
    return not furnished and leans < 2 and (signed or draft.listed() or _heads_list(page, index))


def _drop(page: Page, index: int, *, furnished: bool, loose: bool) -> bool:
    """Give a line below the text its class, if it stands among others that do not belong to the text."""
    draft = page.drafts[index]
    if draft.words[0] in _FOR and not furnished:
        return False  # "For the mediators", as parties sign
    if (author_reason(draft) or draft.words[0] in words_of("office")) and (
        furnished or _furniture_follows(page, index)
    ):
        draft.take("credit", "author's name after the text")
    elif len(draft.words) <= 20 and (
        furnished or loose or page.leans(index) > 1 or _furniture_follows(page, index, end=False)
    ):
        draft.take("navigation", "stands among links after the text")
    return not draft.free


def _row_of_table(page: Page, index: int) -> bool:
    """Whether a line and one beside it end with a number behind a dash or colon."""
    near = page.drafts[max(0, index - 1) : index + 2]
    return sum(draft.free and ROW.search(draft.text) is not None for draft in near) > 1


def _text_ends(page: Page, start: int) -> int:
    """Where the tail begins: short sentences and lists may go on below one call to the reader."""
    dropped = 0
    for index in range(start, len(page.drafts)):
        draft = page.drafts[index]
        leans = page.leans(index) if draft.free else 0
        dropped += leans > 1 or (not draft.free and draft.kind not in KEPT)
        if dropped > 1:
            break
        sentence = draft.free and draft.closed and len(draft.words) > 1 and leans < 1
        if sentence and (draft.text[-1] == "." or (index == start and draft.text[-1] in "!?:")):
            start = index + 1
        elif draft.free and _row_of_table(page, index):
            start = index + 1  # the rows of a table end the text, and what heads them is text
    return start


def _only_loose(page: Page, start: int) -> bool:
    """Whether nothing after the text may belong to it: no sentence, no row of a table, no signature, no entry."""
    rest = page.drafts[start:]
    if not rest or any(draft.kind == "live-time" for draft in rest):
        return False
    if page.drafts[start - 1].text[-1] in ":;" or _open_style(page):
        return False
    return not any(
        draft.free and (draft.closed or draft.mark or ROW.search(draft.text) or draft.speaks()) for draft in rest
    )


def _heads_list(page: Page, index: int) -> bool:
    """Whether the items of a list, or rows of a table, follow right below."""
    after = page.drafts[index + 1 : index + 3]
    return len(after) == 2 and all(draft.free and (draft.listed() or ROW.search(draft.text)) for draft in after)


def _open_style(page: Page) -> bool:
    """Whether the page leaves its paragraphs without a full stop, as posts of channels do."""
    text = [draft for draft in page.drafts[page.first : page.last] if draft.free and len(draft.words) > 7]
    return 3 * sum(not draft.closed for draft in text) > len(text)


def _calls_in_tail(page: Page) -> None:
    """Sentences to the reader that stand alone among dropped lines at the end of the page: weighted features."""
    text: frozenset[str] | None = None
    while page.last > page.first:
        draft = page.drafts[page.last]
        before = page.drafts[page.last - 1]
        most = 5 if len(draft.words) > _CALL_WORDS else 3 if page.name.isdisjoint(draft.words) else 2
        if page.leans(page.last) > most and shared_words(draft, _told_above(page)) < 0.3:
            draft.take(*kind_of(draft))
            _step_back(page)
            continue
        if _is_of_author(page, draft):
            draft.take("credit", "about the author")
            _step_back(page)
            continue
        if before.kind in KEPT or draft.listed() or (before.free and (before.closed or len(before.words) > 3)):
            return
        text = text or _told_above(page)
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


def _told_above(page: Page) -> frozenset[str]:
    """Beginnings of the words of the text above its last paragraph."""
    return words_of_lines([other for other in page.drafts[page.first : page.last] if other.free])


def _adrift(page: Page, draft: Draft, text: frozenset[str]) -> bool:
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
    """Whether a closing paragraph tells who wrote the page: it begins with a name that signs it and names a calling."""
    if draft.speaks() or len(draft.words) < 5:
        return False
    name = draft.words[:2]
    near = page.drafts[max(0, page.last - 3) : page.last]
    if name[-1] in words_of("about-author"):  # "Lee covers the courts", under "Ann Lee"
        return any(
            0 < len(other.words) <= 4 and other.words[-1] == name[0] and other.kind != "headline" for other in near
        )
    if not all(word[0].isupper() for word in draft.text.split()[:2]):
        return False
    callings = words_of("role-word") | words_of("calling")
    if callings.isdisjoint(draft.words) and words_of("about-author").isdisjoint(draft.words[2:4]):
        return False
    return any(
        f" {' '.join(name)} " in f" {' '.join(other.words)} "
        for other in page.drafts
        if other is not draft and not other.prose and (other.kind in ("credit", "notice") or len(other.words) <= 4)
    )


def _furniture_follows(page: Page, index: int, *, end: bool = True) -> bool:
    """Whether only dropped lines and short ones follow; `end`: what to say of the last line."""
    for draft in page.below(index):
        if not draft.free and draft.kind not in KEPT:
            return True
        if draft.closed or draft.listed() or len(draft.words) > 20:
            return False
    return end
