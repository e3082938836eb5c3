"""What the press says of attacks, as a table of reports: objects of `annotate`, one a line, or a `record.json`.

All that one page says of one attack is one report: who did what to what, and how many were killed. Whom a page cites
stands behind its report, so that ten newspapers with one governor's word count once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from ...lexicon.concepts import vocabulary
from ..arrival import LeftOut

COLUMNS = (
    "claim", "outlet", "owner", "from_day", "to_day", "lat", "lon", "radius_m", "means", "target", "accused",
    "killed_low", "killed_best", "killed_high", "text", "place", "precision",
)  # fmt: skip
KINDS = ("strike", "casualties")
WIDE = frozenset({"country", "region", "area"})
"""Precisions by which an attack has no place on a map."""
_SIDE = re.compile(r"\d{4}-\d\d-\d\d(?:T[0-9:]{5,8}(?:Z|[+-]\d\d:\d\d)?)?")


def press_rows(pages: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[dict[str, str | None] | LeftOut]:
    """A row (COLUMNS) for each attack that a page reports, or why there is none; pages come with where they stand."""
    for where, page in pages:
        names = {str(one["id"]): str(one["name"]) for one in page.get("people", []) if isinstance(one, dict)}
        for number, claims in enumerate(_attacks(page), 1):
            try:
                yield _row(page, claims, names)
            except ValueError as error:
                yield LeftOut(f"{where}, attack {number}", str(error))


def record_pages(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of a record, each with its claims, as `annotate` writes pages."""
    named = {one["id"]: one["name"] for one in record.get("sources", [])}
    held: dict[str, list[dict[str, Any]]] = {}
    for claim in record["claims"]:
        held.setdefault(claim["document"], []).append(claim)
    for document in record["documents"]:
        claims = held.get(document["id"], [])
        outlet = document["outlet"] or next((named.get(claim["source"], "") for claim in claims), "")
        shared = {"places": record["places"], "people": record["people"], "claims": claims, "outlet": outlet}
        yield document["path"], document | shared


def _attacks(page: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Claims of one attack together: of one place and day; those that name no day go with the first that does."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    undated: dict[str, list[dict[str, Any]]] = {}
    for claim in page.get("claims", []):
        if claim["kind"] in KINDS and claim["polarity"] == "asserted" and claim["subject"].startswith("strike"):
            place, day = _place_id(page, claim), (claim["time"] or "")[:10]
            (found.setdefault((place, day), []) if day else undated.setdefault(place, [])).append(claim)
    for place, claims in undated.items():
        known = next((held for (where, _), held in found.items() if where == place), None)
        if known is None:
            found[place, ""] = claims
        else:
            known.extend(claims)
    return list(found.values())


def _place_id(page: dict[str, Any], claim: dict[str, Any]) -> str:
    """The gazetteer id of a claim's place; "" where it has none."""
    if "about" in claim:
        return str(claim["about"]["place"] or "")
    parts = f":{claim['subject']}:"
    return next((one["gazetteer"] for one in page["places"] if f":{one['gazetteer']}:" in parts), "")


def _row(page: dict[str, Any], claims: list[dict[str, Any]], names: dict[str, str]) -> dict[str, str | None]:
    place = next((one for one in page["places"] if one["gazetteer"] == _place_id(page, claims[0])), None)
    if place is None:
        raise ValueError("no place")
    if place["precision"] in WIDE:
        raise ValueError(f"no nearer place than {place['name']}")
    begin, end = _times(page, claims)
    words = [word for claim in claims if claim["kind"] == "strike" for word in claim["value"]["ids"]]
    outlet = page["outlet"] or urlsplit(page["url"]).hostname or page["path"]
    told = min(claims, key=lambda claim: (claim["kind"] != "strike", claim["evidence"][0]["start"]))
    return {
        "claim": told["id"], "outlet": outlet, "owner": _owner(page, claims, names) or outlet,
        "from_day": begin, "to_day": end,
        "lat": repr(place["lat"]), "lon": repr(place["lon"]), "radius_m": str(place["radius_m"]),
        "means": _only(words, "means"), "target": _only(words, "target"), "accused": _accused(page, claims),
        **_killed(claims), "text": _text(page, told), "place": place["name"], "precision": place["precision"],
    }  # fmt: skip


def _times(page: dict[str, Any], claims: list[dict[str, Any]]) -> tuple[str, str]:
    """First and last day or instant, of the page where the claims name none."""
    told = next((claim["time"] for claim in claims if claim["time"]), None)
    published = page.get("published") or {}
    text = told or published.get("value") or ""
    sides = [side.rstrip("~?") for side in text.split("/")]
    if not all(_SIDE.fullmatch(side) for side in sides):
        raise ValueError(f"no day: {text}" if text else "no day")
    return sides[0], sides[-1]


def _only(words: list[str], role: str) -> str:
    """The one word of a role; "" where there is none, or several."""
    entries = vocabulary("strikes")
    found = sorted({word for word in words if entries.get(word, {}).get("role") == role})
    return found[0] if len(found) == 1 else ""


def _accused(page: dict[str, Any], claims: list[dict[str, Any]]) -> str:
    """The party that the claims name; "" where they name none, or not the same."""
    named = {_parties(page, claim) for claim in claims} - {""}
    return named.pop() if len(named) == 1 else ""


def _parties(page: dict[str, Any], claim: dict[str, Any]) -> str:
    if "about" in claim:
        return "+".join(claim["about"]["parties"])
    before = f":{claim['subject']}:".partition(f":{_place_id(page, claim)}:")[0]
    parties = {one["party"] for one in page.get("parties", [])}
    return next((part for part in before.split(":") if part and set(part.split("+")) <= parties), "")


def _killed(claims: list[dict[str, Any]]) -> dict[str, str | None]:
    """Of the dead, the first figure."""
    for claim in claims:
        if claim["kind"] == "casualties" and claim["subject"].startswith("strike:killed"):
            low, high = (claim["value"]["quantity"][side] for side in ("low", "high"))
            best = low if low == high else None
            told = {"killed_low": low, "killed_best": best, "killed_high": high}
            return {name: None if value is None else str(value) for name, value in told.items()}
    return dict.fromkeys(("killed_low", "killed_best", "killed_high"))


def _owner(page: dict[str, Any], claims: list[dict[str, Any]], names: dict[str, str]) -> str:
    """Who stands behind the words: the one who is cited, else the agency that the page credits."""
    cited = {claim["upstream"] for claim in claims} - {None}
    if len(cited) == 1:
        who = str(cited.pop())
        return names.get(who, who)
    return str(page["wire"][0]) if page.get("wire") else ""


def _text(page: dict[str, Any], claim: dict[str, Any]) -> str:
    span = claim["evidence"][0]
    return str(page["rendition"]["text"][span["start"] : span["end"]])


def read_press(raw: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages in JSON Lines of `annotate` or in a record; ValueError where it is neither."""
    if b'"version"' in raw[:200]:
        yield from record_pages(json.loads(raw))
        return
    for number, line in enumerate(raw.splitlines(), 1):
        if line.strip():
            page = json.loads(line)
            if not isinstance(page, dict) or "claims" not in page:
                raise ValueError(f"line {number} is no page of annotate")
            yield f"line {number}", page
