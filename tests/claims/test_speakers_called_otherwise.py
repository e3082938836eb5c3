"""Speakers called by another noun than their name or office, and names that stand beside an owner's or look like
common words. Sentences made for this test."""

from __future__ import annotations

import pytest

from made_pages import page

HEADS = {
    "en": "Talks go on\n12 March 2026\n\n",
    "uk": "Переговори тривають\n12 березня 2026\n\n",
    "ru": "Переговоры продолжаются\n12 марта 2026\n\n",
}
MEANT = [
    ("uk", "Мостами опікується Богдан Ярема.\n«Міст витримає», – запевнив інженер.", "Богдан Ярема"),
    ("uk", "Місцевий оглядач Дем’ян Лоза чекав. «Вони мовчать, – зітхнув оглядач, – і це добре».", "Дем’ян Лоза"),
    ("uk", "На березі стоїть Марта Гуцал. «Вода спала», – каже жінка.", "Марта Гуцал"),
    ("uk", "Петро Лозовий лагодить дах. «До зими встигну», – каже чоловік.", "Петро Лозовий"),
    ("ru", "Судья Е. А. Ремезова читала долго. «Вина доказана», — указала судья.", "Е. А. Ремезова"),
    ("ru", "Мостами занимается Богдан Ярёменко. «Мост выдержит», — заверил инженер.", "Богдан Ярёменко"),
    ("ru", "Чай раздаёт Ирина Таран. «Первую неделю молчали», — вспоминает девушка.", "Ирина Таран"),
    ("ru", "Зерна ждёт Эдуард Пашин. Экспортёр добавил, что суда стоят на рейде.", "Эдуард Пашин"),
]
SOMEBODY_ELSE = [
    ("uk", "Міністр Богдан Ярема приїхав. «Було темно», – розповів водій.", "водій"),
    ("uk", "Приїхав Богдан Ярема. «Було темно», – розповів водій автобуса.", "водій автобуса"),
    ("uk", "Приїхав Богдан Ярема. «Було темно», – розповіла чергова сестра.", "чергова сестра"),
    ("uk", "Приїхав Богдан Ярема. Його колега сказала: «Було темно».", "Його колега"),
    ("ru", "Приехала Ирина Таран. «Было темно», — рассказал водитель.", "водитель"),
    ("ru", "Приехал Богдан Ярёменко. «Было темно», — сказал другой инженер.", "другой инженер"),
]
NAMES = [
    ("uk", "Капітан команди Андрій Середа визнав поразку.", ["Андрій Середа"]),
    ("uk", "Голова ОВА Мирослав Білей приїхав уранці.", ["Мирослав Білей"]),
    ("uk", "Захисниця Сташенка Ольга Бугайчук не погодилася.", ["Ольга Бугайчук"]),
    ("uk", "Суд слухав Андрія Сташенка. Адвокат Сташенка Семен Гринь мовчав.", ["Андрій Сташенко", "Семен Гринь"]),
    ("uk", "Її звати Ганна, їй сімдесят два.", ["Ганна"]),
    ("uk", "Іранську групу вів Мегрдад Сограбі.", ["Мегрдад Сограбі"]),
    ("uk", "Начальник Звенигородської райради пішов.", []),
    ("ru", "Осудили Павла Олеговича Ларина. Ларин молчал. Павел Олегович ушёл.", ["Павел Олегович Ларин"]),
    ("ru", "Об этом сообщило агентство Франс Пресс.", []),
]


def told(language: str, text: str) -> tuple[dict[str, str], list[tuple[str | None, str]]]:
    """Names by id, and of each quotation the speaker with the words that stand for him."""
    found = page(f"{HEADS[language]}{text}\n", None, language).mentions
    return {one.id: one.name for one in found.people}, [(one.speaker, one.speaker_text) for one in found.quotes]


@pytest.mark.parametrize(("language", "text", "name"), MEANT)
def test_a_noun_alone_means_whom_the_words_before_are_about(language: str, text: str, name: str) -> None:
    names, quotes = told(language, text)
    assert quotes
    assert {names.get(speaker or "") for speaker, _ in quotes} == {name}


@pytest.mark.parametrize(("language", "text", "words"), SOMEBODY_ELSE)
def test_another_gender_office_or_complement_brings_on_somebody_else(language: str, text: str, words: str) -> None:
    _, quotes = told(language, text)
    assert [speaker for speaker, _ in quotes] == [None]
    assert quotes[0][1] in words


@pytest.mark.parametrize(("language", "text", "people"), NAMES)
def test_names_beside_owners_and_common_words(language: str, text: str, people: list[str]) -> None:
    assert list(told(language, text)[0].values()) == people


