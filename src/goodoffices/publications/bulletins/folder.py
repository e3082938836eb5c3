"""Writing a bulletin: every form of it into a folder, each file whole or not at all, the manifest last."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ...errors import UsageError
from ...ledger.notes import Signer
from .content import Bulletin, bulletin_json
from .page import html_of
from .paper import pdf_of
from .plain import markdown_of
from .sections import sheet_of
from .signing import MANIFEST, manifest_of
from .tables import incidents_csv, incidents_geojson
from .wording import Wording

DATA = "bulletin.json"


def publish(
    bulletin: Bulletin, folder: Path, languages: Sequence[str], signer: Signer | None = None, *, paper: bool = True
) -> tuple[Path, ...]:
    """Write the bulletin into a new or empty folder; UsageError where something is there already.

    bulletin.json, incidents.csv, incidents.geojson, and in every language a page, plain text and, unless `paper` is
    false, a PDF; with a signer the manifest as well. Only a daily bulletin is signed: the lists are a machine's alone.
    """
    if signer is not None and bulletin.form != "day":
        raise UsageError("an automatic list is not signed; only the daily bulletin is")
    require_new(folder)
    files = files_of(bulletin, languages, signer.verifier.text if signer else "", paper=paper)
    if signer is not None:
        files[MANIFEST] = manifest_of(bulletin.id, files, signer).encode()
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / name, raw) for name, raw in files.items())


def require_new(folder: Path) -> None:
    """Raise UsageError where something is in the folder already."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; a bulletin that went out is never overwritten")


def files_of(bulletin: Bulletin, languages: Sequence[str], key: str, *, paper: bool = True) -> dict[str, bytes]:
    """The files by name; `key` is the vkey that will sign them, "" for none."""
    data = bulletin_json(bulletin)
    files = {DATA: data, "incidents.csv": incidents_csv(bulletin), "incidents.geojson": incidents_geojson(bulletin)}
    for language in dict.fromkeys(languages):
        sheet = sheet_of(bulletin, language, hashlib.sha256(data).hexdigest(), key)
        say = Wording(bulletin, language)
        files[f"bulletin.{language}.html"] = html_of(sheet, say).encode()
        files[f"bulletin.{language}.md"] = markdown_of(sheet).encode()
        if paper:
            files[f"bulletin.{language}.pdf"] = pdf_of(sheet, say)
    return files


def _write(path: Path, raw: bytes) -> Path:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(raw)
    part.replace(path)
    return path
