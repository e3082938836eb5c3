"""The first account of a server."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest

from ..actors import site
from ..asking import Ask
from ..cases import opened
from ..routes import Drawn, Goto, Route
from ..setup import ValidationError, is_open, made, right_code

FORM = "setup/form.html"


class Beginning(msgspec.Struct, frozen=True):
    """The form with what was typed, and what is wrong with it."""

    name: str = ""
    wrong: tuple[str, ...] = ()
    code_wrong: bool = False


def form(ask: Ask, request: HttpRequest) -> Beginning | None:
    """The form, while there is no account."""
    return None if site().laptop or not is_open() else Beginning()


def begin(ask: Ask, request: HttpRequest) -> Goto | Drawn | None:
    """Make the first account, an officer of every room."""
    if site().laptop or not is_open():
        return None
    name = ask.form.get("name", "").strip()[:150]
    if not right_code(site(), ask.form.get("code", "")):
        return Drawn(FORM, Beginning(name, code_wrong=True), 400)
    try:
        made(name, ask.form.get("password", ""))
    except ValidationError as error:
        return Drawn(FORM, Beginning(name, tuple(error.messages)), 400)
    bench = opened(site().case).as_member(None)
    for room in bench.rooms("manage"):
        bench.member(name, "officer", room=room.name)
    return Goto("account_login")


ROUTES = (
    Route("setup", "setup", form, "anyone", FORM),
    Route("first", "setup/begin", begin, "anyone", FORM, methods=("POST",), limit=10),
)
