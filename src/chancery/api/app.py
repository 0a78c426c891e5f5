"""The interface for programs: finds the route, opens one state of the dossier, and answers."""

from collections.abc import AsyncIterator, Iterable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Address

from chancery.api import openapi, parameters
from chancery.api.answers import (
    EVENTS,
    JSON,
    answer,
    choose_form,
    has_already,
    make_tag,
    problem_answer,
    stream,
    unchanged,
)
from chancery.api.guard import Guard
from chancery.api.problems import Problem, ProblemError, make, of_error
from chancery.api.routes import Route, routes
from chancery.api.server import Server
from chancery.api.view import PREFIX
from chancery.api.writes import writes
from chancery.api.writing import Body
from chancery.errors import ChanceryError
from chancery.pipeline.live import BuildRunner


def make_app(
    path: Path,
    *,
    hosts: Iterable[str],
    token: str | None = None,
    runner: BuildRunner | None = None,
) -> Starlette:
    """Return the application that serves the dossier to programs alone.

    `hosts` are the values of Host that it goes by; who holds the token may write; `runner` is of
    the builds that are started here.
    """
    return Starlette(
        routes=interface(Server(path, token, runner)),
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers=HANDLERS,
    )


def interface(server: Server) -> list[Address]:
    """Return the addresses of the interface for programs."""
    described = Address(f"{PREFIX}/openapi.json", server.endpoint(_describe))
    found = [
        Address(f"{PREFIX}{one.path}", server.endpoint(partial(_answer, server, one)))
        for one in routes()
    ]
    written = [
        Address(f"{PREFIX}{one.path}", server.writer(one, _created), methods=["POST"])
        for one in writes()
    ]
    return [described, *found, *written]


async def no_address(request: Request, error: Exception) -> Response:
    """Answer that there is no such address, or that it does not take the method."""
    return problem_answer(no_address_problem(request, error))


def no_address_problem(request: Request, error: Exception) -> Problem:
    """Return what is wrong with an address that no route answers."""
    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return make("method", f"{request.url.path} is not asked by {request.method}")
    return make("not-found", f"there is no {request.url.path}")


async def not_done(request: Request, error: Exception) -> Response:
    """Answer why something was not done."""
    del request
    if not isinstance(error, ChanceryError):
        raise error
    return problem_answer(of_error(error))


HANDLERS: Mapping[Any, Any] = {HTTPException: no_address, ChanceryError: not_done}


def _created(body: Body[Any], made: object) -> Response:
    del body
    return Response(
        msgspec.json.encode(made),
        status_code=HTTPStatus.CREATED,
        headers={"cache-control": "no-store"},
        media_type=JSON,
    )


def _answer(server: Server, route: Route, request: Request) -> Response:
    asked = parameters.read(route.asks, request.query_params.multi_items())
    form = choose_form(request.headers, route.forms)
    if form is None:
        message = f"this address gives {' or '.join(route.forms)}"
        raise ProblemError(message, sort="not-acceptable")
    with server.view(request, form=form) as view:
        also = route.also(view.dossier, server.runner)
        tag = make_tag(f"{view.edition}{also}", str(request.url), form)
        if has_already(request.headers, tag):
            return unchanged(tag)
        if form == EVENTS:
            parts = cast("AsyncIterator[bytes] | None", route.handler(view, asked))
            return stream(parts, form, bare=request.method == "HEAD")
        return answer(route.handler(view, asked), form, tag)


def _describe(request: Request) -> Response:
    body = msgspec.json.encode(openapi.document())
    tag = make_tag("", str(request.url), JSON)
    return unchanged(tag) if has_already(request.headers, tag) else answer(body, JSON, tag)
