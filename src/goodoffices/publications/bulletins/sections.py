"""The sections of a bulletin in words: counts, commitments, observation, corrections, the list of incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby

from .content import HOURS, Bulletin, Correction, Period, Tally, Told
from .view import Cell, Figure, Section, Sheet, Table
from .wording import Wording

LISTED = 300
CONFIRMED = ("corroborated", "verified", "attributed")
MACHINE = ("alleged", "corroborated")
KIND_OF = {"act": "acts", "target": "targets", "accused": "party"}


def sheet_of(bulletin: Bulletin, language: str, data: str, key: str) -> Sheet:
    """The bulletin in a language. `data`: hash of its data in hex; `key`: the vkey that signs it, "" for none."""
    say = Wording(bulletin, language)
    daily = bulletin.form == "day"
    sections = [_counts(say), _list(say), _map(say)]
    if daily:
        sections = [_counts(say), _commitments(say), *_extras(say), _effort(say), _restrictions(say), _map(say),
                    _corrections(say), _list(say)]  # fmt: skip
    facts = [(say("period"), say.stretch(bulletin.begins, bulletin.ends)), (say("clock"), say.zone())]
    if bulletin.office:
        facts.append((say("office"), bulletin.office))
    facts.append((say("data"), data))
    return Sheet(
        language,
        say(f"form-{bulletin.form}"),
        bulletin.name[language],
        "" if daily else say("automatic"),
        tuple(facts),
        tuple(_figures(say)),
        tuple(sections),
        (say("signed-note", key=key) if key else say("unsigned-note"),),
        (say("duty-officer"), say("date-signed")) if daily else (),
    )


def _figures(say: Wording) -> Iterable[Figure]:
    held = say.bulletin
    hours = HOURS[held.form]
    levels = next((tally for tally in held.tallies if tally.by == "level"), Tally("level", ()))
    confirmed = [row for row in levels.rows if row.key in CONFIRMED]
    pairs = [
        (say("incidents"), len(held.incidents), held.before),
        (say("confirmed"), sum(row.now for row in confirmed), sum(row.before for row in confirmed)),
    ]
    for label, now, before in pairs:
        yield Figure(label, say.number(now), say("against", hours=hours, number=say.number(before)))
    for label, seen in ((say("hours-watched"), True), (say("hours-blind"), False)):
        rows = [watch for watch in held.watches if watch.seen is seen]
        watched, earlier = (say.hours(sum(minutes)) for minutes in ([w.now for w in rows], [w.before for w in rows]))
        if held.effort_known:
            yield Figure(label, watched, say("against", hours=hours, number=earlier))
        elif seen:
            yield Figure(label, "—", say("not-recorded"))


def _counts(say: Wording) -> Section:
    held = say.bulletin
    notes = [say("counts-note"), say("levels-note")]
    if held.regions:
        notes.append(say("regions-by", source=held.regions))
    if held.timeless:
        notes.append(say("timeless", number=held.timeless))
    tables = [_tally(say, tally) for tally in held.tallies if tally.rows]
    return Section("counts", say("counts"), tuple(notes), tuple(tables), pairs=True)


def _tally(say: Wording, tally: Tally) -> Table:
    rows = []
    for row in tally.rows:
        if tally.by == "level":
            head = Cell(say.level(row.key), f"level-{row.key}")
        else:
            head = Cell(say.word(KIND_OF.get(tally.by, "region"), row.key))
        numbers = (say.number(row.now), say.number(row.before), say.signed(row.now - row.before))
        rows.append((head, *(Cell(number, "number") for number in numbers)))
    head_row = (say(f"by-{tally.by}"), say("now"), say("before"), say("change"))
    return Table("", head_row, tuple(rows), (5, 3, 3, 3))


def _commitments(say: Wording) -> Section:
    held = say.bulletin
    if not held.periods:
        return Section("commitments", say("commitments"), (say("no-commitments"),))
    tables = []
    head = (say("reading"), say("period"), say("verdict"), say("whole-period"), say("accused"),
            say("recent", hours=HOURS[held.form]))  # fmt: skip
    for name, periods in groupby(held.periods, key=lambda one: one.commitment):
        these = list(periods)
        clause = f", {say('clause', number=these[0].clause)}" if these[0].clause else ""
        text = f" — {these[0].text}" if these[0].text else ""
        rows = tuple(_period(say, one) for one in these)
        tables.append(Table(f"{name}{clause}{text}", head, rows, (4, 4, 5, 4, 5, 4)))
    return Section("commitments", say("commitments"), (say("commitments-note"),), tuple(tables))


def _period(say: Wording, one: Period) -> tuple[Cell, ...]:
    parts = {say.level(level): number for level, number in one.levels.items()}
    counts = say("within", number=one.within) + _listed(parts)
    maybe = say("maybe", number=one.undetermined) if one.undetermined else ""
    sides = {say.word("party", party): number for party, number in one.accused.items()}
    answers = {say.known(f"answer-{word}", word): number for word, number in one.answers.items()}
    phase = f" · {one.phase}" if one.phase else ""
    by = say("read-by", who=say.word("party", one.by)) if one.by != one.reading else ""
    recent = say("within", number=one.recent_within)
    return (
        Cell(say.word("party", one.reading) + phase, small=by),
        Cell(f"{_bound(say, one.begins)} – {_bound(say, one.ends)}"),
        Cell(say(f"verdict-{one.verdict}"), f"verdict-{one.verdict}", _why(say, one)),
        Cell(counts, small=maybe),
        Cell(_pairs(sides), small=_pairs(answers) if answers else ""),
        Cell(recent, small=say("maybe", number=one.recent_undetermined) if one.recent_undetermined else ""),
    )


def _why(say: Wording, one: Period) -> str:
    """The reason in the reader's language; a reading's own words, and what other programs write, as they are."""
    code, number, level = one.reason
    if code in ("", "unobservable"):
        return one.why
    return say(f"why-{code}", number=say.number(number), level=say.level(level))


def _listed(parts: Mapping[str, int]) -> str:
    return f" ({_pairs(parts)})" if parts else ""


def _pairs(parts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in parts.items()) or "—"


def _bound(say: Wording, text: str | None) -> str:
    if text is None:
        return say("open")
    moment = datetime.fromisoformat(text)
    return f"{say.clock(int(moment.timestamp()) * 1_000_000):%Y-%m-%d %H:%M}"


def _extras(say: Wording) -> Iterable[Section]:
    held = say.bulletin
    if held.notices:
        duties = tuple(
            (Cell(one.commitment), Cell(say.word("party", one.party)), Cell(one.incident),
             Cell(say.known(f"notice-{one.verdict}", one.verdict), f"notice-{one.verdict}", one.why))
            for one in held.notices
        )  # fmt: skip
        head = (say("commitment"), say("side"), say("incidents"), say("notice"))
        yield Section("notices", say("notices"), (), (Table("", head, duties, (4, 3, 3, 6)),))
    if held.figures:
        rows = tuple(
            (Cell(say.word("party", one.by)), Cell(one.about),
             Cell(say.known(f"figures-{one.status}", one.status), small=one.why))
            for one in held.figures
        )  # fmt: skip
        heads = (say("who-says"), say("subject"), say("finding"))
        yield Section("figures", say("figures"), (say("figures-note"),), (Table("", heads, rows, (3, 4, 7)),))


def _effort(say: Wording) -> Section:
    held = say.bulletin
    if not held.watches:
        return Section("effort", say("effort"), (say("no-effort"),))
    rows = tuple(
        (
            Cell(say.known(f"watch-{watch.kind}", watch.kind), small=say("seen" if watch.seen else "unseen")),
            *(Cell(text, "number") for text in (say.hours(watch.now), say.hours(watch.before))),
        )
        for watch in held.watches
    )
    head = (say("kind"), f"{say('hours')}, {say('now')}", f"{say('hours')}, {say('before')}")
    silent = () if any(watch.seen and watch.now for watch in held.watches) else (say("no-effort"),)
    return Section("effort", say("effort"), silent, (Table("", head, rows, (6, 3, 3)),))


def _restrictions(say: Wording) -> Section:
    held = say.bulletin
    denied = [one for one in held.incidents if one.act == "denial-of-access"]
    if not held.restrictions and not denied:
        return Section("restrictions", say("restrictions"), (say("no-restrictions"),))
    rows = [
        (
            Cell(say.short(one.begins, one.ends)),
            Cell(say.known(f"watch-{one.kind}", one.kind)),
            Cell(say.hours(one.minutes), "number"),
            Cell(one.place or say("not-told")),
            Cell(say.word("party", one.by)),
            Cell(one.note or "—"),
        )
        for one in held.restrictions
    ]
    rows += [
        (Cell(_when(say, one)), Cell(say.word("acts", one.act)), Cell("—", "number"),
         Cell(one.region or say.place(one)), Cell(say.word("party", one.accused)), Cell(one.id))
        for one in denied
    ]  # fmt: skip
    head = (say("when"), say("kind"), say("hours"), say("where"), say("by-whom"), say("remark"))
    return Section("restrictions", say("restrictions"), (), (Table("", head, tuple(rows), (5, 4, 2, 4, 3, 5)),))


def _map(say: Wording) -> Section:
    notes = [say("map-note")]
    if not say.bulletin.layers:
        notes.append(say("no-layer"))
    return Section("map", say("map"), tuple(notes), shows="map")


def _corrections(say: Wording) -> Section:
    held = say.bulletin
    title = say("corrections")
    if not held.compared:
        return Section("corrections", title, (say("no-earlier"),))
    if not held.corrections:
        return Section("corrections", title, (say("no-corrections", ids=", ".join(held.compared)),))
    head = (say("what-changed"), say("subject"), say("field"), say("was"), say("is"))
    tables = []
    for earlier, found in groupby(held.corrections, key=lambda one: one.bulletin):
        rows = tuple(row for one in found for row in _correction(say, one))
        tables.append(Table(say("corrections-to", id=earlier), head, rows, (3, 4, 3, 5, 8)))
    return Section("corrections", title, (), tuple(tables))


def _correction(say: Wording, one: Correction) -> Iterable[tuple[Cell, ...]]:
    mark = f"correction-{one.what}"
    if one.what == "added":
        known = " · ".join(_value(say, field, now) for field, _, now in one.changes if now)
        yield (Cell(say(mark), mark), Cell(one.about), Cell("—"), Cell("—"), Cell(known))
        return
    for number, (field, was, now) in enumerate(one.changes):
        first = (Cell(say(mark), mark), Cell(one.about)) if not number else (Cell(""), Cell(""))
        yield (*first, Cell(say(f"field-{field}")), *(Cell(_value(say, field, text)) for text in (was, now)))


def _value(say: Wording, field: str, text: str) -> str:
    if not text:
        return "—"
    if field in ("level", "verdict"):
        return say(f"{field}-{text}")
    if field == "time":
        bounds = [int(datetime.fromisoformat(part).timestamp()) * 1_000_000 for part in text.split(" – ")]
        return say.stretch(bounds[0], bounds[-1])
    kind = KIND_OF.get(field)
    return say.word(kind, text) if kind else text


def _list(say: Wording) -> Section:
    held = say.bulletin
    if not held.incidents:
        return Section("list", say("list"), (say("list-empty"),))
    shown = held.incidents[:LISTED]
    rows = tuple(_row(say, number, one) for number, one in enumerate(shown, 1))
    head = (say("number"), say("time"), say("place"), say("what"), say("side"), say("level"), say("reports"))
    notes: tuple[str, ...] = ()
    if len(held.incidents) > LISTED:
        notes = (say("list-cut", shown=LISTED, number=len(held.incidents)),)
    table = Table("", head, rows, (2, 5, 6, 5, 4, 5, 4), small=True)
    return Section("list", say("list"), notes, (table,))


def _row(say: Wording, number: int, one: Told) -> tuple[Cell, ...]:
    what = say.word("acts", one.act)
    target = say.word("targets", one.target) if one.target else ""
    claims = ", ".join(one.claims[:4]) + (" …" if len(one.claims) > 4 else "")
    return (
        Cell(str(number), "number"),
        Cell(_when(say, one)),
        Cell(one.region or say.place(one), small=say.place(one) if one.region else ""),
        Cell(what, small=target),
        Cell(say.word("party", one.accused)),
        Cell(say.level(one.level), f"level-{one.level}", _decided(say, one)),
        Cell(say.number(len(one.claims)), small=claims),
    )


def _decided(say: Wording, one: Told) -> str:
    """Who gave the level and why; of a level that only people give also that nobody is named."""
    who = one.decided or (say("decider-unknown") if one.level not in MACHINE and not one.why else "")
    return ": ".join(part for part in (who, one.why) if part)


def _when(say: Wording, one: Told) -> str:
    if one.begins is None or one.ends is None:
        return say("not-told")
    return say.short(one.begins, one.ends)
