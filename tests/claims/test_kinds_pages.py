"""Whole pages through every finder: the claims that a reader would note, of four conflicts in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.claims import annotated
from goodoffices.documents import document_of
from goodoffices.records import CaseSettings
from goodoffices.sources import Arrival, Saying

JEDDAH = """Sudan talks in Jeddah end without truce after two days

JEDDAH - Indirect talks between Sudan's army and the Rapid Support Forces ended in Jeddah on Wednesday without a ceasefire.

Wednesday's session lasted just over three hours, half as long as the six-hour meeting on Tuesday. It began at 11 a.m. local time.

The RSF has rejected that demand and wants an immediate cessation of hostilities.

The next round will be held in Jeddah on May 28, the Saudi foreign ministry said.
"""
CAIRO = """Ceasefire talks for Gaza resume in Cairo

A new round of indirect negotiations between Israel and Hamas, mediated by Egypt and Qatar, began in Cairo on Tuesday morning.

The delegations discussed the release of hostages, the entry of aid and a withdrawal of Israeli forces. Hamas's delegation is headed by Khalil al-Hayya.

Previous talks in Doha in July collapsed. Hamas refuses to disarm.
"""
WASHINGTON = """Переговоры Армении и Азербайджана в Вашингтоне завершились

Переговоры министров иностранных дел Армении и Азербайджана при посредничестве США завершились в четверг в Вашингтоне. Они продолжались четыре дня.

Министр иностранных дел Азербайджана Джейхун Байрамов назвал переговоры «продуктивными», однако отметил, что прорыва не произошло.

Ереван настаивает на гарантиях безопасности для жителей Карабаха. Стороны договорились продолжить переговоры.
"""
PANMUNJOM = """Переговори Північної та Південної Кореї в Пханмунджомі

Делегації Північної та Південної Кореї провели у вівторок у Пханмунджомі перші за два роки переговори. Вони тривали понад 11 годин, повідомляє Йонхап.

Зустріч розпочалася о 10:00 за місцевим часом. Пхеньян відмовився обговорювати денуклеаризацію.

Наступний раунд відбудеться 15 січня.
"""


def claims(text, published, language):
    arrival = Arrival("page.txt", text.encode(), "text/plain")
    document = document_of(arrival, CaseSettings(), Saying(date.fromisoformat(published), language=language))
    return annotated(document, CaseSettings()).claims


def noted(text, published, language):
    found = set()
    for claim in claims(text, published, language):
        value, subject = claim.value, claim.subject
        time = subject.time.edtf() if subject.time else ""
        match claim.kind:
            case "duration":
                found.add(("duration", subject.kind, time, str(value.quantity.low), value.quantity.unit))
            case "start" | "end":
                found.add((claim.kind, value.moment.edtf()[:16]))
            case "assessment":
                found.add(("assessment", value.word, subject.ordinal))
            case "position":
                found.add(("position", value.party, value.stance, value.issue))
            case "next-step" | "occurrence" if hasattr(value, "moment"):
                found.add((claim.kind, value.moment.edtf()))
            case "format" | "agreement" | "agenda":
                found.add((claim.kind, *value.ids))
            case "head":
                found.add(("head", subject.parties[0], value.names[0]))
    return found


@pytest.mark.parametrize(
    ("text", "published", "language", "expected"),
    [
        (JEDDAH, "2024-05-15", "en", {
            ("duration", "sitting", "2024-05-15", "3", "hour"), ("duration", "sitting", "2024-05-14", "6", "hour"),
            ("start", "2024-05-15T11:00"), ("position", "rsf", "wants", "ceasefire"), ("next-step", "2024-05-28"),
            ("format", "indirect"),
        }),
        (CAIRO, "2025-10-14", "en", {
            ("format", "indirect"), ("format", "mediated-by:eg+qa"), ("agenda", "hostages", "humanitarian-access", "withdrawal"),
            ("head", "hamas", "Khalil al-Hayya"), ("assessment", "failed", -1), ("position", "hamas", "refuses", "disarmament"),
        }),
        (WASHINGTON, "2023-05-04", "ru", {
            ("end", "2023-05-04"), ("format", "mediated-by:us"), ("assessment", "productive", None),
            ("assessment", "no-breakthrough", None), ("position", "am", "wants", "security-guarantees"),
            ("agreement", "continue-talks"),
        }),
        (PANMUNJOM, "2018-01-10", "uk", {
            ("duration", "sitting", "2018-01-09", "11", "hour"), ("start", "2018-01-09T10:00"),
            ("position", "kp", "refuses", "nuclear"), ("next-step", "2018-01-15"),
        }),
    ],
)  # fmt: skip
def test_what_a_reader_would_note(text, published, language, expected):
    assert expected <= noted(text, published, language)


@pytest.mark.parametrize(
    ("text", "published", "language"), [(JEDDAH, "2024-05-15", "en"), (PANMUNJOM, "2018-01-10", "uk")]
)
def test_evidence_stands_in_the_rendition(text, published, language):
    found = claims(text, published, language)
    assert found
    for claim in found:
        for span in claim.evidence:
            assert text[span.start : span.end] == span.quote
