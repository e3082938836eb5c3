"""What the pages of accounts need: our words beside those of allauth, and its scripts among our files."""

from __future__ import annotations

from importlib import resources
from typing import Any

from django.http import HttpRequest
from django.utils import translation

from .drawing import static
from .words import LANGUAGES, OWN_NAMES, messages

SCRIPTS = {"allauth.account": "static/account/js", "allauth.mfa": "static/mfa/js"}


def words(request: HttpRequest) -> dict[str, Any]:
    """The messages in the language that is spoken, with `_` for `-`, which the templates of Django can name."""
    language = translation.get_language() or "en"
    code = language if language in LANGUAGES else "en"
    say = {key.replace("-", "_"): texts[code] for key, texts in messages().items() if isinstance(texts[code], str)}
    return {
        "say": say,
        "language": code,
        "languages": OWN_NAMES,
        "style": static("site.css"),
        "mark": static("mark.svg"),
    }


def scripts() -> dict[str, bytes]:
    """The scripts of allauth, by the names under which its pages ask for them."""
    found: dict[str, bytes] = {}
    for package, folder in SCRIPTS.items():
        place = resources.files(package).joinpath(folder)
        for file in place.iterdir():
            if file.name.endswith(".js"):
                found[f"{folder.removeprefix('static/')}/{file.name}"] = file.read_bytes()
    return found
