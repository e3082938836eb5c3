"""People with all spellings and what they say; sources with what they published, alone or contradicted."""

from __future__ import annotations

import pytest

from goodoffices.records import CaseSettings
from goodoffices.records.case import CaseSource
from goodoffices.workbench import Intake, Workbench

PAGES = {
    "tribune.txt": "Coast Tribune\nTalks in Geneva\n18 February 2026\n\nThe talks between Ukraine and Russia in Geneva on 17 "
    "February lasted six hours. “It was difficult,” said chief negotiator Rustem Umerov.\n",
    "visnyk.txt": "Вісник затоки\nПереговори в Женеві\n18 лютого 2026\n\nПереговори між Україною та Росією в Женеві 17 лютого "
    "тривали чотири години. Про це повідомляє видання; секретар РНБО Рустем Умєров назвав їх складними.\n",
}
SETTINGS = CaseSettings(name="Sable", sources=(CaseSource("Coast Tribune", "Harbour Group", "ua", match=("tribune",)),))


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Workbench.create(str(folder / "case"), Intake((), SETTINGS)) as made:
        made.member("nobody", "", room="press")
        made.add(Intake.of([folder / name for name in PAGES]))
        yield made


def umerov(bench, language="en"):
    (line,) = [one for one in bench.reader(language).people().every({}) if "мєров" in one.name or "merov" in one.name]
    return line


def test_a_person_has_all_spellings_and_every_page(bench):
    line = umerov(bench)
    assert line.name == "Rustem Umerov"
    assert "Рустем Умєров" in line.spellings
    assert umerov(bench, "uk").name == "Рустем Умєров"
    shown = bench.reader("en").people().one(line.id)
    assert {one.language for one in shown.mentions} == {"en", "uk"}
    for one in shown.mentions:
        assert one.times >= 1
        assert "мєров" in one.spelling or "merov" in one.spelling
    assert any("negotiator" in " ".join(one.roles) for one in shown.mentions if one.language == "en")


def test_statements_stand_by_topic(bench):
    shown = bench.reader("en").people().one(umerov(bench).id)
    assert shown.stated == sum(len(topic.findings) for topic in shown.topics) > 0
    assert len({topic.name for topic in shown.topics}) == len(shown.topics)


def test_who_may_not_read_finds_nobody(bench):
    reader = bench.as_member("nobody").reader("en")
    assert list(reader.people().every({})) == []
    assert reader.people().one(umerov(bench).id) is None
    assert list(reader.sources().every({})) == []


FIRSTS = {
    "early.txt": "Talks in Geneva\n17 February 2026\n\nThe talks between Ukraine and Russia in Geneva on 17 "
    "February lasted six hours.\n",
    "late.txt": "Geneva talks\n18 February 2026\n\nOn 17 February the Geneva talks of Ukraine and Russia "
    "lasted six hours.\n",
    "same.txt": "Geneva\n18 February 2026\n\nIn Geneva on 17 February talks between Ukraine and Russia "
    "lasted for six hours.\n",
    "copy.txt": "Reprinted from elsewhere\n17 February 2026\n\nThe talks between Ukraine and Russia in Geneva on 17 "
    "February lasted six hours.\n",
}


def firsts(tmp_path, texts):
    """Of each outlet, named by its file, how often it was first, tied, and left open by a page without a day."""
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Workbench.create(str(tmp_path / "case"), Intake((), CaseSettings(name="Sable"))) as made:
        made.add(Intake.of([tmp_path / name for name in texts]))
        return {one.name: (one.first, one.tied, one.undated) for one in made.reader("en").sources().every({})}


def test_who_published_first_is_counted(tmp_path):
    found = firsts(tmp_path, {name: FIRSTS[name] for name in ("early.txt", "late.txt", "same.txt")})
    assert found["early"][0] > 0 and found["early"][1:] == (0, 0)
    assert found["late"][0] == found["same"][0] == 0


def test_one_day_of_publication_is_a_tie(tmp_path):
    found = firsts(tmp_path, {name: FIRSTS[name] for name in ("late.txt", "same.txt")})
    assert found["late"] == found["same"]
    assert found["late"][0] == 0 < found["late"][1]


def test_of_two_pages_with_one_passage_one_alone_can_be_first(tmp_path):
    found = firsts(tmp_path, FIRSTS)
    both = found["early"], found["copy"]
    assert sorted(one[0] for one in both)[0] == 0 < sorted(one[0] for one in both)[1]
    assert all(one[1:] == (0, 0) for one in both)


def test_a_page_without_a_day_leaves_open_who_was_first(tmp_path):
    undated = FIRSTS["same.txt"].replace("18 February 2026\n\n", "\n")
    found = firsts(tmp_path, {"late.txt": FIRSTS["late.txt"], "same.txt": undated})
    assert found["late"][0] == found["late"][1] == 0 < found["late"][2]


def test_sources_are_counted_by_owner(bench):
    found = {one.name: one for one in bench.reader("en").sources().every({})}
    tribune = found["Coast Tribune"]
    assert (tribune.owner, tribune.side, tribune.pages, tribune.languages) == (
        "Harbour Group",
        "Ukraine",
        1,
        ("English",),
    )
    assert sum(one.pages for one in found.values()) == len(PAGES)
    assert sum(one.contradicted for one in found.values()) >= 1
    narrowed = list(bench.reader("en").sources().every({"language": ("uk",)}))
    assert [one.languages for one in narrowed] == [("Ukrainian",)]
    assert bench.reader("en").sources().page({}, 1).stretch.total == 2
