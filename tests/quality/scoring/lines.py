"""Line classes: what was dropped that should be, and no body line lost."""

from __future__ import annotations

from .gold import KEPT
from .located import Located
from .tally import Tally


def score_lines(tally: Tally, located: Located) -> None:
    """Measures `lines.dropped` (F1 of dropped lines), `lines.lost` (kept lines dropped), `lines.class` (accuracy).

    A line with a kept and a dropped class among its alternatives counts for the class alone.
    """
    found = {line.line: line for line in located.result.document.rendition.lines}
    for measure in ("lines.dropped", "lines.lost", "lines.class"):
        tally.count(measure)
    for number, kinds in located.page.lines.items():
        line = found.get(number)
        got = line.kind if line else "missing"
        tally.count("lines.class", int(got in kinds), 1, 1)
        kept = {kind in KEPT for kind in kinds}
        dropped = got not in KEPT
        if kept == {False}:
            tally.count("lines.dropped", int(dropped), 1, int(dropped))
        elif kept == {True}:
            tally.count("lines.dropped", 0, 0, int(dropped))
            tally.count("lines.lost", 0, 0, int(dropped))
        if got not in kinds:
            text = located.page.text.split("\n")[number - 1][:60]
            note = "LOST " if dropped and kept == {True} else "KEPT " if not dropped and kept == {False} else ""
            why = f" ({line.why})" if line and line.why else ""
            tally.miss(number, "lines", f"{'|'.join(kinds)}", f"{note}{got}{why}: {text}")
