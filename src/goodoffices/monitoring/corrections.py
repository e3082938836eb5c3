"""Corrections to an earlier bulletin: what is now known of its period beside what it said then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..publications.bulletins.content import Bulletin, Correction, Period, Told
from .tables import iso
from .telling import SET_ASIDE, Teller

MINUTE = 60_000_000
SAME_METRES = 100
DEGREE_E7 = 1112  # metres of 1e5 units of 1e-7 degrees, as drawn from the middle of the Earth


def corrections(
    earlier: Bulletin, told: Sequence[Told], teller: Teller, periods: Sequence[Period]
) -> Iterator[Correction]:
    """What differs, incidents first, each in order of id.

    `told` is the earlier period as `teller` tells it now (an incident of another id may have taken in the reports of
    one that is gone), `periods` the verdicts as they are now, with the earlier period as the recent one.
    """
    was, now = ({one.id: one for one in these} for these in (earlier.incidents, told))
    current = teller.named(was)
    gone = {ident: one.claims for ident, one in was.items() if ident not in current}
    heirs = teller.heirs(claim for claims in gone.values() for claim in claims)
    taken: set[str] = set()
    for ident in sorted(was):
        if ident in current:
            yield from _changed(earlier, was[ident], current[ident])
            continue
        found = sorted({heirs[claim] for claim in gone[ident] if claim in heirs})
        taken.update(one for one in found if one not in was)
        if found:
            yield Correction(earlier.id, "joined", ident, (("incident", ident, ", ".join(found)),))
        else:
            yield Correction(earlier.id, "withdrawn", ident, (("level", was[ident].level, ""),))
    for ident in sorted(now.keys() - was.keys() - taken):
        yield Correction(earlier.id, "added", ident, tuple((name, "", value) for name, value in _fields(now[ident])))
    yield from _verdicts(earlier, periods)


def _changed(earlier: Bulletin, was: Told, now: Told) -> Iterator[Correction]:
    differing = []
    for (name, before), (_, after) in zip(_fields(was), _fields(now), strict=True):
        if before != after and not _alike(name, was, now):
            differing.append((name, before, after))
    if not differing:
        return
    gone = now.level in SET_ASIDE and was.level not in SET_ASIDE
    yield Correction(earlier.id, "withdrawn" if gone else "changed", was.id, tuple(differing))


def _fields(one: Told) -> list[tuple[str, str]]:
    place = ""
    if one.lat is not None and one.lon is not None:  # on the equator and on the prime meridian too
        place = f"{one.lat / 1e7:.4f}, {one.lon / 1e7:.4f} ± {one.radius} m"
    times = " – ".join(iso(each) or "" for each in (one.begins, one.ends) if each is not None)
    return [
        ("time", times),
        ("place", place),
        ("act", one.act),
        ("target", one.target),
        ("accused", one.accused),
        ("level", one.level),
        ("claims", ", ".join(one.claims)),
    ]


def _alike(name: str, was: Told, now: Told) -> bool:
    """Times within a minute and places within 100 m are no correction: every new report moves an estimate a little."""
    if name == "time":
        pairs = ((was.begins, now.begins), (was.ends, now.ends))
        return all(
            one == two or (one is not None and two is not None and abs(one - two) < MINUTE) for one, two in pairs
        )
    if name != "place" or was.lat is None or was.lon is None or now.lat is None or now.lon is None:
        return False
    apart = max(abs(was.lat - now.lat), abs(was.lon - now.lon)) * DEGREE_E7 // 100_000
    return apart <= SAME_METRES and abs(was.radius - now.radius) <= max(SAME_METRES, was.radius // 10)


def _verdicts(earlier: Bulletin, periods: Sequence[Period]) -> Iterator[Correction]:
    """Verdicts on periods that were over when the bulletin came out, and counts of its own period."""
    now = {_key(one): one for one in periods}
    out = iso(earlier.ends) or ""
    for was in earlier.periods:
        one = now.get(_key(was))
        if one is None:
            continue
        differing = [
            (name, str(before), str(after))
            for name, before, after in (
                ("recent-within", was.recent_within, one.recent_within),
                ("recent-undetermined", was.recent_undetermined, one.recent_undetermined),
            )
            if before != after
        ]
        if was.verdict != one.verdict and was.ends is not None and was.ends <= out:
            differing.insert(0, ("verdict", was.verdict, one.verdict))
        if differing:
            yield Correction(
                earlier.id, "verdict", " · ".join(part for part in _key(was)[:3] if part), tuple(differing)
            )


def _key(one: Period) -> tuple[str, ...]:
    return (one.commitment, one.reading, one.phase, one.begins or "", one.ends or "")
