"""The table and the listing of misses."""

from __future__ import annotations

from collections.abc import Sequence

from .tally import Ratio, Tally

COLUMNS = ("en", "uk", "ru", "all")
F1 = frozenset({"lines.dropped", "quotes", "indirect", "times", "people", "disputes"})
COUNTS = frozenset({"lines.lost", "people.merged", "failed"})
ORDER = (
    "failed language published lines.dropped lines.lost lines.class quotes speakers indirect indirect.speakers "
    "times people people.joined people.merged quantities disputes not-disputes agreed copies"
).split()


def by_language(tallies: Sequence[Tally]) -> dict[str, Tally]:
    """One tally a language, and `all`."""
    sums = {name: Tally(name, name) for name in COLUMNS}
    for tally in tallies:
        for name in dict.fromkeys(("all", tally.language)):
            sums.setdefault(name, Tally(name, name)).add(tally)
    return sums


def table(tallies: Sequence[Tally]) -> str:
    """Measures down, languages across."""
    sums = by_language(tallies)
    columns = [name for name in sums if name in COLUMNS and sums[name].ratios]
    rows = [f"{'':20}" + "".join(f"{name:>24}" for name in columns)]
    for measure in ORDER:
        if measure in sums["all"].ratios:
            cells = (_cell(measure, sums[name].of(measure)) for name in columns)
            rows.append(f"{measure:20}" + "".join(f"{cell:>24}" for cell in cells))
    return "\n".join(rows)


def figure(measure: str, ratio: Ratio) -> float:
    """The one figure a floor is about: a count of what went wrong, F1, or the share that is right."""
    if measure in COUNTS:
        return ratio.found
    return ratio.f1 if measure in F1 else ratio.recall


def _cell(measure: str, ratio: Ratio) -> str:
    if measure in COUNTS:
        return str(ratio.found)
    if measure in F1:
        return f"{ratio.recall:.2f} p{ratio.precision:.2f} F{ratio.f1:.3f} {ratio.right}/{ratio.expected}"
    return f"{ratio.recall:.3f} {ratio.right}/{ratio.expected}"


def listing(tallies: Sequence[Tally], measures: Sequence[str] = ()) -> str:
    """Every miss, page by page; only the measures named, if any."""
    rows = []
    for tally in tallies:
        misses = [miss for miss in tally.misses if not measures or miss.measure.startswith(tuple(measures))]
        if misses:
            rows.append(f"\n{tally.page}")
        for miss in sorted(misses, key=lambda one: (one.line, one.measure)):
            rows.append(f"  {miss.line:4} {miss.measure:18} expected {miss.expected}")
            rows.append(f"       {'':18} got      {miss.got}")
    return "\n".join(rows)
