"""Members, heads and sizes of delegations."""

from __future__ import annotations

import pytest
from marked import claims_of, only

FIDAN, GERAP = "{p:p1/tr/Hakan Fidan|Hakan Fidan}", "{p:p2/gr/Giorgos Gerapetritis|Giorgos Gerapetritis}"


def members(source, language="en", **kwargs):
    return [
        (claim.subject.parties[0], claim.value.people, claim.value.open)
        for claim in only(claims_of(source, language, **kwargs), "attendance")
    ]


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "{a:il|Israel}'s delegation includes {p:p1|Barnea}, {p:p2|Bar} and other officials.", [("il", ("p1", "p2"), True)]),
        ("en", "{a:us|The United States} is represented by {p:p1|Burns} and {p:p2|McGurk}.", [("us", ("p1", "p2"), False)]),
        ("en", "The {a:us|US} side is represented by {p:p1|Kushner}, son-in-law of {p:p3|Trump}, and {p:p2|Witkoff}.", [("us", ("p1", "p2"), False)]),
        ("en", "{a:qa|Qatar} was represented by {p:p1|Al Thani}, and {a:us|the US} by {p:p2|Burns} and {p:p3|McGurk}.",
         [("qa", ("p1",), False), ("us", ("p2", "p3"), False)]),
        ("uk", "До складу {a:am/adjective|вірменської} делегації входять {p:p1|Мірзоян} та {p:p2|Григорян}.", [("am", ("p1", "p2"), True)]),
        ("uk", "{a:sd|Судан} представляють {p:p1|Бушра} і {p:p2|Ібрагім}.", [("sd", ("p1", "p2"), False)]),
        ("ru", "В состав {a:ir/adjective|иранской} делегации вошли {p:p1|Аракчи}, {p:p2|Гарибабади} и другие.", [("ir", ("p1", "p2"), True)]),
        ("ru", "{a:ru|Россию} представляют {p:p1|Мединский}, помощник {p:p3|Путина}, и {p:p2|Галузин}.", [("ru", ("p1", "p2"), False)]),
    ],
)  # fmt: skip
def test_lists_of_members(language, source, expected):
    assert sorted(members(source, language)) == sorted(expected)


def heads(source, language="en", **kwargs):
    return sorted(
        (
            (claim.subject.parties[0], claim.value.people[0], claim.subject.ordinal, claim.polarity)
            for claim in only(claims_of(source, language, **kwargs), "head")
        ),
        key=str,
    )


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", f"{FIDAN}, who heads the {{a:tr/adjective|Turkish}} delegation, left early.", [("tr", "p1", None, "asserted")]),
        ("en", f"{{a:tr|Turkey}}'s delegation is headed by Foreign Minister {FIDAN}, {{a:gr|Greece}}'s by {GERAP}.",
         [("gr", "p2", None, "asserted"), ("tr", "p1", None, "asserted")]),
        ("en", "Head of the {a:sd/adjective|Sudanese} delegation {p:p1/sd/Mahjoub Bushra|Mahjoub Bushra} declined to comment.", [("sd", "p1", None, "asserted")]),
        ("en", "{a:kr|Seoul}'s chief negotiator {p:p1/kr/Lee|Lee} arrived.", [("kr", "p1", None, "asserted")]),
        ("en", "{a:ru|Moscow}'s delegation will be headed by {p:p1/ru/Medinsky|Medinsky}, who led previous talks in {l:tr/country|Turkey}.",
         [("ru", "p1", None, "planned"), ("ru", "p1", -1, "asserted")]),
        ("uk", "Делегацію {a:gr|Греції} очолював міністр {p:p1/gr/Герапетрітіс|Герапетрітіс}, {a:tr|Туреччини} – {p:p2/tr/Фідан|Фідан}.",
         [("gr", "p1", None, "asserted"), ("tr", "p2", None, "asserted")]),
        ("uk", "Делегація {a:co|Колумбії} на чолі з {p:p1/co/Патіньйо|Патіньйо} прибула до {l:car|Каракаса}.", [("co", "p1", None, "asserted")]),
        ("ru", "Глава {a:ye/adjective|йеменской} делегации {p:p1/ye/Фадаил|Фадаил} подтвердил это.", [("ye", "p1", None, "asserted")]),
        ("ru", "{a:tr/adjective|Турецкую} делегацию возглавит {p:p1/tr/Фидан|Фидан}.", [("tr", "p1", None, "planned")]),
    ],
)  # fmt: skip
def test_heads(language, source, expected):
    assert heads(source, language) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "The {a:ru/adjective|Russian} delegation exceeds {n:15- person|15 people}."),
        ("ru", "{a:ru/adjective|Российская} делегация состоит из {n:15- person|более чем 15 человек}."),
        ("uk", "До складу {a:ru/adjective|російської} делегації увійшли {n:15- person|понад 15 осіб}."),
    ],
)
def test_sizes(language, source):
    claim = only(claims_of(source, language), "delegation-size")[0]
    assert claim.subject.parties == ("ru",)
    assert (str(claim.value.quantity.low), claim.value.quantity.high) == ("15", None)
