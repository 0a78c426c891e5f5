"""The chapter of one thread, read without the rest of the dossier."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from chancery.model import AnyClaim, ClaimKind, Document, Finding, Thread
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.plain import surely_one
from chancery.pipeline.query import Query, find_rows, find_threads
from chancery.pipeline.record import Chapter, Telling, claim_anew, home_of, make_chapter
from chancery.pipeline.review.applied import Applied
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.rows import PublishedIn, read_claims_of
from chancery.store.dossier import Dossier
from chancery.store.links import links_among

MOST = 400  # findings of a kind that are looked at, the best backed: a brief shows fifty in all


def read_chapter(
    dossier: Dossier, thread: Thread, overlay: Overlay, *, most: int = MOST
) -> Chapter:
    """Return the chapter of a thread; of very large ones from its best backed findings alone."""
    home = Homes(dossier, thread)
    found = [
        one for one in _findings(dossier, thread, overlay, most) if home_of(one, home) == thread.id
    ]
    read = {claim.id: claim for claim in _claims(dossier, found)}
    told_in = {one.document for one in read.values()}
    applied = Applied(overlay, read, links_among(dossier, told_in) if overlay else ())
    claims = {one.id: claim_anew(one, home) for one in applied.claims.values()}
    sure = [surely_one(one, claims) for one in applied.findings(found)]
    wanted = sorted({one.document for one in claims.values()} | {thread.central})
    documents = {one.id: one for one in dossier.among(Document, wanted)}
    return make_chapter(thread, sure, Telling(claims=claims, documents=documents, applied=applied))


class Homes(Mapping[str, str]):
    """The thread of each document, looked up as it is asked for."""

    def __init__(self, dossier: Dossier, thread: Thread) -> None:
        """Take the thread that most documents asked for are of."""
        self._dossier = dossier
        self._known = dict.fromkeys(thread.documents, thread.id)

    def __getitem__(self, document: str) -> str:
        """Return the id of the thread of a document.

        Raises:
            NotFoundError: there is no such document.
        """
        if document not in self._known:
            (one,) = find_threads(self._dossier, document)
            self._known |= dict.fromkeys(one.documents, one.id)
        return self._known[document]

    def __iter__(self) -> Iterator[str]:
        """Yield the documents that were asked for."""
        return iter(self._known)

    def __len__(self) -> int:
        """Return how many documents were asked for."""
        return len(self._known)


def _claims(dossier: Dossier, findings: Sequence[Finding]) -> Iterator[AnyClaim]:
    """Yield the claims that findings rest on."""
    for about in CLAIMS:
        own = [one for one in findings if one.about == about]
        for claims in read_claims_of(dossier, own, about).values():
            yield from claims


def _findings(dossier: Dossier, thread: Thread, overlay: Overlay, most: int) -> Iterator[Finding]:
    published = PublishedIn(dossier)
    kinds: tuple[ClaimKind, ...] = tuple(CLAIMS)
    for about in kinds:
        query = Query(about=about, thread=thread.id)
        found = find_rows(dossier, query, published, overlay=overlay)
        rows = (row for _, row in found if not row.by_words)
        yield from (row.finding for row in islice(rows, most))
