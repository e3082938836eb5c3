"""Several processes: the answers in order, a bounded window, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from goodoffices.workbench.parallel import WINDOW, in_order

WAITING = """
import os, time
from goodoffices.workbench.parallel import in_order

def work(number):
    os.write(1, b"at work\\n")
    return number

def numbers():
    yield 1
    time.sleep(60)

try:
    list(in_order(work, numbers(), 2))
except KeyboardInterrupt:
    os.write(1, b"interrupted\\n")
"""


def square(number: int) -> int:
    if number < 0:
        raise ValueError(f"{number} is below zero")
    return number * number


@pytest.mark.parametrize("jobs", [1, 3])
def test_answers_come_in_the_order_of_the_inputs(jobs: int):
    assert list(in_order(square, range(200), jobs)) == [number * number for number in range(200)]
    assert list(in_order(square, (), jobs)) == []


def test_no_more_than_a_window_is_drawn_ahead():
    drawn: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            drawn.append(number)
            yield number

    answers = in_order(square, numbers(), 2)
    assert next(answers) == 0
    assert len(drawn) <= 2 * WINDOW
    answers.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_in_the_function_is_not_hidden(jobs: int):
    with pytest.raises(ValueError, match="below zero"):
        list(in_order(square, [1, -1, 2], jobs))


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    script = tmp_path / "waiting.py"
    script.write_text(WAITING, encoding="utf-8")
    call = [sys.executable, str(script)]
    running = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert running.stdout is not None
    assert running.stdout.readline() == b"at work\n"
    yield running
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def test_processes_end_with_the_one_that_started_them(waiting: subprocess.Popen[bytes]):
    waiting.kill()
    # The pipe ends when nobody holds it any more.
    said, complaints = waiting.communicate(timeout=20)
    assert (said, complaints, waiting.returncode) == (b"", b"", -signal.SIGKILL)
    assert waiting.returncode == -signal.SIGKILL


def test_an_interruption_is_the_business_of_the_one_that_started_them(waiting: subprocess.Popen[bytes]):
    # The terminal sends it to every process of the group.
    os.killpg(waiting.pid, signal.SIGINT)
    said, complaints = waiting.communicate(timeout=20)
    assert said.endswith(b"interrupted\n")
    assert complaints == b""
