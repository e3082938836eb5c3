"""Writing a bulletin: every form of it into a folder, each file whole or not at all, the manifest last."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
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
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive: it says when nothing was made."""


def publish(
    bulletin: Bulletin, folder: Path, languages: Sequence[str], signer: Signer | None = None, *, paper: bool = True
) -> tuple[Path, ...]:
    """Write the bulletin into a new or empty folder; UsageError where something is there already.

    bulletin.json, incidents.csv, incidents.geojson, and in every language a page, plain text and, unless `paper` is
    false, a PDF; with a signer the manifest as well. Only a daily bulletin is signed: the lists are a machine's alone.
    """
    require_new(folder)
    if signer is not None:
        return put(folder, signed_files(bulletin, languages, signer, paper=paper))
    return put(folder, files_of(bulletin, languages, "", paper=paper))


def put(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / name, raw) for name, raw in files.items())


def require_new(folder: Path) -> None:
    """Raise UsageError where something is in the folder already."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; a bulletin that went out is never overwritten")


def signed_files(
    bulletin: Bulletin, languages: Sequence[str], signer: Signer, *, paper: bool = True
) -> dict[str, bytes]:
    """The files by name with the manifest as the last; UsageError for a list, which is a machine's alone."""
    if bulletin.form != "day":
        raise UsageError("an automatic list is not signed; only the daily bulletin is")
    files = files_of(bulletin, languages, signer.verifier.text, paper=paper)
    return files | {MANIFEST: manifest_of(bulletin.id, files, signer).encode()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive (ZIP): the same files, the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), raw, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The files of an archive that `packed` made."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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
