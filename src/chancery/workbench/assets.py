"""The files that pages need, each served under an address that changes with its content."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from mimetypes import guess_type

from starlette.requests import Request
from starlette.responses import Response

from chancery.api.answers import problem_answer
from chancery.api.problems import make
from chancery.plots.draw.style import css

PREFIX = "/static"
DIGEST_BYTES = 6
FOR_EVER = "public, max-age=31536000, immutable"


def address_of(name: str) -> str:
    """Return the address of a file by its path below `static`, as vendor/htmx.min.js.

    Raises:
        KeyError: there is no such file.
    """
    return f"{PREFIX}/{_digest(_all_files()[name])}/{name}"


async def give(request: Request) -> Response:
    """Answer with a file; what an older page asks for by another digest is not there."""
    name = request.path_params["name"]
    data = _all_files().get(name)
    if data is None or request.path_params["digest"] != _digest(data):
        return problem_answer(make("not-found", f"there is no {request.url.path}"))
    kind, _ = guess_type(name)
    return Response(data, headers={"cache-control": FOR_EVER}, media_type=kind)


@cache
def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


@cache
def _all_files() -> dict[str, bytes]:
    found = dict(_read(files("chancery.workbench") / "static", ""))
    return found | {"figures.css": css().encode()}


def _read(folder: Traversable, before: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for one in folder.iterdir():
        name = f"{before}{one.name}"
        found += _read(one, f"{name}/") if one.is_dir() else [(name, one.read_bytes())]
    return found
