"""What is served: a dossier that is opened anew for every request, and who may write to it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from chancery.api.view import Memory, View
from chancery.api.writes import Write
from chancery.api.writing import Body, make_token, read_body
from chancery.pipeline.live import BuildRunner
from chancery.store.snapshot import open_snapshot

REVIEWER = "chancery_reviewer"  # the cookie that keeps the name of who decides on pages
AT_ONCE = 4  # requests that read the dossier at one time; more only wait for the same cores


class Server:
    """The dossier that is served, who may write to it, and what is kept between requests."""

    def __init__(
        self, path: Path, token: str | None = None, runner: BuildRunner | None = None
    ) -> None:
        """Take the path of the dossier, which is opened anew for every request.

        Without a token one is made, which only the pages know; `runner` is of the builds that are
        started here, and the caller ends it.
        """
        self.path = path
        self.runner = runner or BuildRunner(path)
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
            done = partial(write.handler, self, body.asked)
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
                runner=self.runner,
                server=f"http://{request.headers['host']}",
                route=request.url.path,
                query=request.url.query,
                form=form,
                names={name: str(value) for name, value in request.path_params.items()},
                last_event=request.headers.get("last-event-id", ""),
                reviewer=unquote(request.cookies.get(REVIEWER, "")),
            )
