"""The verifier on good exports, on every spoilt one we could think of, and on bytes that nobody thought of."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_room import EXPORT, LOG, ORIGIN, VKEYS, WITNESSES, Room, dumps, seed

from goodoffices.ledger import verify as verifier
from goodoffices.ledger.checkpoints import export_signer, log_signer
from goodoffices.ledger.encoding import b64, unb64
from goodoffices.ledger.notes import COSIGNATURE, Signer
from goodoffices.ledger.parts import commitment


def check(folder, pinned=(), receipts=(), witnesses=(), quorum=0, vkeys=VKEYS):
    return verifier.verdict(folder, vkeys, pinned, receipts, [key.verifier.text for key in witnesses], quorum, 1)


def refused(folder, why, **options):
    answer = check(folder, **options)
    assert answer["ok"] is False, answer
    assert why in answer["why"], answer


def keep(folder, text):
    path = folder.with_suffix(".kept")
    path.write_text(text, encoding="utf-8", newline="")
    return [path]


# --- Good exports ---


def test_a_full_export_is_accepted_and_counted(room, tmp_path):
    answer = check(room.write(tmp_path / "x"))
    assert answer.pop("root") == room.checkpoint().split("\n")[2]
    assert answer == {"ok": True, "size": 7, "entries": 7, "disclosed": 9, "erased": 1, "withheld": 0}


def test_withheld_parts_are_counted(room, tmp_path):
    room.parts[3].pop("pii")
    room.parts[0].clear()
    answer = check(room.write(tmp_path / "x"))
    assert (answer["ok"], answer["disclosed"], answer["erased"], answer["withheld"]) == (True, 7, 1, 2)


def test_a_partial_export_is_accepted(room, tmp_path):
    for number, only in enumerate(([], [0], [1, 5], [2, 3, 6], range(7))):
        answer = check(room.write(tmp_path / str(number), room.files(only), full=False))
        assert (answer["ok"], answer["entries"], answer["size"]) == (True, len(only), 7)
    assert check(tmp_path / "2")["erased"] == 1


def test_the_empty_log_is_accepted(tmp_path):
    room = Room()
    assert check(room.write(tmp_path / "x", room.files(history=(0,))))["ok"]
    assert check(room.write(tmp_path / "y", room.files([], history=()), full=False))["ok"]


def test_blobs_are_accepted(room, tmp_path):
    data = b"\x00\xff" * 100
    files = {**room.files(), f"blobs/{verifier.sha256(data).hexdigest()}": data}
    assert check(room.write(tmp_path / "x", files))["ok"]
    files[f"blobs/{'0' * 64}"] = data
    refused(room.write(tmp_path / "y", files), "blob")


def test_pins_receipts_and_witnesses_are_accepted(room, tmp_path):
    files = {**room.files(), "checkpoint": room.checkpoint(cosigned=WITNESSES[:2])}
    folder = room.write(tmp_path / "x", files)
    pin = keep(tmp_path / "pin", room.checkpoint(4))
    receipt = keep(tmp_path / "receipt", room.receipt(2, 4))
    assert check(folder, pin, receipt, WITNESSES, 2)["ok"]
    refused(folder, "fewer than 3", witnesses=WITNESSES, quorum=3)
    refused(folder, "fewer than 1", quorum=1)
    partial = room.write(tmp_path / "y", room.files([2]), full=False)
    assert check(partial, keep(tmp_path / "pin3", room.checkpoint(3)), receipt)["ok"]
    refused(partial, "not in the history", pinned=pin)
    refused(partial, "nothing", receipts=keep(tmp_path / "other", room.receipt(3, 4)))


def test_large_exports_are_checked_in_pieces_by_several_processes(tmp_path, monkeypatch):
    room = Room()
    for number in range(300):
        room.append({"main": dumps({"n": number})})
    folder = room.write(tmp_path / "x", room.files(history=(0, 7, 64, 100, 255, 299, 300)))
    whole = check(folder)
    monkeypatch.setattr(verifier, "PIECE", 5_000)
    monkeypatch.setattr(verifier, "BLOCK", 16)
    assert check(folder, keep(tmp_path / "pin", room.checkpoint(33))) == whole
    assert verifier.verdict(folder, VKEYS, (), (), (), 0, 2) == whole
    lines = room.files()["entries.jsonl"].splitlines(keepends=True)
    for spoilt in (lines[:-1], lines[1:], [*lines[:50], *lines[51:]], [*lines[:20], lines[21], lines[20], *lines[22:]]):
        refused(room.write(tmp_path / "y", {**room.files(), "entries.jsonl": "".join(spoilt)}), "")
        shutil.rmtree(tmp_path / "y")


def test_it_runs_alone_from_a_copy_of_its_one_file(room, tmp_path):
    alone = shutil.copy(verifier.__file__, tmp_path / "alone.py")
    folder = room.write(tmp_path / "x")
    call = [sys.executable, "-I", alone, folder, "--vkey", VKEYS[0], "--vkey", VKEYS[1]]
    done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert json.loads(done.stdout) == check(folder)
    (folder / "checkpoint").unlink()
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["ok"], done.stderr) == (1, False, "")
    assert "goodoffices" not in Path(alone).read_text(encoding="utf-8").split('"""', 2)[2].replace(
        "goodoffices-ledger-export/1", ""
    ).replace("goodoffices/part/1", "")


