"""Writes lexicon/names/common_{en,uk,ru}.txt: words that running text writes in small letters.

Run at build time only: `python tools/common_words.py ARTICLES.json`, the ground truth of the article extraction
benchmark (MIT), for English; Ukrainian and Russian are the stop lists of jusText (BSD). Only words are kept, sorted.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/goodoffices/lexicon/names"
WORD = re.compile(r"[^\W\d_]{3,}")


def english(path: Path) -> list[str]:
    """Words that at least three articles in Latin letters write small."""
    pages: Counter[str] = Counter()
    for article in json.loads(path.read_text(encoding="utf-8")).values():
        text = article["articleBody"]
        if " the " in text:
            pages.update({word for word in WORD.findall(text) if word.islower() and word.isascii()})
    return sorted(word for word, count in pages.items() if count >= 3)


def slavic(name: str) -> list[str]:
    """The words of a stop list that stand in it in small letters."""
    text = files("justext").joinpath("stoplists", f"{name}.txt").read_text(encoding="utf-8")
    return sorted({word for word in text.split() if word.islower() and len(word) > 2 and WORD.fullmatch(word)})


if __name__ == "__main__":
    for code, words in (
        ("en", english(Path(sys.argv[1]))),
        ("uk", slavic("Ukrainian")),
        ("ru", slavic("Russian")),
    ):
        (TARGET / f"common_{code}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
