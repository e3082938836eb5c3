"""The twins as their OpenAPI description says: schemathesis asks each with queries of its own making."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
import schemathesis
from examples import example
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.specs.openapi import checks as conforming

from goodoffices.workbench import Workbench

EXAMPLES = {"json": 250, "csv": 250} if os.environ.get("GOODOFFICES_SOAK") else {"json": 5, "csv": 2}
"""Of each twin; `make soak` asks more often. A table understands the same queries as the data beside it."""
CHECKS = [
    checks.not_a_server_error,
    conforming.status_code_conformance,
    conforming.content_type_conformance,
    conforming.response_schema_conformance,
]


def twins() -> list[tuple[Any, str]]:
    from goodoffices.web.described import twins

    return list(twins())


@pytest.fixture(scope="module")
def schema(case: str) -> Any:
    from django.core.handlers.wsgi import WSGIHandler

    from goodoffices.web.described import description

    found = schemathesis.openapi.from_dict(description())
    found.app = WSGIHandler()
    return found


@pytest.fixture(scope="module")
def bench(case: str) -> Any:
    with Workbench.open(case) as opened:
        yield opened


def test_every_twin_is_described_with_the_shape_of_its_rows(client_of: Any) -> None:
    from goodoffices.web.described import description

    found = client_of("press-reader").get("/openapi.json").json()
    assert found == json.loads(json.dumps(description())) and found["openapi"].startswith("3.1")
    assert len(found["paths"]) == len(twins()) > 25
    row = found["paths"]["/findings.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    name = row["properties"]["rows"]["items"]["$ref"].rpartition("/")[2]
    assert {"id", "status", "independent"} <= set(found["components"]["schemas"][name]["properties"])
    assert client_of(None).get("/openapi.json").status_code == 403


@pytest.mark.parametrize("who", ["press-officer", "talks-reader"])
def test_twins_answer_any_query_as_they_are_described(who: str, schema: Any, bench: Workbench, client_of: Any) -> None:
    cookies = {name: one.value for name, one in client_of(who).cookies.items()}
    for route, kind in twins():
        path = "/" + route.path.replace("<ident:ident>", "{ident}") + f".{kind}"
        held = asked_of(schema[path]["GET"], example(bench, route, "press"), cookies, EXAMPLES[kind])
        assert held and held <= {200, 400, 403, 404, 422}, path


def asked_of(operation: Any, real: dict[str, str] | None, cookies: dict[str, str], most: int) -> set[int]:
    """Ask one twin with made queries, of made things and of one that there is; the statuses of its answers."""
    statuses: set[int] = set()

    @settings(
        max_examples=most, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(one=operation.as_strategy(), known=st.booleans())
    def attempt(one: Any, known: bool) -> None:
        if known and real:
            one.path_parameters = dict(real)
        answer = one.call(base_url="http://testserver", cookies=cookies)
        one.validate_response(answer, checks=CHECKS)
        statuses.add(answer.status_code)

    attempt()
    return statuses
