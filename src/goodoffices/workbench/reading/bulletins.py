"""Bulletins of the monitoring room: those that went out, signed, with what is known otherwise since; lists by hours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import get_args

import msgspec

from ...errors import LedgerRefused, NotAllowed, UsageError
from ...monitoring.bulletin_settings import LANGUAGES, PLAIN, Settings
from ...monitoring.times import zone_of
from ...publications.bulletins.content import HOURS, Bulletin, Correction, Form, bulletin_json, bulletin_of
from ...publications.bulletins.drawing import map_svg
from ...publications.bulletins.folder import files_of, unpacked
from ...publications.bulletins.page import FONT
from ...publications.bulletins.sections import sheet_of
from ...publications.bulletins.signing import MANIFEST, Checked, check_files
from ...publications.bulletins.view import Sheet
from ...publications.bulletins.wording import Wording
from ...store.blobs import BlobRef
from ...store.holdings import Holding
from ...store.rights import allowed
from ..case.bodies import read
from ..case.centre_bodies import BulletinBody
from ..case.centre_room import CORRECTED, CentreRoom
from ..case.decisions import signed_by
from ..case.desk import Desk
from .catalogue import Catalogue
from .sought import Stretch, stretch

HOUR = 3_600_000_000
LISTS: tuple[tuple[Form, int], ...] = (("hour", 6), ("six-hours", 4))
"""The forms of automatic lists, and how many of the last are offered."""
WHOLE = "bulletin.zip"
"""All files of a bulletin that went out, as one."""
_IDENT = re.compile(r"([a-z-]{1,10})-(\d{4}-\d\d-\d\dT\d\d:00:00Z)")


class BulletinLine(msgspec.Struct, frozen=True):
    """A bulletin as a list has it; times in microseconds UTC. One that went out has `entry`, `when` and `who`.

    `incidents`, `corrections`: how many it tells of and makes; None of an automatic list, which is made when asked for.
    `who` is empty for a reader who may not know.
    """

    id: str
    form: Form
    begins: int
    ends: int
    incidents: int | None = None
    corrections: int | None = None
    entry: int | None = None
    when: int | None = None
    who: str = ""


class BulletinList(msgspec.Struct, frozen=True):
    """A page of bulletins that went out, the newest first; the lists of the last hours; whether one may sign."""

    rows: tuple[BulletinLine, ...]
    stretch: Stretch
    lists: tuple[BulletinLine, ...]
    sign: bool


class Later(msgspec.Struct, frozen=True):
    """What a later bulletin says otherwise."""

    id: str
    corrections: tuple[Correction, ...]


class Signature(msgspec.Struct, frozen=True):
    """A manifest held against the files: the key that signed it, every file with its state, its own words.

    `holds` is false where the key did not sign it or a file is another.
    """

    key: str
    holds: bool
    states: tuple[tuple[str, str], ...]
    manifest: str


class BulletinShown(msgspec.Struct, frozen=True):
    """A bulletin with what later ones correct of it. `signature` None: an automatic list, or files that were not kept.

    `files`: the names under which it can be had.
    """

    line: BulletinLine
    bulletin: Bulletin
    since: tuple[Later, ...]
    signature: Signature | None
    files: tuple[str, ...]


class Paged(msgspec.Struct, frozen=True):
    """A bulletin in words, with its map as SVG ("" where nothing has a place)."""

    sheet: Sheet
    svg: str


class BulletinBook:
    """The bulletins as one reader sees them at `now` (microseconds UTC); none for who may not read the room."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None, now: int) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.until = now if at is None else min(at, now)
        self.room: CentreRoom | None
        try:
            self.room = CentreRoom(desk)
        except NotAllowed:
            self.room = None

    def page(self, number: int, until: int | None = None) -> BulletinList:
        """The newest first; the lists of the hours before `until` (microseconds UTC)."""
        held = self._held()
        shown = stretch(len(held), number)
        rows = tuple(self._line(*one) for one in shown.of(held))
        return BulletinList(rows, shown, tuple(self._lists(until)), self.may_sign)

    def every(self, until: int | None = None) -> Iterator[BulletinLine]:
        """Those that went out, the newest first, then the lists of the hours before `until`."""
        yield from (self._line(*one) for one in self._held())
        yield from self._lists(until)

    @property
    def may_sign(self) -> bool:
        """Whether the actor may send a daily bulletin out."""
        return self.room is not None and self.at is None and allowed(self.desk.actor, self.room.room.key, "decide")

    @property
    def due(self) -> int:
        """When the next daily bulletin ends: whole days after the last; of the first the last full hour."""
        held = self._held()
        if not held:
            return self.until // HOUR * HOUR
        last, day = held[0][1].ends, HOURS["day"] * HOUR
        return last + max((self.until - last) // day, 1) * day

    def _due(self, ident: str) -> tuple[Form, int] | None:
        """Form and end of what an id names; None where it names none, or a list is not due yet."""
        known = _period(ident)
        return None if known is None or (known[0] != "day" and known[1] > self.until) else known

    def one(self, ident: str) -> BulletinShown | None:
        """One bulletin or list; None where there is none that the actor may read."""
        known = self._due(ident)
        if self.room is None or known is None:
            return None
        form, ends = known
        if form != "day":
            made = self._composed(form, ends)
            return BulletinShown(_timed(form, ends), made, (), None, names_of(self.language))
        held = self._held()
        at = next((number for number, (_, body) in enumerate(held) if body.ends == ends), None)
        if at is None:
            return None
        holding, body = held[at]
        later = [self._data(one) for _, one in held[max(at - CORRECTED, 0) : at]]
        since = (
            Later(ident_of(one), tuple(said for said in one.corrections if said.bulletin == body.id)) for one in later
        )
        files = self._files(body)
        return BulletinShown(
            self._line(holding, body),
            self._data(body),
            tuple(one for one in reversed(list(since)) if one.corrections),
            signature_of(files, self.room.key()) if files else None,
            (*files, WHOLE) if files else (),
        )

    def paged(self, bulletin: Bulletin) -> Paged:
        """A bulletin in the reader's language."""
        return paged(bulletin, self.language, self.room.key() if self.room and bulletin.form == "day" else "")

    def file(self, ident: str, name: str) -> bytes | None:
        """One of the files of a bulletin: as it was signed, or of a list as it is made now."""
        known = self._due(ident)
        if self.room is None or known is None:
            return None
        form, ends = known
        if form != "day":
            paper = name.endswith(".pdf")
            return files_of(self._composed(form, ends), (self.language,), "", paper=paper).get(name)
        body = next((body for _, body in self._held() if body.ends == ends), None)
        if body is None or body.signed is None:
            return None
        return self.desk.fetch(body.signed) if name == WHOLE else self._files(body).get(name)

    def check(self, ident: str, files: dict[str, bytes]) -> Signature | None:
        """Hold a copy, with or without a manifest of its own, against what was signed here; None where there is none.

        Files of the bulletin that are not among the copy are left out.
        """
        known = _period(ident)
        body = next((body for _, body in self._held() if known and body.ends == known[1]), None)
        if self.room is None or body is None or known is None or known[0] != "day":
            return None
        kept = self._files(body)
        if not kept:
            return None
        found = signature_of({MANIFEST: kept[MANIFEST]} | files, self.room.key())
        states = tuple((name, state) for name, state in found.states if state != "missing")
        return msgspec.structs.replace(
            found, states=states, holds=found.key != "" and all(state == "signed" for _, state in states)
        )

    def draft(self, ends: int) -> Bulletin | None:
        """The daily bulletin that would go out now; None for who may not send it out."""
        return self.room.bulletin(self._settings(), ends) if self.room is not None and self.may_sign else None

    def issue(self, ends: int, seen: str) -> str | None:
        """Sign the daily bulletin and send it out: its id; None for who may not.

        `seen`: the hash of what was read before. Raises UsageError where what is known is no longer that, and where
        one went out whose period this one shares.
        """
        made = self.draft(ends)
        if made is None or self.room is None:
            return None
        if digest(made) != seen:
            raise UsageError("what is known has changed since this was composed; read it again, then sign")
        self.room.issue(made, LANGUAGES)
        return ident_of(made)

    def _settings(self) -> Settings:
        """What a bulletin says of itself: the name and the clock of the case, the names of the parties."""
        assert self.room is not None
        body = self.desk.settings_body(self.room.room)
        case = body.settings
        names = {one: case.titles.get(one) or case.name for one in LANGUAGES}
        return Settings(
            {one: text or PLAIN.name[one] for one, text in names.items()},
            zone=zone_of(body.zone or case.zone or "UTC"),
            parties={party.id: dict.fromkeys(LANGUAGES, party.name) for party in case.parties},
        )

    def _composed(self, form: Form, ends: int) -> Bulletin:
        assert self.room is not None
        room = self.room
        key = ("list", form, ends, self.at)
        return self.catalogue.sheet(room.room, key, lambda: room.bulletin(self._settings(), ends, form, self.at))

    def _held(self) -> list[tuple[Holding, BulletinBody]]:
        """Those that went out, the newest first."""
        if self.room is None:
            return []
        room = self.room.room

        def made() -> list[tuple[Holding, BulletinBody]]:
            held = self.desk.standing("bulletin", room=room, at=self.at)
            found = [(one, read(text, BulletinBody)) for one, text in self.desk.bodies(held)]
            return sorted(found, key=lambda one: -one[1].ends)

        return self.catalogue.sheet(room, ("bulletins", self.at), made)

    def _data(self, body: BulletinBody) -> Bulletin:
        return bulletin_of(self.desk.fetch(body.blob), body.id)

    def _files(self, body: BulletinBody) -> dict[str, bytes]:
        return _opened(self.desk, body.signed) if body.signed else {}

    def _line(self, held: Holding, body: BulletinBody) -> BulletinLine:
        assert self.room is not None
        data = self._data(body)
        return BulletinLine(
            ident_of(data), data.form, data.begins, data.ends, len(data.incidents), len(data.corrections),
            held.entry, held.seen, signed_by(self.desk, self.room.room, held.entry),
        )  # fmt: skip

    def _lists(self, until: int | None) -> Iterator[BulletinLine]:
        last = min(self.until if until is None else until, self.until) // HOUR * HOUR
        if self.room is not None:
            for form, most in LISTS:
                for back in range(most):
                    yield _timed(form, last - back * HOURS[form] * HOUR)


def names_of(language: str) -> tuple[str, ...]:
    """The files of a list."""
    worded = (f"bulletin.{language}.{ending}" for ending in ("html", "md", "pdf"))
    return ("bulletin.json", "incidents.csv", "incidents.geojson", *worded)


def ident_of(bulletin: Bulletin) -> str:
    """What stands for a bulletin in addresses."""
    return bulletin.id.replace(" ", "-")


def ident_at(form: Form, ends: int) -> str:
    """What stands for the bulletin of a form that ends then (microseconds UTC)."""
    return f"{form}-{datetime.fromtimestamp(ends // 1_000_000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def digest(bulletin: Bulletin) -> str:
    """SHA-256 of the data, in hex: what every form of the bulletin prints."""
    return hashlib.sha256(bulletin_json(bulletin)).hexdigest()


def paged(bulletin: Bulletin, language: str, key: str) -> Paged:
    """A bulletin in a language; `key`: the vkey that signs it, "" for none."""
    return Paged(sheet_of(bulletin, language, digest(bulletin), key), map_svg(Wording(bulletin, language), FONT))


def signature_of(files: dict[str, bytes], key: str) -> Signature:
    """Files held against the manifest among them; where the key did not sign that, `key` is empty."""
    manifest = files.get(MANIFEST, b"").decode("utf-8", "replace")
    try:
        found = check_files(files, key)
    except LedgerRefused:
        return Signature("", False, (), manifest)
    return Signature(key, _whole(found), found.states, manifest)


def _whole(found: Checked) -> bool:
    return all(state == "signed" for _, state in found.states)


def _opened(desk: Desk, ref: BlobRef) -> dict[str, bytes]:
    return unpacked(desk.fetch(ref))


def _timed(form: Form, ends: int) -> BulletinLine:
    return BulletinLine(ident_at(form, ends), form, ends - HOURS[form] * HOUR, ends)


def _period(ident: str) -> tuple[Form, int] | None:
    """Form and end (microseconds UTC) that an id names; None where it names none."""
    found = _IDENT.fullmatch(ident)
    form = next((one for one in get_args(Form) if found and one == found[1]), None)
    if found is None or form is None:
        return None
    try:
        return form, int(datetime.fromisoformat(found[2]).timestamp()) * 1_000_000
    except (ValueError, OverflowError):
        return None
