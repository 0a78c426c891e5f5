"""Keeps out what comes by another name or from another site, and says what browsers may do."""

from collections.abc import Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chancery.api.answers import problem_answer
from chancery.api.problems import ProblemError

READING = frozenset({"GET", "HEAD"})
METHODS = READING | {"POST", "DELETE"}
HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """Lets through requests to one of the hosts, from none but its own pages or from programs.

    A page of another site may resolve its own name to this machine: its Host betrays it.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str]) -> None:
        """Take the application and the values of Host that name this server, in lower case."""
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or turn it away."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # pages say themselves what they may load
            await send(message)

        try:
            self._check(str(scope["method"]), Headers(scope=scope))
        except ProblemError as error:
            await problem_answer(error.problem)(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)

    def _check(self, method: str, headers: Headers) -> None:
        named = headers.getlist("host")
        if len(named) != 1 or named[0].lower() not in self.hosts:
            said = ", ".join(map(repr, named)) or "absent"
            message = f"the Host header is {said}"
            raise ProblemError(message, sort="host")
        origins = headers.getlist("origin")
        if any(one.lower() not in {f"http://{host}" for host in self.hosts} for one in origins):
            message = f"the Origin header is {', '.join(origins)!r}"
            raise ProblemError(message, sort="cross-site")
        followed = headers.get("sec-fetch-mode") == "navigate" and method in READING
        if headers.get("sec-fetch-site") in {"cross-site", "same-site"} and not followed:
            message = "the browser says that another site asks"
            raise ProblemError(message, sort="cross-site")
        if method not in METHODS:
            message = f"{method} is not answered"
            raise ProblemError(message, sort="method")
