"""The commands as section 9 of the format says: what they print, how they exit, when they answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from logs import ORIGIN, goodoffices

from goodoffices.cli import main
from goodoffices.cli.waiting import waiting_lines

ENTRY = '{"id":"a","k":"claim","parts":{"main":"{\\"value\\":6}","pii":"{\\"name\\":\\"Someone\\"}"}}'


@pytest.fixture
def command(tmp_path, monkeypatch, capfdbinary):
    """Runs a command here; its exit code, its output and its complaints."""

    def run(*arguments, given=""):
        waiting = tmp_path / "given"
        waiting.write_bytes(given.encode())
        with waiting.open() as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            with pytest.raises(SystemExit) as ended:
                main(["ledger", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return ended.value.code, out.decode(), err.decode()

    return run


@pytest.fixture
def on(command, store):
    """Runs a command on a log that was made with two entries in it."""
    code, keys, _ = command("init", "--store", store, "--origin", ORIGIN)
    assert code == 0

    def run(name, *arguments, given=""):
        return command(name, "--store", store, "--origin", ORIGIN, *arguments, given=given)

    run.vkeys = [word for key in keys.split() for word in ("--vkey", key)]
    assert run("append", given=f"{ENTRY}\n{ENTRY}\n")[0] == 0
    return run


def test_init_prints_two_keys_and_refuses_twice(command, store):
    code, out, _ = command("init", "--store", store, "--origin", ORIGIN)
    assert code == 0
    assert [line.split("+")[0] for line in out.splitlines()] == [ORIGIN, f"{ORIGIN}/export"]
    code, out, err = command("init", "--store", store, "--origin", ORIGIN)
    assert (code, out) == (1, "")
    assert err.startswith("goodoffices: the store has a log")
    assert command("init", "--store", store, "--origin", "not an origin")[0] == 1


def test_append_answers_each_line_in_its_order(on):
    bad = ["junk", "", "[1]", '{"id":"b","k":"claim"}', '{"id":7,"k":"claim","parts":{"main":"{}"}}']
    bad += ['{"id":"c","k":"erase","parts":{"main":"{}"}}', '{"id":"d","k":"claim","parts":{"main":{}}}']
    bad += ['{"id":"e","k":"claim","parts":{"main":"{ }"}}', '{"id":"f","k":"claim","parts":{"main":"1e5"}}']
    code, out, err = on("append", given="\n".join([ENTRY, *bad, ENTRY]))
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [answer["id"] for answer in answers] == ["a", None, None, None, "b", None, "c", "d", "e", "f", "a"]
    assert [answer.get("i") for answer in answers] == [2, *[None] * len(bad), 3]
    assert all(set(answer) == {"id", "error"} and answer["error"] for answer in answers[1:-1])
    assert set(answers[0]) == {"id", "i", "leaf", "checkpoint"}
    assert answers[-1]["checkpoint"].split("\n")[:2] == [ORIGIN, "4"]
    assert on("checkpoint") == (0, answers[-1]["checkpoint"], "")


REPEATED = [
    rb'{"id":"a","id":"b","k":"claim","parts":{"main":"1"}}',
    rb'{"id":"a","\u0069d":"b","k":"claim","parts":{"main":"1"}}',
    rb'{"id":"a","k":"claim","parts":{"main":"1","main":"2"}}',
    rb'{"id":"a","k":"claim","parts":{"main":"1","main":"\"\\\""}}',
    rb'{"id":"a\\\\","id":"b\\\\","k":"claim","parts":{"main":"1"}}',
]


@pytest.mark.parametrize("line", REPEATED)
def test_a_line_that_says_one_name_twice_is_refused(on, line):
    code, out, _ = on("append", given=line.decode() + "\n" + ENTRY)
    refused, taken = map(json.loads, out.splitlines())
    assert (code, refused["id"], taken["i"]) == (0, None, 2)
    assert "one name twice" in refused["error"]


def test_append_answers_before_the_input_ends(on, store):
    program = [sys.executable, "-m", "goodoffices.cli", "ledger", "append", "--store", store, "--origin", ORIGIN]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for index in (2, 3, 4):
            process.stdin.write(ENTRY.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["i"] == index
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0


def test_a_reader_of_answers_that_goes_away_is_no_trouble(on, store):
    program = [sys.executable, "-m", "goodoffices.cli", "ledger", "append", "--store", store, "--origin", ORIGIN]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.stdin.write(ENTRY.encode() + b"\n")
        process.stdin.close()
        assert b"Traceback" not in process.stderr.read()


def test_erase_prove_consistency_and_fsck(on, tmp_path):
    code, out, _ = on("erase", "--index", 1, "--part", "pii,main", "--reason", "court order 12")
    assert code == 0
    assert set(json.loads(out)) == {"i", "leaf", "checkpoint"}
    assert on("erase", "--index", 1, "--part", "pii", "--reason", "again")[0] == 1
    assert on("erase", "--index", 9, "--part", "pii", "--reason", "none")[0] == 1
    code, receipt, _ = on("prove", "--index", 0)
    assert code == 0
    assert receipt.startswith("c2sp.org/tlog-proof@v1\nextra ")
    assert on("prove", "--index", 3)[0] == 1
    code, request, _ = on("consistency", "--from", 1)
    assert (code, request.split("\n")[0]) == (0, "old 1")
    assert on("consistency", "--from", 4)[0] == 1
    assert on("fsck") == (0, "", "")
    assert on("rotate")[0] == 0
    assert on("fsck") == (0, "", "")


def test_export_and_verify(on, command, tmp_path):
    _, pin, _ = on("checkpoint")
    (tmp_path / "pin").write_text(pin)
    (tmp_path / "receipt").write_text(on("prove", "--index", 0)[1])
    on("append", given=ENTRY)
    assert on("export", "--out", tmp_path / "full", "--audience", "everyone")[0] == 0
    given = ["--pinned", tmp_path / "pin", "--receipt", tmp_path / "receipt"]
    code, out, _ = command("verify", tmp_path / "full", *on.vkeys, *given)
    answer = json.loads(out)
    assert (code, answer["ok"], answer["size"], answer["disclosed"]) == (0, True, 3, 6)
    assert on("export", "--out", tmp_path / "part", "--only", "2,0", "--hide", "pii")[0] == 0
    code, out, _ = command("verify", tmp_path / "part", *on.vkeys, *given)
    answer = json.loads(out)
    assert (code, answer["entries"], answer["disclosed"], answer["withheld"]) == (0, 2, 2, 2)
    code, out, _ = command("verify", tmp_path / "full", "--vkey", "nonsense", "--vkey", "more")
    assert (code, json.loads(out)["ok"]) == (1, False)
    assert on("export", "--out", tmp_path / "full")[0] == 1
    assert on("export", "--out", tmp_path / "other", "--only", "x")[0] == 2
    assert on("export", "--out", tmp_path / "other", "--only", "7")[0] == 1
    # An empty variable of a script would show what it was to hide.
    for nothing in ("", "pii,"):
        code, _, err = on("export", "--out", tmp_path / "other", "--hide", nothing)
        assert code == 1 and "'' cannot name a part to hide" in err
    assert not (tmp_path / "other").exists()
    (tmp_path / "file").write_text("")
    assert on("export", "--out", tmp_path / "file" / "below")[0] == 3


def test_what_is_wrong_with_the_call_is_a_usage_error(command, store):
    for arguments in (["append"], ["append", "--store", store], ["verify"], ["nonsense"], ["prove", "--index", "x"]):
        assert command(*arguments)[0] == 2


def test_a_store_that_is_not_there_or_no_store(command, tmp_path):
    assert command("checkpoint", "--store", tmp_path / "none.db", "--origin", ORIGIN)[0] == 1
    (tmp_path / "text.db").write_text("no database at all " * 400)
    for name in ("checkpoint", "fsck", "append", "init"):
        assert command(name, "--store", tmp_path / "text.db", "--origin", ORIGIN)[0] == 3
    assert command("init", "--store", tmp_path / "none" / "room.db", "--origin", ORIGIN)[0] == 3
    assert command("init", "--store", "postgresql://nobody@127.0.0.1:1/none", "--origin", ORIGIN)[0] == 3


def test_a_damaged_store_says_where_and_exits_with_three(command, on, store):
    if store.startswith("postgresql"):
        pytest.skip("the file of a running server is not ours to spoil")
    path = Path(store)
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(data)
    code, out, err = on("fsck")
    assert code == 3
    assert out + err
    path.with_name("room.db.head").write_bytes(b"x" * 8192)
    for name in ("checkpoint", "append", "fsck"):
        assert on(name, given=ENTRY)[0] == 3


def test_a_slot_that_does_not_hold_is_told(on, store, tmp_path):
    if store.startswith("postgresql"):
        pytest.skip("its mark lies elsewhere")
    head = Path(store + ".head")
    data = bytearray(head.read_bytes())
    data[100] ^= 1
    head.write_bytes(data)
    code, out, err = on("fsck")
    assert (code, err) == (3, "")
    assert "one slot of the mark" in out
    head.write_bytes(data)
    code, _, err = on("append", given=ENTRY)
    assert code == 0
    assert "one slot of the mark" in err
    assert on("fsck") == (0, "", "")


def test_notes_are_utf8_whatever_the_terminal_is(on, store, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    for name, more in (("checkpoint", []), ("prove", ["--index", "0"]), ("consistency", ["--from", "1"])):
        done = goodoffices("ledger", name, "--store", store, "--origin", ORIGIN, *more)
        assert done.returncode == 0
        assert f"— {ORIGIN} " in done.stdout.decode()


def test_keys_that_are_elsewhere_are_missed(on, monkeypatch, tmp_path):
    monkeypatch.setenv("GOODOFFICES_KEYS", str(tmp_path / "elsewhere"))
    code, _, err = on("checkpoint")
    assert code == 3
    assert "GOODOFFICES_KEYS" in err


def test_a_full_disk_for_the_answers_is_trouble(on, store):
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("wb") as full:
        program = [sys.executable, "-m", "goodoffices.cli", "ledger", "append", "--store", store, "--origin", ORIGIN]
        done = subprocess.run(
            program, input=ENTRY.encode(), stdout=full, stderr=subprocess.PIPE, check=False, env=os.environ
        )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_help_is_quick_to_import_nothing_heavy():
    done = goodoffices("ledger", "--help")
    assert done.returncode == 0
    assert b"append" in done.stdout
    program = "import sys; import goodoffices.cli; print(*{'psycopg', 'cryptography', 'lxml'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([b"a\nb\n"], [b"a", b"b"]),
        ([b"a\nb"], [b"a", b"b"]),
        ([b"a", b"b\n", b"c"], [b"ab", b"c"]),
        ([b"\n\n"], [b"", b""]),
        ([b"x" * 11 + b"\nok\n"], [None, b"ok"]),
        ([b"x" * 6, b"x" * 6, b"x" * 6 + b"\nok"], [None, b"ok"]),
        ([b"x" * 6, b"x" * 6], [None]),
        ([b"x" * 10 + b"\n" + b"y" * 10], [b"x" * 10, b"y" * 10]),
        ([], []),
    ],
)
def test_lines_are_cut_wherever_the_blocks_end(written, expected, monkeypatch):
    blocks = iter([*written, b""])
    monkeypatch.setattr("goodoffices.cli.waiting._waiting", lambda _: [block for block in [next(blocks)] if block])
    assert [line for lines in waiting_lines(0, 10) for line in lines] == expected
