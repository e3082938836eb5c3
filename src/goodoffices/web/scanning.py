"""Files that are sent, shown to the scanner of the site before anything reads them."""

from __future__ import annotations

import shlex
import subprocess

LONGEST = 120
"""Seconds that one file may take."""
HARMFUL, UNSCANNED = "the scanner of this site holds it for harmful", "the scanner of this site did not answer"
ASK = "Tell whoever runs this site"


def refused_by(scanner: str, content: bytes) -> str:
    """Why a file must not be read; "" where the scanner has nothing against it, or there is none.

    The command gets the content on its standard input and ends with 0 for a file without harm, with 1 for a harmful
    one, as clamscan does; whatever else it does, the file is not read.
    """
    if not scanner:
        return ""
    try:
        done = subprocess.run(
            shlex.split(scanner), input=content, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=LONGEST,
            check=False,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return UNSCANNED
    return {0: "", 1: HARMFUL}.get(done.returncode, UNSCANNED)
