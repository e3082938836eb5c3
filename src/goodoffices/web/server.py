"""A team's site: settings from a call or from the environment, processes by gunicorn, a log without content."""

from __future__ import annotations

import gc
import json
import logging
import os
import secrets
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import GoodOfficesError, UsageError
from .site import LARGEST_UPLOAD, Site

PREFIX = "GOODOFFICES_WEB_"


def site_of(values: Mapping[str, str]) -> Site:
    """A site from named values (docs/reference/server.md lists them). Raises UsageError where one cannot be used."""
    case = values.get("CASE", "")
    if not case:
        raise UsageError(f"set {PREFIX}CASE to the folder or the postgresql:// address of the case")
    hosts = tuple(host.strip() for host in values.get("HOSTS", "").split(",") if host.strip())
    if not hosts:
        raise UsageError(
            f"set {PREFIX}HOSTS to the names under which browsers reach the site, such as talks.example.org"
        )
    return Site(
        case,
        secret_of(Path(values.get("SECRET_FILE", "") or secret_place(case))),
        "server",
        hosts,
        values.get("LANGUAGE", "en"),
        accounts=values.get("ACCOUNTS", "") or accounts_of(case),
        secure=values.get("SECURE", "yes") != "no",
        trusted=_number(values, "TRUSTED", 0),
        largest=_number(values, "LARGEST", LARGEST_UPLOAD),
        oidc=_providers(values.get("OIDC_FILE", "")),
        public=values.get("PUBLIC", "") == "yes",
        second=values.get("SECOND_FACTOR", "") == "yes",
        scanner=values.get("SCANNER", ""),
    )


def from_environment() -> Site:
    """A site from the environment: the only place of the package's pages that reads it."""
    named = {key.removeprefix(PREFIX): value for key, value in os.environ.items() if key.startswith(PREFIX)}
    return site_of(named)


def _number(values: Mapping[str, str], key: str, default: int) -> int:
    text = values.get(key, "") or str(default)
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"{PREFIX}{key} is a whole number, not {text!r}")
    return int(text)


def _providers(file: str) -> tuple[dict[str, Any], ...]:
    """OpenID Connect services: a JSON list of objects as django-allauth describes them."""
    if not file:
        return ()
    try:
        found = json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} is no JSON list of OpenID Connect services: {error}") from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UsageError(f"{file} holds no list of objects")
    return tuple(found)


def accounts_of(case: str) -> str:
    """Where accounts are kept: in the database of the case, or beside its folder's own."""
    return case if "://" in case else f"sqlite:///{Path(case) / 'accounts.db'}"


def secret_place(case: str) -> Path:
    """Where the secret of a site is kept unless it is said."""
    state = os.environ.get("XDG_STATE_HOME", "") or str(Path.home() / ".local" / "state")
    return Path(state) / "goodoffices" / f"web-{Site(case, '').mark}.secret"


def secret_of(place: Path) -> str:
    """The secret at a place, made there when it is first asked for; only its owner can read it."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        text = place.read_text(encoding="ascii").strip()
        if len(text) < 40:
            raise UsageError(f"{place} holds no secret of 40 characters or more; remove it to have one made") from None
        return text
    except OSError as error:
        raise UsageError(f"the secret cannot be kept at {place}: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return place.read_text(encoding="ascii")


def log_requests() -> None:
    """Log lines as JSON to standard output; tracebacks of bugs to standard error."""
    lines = logging.StreamHandler(sys.stdout)
    lines.setFormatter(logging.Formatter("%(message)s"))
    log = logging.getLogger("goodoffices.web")
    log.handlers, log.propagate = [lines], False
    log.setLevel(logging.INFO)
    # Django names the address of what it refuses; that is content.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    logging.getLogger("django.security").setLevel(logging.CRITICAL)


def serve_server(site: Site, *, bind: str, workers: int, threads: int, say: Callable[[str], None]) -> None:
    """Serve until it is told to end. Raises UsageError where there is no case."""
    from gunicorn.app.base import BaseApplication

    from .settings import prepare

    prepare(site)
    from django.core.handlers.wsgi import WSGIHandler

    from .cases import close_all, opened
    from .schema import prepare_accounts
    from .setup import code_of, is_open

    opened(site.case)
    close_all()  # a connection must not be shared with the processes that are made below
    prepare_accounts()
    if is_open():
        say(f"There is no account yet. Make the first one at /setup with this code: {code_of(site)}")
    from django.db import connections

    connections.close_all()

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for key, value in _gunicorn(bind, workers, threads, site).items():
                self.cfg.set(key, value)

        def load(self) -> WSGIHandler:
            log_requests()
            return WSGIHandler()

    Application().run()


def _ahead(site: Site) -> None:
    """Have what lists show at hand before somebody waits for it; whatever is wrong, the first page says."""
    from .cases import opened

    with suppress(GoodOfficesError):
        opened(site.case).put_together(site.language)
    # What is at hand now stays: to look through all of it for cycles, time and again, would keep readers waiting.
    gc.collect()
    gc.freeze()


def _gunicorn(bind: str, workers: int, threads: int, site: Site) -> dict[str, Any]:
    from .cases import close_all

    return {
        "bind": bind,
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "timeout": 120,
        "forwarded_allow_ips": "*" if site.trusted else "127.0.0.1",
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "proc_name": "goodoffices",
        "post_worker_init": lambda worker: threading.Thread(target=_ahead, args=(site,), daemon=True).start(),
        "worker_exit": lambda server, worker: close_all(),
    }
