"""The walls around the reading process, and a parent that believes nothing it cannot check."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from goodoffices.errors import InputRefused
from goodoffices.sources.guard import GuardedReader, Opened
from goodoffices.sources.guard.hooks import WRITING, allowed
from goodoffices.sources.guard.syscalls import ARCHITECTURES, REFUSED, instructions
from killers import PAGE, WORDS

STRANGER = str(Path(__file__).with_name("stranger.py"))
ALLOW, NOT_PERMITTED, KILL = 0x7FFF0000, 0x00050001, 0x80000000


def a_file(raw: bytes = WORDS.encode()) -> Opened:
    return Opened("a.txt", raw, hashlib.sha256(raw).hexdigest())


def by_stranger(mode: str, seconds: float = 20.0) -> GuardedReader:
    return GuardedReader(once=True, program=(STRANGER, mode), seconds=seconds)


def test_nothing_gets_out_of_the_child():
    with by_stranger("escape") as reader:
        found = reader.inspection(a_file())
    assert (found.status, found.title, found.warnings) == ("read", "", ())


def test_nothing_gets_past_the_kernel_either():
    with GuardedReader() as reader:
        reader.inspection(a_file())
        enforced = reader.enforced
    if not {"seccomp", "landlock"} <= set(enforced):
        pytest.skip("this kernel has no Landlock or no seccomp")
    with by_stranger("kernel") as reader:
        found = reader.inspection(a_file())
    assert (found.status, found.warnings) == ("read", ())


@pytest.mark.parametrize(
    ("mode", "said"),
    [("garbage", "none"), ("endless", "more than it may"), ("half", "ended"), ("death", "SIGSEGV"), ("silence", "took more than 3 s")],
)  # fmt: skip
def test_children_that_lie_fall_silent_or_die_are_a_refusal(mode, said):
    start = time.perf_counter()
    with by_stranger(mode, seconds=3.0) as reader:
        found = reader.inspection(a_file())
    assert found.status == "refused"
    assert said in found.reason
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("mode", ["other", "text"])
def test_documents_about_other_bytes_are_not_believed(mode):
    with by_stranger(mode) as reader:
        (found,) = reader.documents(a_file())
    assert isinstance(found, InputRefused)
    assert "not this one" in found.reason


def test_a_child_that_is_never_done_is_left():
    with by_stranger("more") as reader:
        assert list(reader.documents(a_file())) == []
        assert reader.started == 1


def test_what_a_child_says_is_cut_and_cleaned():
    with by_stranger("shout") as reader:
        found = reader.inspection(a_file())
    assert found.title.startswith("\ufffd[2J\ufffdx")
    assert len(found.title) == 2_000
    assert len(found.warnings) == 1_000


def test_a_program_that_cannot_start_is_a_refusal():
    with GuardedReader(program=("-m", "goodoffices.no_such_program")) as reader:
        found = reader.inspection(a_file())
    assert (found.status, "ended its reader" in found.reason) == ("refused", True)


def test_no_process_is_left_behind():
    with GuardedReader() as reader:
        reader.inspection(a_file(PAGE.encode()))
        number = reader.running
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_the_gate_lets_code_be_read_and_nothing_else(tmp_path):
    inside = (f"{tmp_path}/",)
    (tmp_path / "code.py").write_text("x = 1")
    (tmp_path / "way-out").symlink_to("/etc/passwd")
    assert allowed((f"{tmp_path}/code.py", "r", os.O_RDONLY), inside)
    assert allowed((str(tmp_path),), inside)
    assert allowed((3, "r", 0), inside)
    for values in (
        ("/etc/passwd", "r", 0), (f"{tmp_path}/way-out", "r", 0), (f"{tmp_path}/../x", "r", 0), (None,), (),
        (f"{tmp_path}x/code.py", "r", 0), (f"{tmp_path}/code.py", "w", WRITING),
    ):  # fmt: skip
        assert not allowed(values, inside)


def run_filter(machine: str, number: int, *arguments: int, architecture: int | None = None, own: int = 77) -> int:
    """What the filter answers to a call, by an interpreter of the few instructions it is made of."""
    words = {0: number, 4: ARCHITECTURES[machine] if architecture is None else architecture}
    words |= {16 + 8 * place: value for place, value in enumerate([*arguments, 0, 0, 0, 0][:4])}
    steps, at, held = instructions(machine, own), 0, 0
    while True:
        code, yes, no, operand = steps[at]
        at += 1
        if code == 0x20:
            held = words[operand]
        elif code == 0x06:
            return operand
        else:
            true = {0x15: held == operand, 0x35: held >= operand, 0x45: bool(held & operand)}[code]
            at += yes if true else no


@pytest.mark.parametrize("machine", sorted(ARCHITECTURES))
def test_the_filter_of_calls(machine):
    column = list(ARCHITECTURES).index(machine)
    for numbers in REFUSED.values():
        if numbers[column] >= 0:
            assert run_filter(machine, numbers[column]) == NOT_PERMITTED
    reading, opening, limits, signal = ((0, 257, 302, 234), (63, 56, 261, 131))[column]
    assert run_filter(machine, reading, 3, 4, 5) == ALLOW
    assert run_filter(machine, opening, 0, 0, os.O_RDONLY | os.O_CLOEXEC) == ALLOW
    for flag in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC):
        assert run_filter(machine, opening, 0, 0, flag) == NOT_PERMITTED
    assert (run_filter(machine, limits, 0), run_filter(machine, limits, 1)) == (ALLOW, NOT_PERMITTED)
    assert (run_filter(machine, signal, 77), run_filter(machine, signal, 1)) == (ALLOW, NOT_PERMITTED)
    assert run_filter(machine, reading, architecture=0x40000003) == KILL
    assert len(instructions(machine, 1)) < 4096
