"""brief.md: every line carries its sources, the notes lead to outlet, line and words, nothing is markup by accident."""

from __future__ import annotations

import re

import msgspec
import pytest
from port_sable import small_record

from goodoffices.publications.markdown import brief_markdown
from goodoffices.publications.record import Record


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_number_has_its_note_and_every_note_is_used(record: Record, language: str) -> None:
    text = brief_markdown(record, language)
    body, _, notes = text.rpartition("\n## ")
    used = {int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", body)}
    noted = [int(number) for number in re.findall(r"^- \[(\d+)\]", notes, re.M)]
    assert noted == sorted(noted) == list(range(1, len(noted) + 1))
    assert used == set(noted)


def test_notes_name_outlet_line_speaker_and_words(record: Record) -> None:
    assert "Sable Courier (courier.txt, line 3), Ada Brenn: “lasted six hours”" in brief_markdown(record, "en")
    assert "Вісник затоки (visnyk.txt, рядок 1), Речниця Суделя: «тривав близько чотирьох годин»" in brief_markdown(
        record, "uk"
    )


def test_key_points_say_what_is_settled_disputed_and_ahead_in_this_order(record: Record) -> None:
    points = brief_markdown(record, "en").split("## ")[1]
    assert re.findall(r"^- \*([^*]+)\*", points, re.M) == ["both sides say so", "accounts differ", "ahead"]
    assert "length: six hours (Ada Brenn) [3] — about four hours (Речниця Суделя) [4]" in points


def test_values_are_said_in_the_language_of_the_brief(record: Record) -> None:
    assert "тривалість: шість годин (Ада Бренн) [3] — близько" in brief_markdown(record, "uk")
    assert "9–10 апреля 2031" in brief_markdown(record, "ru")
    assert "Норланд" in brief_markdown(record, "ru")


def test_words_of_sources_are_no_markup(record: Record) -> None:
    odd = "# <b>x</b> [y](z) *w* | `q` \u202e"
    text = brief_markdown(msgspec.structs.replace(record, case=odd, assumptions=(odd, "- item", "1. item")), "en")
    assert text.startswith("# \\# \\<b\\>x\\</b\\> \\[y\\](z) \\*w\\* \\| \\`q\\`\n")
    assert "- \\- item" in text and "- \\1. item" in text


def test_same_record_same_text(record: Record) -> None:
    assert brief_markdown(record, "ru") == brief_markdown(small_record(), "ru")
