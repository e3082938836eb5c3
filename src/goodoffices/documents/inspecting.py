"""What a file holds, told without keeping it: the work behind `goodoffices ingest`."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from ..errors import InputRefused
from ..sources import Arrival
from ..sources.arrival import LeftOut
from ..sources.arrivals import unpacked
from ..sources.encodings import decoded
from ..sources.guard.answers import Terms
from ..sources.guard.inspection import Inspection, Member, Outcome, SheetSize, refused
from ..sources.media import CSV, EVERYTHING, FEED, PAPERS, PICTURES, XLSX, ZIP, media_type_of, name_disagrees
from ..sources.papers import paper_of
from ..sources.tables import Row, rows_of
from .papers import page_of
from .reader import document_of

MOST_NAMED = 100
_ENDS_EARLY = ("ends in the middle of a character", "ends before </html>")
_END_OF_ZIP = b"PK\x05\x06"
_HOLD_ZIPS = frozenset((ZIP, XLSX, *PAPERS))

Enough = Callable[[], bool]


def inspected(path: str, raw: bytes, terms: Terms, enough: Enough) -> Inspection:
    """What the file holds; raises InputRefused for a kind that is never read. `enough`: whether its time is up."""
    kind = media_type_of(path, raw, EVERYTHING)
    disagrees = name_disagrees(path, kind)
    try:
        found = _whole(path, raw, kind, terms, enough)
    except InputRefused as refusal:
        return replace(refused(refusal), media_type=kind, name_disagrees=disagrees)
    warnings = found.warnings
    if kind not in _HOLD_ZIPS and _END_OF_ZIP in raw[-65_557:]:
        warnings = (*warnings, f"a zip archive is hidden behind it; only the {kind} is read")
    status: Outcome = "partial" if found.left_out else "read"
    return replace(found, status=status, media_type=kind, name_disagrees=disagrees, warnings=warnings)


def _whole(path: str, raw: bytes, kind: str, terms: Terms, enough: Enough) -> Inspection:
    if kind in (ZIP, FEED):
        return _many(path, raw, terms, enough)
    return _one(Arrival(path, raw, kind), terms, enough)


def _one(arrival: Arrival, terms: Terms, enough: Enough) -> Inspection:
    if arrival.media_type in PICTURES:
        return _picture(arrival)
    if arrival.media_type in (CSV, XLSX):
        return _table(arrival, enough)
    if arrival.media_type in PAPERS:
        paper = paper_of(arrival, enough)
        found = _page(page_of(arrival, replace(paper, warnings=(), left_out=())), terms)
        return replace(
            found, encoding=None, encoding_basis=None, pages=paper.pages,
            warnings=(*paper.warnings, *found.warnings), left_out=(*paper.left_out, *found.left_out),
        )  # fmt: skip
    return _page(arrival, terms)


def _page(arrival: Arrival, terms: Terms) -> Inspection:
    document = document_of(arrival, terms.settings, terms.saying)
    read = decoded(arrival.raw, arrival.media_type.partition("charset=")[2])
    ends = tuple(warning for warning in document.warnings if warning.startswith(_ENDS_EARLY))
    others = tuple(warning for warning in document.warnings if warning not in ends)
    zeros = read.text.count("\x00")
    if zeros:
        others = (f"{zeros} NUL characters taken out", *others)
    rendition = document.rendition
    return Inspection(
        "read", title=document.title, language=rendition.language, encoding=document.encoding,
        encoding_basis=read.basis, characters=len(rendition.text), lines=len(rendition.lines),
        warnings=others, left_out=tuple(LeftOut("after the end of the file", warning) for warning in ends),
    )  # fmt: skip


def _picture(arrival: Arrival) -> Inspection:
    from ..sources.pictures import picture_of

    seen = picture_of(arrival.path, arrival.raw)
    return Inspection(
        "read", width=seen.width, height=seen.height, taken=seen.taken, device=seen.device,
        latitude=seen.latitude, longitude=seen.longitude, warnings=seen.warnings, left_out=seen.left_out,
    )  # fmt: skip


def _table(arrival: Arrival, enough: Enough) -> Inspection:
    sizes: dict[str, tuple[int, int]] = {}
    left_out: list[LeftOut] = []
    skipped = uneven = 0
    for found in rows_of(arrival, enough):
        if isinstance(found, Row):
            rows, columns = sizes.get(found.sheet, (0, 0))
            uneven += arrival.media_type == CSV and bool(rows) and len(found.values) > columns
            sizes[found.sheet] = rows + 1, max(columns, len(found.values))
        elif len(left_out) < MOST_NAMED:
            left_out.append(found)
        else:
            skipped += 1
    if skipped:
        left_out.append(LeftOut("more rows", f"{skipped:,} are left out beside those named"))
    if not sizes:
        said = left_out[0].reason if left_out else "no row of it holds anything"
        raise InputRefused(arrival.path, f"a table without rows: {said}", remedy="Leave it out")
    found_in = Inspection(
        "read",
        rows=sum(rows for rows, _ in sizes.values()),
        columns=max(columns for _, columns in sizes.values()),
        warnings=(f"{uneven} rows are wider than those above them",) if uneven else (),
        left_out=tuple(left_out),
    )
    if arrival.media_type == XLSX:
        return replace(found_in, sheets=tuple(SheetSize(name, *size) for name, size in sizes.items()))
    read = decoded(arrival.raw)
    return replace(
        found_in, encoding=read.encoding, encoding_basis=read.basis, warnings=(*found_in.warnings, *read.warnings)
    )


def _many(path: str, raw: bytes, terms: Terms, enough: Enough) -> Inspection:
    """What an archive or a feed holds: its documents together, and what of it is left out."""
    members: list[Member] = []
    left_out: list[LeftOut] = []
    warnings: list[str] = []
    count = characters = skipped = 0
    for arrival in unpacked(path, raw, EVERYTHING):
        if enough():
            left_out.append(LeftOut("the rest of the file", "the time for one file is up"))
            break
        found = _attempt(arrival, terms, enough)
        name = arrival.path.removeprefix(f"{path}!")
        if isinstance(found, InputRefused):
            place = f"{name}, {found.place}" if found.place else name
            skipped += len(left_out) >= MOST_NAMED
            left_out += [LeftOut(place, found.reason)][: MOST_NAMED - len(left_out)]
            continue
        count, characters = count + 1, characters + (found.characters or 0)
        warnings += [f"{name}: {said}" for said in found.warnings][: MOST_NAMED - len(warnings)]
        left_out += [LeftOut(f"{name}, {part.place}", part.reason) for part in found.left_out]
        if len(members) < MOST_NAMED:
            members.append(Member(name, found.media_type, found.language or "", found.characters or 0))
    if skipped:
        left_out.append(LeftOut("more members", f"{skipped:,} are left out beside those named"))
    if not count:
        said = left_out[0].reason if left_out else "it holds no document"
        raise InputRefused(path, f"nothing in it can be read: {said}", remedy="Leave it out")
    return Inspection(
        "read", documents=count, characters=characters, members=tuple(members), warnings=tuple(warnings),
        left_out=tuple(left_out),
    )  # fmt: skip


def _attempt(arrival: Arrival | InputRefused, terms: Terms, enough: Enough) -> Inspection | InputRefused:
    if isinstance(arrival, InputRefused):
        return arrival
    try:
        found = _one(arrival, terms, enough)
    except InputRefused as refusal:
        return refusal
    except Exception as error:  # libraries raise anything on damaged files; the other members are read all the same
        return InputRefused(arrival.path, f"damaged: its reader gave up ({type(error).__name__})")
    return replace(found, media_type=arrival.media_type.partition(";")[0])