def test_the_command_answers_in_one_line(room, tmp_path, capsys):
    folder = str(room.write(tmp_path / "x"))
    keys = ["--vkey", VKEYS[1], "--vkey", VKEYS[0]]
    assert verifier.main([folder, *keys, "--jobs", "1"]) == 0
    assert verifier.main([folder, *keys, "--pinned", str(tmp_path / "none")]) == 1
    good, bad = capsys.readouterr().out.splitlines()
    assert json.loads(good)["ok"] is True
    assert json.loads(bad) == {"ok": False, "why": "none cannot be read: No such file or directory"}


# --- Every byte ---


def test_every_flipped_byte_is_refused(tmp_path):
    room = Room()
    room.append({"main": '{"q":"ї","v":6}'})
    room.append({"main": '{"v":4}', "pii": '{"name":"D"}'})
    room.erase(1, "pii")
    files = {**room.files(history=(0, 2)), "checkpoint": room.checkpoint(cosigned=WITNESSES[:1])}
    folder = room.write(tmp_path / "x", files)
    assert check(folder)["ok"]
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        for place in range(len(data)):
            spoilt = bytearray(data)
            spoilt[place] ^= 1 << place % 8
            path.write_bytes(spoilt)
            assert check(folder)["ok"] is False, (path.name, place)
        path.write_bytes(data)


def test_every_flipped_byte_of_a_signed_lie_is_refused(tmp_path):
    """The export key signs the spoilt files too, so that each rule is met without the hashes of the manifest."""
    room = Room()
    room.append({"main": '{"q":"ї","v":6}'})
    room.append({"main": '{"v":4}', "pii": '{"name":"D"}'})
    files = room.files(history=(0, 1))
    folder = room.write(tmp_path / "x", files)
    for name in ("entries.jsonl", "history.jsonl", "checkpoint"):
        data = files[name].encode()
        for place in range(len(data)):
            spoilt = bytearray(data)
            spoilt[place] ^= 1 << place % 7
            room.write(folder, {**files, name: bytes(spoilt)})
            assert check(folder)["ok"] is False, (name, place, bytes(spoilt))


# --- Spoilt on purpose: the manifest and the files ---


@pytest.mark.parametrize(
    "change",
    [
        {"title": "goodoffices-ledger-export/2"},
        {"origin": "ledger.example/room-8"},
        {"type": "all"},
        {"type": "Full"},
        {"size": "07"},
        {"size": 6},
        {"size": "+7"},
        {"size": "7.0"},
        {"size": "1" * 17},
        {"root": "A" * 44},
        {"root": "A" * 43},
        {"created": "2026-02-20"},
        {"created": "2026-02-20T00:00:00"},
        {"created": "2026-02-30T00:00:00Z"},
        {"created": "2026-02-20T24:00:00Z"},
        {"created": "2026-02-20T01:00:00+01:00"},
        {"created": "-2026-02-20T00:00:00Z"},
        {"audience": "one\ntwo"},
        {"audience": "one\n\ntwo"},
        {"audience": "bell\x07"},
        {"audience": "line\r"},
        {"audience": "nul\x00"},
        {"note": "more"},
    ],
)
def test_a_manifest_of_another_layout_is_refused(room, tmp_path, change):
    files = room.files()
    refused(room.write(tmp_path / "x", files, room.manifest(files, **change)), "")


@pytest.mark.parametrize("audience", ["", " ", "delegation “А”, \u2028\u0085", "\u202e\u200b", "x" * 5000])
def test_an_audience_is_any_line(room, tmp_path, audience):
    files = room.files()
    assert check(room.write(tmp_path / "x", files, room.manifest(files, audience=audience)))["ok"]


def test_a_manifest_that_is_not_signed_by_the_export_key_alone_is_refused(room, tmp_path):
    files = room.files()
    text = room.manifest(files)
    foreign = export_signer(ORIGIN, seed("another"))
    for number, lines in enumerate(
        [
            LOG.line(text),
            foreign.line(text),
            "",
            EXPORT.line(text) * 2,
            EXPORT.line(text) + LOG.line(text),
            EXPORT.line(text) + foreign.line(text),
            EXPORT.line(text + "x"),
            EXPORT.line(text)[:-1],
            EXPORT.line(text) + "\n",
            EXPORT.line(text).replace("— ", "- "),
            EXPORT.line(text).replace("— ", "—  "),
            EXPORT.line(text).replace("\n", "\r\n"),
            "\n" + EXPORT.line(text),
        ]
    ):
        folder = room.write(tmp_path / str(number), files)
        (folder / "manifest").write_text(text + "\n" + lines, encoding="utf-8", newline="")
        refused(folder, "manifest")
    (folder / "manifest").write_text("\ufeff" + text + "\n" + EXPORT.line(text), encoding="utf-8", newline="")
    refused(folder, "manifest")
    (folder / "manifest").write_bytes(b"\xff" + text.encode())
    refused(folder, "manifest")


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/hostname",
        "blobs/../checkpoint",
        "Checkpoint",
        "blobs/" + "A" * 64,
        "checkpoint.tsr",
        "a b",
        "blobs/",
    ],
)
def test_a_manifest_with_tricks_in_names_is_refused(room, tmp_path, name):
    files = room.files()
    text = room.manifest({**files, name: b""})
    refused(room.write(tmp_path / "x", files, text), "manifest")


