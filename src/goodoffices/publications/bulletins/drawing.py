"""The map of a bulletin as SVG: a frame of degrees, each source's lines on a panel of its own, incidents on all.

An equirectangular projection, true to scale in both directions at the middle latitude. Marks tell the level of
confirmation by shape, never a side by colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import cos, floor, log10, radians
from textwrap import wrap
from typing import NamedTuple

from markupsafe import escape

from .content import Layer, Told
from .wording import E7, Wording

MARGIN = 0.15
LEAST_DEGREES = 0.5
GAP, HEAD, FOOT, WHOLE, HIGHEST = 24, 18, 22, 960, 640
CAPTION, WIDEST, MOST_LINES = 16, 8.8, 4
"""Pixels of a line of a caption and of its widest letters; lines of it at most."""
NEAR = 13
"""Pixels within which marks are drawn as one, with all their numbers."""
NUMBERED = 60
KM_PER_DEGREE = 111.2
DRAWN = ("alleged", "corroborated", "verified", "attributed", "disputed", "not-observable")
STRONGEST = ("attributed", "verified", "corroborated", "disputed", "alleged", "not-observable")
INK, LINE, NET, RING = "#1c2024", "#8a2b57", "#d9d5cb", "#0f5c59"


class Frame(NamedTuple):
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float


def frame_of(told: Iterable[Told]) -> Frame | None:
    """The frame of a map that shows these incidents with some land around; None where none has a place."""
    places = [(one.lon / E7, one.lat / E7) for one in told if one.lon is not None and one.lat is not None]
    if not places:
        return None
    lons, lats = zip(*places, strict=True)
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    wide, high = (max(LEAST_DEGREES - extent, extent * 2 * MARGIN) / 2 for extent in (east - west, north - south))
    return Frame(max(west - wide, -180.0), max(south - high, -90.0), min(east + wide, 180.0), min(north + high, 90.0))


class Panel(NamedTuple):
    """One drawing of the land: pixels of its left upper corner and its size, and the frame it shows."""

    left: float
    top: float
    width: float
    height: float
    frame: Frame

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels of a place in degrees."""
        west, south, east, north = self.frame
        x = self.left + (lon - west) / (east - west) * self.width
        return round(x, 1), round(self.top + (north - lat) / (north - south) * self.height, 1)

    @property
    def metre(self) -> float:
        """Pixels of a metre, from south to north."""
        return self.height / ((self.frame.north - self.frame.south) * KM_PER_DEGREE * 1_000)


def map_svg(say: Wording, font: str) -> str:
    """The drawing, "" where no incident has a place."""
    told = [one for one in say.bulletin.incidents if one.level in DRAWN and one.lat is not None]
    frame = frame_of(told)
    if frame is None:
        return ""
    by_source = sorted({layer.source for layer in say.bulletin.layers})
    groups = [[layer for layer in say.bulletin.layers if layer.source == source] for source in by_source] or [[]]
    abreast = min(len(groups), 2)
    width = (WHOLE - GAP * (abreast - 1)) / abreast
    height = min(_height(frame, width), HIGHEST)
    captions = [wrap(_caption(say, layers), int(width / WIDEST), max_lines=MOST_LINES) for layers in groups]
    head = HEAD + CAPTION * max(map(len, captions))
    parts = []
    for number, layers in enumerate(groups):
        row, column = divmod(number, abreast)
        panel = Panel(column * (width + GAP), row * (height + head + FOOT) + head, width, height, frame)
        parts.append(_titled(panel, captions[number]) + _panel(say, panel, layers, told, number))
    rows = -(-len(groups) // abreast)
    whole = rows * (height + head + FOOT) + 30
    legend = _legend(say, whole - 18)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WHOLE} {whole:.0f}" width="{WHOLE}" '
        f'height="{whole:.0f}" role="img" aria-label="{escape(say("map"))}" font-family="{escape(font)}" '
        f'font-size="13" fill="{INK}">{"".join(parts)}{legend}</svg>'
    )


def _height(frame: Frame, width: float) -> float:
    shape = (frame.north - frame.south) / ((frame.east - frame.west) * cos(radians((frame.north + frame.south) / 2)))
    return round(width * min(max(shape, 0.45), 1.1))


