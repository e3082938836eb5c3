"""People across documents: joined over scripts, kept apart where names or texts say so, the same in any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.events.people import join_people
from goodoffices.records import CasePerson, CaseSettings, Person

NONE = CaseSettings()


def person(ident, name, side=None, roles=()):
    return Person(ident, name, (name,), roles, side)


PAGES = [
    (
        "d1",
        [
            person("p1", "Volodymyr Zelensky", "ua", ("president",)),
            person("p2", "Рустем Умєров"),
            person("p3", "Olena Zelenska"),
        ],
    ),
    ("d2", [person("p1", "Володимир Зеленський"), person("p2", "Rustem Umerov"), person("p3", "Peskov", "ru")]),
    ("d3", [person("p1", "Владимир Зеленский"), person("p2", "Дмитрий Песков", "ru"), person("p3", "Emmanuel Macron")]),
    (
        "d4",
        [
            person("p1", "Macron"),
            person("p2", "Ilham Aliyev"),
            person("p3", "Heydar Aliyev"),
            person("p4", "Dmitry Medvedev"),
        ],
    ),
    (
        "d5",
        [
            person("p1", "Brigitte Macron"),
            person("p2", "Viktor Medvedchuk"),
            person("p3", "V. Zelensky"),
            person("p4", "Umerov"),
        ],
    ),
    ("d6", [person("p1", "Діана Давітян"), person("p2", "Кирило Буданов"), person("p3", "Джаред Кушнер")]),
    ("d7", [person("p1", "Diana Davityan"), person("p2", "Kyrylo Budanov"), person("p3", "Jared Kushner")]),
]


def joined(*locals_, pages=PAGES, settings=NONE):
    _, mapping, _ = join_people(pages, settings)
    return len({mapping[one] for one in locals_}) == 1


def test_names_join_over_scripts():
    assert joined(("d1", "p1"), ("d2", "p1"), ("d3", "p1"), ("d5", "p3"))
    assert joined(("d1", "p2"), ("d2", "p2"), ("d5", "p4"))
    assert joined(("d6", "p1"), ("d7", "p1"))
    assert joined(("d6", "p2"), ("d7", "p2"))
    assert joined(("d6", "p3"), ("d7", "p3"))
    assert joined(("d2", "p3"), ("d3", "p2"))


def test_others_stay_apart():
    for left, right in (
        (("d1", "p1"), ("d1", "p3")),
        (("d3", "p3"), ("d5", "p1")),
        (("d4", "p2"), ("d4", "p3")),
        (("d4", "p4"), ("d5", "p2")),
    ):
        assert not joined(left, right)


def test_a_family_name_that_several_bear_is_left_unsure():
    people, mapping, judgements = join_people(PAGES, NONE)
    assert mapping["d4", "p1"] not in (mapping["d3", "p3"], mapping["d5", "p1"])
    unsure = [one for one in judgements if one.verdict == "unsure"]
    assert len(unsure) == 2
    assert all(any("several" in reason.feature for reason in one.reasons) for one in unsure)
    assert len({one.id for one in people}) == len(people)


def test_the_side_tells_which_bearer_is_meant():
    pages = [
        ("a", [person("p1", "Igor Ivanov", "ru")]),
        ("b", [person("p1", "Petro Ivanov", "ua")]),
        ("c", [person("p1", "Ivanov", "ua")]),
    ]
    _, mapping, _ = join_people(pages, NONE)
    assert mapping["c", "p1"] == mapping["b", "p1"] != mapping["a", "p1"]


def test_variants_roles_and_name_are_gathered():
    people, mapping, _ = join_people(PAGES, NONE)
    found = next(one for one in people if one.id == mapping["d1", "p1"])
    assert found.name == "Volodymyr Zelensky"
    assert {"Володимир Зеленський", "Владимир Зеленский", "V. Zelensky"} <= set(found.variants)
    assert found.roles == ("president",)
    assert found.side == "ua"


def test_the_case_names_people():
    settings = CaseSettings(people=(CasePerson("Mohamed Hamdan Dagalo", variants=("Hemedti",), side="rsf"),))
    pages = [("a", [person("p1", "Hemedti")]), ("b", [person("p1", "Mohammed Hamdan Dagalo")])]
    people, mapping, _ = join_people(pages, settings)
    assert mapping["a", "p1"] == mapping["b", "p1"]
    assert [(one.name, one.side) for one in people] == [("Mohamed Hamdan Dagalo", "rsf")]


@given(st.permutations(PAGES))
def test_the_order_of_pages_changes_nothing(pages):
    assert join_people(pages, NONE) == join_people(PAGES, NONE)


def test_every_local_person_has_an_id():
    people, mapping, _ = join_people(PAGES, NONE)
    assert set(mapping) == {(document, one.id) for document, page in PAGES for one in page}
    assert set(mapping.values()) == {one.id for one in people}
    assert all(one.id.startswith("per_") for one in people)
    assert join_people([], NONE) == ((), {}, ())


def test_father_and_son_of_one_name_stay_two_on_every_page():
    pages = [
        ("d1", [person("p1", "Donald Trump"), person("p2", "Donald Trump Jr.")]),
        ("d2", [person("p1", "Donald Trump")]),
        ("d3", [person("p1", "Donald Trump Jr.")]),
    ]
    _, mapping, _ = join_people(pages, NONE)
    assert mapping["d1", "p1"] == mapping["d2", "p1"] != mapping["d1", "p2"] == mapping["d3", "p1"]


def test_a_suffix_alone_makes_no_second_person():
    pages = [("d1", [person("p1", "Ferdinand Marcos Jr.")]), ("d2", [person("p1", "Ferdinand Marcos")])]
    _, mapping, _ = join_people(pages, NONE)
    assert mapping["d1", "p1"] == mapping["d2", "p1"]