def test_a_manifest_that_misses_or_repeats_a_file_is_refused(room, tmp_path):
    files = room.files()
    for number, name in enumerate(files):
        fewer = {other: content for other, content in files.items() if other != name}
        refused(room.write(tmp_path / f"less{number}", fewer), "manifest")
        folder = room.write(tmp_path / f"gone{number}", files)
        (folder / name).unlink()
        refused(folder, "manifest")
        text = room.manifest(files)
        line = next(line for line in text.split("\n") if line.startswith(f"file {name} "))
        refused(room.write(tmp_path / f"twice{number}", files, text + line + "\n"), "twice")
        refused(
            room.write(tmp_path / f"length{number}", files, text.replace(line, line.replace(" ", " 0", 2))), "manifest"
        )


def test_more_in_the_folder_than_the_manifest_lists_is_refused(room, tmp_path):
    def spoil(name, how):
        folder = room.write(tmp_path / name)
        how(folder)
        refused(folder, "manifest")

    spoil("file", lambda folder: (folder / "readme.txt").write_text("x"))
    spoil("hidden", lambda folder: (folder / ".x").write_text(""))
    spoil("folder", lambda folder: (folder / "more").mkdir())
    spoil("blob", lambda folder: [(folder / "blobs").mkdir(), (folder / "blobs" / ("0" * 64)).write_text("x")])
    spoil("deep", lambda folder: [(folder / "blobs").mkdir(), (folder / "blobs" / "blobs").mkdir()])
    spoil("plain", lambda folder: (folder / "blobs").write_text("x"))
    spoil("pipe", lambda folder: [(folder / "checkpoint").unlink(), os.mkfifo(folder / "checkpoint")])
    spoil("pipes", lambda folder: [(folder / "manifest").unlink(), os.mkfifo(folder / "manifest")])
    spoil("link", lambda folder: (folder / "x").symlink_to("checkpoint"))

    def linked(folder):
        (folder / "checkpoint").rename(folder.parent / "elsewhere")
        (folder / "checkpoint").symlink_to(folder.parent / "elsewhere")

    spoil("through", linked)

    def blobs_elsewhere(folder):
        (folder.parent / "away").mkdir()
        (folder / "blobs").symlink_to(folder.parent / "away")

    spoil("foreign", blobs_elsewhere)
    refused(tmp_path / "nowhere", "nowhere cannot be read")


# --- Spoilt on purpose: keys and checkpoints ---


def test_keys_in_wrong_roles_are_refused(room, tmp_path):
    folder = room.write(tmp_path / "x")
    log, export = VKEYS
    other = log_signer("ledger.example/room-8", seed("log")).verifier.text
    same = export_signer(ORIGIN, seed("log")).verifier.text
    witness = WITNESSES[0].verifier.text
    typed = Signer(ORIGIN, seed("log"), COSIGNATURE).verifier.text
    stranger = log_signer(ORIGIN, seed("stranger")).verifier.text
    for keys in ([log], [export], [log, log], [other, export], [log, same], [log, witness], [typed, export], [], ["x"],
                 [log, export, other], [log + "A", export], [log.replace("+", "++", 1), export], [log[:-4], export],
                 [log, export.upper()], ["\x00", export], [log + "\n", export]):  # fmt: skip
        refused(folder, "keys", vkeys=keys)
    refused(folder, "checkpoint", vkeys=[stranger, export])
    name, _, key = log.split("+", 2)
    refused(folder, "keys", vkeys=[f"{name}+00000000+{key}", export])


