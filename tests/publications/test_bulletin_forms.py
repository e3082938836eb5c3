"""The forms of a bulletin: three languages whole, hostile text inert, the map, the signature."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from goodoffices.errors import LedgerRefused, UsageError
from goodoffices.ledger.keys import LogKeys
from goodoffices.publications.bulletins import content
from goodoffices.publications.bulletins.content import Bulletin, Layer, Told
from goodoffices.publications.bulletins.drawing import DRAWN, frame_of
from goodoffices.publications.bulletins.folder import files_of, publish
from goodoffices.publications.bulletins.signing import bulletin_signer, check_folder

WORDS = yaml.safe_load(files("goodoffices.publications.bulletins").joinpath("words.yaml").read_text("utf-8"))
HOUR = 3_600_000_000
ENDS = 1_927_000_800_000_000
EVIL = "<script>alert(1)</script>\"'&|*_`#[x](y)"
LANGUAGES = ("en", "uk", "ru")


def told(ident: str, level: str = "alleged", **more: object) -> Told:
    given: dict[str, object] = {
        "begins": ENDS - HOUR, "ends": ENDS - HOUR, "lat": 481_000_000, "lon": 372_000_000, "radius": 900,
    } | more  # fmt: skip
    return Told(id=ident, level=level, **given)  # type: ignore[arg-type]


def bulletin(*incidents: Told, form: content.Form = "day", **more: object) -> Bulletin:
    given: dict[str, object] = {
        "tallies": (content.Tally("level", tuple(content.Count(one.level, 1, 0) for one in incidents)),),
        "periods": (), "watches": (), "restrictions": (), "layers": (), "corrections": (), "compared": (), "terms": {},
        "zone": "UTC", "name": dict.fromkeys(LANGUAGES, "Cell"),
    } | more  # fmt: skip
    return Bulletin(
        id=f"{form} x",
        form=form,
        begins=ENDS - 24 * HOUR,
        ends=ENDS,
        incidents=incidents,
        before=0,
        timeless=0,
        **given,
    )  # type: ignore[arg-type]


@pytest.fixture
def keys() -> LogKeys:
    return LogKeys("goodoffices/test", b"a" * 32, b"b" * 32, {1: b"c" * 32})


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_word_is_there_in_three_languages_with_the_same_fields(key: str) -> None:
    assert set(WORDS[key]) == set(LANGUAGES)
    assert all(isinstance(text, str) and text for text in WORDS[key].values())
    assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in WORDS[key].values()}) == 1


def test_every_word_is_used() -> None:
    folder = files("goodoffices.publications.bulletins")
    text = "\n".join(each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".py"))
    found = set(re.findall(r"[\"']([a-z][a-z-]*)[\"']", text))
    stems = (
        "form-",
        "by-",
        "level-",
        "verdict-",
        "answer-",
        "notice-",
        "figures-",
        "watch-",
        "correction-",
        "field-",
        "why-",
        "age-",
    )
    assert {key for key in WORDS if key not in found and not key.startswith(stems)} == set()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_acts_nowhere_and_nothing_is_fetched(language: str) -> None:
    layer = Layer(EVIL, EVIL, "2031-01-22", (((370_000_000, 480_000_000), (374_000_000, 482_000_000)),))
    one = told("i1", act=EVIL, target=EVIL, accused=EVIL, region=EVIL, claims=(EVIL,), decided=EVIL, why=EVIL)
    made = files_of(bulletin(one, layers=(layer,), office=EVIL), [language], "", paper=False)
    page = made[f"bulletin.{language}.html"].decode()
    tags = Tags()
    tags.feed(page)
    assert "script" not in {tag for tag, _ in tags.seen}
    assert not [attrs for _, attrs in tags.seen if attrs.keys() & {"src", "style", "onclick", "xlink:href"}]
    assert all((attrs.get("href") or "#").startswith("#") for _, attrs in tags.seen)
    assert "default-src &#39;none&#39;" in page
    assert "<script>" not in made[f"bulletin.{language}.md"].decode()


def test_paper_is_a_pdf_and_the_same_each_time() -> None:
    one, two = (files_of(bulletin(told("i1")), ["uk"], "") for _ in range(2))
    assert one["bulletin.uk.pdf"].startswith(b"%PDF-")
    assert one == two


def test_a_long_id_is_broken_on_paper_and_stays_in_its_column() -> None:
    ident = "row_96eb56410e33f984855b5777"
    paper = files_of(bulletin(told("i1", claims=(ident,))), ["en"], "")["bulletin.en.pdf"]
    lines = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).replace("\u200b", "")
    assert ident not in lines and ident in "".join(lines.split())


@pytest.mark.parametrize("count", [0, 1, 7, 38])
def test_no_page_bears_the_signature_alone(count: int) -> None:
    held = bulletin(*(told(f"i{number}", region="High Ford") for number in range(count)))
    paper = files_of(held, ["en"], "")["bulletin.en.pdf"]
    last = PdfReader(BytesIO(paper)).pages[-1].extract_text()
    assert "Duty officer" in last
    assert "No incident is known" in last if not count else f"{count} 01-24" in last and "Reports" in last


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, {"en": "1 day old", "uk": "давність 1 день", "ru": "давность 1 день"}),
        (2, {"en": "2 days old", "uk": "давність 2 дні", "ru": "давность 2 дня"}),
        (11, {"en": "11 days old", "uk": "давність 11 днів", "ru": "давность 11 дней"}),
        (21, {"en": "21 days old", "uk": "давність 21 день", "ru": "давность 21 день"}),
    ],
)
def test_the_age_of_a_line_is_said_as_each_language_counts(days: int, said: dict[str, str]) -> None:
    drawn = date(2031, 1, 24) - timedelta(days)
    layer = Layer("Line", "Source", drawn.isoformat(), (((370_000_000, 480_000_000), (374_000_000, 482_000_000)),))
    made = files_of(bulletin(told("i1"), layers=(layer,)), list(LANGUAGES), "", paper=False)
    for language, text in said.items():
        drawing = made[f"bulletin.{language}.html"].decode()
        assert f"({text})" in " ".join(re.sub(r"<[^>]+>", " ", drawing).split())


def test_captions_of_rival_lines_stay_above_their_own_panel() -> None:
    lines = (((370_000_000, 480_000_000), (374_000_000, 482_000_000)),)
    names = ("the general staff of the northern side, by its evening map", "S" * 400)
    layers = tuple(Layer("line of contact", name, "2031-01-20", lines) for name in names)
    page = files_of(bulletin(told("i1"), layers=layers), ["en"], "", paper=False)["bulletin.en.html"].decode()
    spans = re.findall(r'<tspan x="([\d.]+)" y="([\d.]+)">([^<]*)</tspan>', page)
    assert {float(x) for x, _, _ in spans} == {0.0, 492.0} and all(len(text) <= 53 for _, _, text in spans)
    assert min(float(y) for _, y, _ in spans) > 10
    assert "by its evening map" in " ".join(text for _, _, text in spans)


def test_each_level_that_is_drawn_has_a_mark_of_its_own_and_withdrawn_ones_none() -> None:
    levels = [*DRAWN, "withdrawn"]
    every = [told(f"i{n}", level, lat=480_000_000 + n * 3_000_000) for n, level in enumerate(levels)]
    page = files_of(bulletin(*every), ["en"], "", paper=False)["bulletin.en.html"].decode()
    drawing = page[page.index("<svg") : page.index("</svg>")]
    for level in DRAWN:
        assert level.replace("-", " ") in drawing
    assert "withdrawn" not in drawing
    assert ">7<" not in drawing


def test_who_gave_a_level_is_named_or_said_to_be_unknown() -> None:
    held = bulletin(told("i1", "verified", decided="Vera", why="seen"), told("i2", "verified"), told("i3"))
    lines = files_of(held, ["en"], "", paper=False)["bulletin.en.md"].decode().splitlines()
    rows = [line for line in lines if line.startswith(("| 1 |", "| 2 |", "| 3 |"))]
    assert ["Vera: seen" in row for row in rows] == [True, False, False]
    assert ["who decided is not recorded" in row for row in rows] == [False, True, False]


def test_incidents_at_one_place_share_a_mark_that_lists_their_numbers() -> None:
    page = files_of(bulletin(*(told(f"i{n}") for n in range(6))), ["en"], "", paper=False)["bulletin.en.html"].decode()
    assert ">1, 2, 3 +3<" in page


def test_a_map_of_one_place_still_has_some_land_around() -> None:
    frame = frame_of([told("i1")])
    assert frame is not None
    assert frame.east - frame.west == pytest.approx(0.5)
    assert frame_of([told("i1", lat=None, lon=None)]) is None


def test_a_signed_bulletin_is_verified_file_by_file(tmp_path: Path, keys: LogKeys) -> None:
    signer = bulletin_signer(keys)
    folder = tmp_path / "out"
    publish(bulletin(told("i1")), folder, ["en"], signer, paper=False)
    found = check_folder(folder, signer.verifier.text)
    assert (found.bulletin, found.wrong) == ("day x", ())
    (folder / "bulletin.en.md").write_text("all quiet\n", encoding="utf-8")
    (folder / "incidents.csv").unlink()
    (folder / "note.txt").write_text("x", encoding="utf-8")
    assert check_folder(folder, signer.verifier.text).wrong == (
        "bulletin.en.md is not the file that was signed",
        "incidents.csv is missing",
        "note.txt is not in the manifest",
    )


def test_another_key_or_no_manifest_is_refused(tmp_path: Path, keys: LogKeys) -> None:
    folder = tmp_path / "out"
    other = bulletin_signer(keys._replace(export_seed=b"x" * 32))
    publish(bulletin(told("i1")), folder, ["en"], bulletin_signer(keys), paper=False)
    with pytest.raises(LedgerRefused, match=r"does not hold|not signed by this key"):
        check_folder(folder, other.verifier.text)
    (folder / "manifest").unlink()
    with pytest.raises(LedgerRefused, match="cannot be read"):
        check_folder(folder, other.verifier.text)


def test_the_key_of_bulletins_is_neither_the_logs_nor_the_exports(keys: LogKeys) -> None:
    names = {signer.verifier.key for signer in (bulletin_signer(keys), keys.log_signer(), keys.export_signer())}
    assert len(names) == 3


def test_an_automatic_list_is_not_signed(tmp_path: Path, keys: LogKeys) -> None:
    with pytest.raises(UsageError, match="not signed"):
        publish(bulletin(told("i1"), form="hour"), tmp_path / "out", ["en"], bulletin_signer(keys))
    assert not (tmp_path / "out").exists()


def test_a_bulletin_survives_its_json() -> None:
    one = bulletin(told("i1", accused="north"), terms={"party:north": dict.fromkeys(LANGUAGES, "North")})
    assert content.bulletin_of(content.bulletin_json(one), "x") == one
