"""Writes lexicon/parties/states.tsv: names of states from CLDR (by way of babel) joined with tools/states_words.txt.

Run at build time only: `python tools/states.py`. Columns: id; names, adjectives, people, capitals, each in en, uk, ru;
several values parted by semicolons, the first name of each language is its label.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src/goodoffices/lexicon/parties/states.tsv"
# CLDR's form where it is no name that a text would use.
INSTEAD = {
    ("en", "cd"): "Democratic Republic of the Congo", ("en", "cg"): "Republic of the Congo", ("en", "mm"): "Myanmar",
    ("en", "ci"): "Ivory Coast", ("en", "ps"): "Palestine", ("en", "tr"): "Turkey", ("en", "cz"): "Czech Republic",
    ("uk", "cd"): "Демократична Республіка Конго", ("uk", "cg"): "Республіка Конго", ("uk", "mm"): "М'янма",
    ("uk", "ps"): "Палестина", ("uk", "us"): "США", ("ru", "us"): "США", ("ru", "cg"): "Республика Конго",
    ("ru", "cd"): "Демократическая Республика Конго", ("ru", "mm"): "Мьянма", ("ru", "ps"): "Палестина",
    ("ru", "kp"): "Северная Корея", ("ru", "kr"): "Южная Корея", ("ru", "fm"): "Микронезия",
    ("ru", "mh"): "Маршалловы Острова", ("ru", "sb"): "Соломоновы Острова", ("ru", "sc"): "Сейшелы",
    ("uk", "sc"): "Сейшели", ("en", "va"): "Vatican",
}  # fmt: skip


def rows() -> list[str]:
    """One line a state, in the order of the ids."""
    names = {language: Locale(language).territories for language in ("en", "uk", "ru")}
    lines = []
    for line in (HERE / "states_words.txt").read_text(encoding="utf-8").splitlines():
        if not line or line[0] == "#":
            continue
        cells = (line.split("|") + [""] * 13)[:13]
        code = cells[0]
        columns = [code]
        for language, more in (("en", cells[10]), ("uk", cells[11]), ("ru", cells[12])):
            cldr = names[language][code.upper()].replace("ʼ", "'").replace("’", "'").replace("&", "and")
            first = INSTEAD.get((language, code), cldr)
            known = [first] if "(" in cldr or " - " in cldr or "о-ва" in cldr or " – " in cldr else [first, cldr]
            columns.append(";".join(dict.fromkeys([*known, *filter(None, more.split(";"))])))
        adjectives = [cells[1], cells[3], cells[4]]
        people = [cells[2] or ";".join(f"{word}s" for word in cells[1].split(";") if word[-1:].islower()), *cells[5:7]]
        lines.append("\t".join([*columns, *adjectives, *people, *cells[7:10]]))
    return sorted(lines)


if __name__ == "__main__":
    TARGET.write_text("\n".join(rows()) + "\n", encoding="utf-8")
