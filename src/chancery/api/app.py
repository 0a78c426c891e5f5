"""The interface for programs: finds the route, opens one state of the dossier, and answers."""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote

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
from chancery.api.problems import Problem, ProblemError, make, of_error
from chancery.api.routes import Route, routes
from chancery.api.view import PREFIX, Memory, View
from chancery.api.writes import Write, writes
from chancery.api.writing import Body, make_token, read_body
from chancery.errors import ChanceryError
from chancery.store.snapshot import open_snapshot

REVIEWER = "chancery_reviewer"  # the cookie that keeps the name of who decides on pages
AT_ONCE = 4  # requests that read the dossier at one time; more only wait for the same cores


class Server:
    """The dossier that is served, who may write to it, and what is kept between requests."""

    def __init__(self, path: Path, token: str | None = None) -> None:
        """Take the path of the dossier, which is opened anew for every request, and the token.

        Without a token one is made, which only the pages know.
        """
        self.path = path
        self.token = token or make_token()
        self._limit = CapacityLimiter(AT_ONCE)
        self._memory = Memory()

    def endpoint(self, answerer: Callable[[Request], Response]) -> Callable[[Request], object]:
        """Return what answers requests on a thread, few at a time."""

        async def endpoint(request: Request) -> Response:
            return await to_thread.run_sync(answerer, request, limiter=self._limit)

        return endpoint

    def writer(
        self, write: Write, answerer: Callable[[Body[Any], object], Response]
    ) -> Callable[[Request], object]:
        """Return what does as a body asks, for who holds the token, and answers with what came.

        Raises:
            ChanceryError: the body or the token is wrong, or it cannot be done.
        """

        async def endpoint(request: Request) -> Response:
            body = await read_body(request, write.takes, self.token)
            done = partial(write.handler, self.path, body.asked)
            return answerer(body, await to_thread.run_sync(done, limiter=self._limit))

        return endpoint

    @contextmanager
    def view(self, request: Request, *, form: str) -> Generator[View]:
        """Open one state of the dossier for a request.

        Raises:
            DossierError: there is none to be read.
        """
        with open_snapshot(self.path) as (dossier, edition):
            yield View(
                dossier=dossier,
                path=self.path,
                edition=edition,
                memory=self._memory,
                server=f"http://{request.headers['host']}",
                route=request.url.path,
                query=request.url.query,
                form=form,
                names={name: str(value) for name, value in request.path_params.items()},
                reviewer=unquote(request.cookies.get(REVIEWER, "")),
            )


def make_app(path: Path, *, hosts: Iterable[str], token: str | None = None) -> Starlette:
    """Return the application that serves the dossier to programs alone.

    `hosts` are the values of Host that it goes by; who holds the token may write.
    """
    return Starlette(
        routes=interface(Server(path, token)),
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
    try:
        return _read(server, route, request)
    except ChanceryError as error:
        return problem_answer(of_error(error))


def _read(server: Server, route: Route, request: Request) -> Response:
    asked = parameters.read(route.asks, request.query_params.multi_items())
    form = choose_form(request.headers, route.forms)
    if form is None:
        message = f"this address gives {' or '.join(route.forms)}"
        raise ProblemError(message, sort="not-acceptable")
    with server.view(request, form=form) as view:
        tag = make_tag(view.edition, str(request.url), form)
        if has_already(request.headers, tag):
            return unchanged(tag)
        return answer(route.handler(view, asked), form, tag)


def _describe(request: Request) -> Response:
    body = msgspec.json.encode(openapi.document())
    tag = make_tag("", str(request.url), JSON)
    return unchanged(tag) if has_already(request.headers, tag) else answer(body, JSON, tag)
