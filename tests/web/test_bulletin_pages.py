"""Bulletins in the browser: read, held against their signature, corrected by later ones, signed once for a period."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from small_case import BULLETIN_ENDS, watch

from goodoffices.publications.bulletins.signing import check_files
from goodoffices.records import CaseParty, CaseSettings
from goodoffices.workbench import Intake, Workbench

WENT_OUT = "/bulletins/day-2031-02-12T00:00:00Z"
NEXT = "2031-02-13T00:00:00Z"


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of its own, since bulletins are signed in it."""
    base = tmp_path_factory.mktemp("bulletins")
    place = str(base / "case")
    settings = CaseSettings(name="Sector", titles={"uk": "Сектор"}, parties=(CaseParty("aa", "Arda", side="aa"),))
    with Workbench.create(place, Intake((), settings, zone="Europe/Kyiv")) as bench:
        bench.add_room("centre", open_to_all=False)
        for name, role in (("vera", "member"), ("rita", "reader")):
            bench.member(name, role, room="centre")
        watch(bench, base)
    return place


@pytest.fixture
def of(watched: str, serving: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Clients of the case on the morning after its incidents."""
    serving(watched)
    from goodoffices.web import serving as answers

    monkeypatch.setattr(answers, "now", lambda: BULLETIN_ENDS + 36 * 3_600_000_000)
    return client_of


def rows(client: Any, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/bulletins.json{query}")
    return orjson.loads(b"".join(answer.streaming_content))["rows"]


def test_what_went_out_is_listed_with_who_signed_it_and_lists_by_hours(of: Any) -> None:
    told = rows(of("vera"))
    assert (told[0]["id"], told[0]["incidents"], told[0]["who"]) == ("day-2031-02-12T00:00:00Z", 2, "operator")
    assert [one["form"] for one in told[1:]] == ["hour"] * 6 + ["six-hours"] * 4
    assert told[1]["id"] == "hour-2031-02-13T12:00:00Z"
    assert rows(of("rita"), "?until=2031-02-11T13:00:00Z")[1]["id"] == "hour-2031-02-11T13:00:00Z"
    assert rows(of("rita"))[0]["who"] == ""
    page = of("rita").get("/bulletins").content.decode()
    assert WENT_OUT in page and "/bulletins/draft" not in page
    assert "/bulletins/draft" in of("vera").get("/bulletins").content.decode()


def test_one_is_shown_with_a_signature_that_holds_and_its_files(of: Any) -> None:
    client = of("rita")
    page = client.get(f"{WENT_OUT}?lang=uk").content.decode()
    assert "Підпис дійсний" in page and "обстріл" in page and "<svg" in page
    shown = orjson.loads(client.get(f"{WENT_OUT}.json").content)
    assert shown["signature"]["holds"] and "incidents.csv" in shown["files"]
    whole = client.get(f"{WENT_OUT}/files?file=bulletin.zip").content
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert check_files(files, shown["signature"]["key"]).wrong == ()
    one = client.get(f"{WENT_OUT}/files?file=incidents.csv")
    assert one.content == files["incidents.csv"] and one["Content-Type"].startswith("text/csv")
    assert client.get(f"{WENT_OUT}/files?file=nothing.csv").status_code == 404
    assert client.get("/bulletins/day-2031-02-11T00:00:00Z").status_code == 404


def test_a_copy_is_held_against_the_signature_file_by_file(of: Any) -> None:
    client = of("rita")
    good = client.get(f"{WENT_OUT}/files?file=incidents.csv")
    name = re.search(r'filename="([^"]+)"', good["Content-Disposition"])[1]  # type: ignore[index]
    held = client.post(f"{WENT_OUT}/check", {"files": [SimpleUploadedFile(name, good.content)]}).content.decode()
    assert held.count("The signature holds") == 2
    bad = [SimpleUploadedFile("incidents.csv", good.content + b" "), SimpleUploadedFile("more.txt", b"x")]
    held = client.post(f"{WENT_OUT}/check", {"files": bad}).content.decode()
    assert "not the file that was signed" in held and "not in the manifest" in held and 'role="alert"' in held
    forged = [SimpleUploadedFile("manifest", b"goodoffices-bulletin/1\nbulletin x\n\nno signature\n")]
    assert "not signed by this room" in client.post(f"{WENT_OUT}/check", {"files": forged}).content.decode()


@pytest.mark.parametrize(("form", "count"), [("hour", 1), ("six-hours", 1)])
def test_a_list_by_hours_says_that_nobody_checked_it_and_is_not_signed(of: Any, form: str, count: int) -> None:
    client = of("rita")
    at = f"/bulletins/{form}-2031-02-11T11:00:00Z"
    shown = orjson.loads(client.get(f"{at}.json").content)
    assert (shown["bulletin"]["form"], len(shown["bulletin"]["incidents"])) == (form, count)
    assert shown["signature"] is None and "periods" not in [key for key, value in shown["bulletin"].items() if value]
    assert "banner" in client.get(at).content.decode()
    assert client.get(f"{at}/files?file=bulletin.en.md").content.startswith(b"#")
    assert client.get(f"/bulletins/{form}-2031-02-14T11:00:00Z").status_code == 404  # still to come


def test_the_next_is_read_signed_once_and_corrects_the_one_before(of: Any, watched: str) -> None:
    client = of("vera")
    assert of("rita").get("/bulletins/draft").status_code == 403
    assert client.post("/incidents/inc_w3/level", {"level": "verified", "why": "Seen"}).status_code == 302
    page = client.get("/bulletins/draft").content.decode()
    assert f'name="ends" value="{NEXT}"' in page and "inc_w3" in page
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]  # type: ignore[index]
    client.post("/incidents/inc_w4/level", {"level": "disputed", "why": "Denied"})
    changed = client.post("/bulletins/issue", {"ends": NEXT, "seen": seen})
    assert changed.status_code == 400 and "read it again" in changed.content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', changed.content.decode())[1]  # type: ignore[index]
    sent = client.post("/bulletins/issue", {"ends": NEXT, "seen": seen})
    assert sent.headers["Location"].startswith("/bulletins/day-2031-02-13")
    shown = orjson.loads(client.get("/bulletins/day-2031-02-13T00:00:00Z.json").content)
    assert shown["line"]["who"] == "vera" and shown["signature"]["holds"]
    assert {f"bulletin.{code}.pdf" for code in ("en", "uk", "ru")} <= set(shown["files"])
    before = orjson.loads(client.get(f"{WENT_OUT}.json").content)
    assert [one["about"] for one in before["since"][0]["corrections"]] == ["inc_w3", "inc_w4"]
    assert "Known otherwise since" in client.get(WENT_OUT).content.decode()
    again = client.get("/bulletins/draft?ends=2031-02-13T06:00").content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', again)[1]  # type: ignore[index]
    twice = client.post("/bulletins/issue", {"ends": "2031-02-13T06:00", "seen": seen})
    assert twice.status_code == 400 and "shares" in twice.content.decode()
    late = client.get("/bulletins/draft").content.decode()
    assert "not over yet" in late and 'name="seen"' not in late
    with Workbench.open(watched) as bench:
        assert list(bench.problems()) == []
        assert len(bench.desk.standing("bulletin")) == 2
