"""`statements`, `figures`, `meetings`, `events`: findings of one kind, best backed first."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.console import Console
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError
from chancery.model import Claim, Finding, Standing
from chancery.pipeline.query import Query, choose
from chancery.pipeline.review.overlay import FindingReview
from chancery.pipeline.review.words import review_words
from chancery.pipeline.rows import Row
from chancery.store.dossier import open_dossier
from chancery.text.claim_time import time_of
from chancery.wording.backed import (
    Articles,
    differences,
    place,
    read_articles,
    row_documents,
    standing,
)
from chancery.wording.lines import days, line
from chancery.wording.phrases import count_words, short_id
from chancery.wording.versions import against, standing_words

INDENT = "    "


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with its claims in full; `documents` are the names of its documents, by id."""

    finding: Finding
    claims: tuple[Claim, ...]
    by_words: bool  # acts by words, which go with this finding
    documents: dict[str, str]
    review: FindingReview | None  # what people decided; null: not asked


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, what its document is called, and the finding that it is part of."""

    document: str
    finding: str
    claim: Claim
    standing: Standing | None  # by other versions of its article


def run(arguments: list[str], query: Query, *, claims: bool, json: bool) -> None:
    """Print what is asked for: a row for each finding, or for each claim by document and place.

    Raises:
        UsageError: a day or a kind is none.
        NotFoundError: nothing is found, or nothing was read.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        articles = read_articles(dossier)
        rows = choose(dossier, query, articles.published)
    if json:
        told = list(_told(rows, articles)) if claims else []
        print_json(told if claims else [listed_row(row, articles) for row in rows])
    if not rows:
        message = f"no {query.about} fits what is asked for; `chancery status {path}` counts all"
        raise NotFoundError(message)
    if json:
        return
    screen = console()
    if claims:
        for one in _told(rows, articles):
            print_claim(screen, one, articles)
    else:
        print_rows(screen, rows, articles)
        screen.print(_count(rows, query), style="dim", soft_wrap=True)


def print_rows(screen: Console, rows: Iterable[Row], articles: Articles) -> None:
    """Print findings: what is said, what stands behind it, and where claims differ."""
    for row in rows:
        for words in row_lines(row, articles):
            screen.print(words, soft_wrap=True)


def row_lines(
    row: Row,
    articles: Articles,
    *,
    lead: str = "",
    more: Iterable[str] = (),
    differing: bool = True,
) -> Iterator[Text]:
    """Yield the lines of a finding; `lead` opens the second, `more` and what differs follow."""
    yield Text(line(row.shown), style="bold")
    yield Text(INDENT + " · ".join(filter(None, (lead, standing(row, articles)))))
    for words in more:
        yield Text(INDENT + words)
    for words in against(row.finding.support, articles.names):
        yield Text(INDENT + words, style="red")
    for words in review_words(row.review) if row.review else ():
        yield Text(INDENT + words, style="cyan")
    for words in differences(row.finding) if differing else ():
        yield Text(INDENT + words, style="yellow")


def print_claim(screen: Console, one: Told, articles: Articles) -> None:
    """Print one telling: what it says, where, and of which finding it is."""
    claim, standing = one.claim, one.standing
    parts = [
        "" if claim.modality == "asserted" else f"told as {claim.modality}",
        days(time_of(claim)),
        place(claim.evidence[0], articles.names),
        f"of {short_id(one.finding)}",
        standing_words(standing, articles.names) if standing else "",
    ]
    screen.print(Text(line(claim), style="bold"), soft_wrap=True)
    screen.print(Text(INDENT + " · ".join(filter(None, parts))), soft_wrap=True)


def listed_row(row: Row, articles: Articles) -> Listed:
    """Return a row as JSON gives it."""
    return Listed(
        finding=row.finding,
        claims=row.claims,
        by_words=row.by_words,
        documents=row_documents(row, articles.names),
        review=row.review,
    )


def _told(rows: Iterable[Row], articles: Articles) -> Iterator[Told]:
    made = [
        Told(
            document=articles.names[claim.document],
            finding=row.finding.id,
            claim=claim,
            standing=next(
                (one.standing for one in row.finding.support if one.document == claim.document),
                None,
            ),
        )
        for row in rows
        for claim in row.claims
    ]
    yield from sorted(
        made, key=lambda one: (one.document, one.claim.evidence[0].start, one.claim.id)
    )


def _count(rows: Sequence[Row], query: Query) -> str:
    solid = sum(row.finding.strength == "solid" for row in rows)
    return f"{count_words(len(rows), query.about)}, {solid:,} solid; `show ID` has all of one"
