"""The twins of the pages as an OpenAPI 3.1 description: made from the routes and the types of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
from django.http import HttpResponseBase

from .pages import every_route
from .routes import Drawn, File, Goto, Route
from .words import LANGUAGES

REFUSALS = {
    "400": "The query cannot be understood",
    "403": "Not signed in, or no right to this page",
    "404": "No such thing, or none for this reader",
    "429": "Too often",
    "503": "The case cannot be read at the moment",
}
IDENT = r"^[A-Za-z0-9_:-]{1,120}$"
NO_VALUES = (type(None), Goto, Drawn, File, HttpResponseBase)
TYPES = {"json": "application/json", "csv": "text/csv"}


@cache
def description() -> dict[str, Any]:
    """The description: it names no case and no room, and is the same for everybody."""
    shown = {f"{route.name}.{kind}": _shown(route) for route, kind in twins() if kind == "json"}
    schemas, components = msgspec.json.schema_components(shown.values(), ref_template="#/components/schemas/{name}")
    by_name = dict(zip(shown, schemas, strict=True))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Good Offices", "version": version("goodoffices"), "license": {"name": "Apache-2.0"}},
        "paths": {
            _path(route, kind): {"get": _operation(route, kind, by_name.get(f"{route.name}.json", {}))}
            for route, kind in twins()
        },
        "components": {"schemas": components},
    }  # fmt: skip


def twins() -> Iterator[tuple[Route, str]]:
    """Every twin of every route."""
    for route in every_route():
        for kind in route.twins:
            yield route, kind


def _path(route: Route, kind: str) -> str:
    return "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", route.path) + f".{kind}"


def _operation(route: Route, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    if route.rows is not None and kind == "json":
        schema = {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": schema}}}
    content = {TYPES[kind]: {"schema": schema if kind == "json" else {"type": "string"}}}
    refused = {"content": {"application/json": {"schema": {"type": "object", "required": ["status"]}}}}
    return {
        "operationId": f"{route.name}-{kind}",
        "parameters": [*_in_path(route), *_in_query(route)],
        "responses": {
            "200": {"description": "The rows" if route.rows else "The value", "content": content},
            **{status: {"description": said, **refused} for status, said in REFUSALS.items()},
        },
    }


def _in_path(route: Route) -> Iterator[dict[str, Any]]:
    for name in re.findall(r"<\w+:(\w+)>", route.path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": IDENT}}


def _in_query(route: Route) -> Iterator[dict[str, Any]]:
    yield {"name": "lang", "in": "query", "schema": {"enum": list(LANGUAGES)}}
    yield {"name": "at", "in": "query", "schema": {"type": "string"}, "description": "A day or a time, ISO 8601"}
    for name in route.filters:
        yield {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}


def _shown(route: Route) -> Any:
    """The type of what a twin writes: of a row where it is a list, else of its value."""
    if route.rows is not None:
        return get_args(_returned(route.rows))[0]
    found = _returned(route.data or route.view)
    kinds = get_args(found) if get_origin(found) in (Union, UnionType) else (found,)
    left = [kind for kind in kinds if not (isinstance(kind, type) and issubclass(kind, NO_VALUES))]
    return Union[tuple(left)] if left != [object] else Any  # noqa: UP007 - of as many types as there are


def _returned(function: Callable[..., Any]) -> Any:
    return get_type_hints(function)["return"]
