"""What each tool reads from one state of a dossier; nothing is written and nothing is run."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from chancery.errors import DossierError, NotFoundError, UsageError
from chancery.mcp.answers import FOUND, NOTHING, Answer, Found, Hit, Item, Standing, Window
from chancery.mcp.citing import (
    quote,
    sources,
    tell_claim,
    tell_finding,
    tell_origin,
    tell_passage,
)
from chancery.model import CLAIMS, Claim, Document, Evidence, Finding, Record, cite, kind_of
from chancery.pipeline.actors import check_read
from chancery.pipeline.query import Query, find_rows
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.rows import PublishedIn, Row, read_claims
from chancery.store.dossier import Dossier
from chancery.store.links import find_links_of
from chancery.store.origins import origins_by_document, origins_of
from chancery.store.search import find

Each = TypeVar("Each")
MOST_COMPARED = 50  # claims of a finding
CITABLE: dict[str, type[Record]] = {kind_of(one): one for one in (Document, Finding, *CLAIMS)}


def search(dossier: Dossier, query: str, limit: int) -> Answer:
    """Find documents by their words, with the passages that have them.

    Raises:
        UsageError: the query holds nothing to look for.
    """
    hits = find(dossier, query, limit=limit + 1).hits
    items = [
        Hit(
            id=one.document.id,
            block=one.block,
            passage=quote(one.passage),
            matches=tuple(map(quote, one.matches)),
        )
        for one in hits
    ]
    return _answer(dossier, items, limit)


def get(dossier: Dossier, identity: str, start: int, length: int) -> Answer:
    """Give a finding, a claim, or a part of a document's text.

    Raises:
        NotFoundError: nothing bears the id.
        UsageError: the part lies behind the end of the text.
    """
    record = _record(dossier, identity)
    if isinstance(record, Document):
        return _answer(dossier, [_window(record, start, length)], 1)
    if isinstance(record, Finding):
        return _answer(dossier, [_whole(dossier, record)], 1)
    return _answer(dossier, [tell_claim(_claim(record))], 1)


def evidence(dossier: Dossier, identity: str, context: int, offset: int, limit: int) -> Answer:
    """Give the spans that a finding or a claim rests on, with the characters around them.

    Raises:
        NotFoundError: nothing bears the id.
        UsageError: the id is that of a document.
        DossierError: a quote does not stand where it should.
    """
    record = _record(dossier, identity)
    if isinstance(record, Document):
        message = f"{identity!r} is a document, which is evidence itself; ask get for its text"
        raise UsageError(message)
    claims: Sequence[Claim] = (
        read_claims(dossier, record) if isinstance(record, Finding) else (_claim(record),)
    )
    spans = ((one.id, each) for one in claims for each in one.evidence)
    some = islice(spans, offset, offset + limit + 1)
    return _answer(dossier, [_standing(dossier, *one, context) for one in some], limit)


def list_found(dossier: Dossier, query: Query, limit: int) -> Answer:
    """Give the findings that a query asks for, those of most independent sources first.

    Raises:
        UsageError: a day, a kind or a name is none.
        NotFoundError: the dossier was built without reading, or there is no such thread.
    """
    check_read(dossier)
    rows = (row for _, row in find_rows(dossier, query, PublishedIn(dossier)))
    return _answer(dossier, [_of_row(row) for row in _named(rows, limit + 1)], limit)


def compare_sources(dossier: Dossier, identity: str) -> Answer:
    """Give what each source of a finding says, where they differ, and which are copies.

    Raises:
        NotFoundError: no finding bears the id.
        UsageError: the id is that of something else.
    """
    record = _record(dossier, identity)
    if not isinstance(record, Finding):
        message = f"{identity!r} is no finding; sources are compared by a finding's id"
        raise UsageError(message)
    whole = _whole(dossier, record, most=MOST_COMPARED)
    documents = {one.document for one in whole.claims}
    shared = [
        link
        for one in sorted(documents)
        for _, link in find_links_of(dossier, one, after=None, weak=False)
        if {link.a.document, link.b.document} <= documents
    ]
    passages = {one.id: tell_passage(one) for one in shared}
    return _answer(
        dossier,
        [whole, *passages.values()],
        1 + len(passages),
        more=whole.claims_in_all > len(whole.claims),
    )


def lineage(dossier: Dossier, identity: str, limit: int, *, weak: bool) -> Answer:
    """Give what a document shares with others, and what stands behind its text.

    Raises:
        NotFoundError: no document bears the id.
        UsageError: the id is that of something else.
    """
    record = _record(dossier, identity)
    if not isinstance(record, Document):
        message = f"{identity!r} is no document; lineage is asked by a document's id"
        raise UsageError(message)
    links = find_links_of(dossier, record.id, after=None, weak=weak)
    passages: list[Item] = [tell_passage(one) for _, one in islice(links, limit + 1)]
    behind = origins_of(dossier, origins_by_document(dossier), [record.id])
    origins = [tell_origin(one) for one in behind if one.evidence]
    items = [*origins, *passages[:limit]]
    return _answer(dossier, items, len(items), more=len(passages) > limit)


def _answer(
    dossier: Dossier, items: Sequence[Item], limit: int, *, more: bool | None = None
) -> Answer:
    """Return the first items with their sources; where there are none, that nothing says so."""
    if not items:
        return Answer(status="nothing", message=NOTHING)
    shown = tuple(items[:limit])
    return Answer(
        status="found",
        message=FOUND,
        items=shown,
        more=len(items) > limit if more is None else more,
        sources=sources(dossier, shown),
    )


def _record(dossier: Dossier, identity: str) -> Record:
    kind = CITABLE.get(identity.partition("-")[0])
    found = next(dossier.among(kind, [identity]), None) if kind else None
    if found is None:
        kinds = ", ".join(sorted(CITABLE))
        message = f"nothing bears the id {identity!r}; it is the whole id of a {kinds}"
        raise NotFoundError(message)
    return found


def _claim(record: Record) -> Claim:
    """Return a record that is neither a document nor a finding."""
    if not isinstance(record, Claim):
        message = f"{record.id!r} is no claim"
        raise UsageError(message)
    return record


def _window(document: Document, start: int, length: int) -> Window:
    size = len(document.text)
    if start >= size:
        message = f"the text of {document.id} has {size:,} characters; none stands at {start:,}"
        raise UsageError(message)
    end = min(start + length, size)
    return Window(
        id=document.id,
        characters=size,
        passage=quote(cite(document.id, document.text, start, end)),
        next=end if end < size else None,
    )


def _whole(dossier: Dossier, finding: Finding, **most: int) -> Found:
    claims = read_claims(dossier, finding)
    state = Overlay(dossier).of_finding(claims).state
    return tell_finding(finding, claims, state, **most)


def _standing(dossier: Dossier, claim: str, one: Evidence, context: int) -> Standing:
    text = dossier.get(Document, one.document).text
    if text[one.start : one.end] != one.quote:
        message = f"a quote of {claim} does not stand in its document; run `chancery doctor`"
        raise DossierError(message)
    return Standing(
        claim=claim,
        quote=quote(one),
        untrusted_before=text[max(0, one.start - context) : one.start],
        untrusted_after=text[one.end : one.end + context],
    )


def _of_row(row: Row) -> Found:
    state = row.review.state if row.review else "unreviewed"
    return tell_finding(row.finding, row.claims, state)


def _named(rows: Iterable[Each], most: int) -> Iterator[Each]:
    """Yield the first of what is found; nothing where nobody bears a name that was asked for.

    The error would tell names that articles give.
    """
    try:
        yield from islice(rows, most)
    except NotFoundError:
        return
