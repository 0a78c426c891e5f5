"""Traces copied and credited text to its origins, stated and inferred kept apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from chancery.lineage.articles import articles_of
from chancery.lineage.clusters import End, end_of, group_ends, meet, strong_ends
from chancery.model import ArticleVersion, Credit, Evidence, Origin, Record, ReuseLink, make_id
from chancery.model.reuse import OriginBasis
from chancery.ports import CorpusStage
from chancery.stages.reuse.names import agency_names

NARROWNESS = {"sentence": 0, "passage": 1, "document": 2}  # the narrowest credit speaks for a span


class Trace(CorpusStage):
    """Finds what stands behind text: an agency that is credited, or a source that none names."""

    name: ClassVar[str] = "trace"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (ReuseLink, Credit, ArticleVersion)
    outputs: ClassVar[tuple[type[Record], ...]] = (Origin,)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield one origin for each group of passages, name and basis."""
        links = [record for record in records if isinstance(record, ReuseLink)]
        credits_ = [record for record in records if isinstance(record, Credit)]
        versions = [record for record in records if isinstance(record, ArticleVersion)]
        text_credits = [one for one in credits_ if one.medium == "text"]
        yield from find_origins(links, text_credits, articles_of(versions))


class Passages(NamedTuple):
    """A group of passages that descend from one text, and the credits that speak for them."""

    ends: list[End]
    links: list[tuple[End, End]]
    credited: dict[str, list[Credit]]  # by agency, the names that are one agency's joined


def find_origins(
    links: Sequence[ReuseLink],
    text_credits: Sequence[Credit],
    articles: Mapping[str, str] = MappingProxyType({}),
) -> list[Origin]:
    """Return the origins of strong passages and of credited text, sorted by id.

    What versions of one article alone share has no origin but that article: `articles` names it
    for each of its documents. A name is inferred for a document only where it shares a passage
    that a credit speaks for.
    """
    quotes = {end_of(side): side for link in links for side in (link.a, link.b)}
    by_document: dict[str, list[Credit]] = defaultdict(list)
    for credit in sorted(text_credits, key=lambda one: one.id):
        by_document[credit.document].append(credit)
    origins: list[Origin] = []
    used: set[str] = set()
    for group in _groups(links, by_document):
        used.update(one.id for found in group.credited.values() for one in found)
        sharing = {articles.get(end.document, end.document) for end in group.ends}
        if group.credited or len(sharing) > 1:
            origins.extend(_origins_of(group, quotes))
    alone = [one for one in text_credits if one.id not in used]
    origins.extend(_origins_alone(alone))
    return sorted(origins, key=lambda origin: origin.id)


def _groups(
    links: Sequence[ReuseLink], by_document: dict[str, list[Credit]]
) -> Iterator[Passages]:
    sides = strong_ends(links)
    groups = group_ends(sides)
    number = {end: place for place, group in enumerate(groups) for end in group}
    linked: dict[int, list[tuple[End, End]]] = defaultdict(list)
    for side in sides:
        linked[number[side[0]]].append(side)
    for place, ends in enumerate(groups):
        speaking = {
            credit.id: credit
            for end in ends
            for credit in _speaking(by_document.get(end.document, []), end)
        }
        yield Passages(ends, linked[place], _by_agency(list(speaking.values())))


def _by_agency(found: list[Credit]) -> dict[str, list[Credit]]:
    """Return the credits by the name of their origin, the names sorted."""
    names = agency_names(found)
    credited: dict[str, list[Credit]] = defaultdict(list)
    for credit in found:
        credited[names[credit.agency]].append(credit)
    return dict(sorted(credited.items()))


def _speaking(found: list[Credit], end: End) -> list[Credit]:
    """Return the narrowest of the credits that cover this passage."""
    covering = [one for one in found if meet(End(one.document, *one.covers), end)]
    narrowest = min((NARROWNESS[one.scope] for one in covering), default=0)
    return [one for one in covering if NARROWNESS[one.scope] == narrowest]


def _origins_of(group: Passages, quotes: dict[End, Evidence]) -> Iterator[Origin]:
    cluster = _cluster_id(group.ends[0])
    longest = _longest(group.ends, quotes)
    if not group.credited:
        yield _origin(cluster, None, "inferred", longest.values(), longest)
    stating = {one.document: agency for agency, all_ in group.credited.items() for one in all_}
    for agency, found in group.credited.items():
        stated = {one.document for one in found}
        yield _origin(cluster, agency, "stated", [one.evidence for one in found], stated)
        inferred = _reached(group.links, stated, set(stating))
        if inferred:
            evidence = [one.evidence for one in found] + [longest[one] for one in inferred]
            yield _origin(cluster, agency, "inferred", evidence, inferred)


def _reached(links: list[tuple[End, End]], start: set[str], stating: set[str]) -> list[str]:
    """Return the documents that links lead to, through none that credits its text itself."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for a, b in links:
        neighbours[a.document].add(b.document)
        neighbours[b.document].add(a.document)
    reached: set[str] = set()
    waiting = sorted(start)
    while waiting:
        new = neighbours[waiting.pop()] - reached - stating
        reached |= new
        waiting.extend(sorted(new))
    return sorted(reached)


def _origins_alone(found: list[Credit]) -> Iterator[Origin]:
    """Yield the origins of credited text that no other document shares, by document and agency."""
    by_name: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for credit in found:
        by_name[credit.document, credit.agency].append(credit)
    for (document, agency), ones in by_name.items():
        spans = sorted(End(document, one.evidence.start, one.evidence.end) for one in ones)
        evidence = [one.evidence for one in ones]
        yield _origin(_cluster_id(spans[0]), agency, "stated", evidence, [document])


def _origin(
    cluster: str,
    name: str | None,
    basis: OriginBasis,
    evidence: Iterable[Evidence],
    documents: Iterable[str],
) -> Origin:
    ordered = sorted(set(evidence), key=lambda one: (one.document, one.start, one.end))
    return Origin(
        id=make_id("origin", [cluster, name, basis]),
        name=name,
        basis=basis,
        evidence=tuple(ordered),
        documents=tuple(sorted(set(documents))),
        cluster=cluster,
    )


def _longest(ends: list[End], quotes: dict[End, Evidence]) -> dict[str, Evidence]:
    """Return for each document of the group its longest passage, the first of equals."""
    longest: dict[str, End] = {}
    for end in ends:
        best = longest.get(end.document)
        if best is None or end.end - end.start > best.end - best.start:
            longest[end.document] = end
    return {document: quotes[end] for document, end in longest.items()}


def _cluster_id(smallest: End) -> str:
    return make_id("cluster", smallest)