def test_a_checkpoint_not_signed_by_the_log_is_refused(room, tmp_path):
    text = room.checkpoint().split("\n\n")[0] + "\n"
    stranger = log_signer(ORIGIN, seed("stranger"))
    good = LOG.line(text)
    cosigned = WITNESSES[0].line(text, 5)
    wrong = good[:-10] + ("A" if good[-10] != "A" else "B") + good[-9:]
    for number, note in enumerate(
        [
            text + "\n" + EXPORT.line(text),
            text + "\n" + stranger.line(text),
            text + "\n" + cosigned,
            text + "\n" + good + wrong,
            text + "\n" + wrong + good,
            text + "\n" + good + WITNESSES[0].line(text + "x", 5),
            text + "\n" + good + cosigned.replace("\n", " \n"),
            text + "\n" + good + "— x AAAA\n",
            text + "\n" + good + "— x A===\n",
            text + "\n" + good + "\n",
            text + good,
            text,
            "",
            text.replace("7", "07") + "\n" + LOG.line(text.replace("7", "07")),
            text + "more\n\n" + LOG.line(text + "more\n"),
            "\ufeff" + text + "\n" + good,
            (text + "\n" + good).replace("\n", "\r\n"),
        ]
    ):
        folder = room.write(tmp_path / str(number), {**room.files(), "checkpoint": note})
        refused(folder, "checkpoint", witnesses=WITNESSES)


def test_a_checkpoint_of_another_size_or_log_is_refused(room, tmp_path):
    refused(room.write(tmp_path / "a", {**room.files(), "checkpoint": room.checkpoint(6)}), "manifest names")
    other = log_signer("ledger.example/room-8", seed("log"))
    note = room.checkpoint(origin="ledger.example/room-8", signer=other)
    refused(room.write(tmp_path / "b", {**room.files(), "checkpoint": note}), "checkpoint")


def test_unknown_signers_are_ignored_and_known_ones_counted_once(room, tmp_path):
    text = room.checkpoint().split("\n\n")[0] + "\n"
    twin = Signer("twin.example", seed("witness 0"), COSIGNATURE)
    junk = f"— {'someone.' * 60}example {b64(b'1234' + bytes(9000))}\n"
    lines = LOG.line(text) + junk + WITNESSES[0].line(text, 1) + WITNESSES[0].line(text, 2) + twin.line(text, 3)
    folder = room.write(tmp_path / "x", {**room.files(), "checkpoint": text + "\n" + lines})
    assert check(folder, witnesses=WITNESSES, quorum=1)["ok"]
    refused(folder, "fewer than 2", witnesses=[*WITNESSES, WITNESSES[0]], quorum=2)
    refused(folder, "fewer than 2", witnesses=[WITNESSES[0], twin], quorum=2)
    refused(folder, "witness", witnesses=[LOG], quorum=1)
    refused(folder, "witness", witnesses=[Signer("log.example", seed("log"), COSIGNATURE)], quorum=1)


# --- Spoilt on purpose: entries ---


def spoil_line(room, index, **changes):
    entry = {**room.line(index), **changes}
    lines = room.files()["entries.jsonl"].splitlines(keepends=True)
    lines[index] = dumps(entry) + "\n"
    return {**room.files(), "entries.jsonl": "".join(lines)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"i":0,', '{"i":0, '),
        ('{"i":0,', '{ "i":0,'),
        ('{"i":0,', '{"i":00,'),
        ('{"i":0,', '{"i":-0,'),
        ('{"i":0,', '{"i":0.0,'),
        ('{"i":0,', '{"i":0e0,'),
        ('{"i":0,', '{"i":"0",'),
        ('{"i":0,', '{"i":true,'),
        ('{"i":0,', '{"i":0,"i":0,'),
        ('{"i":0,', '{"a":0,"i":0,'),
        ('{"i":0,', "{"),
        ('{"i":0,', '{"i":' + "9" * 5000 + ","),
        ("}}}\n", '}},"z":0}\n'),
        ("}}}\n", "}}} \n"),
        ("}}}\n", "}}}\r\n"),
        ("}}}\n", "}}}\n\n"),
        ("}}}\n", "}},}\n"),
        ("}}}\n", '},"pii":{}}}\n'),
        ("}}}\n", '}},"proof":[]}\n'),
        ('"parts":{', '"parts":{,'),
        ('"parts":{"main":{', '"parts":{"main":{"a":0,'),
        ("шість", "\\u0448ість"),
        ("шість", "ши\u0301сть"),
        ("шість", "ш\\u0000сть"),
        ("шість", "ш\\u0448\\u0000"),
        ("шість", "ши\0сть"),
        ("шість", "ши\\/сть"),
        ("шість", 'ши"сть'),
        ("шість", 'ши","salt":"сть'),
        ("шість", "шість\\\\"),
        ("шість", "шість\\n"),
        ('\\"value\\":6', '\\"value\\": 6'),
        ('"salt":"', '"salt":"0'),
        ('"salt":"0a', '"salt":"0A'),
        ('"salt":"0a', '"salt":" a'),
        ('","salt":"', '","sale":"'),
        ('"salt":"', '"salt":null,"x":"'),
        ('\\"v\\":1', '\\"v\\":2'),
        ('\\"v\\":1', '\\"v\\":1.0'),
        ('\\"k\\":\\"claim\\"', '\\"k\\":\\"Claim\\"'),
        ('\\"k\\":\\"claim\\"', '\\"k\\":\\"erase\\"'),
        ('"leaf":"{', '"leaf":" {'),
        ('"leaf":"{\\"c\\"', '"leaf":"{\\u0022c\\"'),
        ('"leaf":"{\\"c\\"', '"leaf":"{"c\\"'),
    ],
)
def test_a_line_that_is_not_the_canonical_entry_is_refused(room, tmp_path, old, new):
    lines = room.files()["entries.jsonl"].splitlines(keepends=True)
    assert old in lines[0]
    lines[0] = lines[0].replace(old, new, 1)
    refused(room.write(tmp_path / "x", {**room.files(), "entries.jsonl": "".join(lines)}), "entries")


