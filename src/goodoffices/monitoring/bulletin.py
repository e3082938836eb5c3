"""A bulletin from tables: incidents, the verdicts on them, effort, layers, and the bulletins that went out before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from ..publications.bulletins.content import (
    HOURS,
    Bulletin,
    Correction,
    Count,
    Figures,
    Form,
    Labels,
    Layer,
    Notice,
    Period,
    Restriction,
    Tally,
    Told,
    Watch,
)
from ..publications.bulletins.drawing import Frame, frame_of
from .bulletin_settings import Drawn, Settings
from .corrections import corrections
from .effort import HOUR, UNSEEN, Effort
from .incidents import LEVELS
from .tables import iso
from .telling import E7, SET_ASIDE, Teller
from .words import KINDS, words

TALLIED = ("region", "act", "target", "accused")
FINENESS = 2_000
"""Of a layer no more than a two-thousandth of the map's width is lost."""


class Ground(NamedTuple):
    """What a bulletin is made of. `lines`: the verdicts as `comply` writes them, None where there are none."""

    teller: Teller
    lines: Sequence[Mapping[str, Any]] | None
    effort: Effort | None
    earlier: Sequence[Bulletin] = ()
    figures: Sequence[Figures] = ()


def compose(ground: Ground, settings: Settings, ends: int, form: Form = "day") -> Bulletin:
    """The bulletin of the hour, six hours or day that end at `ends` (microseconds UTC)."""
    length = HOURS[form] * HOUR
    begins, teller = ends - length, ground.teller
    told, before = teller.between(begins, ends), teller.between(begins - length, begins)
    periods = _periods(ground, told, begins, ends) if form == "day" else ()
    effort = ground.effort
    mended = tuple(_mended(ground)) if form == "day" else ()
    shown = (*told, *before)
    return Bulletin(
        f"{form} {iso(ends)}",
        form,
        begins,
        ends,
        settings.zone,
        settings.name,
        told,
        len(before),
        teller.timeless,
        tuple(_tallies(told, before)),
        periods,
        _watches(effort, begins, ends) if effort is not None else (),
        _restrictions(effort, begins, ends) if effort is not None else (),
        tuple(_clipped(settings.layers, told)),
        mended,
        tuple(one.id for one in ground.earlier) if form == "day" else (),
        _terms(shown, periods, settings.parties, ground.earlier),
        settings.regions.source if settings.regions is not None else "",
        tuple(_notices(ground, told)) if form == "day" else (),
        tuple(ground.figures) if form == "day" else (),
        effort is not None,
        settings.office,
    )


def _tallies(told: Sequence[Told], before: Sequence[Told]) -> Iterable[Tally]:
    now, then = ([one for one in these if one.level not in SET_ASIDE] for these in (told, before))
    for by in TALLIED:
        yield _tally(by, now, then, key=lambda row: (-row.now, -row.before, row.key == "", row.key))
    yield _tally("level", told, before, key=lambda row: LEVELS.index(row.key))


def _tally(by: str, told: Iterable[Told], before: Iterable[Told], key: Callable[[Count], Any]) -> Tally:
    now, then = (Counter(str(getattr(one, by)) for one in these) for these in (told, before))
    rows = [Count(name, now[name], then[name]) for name in now.keys() | then.keys()]
    return Tally(by, tuple(sorted(rows, key=key)))


def _periods(ground: Ground, told: Sequence[Told], begins: int, ends: int) -> tuple[Period, ...]:
    """Every period that touches the bulletin's; with what the bulletin's own incidents add to each reading."""
    if ground.lines is None:
        return ()
    ours = {one.id for one in told}
    recent: Counter[tuple[str, str, str]] = Counter(
        (line["commitment"], line["reading"], line["verdict"])
        for line in ground.lines
        if line.get("incident") in ours and "duty" not in line
    )
    first, last = iso(begins) or "", iso(ends) or ""
    found = []
    for line in ground.lines:
        if "incident" in line or (line["begin"] or "") >= last or (line["end"] or "9") <= first:
            continue
        found.append(_period(line, recent))
    return tuple(found)


