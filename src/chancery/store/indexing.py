"""Chooses what searches a dossier: FTS5 in the file, or an index by tantivy beside a large one.

The index is used only where it belongs to the present build of the dossier, is whole, and was
written by the version of tantivy that is installed; else FTS5 answers, which is always there.
"""

import logging
import secrets
import sqlite3
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from chancery.store.dossier import Dossier
from chancery.store.matching import Fts5, Known, Matcher, Said
from chancery.store.query import Query
from chancery.store.tantivy_index.folder import (
    folder_of,
    read_belonging,
    remove,
    set_token,
    token_of,
)

SearchBy = Literal["auto", "fts5", "tantivy"]
"""auto: by tantivy where the dossier is large and tantivy is installed."""

LARGE = 50_000  # documents from which on `auto` makes an index; measured, see decision 32
TOKEN_BYTES = 16

log = logging.getLogger(__name__)


def has_tantivy() -> bool:
    """Say whether the extra `search` is installed."""
    return find_spec("tantivy") is not None


def open_matcher(dossier: Dossier) -> Matcher:
    """Return what finds documents of the dossier by their words."""
    token = token_of(dossier.connection)
    folder = folder_of(dossier.path)
    if token is None or not has_tantivy():
        return Fts5(dossier)
    belongs = read_belonging(folder)
    if belongs is None or belongs.token != token:
        return Fts5(dossier)
    from chancery.store.tantivy_index.index import LIBRARY  # noqa: PLC0415 - of an extra
    from chancery.store.tantivy_index.matcher import Tantivy  # noqa: PLC0415 - of an extra

    if belongs.library != LIBRARY:
        return Fts5(dossier)
    try:
        return Tantivy(dossier, folder)
    except (OSError, ValueError) as error:
        log.warning("the index %s cannot be read (%s); FTS5 answers", folder, error)
        return Fts5(dossier)


def count_by(dossier: Dossier, query: Query) -> tuple[Matcher, int]:
    """Return what finds the documents that a query means, and how many there are."""
    matcher = open_matcher(dossier)
    try:
        return matcher, matcher.count(query)
    except ValueError as error:  # as where a start of a word stands for too many
        log.warning("tantivy cannot answer (%s); FTS5 does", error)
        matcher = Fts5(dossier)
        return matcher, matcher.count(query)


def said_by(dossier: Dossier, query: Query, known: Known) -> Counter[Said]:
    """Return how many documents that a query means have the same said of them."""
    try:
        return open_matcher(dossier).said(query, known)
    except ValueError as error:
        log.warning("tantivy cannot count (%s); FTS5 does", error)
        return Fts5(dossier).said(query, known)


def bring_up(
    connection: sqlite3.Connection,
    dossier: Path,
    by: SearchBy,
    gone: Sequence[str],
    fresh: Sequence[str],
) -> None:
    """Bring the index beside a dossier up to date, or take it away where there is to be none.

    `gone` and `fresh` are the ids of the documents that a build took out and put in. Where the
    index cannot be written there is none, and a warning says so: search goes on without.
    """
    folder, before = folder_of(dossier), token_of(connection)
    count: int = connection.execute("SELECT count(*) FROM document").fetchone()[0]
    if by == "fts5" or not has_tantivy() or (by == "auto" and count < LARGE):
        set_token(connection, None)
        remove(folder)
        return
    token = secrets.token_hex(TOKEN_BYTES)
    try:
        _write(connection, folder, (before, token), gone, fresh)
    except (OSError, ValueError) as error:
        log.warning("the index %s cannot be written (%s); search goes on by FTS5", folder, error)
        remove(folder)
        set_token(connection, None)
    else:
        set_token(connection, token)


def _write(
    connection: sqlite3.Connection,
    folder: Path,
    tokens: tuple[str | None, str],
    gone: Sequence[str],
    fresh: Sequence[str],
) -> None:
    """Bring an index up to date that belongs to the build before, or make one of all documents."""
    from chancery.store.tantivy_index import index  # noqa: PLC0415 - of an extra

    before, token = tokens
    belongs = read_belonging(folder)
    if belongs and belongs.token == before and belongs.library == index.LIBRARY:
        try:
            index.bring_up(connection, folder, token, gone, fresh)
        except ValueError as error:
            log.warning("the index %s cannot be read (%s); it is made anew", folder, error)
        else:
            return
    index.make_anew(connection, folder, token)
