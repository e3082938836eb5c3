"""Positions, agreements, undertakings, agenda and next steps."""

from __future__ import annotations

import pytest
from marked import claims_of, only


def stances(source, language="en", **kwargs):
    return sorted(
        (claim.value.party, claim.value.stance, claim.value.issue)
        for claim in only(claims_of(source, language, **kwargs), "position")
    )


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "{a:hamas|Hamas} demands a permanent ceasefire.", [("hamas", "wants", "ceasefire")]),
        ("en", "{a:il|Israel} has rejected a full withdrawal from {l:gz/region|Gaza}.", [("il", "rejects", "withdrawal")]),
        ("en", "{a:rsf|The RSF} refuses to disarm.", [("rsf", "refuses", "disarmament")]),
        ("en", "{a:kp|Pyongyang} offered denuclearisation in exchange for sanctions relief.", [("kp", "conditions", "nuclear"), ("kp", "conditions", "sanctions")]),
        ("en", "{a:am|Yerevan} insists on the return of refugees, {a:az|Baku} opposes it.", [("am", "wants", "return-of-displaced")]),
        ("en", "“{s:p1|We demand security guarantees},” {p:p1/ua/Umerov|Umerov} said.", [("ua", "wants", "security-guarantees")]),
        ("en", "Sweeping territorial concessions were rejected by {a:ua|Kyiv}.", [("ua", "rejects", "territory")]),
        ("uk", "{a:ua|Україна} вимагає повного припинення вогню.", [("ua", "wants", "ceasefire")]),
        ("uk", "{a:cy|Нікосія} відкидає визнання півночі острова.", [("cy", "rejects", "recognition-status")]),
        ("uk", "{p:p1/ru/Песков|Песков} заявив, що {a:ru|Москва} не погодиться на миротворців.", [("ru", "rejects", "peacekeepers")]),
        ("ru", "{a:az|Баку} настаивает на открытии транспортных коридоров.", [("az", "wants", "transit-corridors")]),
        ("ru", "{a:ir|Иран} отказывается обсуждать ракетную программу.", [("ir", "refuses", "missiles")]),
        ("ru", "{a:sd|Хартум} готов обсуждать доставку помощи.", [("sd", "offers", "humanitarian-access")]),
        ("en", "{a:er|Asmara} demands that {a:et|Addis Ababa} accept a withdrawal.", [("er", "wants", "withdrawal")]),
        ("en", "{a:er|Asmara} insists that peace requires {a:et|Addis Ababa} to accept the ceasefire.", [("er", "wants", "ceasefire")]),
        ("en", "{a:et|Addis Ababa} ruled out any withdrawal.", [("et", "rejects", "withdrawal")]),
        ("ru", "{a:er|Асмэра} требует, чтобы {a:et|Аддис-Абеба} согласилась на вывод войск.", [("er", "wants", "withdrawal")]),
        ("uk", "{a:er|Асмера} вимагає, щоб {a:et|Аддис-Абеба} погодилася на припинення вогню.", [("er", "wants", "ceasefire")]),
    ],
)  # fmt: skip
def test_where_parties_stand(language, source, expected):
    assert stances(source, language) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Analysts say the talks could fail.",
        "Would {a:il|Israel} accept a ceasefire?",
        "A ceasefire in {l:gz/region|Gaza} is the subject of the talks.",
        "{p:p9|Smith} wants a ceasefire.",
    ],
)
def test_no_party_no_position(source):
    assert stances(source) == []


def agreed(source, language="en", **kwargs):
    return [
        (claim.kind, claim.value.ids, claim.polarity)
        for claim in claims_of(source, language, **kwargs)
        if claim.kind in ("agreement", "undertaking")
    ]


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "Both sides agreed to continue the talks.", [("agreement", ("continue-talks",), "asserted")]),
        ("en", "{a:th|Thailand} and {a:kh|Cambodia} agreed on a ceasefire.", [("agreement", ("ceasefire",), "asserted")]),
        ("en", "The parties failed to agree on a ceasefire.", [("agreement", ("ceasefire",), "denied")]),
        ("en", "{a:hamas|Hamas} pledged to release the hostages.", [("undertaking", ("hostages",), "asserted")]),
        ("en", "{a:ru|Russia}'s commitment to refrain from strikes was raised.", [("undertaking", ("refrain-from-strikes",), "asserted")]),
        ("uk", "Сторони домовилися про обмін полоненими.", [("agreement", ("prisoner-exchange",), "asserted")]),
        ("uk", "Сторонам не вдалося домовитися про припинення вогню.", [("agreement", ("ceasefire",), "denied")]),
        ("ru", "Стороны договорились продолжить переговоры.", [("agreement", ("continue-talks",), "asserted")]),
        ("ru", "{a:il|Израиль} обязался не наносить удары.", [("undertaking", ("refrain-from-strikes",), "asserted")]),
        ("en", "{a:ua|Ukraine} will not agree to withdrawal from the territory.", []),
        ("en", "The warring sides signed a pledge to protect civilians, but no truce.", []),
    ],
)  # fmt: skip
def test_agreements_and_undertakings(language, source, expected):
    assert agreed(source, language) == expected