@pytest.mark.parametrize(
    "body",
    ['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a": 1}', "1.0", "1e2", "-0", "01", "NaN", "Infinity", "-Infinity", "9007199254740992",
     "-9007199254740992", '"\\u0041"', '"\\/"', '"\\u00E9"', '"\\ud800"', '"\ud83d"', "[" * 65 + "]" * 65, "[" * 100_000,
     '{"a":' * 5000 + "1" + "}" * 5000, '{"\U0001f600":1}', '{"a":{"\U0001f600":1}}', "", " ", "nul", '"a', "[1,]", "[1 ,2]", "\ufeff1",
     '"\x7f', '"tab\t"', '"nul\x00"', "'a'", "1,2", "1]", '{"a":1}x', "[9007199254740993]", "9" * 5000, '"' + "x" * (1 << 20) + '"'],
)  # fmt: skip
def test_a_body_that_is_not_canonical_is_refused_even_when_committed_to(tmp_path, body):
    room = Room()
    salt = b"\x05" * 32
    encoded = body.encode("utf-8", "surrogatepass")
    room.append({"main": "{}"})
    room.append({"main": "{}"})
    room.leaves[1] = room.leaves[1].replace(room.leaves[1][14:78], commitment("main", salt, encoded))
    room.parts[1] = {"main": (salt, body)}
    entries = room.files(history=(0,))
    files = {name: text.encode("utf-8", "surrogatepass") for name, text in entries.items()}
    refused(room.write(tmp_path / "x", files), "entries")


@pytest.mark.parametrize(
    "body",
    ["0", "-1", "null", "true", '""', "{}", "[]", "9007199254740991", "-9007199254740991", '"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\/\x7f"',
     '"\U0001f600"', '{"":0}', '{"\uffff":0}', "[" * 64 + "]" * 64, '{"é":1,"﷐":2}', '"\u2028\u2029\ufeff\u202e"', '"' + "x" * ((1 << 20) - 2) + '"',
     '{"t":1771407082123456}', '"' + "1" * 40 + '"', '{"a":[{}],"b":"[[[["}'],
)  # fmt: skip
def test_any_canonical_body_is_accepted(tmp_path, body):
    room = Room()
    room.append({"main": body})
    room.append({"main": '"э"'})
    assert check(room.write(tmp_path / "x", room.files(history=())))["disclosed"] == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-02-18", "2026-02-30"),
        ("2026-02-18", "2026-13-18"),
        ("2026-02-18", "0000-02-18"),
        ("2026-02-18", "-026-02-18"),
        ("2026-02-18", "２026-02-18"),
        ("2026-02-18", "+2026-02-18"),
        ("T0", "T3"),
        ("T0", "t0"),
        ("T0", " 0"),
        (".000000Z", ".000Z"),
        (".000000Z", ".000000+00:00"),
        (".000000Z", ".000000z"),
        ('"k":"finding"', '"k":"' + "a" * 33 + '"'),
        ('"k":"finding"', '"k":"1a"'),
        ('"k":"finding"', '"k":""'),
        ('"v":1', '"v":1,"x":{"i":0,"p":["main"]}'),
        ('"v":1', '"v":"1"'),
        ('"v":1}', '"v":1,"z":1}'),
        ('{"c":{', '{"b":0,"c":{'),
        ('"main":"', '"Main":"'),
        ('"main":"', '"main":"A'),
        ('"main":"', '"' + "m" * 33 + '":"'),
    ],
)
def test_a_leaf_that_does_not_follow_the_format_is_refused_even_when_signed(room, tmp_path, old, new):
    assert old in room.leaves[6], room.leaves[6]
    room.leaves[6] = room.leaves[6].replace(old, new, 1)
    refused(room.write(tmp_path / "x"), "entries")


def test_a_part_shown_twice_is_refused(room, tmp_path):
    for index in (0, 1):
        lines = room.files()["entries.jsonl"].splitlines(keepends=True)
        parts = json.loads(lines[index])["parts"]
        shown = ",".join(f"{dumps(name)}:{dumps(part)}" for name, part in sorted(parts.items()))
        lines[index] = lines[index].replace(f"{{{shown}}}", f"{{{shown},{shown}}}")
        assert lines[index].count(shown) == 2
        refused(room.write(tmp_path / str(index), {**room.files(), "entries.jsonl": "".join(lines)}), "entries")


