"""Briefs that people compose: begun from findings, edited, approved; citations stay, two editors never lose words."""

from __future__ import annotations

import io

import pytest
from docx import Document
from pypdf import PdfReader

from goodoffices.errors import NotAllowed, UsageError
from goodoffices.publications.markdown import markdown_of
from goodoffices.publications.sheet import sheet_of
from goodoffices.records import CaseSettings
from goodoffices.records.case import CaseSource
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.case.drafting import DraftLine, Drafts

SETTINGS = CaseSettings(
    name="Sable",
    sources=(CaseSource("Coast Tribune", match=("tribune",)), CaseSource("Evening Wire", match=("wire",))),
)
PAGES = {
    "tribune.txt": "Coast Tribune\nTalks in Geneva\n18 February 2026\n\nThe talks between Ukraine and Russia in Geneva on 17 "
    "February lasted six hours. “It was difficult,” said chief negotiator Rustem Umerov.\n",
    "wire.txt": "Evening Wire\nGeneva round closes\n18 February 2026\n\nThe talks in Geneva between Russia and Ukraine on "
    "17 February lasted about four hours.\n",
}


@pytest.fixture
def bench(tmp_path):
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Workbench.create(str(tmp_path / "case"), Intake((), SETTINGS)) as made:
        made.member("ada", "reader")
        made.member("eve", "contributor")
        made.add(Intake.of([tmp_path / name for name in PAGES]))
        yield made


def begun(bench, language="en"):
    made = bench.reader(language).briefs()
    room = bench.desk.room("press")
    return made.drafts.begin(room, "Morning brief", language, made.proposed(room))


def test_a_brief_begins_with_what_is_disputed_and_cites_it(bench):
    shown = bench.reader("en").briefs().one(begun(bench))
    first = shown.lines[0]
    assert first.status == "disputed"
    assert "about four hours" in first.text and "six hours" in first.text
    assert {one.outlet for one in first.cited} == {"Coast Tribune", "Evening Wire"}
    assert [row.title for row in bench.reader("en").briefs().rows()] == ["Morning brief"]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_form_says_the_same_with_its_notes(bench, language):
    outline = bench.reader(language).briefs().outline(begun(bench, language))
    text = markdown_of(outline)
    assert text.startswith("# Morning brief")
    assert "[1]" in text and "- [1] " in text
    page = sheet_of(outline)
    assert 'href="#note-1"' in page and 'id="note-1"' in page
    assert "http" not in page


def test_edited_words_keep_their_citations_and_a_new_version_is_a_draft_again(bench):
    drafts = Drafts(bench.desk)
    ident = begun(bench)
    draft = drafts.one(ident)
    drafts.approve(draft, base=draft.entry)
    approved = drafts.one(ident)
    assert approved.body.approved
    lines = [
        DraftLine("Accounts of its length differ.", approved.body.lines[0].finding),
        DraftLine("Call the mission."),
    ]
    drafts.save(approved, "Noon brief", lines, base=approved.entry)
    shown = bench.reader("en").briefs().one(ident)
    assert (shown.title, shown.approved, [line.text for line in shown.lines]) == (
        "Noon brief",
        False,
        ["Accounts of its length differ.", "Call the mission."],
    )
    assert shown.lines[0].cited and not shown.lines[1].cited
    assert drafts.one(ident, at=approved.when).body.title == "Morning brief"


def test_of_two_who_edit_at_once_the_second_is_told(bench):
    drafts = Drafts(bench.desk)
    ident = begun(bench)
    mine = theirs = drafts.one(ident)
    drafts.save(mine, "Mine", mine.body.lines, base=mine.entry)
    for late in (
        lambda one: drafts.save(one, "Theirs", theirs.body.lines, base=theirs.entry),
        lambda one: drafts.approve(one, base=theirs.entry),
    ):
        with pytest.raises(UsageError, match="meanwhile"):
            late(drafts.one(ident))


