"""The bulletin as one self-contained page: no outside request, no script, prints."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from markupsafe import Markup

from ..html import asset, environment
from .drawing import map_svg
from .view import Sheet, Table
from .wording import Wording

FONT = "system-ui, Liberation Sans, DejaVu Sans, Arial, sans-serif"


def html_of(sheet: Sheet, say: Wording) -> str:
    """The page. The policy in its head lets nothing be fetched and only its own style apply."""
    css = asset("bulletin.css")
    digest = b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        environment()
        .get_template("bulletin.html")
        .render(
            s=sheet,
            css=Markup(css),
            policy=policy,
            svg=Markup(map_svg(say, FONT)),
            none_shown=say("no-map"),
            contents=say("contents"),
            numeric=_numeric,
        )
    )


def _numeric(table: Table, at: int) -> bool:
    return bool(table.rows) and all(row[at].mark == "number" for row in table.rows)