def test_a_leaf_with_parts_out_of_order_twice_too_many_or_none_is_refused(room, tmp_path):
    one, two = (f'"{name}":"{"ab" * 32}"' for name in ("a", "b"))
    many = ",".join(f'"p{number:02}":"{"ab" * 32}"' for number in range(17))
    for number, inner in enumerate((f"{two},{one}", f"{one},{one}", many, "")):
        made = Room(room.leaves[:6], room.parts[:6])
        made.append({"main": "1"})
        made.leaves[6] = '{"c":{' + inner + made.leaves[6][made.leaves[6].index("}") :]
        made.parts[6] = {}
        refused(made.write(tmp_path / str(number), made.files(history=(1,))), "entries")


def test_parts_shown_that_do_not_open_their_commitment_are_refused(room, tmp_path):
    shown = room.line(1)["parts"]
    for number, parts in enumerate(
        [
            {"main": {**shown["main"], "body": '{"value":5}'}},
            {"main": {**shown["main"], "salt": "00" * 32}},
            {"main": {**shown["main"], "salt": shown["main"]["salt"].upper()}},
            {"main": {**shown["main"], "salt": shown["main"]["salt"][:-2]}},
            {"main": {"body": shown["main"]["body"]}},
            {"main": {**shown["main"], "more": ""}},
            {"main": {**shown["main"], "body": 4}},
            {"main": {**shown["main"], "body": None}},
            {"main": [shown["main"]["body"], shown["main"]["salt"]]},
            {"other": shown["main"]},
            {"pii": shown["main"]},
            {"Main": shown["main"]},
            {'main","pii': shown["main"]},
            [],
            None,
            "x",
        ]
    ):
        refused(room.write(tmp_path / str(number), spoil_line(room, 1, parts=parts)), "entries")


def test_an_erased_part_that_is_shown_erased_twice_or_never_was_is_refused(tmp_path):
    def made():
        room = Room()
        room.append({"main": "1", "pii": "2"})
        return room

    room = made()
    kept = room.parts[0]["pii"]
    room.erase(0, "pii")
    assert check(room.write(tmp_path / "good", room.files(history=())))["erased"] == 1
    room.parts[0]["pii"] = kept
    refused(room.write(tmp_path / "shown", room.files(history=())), "is shown")
    refused(room.write(tmp_path / "partly", room.files([0, 1], history=()), full=False), "is shown")
    room = made()
    room.erase(0, "pii")
    room.erase(0, "pii")
    refused(room.write(tmp_path / "twice", room.files(history=())), "twice")
    room = made()
    room.erase(0, "never")
    refused(room.write(tmp_path / "never", room.files(history=())), "never was")
    for number, target in enumerate((1, 2, 10**15)):
        room = made()
        room.erase(target, "main")
        refused(room.write(tmp_path / f"late{number}", room.files(history=())), "before it")


def test_entries_that_are_missing_doubled_or_out_of_order_are_refused(room, tmp_path):
    lines = room.files()["entries.jsonl"].splitlines(keepends=True)
    swapped = [lines[1], lines[0], *lines[2:]]
    for number, spoilt in enumerate(
        (lines[:-1], lines[1:], [*lines, lines[-1]], swapped, [*lines[:3], *lines[4:]], [])
    ):
        refused(room.write(tmp_path / str(number), {**room.files(), "entries.jsonl": "".join(spoilt)}), "entries")
    for number, text in enumerate(("".join(lines)[:-1], "\n", "\ufeff" + "".join(lines), "".join(lines) + "\x00")):
        refused(room.write(tmp_path / f"t{number}", {**room.files(), "entries.jsonl": text}), "entries")
    refused(room.write(tmp_path / "u", {**room.files(), "entries.jsonl": b"\xff\n"}), "entries")
    room.leaves[3], room.leaves[4] = room.leaves[4], room.leaves[3]
    room.parts[3], room.parts[4] = room.parts[4], room.parts[3]
    refused(room.write(tmp_path / "back", room.files(history=())), "goes back")


def test_a_partial_export_with_a_wrong_proof_is_refused(room, tmp_path):
    good = room.line(2, partial=True)
    proof = good["proof"]
    for number, changed in enumerate(
        [proof[:-1], [*proof, proof[0]], proof[::-1], [], None, "x", [proof[0][:-1], *proof[1:]], [0, *proof[1:]],
         [proof[0].replace("=", ""), *proof[1:]], proof * 30, [[proof[0]], *proof[1:]]]
    ):  # fmt: skip
        files = {**room.files([]), "entries.jsonl": dumps({**good, "proof": changed}) + "\n"}
        refused(room.write(tmp_path / str(number), files, full=False), "entries")
    lines = room.files([2, 3])["entries.jsonl"].splitlines(keepends=True)
    for number, spoilt in enumerate(([lines[1], lines[0]], [lines[0], lines[0]])):
        files = {**room.files([]), "entries.jsonl": "".join(spoilt)}
        refused(room.write(tmp_path / f"order{number}", files, full=False), "entries")
    refused(room.write(tmp_path / "full", room.files([2, 3])), "entries")
    refused(room.write(tmp_path / "none", room.files(), full=False), "entries")
    files = {**room.files([]), "entries.jsonl": dumps({**good, "i": 3}) + "\n"}
    refused(room.write(tmp_path / "moved", files, full=False), "entries")
    files = {**room.files([]), "entries.jsonl": dumps({**good, "i": 7}) + "\n"}
    refused(room.write(tmp_path / "beyond", files, full=False), "entries")


