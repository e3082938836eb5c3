"""The scripts that the wheel carries are those of the folder of scripts, bundled; node is asked only where it is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from goodoffices import web

HOME = Path(web.__file__).parent
BUILD = ["--bundle", "--format=iife", "--target=es2020", "--charset=utf8"]


def test_the_bundle_is_what_the_scripts_say(tmp_path: Path) -> None:
    esbuild = shutil.which("esbuild")
    if esbuild is None:
        pytest.skip("needs esbuild on the path")
    subprocess.run(
        [esbuild, "scripts/site.ts", *BUILD, f"--outfile={tmp_path / 'site.js'}", "--log-level=error"],
        cwd=HOME, check=True, timeout=60,
    )  # fmt: skip
    assert (tmp_path / "site.js").read_bytes() == (HOME / "static" / "site.js").read_bytes()


def test_every_script_is_in_the_bundle_and_nothing_of_it_runs_text_as_code():
    bundle = (HOME / "static" / "site.js").read_text("utf-8")
    for file in (HOME / "scripts").glob("*.ts"):
        assert f"// scripts/{file.name}" in bundle, file.name
    assert not re.search(r"\beval\(|new Function|innerHTML|document\.write|https?://", bundle)


def test_no_file_of_the_interface_names_another_host():
    for file in (HOME / "static").iterdir():
        if file.suffix in {".css", ".js"} and file.name != "htmx.js":
            assert not re.search(r"https?://(?!www\.w3\.org/)|@import|url\((?!data:)", file.read_text("utf-8")), (
                file.name
            )