PLACES = [
    ("uk", "В опозиції угоду розкритикували. «Нам її не показали», – обурилися там.", "опозиції"),
    ("ru", "В федерации результат назвали «праздником логики».", "федерации"),
    ("uk", "Там нічого не пояснили. «Нам її не показали», – обурилися там.", "там"),
    ("uk", "«Такі дії неприпустимі», – йдеться в спільній заяві.", "спільній заяві"),
    ("uk", "«Я директор, а не злочинець», – заявив сам підозрюваний.", "підозрюваний"),
    ("ru", "«Ждём до утра», — говорит диспетчер.", "диспетчер"),
    ("uk", "Інше джерело розповіло, що документ переписали.", "Інше джерело"),
]
PERSONS = [
    ("uk", "Речниця Лада Гай сказала, що чекає. «Ставимо стіл», – цитує її агентство.", "Лада Гай"),
    ("uk", "Тренер суперників, досвідчений Маркус Вебель, назвав гру «справедливою для всіх».", "Маркус Вебель"),
    ("uk", "Частину, зауважив експерт із морського права Ерве Тангі, «легше знайти в морі».", "Ерве Тангі"),
    ("ru", "Режиссер Мати Диалло посвятила приз музеям. «Пусть стоят», — сказала она.", "Мати Диалло"),
]


@pytest.mark.parametrize(("language", "text", "words"), PLACES)
def test_bodies_papers_and_nouns_that_no_list_holds(language: str, text: str, words: str) -> None:
    assert told(language, text)[1][-1] == (None, words)


@pytest.mark.parametrize(("language", "text", "name"), PERSONS)
def test_who_is_cited_named_behind_an_adjective_or_told_by_the_verb(language: str, text: str, name: str) -> None:
    names, quotes = told(language, text)
    assert names.get(quotes[-1][0] or "") == name


def test_whoever_answers_in_an_interview_is_called_by_her_calling() -> None:
    page_text = (
        "Соломія Вдовиченко перевіряє закупівлі. Ми говорили в кабінеті.\n– Пані Соломіє, що ви знайшли?\n– Ціну.\n"
        "– І все?\n– Ціну яєць, яка росла швидше, – усміхається аудиторка. – Ви, мабуть, чули.\n"
    )
    names, quotes = told("uk", page_text)
    assert {names.get(speaker or "") for speaker, _ in quotes} == {"Соломія Вдовиченко"}


AGAIN = [
    (
        "ru",
        "Экономист Карен Агекян ждёт. «Сланец не спит», — предупреждает эксперт. Аналитик добавляет, что цена мала.",
        2,
    ),
    (
        "uk",
        "Про атаку написав Герман Поліщук. «Три підстанції», – сказав урядовець у фейсбуці. Він додав, що графіки застосують зранку.",
        2,
    ),
]


@pytest.mark.parametrize(("language", "text", "least"), AGAIN)
def test_one_noun_after_another_means_the_same_person(language: str, text: str, least: int) -> None:
    names, quotes = told(language, text)
    assert len(quotes) >= least
    assert {speaker for speaker, _ in quotes} == set(names)


def test_a_body_told_of_since_owns_the_paper() -> None:
    text = "Премьер Ингрида Шимоните сказала: «Закроем».\nБелорусский МИД ответил. «Это забор», — говорится в ноте."
    names, quotes = told("ru", text)
    assert quotes[-1][0] not in names


def test_the_town_of_a_mayor_is_no_name() -> None:
    names, quotes = told("uk", "Мер Харкова розповів, що метро їздить.")
    assert not names
    assert [speaker for speaker, _ in quotes] == [None]


def test_many_colleagues_are_not_one() -> None:
    _, quotes = told("uk", "Лариса Тріщ винесла ящики. Колеги називають Ларису Тріщ «нашим ковчегом».")
    assert quotes == [(None, "Колеги")]


ADJUNCTS = [
    ("uk", "Золото взяла Юлія Кравчун. «Рахувала вдихи», – сказала спортсменка після фіналу.", "Юлія Кравчун"),
    ("uk", "Павло Рудь погодився на розмову. «Усе за законом», – сказав чиновник телефоном.", "Павло Рудь"),
    ("ru", "Жылдыз Осмонова преподаёт давно. «Дети переключаются быстро», — замечает педагог.", "Жылдыз Осмонова"),
]


@pytest.mark.parametrize(("language", "text", "name"), ADJUNCTS)
def test_time_and_means_bring_on_nobody_new(language: str, text: str, name: str) -> None:
    names, quotes = told(language, text)
    assert [names.get(speaker or "") for speaker, _ in quotes] == [name]


def test_a_clause_about_the_noun_brings_on_somebody_new() -> None:
    _, quotes = told("ru", "Миллер повторил это. «То же самое», — сказал дипломат, участвовавший во встрече.")
    assert [speaker for speaker, _ in quotes] == [None]


def test_he_is_the_office_that_the_sentence_before_is_about() -> None:
    text = "Маріта Каллас сказала: «Готуймося». Німецький канцлер заперечив. «Утома – теж реальність», – зауважив він."
    names, quotes = told("uk", text)
    assert quotes[-1][0] not in names
    assert "канцлер" in quotes[-1][1]
