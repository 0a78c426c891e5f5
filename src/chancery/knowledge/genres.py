"""Says what words by an article, or its outlet, tell of its kind, such as opinion."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from chancery.knowledge.tables import forms_of, load
from chancery.model import DocumentLabel
from chancery.text.addresses import host_of

Where = Literal["type", "section", "path", "kicker", "opening", "dateline"]

_PARTS = re.compile(r"\s*[/|>,;]\s*")


class StateOutlet(NamedTuple):
    """An outlet that a government or ruling party owns or runs."""

    name: str
    owner: str
    source: str


@cache
def genres(where: Where) -> Mapping[str, DocumentLabel]:
    """Return what each form says that stands in such a place; forms are in lower case."""
    return {
        form: cast("DocumentLabel", row["genre"])
        for row in load("genres")
        if row["where"] == where
        for form in forms_of(row)
    }


def genre_of(where: Where, words: str) -> DocumentLabel | None:
    """Return what the words say, or a part of them that a bar, slash or comma parts; or None.

    Parts that say two things say nothing.
    """
    known = genres(where)
    plain = " ".join(words.casefold().split())
    found: set[DocumentLabel] = {
        known[part] for part in (plain, *_PARTS.split(plain)) if part in known
    }
    return found.pop() if len(found) == 1 else None


def state_outlet(name: str | None, address: str | None) -> StateOutlet | None:
    """Return the outlet of the state that has this address, or else this very name."""
    if name is None and not address:
        return None
    host = host_of(address) if address else ""
    for row in load("state_media"):
        domains = forms_of(row, "domain")
        of_host = any(host == one or host.endswith(f".{one}") for one in domains)
        if of_host or (name is not None and name.casefold() == row["name"].casefold()):
            return StateOutlet(row["name"], row["owner"], row["source"])
    return None
