"""What changes something: files that are sent, the first account, accounts of the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from small_case import small_case

from goodoffices.cli import main
from goodoffices.workbench import Workbench
from goodoffices.workbench.case import behind

Serving = Callable[[str], None]
NOTE = b"The Sable Post\nA note\n19 February 2026\n\nThe talks in Geneva ended after two hours, the post said.\n"


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path, case: str, serving: Serving) -> str:
    """A case of one's own, on either database, that is served."""
    address = str(tmp_path / "case") if request.param == "sqlite" else request.getfixturevalue("postgres")
    small_case(address, tmp_path)
    serving(address)
    return address


def texts(answer: Any) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def test_a_case_on_either_database_shows_its_pages_and_takes_files(place: str, client_of: Any) -> None:
    client = client_of("press-member")
    for path in ("/today?since=2020-01-01", "/findings", "/documents", "/jump?q=Umerov", "/findings.csv"):
        assert client.get(path).status_code == 200, path
    before = client.get("/documents").content.decode().count("/documents/sha256")
    sent = {"room": "press", "files": [SimpleUploadedFile("note.txt", NOTE), SimpleUploadedFile("x.pdf", b"%PDF-1.7")]}
    answer = client.post("/documents/send", sent)
    assert answer.status_code == 200
    assert "Read: 1." in texts(answer) and "x.pdf" in texts(answer)
    assert client.get("/documents").content.decode().count("/documents/sha256") == before + 1
    assert "Held already: 1." in texts(
        client.post("/documents/send", {"room": "press", "files": [SimpleUploadedFile("again.txt", NOTE)]})
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"room": "press"}, "Choose at least one file."),
        ({"room": "talks", "files": True}, "Choose a room from the list."),
        ({"room": "press", "files": True, "published": "soon"}, "Write the day as"),
        ({"room": "press", "files": True, "zone": "Moon/Sea"}, "Write the day as"),
    ],
)
def test_a_form_that_will_not_do_comes_back_with_what_was_typed(
    client_of: Any, typed: dict[str, Any], words: str, case: str
) -> None:
    client = client_of("press-member")
    given = {**typed, "files": [SimpleUploadedFile("note.txt", NOTE)]} if "files" in typed else typed
    answer = client.post("/documents/send", given)
    assert answer.status_code == 400
    assert words in texts(answer)
    assert typed.get("zone", "") in answer.content.decode()


def test_names_of_files_lead_nowhere_and_show_as_text(
    tmp_path: Path, case: str, serving: Serving, client_of: Any
) -> None:
    small_case(str(tmp_path / "case"), tmp_path)
    serving(str(tmp_path / "case"))
    client = client_of("press-member")
    names = ["../../../etc/passwd", "<img src=x onerror=alert(1)>.txt", "a\x00b\u202etxt.exe", "C:\\boot.ini", "..", ""]
    for number, name in enumerate(names):
        note = SimpleUploadedFile("plain.txt", NOTE.replace(b"two", f"{number + 3}".encode()))
        note._name = name
        answer = client.post("/documents/send", {"room": "press", "files": [note]})
        assert answer.status_code in (200, 400), name
    listed = client.get("/documents").content.decode()
    assert "<img" not in listed and "etc/passwd" not in listed and "\u202e" not in listed
    with Workbench.open(str(tmp_path / "case")) as bench:
        paths = {found.path for found in bench.search("Sable", most=50)}
    assert paths
    assert not any("/" in path or "\\" in path or ".." in path for path in paths)


def test_hostile_words_of_a_page_stay_words(tmp_path: Path, case: str, serving: Serving, client_of: Any) -> None:
    small_case(str(tmp_path / "case"), tmp_path)
    serving(str(tmp_path / "case"))
    client = client_of("press-member")
    hostile = (
        'The <script>alert(1)</script> Post\n"><img src=x onerror=alert(2)> talks\n19 February 2026\n\n'
        'The talks in Geneva ended on 18 February, href="#fnd_aaaa" said Rustem <b onclick=x>Umerov</b>. '
        "The session on 17 February lasted '\"><svg onload=alert(3)> six hours.\n"
    )
    client.post("/documents/send", {"room": "press", "files": [SimpleUploadedFile("h.txt", hostile.encode())]})
    for path in ["/today?since=2020-01-01", "/findings", "/documents", "/jump?q=talks"]:
        page = client.get(path).content.decode()
        for link in [path, *re.findall(r'href="(/(?:documents|findings)/(?:sha256:|fnd_)\w+)', page)]:
            shown = client.get(link).content.decode()
            assert not re.search(r"<(script(?! src=\"/static/)|img|svg onload|b onclick)", shown), link


def test_too_large_a_request_is_refused_unread(client_of: Any) -> None:
    answer = client_of("press-member").post(
        "/documents/send", b"", content_type="text/plain", CONTENT_LENGTH="99999999999"
    )
    assert answer.status_code == 413 and answer.headers["Connection"] == "close"


