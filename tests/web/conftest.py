"""A site in server mode over a small case with a closed room, and clients that act as each role."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from goodoffices.records import CaseParty, CaseSettings
from goodoffices.web.settings import prepare
from goodoffices.web.site import Site
from goodoffices.workbench import Intake, Workbench

SETTINGS = CaseSettings(
    name="Port Sable",
    titles={"uk": "Порт Сейбл"},
    parties=(
        CaseParty("aa", "Arda", side="aa"),
        CaseParty("bb", "Brend", side="bb"),
        CaseParty("mm", "Mediator", "mediator"),
    ),
)
PAGES = {
    "harbour-post.txt": "The Harbour Post\nTalks in Geneva end on second day\n18 February 2026\n\nThe talks between Ukraine and "
    "Russia in Geneva ended on 18 February after two hours, said Rustem Umerov. The session on 17 February lasted six "
    "hours. Umerov said that the talks were difficult but that there was progress.\n",
    "evening-wire.txt": "Evening Wire\nGeneva round closes\n18 February 2026\n\nThe talks in Geneva between Russia and Ukraine "
    "on 17 February lasted about four hours, a source told the agency. Vladimir Medinsky said that the talks were "
    "business-like. The session on 18 February lasted two hours.\n",
}
CLOSED = {
    "closed-note.txt": "Closed Note\nMeeting in Zurich\n19 February 2026\n\nRustem Umerov met Vladimir Medinsky in Zurich on "
    "19 February 2026 for three hours. The Zurich meeting ended at noon.\n"
}
ROLES = ("reader", "member", "officer")


def pages(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def small_case(place: str, base: Path) -> None:
    """A case with the rooms press and talks; in each a reader, a member and an officer, named after room and role."""
    with Workbench.create(place, Intake((), SETTINGS, zone="Europe/Vienna")) as bench:
        bench.add_room("talks", open_to_all=False)
        for room in ("press", "talks"):
            for role in ROLES:
                bench.member(f"{room}-{role}", role, room=room)
        bench.add(Intake.of([pages(base / "open", PAGES)]))
        bench.add(Intake.of([pages(base / "closed", CLOSED)]), room="talks")


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the small case; read by many tests, written by none."""
    base = tmp_path_factory.mktemp("web")
    os.environ["GOODOFFICES_KEYS"] = str(base / "keys")
    small_case(str(base / "case"), base)
    return str(base / "case")


@pytest.fixture(scope="session", autouse=True)
def django(case: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Django set up once, as a server; the laptop is tried in a process of its own."""
    accounts = tmp_path_factory.mktemp("accounts") / "accounts.db"
    prepare(Site(case, "x" * 50, "server", hosts=("testserver",), accounts=f"sqlite:///{accounts}"))
    from goodoffices.web.schema import prepare_accounts

    prepare_accounts()


@pytest.fixture
def serving(case: str) -> Iterator[Callable[[str], None]]:
    """Serve another case for the length of a test."""
    import msgspec
    from django.test import override_settings

    from goodoffices.web.actors import site
    from goodoffices.web.cases import close_all

    changed: list[Any] = []

    def serve(place: str) -> None:
        changed.append(override_settings(SITE=msgspec.structs.replace(site(), case=place)))
        changed[-1].enable()

    yield serve
    for one in changed:
        one.disable()
    close_all()


@pytest.fixture
def client_of() -> Callable[..., Any]:
    """A client that is signed in under a name; without one, a stranger."""

    def made(name: str | None = None) -> Any:
        from django.contrib.auth import get_user_model
        from django.test import Client

        client = Client(raise_request_exception=False)
        if name is not None:
            user, _ = get_user_model().objects.get_or_create(username=name)
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return made
