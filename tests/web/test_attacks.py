"""Attacks that every route must stand: made from the routes, so that a new page stands them too, or a test fails."""

from __future__ import annotations

import io
import json
import re
import statistics
import time
import zipfile
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from examples import absent, example
from small_case import small_case

from goodoffices.workbench import Workbench

Serving = Callable[[str], None]
WORD = "a long enough password"
NOTE = b"The Sable Post\nA note\n19 February 2026\n\nThe talks in Geneva ended after two hours, the post said.\n"


def every_route() -> list[Any]:
    from goodoffices.web.pages import every_route

    return list(every_route())


def address(route: Any, found: dict[str, str]) -> str:
    from django.urls import reverse

    return reverse(route.name, kwargs=found)


@pytest.fixture(autouse=True)
def rested() -> None:
    """No attempt of another test counts against the limits of this one."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="module")
def bench(case: str) -> Any:
    with Workbench.open(case) as opened:
        yield opened


@pytest.fixture
def secure() -> Any:
    """The settings of a site behind https, as a site without --insecure has them."""
    from goodoffices.web.actors import site
    from goodoffices.web.settings import settings_of

    one = msgspec.structs.replace(site(), secure=True)
    changed = {key: value for key, value in settings_of(one).items() if key.startswith(("SESSION_C", "CSRF", "SECURE"))}
    with override_settings(SITE=one, **changed):
        yield one


def account(name: str) -> Any:
    from django.contrib.auth import get_user_model

    user, _ = get_user_model().objects.get_or_create(username=name)
    user.set_password(WORD)
    user.save()
    return user


def test_a_session_that_somebody_else_began_is_not_the_one_one_works_in(client_of: Any) -> None:
    account("press-fixed")
    client = client_of()
    client.get("/accounts/login/?lang=uk")
    (name,) = [one for one in client.cookies if one.startswith("goodoffices-")]
    planted = client.cookies[name].value
    assert client.post("/accounts/login/", {"login": "press-fixed", "password": WORD}).status_code == 302
    assert client.cookies[name].value != planted
    thief = client_of()
    thief.cookies[name] = planted
    assert thief.get("/today").status_code == 302
    held = client.cookies[name].value
    assert client.get("/today").status_code == 403  # signed in, without a room
    client.post("/accounts/logout/")
    client.cookies[name] = held
    assert client.get("/today").status_code == 302


def test_a_session_that_nobody_began_is_not_taken(client_of: Any) -> None:
    from django.conf import settings

    client = client_of()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    client.get("/accounts/login/?lang=ru")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32


@pytest.mark.parametrize(("idle", "whole", "status"), [(60, 60, 200), (3_601, 3_601, 302), (60, 12 * 3600 + 1, 302)])
def test_a_session_ends_when_it_is_left_alone_and_after_half_a_day(
    client_of: Any, idle: int, whole: int, status: int
) -> None:
    client = client_of("press-reader")
    assert client.get("/today").status_code == 200
    session = client.session
    session["seen"] -= idle
    session["begun"] -= whole
    session.save()
    assert client.get("/today").status_code == status


def test_signing_out_clears_the_browser(client_of: Any) -> None:
    account("press-leaving")
    client = client_of()
    typed = {"login": "press-leaving", "password": WORD}
    assert "Clear-Site-Data" not in client.post("/accounts/login/", typed).headers
    assert "Clear-Site-Data" not in client.get("/today").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_one_sees_ones_sessions_and_ends_the_others(client_of: Any) -> None:
    account("press-twice")
    account("press-other")
    here, there, other = client_of(), client_of(), client_of()
    for client, name in ((here, "press-twice"), (there, "press-twice"), (other, "press-other")):
        client.post("/accounts/login/", {"login": name, "password": WORD}, HTTP_USER_AGENT=f"browser of {name}")
    shown = here.get("/accounts/sessions/").content.decode()
    assert shown.count("browser of press-twice") == 2 and "press-other" not in shown
    assert here.post("/accounts/sessions/").status_code == 302
    assert [client.get("/today").status_code for client in (here, there, other)] == [403, 302, 403]


def test_every_page_of_an_account_shows_the_way_out(client_of: Any, bench: Workbench) -> None:
    client = client_of("press-officer")
    for route in every_route():
        found = example(bench, route, "press")
        if route.template and route.rule == "read" and "GET" in route.methods and found is not None:
            page = client.get(address(route, found)).content
            assert b'href="/accounts/logout/"' in page, route.name


def test_no_form_is_taken_from_another_site(client_of: Any, bench: Workbench, secure: Any) -> None:
    client = client_of("press-officer")
    forged = Client(enforce_csrf_checks=True, raise_request_exception=False)
    forged.cookies = client.cookies
    forms = [route for route in every_route() if "POST" in route.methods]
    assert len(forms) > 15
    sizes = [room.ledger.size for room in bench.rooms()]
    for route in forms:
        where = address(route, example(bench, route, "press") or absent(route))
        for headers in ({}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_REFERER": "https://evil.example/"}):
            answer = forged.post(where, {"csrfmiddlewaretoken": "x" * 64, "why": "x"}, secure=True, **headers)
            assert answer.status_code == 403, (where, headers)
    for where in (
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/2fa/totp/activate/",
    ):
        assert forged.post(where, {}, secure=True).status_code == 403, where
    assert [room.ledger.size for room in bench.rooms()] == sizes


def test_no_safe_method_changes_anything(client_of: Any, bench: Workbench) -> None:
    client = client_of("press-officer")
    sizes = [room.ledger.size for room in bench.rooms()]
    for route in every_route():
        where = address(route, example(bench, route, "press") or absent(route))
        for method in (client.head, client.options, client.trace, client.get):
            answer = method(where)
            allowed = method in (client.get, client.head) and "GET" in route.methods
            assert allowed or answer.status_code in (404, 405), (where, method)
    assert [room.ledger.size for room in bench.rooms()] == sizes


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "\thttps://evil.example",
]


def test_no_answer_leads_to_another_site(client_of: Any, bench: Workbench) -> None:
    account("press-led-away")
    for target in ELSEWHERE:
        client = client_of()
        typed = {"login": "press-led-away", "password": WORD, "next": target}
        answer = client.post("/accounts/login/", typed, QUERY_STRING=f"next={target}")
        assert answer.headers["Location"] == "/today", target
    officer = client_of("press-officer")
    for route in every_route():
        where = address(route, example(bench, route, "press") or absent(route))
        asked = dict.fromkeys(("next", "to", "url", "return", "q"), ELSEWHERE[0])
        assert "evil" not in officer.get(where, asked).headers.get("Location", ""), where
    assert client_of().get(f"/findings?next={ELSEWHERE[0]}").headers["Location"].startswith("/accounts/login/?next=%2F")


def test_cookies_are_held_to_this_host_to_https_and_out_of_reach_of_scripts(client_of: Any, secure: Any) -> None:
    account("press-cookies")
    client = client_of()
    client.get("/accounts/login/?lang=uk", secure=True)
    client.post("/accounts/login/", {"login": "press-cookies", "password": WORD}, secure=True)
    reader = client_of("press-reader")
    reader.post("/today/seen", secure=True)
    cookies = {**client.cookies, **reader.cookies}
    set_by_us = {name: cookie for name, cookie in cookies.items() if cookie["path"]}
    assert len(set_by_us) >= 2
    for name, cookie in set_by_us.items():
        assert name.startswith("__Host-"), name
        assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict"), name
        assert cookie["path"] == "/" and not cookie["domain"], name


def test_every_answer_of_every_route_is_guarded(client_of: Any, bench: Workbench, secure: Any) -> None:
    client = client_of("press-officer")
    asked = 0
    for route in every_route():
        for found in (example(bench, route, "press"), example(bench, route, "talks"), absent(route)):
            if found is None or ("<" not in route.path and found):
                continue
            where = address(route, found)
            for name in (where, *(f"{where}.{twin}" for twin in route.twins)):
                headers = client.get(name, secure=True).headers
                policy = headers["Content-Security-Policy"]
                for part in (
                    "default-src 'none'",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'",
                    "form-action 'self'",
                ):
                    assert part in policy, name
                assert "unsafe" not in policy and "*" not in policy and "data:" not in policy
                assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"
                assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
                assert headers["Referrer-Policy"] == "same-origin"
                assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
                assert headers["Cache-Control"] == ("no-store" if route.name != "static" else headers["Cache-Control"])
                assert "Access-Control-Allow-Origin" not in headers and "Server" not in headers
                kind = headers["Content-Type"]
                assert "charset" in kind or not kind.startswith("text/"), name
                asked += 1
    assert asked > 60


PATHS = [
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/settings.py",
    "....//....//x",
    "/etc/passwd",
    "site.css/../../settings.py",
    "a\\..\\..\\b",
    "%00",
    "x" * 5_000,
]


@pytest.mark.parametrize("path", PATHS)
def test_no_address_leads_to_a_file_of_the_machine(client_of: Any, path: str) -> None:
    client = client_of("press-officer")
    for where in (f"/static/{path}", f"/documents/{path}", f"/talks/rounds/{path}/file", f"/logs/{path}/receipt/0"):
        answer = client.get(where)
        assert answer.status_code in (400, 403, 404), where
        assert b"root:" not in answer.content and b"import" not in answer.content
    for name in ("what", "which", "as", "form", "to"):
        assert b"root:" not in client.get("/erase", {name: path}).content


def test_the_key_of_a_round_stands_in_addresses_or_is_refused(
    client_of: Any, tmp_path: Any, case: str, serving: Serving
) -> None:
    small_case(str(tmp_path / "case"), tmp_path)
    serving(str(tmp_path / "case"))
    client = client_of("press-officer")
    for key in ('a"b', "a b", "../x", "a/b", "x\r\nSet-Cookie: a=b", "раунд", "a" * 200):
        answer = client.post(
            "/talks/keep", {"kind": "round", "round": key, "room": "press", "place": "Sable", "dates": "2026-03-01"}
        )
        assert answer.status_code == 400 and "cannot name a round" in answer.content.decode(), key
    assert client.get("/talks").status_code == 200
    made = client.post(
        "/talks/keep",
        {"kind": "round", "round": "spring-round", "room": "press", "place": "Sable", "dates": "2026-03-01"},
    )
    assert made.status_code == 302 and client.get(made.headers["Location"].partition("#")[0]).status_code == 200


def test_ids_cannot_be_counted_through(bench: Workbench) -> None:
    shown = set()
    for route in every_route():
        found = example(bench, route, "press") or {}
        if "ident" in found:
            shown.add(re.sub(r"^(sha256:|[a-z]{3}_)", "", found["ident"]))
    hashes = [one for one in shown if re.fullmatch(r"[0-9a-f]{32,64}|[a-z2-7]{26}|[0-9A-HJKMNP-TV-Z]{26}", one)]
    named = shown - set(hashes)
    assert len(hashes) >= 6
    # Places and rounds have names of their own, which people read; whether they exist follows from what one may read.
    assert all(re.fullmatch(r"[a-z0-9-]+-\d{4}-\d{2}-\d{2}|[a-z0-9:-]+", one) for one in named), named


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


BOMB = zipped(("bomb.txt", b"0" * 60_000_000))
UPLOADS = [
    ("bomb.zip", BOMB, "zip bomb"),
    ("bombs.zip", zipped(("inner.zip", BOMB)), "zip bomb"),
    ("slip.zip", zipped(("../../../etc/cron.d/x", NOTE)), "points outside the archive"),
    ("deep.zip", zipped(("a.zip", zipped(("b.zip", zipped(("c.zip", zipped(("d.zip", zipped(("e.zip", NOTE)))))))))), "deep"),
    ("entities.docx", zipped(("[Content_Types].xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), ("word/document.xml", b"<w/>")), "entities"),
    ("feed.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>', "entities"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"0" * 100, "a PNG image"),
    ("page.html", b"\x7fELF" + b"0" * 100, "a program"),
    ("text.txt", b"%PDF-1.7 nothing", "PDF"),
    ("macro.doc", b"\xd0\xcf\x11\xe0" + b"0" * 600, "an old Word"),
]  # fmt: skip


def test_files_that_are_not_what_they_say_or_would_burst_are_refused_by_name(client_of: Any, bench: Workbench) -> None:
    client = client_of("press-member")
    sizes = [room.ledger.size for room in bench.rooms()]
    files = [SimpleUploadedFile(name, content, content_type="text/plain") for name, content, _ in UPLOADS]
    answer = client.post("/documents/send", {"room": "press", "files": files})
    lines = re.findall(r'<li class="(\w+)"><b>([^<]+)</b>(.*?)</li>', answer.content.decode(), re.S)
    assert answer.status_code == 200
    assert [name for _, name, _ in lines] == [name for name, *_ in UPLOADS]
    for (state, name, rest), (_, _, why) in zip(lines, UPLOADS, strict=True):
        assert state in ("refused", "partly") and why in re.sub(r"<[^>]+>", "", rest), (name, rest)
    assert b"root:" not in answer.content
    assert [room.ledger.size for room in bench.rooms()] == sizes


def test_costly_forms_are_limited_for_one_and_not_for_the_other(client_of: Any) -> None:
    first, second = client_of("talks-member"), client_of("talks-reader")
    for where in ("/documents/send", "/talks/calendar/take"):
        codes = {first.post(where, {"room": "talks"}).status_code for _ in range(45)}
        assert codes == {400, 429}, where
        assert second.post(where, {"room": "talks"}).status_code == 403
    limited = {route.name for route in every_route() if route.limit}
    assert limited == {"send", "talks-calendar-take", "first", "rejudge", "issue", "bulletin-check"}


def test_a_twin_of_a_hostile_name_is_a_file_and_no_page(client_of: Any) -> None:
    client = client_of("press-reader")
    for where in ("/findings.json", "/documents.csv", "/today.json"):
        answer = client.get(where)
        kind = answer.headers["Content-Type"]
        assert (
            kind.startswith(("application/json", "text/csv")) and answer.headers["X-Content-Type-Options"] == "nosniff"
        )
        assert where.endswith(".json") or answer.headers["Content-Disposition"].startswith("attachment")


def test_lines_of_the_log_say_what_happened_and_nothing_of_the_case(client_of: Any, caplog: Any) -> None:
    account("press-logged")
    client = client_of()
    secret = "Zurich-secret-word"
    with caplog.at_level("INFO", logger="goodoffices.web"):
        client.post("/accounts/login/", {"login": "press-logged", "password": secret})
        client.post("/accounts/login/", {"login": secret, "password": WORD})
        client.post("/accounts/login/", {"login": "press-logged", "password": WORD})
        client.get(f"/jump?q={secret}", HTTP_USER_AGENT=secret, HTTP_REFERER=f"http://testserver/{secret}")
        client.get(f"/documents/{secret}\r\n")
        client.post("/accounts/logout/")
    said = [one.getMessage() for one in caplog.records if one.name == "goodoffices.web"]
    lines = [json.loads(line) for line in said]
    assert [line["event"] for line in lines if "event" in line] == [
        "sign-in failed",
        "sign-in failed",
        "signed in",
        "signed out",
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["at"]) for line in lines)
    assert (
        secret not in "".join(said) and "press-logged" not in "".join(said) and all("\n" not in line for line in said)
    )


def test_a_mistake_of_ours_shows_and_logs_no_word_of_the_case(
    client_of: Any, caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.workbench.reading.reader import Reader

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("Zurich-secret-word")

    monkeypatch.setattr(Reader, "findings", broken)
    client = client_of("press-reader")
    with caplog.at_level("INFO", logger="goodoffices.web"):
        answer = client.get("/findings")
    assert answer.status_code == 500 and b"Zurich" not in answer.content and b"Traceback" not in answer.content
    lines = [json.loads(one.getMessage()) for one in caplog.records if one.name == "goodoffices.web"]
    (mistake,) = [line for line in lines if line.get("event") == "mistake"]
    assert mistake["kind"] == "RuntimeError" and mistake["where"][-1].startswith("test_attacks:broken:")
    assert "Zurich" not in str(lines)


def test_where_the_site_asks_for_a_second_factor_a_password_alone_opens_nothing(
    client_of: Any, bench: Workbench
) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from goodoffices.web.actors import site

    client = client_of("press-officer")
    sizes = [room.ledger.size for room in bench.rooms()]
    with override_settings(SITE=msgspec.structs.replace(site(), second=True)):
        for route in every_route():
            if route.rule == "anyone":
                continue
            where = address(route, example(bench, route, "press") or absent(route))
            answer = client.get(where) if "GET" in route.methods else client.post(where, {"why": "x"})
            led = answer.status_code == 302 and answer.headers["Location"] == "/accounts/2fa/"
            assert led or answer.status_code == 403, where
        assert client.get("/findings.json").status_code == 403
        assert [room.ledger.size for room in bench.rooms()] == sizes
        from django.contrib.auth import get_user_model

        user = get_user_model().objects.get(username="press-officer")
        seed = generate_totp_secret()
        TOTP.activate(user, seed)
        assert client.get("/findings").status_code == 200
        assert seed not in str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
        Authenticator.objects.filter(user=user).delete()


@pytest.mark.parametrize("word", ["my goodoffices 1", "testserver-2026-x", "short", "password12345"])
def test_a_password_that_anyone_would_try_is_refused(word: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import translation

    with translation.override("uk"), pytest.raises(ValidationError) as refused:
        validate_password(word)
    assert all(re.search("[а-яії]", message) for message in refused.value.messages)
    validate_password("a" * 20 + "b" * 80)


@pytest.mark.clock
def test_a_closed_room_takes_as_long_as_none(client_of: Any, bench: Workbench) -> None:
    """Medians of requests in turn; a look into a closed room would cost a decryption at the least."""
    client = client_of("press-officer")
    told = []
    for route in every_route():
        closed = example(bench, route, "talks") if "<ident:ident>" in route.path and "GET" in route.methods else None
        if not closed:
            continue
        times: dict[str, list[float]] = {"closed": [], "none": []}
        for turn in range(24):
            for kind, found in (("closed", closed), ("none", absent(route))):
                begin = time.process_time()
                assert client.get(address(route, found)).status_code == 404
                if turn >= 4:
                    times[kind].append(time.process_time() - begin)
        noise = max(statistics.quantiles(times["none"], n=4)[2] - statistics.quantiles(times["none"], n=4)[0], 0.0005)
        difference = statistics.median(times["closed"]) - statistics.median(times["none"])
        told.append((route.name, round(difference * 1e6), round(noise * 1e6)))
        assert abs(difference) < 3 * noise, told
    assert len(told) >= 6
