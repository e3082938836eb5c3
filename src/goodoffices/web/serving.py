"""The one way from a request to an answer: who asks, the rule of the route, what is asked, its view, its template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.http import content_disposition_header

from ..errors import GoodOfficesError, LedgerTrouble, NotAllowed, SecondPersonNeeded, StoreTrouble
from ..workbench import Workbench
from . import twins
from .actors import Actor, actor_of, has_first, lacks_second, site, stranger_key
from .asking import KEPT, Ask, address, asked, language_of, looked_cookie
from .cases import opened
from .clock import now
from .drawing import drawn
from .limits import spent
from .pages import menu_of
from .refusals import BadRequest, refusal
from .routes import Drawn, File, Goto, Route

YEAR = 365 * 86_400
Answering = Callable[..., HttpResponseBase]


def served(route: Route, twin: str = "") -> Answering:
    """The Django view of a route, or of one of its twins."""

    def answer(request: HttpRequest, **found: str) -> HttpResponseBase:
        language = language_of(request, site().language)
        request.language = language  # type: ignore[attr-defined]
        try:
            return _answer(request, route, twin, found, language)
        except BadRequest as error:
            return refusal(request, 400, error.key, **error.fields)
        except SecondPersonNeeded as error:
            return refusal(request, 400, f"error-second-person-{error.act}")
        except NotAllowed as error:
            # The same as for what is not there: a closed room must not show by its refusals.
            raise Http404 from error
        except (StoreTrouble, LedgerTrouble):
            return refusal(request, 503)
        except GoodOfficesError as error:
            return refusal(request, 400, "error-said", said=str(error))

    answer.__name__ = route.name
    return answer


def _answer(request: HttpRequest, route: Route, twin: str, found: dict[str, str], language: str) -> HttpResponseBase:
    # HEAD is GET without a body: on a form it would be a form that no token guards.
    if ("GET" if request.method == "HEAD" else request.method) not in route.methods:
        return refusal(request, 405)
    actor = actor_of(request)
    if route.limit and spent(route.name, _who(request, actor), route.limit, now()):
        return refusal(request, 429)
    if route.rule == "anyone":
        ask = asked(request, route, found, language, now())
        return _shaped(request, route, ask, actor, None, route.view(ask, request))
    if actor is not None and has_first(request):
        return _first_to(request, "account_change_password", "error-first")
    if actor is not None and site().second and lacks_second(request):
        return _first_to(request, "mfa_index", "error-second-factor")
    if actor is None and not (site().public and route.rule == "read"):
        return _stranger(request)
    case = opened(site().case)
    bench = case.as_member(actor.member) if actor else case.as_visitor()
    if not bench.rooms(route.rule):
        if actor is None:
            return _stranger(request)
        raise PermissionDenied
    ask = asked(request, route, found, language, now())
    _remember(request, ask)
    with translation.override(ask.language):
        if twin:
            return _twin(route, twin, ask, bench)
        return _shaped(request, route, ask, actor, bench, route.view(ask, bench))


def _who(request: HttpRequest, actor: Actor | None) -> str:
    return actor.shown if actor else str(request.META.get("REMOTE_ADDR", ""))


def _stranger(request: HttpRequest) -> HttpResponseBase:
    if site().laptop or request.path.endswith((".json", ".csv")):
        return refusal(request, 403, stranger_key())
    return HttpResponseRedirect(address("account_login", {}, {"next": (request.get_full_path(),)}))


def _first_to(request: HttpRequest, page: str, key: str) -> HttpResponseBase:
    """Lead somebody to a page of their account; what cannot be led says what to do there."""
    if request.method == "POST" or request.path.endswith((".json", ".csv")):
        return refusal(request, 403, key)
    return HttpResponseRedirect(address(page, {}, {}))


def _remember(request: HttpRequest, ask: Ask) -> None:
    request.language = ask.language  # type: ignore[attr-defined]
    if "lang" in ask.said and request.session.get("language") != ask.language:
        request.session["language"] = ask.language


def _twin(route: Route, twin: str, ask: Ask, bench: Workbench) -> HttpResponseBase:
    if route.rows is not None:
        return twins.listed(twin, route.rows(ask, bench), route.name)
    # A twin is always whole, whoever asks.
    value = (route.data or route.view)(msgspec.structs.replace(ask, partial=False), bench)
    if value is None:
        raise Http404
    if isinstance(value, Goto):
        return _led(address(f"{value.route}.{twin}", value.found, _kept(ask)), 0)
    if route.table is not None and twin == "csv":
        return twins.listed(twin, route.table(value), route.name)
    return twins.whole(value)


def _kept(ask: Ask) -> dict[str, tuple[str, ...]]:
    return {key: ask.said[key] for key in KEPT if key in ask.said}


def _led(to: str, looked: int) -> HttpResponseRedirect:
    """An answer that leads to an address that we made ourselves."""
    answer = HttpResponseRedirect(to)
    if looked:
        answer.set_cookie(
            looked_cookie(), str(looked), max_age=YEAR, httponly=True, samesite="Strict", secure=site().secure, path="/"
        )
    return answer


def _shaped(
    request: HttpRequest, route: Route, ask: Ask, actor: Actor | None, bench: Workbench | None, value: Any
) -> HttpResponseBase:
    if value is None:
        raise Http404
    if isinstance(value, HttpResponseBase):
        return value
    if isinstance(value, Goto):
        return _led(address(value.route, value.found, _kept(ask) | value.query, value.fragment), value.looked)
    if isinstance(value, File):
        answer = HttpResponse(value.content, content_type=value.media_type)
        answer["Content-Disposition"] = content_disposition_header(True, value.name)
        return answer
    shown = value if isinstance(value, Drawn) else Drawn(route.template, value)
    context = {
        "v": shown.value,
        "ask": ask,
        "route": route,
        "actor": actor,
        "site": site(),
        "may": frozenset(
            action for action in ("submit", "add", "decide", "move", "erase", "manage") if bench and bench.rooms(action)
        ),
        "menu": menu_of(room.name for room in bench.rooms()) if bench else ask.pages,
        "untold": bench.untold() if bench and ask.at is None else 0,
        "case_name": bench.case_name(ask.language) if bench else "",
    }
    page = drawn(request, shown.template, ask.language, context)
    return HttpResponse(page, status=shown.status)