# --- Spoilt on purpose: history, pins, receipts ---


def test_a_history_that_does_not_hold_is_refused(room, tmp_path):
    earlier = [room.earlier(size) for size in (1, 3, 5)]
    fork = Room(room.leaves[:2], room.parts[:2])
    fork.append({"main": '"another"'})
    forked = {**room.earlier(3), "checkpoint": fork.checkpoint()}
    unsigned = {**earlier[1], "checkpoint": room.checkpoint(3, signer=log_signer(ORIGIN, seed("x")))}
    for number, lines in enumerate(
        [
            earlier[::-1],
            [earlier[0], earlier[0]],
            [earlier[0], forked],
            [unsigned],
            [{**earlier[1], "proof": earlier[1]["proof"][:-1]}],
            [{**earlier[1], "proof": []}],
            [{**earlier[1], "proof": [*earlier[1]["proof"], earlier[1]["proof"][0]]}],
            [{**room.earlier(7), "proof": earlier[0]["proof"]}],
            [{**earlier[1], "more": 1}],
            [{"checkpoint": earlier[1]["checkpoint"]}],
            [{**earlier[1], "checkpoint": 5}],
            [{**earlier[1], "proof": None}],
            [{**earlier[1], "proof": "AAAA"}],
            [{**earlier[1], "proof": {}}],
            [[]],
            [5],
            [None],
        ]
    ):
        text = "".join(dumps(line) + "\n" for line in lines)
        refused(room.write(tmp_path / str(number), {**room.files(), "history.jsonl": text}), "history")
        partial = {**room.files([0]), "history.jsonl": text}
        refused(room.write(tmp_path / f"p{number}", partial, full=False), "history")
    for number, text in enumerate(
        (dumps(earlier[0]), json.dumps(earlier[0]) + "\n", "\n", "[" * 10_000 + "\n", "{}\n")
    ):
        refused(room.write(tmp_path / f"t{number}", {**room.files(), "history.jsonl": text}), "history")


def test_rollback_and_fork_are_refused(room, tmp_path):
    earlier = Room(room.leaves[:5], room.parts[:5])
    folder = earlier.write(tmp_path / "x", earlier.files(history=(1, 3)))
    assert check(folder, keep(tmp_path / "a", room.checkpoint(5)))["ok"]
    refused(folder, "rollback", pinned=keep(tmp_path / "b", room.checkpoint(7)))
    refused(folder, "rollback", receipts=keep(tmp_path / "c", room.receipt(0)))
    other = Room(room.leaves[:4], room.parts[:4])
    other.append({"main": '"told to the other side"'})
    partial = earlier.write(tmp_path / "y", earlier.files([1], history=(1, 3)), full=False)
    for exported in (folder, partial):
        refused(exported, "fork", pinned=keep(tmp_path / "d", other.checkpoint(5)))
        refused(exported, "fork", receipts=keep(tmp_path / "e", other.receipt(2)))
    for name, spoilt in {
        "unsigned": room.checkpoint(3, signer=log_signer(ORIGIN, seed("x"))),
        "export": room.checkpoint(3, signer=EXPORT),
        "empty": "",
        "text": "pin\n",
        "text2": room.checkpoint(3) + "\n",
    }.items():
        refused(folder, "pinned", pinned=keep(tmp_path / name, spoilt))


def test_receipts_of_other_logs_or_spoilt_ones_are_refused(room, tmp_path):
    folder = room.write(tmp_path / "x")
    good = room.receipt(2)
    assert check(folder, receipts=keep(tmp_path / "good", good))["ok"]
    stranger = log_signer("ledger.example/room-8", seed("log"))
    lines = good.split("\n")
    for number, text in enumerate(
        [
            room.receipt(2, signer=stranger, origin="ledger.example/room-8"),
            room.receipt(2, signer=EXPORT),
            good.replace("index 2", "index 3"),
            good.replace("index 2", "index 02"),
            good.replace("index 2", "index -2"),
            good.replace("index 2", "index 7"),
            good.replace("tlog-proof@v1", "tlog-proof@v2"),
            "\n".join([lines[0], *lines[2:]]),
            "\n".join([*lines[:3], *lines[4:]]),
            "\n".join([*lines[:3], lines[3], *lines[3:]]),
            "\n".join([lines[0], "extra " + b64(room.leaves[3].encode()), *lines[2:]]),
            "\n".join([lines[0], "extra " + b64(b"\xff"), *lines[2:]]),
            good.replace("=", "", 1),
            good.replace("\n", "\r\n"),
            good[:-1],
            good + "\n",
            "\ufeff" + good,
            "",
            "\x00",
        ]
    ):
        refused(folder, "receipt", receipts=keep(tmp_path / f"r{number}", text))


