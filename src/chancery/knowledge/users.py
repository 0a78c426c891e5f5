"""Reads a user's knowledge file: YAML, or FollowTheMoney entities as JSON Lines.

An entry that breaks a rule is left out and named with its line; the others are taken.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from chancery.errors import SourceError
from chancery.knowledge.entries import BadEntryError, Entry, add_entry, refuse
from chancery.knowledge.facts import Source
from chancery.knowledge.ftm import read_entity
from chancery.knowledge.index import Facts, ListedFacts
from chancery.knowledge.yaml_entries import read_entries

MOST_BYTES = 20_000_000
JSON_LINES = frozenset({".jsonl", ".json", ".ndjson", ".ijson"})


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that was left out: where it stands, which rule it breaks, and what to do."""

    path: str
    line: int
    rule: str
    remedy: str

    def __str__(self) -> str:
        """Return it in one line, as a compiler would."""
        return f"{self.path}:{self.line}: {self.rule}; {self.remedy}; the entry is left out"


def read_user_file(path: Path, known: Facts | None = None) -> tuple[ListedFacts, list[Problem]]:
    """Return the facts of a file and the entries that were left out.

    `known` are facts that entries may refer to by id, beside those of the file itself.

    Raises:
        SourceError: the file cannot be read at all, is no UTF-8, or is too large.
    """
    text = _text(path)
    source = Source(id=path.name, title=str(path), licence="the user's own", url=path.name)
    problems: list[Problem] = []
    facts = ListedFacts(sources=[source])
    for line, found in _entries(path, text):
        try:
            entry = found if isinstance(found, Entry) else _raise(found)
            add_entry(facts, entry, source.id, known)
        except BadEntryError as error:
            problems.append(
                Problem(
                    path=str(path), line=error.line or line, rule=error.rule, remedy=error.remedy
                )
            )
    return facts, problems


def _raise(error: BadEntryError) -> Entry:
    raise error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            message = f"{path} is larger than {MOST_BYTES:,} bytes; split it into several files"
            raise SourceError(message)
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"cannot read the knowledge file {path}: {error.strerror or error}"
        raise SourceError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 at byte {error.start:,}; save it as UTF-8"
        raise SourceError(message) from error


def _entries(path: Path, text: str) -> Iterable[tuple[int, Entry | BadEntryError]]:
    if path.suffix.casefold() in JSON_LINES:
        return _json_lines(text)
    return read_entries(text)


def _json_lines(text: str) -> Iterator[tuple[int, Entry | BadEntryError]]:
    for line, one in enumerate(text.split("\n"), start=1):
        if not one.strip():
            continue
        try:
            yield line, read_entity(_object(one), line)
        except BadEntryError as error:
            yield line, error


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:  # also of a number of too many digits
        refuse(f"the line is no JSON ({error})", "write one entity a line")
    if not isinstance(found, dict):
        refuse("the line is no JSON object", "write one entity a line")
    return found
