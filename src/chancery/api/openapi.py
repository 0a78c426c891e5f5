"""The OpenAPI 3.1 document, made from the table of routes and the structs that they name."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from chancery import __version__
from chancery.api.answers import EVENTS, JSON, LINKED
from chancery.api.problems import SORTS, Problem
from chancery.api.routes import Route, routes
from chancery.api.view import PREFIX
from chancery.api.writes import Write, writes
from chancery.api.writing import FORM
from chancery.exports.web_annotation import CONTEXT

Schema = dict[str, Any]

NO_MORE = "No build has events that were not heard; ask again when one was started."
REFERENCE = "#/components/schemas/{name}"
PROBLEMS: Mapping[str, tuple[str, ...]] = {  # by what an address has
    "": ("bad-request", "cross-site", "not-acceptable", "host", "dossier"),
    "{": ("not-found",),
    "name": ("not-found",),
    "cursor": ("other-edition",),
    "write": (
        "bad-request",
        "token",
        "not-found",
        "too-large",
        "body",
        "host",
        "dossier",
    ),
}
TOKEN: Schema = {
    "type": "http",
    "scheme": "bearer",
    "description": "The token that `chancery serve` prints.",
}
ANNOTATIONS: Schema = {
    "type": "object",
    "description": "A page of W3C Web Annotations, one for each span of evidence.",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": CONTEXT},
        "id": {"type": "string"},
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": {"type": "object"}},
        "next": {"type": "string"},
    },
}


def document() -> Schema:
    """Return the document."""
    all_routes = routes()
    given = [one.gives for one in all_routes if one.gives is not None]
    written = [kind for one in writes() for kind in (one.takes, one.gives)]
    schemas, components = msgspec.json.schema_components(
        [*given, *written, Problem], ref_template=REFERENCE
    )
    by_route = dict(zip(map(id, [*given, *written]), schemas, strict=False))
    components["AnnotationPage"] = ANNOTATIONS
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Chancery",
            "version": __version__,
            "summary": "A dossier: the record behind the coverage, with what it rests on.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": _paths(all_routes, by_route),
        "components": {"schemas": components, "securitySchemes": {"token": TOKEN}},
    }


def _paths(all_routes: Iterable[Route], schemas: Mapping[int, Schema]) -> Schema:
    found: dict[str, Schema] = {}
    for route in all_routes:
        operation = _operation(route, schemas.get(id(route.gives)))
        found.setdefault(f"{PREFIX}{route.path}", {})["get"] = operation
    for write in writes():
        operation = _writing(write, schemas[id(write.takes)], schemas[id(write.gives)])
        found.setdefault(f"{PREFIX}{write.path}", {})["post"] = operation
    return found


def _writing(write: Write, takes: Schema, gives: Schema) -> Schema:
    body = {"required": True, "content": {JSON: {"schema": takes}, FORM: {"schema": takes}}}
    return {
        "operationId": write.name,
        "summary": write.summary,
        "security": [{"token": []}],
        "requestBody": body,
        "responses": {
            "201": {"description": "What was done.", "content": {JSON: {"schema": gives}}},
            **_problem_answers({*PROBLEMS["write"]}),
        },
    }


def _operation(route: Route, schema: Schema | None) -> Schema:
    parameters = [*_path_parameters(route), *_query_parameters(route)]
    return {
        "operationId": route.name,
        "summary": route.summary,
        **({"parameters": parameters} if parameters else {}),
        "responses": {
            "200": {"description": "What was asked for.", "content": _content(route, schema)},
            **({"204": {"description": NO_MORE}} if EVENTS in route.forms else {}),
            "304": {"description": "It is as it was when If-None-Match named it."},
            **_problems(route),
        },
    }


def _content(route: Route, schema: Schema | None) -> Schema:
    by_form = {JSON: schema, LINKED: {"$ref": REFERENCE.format(name="AnnotationPage")}}
    return {
        form: {"schema": by_form.get(form) or {"type": "string"}}
        for form in (one.partition(";")[0] for one in route.forms)
    }


def _problems(route: Route) -> Schema:
    fields = route.asks.__struct_fields__
    sorts = {*PROBLEMS[""]}
    if "{" in route.path:
        sorts.update(PROBLEMS["{"])
    if "cursor" in fields:
        sorts.update(PROBLEMS["cursor"])
    if not {"party", "speaker", "thread", "name", "actor", "since"}.isdisjoint(fields):
        sorts.update(PROBLEMS["name"])
    return _problem_answers(sorts)


def _problem_answers(sorts: Iterable[str]) -> Schema:
    found = sorted((str(SORTS[one].status), SORTS[one].title) for one in sorts)
    content = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(name="Problem")}}}
    return {status: {"description": title, "content": content} for status, title in found}


def _path_parameters(route: Route) -> list[Schema]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": f"The whole {name}.",
            "schema": {"type": "string", "minLength": 1},
        }
        for name in re.findall(r"\{(\w+)\}", route.path)
    ]


def _query_parameters(route: Route) -> list[Schema]:
    _, components = msgspec.json.schema_components([route.asks], ref_template="{name}")
    (whole,) = (one for name, one in components.items() if name == route.asks.__name__)
    required = whole.get("required", [])
    return [
        _parameter(name, schema, required=name in required)
        for name, schema in whole["properties"].items()
    ]


def _parameter(name: str, schema: Schema, *, required: bool) -> Schema:
    """Return a query parameter; that one is not given is no value of it."""
    choices = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
    plain = choices[0] if choices else schema
    plain = {key: value for key, value in plain.items() if value is not None}
    said = schema.get("description") or plain.get("description", "")
    kept = {key: value for key, value in plain.items() if key != "description"}
    if "enum" in kept:
        kept["enum"] = [one for one in kept["enum"] if one is not None]
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": said,
        "schema": kept,
    }
