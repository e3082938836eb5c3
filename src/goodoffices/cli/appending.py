"""JSON lines into a log, a line of answer for each: what it became, or why it cannot be taken."""

from __future__ import annotations

import json
from typing import Any

import orjson

from ..errors import LedgerRefused
from ..ledger.entries import Checked, Draft, checked
from ..ledger.log import Ledger

LONGEST_LINE = 64 << 20
MEMBERS = {"id", "k", "parts"}


def answers_to(lines: list[bytes | None], log: Ledger) -> list[bytes]:
    """Commits what the lines hold together; answers in their order. A line of None was too long."""
    answers: list[bytes] = []
    ids: list[str] = []
    drafts: list[Checked] = []
    for line in lines:
        id_: object = None
        try:
            fields = _fields(line)
            id_ = fields.get("id")
            drafts.append(checked(_draft(fields)))
            ids.append(fields["id"])
            answers.append(b"")
        except LedgerRefused as error:
            known = id_ if isinstance(id_, str) else None
            answers.append(orjson.dumps({"id": known, "error": str(error)}, option=orjson.OPT_APPEND_NEWLINE))
    taken = iter(zip(ids, log.append_checked(drafts), strict=True))
    note = b""
    for number, answer in enumerate(answers):
        if not answer:
            id_, (index, leaf, checkpoint) = next(taken)
            note = note or orjson.dumps(checkpoint)
            answers[number] = b'{"id":%b,"i":%d,"leaf":%b,"checkpoint":%b}\n' % (
                orjson.dumps(id_),
                index,
                orjson.dumps(leaf),
                note,
            )
    return answers


def _fields(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise LedgerRefused(f"the line is longer than {LONGEST_LINE} bytes")
    try:
        value = orjson.loads(line)
    except ValueError as error:
        raise LedgerRefused(f"the line is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise LedgerRefused("the line is not a JSON object")
    if _may_repeat(line, value):
        try:
            json.loads(line, object_pairs_hook=_without_repeats)
        except (ValueError, RecursionError) as error:
            raise LedgerRefused("the line is not JSON of this kind: numbers too long or nested too deep") from error
    return value


def _may_repeat(line: bytes, value: dict[str, Any]) -> bool:
    """Whether the quotation marks in a line are not just those of the names and texts that were taken from it."""
    parts = value.get("parts")
    texts = len(value) + 2 + 2 * len(parts) if isinstance(parts, dict) else 0
    return b"\\\\" in line or line.count(b'"') - line.count(b'\\"') != 2 * texts


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise LedgerRefused("the line says one name twice, so what it means cannot be told")
    return found


def _draft(fields: dict[str, Any]) -> Draft:
    kind, parts = fields.get("k"), fields.get("parts")
    if (
        fields.keys() != MEMBERS
        or not isinstance(fields["id"], str)
        or not isinstance(kind, str)
        or not isinstance(parts, dict)
        or not all(isinstance(body, str) for body in parts.values())
    ):
        raise LedgerRefused('the line is not {"id":"..","k":"..","parts":{"name":"canonical JSON"}}')
    return Draft(kind, parts)
