"""Fusion on Spark, local[2]: `python -m benchmarks.spark [--reports N]`.

A million reports: the file of the engine in process, byte for byte; then a few by a server of Spark Connect, which
PySpark brings. With another number Spark alone runs, and what is promised is that memory stays bounded: `make soak`
asks for ten million. Reads the shared generator beside the checkout.
Exit 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pyarrow.parquet

from .fuse import DENSITY, generator, rows_of, score, shuffled

MILLION = 1_000_000
FEW = 18_000
CONNECT = {
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
}
EACH = 500_000
"""Reports in a file."""
DRIVER_MB, WORKER_MB, JAVA_MB = 1_500, 1_000, 3_500
"""What the Python of the driver, each Python worker and Java may take, however many reports there are."""


def tables(folder: Path, number: int) -> tuple[list[Path], np.ndarray]:
    """Files of reports at the density of the shared set, and the incident of each report."""
    made_by = generator()
    if made_by is None:
        sys.exit("needs the shared generator beside the checkout")
    incidents = round(number / 1.8)
    made = made_by(incidents, round(incidents / DENSITY), seed=5)
    rows, paths = shuffled(made), []
    for begin in range(0, len(rows), EACH):
        paths.append(folder / f"reports{len(paths):03}.parquet")
        pyarrow.parquet.write_table(rows_of(made, rows[begin : begin + EACH], begin), paths[-1])
    return paths, made["inc"][rows]


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []
    for thread in threads:
        try:
            listed += (thread / "children").read_text(encoding="ascii").split()
        except OSError:
            continue
    return sorted({int(child) for child in listed})


def _resident(pid: int) -> tuple[str, float]:
    """The name of a process and what it holds, in MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "", 0.0
    held = dict(line.split(":", 1) for line in lines if ":" in line)
    return held["Name"].strip(), float(held.get("VmRSS", "0 kB").split()[0]) / 1024


def run(paths: list[Path], out: Path, *more: str) -> tuple[float, dict[str, float]]:
    """Wall seconds of the command, and the most that the driver, a worker and Java held (MB)."""
    call = [sys.executable, "-m", "goodoffices.cli", "fuse", *map(str, paths), "--out", str(out), *more]
    begun = time.perf_counter()
    command = subprocess.Popen(call, stdout=subprocess.DEVNULL)
    peak = {"driver": 0.0, "worker": 0.0, "java": 0.0}
    while command.poll() is None:
        waiting = [(command.pid, "driver")]
        while waiting:
            pid, kind = waiting.pop()
            name, held = _resident(pid)
            kind = "java" if name == "java" else kind
            peak[kind] = max(peak[kind], held)
            waiting += [(child, "worker") for child in _children(pid)]
        time.sleep(0.2)
    if command.returncode:
        sys.exit(f"fuse {' '.join(more)} ended with {command.returncode}")
    return time.perf_counter() - begun, peak


@contextmanager
def connect_server() -> Iterator[str]:
    """The address of a server of Spark Connect on the loopback, as PySpark brings it."""
    import pyspark

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [str(Path(pyspark.__file__).parent / "bin" / "spark-submit"), "--master", "local[2]"]
    for name, value in CONNECT.items():
        call += ["--conf", f"{name}={value}"]
    call += ["--conf", f"spark.connect.grpc.binding.port={port}"]
    call += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    server = subprocess.Popen(
        call, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(600):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if server.poll() is not None:
                sys.exit(f"the server of Spark Connect ended with {server.returncode}")
            time.sleep(0.2)
        yield f"sc://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def connected(folder: Path) -> bool:
    """Whether a server of Spark Connect gives the bytes of the engine in process."""
    paths, _ = tables(folder, FEW)
    here, there = folder / "here.parquet", folder / "there.parquet"
    run(paths, here)
    with connect_server() as url:
        took, _ = run(paths, there, "--engine", "spark", "--spark-url", url)
    same = here.read_bytes() == there.read_bytes()
    print(f"{FEW} reports by Spark Connect: {took:.0f} s; {'the same bytes' if same else 'OTHER BYTES'}")
    return same


def reached(out: Path, truth: np.ndarray) -> tuple[float, float, float]:
    """F1, precision and recall of the incidents in a file, a row group at a time."""
    group, number = np.empty(len(truth), np.int64), 0
    file = pyarrow.parquet.ParquetFile(out)
    for batch in file.iter_batches(100_000, columns=["members"]):
        members = batch.column(0)
        rows = np.array([int(name[1:]) for name in members.flatten().to_pylist()])
        group[rows] = number + np.repeat(np.arange(len(members)), np.asarray(members.value_lengths()))
        number += len(members)
    return score(group, truth)


def main() -> None:
    """Print what is measured; exit 1 when a promise is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=MILLION)
    number = parser.parse_args().reports
    if shutil.which("java") is None or find_spec("pyspark") is None:
        print("Java or PySpark is not installed: not measured")
        return
    broken = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        paths, truth = tables(folder, number)
        there = folder / "spark.parquet"
        took, peak = run(paths, there, "--engine", "spark", "--spark-url", "local[2]")
        told = ", ".join(f"{name} {held:.0f} MB" for name, held in peak.items())
        quality = reached(there, truth)
        print(f"{len(truth)} reports on Spark local[2]: {took:.0f} s, {told}, F1 {quality[0]:.3f}")
        broken += [
            f"{name} over {most} MB"
            for name, most in (("driver", DRIVER_MB), ("worker", WORKER_MB), ("java", JAVA_MB))
            if peak[name] > most
        ]
        if number <= MILLION:
            here = folder / "local.parquet"
            took, peak = run(paths, here)
            same = here.read_bytes() == there.read_bytes()
            print(f"in process: {took:.0f} s, {peak['driver']:.0f} MB; {'the same bytes' if same else 'OTHER BYTES'}")
            broken += [] if same else ["Spark gives another answer"]
            broken += [] if connected(folder) else ["Spark Connect gives another answer"]
    if broken:
        sys.exit("broken: " + "; ".join(broken))


if __name__ == "__main__":
    main()
