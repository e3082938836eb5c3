"""The shell: words in three languages, imports, headers, twins, refusals, how a page is asked."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from examples import example

from goodoffices import web
from goodoffices.lexicon.concepts import label
from goodoffices.web.marks import isoformat
from goodoffices.web.twins import cell
from goodoffices.web.words import LANGUAGES, messages, preferred
from goodoffices.workbench import Workbench

HOME = Path(web.__file__).parent
PLURALS = {"en": {"one", "other"}, "uk": {"one", "few", "many", "other"}, "ru": {"one", "few", "many", "other"}}
ALLOWED = {"workbench", "records", "errors", "publications", "web"}


def test_every_message_speaks_every_language_with_the_same_fields():
    assert len(messages()) > 100
    for key, texts in messages().items():
        assert set(texts) == set(LANGUAGES), key
        fields = {code: sorted(set(re.findall(r"{(\w+)}", str(texts[code])))) for code in LANGUAGES}
        assert fields["en"] == fields["uk"] == fields["ru"], key
        for code, text in texts.items():
            if isinstance(text, dict):
                assert set(text) == PLURALS[code], (key, code)
            assert text, (key, code)


def test_no_key_stands_twice():
    keys = [
        line.partition(":")[0]
        for file in sorted((HOME / "locale").glob("*.yaml"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line[:1].isalpha()
    ]
    assert len(keys) == len(set(keys)) == len(messages())


def test_a_status_is_called_the_same_wherever_it_stands():
    held = {key: texts for key, texts in messages().items() if key.startswith("status-")}
    assert len(held) == 5
    for key, texts in held.items():
        assert texts == {code: label("findings", key.removeprefix("status-"), code) for code in texts}


def test_every_message_that_a_template_names_is_there():
    named = re.compile(r"""\bw(?:\.count)?\("([a-z0-9-]+)"[,)]""")
    found = {
        (file.name, key) for file in HOME.rglob("templates/**/*.html") for key in named.findall(file.read_text("utf-8"))
    }
    assert len(found) > 60
    assert not {(name, key) for name, key in found if key not in messages()}


def test_no_template_holds_a_word_of_its_own_nor_script_or_style():
    for file in HOME.rglob("templates/**/*.html"):
        text = file.read_text("utf-8")
        bare = re.sub(r"<[^>]*>|&\w+;|\(\.\w+\)", " ", re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", text, flags=re.S))
        assert not re.search(r"[A-Za-zА-я]{3,}", bare), (file.name, re.search(r"[A-Za-zА-я]{3,}", bare))
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", text), file.name


def test_pages_know_the_case_through_the_workbench_alone():
    for file in HOME.rglob("*.py"):
        depth = len(file.relative_to(HOME).parts)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level > depth:
                assert (node.module or "").split(".")[0] in ALLOWED, (file.name, node.module)
            if isinstance(node, ast.ImportFrom | ast.Import) and not getattr(node, "level", 0):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
                assert not any(name.startswith("goodoffices") for name in names), file.name


def test_every_answer_carries_the_headers_that_guard_it(client_of: Any) -> None:
    client = client_of("press-reader")
    for path in ("/today", "/findings.csv", "/nowhere", "/healthz", "/accounts/login/"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "127.0.0.1"])
def test_a_request_under_another_name_reaches_no_page(client_of: Any, host: str) -> None:
    assert client_of("press-reader").get("/today", HTTP_HOST=host).status_code == 400


def test_the_session_cookie_is_out_of_reach_of_scripts(client_of: Any) -> None:
    client = client_of("press-reader")
    client.get("/today?lang=uk")
    cookie = next(one for name, one in client.cookies.items() if name.startswith("goodoffices-"))
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "query",
    [
        "lang=xx",
        "at=yesterday",
        "page=first",
        "page=-1",
        "page=9999999",
        "since=0",
        "status=" + "x" * 600,
        "at=99999-01-01",
    ],
)
def test_a_query_that_makes_no_sense_is_refused_with_what_to_do(client_of: Any, query: str) -> None:
    path = "/today" if query.startswith("since") else "/findings"
    answer = client_of("press-reader").get(f"{path}?{query}")
    assert answer.status_code == 400
    assert b"<p>" in answer.content


def test_unknown_names_in_a_query_change_nothing(client_of: Any) -> None:
    client = client_of("press-reader")
    assert client.get("/findings?utm=1&at=2030-01-01").content == client.get("/findings?at=2030-01-01").content


def test_twins_hold_the_rows_of_the_page(client_of: Any) -> None:
    client = client_of("press-reader")
    page = client.get("/findings").content.decode()
    rows = json.loads(b"".join(client.get("/findings.json").streaming_content))["rows"]
    table = list(csv.DictReader(io.StringIO(b"".join(client.get("/findings.csv").streaming_content).decode())))
    assert rows and [row["id"] for row in rows] == [row["id"] for row in table]
    assert all(f"/findings/{row['id']}" in page for row in rows)
    one = client.get(f"/findings/{rows[0]['id']}.json").json()
    assert one["subject"] == rows[0]["subject"] and one["accounts"][0]["cited"][0]["quote"]


def test_facets_narrow_the_list_and_count_what_is_left(client_of: Any) -> None:
    client = client_of("press-reader")
    every = json.loads(b"".join(client.get("/findings.json").streaming_content))["rows"]
    status = every[0]["status"]
    some = json.loads(b"".join(client.get(f"/findings.json?status={status}").streaming_content))["rows"]
    assert some == [row for row in every if row["status"] == status]
    page = client.get("/findings").content.decode()
    assert re.search(rf'href="/findings\?status={status}"><span>[^<]+</span> <b>{len(some)}</b>', page)


def test_a_page_as_of_a_time_before_the_case_is_empty_and_keeps_the_time_in_its_links(client_of: Any) -> None:
    client = client_of("press-reader")
    page = client.get("/findings?at=2020-01-01").content.decode()
    assert "/findings/fnd_" not in page
    assert 'href="/documents?at=2020-01-01"' in page
    assert client.get("/findings").content.decode().count("/findings/fnd_") > 0


def test_the_lasting_address_of_a_page_shows_it_again(client_of: Any) -> None:
    client = client_of("press-reader")
    page = client.get("/findings?status=single&lang=uk").content.decode()
    (address,) = re.findall(r'<a href="([^"]+)">Постійна адреса', page)
    again = client.get(address.replace("&amp;", "&"))
    assert again.status_code == 200
    rows = re.compile(r"/findings/(fnd_\w+)")
    assert rows.findall(again.content.decode()) == rows.findall(page)


@pytest.mark.parametrize(("code", "word"), [("en", "Findings"), ("uk", "Висновки"), ("ru", "Выводы")])
def test_a_language_once_chosen_stays(client_of: Any, code: str, word: str) -> None:
    client = client_of("press-reader")
    assert word in client.get(f"/findings?lang={code}").content.decode()
    page = client.get("/findings").content.decode()
    assert f'<html lang="{code}">' in page and f"<h1>{word}" in page


def test_the_browser_is_heard_on_languages():
    assert preferred("fr;q=1.0, uk;q=0.8, ru;q=0.9", "en") == "ru"
    assert preferred("de, fr", "uk") == "uk"
    assert preferred("ru-RU,ru;q=0.9,en;q=0.8", "en") == "ru"
    assert preferred("uk;q=x" + "," * 10_000, "en") == "uk"


def test_cells_that_a_spreadsheet_would_run_are_held_back():
    assert cell("=1+1") == "'=1+1" and cell("@cmd") == "'@cmd" and cell(-3) == "-3" and cell("\t=1") == "'\t=1"
    assert cell(("a", "b")) == "a | b" and cell(None) == "" and cell({"a": 1}) == '{"a":1}'


def test_seen_is_a_click_that_the_site_remembers(client_of: Any) -> None:
    client = client_of("press-reader")
    assert "/documents/sha256" in client.get("/today?since=2020-01-01").content.decode()
    answer = client.post("/today/seen")
    assert answer.status_code == 302 and answer.headers["Location"] == "/today"
    kept = int(client.cookies["looked"].value)
    assert client.cookies["looked"]["httponly"]
    assert f"New since {isoformat(kept)[11:16]}" not in client.get("/today").content.decode()
    assert "No new documents." in client.get("/today").content.decode()


def test_the_search_finds_commands_that_one_may_give(client_of: Any) -> None:
    def named(who: str, query: str) -> set[str]:
        return {page["route"] for page in client_of(who).get(f"/jump.json?lang=uk&q={query}").json()["pages"]}

    assert "add" in named("press-member", "дода") and "add" not in named("press-reader", "дода")
    assert "documents" in named("press-reader", "докум")
    assert named("press-officer", "знищ") == {"erasing"} and named("press-member", "знищ") == set()


def test_whoever_signs_in_is_led_to_a_page_of_this_site_only(client_of: Any) -> None:
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_user("press-led", password="a long enough password")
    client = client_of()
    typed = {"login": "press-led", "password": "a long enough password", "next": "https://evil.example/"}
    answer = client.post("/accounts/login/?next=https://evil.example/", typed)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/today"


def test_whoever_guesses_passwords_is_stopped(client_of: Any) -> None:
    client = client_of()
    codes = [
        client.post("/accounts/login/", {"login": "press-guess", "password": f"wrong {number}"}).status_code
        for number in range(12)
    ]
    assert codes[0] == 200
    shown = client.post("/accounts/login/", {"login": "press-guess", "password": "again"}).content.decode()
    assert 429 in codes or "Too many failed" in shown


def test_nobody_signs_up(client_of: Any) -> None:
    typed = {"username": "stranger", "password1": "a long enough password", "password2": "a long enough password"}
    client_of().post("/accounts/signup/", typed)
    from django.contrib.auth import get_user_model

    assert not get_user_model().objects.filter(username="stranger").exists()


def test_a_log_line_names_the_page_and_nothing_of_the_case(client_of: Any, caplog: Any) -> None:
    with caplog.at_level("INFO", logger="goodoffices.web"):
        client_of("press-reader").get("/jump?q=Umerov")
        client_of("press-reader").get("/documents/sha256:" + "a" * 64)
    every = [json.loads(one.message) for one in caplog.records if one.name == "goodoffices.web"]
    lines = [line for line in every if "page" in line]
    assert [(line["page"], line["status"]) for line in lines] == [("jump", 200), ("document", 404)]
    assert set(lines[0]) == {"at", "page", "method", "status", "ms", "actor"} and isinstance(lines[0]["actor"], int)


def test_every_page_about_one_thing_has_a_table_of_what_it_is_made_of(client_of: Any, case: str) -> None:
    from django.urls import reverse

    from goodoffices.web.pages import every_route

    client = client_of("press-officer")
    with Workbench.open(case) as bench:
        asked = {route: example(bench, route, "press") for route in every_route() if route.table}
    tables = {}
    for route, found in asked.items():
        if found is not None:
            query = {"q": "Umerov"} if route.name == "jump" else {}
            answer = client.get(reverse(f"{route.name}.csv", kwargs=found), query)
            text = b"".join(answer.streaming_content).decode()
            tables[route.name] = list(csv.DictReader(io.StringIO(text)))
    expected = {"finding", "document", "event", "place", "today", "talks", "round", "jump", "brief"}
    assert expected <= tables.keys()
    assert all(tables[name] for name in ("finding", "document", "talks", "today", "jump", "brief"))
    assert {"value", "outlet", "quote", "line"} <= tables["finding"][0].keys()
    assert all(None not in row and None not in row.values() for rows in tables.values() for row in rows)


def test_a_passage_on_which_two_claims_rest_is_shown_once():
    from types import SimpleNamespace as Row

    from goodoffices.web.drawing import once

    rows = [Row(quote="a", line=1), Row(quote="a", line=2), Row(quote="a", line=1), Row(quote="b", line=1)]
    assert [(one.quote, one.line) for one in once(rows, "quote", "line")] == [("a", 1), ("a", 2), ("b", 1)]
