"""What a request that writes brings: a body of bounded size, and the token of this server."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar, get_origin
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request

from chancery.api.answers import JSON
from chancery.api.problems import ProblemError

FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 65_536  # of a body: a decision with its reason is a few hundred
TOKEN = "token"  # noqa: S105 - the name of a field, not its value
BACK = "back"  # the field of a form that says to which page it leads
OWN = frozenset({TOKEN, BACK})
TOKEN_BYTES = 18

AnyStruct = TypeVar("AnyStruct", bound=msgspec.Struct)


class Body(NamedTuple, Generic[AnyStruct]):
    """What a body asks for, and the page that a form leads to: a path of this server."""

    asked: AnyStruct
    back: str


def make_token() -> str:
    """Return a new token: who holds it may write."""
    return secrets.token_urlsafe(TOKEN_BYTES)


async def read_body(request: Request, takes: type[AnyStruct], token: str) -> Body[AnyStruct]:
    """Return what the body asks for: the fields of a form, or a JSON object.

    A form carries the token as a field, other bodies as `Authorization: Bearer TOKEN`. What a form
    leaves empty is as if it were not given.

    Raises:
        ProblemError: the body is too long, is neither, asks for what there is not, or the token
            is missing or another's.
    """
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _read(request)
    if form == FORM:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=False)
        _check(dict(pairs).get(TOKEN, ""), token)
        return Body(_made(_fields(pairs, takes), takes), _path(dict(pairs).get(BACK, "")))
    _check(_bearer(request), token)
    if form not in {JSON, ""}:
        message = f"the body is {form}"
        raise ProblemError(message, sort="body")
    return Body(_made(_object(body), takes), "/")


def _path(back: str) -> str:
    """Return a path of this server, whatever a form says: it never leads elsewhere."""
    plain = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if plain else "/"


def _fields(pairs: Iterable[tuple[str, str]], takes: type[AnyStruct]) -> dict[str, Any]:
    """Return the fields of a form by name; what may be given several times as a list."""
    several = {
        one.encode_name for one in msgspec.structs.fields(takes) if get_origin(one.type) is tuple
    }
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in OWN:
            continue
        if name in several:
            made.setdefault(name, []).append(value)
        elif made.setdefault(name, value) is not value:
            message = f"the field {name!r} is given twice"
            raise ProblemError(message)
    return made


def _made(fields: Mapping[str, Any], takes: type[AnyStruct]) -> AnyStruct:
    try:
        return msgspec.convert(fields, takes, strict=False)
    except msgspec.ValidationError as error:
        raise ProblemError(str(error)) from error


def _object(body: bytes) -> Mapping[str, Any]:
    if not body:
        return {}
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except msgspec.DecodeError as error:
        message = f"the body is no JSON object: {error}"
        raise ProblemError(message) from error


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            message = f"the body has more than {MOST_BYTES:,} bytes"
            raise ProblemError(message, sort="too-large")
    return bytes(body)


def _bearer(request: Request) -> str:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else ""


def _check(given: str, token: str) -> None:
    if not secrets.compare_digest(given.encode(), token.encode()):
        message = "the token is another's" if given else "no token is given"
        raise ProblemError(message, sort="token")
