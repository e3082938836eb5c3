"""One person, one machine: the site on a loopback address, entered by a token that works once."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable

from ..errors import UsageError
from .settings import prepare
from .site import Site

LOOPBACK = "127.0.0.1"
THREADS = 8


def serve_laptop(
    case: str, *, port: int, language: str, actor: str | None, say: Callable[[str], None], open_browser: bool
) -> None:
    """Serve a case until it is interrupted. Raises UsageError where there is no case or the port is taken."""
    taken = listening(port)
    here = taken.getsockname()[1]
    site = Site(case, secrets.token_urlsafe(48), hosts=(LOOPBACK, "localhost"), language=language, actor=actor)
    prepare(site)
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from waitress import create_server

    from .cases import close_all, opened

    opened(case).as_member(actor).reader()
    server = create_server(
        WSGIHandler(), sockets=[taken], threads=THREADS, ident=None, max_request_body_size=site.largest
    )
    address = f"http://{LOOPBACK}:{here}/arrive?token={settings.DOOR.token}"
    say(address)
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        server.run()
    finally:
        server.close()
        close_all()


def listening(port: int) -> socket.socket:
    """A socket on the loopback address; port 0 takes any that is free."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((LOOPBACK, port))
    except OSError as error:
        made.close()
        raise UsageError(f"port {port} is taken; give another with --port, or 0 for any that is free") from error
    return made
