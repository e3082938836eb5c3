"""The engine on Apache Spark: files, batches and groups of rows through the same functions, by the URL of a master.

`local[2]` runs here and on the loopback only, `spark://host:7077` (or `yarn`, `k8s://...`) is a cluster,
`sc://host:15002` a server of Spark Connect. Tables travel as Arrow; no worker holds more than one group. The workers of
a cluster need this package in the same version. PySpark is the optional group `spark`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from .. import __version__
from ..errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

RECORDS = 20_000
"""Rows of a batch of Arrow: large enough that none of them costs, small beside a block."""
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(RECORDS),
}
LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "2g",
    "spark.sql.shuffle.partitions": "32",
    "spark.task.maxDirectResultSize": "64m",
    "spark.log.level": "ERROR",
}


@contextmanager
def spark_session(url: str = "", workers: int = 2) -> Iterator[SparkSession]:
    """A session of Spark with the master or the server at `url`; without one, `workers` threads of this machine.

    A session that is there already is used, and left as it is.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("Spark is not installed: pip install 'goodoffices[spark]', and a Java runtime") from error
    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    session = _started(SparkSession.builder, url or f"local[{workers}]")
    try:
        _same_version(session)
        yield session
    finally:
        session.stop()


def _started(builder: SparkSession.Builder, url: str) -> SparkSession:
    settings = dict(SETTINGS)
    if url.startswith("local"):
        settings |= LOCAL | {"spark.local.dir": tempfile.gettempdir()}
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = builder.remote(url) if url.startswith("sc://") else builder.appName("goodoffices").master(url)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # whatever Java or the network has to say: the reader wants its first line
        said = str(error).strip().splitlines()
        raise UsageError(f"no Spark at {url}: {said[0][:300] if said else type(error).__name__}") from error


def _same_version(session: SparkSession) -> None:
    """Refuse workers that lack this package or have another version of it: they would give another answer."""

    def version(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from importlib.metadata import PackageNotFoundError
        from importlib.metadata import version as installed

        for _ in batches:
            try:
                found = installed("goodoffices")
            except PackageNotFoundError:
                found = "none"
            yield pa.RecordBatch.from_pydict({"version": [found]})

    frame = session.range(1).mapInArrow(version, "version string")
    (found,) = (row.version for row in frame.collect())
    if found != __version__:
        raise UsageError(f"the workers have goodoffices {found}, this is {__version__}: install the same there")


def grouped(frame: DataFrame, key: str, function: Callable[[pa.Table, int], pa.Table], schema: pa.Schema) -> DataFrame:
    """What `function` makes of the rows of each group and of its number in the column `key`; in no order."""

    def run(number: tuple[Any, ...], rows: pa.Table) -> pa.Table:
        return function(rows, number[0].as_py()).select(schema.names).cast(schema)

    return frame.groupBy(key).applyInArrow(run, _struct(schema))


def mapped_files(
    session: SparkSession,
    paths: Sequence[Path],
    pieces: Sequence[tuple[int, int]],
    function: Callable[[int, int, Path], Iterable[pa.Table]],
    schema: pa.Schema,
) -> DataFrame:
    """What `function` makes of each piece (the number of a path and that of a part of the file), one task a piece.

    To a cluster the files are sent along; a local master reads them where they are.
    """
    names = _sent(session, paths)
    asked = pa.table({
        "place": pa.array(range(len(pieces)), pa.int64()),
        "number": pa.array([number for number, _ in pieces], pa.int64()),
        "part": pa.array([part for _, part in pieces], pa.int64()),
    })  # fmt: skip

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark import SparkFiles

        for batch in batches:
            for number, part in zip(batch["number"].to_pylist(), batch["part"].to_pylist(), strict=True):
                path = Path(names[number])
                path = path if path.is_absolute() else Path(SparkFiles.get(names[number]))
                for table in function(number, part, path):
                    yield from table.select(schema.names).cast(schema).to_batches(max_chunksize=RECORDS)

    frame = session.createDataFrame(asked).repartitionByRange(len(pieces), "place")
    return frame.mapInArrow(run, _struct(schema))


def _sent(session: SparkSession, paths: Sequence[Path]) -> list[str]:
    """Names by which workers find the files."""
    if str(session.conf.get("spark.master", "")).startswith("local"):
        return [str(path.resolve()) for path in paths]
    names = [f"{number}-{path.name}" for number, path in enumerate(paths)]
    with tempfile.TemporaryDirectory() as folder:
        for name, path in zip(names, paths, strict=True):
            (Path(folder) / name).symlink_to(path.resolve())
            session.addArtifact(str(Path(folder) / name), file=True)
    return names


def in_number_order(frame: DataFrame, key: str) -> Iterator[dict[str, Any]]:
    """The rows of a frame by their number, by way of files: they arrive in any order, and may be large."""
    frame = kept(frame)
    try:
        frame.count()  # all at once; what follows asks for one part after the other
        with tempfile.TemporaryDirectory() as folder:
            numbers = []
            for row in frame.toLocalIterator():
                numbers.append(row[key])
                (Path(folder) / str(row[key])).write_bytes(msgspec.msgpack.encode(row.asDict()))
            for number in sorted(numbers):
                yield msgspec.msgpack.decode((Path(folder) / str(number)).read_bytes())
    finally:
        frame.unpersist()


def kept(frame: DataFrame) -> DataFrame:
    """The frame, worked out once and kept on the disks of the workers until it is let go: memory is for the work."""
    from pyspark import StorageLevel

    return frame.persist(StorageLevel.DISK_ONLY)


def told(frame: DataFrame) -> pa.Table:
    """A frame that is known to be small, as a table."""
    return frame.toArrow()


def _struct(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