def _fitted(panel: Panel) -> Panel:
    """The panel with its frame widened so that both directions have one scale."""
    west, south, east, north = panel.frame
    middle = cos(radians((north + south) / 2))
    wanted = panel.width / panel.height
    wide, high = (east - west) * middle, north - south
    if wide / high < wanted:
        more = (high * wanted - wide) / middle / 2
        return panel._replace(frame=Frame(west - more, south, east + more, north))
    more = (wide / wanted - high) / 2
    return panel._replace(frame=Frame(west, south - more, east, north + more))


def _panel(say: Wording, panel: Panel, layers: Sequence[Layer], told: Sequence[Told], number: int) -> str:
    panel = _fitted(panel)
    left, top, width, height = panel[:4]
    clip = f"panel-{number}"
    body = [_net(panel), *(_layer(panel, layer) for layer in layers), _incidents(panel, told, say.bulletin.incidents)]
    return (
        f'<clipPath id="{clip}"><rect x="{left}" y="{top}" width="{width}" height="{height}"/></clipPath>'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#fff" stroke="#8b8f94"/>'
        f'<g clip-path="url(#{clip})">{"".join(body)}</g>{_labels(panel)}{_scale(say, panel)}'
    )


def _titled(panel: Panel, lines: Sequence[str]) -> str:
    """Whose lines a panel shows, above it."""
    first = panel.top - 10 - CAPTION * (len(lines) - 1)
    said = (
        f'<tspan x="{panel.left}" y="{first + CAPTION * number}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text font-weight="600">{" ".join(said)}</text>'


def _caption(say: Wording, layers: Sequence[Layer]) -> str:
    if not layers:
        return say("no-layer")
    said = []
    last = say.clock(say.bulletin.ends).date()
    for layer in layers:
        days = (last - date.fromisoformat(layer.day)).days
        age = f" ({say.age(days)})" if days else ""
        said.append(say("layer", name=layer.name, source=layer.source, day=layer.day) + age)
    return "; ".join(said)


def _layer(panel: Panel, layer: Layer) -> str:
    paths = []
    for line in layer.lines:
        points = " L".join("{} {}".format(*panel.at(lon / E7, lat / E7)) for lon, lat in line)
        paths.append(f"M{points}")
    if not paths:
        return ""
    return f'<path d="{"".join(paths)}" fill="none" stroke="{LINE}" stroke-width="1.8" stroke-dasharray="7 3"/>'


def _step(extent: float, most: int) -> float:
    """The roundest step (1, 2 or 5 times a power of ten) that parts an extent into at most so many."""
    power = 10.0 ** floor(log10(extent / most))
    return next(power * each for each in (1, 2, 5, 10) if extent / (power * each) <= most)


def _ticks(low: float, high: float, step: float) -> list[float]:
    return [number * step for number in range(-floor(-low / step), floor(high / step) + 1)]


def _net(panel: Panel) -> str:
    west, south, east, north = panel.frame
    step = _step(max(east - west, north - south), 6)
    lines = []
    for lon in _ticks(west, east, step):
        x = panel.at(lon, south)[0]
        lines.append(f"M{x} {panel.top}V{panel.top + panel.height}")
    for lat in _ticks(south, north, step):
        y = panel.at(west, lat)[1]
        lines.append(f"M{panel.left} {y}H{panel.left + panel.width}")
    return f'<path d="{"".join(lines)}" stroke="{NET}" fill="none"/>'


def _labels(panel: Panel) -> str:
    west, south, east, north = panel.frame
    step = _step(max(east - west, north - south), 6)
    found = []
    for lon in _ticks(west, east, step):
        x, text = panel.at(lon, south)[0], f"{abs(lon):g}°{'E' if lon >= 0 else 'W'}"
        if panel.left + 20 < x < panel.left + panel.width - _scale_bar(panel)[1] - 75:
            found.append(f'<text x="{x}" y="{panel.top + panel.height + 14}" text-anchor="middle">{text}</text>')
    for lat in _ticks(south, north, step):
        y, text = panel.at(west, lat)[1], f"{abs(lat):g}°{'N' if lat >= 0 else 'S'}"
        if panel.top + 12 < y < panel.top + panel.height - 4:
            found.append(f'<text x="{panel.left + 4}" y="{y - 3}">{text}</text>')
    return f'<g font-size="11" fill="#555c63">{"".join(found)}</g>'


def _scale_bar(panel: Panel) -> tuple[float, float]:
    """Metres and pixels of the bar: a round number, up to a fifth of the panel."""
    metres = _step(panel.width / panel.metre * 0.8, 4)
    return metres, round(metres * panel.metre, 1)


def _scale(say: Wording, panel: Panel) -> str:
    metres, length = _scale_bar(panel)
    x, y = panel.left + panel.width - length - 2, panel.top + panel.height + 9
    return (
        f'<path d="M{x} {y - 4}v4h{length}v-4" fill="none" stroke="{INK}"/>'
        f'<text x="{x - 5}" y="{y}" font-size="11" text-anchor="end">{escape(say.radius(round(metres)))}</text>'
    )


def _incidents(panel: Panel, told: Sequence[Told], every: Sequence[Told]) -> str:
    """Circles that hold the place, then marks; those that would cover each other share one and list their numbers.

    Numbers are those of the list of incidents, which has `every` one of them.
    """
    circles, marks = [], []
    heaps: list[tuple[float, float, list[tuple[int, Told]]]] = []
    order = {one.id: number for number, one in enumerate(every, 1)}
    for one in sorted(told, key=lambda one: (STRONGEST.index(one.level), order[one.id])):
        x, y = panel.at((one.lon or 0) / E7, (one.lat or 0) / E7)
        size = one.radius * panel.metre
        if size > NEAR / 2:
            circles.append(f'<circle cx="{x}" cy="{y}" r="{size:.1f}"/>')
        heap = next((heap for heap in heaps if abs(heap[0] - x) < NEAR and abs(heap[1] - y) < NEAR), None)
        if heap is None:
            heaps.append((x, y, [(order[one.id], one)]))
        else:
            heap[2].append((order[one.id], one))
    for x, y, these in heaps:
        marks.append(mark(these[0][1].level, x, y))
        if len(told) <= NUMBERED or len(these) > 1:
            text = _numbers(sorted(number for number, _ in these))
            marks.append(f'<text x="{x + 8}" y="{y + 4}" {HALO}>{text}</text>')
    drawn = f'<g fill="{RING}" fill-opacity="0.06" stroke="{RING}" stroke-opacity="0.45">{"".join(circles)}</g>'
    return drawn + f'<g font-size="11">{"".join(marks)}</g>'


HALO = 'paint-order="stroke" stroke="#fff" stroke-width="3"'


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:3]))
    return shown + (f" +{len(numbers) - 3}" if len(numbers) > 3 else "")


