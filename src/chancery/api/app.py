"""The ASGI application: finds the route, opens one state of the dossier, and answers."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import msgspec
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Address

from chancery.api import openapi, parameters
from chancery.api.answers import (
    JSON,
    answer,
    choose_form,
    has_already,
    make_tag,
    problem_answer,
    unchanged,
)
from chancery.api.guard import Guard
from chancery.api.problems import ProblemError, make, of_error
from chancery.api.routes import Route, routes
from chancery.api.view import PREFIX, Memory, View
from chancery.errors import ChanceryError
from chancery.store.snapshot import open_snapshot

AT_ONCE = 4  # requests that read the dossier at one time; more only wait for the same cores


def make_app(path: Path, *, hosts: Iterable[str]) -> Starlette:
    """Return the application that serves the dossier; `hosts` are the values of Host it goes by.

    The dossier is opened anew for every request, so that one put in its place is seen.
    """
    limit = CapacityLimiter(AT_ONCE)
    memory = Memory()
    addresses = [
        Address(f"{PREFIX}{one.path}", _endpoint(partial(_answer, path, one, memory), limit))
        for one in routes()
    ]
    described = Address(f"{PREFIX}/openapi.json", _endpoint(_describe, limit))
    return Starlette(
        routes=[described, *addresses],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _no_address},  # type: ignore[dict-item]
    )


def _endpoint(
    answerer: Callable[[Request], Response], limit: CapacityLimiter
) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        return await to_thread.run_sync(answerer, request, limiter=limit)

    return endpoint


def _answer(path: Path, route: Route, memory: Memory, request: Request) -> Response:
    try:
        return _read(path, route, memory, request)
    except ChanceryError as error:
        return problem_answer(of_error(error))


def _read(path: Path, route: Route, memory: Memory, request: Request) -> Response:
    asked = parameters.read(route.asks, request.query_params.multi_items())
    form = choose_form(request.headers, route.forms)
    if form is None:
        message = f"this address gives {' or '.join(route.forms)}"
        raise ProblemError(message, sort="not-acceptable")
    with open_snapshot(path) as (dossier, edition):
        tag = make_tag(edition, str(request.url), form)
        if has_already(request.headers, tag):
            return unchanged(tag)
        view = View(
            dossier=dossier,
            path=path,
            edition=edition,
            memory=memory,
            server=f"http://{request.headers['host']}",
            route=request.url.path,
            query=request.url.query,
            form=form,
            names={name: str(value) for name, value in request.path_params.items()},
        )
        return answer(route.handler(view, asked), form, tag)


def _describe(request: Request) -> Response:
    body = msgspec.json.encode(openapi.document())
    tag = make_tag("", str(request.url), JSON)
    return unchanged(tag) if has_already(request.headers, tag) else answer(body, JSON, tag)


async def _no_address(request: Request, error: HTTPException) -> Response:
    del error
    return problem_answer(make("not-found", f"there is no {request.url.path}"))
