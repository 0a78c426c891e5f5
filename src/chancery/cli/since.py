"""`chancery since`: what is new since a build or a day: findings, versions, follow-ups."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.listing import INDENT, Listed, listed_row, row_lines
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError, UsageError
from chancery.model import Discrepancy, FollowUp, Revision, Support
from chancery.pipeline.rows import Row
from chancery.pipeline.since import Changed, Followed, News, find_news
from chancery.store.dossier import Dossier, open_dossier
from chancery.wording.backed import Articles, became, difference, read_articles
from chancery.wording.phrases import count_words
from chancery.wording.versions import change_lines, revision_words

MOST = 20  # findings of a section that are printed; --json has all


class More(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that was there before; `differences` are those that are new."""

    point: Listed
    independent_before: int
    differences: tuple[Discrepancy, ...]


class Weaker(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that was there before; `unsettled`: what versions newly speak against."""

    point: Listed
    independent_before: int
    unsettled: tuple[Support, ...]


class Became(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment that was there before; `follow_ups` are those that are new."""

    point: Listed
    follow_ups: tuple[FollowUp, ...]
    told_in: tuple[str, ...]  # names of the documents of its follow-ups, in their order


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the command shows: since a build, or since a day of publication."""

    build: int | None
    day: str | None
    undated: int  # documents without a day, which count as published before
    new: tuple[Listed, ...]
    grown: tuple[More, ...]
    contested: tuple[More, ...]
    weakened: tuple[Weaker, ...]
    revisions: tuple[Revision, ...] | None  # null: which there were by then is not kept
    followed: tuple[Became, ...] | None  # null: what became of them by then is not kept
    gone: int


def run(arguments: list[str], *, json: bool) -> None:
    """Print what is new since a build, by its number, or since a day, by publication.

    Raises:
        UsageError: neither is given.
        NotFoundError: nothing is new, there is no such build, or nothing was read.
    """
    path, rest = split(arguments, most=1)
    if not rest:
        message = "name a day, as 2024-05-31, or a build by its number"
        raise UsageError(message)
    with open_dossier(path) as dossier:
        articles = read_articles(dossier)
        news = find_news(dossier, rest[0], articles.published)
        title = _title(dossier, news)
    if json:
        print_json(_shown(news, articles))
    changed = news.new or news.grown or news.contested or news.weakened or news.revisions
    if not (changed or news.followed or news.gone):
        message = f"nothing is new. {title}"
        raise NotFoundError(message)
    if not json:
        for words in (Text(title, style="bold"), *_lines(news, articles)):
            console().print(words, soft_wrap=True)


def _title(dossier: Dossier, news: News) -> str:
    if news.build is not None:
        finished = next(one.finished for one in dossier.runs() if one.number == news.build)
        unknown = (
            ""
            if news.followed is not None
            else f" What had become of commitments after build {news.build} is not kept."
        )
        return (
            f"Compared with what the dossier held after build {news.build}, {finished}.{unknown}"
        )
    undated = (
        f"; {count_words(news.undated, 'document')} without a known day count as published before"
        if news.undated
        else ""
    )
    return f"By what was published on {news.day} or later{undated}."


def _lines(news: News, articles: Articles) -> Iterator[Text]:
    solid = sum(one.became_solid for one in news.grown)
    yield from _section("New", news.new)
    for row in news.new[:MOST]:
        yield from row_lines(row, articles)
    yield from _left_out(news.new)
    yield from _section("With more independent sources", news.grown, f", {solid} now solid")
    for one in news.grown[:MOST]:
        yield from row_lines(one.row, articles, more=_before(one))
    yield from _left_out(news.grown)
    yield from _section("Newly contested", news.contested)
    for one in news.contested[:MOST]:
        yield from row_lines(one.row, articles, more=_contested(one), differing=False)
    yield from _left_out(news.contested)
    yield from _weakened(news, articles)
    yield from _revised(news, articles)
    yield from _followed(news, articles)
    if news.gone:
        yield Text(f"\nNo longer held: {count_words(news.gone, 'finding')}, as articles went.")


def _weakened(news: News, articles: Articles) -> Iterator[Text]:
    """Yield the findings that rest on less: a version speaks against them, or sources are one."""
    thin = sum(one.became_thin for one in news.weakened)
    more = f", {thin} now thin" if thin else ""
    yield from _section("Resting on less than before", news.weakened, more)
    for one in news.weakened[:MOST]:
        had = count_words(one.independent_before, "independent source")
        yield from row_lines(one.row, articles, more=[f"had {had} before"], differing=False)
    yield from _left_out(news.weakened)


def _revised(news: News, articles: Articles) -> Iterator[Text]:
    """Yield the new versions of articles, with what each changed."""
    revisions = news.revisions or ()
    if revisions:
        title = f"\nNew versions of articles: {count_words(len(revisions), 'version')}"
        yield Text(title, style="bold")
    for one in revisions[:MOST]:
        yield Text(revision_words(one, articles.names), style="bold")
        yield from (Text(INDENT + line) for line in change_lines(one))
    yield from _left_out(revisions)


def _followed(news: News, articles: Articles) -> Iterator[Text]:
    """Yield the commitments that something new is told of, with what it is and where."""
    followed = news.followed or ()
    yield from _section("Of commitments, newly told what became", followed)
    for one in followed[:MOST]:
        told = (f"new: {became(each, name)}" for each, name in _told_in(one, articles))
        yield from row_lines(one.row, articles, more=told, differing=False)
    yield from _left_out(followed)


def _told_in(one: Followed, articles: Articles) -> Iterator[tuple[FollowUp, str]]:
    return ((each, articles.names[each.document]) for each in one.follow_ups)


def _section(title: str, some: Sequence[object], more: str = "") -> Iterator[Text]:
    if some:
        yield Text(f"\n{title}: {count_words(len(some), 'finding')}{more}", style="bold")


def _left_out(some: Sequence[object]) -> Iterator[Text]:
    if len(some) > MOST:
        yield Text(f"{INDENT}… and {len(some) - MOST:,} more; --json has all")


def _before(one: Changed) -> Iterable[str]:
    sources = count_words(one.independent_before, "independent source")
    return [f"had {sources} before" + ("; was thin, is solid" if one.became_solid else "")]


def _contested(one: Changed) -> Iterable[str]:
    return dict.fromkeys(f"new: {difference(each)}" for each in one.differences)


def _shown(news: News, articles: Articles) -> Shown:
    return Shown(
        build=news.build,
        day=news.day,
        undated=news.undated,
        new=tuple(_listed(news.new, articles)),
        grown=tuple(_more(one, articles) for one in news.grown),
        contested=tuple(_more(one, articles) for one in news.contested),
        weakened=tuple(
            Weaker(
                point=listed_row(one.row, articles),
                independent_before=one.independent_before,
                unsettled=one.unsettled,
            )
            for one in news.weakened
        ),
        revisions=news.revisions,
        followed=_became(news.followed, articles),
        gone=news.gone,
    )


def _became(found: Iterable[Followed] | None, articles: Articles) -> tuple[Became, ...] | None:
    if found is None:
        return None
    return tuple(
        Became(
            point=listed_row(one.row, articles),
            follow_ups=one.follow_ups,
            told_in=tuple(name for _, name in _told_in(one, articles)),
        )
        for one in found
    )


def _listed(rows: Iterable[Row], articles: Articles) -> Iterator[Listed]:
    return (listed_row(row, articles) for row in rows)


def _more(one: Changed, articles: Articles) -> More:
    return More(
        point=listed_row(one.row, articles),
        independent_before=one.independent_before,
        differences=one.differences,
    )