def test_rights_hold(bench):
    ident = begun(bench)
    reader, contributor = bench.as_member("ada"), bench.as_member("eve")
    assert reader.reader("en").briefs().one(ident).title == "Morning brief"
    held = Drafts(reader.desk).one(ident)
    with pytest.raises(NotAllowed):
        Drafts(reader.desk).save(held, "x", (), base=held.entry)
    with pytest.raises(NotAllowed):
        Drafts(contributor.desk).approve(held, base=held.entry)
    Drafts(contributor.desk).save(held, "By Eve", held.body.lines, base=held.entry)
    assert next(iter(Drafts(bench.desk).all())).who == "eve"


@pytest.mark.parametrize(
    ("title", "lines", "said"),
    [(" ", (), "title"), ("T", (DraftLine("x"),) * 301, "at most 300"), ("T", (DraftLine("x" * 4001),), "line 1")],
)
def test_what_cannot_be_kept_is_refused_with_the_place(bench, title, lines, said):
    drafts = Drafts(bench.desk)
    held = drafts.one(begun(bench))
    with pytest.raises(UsageError, match=said):
        drafts.save(held, title, lines, base=held.entry)


def test_a_brief_is_begun_again_in_another_language(bench, tmp_path, serving, client_of):
    bench.member("press-member", "member")
    ident = begun(bench)
    made = bench.reader("en").briefs()
    draft = made.drafts.one(ident)
    made.drafts.save(draft, "Morning brief", [*draft.body.lines, DraftLine("A word of our own", "")], base=draft.entry)
    serving(str(tmp_path / "case"))
    client = client_of("press-member")
    assert "Українська" in client.get(f"/briefs/{ident}").content.decode()
    led = client.post(f"/briefs/{ident}/again", {"language": "uk"})
    shown = client.get(led["Location"].partition("?")[0] + ".json").json()["brief"]
    assert shown["language"] == "uk" and shown["id"] != ident and not shown["approved"]
    before = client.get(f"/briefs/{ident}.json").json()["brief"]["lines"]
    assert [line["finding"] for line in shown["lines"]] == [line["finding"] for line in before]
    assert "близько 4 годин" in shown["lines"][0]["text"] and shown["lines"][-1]["text"] == "A word of our own"
    assert client.post(f"/briefs/{ident}/again", {"language": "fr"}).status_code == 400
    assert client_of("ada").post(f"/briefs/{ident}/again", {"language": "uk"}).status_code == 403


def test_in_the_browser_a_brief_is_begun_edited_approved_and_handed_out(bench, tmp_path, serving, client_of):
    bench.member("press-member", "member")
    serving(str(tmp_path / "case"))
    client = client_of("press-member")
    begun = client.post("/briefs/begin", {"title": "Evening", "room": "press"})
    assert begun.status_code == 302
    page = client.get(begun["Location"])
    shown = client.get(begun["Location"].partition("?")[0] + ".json").json()["brief"]
    form = {"title": "Evening", "entry": shown["entry"], "text-1": "", "text-90": "A line of our own", "order-90": "1"}
    saved = client.post(
        f"/briefs/{shown['id']}/save", form | {"text-2": "Kept", "order-2": "2", "finding-2": "nonsense"}
    )
    assert (page.status_code, saved.status_code) == (200, 302)
    again = client.get(f"/briefs/{shown['id']}.json").json()["brief"]
    assert [(line["text"], line["finding"]) for line in again["lines"]] == [("A line of our own", ""), ("Kept", "")]
    late = client.post(f"/briefs/{shown['id']}/save", form | {"text-2": "Typed too late"})
    assert late.status_code == 400 and "Typed too late" in late.content.decode()
    assert client.post(f"/briefs/{shown['id']}/approve", {"entry": again["entry"]}).status_code == 302
    paper = client.get(f"/briefs/{shown['id']}/file?form=pdf")
    assert "A line of our own" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    word = client.get(f"/briefs/{shown['id']}/file?form=docx")
    assert any("Kept" in one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    assert client.get(f"/briefs/{shown['id']}/file?form=exe").status_code == 400
