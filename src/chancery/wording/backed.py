"""What stands behind a finding, in words: its sources, its day, its first place, what differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from chancery.model import (
    Backing,
    Claim,
    ClaimTime,
    DateValue,
    Discrepancy,
    Document,
    Evidence,
    Finding,
    FollowUp,
)
from chancery.pipeline.rows import Row, day_of, documents_of, publications
from chancery.store.dossier import Dossier
from chancery.wording.lines import days
from chancery.wording.names import document_names, label_words
from chancery.wording.phrases import clip, one_line, short_id

VALUE_WIDTH = 60
MOST_PLACES = 3
DIFFERENCES = {
    "differs": "the {slot} differs",
    "count_gap": "the number stated is not that of the names",
    "sequence": "told before and after",
    "denied": "told as not so elsewhere",
    "attribution": "like words are given to another speaker",
}


class Articles(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of the documents: what each is called, its kind, when it was published."""

    names: dict[str, str]
    published: dict[str, DateValue | None]
    kinds: dict[str, str]  # opinion and the like, in words; empty where nothing says so


def read_articles(dossier: Dossier) -> Articles:
    """Return the names and days of all documents of a dossier."""
    documents = list(dossier.all(Document))
    return Articles(
        names=document_names(documents),
        published=publications(documents),
        kinds={one.id: label_words(one) for one in documents},
    )


def sources(one: Finding | Backing) -> str:
    """Return how many independent sources there are, of how many documents."""
    documents = (
        sorted({each.document for each in one.support})
        if isinstance(one, Finding)
        else one.documents
    )
    if len(documents) == 1:
        return "1 document"
    least = "" if one.exact else "at least "
    most = f" (at most {one.upper_bound})" if one.upper_bound > one.independent else ""
    return f"{least}{one.independent} independent{most} of {len(documents)} documents"


def standing(row: Row, articles: Articles) -> str:
    """Return the second line of a row: sources, strength, modality, day, first place, id."""
    finding = row.finding
    told = row.best.modality if row.by_words else finding.modality
    act = f"an act by words, with a {finding.about} of " if row.by_words else ""
    parts = [
        f"{act}{sources(finding)}, {finding.strength}",
        "" if told == "asserted" else f"told as {told}",
        "several occasions" if finding.often else "",
        _kinds(finding, articles),
        when(row, articles.published),
        places([one.evidence[0] for one in row.claims], articles.names),
        short_id(finding.id),
    ]
    return " · ".join(filter(None, parts))


def _kinds(finding: Finding, articles: Articles) -> str:
    """Return what kinds of text alone tell of a finding, where none is a plain report."""
    kinds = {articles.kinds[one] for one in documents_of(finding)}
    return f"told only in: {'; '.join(sorted(kinds))}" if all(kinds) else ""


def when(row: Row, published: Mapping[str, DateValue | None]) -> str:
    """Return the day of a row, or when it was published where it is spoken and has no other."""
    finding = row.finding
    time = None if row.by_words else finding.time
    if said := days(time or _first_time(row.claims)):
        return said
    day = day_of(row, published)
    return f"published {day}" if day else ""


def places(evidence: Sequence[Evidence], names: Mapping[str, str]) -> str:
    """Return the first place and how many more there are."""
    more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
    return place(evidence[0], names) + more


def place(one: Evidence, names: Mapping[str, str]) -> str:
    """Return where words stand."""
    return spot(names[one.document], one)


def spot(document: str, one: Evidence) -> str:
    """Return where words stand in a document that is called so."""
    return f"{document}[{one.start}:{one.end}]"


def became(one: FollowUp, document: str) -> str:
    """Return what one place tells of what became of a commitment; `document` is its name."""
    kind = one.type.replace("_", " ")
    if one.looked_through:
        through = one.looked_through
        since = f" since {through.since}" if through.since else ""
        return f"{kind}: {through.documents} documents of its thread looked through{since}"
    words = clip(one_line(one.evidence[0].quote), VALUE_WIDTH)
    return f"{kind} ({one.order}): {words} {spot(document, one.evidence[0])}"


def differences(finding: Finding) -> Iterator[str]:
    """Yield each difference between the claims of a finding, in words."""
    yield from dict.fromkeys(map(difference, finding.discrepancies))


def difference(one: Discrepancy) -> str:
    """Return a difference with what each side says; by its words where both are called alike."""
    said = DIFFERENCES[one.type].format(slot=one.slot.replace("_", " "))
    values = dict.fromkeys(one_line(each.value) for each in one.versions)
    if len(values) == 1:
        values = dict.fromkeys(f"“{one_line(each.evidence[0].quote)}”" for each in one.versions)
    return f"{said}: {' | '.join(clip(value, VALUE_WIDTH) for value in values)}"


def row_documents(row: Row, names: Mapping[str, str]) -> dict[str, str]:
    """Return what the documents of a row are called, by id."""
    return {one: names[one] for one in documents_of(row.finding)}


def _first_time(claims: Iterable[Claim]) -> ClaimTime | None:
    return next((one.time for one in claims if one.time), None)