def _period(line: Mapping[str, Any], recent: Mapping[tuple[str, str, str], int]) -> Period:
    counts, effort = line["counts"], line["effort"]
    name = (line["commitment"], line["reading"])
    clause, text, reason = line.get("clause", ""), line.get("text", ""), line.get("reason", {})
    return Period(
        *name,
        line["by"],
        clause,
        line["begin"],
        line["end"],
        line["phase"],
        line["verdict"],
        line["why"],
        counts.get("within", 0),
        counts.get("undetermined", 0),
        counts.get("by_level", {}),
        counts.get("by_accused", {}),
        counts.get("answers", {}),
        round(effort["hours"] * 60) if effort is not None else None,
        recent[*name, "within"],
        recent[*name, "undetermined"],
        text,
        (reason.get("code", ""), reason.get("number", 0), reason.get("level", "")),
    )


def _notices(ground: Ground, told: Sequence[Told]) -> Iterable[Notice]:
    """The duties to notify that incidents of the period touch, each once where all readings say the same."""
    ours = {one.id for one in told}
    found = {
        Notice(line["commitment"], line["party"], line["incident"], line["verdict"], line["why"]): None
        for line in ground.lines or ()
        if "duty" in line and line["incident"] in ours
    }
    return tuple(found)


def _watches(effort: Effort, begins: int, ends: int) -> tuple[Watch, ...]:
    now = effort.within(begins, ends).kinds
    before = effort.within(2 * begins - ends, begins).kinds
    rows = [
        Watch(kind, round(now.get(kind, 0) * 60), round(before.get(kind, 0) * 60), kind not in UNSEEN)
        for kind in now.keys() | before.keys()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.seen, row.kind)))


def _restrictions(effort: Effort, begins: int, ends: int) -> tuple[Restriction, ...]:
    return tuple(
        Restriction(one.kind, one.begin, one.end, round(one.hours * 60), *one.told)
        for one in effort.unseen(begins, ends)
    )


def _mended(ground: Ground) -> Iterable[Correction]:
    teller = ground.teller
    for earlier in ground.earlier:
        told = teller.between(earlier.begins, earlier.ends)
        yield from corrections(earlier, told, teller, _periods(ground, told, earlier.begins, earlier.ends))


def _clipped(layers: Iterable[Drawn], shown: Iterable[Told]) -> Iterable[Layer]:
    """What of each layer lies on the map, simplified to what a map can show."""
    frame = frame_of(shown)
    for layer in layers:
        lines: list[tuple[tuple[int, int], ...]] = []
        if frame is not None:
            seen = shapely.clip_by_rect(layer.shape, *_wider(frame)).simplify((frame[2] - frame[0]) / FINENESS)
            for part in shapely.get_parts(seen):
                points = np.round(shapely.get_coordinates(part) * E7).astype(np.int64).tolist()
                lines.append(tuple((lon, lat) for lon, lat in points))
        yield Layer(layer.name, layer.source, layer.day, tuple(sorted(line for line in lines if len(line) > 1)))


def _wider(frame: Frame) -> Frame:
    """A frame that no panel, whatever its shape, shows beyond."""
    west, south, east, north = frame
    wide, high = (east - west) * 2, (north - south) * 2
    return Frame(west - wide, south - high, east + wide, north + high)


def _terms(
    told: Iterable[Told], periods: Iterable[Period], parties: Mapping[str, Labels], earlier: Iterable[Bulletin]
) -> dict[str, Labels]:
    """Labels of every word that is shown, as far as there are any."""
    found: dict[str, Labels] = {key: value for one in earlier for key, value in one.terms.items()}
    found |= {f"party:{party}": names for party, names in parties.items()}
    said = {one.act for one in told} | {one.target for one in told}
    for kind in KINDS:
        for word, entry in words(kind).items():
            if word in said:
                found[f"{kind}:{word}"] = dict(entry["labels"])
    return dict(sorted(found.items()))
