"""Languages told apart by script, letters and common words."""

from __future__ import annotations

import time

import pytest

from goodoffices.lexicon.languages import is_read, language_name, language_of

TEXTS = {
    "en": "The two delegations met again on Tuesday, and the mediator said that the list of prisoners had been agreed.",
    "uk": "Делегації знову зустрілися у вівторок, і посередник повідомив, що список полонених уже узгоджено обома сторонами.",
    "ru": "Делегации снова встретились во вторник, и посредник сообщил, что список пленных уже согласован обеими сторонами.",
    "be": "Дэлегацыі зноў сустрэліся ў аўторак, і пасярэднік паведаміў, што спіс палонных ужо ўзгоднены.",
    "bg": "Делегациите отново се срещнаха във вторник, а посредникът каза, че списъкът на пленниците вече е съгласуван и ще бъде предаден след срещата.",
    "pl": "Delegacje spotkały się znów we wtorek, a mediator powiedział, że lista jeńców została już uzgodniona przez obie strony.",
    "de": "Die Delegationen trafen sich am Dienstag wieder, und der Vermittler sagte, dass die Liste der Gefangenen vereinbart ist.",
    "fr": "Les délégations se sont retrouvées mardi et le médiateur a dit que la liste des prisonniers est prête pour les deux parties.",
    "es": "Las delegaciones se reunieron de nuevo el martes y el mediador dijo que la lista de los presos es la acordada.",
    "tr": "Heyetler salı günü yeniden bir araya geldi ve arabulucu, esir listesi için bir anlaşma olduğunu dedi.",
    "ar": "التقى الوفدان مرة أخرى يوم الثلاثاء وقال الوسيط إن قائمة الأسرى متفق عليها",
    "he": "המשלחות נפגשו שוב ביום שלישי והמתווך אמר שרשימת השבויים סוכמה",
    "ka": "დელეგაციები სამშაბათს კვლავ შეხვდნენ და შუამავალმა თქვა",
    "hy": "Պատվիրակությունները երեքշաբթի օրը կրկին հանդիպեցին",
    "zh": "两个代表团星期二再次会面，调解人说，囚犯名单已经商定。",
    "ja": "両代表団は火曜日に再び会談し、仲介者は捕虜の名簿で合意したと述べた。",
    "ko": "두 대표단은 화요일에 다시 만났으며 중재자는 포로 명단이 합의되었다고 말했다.",
    "el": "Οι αντιπροσωπείες συναντήθηκαν ξανά την Τρίτη",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_each_language_is_told(code):
    assert language_of(TEXTS[code]).code == code


@pytest.mark.parametrize("code", ["en", "uk", "ru"])
def test_a_page_of_a_read_language_is_sure(code):
    assert language_of(TEXTS[code] * 4).sure
    assert is_read(code)


def test_nothing_to_tell_by():
    for text in ("", "12 / 2024", "?!", "\u200b"):
        guess = language_of(text)
        assert (guess.code, guess.sure) == ("und", False)


def test_other_languages_have_names_but_are_not_read():
    assert not is_read("pl")
    assert language_name("pl") == "Polish"
    assert language_name("pl", "uk") == "польська"
    assert language_name("xx") == "xx"


def test_a_menu_in_another_language_does_not_outweigh_the_text():
    assert language_of(TEXTS["en"] * 3 + " Новини Політика Світ").code == "en"


def test_a_long_text_costs_no_more_than_its_beginning():
    start = time.process_time()
    language_of("слово " * 2_000_000)
    assert time.process_time() - start < 0.5
