"""The options by which a command leaves its work to an engine."""

from __future__ import annotations

import click

ENGINE = click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
    help="What does the work: this process, or Apache Spark.",
)  # fmt: skip
SPARK_URL = click.option(
    "--spark-url", default="", metavar="URL",
    help="Of the engine spark: local[2], spark://host:7077, sc://host:15002; threads of this machine when left out.",
)  # fmt: skip


def spark_of(engine: str, url: str) -> str | None:
    """The URL for Spark, "" for this machine; None for the engine in process."""
    if engine == "spark":
        return url
    if url:
        raise click.UsageError("--spark-url says nothing without --engine spark.")
    return None