def test_sending_often_is_slowed_down(client_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of("press-officer")
    codes = [client.post("/documents/send", {"room": "press"}).status_code for _ in range(45)]
    assert codes[0] == 400 and 429 in codes


def test_the_first_account_is_made_by_code_and_the_page_is_gone_then(
    case: str, client_of: Any, tmp_path: Path, serving: Serving
) -> None:
    from django.contrib.auth import get_user_model

    from goodoffices.web.actors import site
    from goodoffices.web.setup import code_of

    small_case(str(tmp_path / "case"), tmp_path)
    serving(str(tmp_path / "case"))
    get_user_model().objects.all().delete()
    client = client_of()
    assert client.get("/").headers["Location"] == "/setup"
    typed = {"name": "first", "password": "a long enough password"}
    assert client.post("/setup/begin", {**typed, "code": "AAAAA"}).status_code == 400
    weak = client.post("/setup/begin", {**typed, "password": "short", "code": code_of(site())})
    assert weak.status_code == 400 and 'value="first"' in weak.content.decode()
    made = client.post("/setup/begin", {**typed, "code": code_of(site())})
    assert made.headers["Location"] == "/accounts/login/"
    assert client.get("/setup").status_code == 404
    assert client.post("/setup/begin", {**typed, "name": "second", "code": code_of(site())}).status_code == 404
    assert "/documents/sha256" in client_of("first").get("/documents").content.decode()
    assert client_of("first").get("/documents?at=2020-01-01").status_code == 200


def test_accounts_are_kept_by_command(case: str, client_of: Any) -> None:
    from goodoffices.web import users

    word = users.add("press-new", None)
    assert len(word) >= 20
    assert {one.name: one.active for one in users.every()}["press-new"]
    client = client_of("press-new")
    assert client.get("/today")["Location"] == "/accounts/password/change/"
    users.enable("press-new", False)
    assert client.get("/today")["Location"].startswith("/accounts/login/")
    with pytest.raises(Exception, match="already exists"):
        users.add("press-new", "a long enough password")
    with pytest.raises(Exception, match="there is no account"):
        users.enable("nobody-there", True)


@pytest.mark.parametrize(
    "command", [["serve", "nowhere", "--no-open"], ["serve", "nowhere", "--server", "--host", "a.example"]]
)
def test_a_folder_that_is_no_case_is_named(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "goodoffices.cli", *command],
        cwd=tmp_path, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "is no case" in done.stderr


def test_a_server_without_a_name_is_told_to_give_one():
    done = CliRunner().invoke(main, ["serve", "case", "--server"])
    assert done.exit_code == 2 and "HOSTS" in done.output


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "1 entry is being read"), ("uk", "1 запис читається"), ("ru", "1 запись читается")],
)
def test_pages_say_what_is_being_read_to_those_who_may_read_it(
    place: str, client_of: Any, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    # What came is not told for as long as the test takes.
    monkeypatch.setattr(behind, "TOGETHER", 600.0)
    inside, outside = client_of("talks-officer"), client_of("press-reader")
    before = outside.get(f"/findings?lang={language}").content
    assert words not in inside.get(f"/findings?lang={language}").content.decode()
    answer = inside.post(
        f"/documents/send?lang={language}", {"room": "talks", "files": [SimpleUploadedFile("note.txt", NOTE)]}
    )
    assert answer.status_code == 200 and words in texts(answer)
    shown = inside.get(f"/findings?lang={language}&status=disputed")
    assert words in texts(shown)
    assert f'href="/findings?lang={language}&amp;status=disputed"' in shown.content.decode()
    # As the case stood at another time: nothing is on its way there.
    assert words not in texts(inside.get(f"/findings?lang={language}&at=2040-01-01"))
    after = outside.get(f"/findings?lang={language}").content
    assert re.sub(rb"at=[^&\"]+", b"", after) == re.sub(rb"at=[^&\"]+", b"", before)


@pytest.mark.parametrize(
    ("language", "harm", "silent"), [("en", "harmful", "did not answer"), ("uk", "шкідлив", "не відпов")]
)
def test_a_file_that_the_scanner_bars_is_not_read(
    tmp_path: Path, case: str, serving: Serving, client_of: Any, language: str, harm: str, silent: str
) -> None:
    import shlex
    import sys

    import msgspec
    from django.test import override_settings

    from goodoffices.web.actors import site

    small_case(str(tmp_path / "case"), tmp_path)
    serving(str(tmp_path / "case"))
    program = (
        "import sys; raw = sys.stdin.buffer.read(); sys.exit(1 if b'EICAR' in raw else 2 if b'choke' in raw else 0)"
    )
    scanner = shlex.join([sys.executable, "-c", program])
    files = {"good.txt": NOTE, "bad.txt": NOTE + b"EICAR\n", "odd.txt": NOTE + b"choke\n"}
    with override_settings(SITE=msgspec.structs.replace(site(), scanner=scanner)):
        sent = {"room": "press", "files": [SimpleUploadedFile(*one) for one in files.items()]}
        page = client_of("press-member").post(f"/documents/send?lang={language}", sent).content.decode()
        alone = {"room": "press", "files": [SimpleUploadedFile("bad.txt", files["bad.txt"])]}
        again = client_of("press-member").post(f"/documents/send?lang={language}", alone)
    assert again.status_code == 200 and '<li class="refused"><b>bad.txt</b>' in again.content.decode()
    lines = {
        name: (state, rest)
        for state, name, rest in re.findall(r'<li class="(\w+)"><b>([^<]+)</b>(.*?)</li>', page, re.S)
    }
    assert {name: state for name, (state, _) in lines.items()} == {
        "good.txt": "read", "bad.txt": "refused", "odd.txt": "refused",
    }  # fmt: skip
    assert harm in lines["bad.txt"][1] and silent in lines["odd.txt"][1]
    with Workbench.open(str(tmp_path / "case")) as bench:
        kept = b"".join(bench.desk.fetch(ref) for ref in blobs(bench))
    assert b"EICAR" not in kept and b"choke" not in kept and b"after two hours, the post said" in kept


def blobs(bench: Workbench) -> list[Any]:
    from goodoffices.workbench.case.bodies import DocumentBody, read

    return [read(text, DocumentBody).blob for _, text in bench.desk.bodies(bench.desk.standing("document"))]
