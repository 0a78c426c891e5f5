"""Answers as bytes: JSON of structs, problems, and whether the asker has them already."""

import hashlib
from collections.abc import AsyncIterator

import msgspec
from starlette.datastructures import Headers
from starlette.responses import Response, StreamingResponse

from chancery import __version__
from chancery.api.problems import SORTS, Problem

JSON = "application/json"
LINKED = "application/ld+json"
ATOM = "application/atom+xml"
EVENTS = "text/event-stream"
PLAIN = "text/plain; charset=utf-8"
TAG_BYTES = 12
RETRY = SORTS["dossier"].status
RETRY_AFTER_S = "1"


def answer(content: object, form: str, tag: str) -> Response:
    """Return an answer that may be kept, but must be asked for again with its tag."""
    body = content if isinstance(content, bytes) else msgspec.json.encode(content)
    return Response(body, headers=_kept(tag), media_type=form)


def stream(parts: AsyncIterator[bytes] | None, form: str, *, bare: bool) -> Response:
    """Return an answer that goes on as long as parts come; for None, that there are none.

    `bare` gives its head alone.
    """
    headers = {"cache-control": "no-store"}
    if parts is None:
        return Response(status_code=204, headers=headers)
    if bare:
        return Response(headers=headers, media_type=form)
    return StreamingResponse(parts, headers=headers, media_type=form)


def unchanged(tag: str) -> Response:
    """Return the answer to who has it already."""
    return Response(status_code=304, headers=_kept(tag))


def problem_answer(problem: Problem) -> Response:
    """Return a problem as an answer."""
    headers = {"cache-control": "no-store"}
    if problem.status == RETRY:
        headers["retry-after"] = RETRY_AFTER_S
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        headers=headers,
        media_type="application/problem+json",
    )


def make_tag(edition: str, address: str, form: str) -> str:
    """Return what changes when the dossier, the question, the form or the program does."""
    said = msgspec.msgpack.encode([__version__, edition, address, form])
    return f'"{hashlib.blake2b(said, digest_size=TAG_BYTES).hexdigest()}"'


def has_already(headers: Headers, tag: str) -> bool:
    """Say whether the asker names the tag in If-None-Match, compared weakly (RFC 9110, 13.1.2)."""
    named = [one.strip() for value in headers.getlist("if-none-match") for one in value.split(",")]
    return "*" in named or any(one.removeprefix("W/") == tag for one in named)


def choose_form(headers: Headers, forms: tuple[str, ...]) -> str | None:
    """Return the form that Accept wants most, of equals the first; None where it allows none."""
    ranges = ",".join(headers.getlist("accept")) or "*/*"
    wanted = [_range(one) for one in ranges.split(",") if one.strip()]
    best = max(forms, key=lambda form: _quality(form, wanted))
    return best if _quality(best, wanted) > 0 else None


def _range(text: str) -> tuple[str, float]:
    name, *more = (part.strip().lower() for part in text.split(";"))
    quality = next((part.removeprefix("q=") for part in more if part.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0


def _quality(form: str, wanted: list[tuple[str, float]]) -> float:
    """Return how much a form is wanted, by the narrowest range that has it (RFC 9110, 12.5.1)."""
    name = form.partition(";")[0]
    for spelt in (name, f"{name.partition('/')[0]}/*", "*/*"):
        for one, quality in wanted:
            if one == spelt:
                return quality
    return 0.0


def _kept(tag: str) -> dict[str, str]:
    return {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept, Host"}
