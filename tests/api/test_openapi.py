"""The OpenAPI document names every address, and what is answered is what it says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from served import HOST
from starlette.testclient import TestClient

from chancery.api.app import make_app
from chancery.api.openapi import document
from chancery.api.routes import routes
from chancery.api.view import PREFIX
from chancery.api.writes import writes
from chancery.model import kind_of, record_kinds

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 4  # of each address, of what is right and of what is wrong: some ten seconds


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_every_address_is_described_with_all_that_it_takes() -> None:
    made = document()

    assert made["openapi"] == "3.1.0"
    assert set(made["paths"]) == {f"{PREFIX}{one.path}" for one in (*routes(), *writes())}
    for route in routes():
        described = made["paths"][f"{PREFIX}{route.path}"]["get"].get("parameters", [])
        wanted = {*route.asks.__struct_fields__, *re.findall(r"\{(\w+)\}", route.path)}
        assert {one["name"] for one in described} == wanted
        assert all(one["description"] for one in described)


def test_every_record_kind_has_its_addresses() -> None:
    paths = document()["paths"]

    for kind in record_kinds():
        assert f"{PREFIX}/records/{kind_of(kind)}" in paths
        assert f"{PREFIX}/records/{kind_of(kind)}/{{id}}" in paths


def test_every_reference_leads_somewhere() -> None:
    made = document()
    schemas = made["components"]["schemas"]

    found = set(references(made))

    assert found
    assert {one.rpartition("/")[2] for one in found} <= schemas.keys()


def test_it_is_served_with_a_tag(client: TestClient) -> None:
    answer = client.get(f"{PREFIX}/openapi.json")
    again = client.get(f"{PREFIX}/openapi.json", headers={"if-none-match": answer.headers["etag"]})

    assert answer.json() == json.loads(msgspec.json.encode(document()))
    assert again.status_code == 304


@pytest.fixture(scope="module")
def api(path: Path) -> Any:
    app = make_app(path, hosts=[HOST, "testserver", "localhost"])
    return schemathesis.openapi.from_asgi(f"{PREFIX}/openapi.json", app)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_what_the_document_says(api: Any, mode: GenerationMode) -> None:
    operations = [one.ok() for one in api.get_all_operations()]

    assert len(operations) == len(routes()) + len(writes())
    for one in operations:
        if mode is GenerationMode.POSITIVE or one.query:
            check(one.as_strategy(generation_mode=mode))


def check(cases: Any) -> None:
    """Ask what a strategy makes and hold each answer against the document."""

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
