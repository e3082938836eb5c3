"""The scripts that the wheel carries are those of the folder of scripts, bundled; node is asked only where it is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from goodoffices import web

HOME = Path(web.__file__).parent
BUILD = ["--bundle", "--format=iife", "--target=es2020", "--charset=utf8"]
BUNDLES = {"site.js": "site.ts", "map.js": "map/map.ts"}
PUBLISHED = {
    "htmx.js": "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    "maplibre-gl.mjs": "e02cb08c572fd0950a75343cd558099c2a1dbbaf67f26b0c96f115431962d1ae",
    "maplibre-gl-worker.mjs": "73d7a024a4efe1a46e49db193e18cfe33271e3ecc652ec7542c281a4ef5f0f04",
}
"""Files of others, as they were published (NOTICE): name, SHA-256."""


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_bundle_is_what_the_scripts_say(bundle: str, tmp_path: Path) -> None:
    esbuild = shutil.which("esbuild")
    if esbuild is None:
        pytest.skip("needs esbuild on the path")
    subprocess.run(
        [esbuild, f"scripts/{BUNDLES[bundle]}", *BUILD, f"--outfile={tmp_path / bundle}", "--log-level=error"],
        cwd=HOME, check=True, timeout=60,
    )  # fmt: skip
    assert (tmp_path / bundle).read_bytes() == (HOME / "static" / bundle).read_bytes()


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_script_is_in_the_bundle_and_nothing_of_it_runs_text_as_code(bundle: str) -> None:
    text = (HOME / "static" / bundle).read_text("utf-8")
    for file in (HOME / "scripts" / BUNDLES[bundle]).parent.glob("*.ts"):
        # What only names types leaves no line of its own.
        if "export interface" not in file.read_text("utf-8") or "export function" in file.read_text("utf-8"):
            assert f"// {file.relative_to(HOME).as_posix()}" in text, file.name
    assert not re.search(r"\beval\(|new Function|innerHTML|document\.write|https?://", text)


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_others_published_is_carried_unchanged(name: str) -> None:
    assert sha256((HOME / "static" / name).read_bytes()).hexdigest() == PUBLISHED[name]


def test_no_file_of_the_interface_names_another_host():
    for file in (HOME / "static").iterdir():
        if file.name not in PUBLISHED and file.suffix in {".css", ".js"}:
            assert not re.search(r"https?://(?!www\.w3\.org/)|@import|url\((?!data:)", file.read_text("utf-8")), (
                file.name
            )
