"""Asks the tools of a dossier by the SDK's own client, and walks through what they answer."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mcp import Client

from chancery.mcp.server import make_server

Call = tuple[str, dict[str, Any]]


def ask_all(path: Path, calls: list[Call]) -> list[tuple[bool, str, Any]]:
    """Return of each call whether it failed, its text, and its structured answer."""

    async def run() -> list[tuple[bool, str, Any]]:
        async with Client(make_server(path)) as client:
            made = [await client.call_tool(name, given) for name, given in calls]
        return [(one.is_error, one.content[0].text, one.structured_content) for one in made]

    return asyncio.run(run())


def ask(path: Path, name: str, **given: Any) -> Any:
    """Return the answer of one call, which is the same as text and as structure."""
    ((failed, text, answer),) = ask_all(path, [(name, given)])
    assert not failed, text
    assert json.loads(text) == answer
    return answer


def refused(path: Path, name: str, **given: Any) -> str:
    """Return what is said of a call that is refused."""
    ((failed, text, answer),) = ask_all(path, [(name, given)])
    assert failed, text
    assert answer is None
    return text


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every quote of an answer."""
    if isinstance(value, dict):
        if "cite" in value:
            yield value
        for one in value.values():
            yield from quotes(one)
    elif isinstance(value, list):
        for one in value:
            yield from quotes(one)


def strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string of an answer with the name of the field that it stands in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, name)


def shape(value: Any) -> Any:
    """Return an answer with what it says left out: names of fields, and types of values."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return type(value).__name__
