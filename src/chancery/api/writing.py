"""What a request that writes brings: a body of bounded size, and the token of this server."""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request

from chancery.api.answers import JSON
from chancery.api.problems import ProblemError

FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 65_536  # of a body: a decision with its reason is a few hundred
TOKEN = "token"  # noqa: S105 - the name of a field, not its value
TOKEN_BYTES = 18


def make_token() -> str:
    """Return a new token: who holds it may write."""
    return secrets.token_urlsafe(TOKEN_BYTES)


async def read_body(request: Request, token: str) -> Mapping[str, Any]:
    """Return the fields of a form, or the object of a JSON body, without the token.

    A form carries the token as a field, other bodies as `Authorization: Bearer TOKEN`.

    Raises:
        ProblemError: the body is too long, is neither, or the token is missing or another's.
    """
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _read(request)
    if form == FORM:
        fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=False))
        _check(fields.pop(TOKEN, ""), token)
        return fields
    _check(_bearer(request), token)
    if form not in {JSON, ""}:
        message = f"the body is {form}"
        raise ProblemError(message, sort="body")
    return _object(body)


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
