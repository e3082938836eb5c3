"""brief.html: every link has a target, nothing is fetched, nothing hostile is obeyed, any size stays linear."""

from __future__ import annotations

import hashlib
import re
import time
from base64 import b64encode

import msgspec
import pytest
from lxml import html as parser
from port_sable import day_moment, hours, page, said, small_record

from goodoffices.publications.brief import brief_of
from goodoffices.publications.html import brief_html, page_of
from goodoffices.publications.record import Record
from goodoffices.records import Finding, Subject, TimelineRow, claim_of, span_of
from goodoffices.records.finding import Answer

HOSTILE = (
    '<script>alert(1)</script> \u202egnp.exe\u202c \x00 </style><img src=x onerror=alert(2)> {{ 7*7 }} " onclick="x'
)


def tree(text: str) -> parser.HtmlElement:
    return parser.document_fromstring(text.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8", huge_tree=True))


def targets(found: parser.HtmlElement) -> list[str]:
    return [str(ident) for ident in found.xpath("//@id")]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_link_leads_to_a_place_in_the_page_and_every_id_is_its_own(record: Record, language: str) -> None:
    found = tree(brief_html(record, language))
    idents = targets(found)
    assert len(idents) == len(set(idents))
    links = [str(link) for link in found.xpath("//@href")]
    assert len(links) > 60
    assert all(link.startswith("#") and link[1:] in set(idents) for link in links)


def test_every_claim_is_highlighted_and_its_words_are_its_own(record: Record) -> None:
    found = tree(brief_html(record, "en"))
    for claim in record.claims:
        (mark,) = found.xpath("//*[@id=$ident]", ident=claim.id)
        assert mark.tag == "mark"
        assert claim.evidence[0].quote in "".join(mark.itertext())


def test_every_value_of_a_dispute_names_speaker_outlet_side_and_place(record: Record) -> None:
    found = tree(brief_html(record, "en"))
    rows = found.xpath("//section[@id='disputed']//tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert cells == [
        ["six hours", "Ada Brenn", "Sable Courier", "1: Ada Brenn", "Norland", "A3"],
        ["about four hoursблизько чотирьох годин", "Речниця Суделя", "Вісник затоки", "1: Речниця Суделя", "Sudel", "B1"],
    ]  # fmt: skip


def test_nothing_is_asked_of_a_network(record: Record) -> None:
    text = brief_html(record, "en")
    found = tree(text)
    assert not found.xpath("//link | //img | //iframe | //object | //embed | //form[@action] | //base | //@src")
    assert "url(" not in text and "@import" not in text
    assert not re.findall(r"https?://", text)
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy


def test_the_policy_fits_the_style_and_script_that_stand_in_the_page(record: Record) -> None:
    text = brief_html(record, "en")
    (policy,) = tree(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert inside
        digest = b64encode(hashlib.sha256(inside.group(1).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not tree(text).xpath("//@style | //@onclick")


def test_hostile_words_are_shown_and_never_obeyed(record: Record) -> None:
    odd = page("odd<b>.txt", "en", HOSTILE, f"{HOSTILE}\nPhoto: {HOSTILE}\n")
    claim = said(
        odd, HOSTILE, "duration", Subject("sitting", text=HOSTILE), hours(3, 3, HOSTILE, "en"), upstream=(HOSTILE,)
    )
    finding = Finding(
        "fnd_<9>",
        HOSTILE,
        "duration",
        "disputed",
        (Answer(claim.value, HOSTILE, (claim.id,), (HOSTILE,), (HOSTILE,)),),
        1,
        (HOSTILE,),
    )
    row = TimelineRow(record.timeline[0].time, HOSTILE, None, (claim.id,))
    told = msgspec.structs.replace(
        record, case=HOSTILE, documents=(odd, *record.documents), claims=(claim, *record.claims), findings=(finding,),
        timeline=(row,), assumptions=(HOSTILE,), refused=(HOSTILE,), party_names={HOSTILE: {"en": HOSTILE}, **record.party_names},
    )  # fmt: skip
    text = brief_html(told, "en")
    found = tree(text)
    assert len(found.xpath("//script")) == 1
    assert not found.xpath("//img | //@onerror | //@onclick")
    assert "\u202e" not in text and "\x00" not in text
    assert "U+202E" in found.xpath("string(//article[@class='page'])")
    assert "49" not in found.xpath("string(//h1)")
    idents = set(targets(found))
    assert all(str(link)[1:] in idents for link in found.xpath("//@href"))


def test_claims_on_the_same_and_on_crossing_words_all_have_targets(record: Record) -> None:
    document = record.documents[0]
    text, rendition = document.rendition.text, document.rendition.id
    spans = [
        (0, 30),
        (0, 30),
        (10, 60),
        (20, 90),
        (5, 8),
        (50, 50),
        (40, len(text)),
        (len(text), len(text)),
        *((i, 80 + i) for i in range(30)),
    ]
    claims = tuple(
        claim_of("duration", Subject("sitting", ordinal=n), record.claims[0].value, (span_of(rendition, text, a, b),),
                 document=document.id, source="src_x", extractor="by hand")
        for n, (a, b) in enumerate(spans)
    )  # fmt: skip
    found = tree(
        brief_html(msgspec.structs.replace(record, claims=claims, findings=(), positions=(), timeline=()), "en")
    )
    idents = targets(found)
    assert len(idents) == len(set(idents))
    assert {claim.id for claim in claims} <= set(idents)
    (article,) = found.xpath("//article[@id='page-A']")
    shown = "".join(article.xpath(".//span[@class='t']//text()[not(ancestor::*[@class='bk' or @class='why'])]"))
    assert shown.replace("\n", "").split() == text.replace("\n", "").split() or text.split("\n")[0] in shown


def test_dropped_lines_stay_with_their_reason(record: Record) -> None:
    found = tree(brief_html(record, "uk"))
    dropped = [" ".join(line.text_content().split()) for line in found.xpath("//p[contains(@class,'dropped')]")]
    assert dropped == [
        "2підпис до світлини: names a photograph Photo: delegates leave the customs house",
        "2читайте також: points to another page Читайте также: погода на выходные",
    ]


def test_languages_of_texts_are_declared(record: Record) -> None:
    found = tree(brief_html(record, "ru"))
    assert found.get("lang") == "ru"
    assert found.xpath("//article[@class='page']/div/@lang") == ["en", "uk", "ru"]


def test_headings_and_landmarks_let_one_find_the_way(record: Record) -> None:
    found = tree(brief_html(record, "en"))
    assert len(found.xpath("//main")) == len(found.xpath("//h1")) == len(found.xpath("//nav")) == 1
    assert found.xpath("//a[@class='skip']/@href") == ["#key"]
    assert all(section.xpath(".//h2") for section in found.xpath("//main/section"))
    assert all(head.get("scope") for head in found.xpath("//th"))
    for status in found.xpath("//*[contains(@class,'status')]"):
        assert status.xpath(".//*[local-name()='use']") and status.text_content().strip()


def test_same_record_same_page(record: Record) -> None:
    assert brief_html(record, "uk") == brief_html(small_record(), "uk")


def test_an_empty_record_is_a_page_that_says_so(record: Record) -> None:
    empty = Record("1", "", None, (), (), (), (), (), (), (), (), (), (), {}, (), ())
    for language in ("en", "uk", "ru"):
        found = tree(brief_html(empty, language))
        idents = set(targets(found))
        assert all(str(link)[1:] in idents for link in found.xpath("//@href"))
        assert len(found.xpath("//p[@class='none']")) >= 8


def test_five_thousand_claims_stay_quick(record: Record) -> None:
    lines = [f"Line {number}: the sitting number {number} lasted {number % 9} hours." for number in range(5000)]
    long = page("long.txt", "en", "Sable Courier", "\n".join(lines))
    text, rendition = long.rendition.text, long.rendition.id
    starts = [line.start for line in long.rendition.lines]
    claims = tuple(
        claim_of("duration", Subject("sitting", ordinal=n), hours(1, 1, "an hour", "en"), (span_of(rendition, text, start, start + 20),),
                 document=long.id, source="src_x", extractor="by hand")
        for n, start in enumerate(starts)
    )  # fmt: skip
    same = tuple(
        claim_of("end", Subject("sitting", ordinal=n), hours(1, 1, "an hour", "en"), (span_of(rendition, text, 5, 60),),
                 document=long.id, source="src_x", extractor="by hand")
        for n in range(5000)
    )  # fmt: skip
    rows = tuple(
        TimelineRow(day_moment(record.timeline[1].time.first_day), f"row {n}", None, (claim.id,))
        for n, claim in enumerate(claims)
    )
    told = msgspec.structs.replace(
        record, documents=(long,), claims=(*claims, *same), findings=(), positions=(), timeline=rows
    )
    before = time.process_time()
    text = brief_html(told, "en")
    assert time.process_time() - before < 20  # about two, but for the tracing of coverage
    found = tree(text)
    assert {claim.id for claim in (*claims, *same)} <= set(targets(found))
    assert max(len(list(mark.iterancestors())) for mark in found.xpath("//mark")) < 30


def test_pages_kept_in_other_files_are_linked_there(record: Record) -> None:
    homes = {document.id: "01-x/brief.html" for document in record.documents}
    found = tree(page_of(brief_of(record, "en"), (), homes))
    links = {str(link) for link in found.xpath("//a[@class='c']/@href")}
    assert links and all(link.startswith("01-x/brief.html#") for link in links if "clm_" in link)
    assert not found.xpath("//mark")
