"""Dates in the head of a page: beside names, clock times and reading times, in lines of any class; not in sentences."""

from __future__ import annotations

import pytest

from goodoffices.documents import document_of
from goodoffices.documents.publication import stated_day
from goodoffices.errors import InputRefused
from goodoffices.records import CaseSettings
from goodoffices.sources import Saying
from goodoffices.sources.arrivals import unpacked

TEXTS = {
    "en": "Envoys of the two coasts met for a third time in the old customs house on Tuesday and left without a word "
    "to the reporters who had waited since the morning in the rain.",
    "uk": "Посланці двох узбереж утретє зустрілися у вівторок у старій митниці й розійшлися, не сказавши ані слова "
    "журналістам, які від самого ранку чекали надворі під дощем.",
    "ru": "Посланники двух побережий в третий раз встретились во вторник в старой таможне и разошлись, не сказав ни слова "
    "журналистам, которые с самого утра ждали во дворе под дождём.",
}
HEADLINE = {"en": "Envoys part in silence", "uk": "Посланці розійшлися мовчки", "ru": "Посланники разошлись молча"}


def published(stamp: str, language: str, *, above: bool = False, more: str = "") -> str:
    """What the page with this line in its head is said to have appeared."""
    head = (stamp, HEADLINE[language]) if above else (HEADLINE[language], stamp)
    raw = "\n".join(("Coast Mirror", *head, TEXTS[language], more)).encode()
    [arrival] = unpacked("page.txt", raw)
    assert not isinstance(arrival, InputRefused)
    moment = document_of(arrival, CaseSettings(), Saying(None, None, None)).published
    return moment.edtf() if moment else ""


@pytest.mark.parametrize(
    ("stamp", "language"),
    [
        ("30 September 2031 · Ada Lorne · 6 min read", "en"),
        ("By our correspondents | Sept. 30, 2031 | 4 min read", "en"),
        ("by: Ada Lorne | Posted: Sep 30, 2031 / 05:47 PM CDT | Updated: Sep 30, 2031 / 06:10 PM CDT", "en"),
        ("Reported by Ada Lorne and Ben Ash · Last update 11:58 PM (PHT), Sep 30, 2031", "en"),
        ("Ada Lorne in Port Sable — Tuesday 30-Sep-2031", "en"),
        ("30 вересня 2031, вівторок, 16:40 за місцевим часом", "uk"),
        ("Ада Лорн → 30.09.2031 → 3 хв", "uk"),
        ("30 сентября 2031, вторник, 16:40 по местному времени", "ru"),
        ("Ада Лорн • 30.09.31, 12:48 • 1,2 тыс. просмотров", "ru"),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_a_stamp_is_found_whatever_stands_beside_it(stamp: str, language: str, above: bool) -> None:
    assert published(stamp, language, above=above) == "2031-09-30"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The treaty that was signed on 30 September 2031 holds", "en"),
        ("Угода, яку підписали 30 вересня 2031 року, діє", "uk"),
        ("Соглашение, которое подписали 30 сентября 2031 года, действует", "ru"),
    ],
)
def test_a_date_in_a_sentence_is_no_stamp(line: str, language: str) -> None:
    [arrival] = unpacked("page.txt", "\n".join(("Coast Mirror", HEADLINE[language], line, TEXTS[language])).encode())
    moment = document_of(arrival, CaseSettings(), Saying(None, None, None)).published  # type: ignore[arg-type]
    assert moment is None or moment.basis == "inferred"


@pytest.mark.parametrize(("named", "expected"), [("on 11 June", "2031-06-12"), ("on 2 December", "2031-12-06")])
def test_an_order_that_english_leaves_open_is_told_by_other_days(named: str, expected: str) -> None:
    assert (
        published("Ada Lorne · 12/06/2031 · 3 min read", "en", more=f"They had met {named}, the host said.") == expected
    )


def test_an_order_that_nothing_tells_stays_open() -> None:
    assert published("Ada Lorne · 12/06/2031 · 3 min read", "en") == ""


@pytest.mark.parametrize(("text", "stated"), [("0001-01-01T00:00:00Z", False), ("2031-09-30T05:00:00Z", True)])
def test_the_day_that_means_nothing_is_none(text: str, stated: bool) -> None:
    assert (stated_day(text) is not None) == stated
