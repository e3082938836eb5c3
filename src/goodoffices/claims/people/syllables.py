"""Names of syllables, Korean, Chinese and Japanese: which words belong to one, though they are none elsewhere."""

from __future__ import annotations

from ...lexicon.names.forms import is_cyrillic
from ...lexicon.names.given import family_first
from ...lexicon.reading import Reading

_HYPHENS = frozenset("-‑")


def of_korean(reading: Reading, index: int, roles: set[int], place: bool) -> bool:
    """Whether a word is half of a name, though none elsewhere: "Kim Do-gyun", "Park Chan-ho", by role "An Ik-san"."""
    if place:
        return _ends_korean(reading, index)
    if not (index and reading.capitals[index - 1]) and _HYPHENS.isdisjoint(reading.gaps[index : index + 2]):
        return False
    if _syllable(reading, index):
        return True
    family = index - 1 if _halved(reading, index) else index
    if family < 0 or not reading.capitals[family] or reading.gaps[family] != " " or not _halved(reading, family + 1):
        return False
    written = reading.text[reading.starts[family] : reading.ends[family]]
    return family_first(written) or (family - 1 in roles and len(written) < 4)


def _ends_korean(reading: Reading, index: int) -> bool:
    """Whether a place's name is the last syllable of a name: "генерала Ан Ик Сана"."""
    if index < 2 or len(reading.words[index]) > 4 or reading.language == "en":
        return False
    if not reading.capitals[index - 1] or (index > 2 and reading.capitals[index - 3]):
        return False
    return _syllable(reading, index)


def _syllable(reading: Reading, index: int) -> bool:
    """Whether a capitalised word is a syllable of a name in Cyrillic, though a preposition elsewhere: "Ким До Хён"."""
    for family in (index - 1, index - 2):
        if family < 0 or not all(reading.capitals[at] for at in range(family, index + 1)):
            return False
        if any(gap not in (" ", "\u00a0") for gap in reading.gaps[family:index]):
            return False
        written = reading.text[reading.starts[family] : reading.ends[family]]
        if is_cyrillic(written) and family_first(written):
            following = index + 1 < len(reading.words) and reading.capitals[index + 1] and reading.gaps[index] == " "
            return len(reading.words[index]) < 5 and (following or family == index - 2)
    return False


def _halved(reading: Reading, index: int) -> bool:
    """Whether a word is the first half of a given name like "Do-gyun"."""
    following = index + 1
    return (
        following < len(reading.words)
        and reading.capitals[index]
        and reading.gaps[index] in ("-", "‑")
        and reading.text[reading.starts[following]].islower()
        and len(reading.words[following]) < 6
    )


_INITIALS = "б п м ф д т н л г к х цз ц с чж ч ш ж в й".split()
_FINALS = (
    "а ай ань ан ао э е эй ей энь эн ень ен о оу у уа уай уань уан уй унь уэй уей уо и і инь ін інь ин ия ы я янь ян "
    "яо ю юй юэ юе юань юнь юн єнь єн є ьо ьє ье".split()
)
_SYLLABLES = frozenset(start + end for start in ["", *_INITIALS] for end in _FINALS)


def chinese(word: str) -> bool:
    """Whether a word is one or two Chinese syllables in Cyrillic: "Цзянь" of "Ван Цзянь", not "Дейк" of "Ван Дейк"."""
    if word in _SYLLABLES:
        return True
    return any(word[:cut] in _SYLLABLES and word[cut:] in _SYLLABLES for cut in range(2, min(len(word) - 1, 6)))


_KANA = frozenset(
    (
        "а и у э о ка ки ку кэ ко га ги гу гэ го са си су сэ со дза дзи дзу дзэ дзо за та ти цу тэ то да дэ до на "
        "ни ну нэ но ха хи фу хэ хо ба би бу бэ бо па пи пу пэ по ма ми му мэ мо я ю ё ра ри ру рэ ро ва н й кя кю "
        "кё ся сю сё тя тю тё ня ню нё хя хю хё мя мю мё ря рю рё дзя дзю дзё бя бю бё гя гю гё і е кі ке гі ге сі "
        "се дзі дзе ті те де ні не хі хе бі бе пі пе мі ме рі ре йо кьо сьо тьо ньо хьо рьо дзьо ї є"
    ).split()
)


def _kana(word: str) -> int:
    """How many Japanese syllables a word in Cyrillic falls into; 0 where it does not."""
    at = count = 0
    while at < len(word):
        size = next((size for size in (4, 3, 2, 1) if word[at : at + size] in _KANA), 0)
        if not size and word[at : at + 1] == word[at + 1 : at + 2]:
            size = 1  # "Хоккайдо", "Тоттори"
        if not size:
            return 0
        at, count = at + size, count + 1
    return count


def given_japanese(texts: tuple[str, ...]) -> bool:
    """Whether two words in Cyrillic read like a Japanese name: "Коити Мидзусима", "Акіко Такеда"."""
    if len(texts) != 2 or not is_cyrillic(texts[0]) or min(map(len, texts)) < 3:
        return False
    one, other = (_kana(text.lower()) for text in texts)
    return one > 1 and other > 1 and one + other > 4
