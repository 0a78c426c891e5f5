"""The OpenAPI 3.1 document, made from the table of routes and the structs that they name."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from chancery import __version__
from chancery.api.annotations import CONTEXT
from chancery.api.answers import JSON, LINKED
from chancery.api.problems import SORTS, Problem
from chancery.api.routes import Route, routes
from chancery.api.view import PREFIX

Schema = dict[str, Any]

REFERENCE = "#/components/schemas/{name}"
PROBLEMS: Mapping[str, tuple[str, ...]] = {  # by what an address has
    "": ("bad-request", "cross-site", "not-acceptable", "host", "dossier"),
    "{id}": ("not-found",),
    "name": ("not-found",),
    "cursor": ("other-edition",),
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
    schemas, components = msgspec.json.schema_components([*given, Problem], ref_template=REFERENCE)
    by_route = dict(zip(map(id, given), schemas, strict=False))
    components["AnnotationPage"] = ANNOTATIONS
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Chancery",
            "version": __version__,
            "summary": "A dossier: the record behind the coverage, with what it rests on.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            f"{PREFIX}{route.path}": {"get": _operation(route, by_route.get(id(route.gives)))}
            for route in all_routes
        },
        "components": {"schemas": components},
    }


def _operation(route: Route, schema: Schema | None) -> Schema:
    parameters = [*_path_parameters(route), *_query_parameters(route)]
    return {
        "operationId": route.name,
        "summary": route.summary,
        **({"parameters": parameters} if parameters else {}),
        "responses": {
            "200": {"description": "What was asked for.", "content": _content(route, schema)},
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
    if "{id}" in route.path:
        sorts.update(PROBLEMS["{id}"])
    if "cursor" in fields:
        sorts.update(PROBLEMS["cursor"])
    if not {"party", "speaker", "thread", "name"}.isdisjoint(fields):
        sorts.update(PROBLEMS["name"])
    found = sorted((str(SORTS[one].status), SORTS[one].title) for one in sorts)
    content = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(name="Problem")}}}
    return {status: {"description": title, "content": content} for status, title in found}


def _path_parameters(route: Route) -> list[Schema]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": "The whole id.",
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