def mark(level: str, x: float, y: float) -> str:
    """The mark of a level: open circle, full circle, square, diamond; a cross in it where accounts differ."""
    open_ = f'fill="#fff" stroke="{INK}" stroke-width="1.6"'
    full = f'fill="{INK}" stroke="#fff" stroke-width="0.8"'
    if level == "corroborated":
        return f'<circle cx="{x}" cy="{y}" r="5" {full}/>'
    if level == "verified":
        return f'<rect x="{x - 5}" y="{y - 5}" width="10" height="10" {full}/>'
    if level == "attributed":
        return f'<path d="M{x} {y - 7}l7 7l-7 7l-7 -7z" {full}/>'
    ring = f'<circle cx="{x}" cy="{y}" r="4.6" {open_}/>'
    if level == "disputed":
        return f'{ring}<path d="M{x - 3} {y - 3}l6 6m0 -6l-6 6" stroke="{INK}" stroke-width="1.4"/>'
    return ring.replace("/>", ' stroke-dasharray="2 2"/>') if level == "not-observable" else ring


def _legend(say: Wording, y: float) -> str:
    found, x = [], 8.0
    for level in DRAWN:
        if any(one.level == level for one in say.bulletin.incidents):
            label = say.level(level)
            found.append(f'{mark(level, x, y)}<text x="{x + 12}" y="{y + 4.5}">{escape(label)}</text>')
            x += 34 + 7.4 * len(label)
    return "".join(found)
