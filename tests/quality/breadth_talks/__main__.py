"""Prints what of the mini-stories is found: `python -m tests.quality.breadth_talks [name ...]`."""

from __future__ import annotations

import sys
from pathlib import Path

from .told import MEASURES, Told


def main(wanted: list[str]) -> None:
    sums = {measure: [0, 0] for measure in MEASURES}
    surplus_count = 0
    for path in sorted(Path(__file__).parent.glob("*/*.yaml")):
        if wanted and not any(one in f"{path.parent.name}/{path.stem}" for one in wanted):
            continue
        story = Told(path)
        marks, missed, surplus = story.score()
        surplus_count += len(surplus)
        print(f"== {story.name}: {len(story.records)} record(s)")
        for line in missed:
            print("   missed ", line)
        for line in surplus:
            print("   surplus", line)
        if wanted:
            _show(story)
        for measure, (right, total) in marks.items():
            sums[measure][0] += right
            sums[measure][1] += total
    print({measure: f"{right}/{total}" for measure, (right, total) in sums.items()}, "surplus", surplus_count)


def _show(story: Told) -> None:
    for finding in story.findings:
        print("  ", finding.question, finding.status, finding.subject, finding.reasons)
        for answer in finding.values:
            print("      ", answer.label, answer.owners, answer.sides)
            for ident in answer.claims:
                claim = story.claims[ident]
                print("          ", claim.polarity, [s.quote for s in claim.evidence], claim.subject, claim.speaker)


if __name__ == "__main__":
    main(sys.argv[1:])
