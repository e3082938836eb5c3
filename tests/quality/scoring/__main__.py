"""The report: `python -m tests.quality.scoring [FOLDER] [--only times,quotes] [--page NAME] [--table]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .floors import raised, sums
from .gold import pages_below
from .page import score_page
from .report import listing, table
from .runs import story_tallies

FLOORS = Path(__file__).resolve().parent.parent / "floors.toml"
CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def main() -> int:
    """Print every miss and the table of the pages below FOLDER (the development pages when none is named)."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.scoring")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--only", default="", help="measures to list, by comma: lines, quotes, speakers, times ...")
    parser.add_argument("--page", default="", help="pages whose name holds this")
    parser.add_argument("--lang", default="", help="pages of this language")
    parser.add_argument("--table", action="store_true", help="the table alone")
    parser.add_argument("--no-stories", action="store_true", help="leave out the briefs of the stories")
    parser.add_argument(
        "--pin", action="store_true", help="raise the floors of the development pages to what is reached"
    )
    options = parser.parse_args()
    if options.pin:
        FLOORS.write_text(raised(FLOORS.read_text(encoding="utf-8"), sums(CORPUS, strict=True)), encoding="utf-8")
        return 0
    pages = [
        page
        for page in pages_below(options.folder)
        if options.page in page.path.name and options.lang in ("", page.language)
    ]
    tallies = [score_page(page) for page in pages]
    if not options.no_stories and not options.page and not options.lang:
        tallies += story_tallies(options.folder)
    out = sys.stdout
    if not options.table:
        out.write(listing(tallies, [name for name in options.only.split(",") if name]) + "\n\n")
    out.write(f"{len(pages)} pages\n{table(tallies)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
