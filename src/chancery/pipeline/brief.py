"""What an analyst reads first: the coverage, then how many independent voices there are."""

from collections.abc import Iterable, Sequence

import msgspec

from chancery.lineage.articles import articles_of
from chancery.lineage.independence import independent_sources
from chancery.model import ArticleVersion, Document, Evidence, Origin, ReuseLink, Thread, cite
from chancery.pipeline.coverage import Count, Coverage, coverage
from chancery.pipeline.record import Chapter, chapters
from chancery.store.dossier import Dossier

MOST_CHAPTERS = 12  # a brief is read in one sitting; `chancery threads` has all threads


class SharedText(msgspec.Struct, frozen=True, kw_only=True):
    """Passages that descend from one source, or words that one document credits to an agency."""

    cluster: str
    origins: tuple[Origin, ...]  # stated before inferred
    documents: tuple[str, ...]
    longest: ReuseLink | None  # None where only a credit is known


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The brief as data; every statement in it cites."""

    dossier: str
    built: str | None
    coverage: Coverage
    removed: tuple[Count, ...]  # characters removed, by block type
    independent: int  # of all documents, the most of which no two share a reused passage
    independent_exact: bool
    shared: tuple[SharedText, ...]  # those in most documents first
    weak_links: int
    chapters: tuple[Chapter, ...]  # one for each thread, those of most documents first
    threads: int  # all of them; beyond the first `MOST_CHAPTERS` no chapter is written


def make_brief(dossier: Dossier, documents: Sequence[Document]) -> Brief:
    """Return the brief of a dossier, whose documents the caller has read."""
    links = dossier.links()
    strong = [link for link in links if link.strength == "strong"]
    articles = articles_of(dossier.all(ArticleVersion))
    found = independent_sources([_first_words(d) for d in documents], links, articles)
    runs = dossier.runs()
    return Brief(
        dossier=str(dossier.path),
        built=runs[-1].finished if runs else None,
        coverage=coverage(documents, dossier.rejections()),
        removed=_removed(documents),
        independent=found.lower,
        independent_exact=found.exact,
        shared=_shared(dossier.all(Origin), strong),
        weak_links=len(links) - len(strong),
        chapters=chapters(dossier, documents, MOST_CHAPTERS),
        threads=dossier.count(Thread),
    )


def _first_words(document: Document) -> Evidence:
    """Let a document stand for itself: only its id counts where whole documents are compared."""
    return cite(document.id, document.text, 0, 1)


def _removed(documents: Sequence[Document]) -> tuple[Count, ...]:
    sizes: dict[str, int] = {}
    for document in documents:
        for block in document.blocks:
            if not block.kept:
                sizes[block.type] = sizes.get(block.type, 0) + block.end - block.start
    return tuple(
        Count(name=name, count=size)
        for name, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    )


def _shared(origins: Iterable[Origin], links: list[ReuseLink]) -> tuple[SharedText, ...]:
    """Return the clusters, each with its origins and the longest link that they cite."""
    clusters: dict[str, list[Origin]] = {}
    for origin in origins:
        clusters.setdefault(origin.cluster, []).append(origin)
    by_side: dict[Evidence, ReuseLink] = {}
    for link in reversed(links):  # the longest come first in `links`, and are to stay
        by_side[link.a] = by_side[link.b] = link
    texts = [_shared_text(cluster, found, by_side) for cluster, found in clusters.items()]
    return tuple(sorted(texts, key=_rank))


def _rank(shared: SharedText) -> tuple[int, str, int, str]:
    """Put text that many documents share first, then by the name behind it, then by length."""
    names = [origin.name for origin in shared.origins if origin.name]
    words = shared.longest.length if shared.longest else 0
    return (-len(shared.documents), names[0] if names else "\uffff", -words, shared.cluster)


def _shared_text(
    cluster: str, origins: list[Origin], by_side: dict[Evidence, ReuseLink]
) -> SharedText:
    cited = [by_side[e] for origin in origins for e in origin.evidence if e in by_side]
    return SharedText(
        cluster=cluster,
        origins=tuple(sorted(origins, key=lambda one: (one.basis != "stated", one.id))),
        documents=tuple(sorted({one for origin in origins for one in origin.documents})),
        longest=max(cited, key=lambda link: (link.length, link.id), default=None),
    )
