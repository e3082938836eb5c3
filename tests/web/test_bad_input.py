"""Forms that cannot be used: a sentence in the reader's language that says what to do, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from examples import example
from small_case import pages, small_case

from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.case.moving import move, moves

Serving = Callable[[str], None]
KEY = "geneva-2026-02-17"
HERE = {"HTTP_ORIGIN": "http://testserver"}
CYRILLIC = re.compile("[а-яіїєґ]")
EARLIER = {
    "tribune.txt": "Coast Tribune\nTalks resume\n18 February 2026\n\nEarlier talks between Ukraine and Russia were tense, "
    "said Rustem Umerov. Two rounds of talks were held in Abu Dhabi on 23-24 January and on 4-5 February. "
    "The previous talks in Abu Dhabi lasted several hours.\n"
}
"""A page of which a pair is left to be judged."""
TYPED = "words that were typed"


@pytest.fixture(scope="module")
def place(case: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of this module's own, since some of its forms are kept."""
    base = tmp_path_factory.mktemp("bad")
    small_case(str(base / "case"), base)
    with Workbench.open(str(base / "case")) as made:
        made.member("press-officer", "officer", room="centre")
        made.add(Intake.of([pages(base / "earlier", EARLIER)]))
        made.talks().enter("step", {"what": "a next round"}, round_key=KEY, room="press")
        own = made.as_member("press-officer")
        (held,) = own.desk.standing("talks")
        move(own.desk, held.id, "centre", "asked for")
    return str(base / "case")


@pytest.fixture
def officer(place: str, serving: Serving, client_of: Any) -> Any:
    serving(place)
    return client_of("press-officer")


@pytest.fixture
def bench(place: str) -> Any:
    with Workbench.open(place) as opened:
        yield opened


def addressed(bench: Workbench, name: str) -> str:
    from django.urls import reverse

    from goodoffices.web.pages import every_route

    route = next(route for route in every_route() if route.name == name)
    if name == "confirm":
        (own,) = (one.id for one in moves(bench.desk, pending=True) if one.who == "press-officer")
        return reverse(name, kwargs={"ident": own})
    found = example(bench, route, "press") or example(bench, route, "centre")
    assert found is not None
    return reverse(name, kwargs=found)


def refusal_of(page: str) -> str:
    """The words of a refusal, without what somebody typed."""
    found = re.search(r'role="alert"[^>]*>(.*?)</p>|<main class="refusal"[^>]*>.*?<p>(.*?)</p>', page, re.S)
    assert found, page
    return re.sub(r"<[^>]+>|'[^']*'", " ", found[1] or found[2])


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("send", {"room": "press", "zone": TYPED, "files": True}),
    ("send", {"room": "nowhere", "zone": TYPED, "files": True}),
    ("begin-brief", {"title": TYPED, "room": "press", "since": "soon"}),
    ("begin-brief", {"title": TYPED, "room": "nowhere"}),
    ("begin-brief", {"room": "press", "since": "2026-02-18"}),
    ("save", {"title": TYPED, "entry": "0", "text-1": TYPED}),
    ("save", {"title": TYPED, "entry": "now", "text-1": "x" * 4_001}),
    ("save", {"title": TYPED, "entry": "none", "text-1": TYPED}),
    ("approve", {"entry": "-1"}),
    ("brief-again", {"language": "fr"}),
    ("retract", {"verdict": "retracted"}),
    ("reject", {"verdict": "rejected", "claim": "clm_none", "why": TYPED}),
    ("erase", {"what": "document", "which": TYPED, "room": "press", "why": TYPED}),
    ("erase", {"what": "document", "which": TYPED, "room": "press", "why": TYPED, "sure": "yes"}),
    ("erase", {"what": "person", "which": TYPED, "room": "press", "why": TYPED, "sure": "yes"}),
    ("bundle", {"audience": "two\nlines"}),
    ("keep", {"kind": "note", "round": KEY, "room": "press"}),
    ("keep", {"kind": "sitting", "round": KEY, "room": "press", "day": "soon", "label": TYPED}),
    ("keep", {"kind": "sitting", "round": KEY, "room": "press", "day": "2026-02-17", "length": "ever", "label": TYPED}),
    ("keep", {"kind": "step", "round": "nowhere", "room": "press", "what": TYPED}),
    ("keep", {"kind": "step", "round": KEY, "what": TYPED}),
    ("keep", {"kind": "step", "round": KEY, "room": "press", "source": "nobody", "what": TYPED}),
    ("keep", {"kind": "toast", "round": KEY, "room": "press", "text": TYPED}),
    ("level", {"level": "certain", "why": TYPED}),
    ("level", {"level": "verified", "why": " "}),
    ("amend", {"what": TYPED}),
    ("amend", {"what": "", "why": TYPED}),
    ("amend", {"withdraw": "yes"}),
    ("open-to", {"to": "talks"}),
    ("open-to", {"to": "centre"}),
    ("judge", {"verdict": "perhaps", "why": TYPED}),
    ("confirm", {}),
    ("issue", {"ends": "soon"}),
    ("issue", {"ends": "2031-02-13T00:30:00Z", "seen": "read"}),
    ("bulletin-check", {}),
    ("talks-calendar-take", {"round": KEY, "room": "press"}),
    ("talks-calendar-take", {"round": KEY, "room": "press", "files": True}),
]
"""A form of every route that takes one, filled in so that it cannot be used; `files`: with a file that is no calendar."""
NO_WRONG = {"seen", "check", "rejudge", "first"}
"""Nothing can be typed wrongly there; `first` is there while there is no account, and has a test below."""


