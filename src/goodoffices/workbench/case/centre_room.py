"""The monitoring room of a case: incidents, reports, commitments, effort as entries; verdicts and bulletins of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import orjson
import pyarrow as pa

from ...errors import InputRefused, UsageError
from ...monitoring.answers import Answers
from ...monitoring.bulletin import Ground, compose
from ...monitoring.bulletin_settings import Settings
from ...monitoring.clauses import commitments_of, text_of
from ...monitoring.commitments import Commitment
from ...monitoring.compliance import Given, changes, key_of, verdicts
from ...monitoring.confirming import Confirming, confirm
from ...monitoring.effort import HOUR, Effort
from ...monitoring.figures import figures_of, shown
from ...monitoring.incidents import Incidents
from ...monitoring.notices import notices_of
from ...monitoring.telling import Teller
from ...publications.bulletins.content import HOURS, Bulletin, Form, bulletin_json, bulletin_of
from ...publications.bulletins.folder import packed, signed_files
from ...publications.bulletins.signing import bulletin_signer
from ...records import content_id
from ...store.rights import require
from .bodies import GoneBody, read, written
from .centre_bodies import BulletinBody, CommitmentsBody, IncidentBody, ReportBody, TableBody, VerdictBody
from .centre_levels import Level, levels_of, retracted_reports
from .centre_sessions import sessions_of
from .centre_tables import WHERE, incident_bodies, incidents_of, joined, report_bodies, reports_table, table_body
from .desk import Desk
from .retelling import MOST_TOGETHER
from .room import Statement

CENTRE = "centre"
CORRECTED = 7
"""How many of the daily bulletins that went out last are corrected by the next."""

Body = TypeVar("Body", bound=msgspec.Struct)


class Brought(msgspec.Struct, frozen=True):
    """What bringing something in did, by kind of entry: how many were new or changed, how many ended; refusals."""

    kept: dict[str, int]
    gone: dict[str, int]
    refused: tuple[InputRefused, ...] = ()


class CentreRoom:
    """The room as the actor of a desk may use it. Raises NotAllowed where they may not read it."""

    def __init__(self, desk: Desk, name: str = CENTRE) -> None:
        self.desk, self.room = desk, desk.room(name)

    def bring(
        self,
        *,
        incidents: Path | None = None,
        reports: Path | None = None,
        commitments: Sequence[Path] = (),
        tables: Mapping[str, Sequence[Path]] | None = None,
    ) -> Brought:
        """Keep what is new or says something else; the same again changes nothing.

        A table of incidents is the whole of them, as fusion gives it: those that it no longer has end, unless
        some of its rows cannot be used: one of them may be meant. Reports are
        added to those that are kept; a file of commitments, and each of the `tables` by their kind (effort, notices,
        figures), takes the place of the one of its name.
        """
        require(self.desk.actor, self.room.key, "add")
        kept: dict[str, int] = {}
        gone: dict[str, int] = {}
        refused: list[InputRefused] = []
        if reports is not None:
            told, wrong = report_bodies(reports)
            kept["report"] = self._put("report", told)
            refused += wrong
        if incidents is not None:
            bodies, wrong = incident_bodies(incidents)
            kept["incident"] = self._put("incident", bodies)
            if not wrong:
                known = {one.id for one in self.desk.standing("incident", room=self.room)}
                gone["incident"] = self._end("incident", sorted(known - {one.id for one in bodies}), "fused anew")
            refused += wrong
        if commitments:
            told_in = {path: text_of(path) for path in commitments}
            refused += [each for path, text in told_in.items() for each in commitments_of(text, path).refused]
            files = [CommitmentsBody(path.name, text) for path, text in told_in.items()]
            kept["commitments"] = self._put("commitments", files)
        for kind, paths in (tables or {}).items():
            made = [table_body(kind, path) for path in paths]
            kept[kind] = self._put(kind, [body for body, _ in made])
            refused += [each for _, wrong in made for each in wrong]
        return Brought(kept, gone, tuple(refused))

    def _put(self, kind: str, bodies: Iterable[msgspec.Struct]) -> int:
        """Append those that are not kept in these very words."""
        known = {held.id: text for held, text in self.desk.bodies(self.desk.standing(kind, room=self.room))}
        fresh = [Statement(kind, text) for one in bodies if known.get(_id(one)) != (text := written(one))]
        self.desk.append(self.room, fresh)
        return len(fresh)

    def _end(self, kind: str, ids: Sequence[str], why: str) -> int:
        for at in range(0, len(ids), MOST_TOGETHER):
            some = tuple((kind, ident) for ident in ids[at : at + MOST_TOGETHER])
            self.desk.append(self.room, [Statement("gone", written(GoneBody(some[0][1], some, why)))])
        return len(ids)

    def _bodies(self, kind: str, body: type[Body], at: int | None = None) -> list[Body]:
        held = self.desk.standing(kind, room=self.room, at=at)
        return [read(text, body) for _, text in self.desk.bodies(held)]

    def levels(self) -> dict[str, Level]:
        """The levels that people gave, by incident as it is named now."""
        return levels_of(self.desk, self.room, self._bodies("incident", IncidentBody))

    def incidents(self, at: int | None = None) -> Incidents:
        """The incidents with the levels that hold: a person's where one decided, else what the reports show.

        As the room knew them at a time (microseconds UTC), else as it does now.
        """
        bodies = sorted(self._bodies("incident", IncidentBody, at), key=lambda one: one.id)
        levels = levels_of(self.desk, self.room, bodies, at)
        gone = retracted_reports(self.desk, self.room, at)
        decided = {ident: (level.level, level.who, level.why) for ident, level in levels.items()}
        found = incidents_of(bodies, gone, decided)
        confirm(found, Confirming.of(reports_table(self._bodies("report", ReportBody, at), gone)), decided)
        return found

    def members(self, ident: str, at: int | None = None) -> tuple[str, ...]:
        """The reports of an incident, those that no longer count among them."""
        held = self.desk.standing("incident", room=self.room, ident=ident, at=at)
        return next((read(text, IncidentBody).members for _, text in self.desk.bodies(held)), ())

    def reports(self, at: int | None = None) -> tuple[list[ReportBody], frozenset[str]]:
        """The reports in order of their ids, and the ids of those that no longer count."""
        found = sorted(self._bodies("report", ReportBody, at), key=_id)
        return found, retracted_reports(self.desk, self.room, at)

    def texts(self) -> dict[str, str]:
        """The texts of the reports that count, by id."""
        gone = retracted_reports(self.desk, self.room)
        return {one.id: one.text for one in self._bodies("report", ReportBody) if one.id not in gone and one.text}

    def _commitments(self) -> list[Commitment]:
        files = sorted(self._bodies("commitments", CommitmentsBody), key=lambda one: one.id)
        return [one for file in files for one in commitments_of(file.text, Path(file.id)).commitments]

    def _table(self, kind: str, at: int | None = None) -> pa.Table | None:
        return joined(self._bodies(kind, TableBody, at))

    def _effort(self, at: int | None = None) -> Effort | None:
        table = self._table("effort", at)
        return None if table is None else Effort.of(table, WHERE)

    def judge(self) -> list[str]:
        """Bring the verdicts to what is known now; what changed, line by line. Lines that stay are not touched."""
        require(self.desk.actor, self.room.key, "add")
        lines = self._judged(self.incidents(), self._effort())
        if lines is None:
            raise UsageError("the room has no commitments; bring them with `goodoffices centre add`")
        before = self.verdicts()
        self._put("verdict", [_verdict(line) for line in lines])
        now = {_verdict_id(line) for line in lines}
        self._end("verdict", sorted({_verdict_id(line) for line in before} - now), "no longer touched")
        return list(changes(before, lines))

    def _judged(self, incidents: Incidents, effort: Effort | None) -> list[dict[str, Any]] | None:
        """The verdicts as what is known gives them; None where the room has no commitments."""
        commitments = self._commitments()
        if not commitments:
            return None
        gone = retracted_reports(self.desk, self.room)
        answers = Answers.of_table(reports_table(self._bodies("report", ReportBody), gone))
        received = self._table("notices")
        notices = None if received is None else notices_of(received, WHERE)
        data = Given(incidents, answers, effort, sessions_of(self.desk, self.room), notices)
        return list(verdicts(commitments, data, touched_only=True))

    def verdicts(self, at: int | None = None) -> list[dict[str, Any]]:
        """The verdicts that stand, now or at a time (microseconds UTC), in order of what they are about."""
        lines: list[dict[str, Any]] = [orjson.loads(one.line) for one in self._bodies("verdict", VerdictBody, at)]
        return sorted(lines, key=key_of)

    def bulletin(self, settings: Settings, ends: int, form: Form = "day", at: int | None = None) -> Bulletin:
        """A bulletin of what the room knows; a daily one corrects those that went out last.

        A list (not a daily one) can be had as the room knew things at a time (microseconds UTC).
        """
        incidents, effort = self.incidents(at), self._effort(at)
        if form != "day":
            return compose(Ground(Teller(incidents, settings.regions), None, effort), settings, ends, form)
        earlier = sorted(self._bodies("bulletin", BulletinBody), key=lambda one: one.ends)
        before = [one for one in earlier if one.ends < ends][-CORRECTED:]
        known = [bulletin_of(self.desk.fetch(one.blob), one.id) for one in before]
        claimed = self._table("figures")
        ground = Ground(
            Teller(incidents, settings.regions),
            self._judged(incidents, effort),
            effort,
            tuple(known),
            () if claimed is None else shown(figures_of(claimed, WHERE).figures),
        )
        return compose(ground, settings, ends, form)

    def issue(self, bulletin: Bulletin, languages: Sequence[str], *, paper: bool = True) -> dict[str, bytes]:
        """Sign a daily bulletin and keep it as one that went out; its files, the manifest last.

        Needs the right to decide. Raises UsageError where one went out whose period this one shares: what it said is
        corrected by the next. The same bulletin again is signed, and kept once.
        """
        require(self.desk.actor, self.room.key, "decide")
        data = bulletin_json(bulletin)
        files = signed_files(bulletin, languages, bulletin_signer(self.room.ledger.keys), paper=paper)
        for one in self._bodies("bulletin", BulletinBody):
            if one.id == bulletin.id:
                if self.desk.fetch(one.blob) == data:
                    return files
                raise UsageError(f"the bulletin {bulletin.id} went out and said otherwise; the next one corrects it")
            if one.ends > bulletin.begins and one.ends - HOURS["day"] * HOUR < bulletin.ends:
                raise UsageError(
                    f"the bulletin {one.id} went out, whose period this one shares; the next begins where it ends"
                )
        ref, signed = self.desk.blobs.put([(data, "application/json"), (packed(files), "application/zip")])
        body = BulletinBody(bulletin.id, bulletin.form, bulletin.ends, ref, signed)
        self.desk.append(self.room, [Statement("bulletin", written(body))])
        return files

    def key(self) -> str:
        """The vkey by which the room's bulletins can be checked."""
        return bulletin_signer(self.room.ledger.keys).verifier.text


def _id(body: Any) -> str:
    return str(body.id)


def _verdict_id(line: dict[str, Any]) -> str:
    return content_id("fnd", "verdict", *key_of(line))


def _verdict(line: dict[str, Any]) -> VerdictBody:
    return VerdictBody(_verdict_id(line), orjson.dumps(line, option=orjson.OPT_SORT_KEYS).decode())
