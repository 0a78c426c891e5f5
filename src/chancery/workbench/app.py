"""The application of `chancery serve`: the pages, and the interface for programs beside them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route as Address

from chancery.api import parameters
from chancery.api.answers import has_already, make_tag
from chancery.api.app import interface, no_address, no_address_problem, not_done
from chancery.api.guard import Guard
from chancery.api.problems import Problem, of_error
from chancery.api.server import REVIEWER, Server
from chancery.api.view import PREFIX
from chancery.api.writing import Body
from chancery.errors import ChanceryError
from chancery.pipeline.live import BuildRunner
from chancery.workbench import assets
from chancery.workbench.addresses import address
from chancery.workbench.forms import forms
from chancery.workbench.frame import make_frame, pairs_of
from chancery.workbench.pages import PageOf, pages, places
from chancery.workbench.render import prepare, render
from chancery.workbench.visits import KEPT_S, SEEN, Visit

HTML = "text/html; charset=utf-8"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "private, no-cache",
    "referrer-policy": "same-origin",  # without any, a browser hides whose form it sends
}


def make_app(
    path: Path,
    *,
    hosts: Iterable[str],
    token: str | None = None,
    runner: BuildRunner | None = None,
) -> Starlette:
    """Return the application that serves the dossier; `hosts` are the values of Host it goes by.

    Programs that hold the token may write, as pages may, which are given it. The dossier is opened
    anew for every request, so that one put in its place is seen. `runner` is of the builds that
    are started here.
    """
    prepare()
    server = Server(path, token, runner)
    shown = [Address(one.path, server.endpoint(partial(_answer, server, one))) for one in pages()]
    posted = [
        Address(one.path, server.writer(one, _lead_back), methods=["POST"]) for one in forms()
    ]
    static = Address(f"{assets.PREFIX}/{{digest}}/{{name:path}}", assets.give)
    return Starlette(
        routes=[*interface(server), static, *posted, *shown],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _no_page, ChanceryError: _not_done},
    )


def _answer(server: Server, page: PageOf, request: Request) -> Response:
    given = pairs_of(request.url.query)
    said = [(name, value) for name, value in given if value]
    if len(said) < len(given):  # a form sends its empty fields too; an address has none
        return RedirectResponse(address(request.url.path, said), status_code=303)
    asked = parameters.read(page.asks, said)
    with server.view(request, form=HTML) as seen:
        visit = Visit.read(request.cookies).now(seen)
        view = replace(seen, since=visit.since)
        key = f"{request.url} {view.reviewer} {visit} {server.token} {page.also(view)}"
        tag = make_tag(view.edition, key, HTML)
        if has_already(request.headers, tag):
            # a browser takes the headers of this answer for those of the page that it kept
            return Response(status_code=304, headers=HEADERS | {"etag": tag})
        shown = page.handler(view, asked)
        title = str(shown.get("title", page.title))
        frame = make_frame(view, title, page.asks, asked, places(), server.token)
        body = render(page.template, {"frame": frame, "asked": asked, **shown})
    answer = Response(body, headers=HEADERS | {"etag": tag}, media_type=HTML)
    answer.set_cookie(SEEN, str(visit), max_age=KEPT_S, httponly=True, samesite="strict")
    return answer


def _lead_back(body: Body[Any], made: object) -> Response:
    """Answer a form with the page that it names, and keep who decided for the next one."""
    del made
    answer = RedirectResponse(body.back, status_code=303)
    who = getattr(body.asked, "who", None)
    if isinstance(who, str):
        answer.set_cookie(REVIEWER, quote(who), httponly=True, samesite="strict")
    return answer


def _problem(problem: Problem) -> Response:
    body = render("problem.html", {"problem": problem})
    return Response(
        body,
        status_code=problem.status,
        headers=HEADERS | {"cache-control": "no-store"},
        media_type=HTML,
    )


async def _no_page(request: Request, error: Exception) -> Response:
    if request.url.path.startswith(PREFIX):
        return await no_address(request, error)
    return _problem(no_address_problem(request, error))


async def _not_done(request: Request, error: Exception) -> Response:
    if request.url.path.startswith(PREFIX) or not isinstance(error, ChanceryError):
        return await not_done(request, error)
    return _problem(of_error(error))