def test_the_agenda_keeps_its_items_and_its_plan():
    source = (
        "The talks in {l:doha|Doha} are expected to address hostages, humanitarian aid and the withdrawal of troops."
    )
    claim = only(claims_of(source), "agenda")[0]
    assert claim.value.ids == ("hostages", "humanitarian-access", "withdrawal")
    assert claim.polarity == "planned"
    held = only(claims_of("На переговорах в {l:jed|Джидде} обсудили перемирие и доставку помощи.", "ru"), "agenda")[0]
    assert (held.value.ids, held.polarity) == (("ceasefire", "humanitarian-access"), "asserted")


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "The next round of talks will be held in {l:cai|Cairo} on {t:2026-03-01|1 March}.", {"2026-03-01", "cai"}),
        ("uk", "Наступний раунд переговорів відбудеться {t:2026-03-01|1 березня} в {l:cai|Каїрі}.", {"2026-03-01", "cai"}),
        ("ru", "Следующий раунд переговоров пройдет {t:2026-03-01|1 марта} в {l:cai|Каире}.", {"2026-03-01", "cai"}),
        ("en", "Further talks would be held soon, he said.", {"further-talks"}),
        ("en", "The next step is to submit the text to the presidents.", {"submit-to-leaders"}),
        ("uk", "{a:ua|Україна} пропонує провести зустріч президентів {t:2026-03-01|1 березня}.", set()),
    ],
)  # fmt: skip
def test_what_comes_next(language, source, expected):
    found = set()
    for claim in only(claims_of(source, language), "next-step"):
        assert claim.polarity == "planned"
        value = claim.value
        found.add(
            value.moment.edtf()
            if hasattr(value, "moment")
            else value.place
            if hasattr(value, "place")
            else value.ids[0]
        )
    assert found == expected


def test_earlier_rounds_are_rounds_of_their_own():
    source = (
        "Two previous rounds of talks, held in {l:ad|Abu Dhabi} on {t:2026-01-23/2026-01-24|January 23-24} and "
        "{t:2026-02-04/2026-02-05|February 4-5}, ended without a breakthrough. Talks in {l:gen|Geneva} go on."
    )
    rounds = {
        (c.subject.place, c.subject.time.edtf(), c.subject.ordinal) for c in only(claims_of(source), "occurrence")
    }
    assert rounds == {("ad", "2026-01-23/2026-01-24", -1), ("ad", "2026-02-04/2026-02-05", -1)}
    assert {c.subject.place for c in only(claims_of(source), "assessment")} == {"ad"}


def test_meetings_beside_the_round_name_their_parties():
    source = "{a:ua|Ukraine}'s delegation held separate consultations in {l:gen|Geneva} with {a:fr|France} and {a:de|Germany}."
    claim = only(claims_of(source), "occurrence")[0]
    assert (claim.subject.kind, claim.subject.parties) == ("meeting", ("de", "fr", "ua"))


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "Trilateral talks opened in {l:gen|Geneva}.", {"trilateral"}),
        ("en", "Indirect talks mediated by {a:qa|Qatar} and {a:eg|Egypt} go on.", {"indirect", "mediated-by:eg+qa"}),
        ("en", "{a:us/adjective|US}-brokered negotiations in {l:jed|Jeddah} ended.", {"mediated-by:us"}),
        ("uk", "Переговори за посередництва {a:tr|Туреччини} пройшли за зачиненими дверима.", {"mediated-by:tr", "closed-doors"}),
        ("ru", "Непрямые переговоры при посредничестве {a:om|Омана} завершились.", {"indirect", "mediated-by:om"}),
    ],
)  # fmt: skip
def test_formats(language, source, expected):
    assert {claim.value.ids[0] for claim in only(claims_of(source, language), "format")} == expected