# --- Whatever ---


def random_json():
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["i", "leaf", "parts", "proof", "body", "salt", "main", "checkpoint"]), inner
            )
        ),
        max_leaves=12,
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@given(
    st.sampled_from(["checkpoint", "entries.jsonl", "history.jsonl", "manifest"]),
    st.one_of(
        st.binary(max_size=80),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
        random_json().map(lambda value: json.dumps(value).encode() + b"\n"),
    ),
    st.integers(0, 10_000),
    st.integers(0, 60),
    st.booleans(),
)
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_end_in_a_refusal(place, name, junk, at, cut, full):
    room = Room()
    room.append({"main": '{"q":"ї","v":6}'})
    room.append({"main": '{"v":4}', "pii": '{"name":"D"}'})
    files = {key: text.encode() for key, text in room.files(None if full else [0, 1], history=(0, 1)).items()}
    folder = place / "x"
    if name == "manifest":
        room.write(folder, files, full=full)
        data = (folder / name).read_bytes()
    else:
        data = files[name]
    at %= len(data) + 1
    spoilt = data[:at] + junk + data[at + cut :]
    if name == "manifest":
        (folder / name).write_bytes(spoilt)
    else:
        room.write(folder, {**files, name: spoilt}, full=full)
    answer = check(folder)
    assert answer["ok"] is (spoilt == data), (spoilt, answer)
    assert answer["ok"] or not answer["why"].startswith("it cannot be read as an export"), answer


@given(random_json(), st.sampled_from(["leaf", "parts", "i", "proof", None]))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_value_in_an_entry_ends_in_a_refusal(place, value, member):
    room = Room()
    room.append({"main": '{"v":4}'})
    entry = room.line(0)
    spoilt = value if member is None else {**entry, member: value}
    folder = place / "y"
    room.write(
        folder,
        {**room.files(history=()), "entries.jsonl": json.dumps(spoilt, sort_keys=True, separators=(",", ":")) + "\n"},
    )
    answer = check(folder)
    assert answer["ok"] is (spoilt in (entry, {**entry, "parts": {}})) or spoilt == {**entry, "i": False}


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_logs_of_any_shape_are_accepted_and_one_swapped_body_is_not(place, shapes, data):
    room = Room()
    for number, shape in enumerate(shapes):
        if shape == 3 and number:
            target = data.draw(st.integers(0, number - 1))
            if room.parts[target]:
                room.erase(target, data.draw(st.sampled_from(sorted(room.parts[target]))))
                continue
        room.append({f"part_{name}": dumps([number, name, "ё"]) for name in range(shape + 1)})
    size = len(room.leaves)
    history = sorted(data.draw(st.sets(st.integers(0, size))))
    folder = place / "z"
    if folder.exists():
        shutil.rmtree(folder)
    answer = check(room.write(folder, room.files(history=history)))
    assert answer["ok"], answer
    assert answer["disclosed"] == sum(map(len, room.parts))
    only = sorted(data.draw(st.sets(st.integers(0, size - 1))))
    assert check(room.write(folder, room.files(only, history=history), full=False))["ok"]
    held = [index for index in range(size) if room.parts[index]]
    if held:
        index = data.draw(st.sampled_from(held))
        name = data.draw(st.sampled_from(sorted(room.parts[index])))
        room.parts[index][name] = (room.parts[index][name][0], '"другое"')
        refused(room.write(folder, room.files(history=history)), "commitment")


def test_hostile_text_is_read_in_time(room, tmp_path):
    import time

    begin = time.process_time()
    long = 200_000
    for number, text in enumerate(
        [
            '{"i":0,"leaf":"' * long,
            '"' * long,
            "\\" * long,
            '{"i":0,"leaf":"{\\"c\\":{' + '\\"a\\":\\"' * long,
            "[" * long,
            "0" * long,
        ]
    ):
        refused(room.write(tmp_path / str(number), {**room.files(), "entries.jsonl": text + "\n"}), "entries")
        refused(room.write(tmp_path / f"h{number}", {**room.files(), "history.jsonl": text + "\n"}), "history")
        refused(room.write(tmp_path / f"c{number}", {**room.files(), "checkpoint": text + "\n\n" + text}), "checkpoint")
        refused(
            room.write(tmp_path / f"d{number}", {**room.files(), "checkpoint": "— a " * long + "\n\n"}), "checkpoint"
        )
    assert time.process_time() - begin < 5


def test_base64_has_one_form():
    assert unb64(b64(b"\xff\xee")) == verifier.unb64("/+4=") == b"\xff\xee"
    for text in ("/+4", "/+5=", "/+4= ", "/+4=\n", "_-4=", "=", "A", "/+4=="):
        with pytest.raises(ValueError):
            verifier.unb64(text)
