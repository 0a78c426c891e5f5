"""Where each page of a served dossier is: its address, with one of the dossier's own ids."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from chancery.api.view import PREFIX
from chancery.workbench.pages import PageOf

Ask = Callable[[str], Any]
"""Gives what the interface for programs answers at an address, read."""

IDS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "/findings/{id}": ("/timeline?limit=1", lambda one: str(one["entry"]["finding"])),
    "/threads/{id}": ("/threads?limit=1", lambda one: str(one["id"])),
    "/actors/{id}": ("/actors?limit=1", lambda one: str(one["id"])),
    "/sources/{id}": ("/records/reuse_link?limit=1", lambda one: str(one["id"])),
    "/watches/{name}": ("/watches", lambda one: str(one["name"])),
    "/documents/{id}": ("/records/document?limit=1", lambda one: str(one["id"])),
}
"""Which list gives an id for a page, and how; a new page with an id in its path goes in here."""

ASKED: Mapping[str, Mapping[str, str]] = {"/search": {"q": "talks"}}
"""What a page needs to be asked before it shows anything."""


def address_of(page: PageOf, ask: Ask, **asked: str) -> str:
    """Return the address of a page, of the first thing there is where it is of one thing."""
    path = page.path
    if "{" in path:
        route, identity = IDS[path]
        path = re.sub(r"\{\w+\}", identity(ask(f"{PREFIX}{route}")["items"][0]), path)
    given = {**ASKED.get(page.path, {}), **asked}
    return f"{path}?{urlencode(given)}" if given else path