def test_every_form_is_filled_in_wrongly():
    from goodoffices.web.pages import every_route

    forms = {route.name for route in every_route() if "POST" in route.methods}
    assert forms - NO_WRONG == {name for name, _ in WRONG}


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
@pytest.mark.parametrize(("name", "typed"), WRONG)
def test_a_form_that_cannot_be_used_says_so_in_the_readers_language_and_loses_nothing(
    officer: Any, bench: Workbench, name: str, typed: dict[str, Any], language: str
) -> None:
    from urllib.parse import unquote

    sent = {key: value for key, value in typed.items() if key != "files"}
    if "files" in typed:
        sent["files"] = [SimpleUploadedFile("note.txt", b"The talks ended.\n")]
    officer.get(f"/findings?lang={language}")
    answer = officer.post(unquote(addressed(bench, name)), sent, **HERE)
    page = answer.content.decode()
    assert answer.status_code == 400, page
    assert f'<html lang="{language}">' in page
    said = refusal_of(page)
    assert bool(CYRILLIC.search(said)) == (language != "en"), said
    for value in sent.values():
        if value == TYPED:
            assert TYPED in page, page
    if sent.get("since"):
        assert str(sent["since"]) in page


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
@pytest.mark.parametrize(
    "typed", [{"code": "AAAAA", "password": "long enough a word"}, {"code": "", "password": "short"}]
)
def test_the_first_account_is_refused_in_the_readers_language(
    place: str, serving: Serving, client_of: Any, typed: dict[str, str], language: str
) -> None:
    from django.contrib.auth import get_user_model

    from goodoffices.web.actors import site
    from goodoffices.web.setup import code_of

    serving(place)
    get_user_model().objects.all().delete()
    sent = {"name": TYPED, **typed, "code": typed["code"] or code_of(site())}
    answer = client_of().post("/setup/begin", sent, HTTP_ACCEPT_LANGUAGE=language, **HERE)
    page = answer.content.decode()
    assert answer.status_code == 400 and f'<html lang="{language}">' in page
    assert f'value="{TYPED}"' in page and sent["password"] not in page
    assert bool(CYRILLIC.search(refusal_of(page))) == (language != "en")


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_files_are_refused_in_the_readers_language(officer: Any, language: str) -> None:
    officer.get(f"/findings?lang={language}")
    bad = {
        "empty.txt": b"", "blank.txt": b" \n \n", "picture.png": b"\x89PNG\r\n\x1a\n" + b"0" * 50, "old.doc": b"\xd0\xcf\x11\xe0" + b"0" * 50,
        "broken.pdf": b"%PDF-1.7 and nothing", "broken.zip": b"PK\x03\x04 and nothing", "noise.txt": bytes(range(1, 9)) * 40,
        "feed.xml": b"<rss><channel></channel></rss>", "no.html": b"<html><body></body></html>", "x.rtf": b"{\\rtf1 a}",
    }  # fmt: skip
    answer = officer.post(
        "/documents/send", {"room": "press", "files": [SimpleUploadedFile(*one) for one in bad.items()]}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    lines = re.findall(r'<li class="(\w+)"><b>([^<]+)</b>(.*?)</li>', page, re.S)
    assert {name: state for state, name, _ in lines} == dict.fromkeys(bad, "refused")
    for _, name, rest in lines:
        reason = re.search(r'<span class="reason">(.*)', rest, re.S)
        assert reason and 'lang="en"' not in rest and CYRILLIC.search(reason[1]), (name, rest)


def test_each_file_is_told_of_by_its_state(officer: Any) -> None:
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "The Sable Post\nOne\n19 February 2026\n\nThe talks in Geneva went on.\n")
        archive.writestr("two.pdf", "%PDF-1.7 and nothing")
    note = b"The Sable Post\nA note\n20 February 2026\n\nThe talks in Geneva ended after nine hours.\n"
    files = [
        ("note.txt", note),
        ("note.txt", note.replace(b"nine", b"ten")),
        ("pack.zip", packed.getvalue()),
        ("x.png", b"\x89PNG\r\n\x1a\n"),
    ]
    sent = {"room": "press", "files": [SimpleUploadedFile(*one) for one in files]}
    lines = re.findall(r'<li class="(\w+)"><b>([^<]+)</b>', officer.post("/documents/send", sent).content.decode())
    assert lines == [("read", "note.txt"), ("read", "note (2).txt"), ("partly", "pack.zip"), ("refused", "x.png")]
    sent = {"room": "press", "files": [SimpleUploadedFile("again.txt", note)]}
    assert '<li class="known"><b>again.txt</b>' in officer.post("/documents/send", sent).content.decode()


def test_what_was_typed_comes_back_from_any_refusal(officer: Any, client_of: Any, place: str) -> None:
    from django.test import Client

    stale = Client(enforce_csrf_checks=True)
    stale.cookies = officer.cookies
    typed = {"kind": "note", "round": KEY, "room": "press", "text": f"<b>{TYPED}</b>", "password": "secret words"}
    answer = stale.post("/talks/keep", typed, **HERE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"&lt;b&gt;{TYPED}" in page and "secret words" not in page and KEY not in page
    reader = client_of("press-reader")
    assert TYPED in reader.post("/talks/keep", typed, **HERE).content.decode()


def test_what_another_site_wrote_is_nobodys_own_words(officer: Any) -> None:
    for headers in ({}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_REFERER": "https://evil.example/testserver"}):
        answer = officer.post("/review/jdg_none/judge", {"verdict": "same", "why": TYPED}, **headers)
        assert answer.status_code == 404 and TYPED not in answer.content.decode()
