"""The command line: commands, their options, and what each exit code means.

Commands import what they need when they run, so that `--help` answers at once.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chancery import __version__
from chancery.cli.archive import archive_app
from chancery.cli.given import (
    EXIT_REJECTED,
    MOST_BYTES,
    BytesOption,
    ColumnOption,
    EngineOption,
    QuietOption,
    WorkersOption,
)
from chancery.cli.holding import cut, merge
from chancery.cli.plots import plot_app
from chancery.cli.record import (
    AboutOption,
    AsJson,
    DossierArgument,
    OriginsOption,
    PartyOption,
    PointKind,
    Reviewed,
    ReviewOption,
    SinceOption,
    ThreadOption,
    UntilOption,
    events,
    figures,
    meetings,
    positions,
    since,
    statements,
)
from chancery.cli.reviewing import review_app
from chancery.cli.shape import ProgressOption, Shape
from chancery.cli.watch import watch_app
from chancery.errors import ChanceryError, NotFoundError, UsageError

PaperOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write it to a file: .md (Markdown), .html (web page) or .docx (Word).",
        show_default=False,
    ),
]


class SearchKind(StrEnum):
    """What searches a dossier."""

    AUTO = "auto"
    FTS5 = "fts5"
    TANTIVY = "tantivy"


NumberOption = Annotated[
    int | None,
    typer.Option(
        "--document",
        metavar="N",
        help="Which input of a folder or file of several, from 1, in the order of a build.",
        min=1,
        show_default=False,
    ),
]
EXIT_FAILED = 1  # the build or the file failed: see the message
EXIT_USAGE = 2
EXIT_NOTHING = 3

app = typer.Typer(
    name="chancery",
    help="Keep the record behind the coverage: from many reports to a dossier with its sources.",
    epilog="Exit codes: 0 ok, 1 failed, 2 usage, 3 nothing found, 4 some inputs were rejected.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

actors_app = typer.Typer(
    help="Look up actors: who or what a name means, and who held an office.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(actors_app, name="actors")
app.add_typer(review_app, name="review")
app.add_typer(watch_app, name="watch")
app.add_typer(plot_app, name="plot")
app.add_typer(archive_app, name="archive")


class Format(StrEnum):
    """The export formats."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    WEB_ANNOTATION = "web-annotation"
    PLOVER = "plover"
    POLECAT = "polecat"
    FTM = "ftm"
    TIMELINEJS = "timelinejs"
    GEXF = "gexf"
    GRAPHML = "graphml"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"
    MARKDOWN = "markdown"
    RO_CRATE = "ro-crate"


class Coded(StrEnum):
    """The formats of events that others have coded."""

    ACLED = "acled"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    ICEWS = "icews"
    POLECAT = "polecat"


class Side(StrEnum):
    """What of a comparison is listed."""

    MATCHED = "matched"
    THEIRS = "theirs"
    OURS = "ours"
    DIFFER = "differ"


class CommitmentKind(StrEnum):
    """The types of commitments."""

    PLEDGE = "pledge"
    PROMISE = "promise"
    OFFER = "offer"
    DEMAND = "demand"
    CONDITION = "condition"
    THREAT = "threat"
    REFUSAL = "refusal"
    INTENTION = "intention"
    EXPECTED_OUTCOME = "expected_outcome"


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        app(standalone_mode=True)
    except NotFoundError as error:
        _fail(error, EXIT_NOTHING)
    except UsageError as error:
        _fail(error, EXIT_USAGE)
    except ChanceryError as error:
        _fail(error, EXIT_FAILED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone, as `head` does
        raise SystemExit(0) from None


def _fail(error: ChanceryError, code: int) -> None:
    typer.echo(f"chancery: {error}", err=True)
    raise SystemExit(code) from error


def _version(value: bool) -> None:
    if value:
        typer.echo(f"chancery {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Keep the record behind the coverage."""


@app.command()
def build(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Folders, files (.html .jsonl .csv .eml .pdf .warc .rss …), or - for input.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DOSSIER", help="The dossier to make.")
    ],
    workers: WorkersOption = 0,
    batch_size: Annotated[int, typer.Option(help="Records for one task.", min=1)] = 256,
    max_bytes: BytesOption = MOST_BYTES,
    column: ColumnOption = None,
    annotate: Annotated[
        bool,
        typer.Option(
            "--annotate/--no-annotate",
            help="Read the texts with the model; it takes far longer than the rest.",
        ),
    ] = True,
    engine: EngineOption = "local",
    search_by: Annotated[
        SearchKind,
        typer.Option(
            "--search",
            help="What searches the dossier: auto makes an index by tantivy beside a large one, "
            "where it is installed; else SQLite's FTS5 does.",
        ),
    ] = SearchKind.AUTO,
    progress: ProgressOption = Shape.BAR,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Read SOURCES and make or update a dossier that holds what they say, and nothing else."""
    from chancery.cli.build import run

    rejected = run(
        sources,
        output,
        workers=workers,
        batch_size=batch_size,
        max_bytes=max_bytes,
        columns=column or (),
        annotate=annotate,
        engine=engine,
        search=search_by.value,
        shape=progress,
        quiet=quiet,
        json=json,
    )
    if rejected:
        raise typer.Exit(EXIT_REJECTED)


@app.command()
def estimate(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Folders, files, or - for input, as for build."),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DOSSIER",
            help="Where the dossier would lie: its disk is looked at, and nothing is written.",
        ),
    ] = Path("estimated.dossier"),
    sample: Annotated[
        int, typer.Option(metavar="N", help="Build at most so many articles.", min=1)
    ] = 100,
    seconds: Annotated[
        float,
        typer.Option(help="Build no further part of the sample after so many seconds.", min=0.1),
    ] = 20.0,
    workers: Annotated[
        int, typer.Option(help="Worker processes of the build; 0: one for each core.", min=0)
    ] = 0,
    batch_size: Annotated[int, typer.Option(help="Records for one task.", min=1)] = 256,
    max_bytes: BytesOption = MOST_BYTES,
    column: ColumnOption = None,
    annotate: Annotated[
        bool,
        typer.Option(
            "--annotate/--no-annotate",
            help="Whether the build would read the texts with the model.",
        ),
    ] = True,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Say what time, memory and disk a build would take, from a sample that is thrown away."""
    from chancery.cli.estimate import run
    from chancery.pipeline.estimate.estimate import Asked

    run(
        sources,
        output,
        asked=Asked(articles=sample, seconds=seconds),
        workers=workers,
        batch_size=batch_size,
        max_bytes=max_bytes,
        columns=column or (),
        annotate=annotate,
        quiet=quiet,
        json=json,
    )


@app.command()
def add(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier to extend.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Folders, files, or - for input, as for build; none builds it again as it is.",
            show_default=False,
        ),
    ] = None,
    workers: WorkersOption = 0,
    batch_size: Annotated[
        int | None,
        typer.Option(help="Records for one task; else as before.", min=1, show_default=False),
    ] = None,
    max_bytes: Annotated[
        int | None,
        typer.Option(
            help="The largest file or line that is read, in bytes; else as before.",
            min=1,
            show_default=False,
        ),
    ] = None,
    column: ColumnOption = None,
    annotate: Annotated[
        bool | None,
        typer.Option(
            "--annotate/--no-annotate",
            help="Read the texts with the model; else as before.",
            show_default=False,
        ),
    ] = None,
    engine: EngineOption = "local",
    search_by: Annotated[
        SearchKind | None,
        typer.Option(
            "--search",
            help="What searches the dossier, as for build; else as before.",
            show_default=False,
        ),
    ] = None,
    progress: ProgressOption = Shape.BAR,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Read SOURCES into DOSSIER beside those that it was built from, which are read again."""
    from chancery.cli.add import run
    from chancery.cli.build import read_columns
    from chancery.pipeline.add import Extension

    wanted = Extension(
        workers=workers,
        batch_size=batch_size,
        annotate=annotate,
        engine=engine,
        search=search_by.value if search_by else None,
        max_bytes=max_bytes,
        columns=read_columns(column or ()),
    )
    if run(dossier, sources or [], wanted=wanted, shape=progress, quiet=quiet, json=json):
        raise typer.Exit(EXIT_REJECTED)


@app.command()
def follow(
    dossier: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="The dossier to make or extend.")
    ],
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED]",
            help="Addresses of RSS or Atom feeds; without one, those named before.",
        ),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Poll once and end; so it is without --every too.")
    ] = False,
    every: Annotated[
        str | None,
        typer.Option(
            "--every",
            metavar="TIME",
            help="Poll again and again with this much time between, such as 30m, 2h or 1d.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(help="Articles of one feed in one poll; the others come later.", min=1)
    ] = 200,
    pause: Annotated[
        float, typer.Option(help="Seconds between two requests to one host.", min=0.0)
    ] = 1.0,
    max_bytes: Annotated[
        int, typer.Option(help="The largest feed or page that is read, in bytes.", min=1)
    ] = 20_000_000,
    timeout: Annotated[
        float, typer.Option(help="Seconds that one request may take in all.", min=0.1)
    ] = 60.0,
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private",
            help="Ask private, loopback and link-local addresses too; only for feeds you trust.",
        ),
    ] = False,
    workers: WorkersOption = 0,
    annotate: Annotated[
        bool | None,
        typer.Option(
            "--annotate/--no-annotate",
            help="Read the texts with the model; without either, as in the last build.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Poll FEEDs, fetch the articles that are new, and build the dossier with them."""
    from chancery.cli.follow import read_duration, run
    from chancery.pipeline.follow import Asked
    from chancery.sources.feeds.settings import FollowSettings

    if once and every is not None:
        message = "--once and --every exclude each other; name one of them"
        raise UsageError(message)
    limits = FollowSettings(
        max_bytes=max_bytes,
        total_timeout=timeout,
        pause=pause,
        limit=limit,
        allow_private=allow_private,
    )
    asked = Asked(limits, workers, annotate, read_duration(every) if every else None)
    if not run(dossier, feeds or [], asked, quiet=quiet, json=json):
        raise typer.Exit(EXIT_REJECTED)


@app.command()
def annotate(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="One article: .txt, .html, .jsonl, or - for input."),
    ],
    document: NumberOption = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="OUT.html",
            help="Write a web page instead, one file that needs nothing else.",
            show_default=False,
        ),
    ] = None,
    max_bytes: BytesOption = MOST_BYTES,
    json: Annotated[
        bool, typer.Option("--json", help="Print the annotation as one line of JSON Lines.")
    ] = False,
) -> None:
    """Print one article with what the reading model finds in it; no dossier is made."""
    from chancery.cli.annotate import run

    if not run(file, number=document, html=html, max_bytes=max_bytes, json=json):
        raise typer.Exit(EXIT_REJECTED)


@app.command()
def dates(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] DOCUMENT",
            help="An article's file, or - for input; or the id or path of one in a dossier.",
        ),
    ],
    document: NumberOption = None,
    max_bytes: BytesOption = MOST_BYTES,
    json: AsJson = False,
) -> None:
    """Print what one document says of time: its expressions and when it was published."""
    from chancery.cli.dates import run

    if not run(names, number=document, max_bytes=max_bytes, json=json):
        raise typer.Exit(EXIT_REJECTED)


@app.command()
def status(dossier: DossierArgument = None, json: AsJson = False) -> None:
    """Say what the dossier holds and which builds made it."""
    from chancery.cli.status import run

    run(dossier or [], json=json)


@app.command()
def brief(
    dossier: DossierArgument = None,
    output: PaperOption = None,
    json: AsJson = False,
) -> None:
    """Print what an analyst reads first: what happened, what is solid, thin, differing, open."""
    from chancery.cli.brief import run

    run(dossier or [], output=output, json=json)


@app.command()
def timeline(
    dossier: DossierArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: Annotated[
        PointKind | None,
        typer.Option("--kind", help="Only of this kind.", show_default=False),
    ] = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    party: PartyOption = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also what is neither an event nor a meeting and has little weight, and what is "
            "not sure enough for a brief.",
        ),
    ] = False,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar="N",
            help="Only the N days that matter most, each with what is told of it.",
            min=1,
            show_default=False,
        ),
    ] = None,
    output: PaperOption = None,
    json: AsJson = False,
) -> None:
    """Print what happened, in order, beside when it was published and captured."""
    from chancery.cli.timeline import run
    from chancery.pipeline.timeline import Asked

    asked = Asked(
        kind=kind.value if kind else None,
        party=party,
        since=since,
        until=until,
        thread=thread,
        least=min_origins,
        everything=everything,
    )
    run(dossier or [], asked, days=days, output=output, json=json)


@app.command()
def documents(dossier: DossierArgument = None, json: AsJson = False) -> None:
    """List the documents with title, outlet, date and the share that was kept."""
    from chancery.cli.documents import run

    run(dossier or [], json=json)


@app.command()
def show(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] ID",
            help="A document's id, its start, or its path; or a finding's id or its start.",
        ),
    ],
    json: AsJson = False,
) -> None:
    """Print a document, removed text dimmed, reused passages marked; or a finding in full."""
    from chancery.cli.show import run

    run(names, json=json)


@app.command()
def lineage(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOSSIER] [ID]", help="Only what one document shares."),
    ] = None,
    weak: Annotated[bool, typer.Option("--weak", help="Show weak links in full too.")] = False,
    json: AsJson = False,
) -> None:
    """Print passages that stand in two documents, side by side, with their edits."""
    from chancery.cli.lineage import run

    run(names or [], weak=weak, json=json)


@app.command()
def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] QUERY", help='Words; "a phrase", prefix*, -without, OR.'
        ),
    ],
    limit: Annotated[int, typer.Option(help="The most documents to show.", min=1)] = 20,
    newest: Annotated[bool, typer.Option("--newest", help="Newest first.")] = False,
    removed: Annotated[
        bool, typer.Option("--removed", help="Search removed text as well.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Find documents by their words; every hit shows the characters that match."""
    from chancery.cli.search import run

    run(words, limit=limit, newest=newest, removed=removed, json=json)


for command in (statements, figures, meetings, events, positions, since, merge, cut):
    app.command()(command)


@app.command()
def commitments(
    dossier: DossierArgument = None,
    type: Annotated[
        list[CommitmentKind] | None,
        typer.Option("--type", help="Only of this type; may be repeated.", show_default=False),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(
            "--party",
            metavar="NAME",
            help="Only by or to whom this name means.",
            show_default=False,
        ),
    ] = None,
    about: AboutOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    due: Annotated[
        str | None,
        typer.Option(
            "--due",
            metavar="DATE",
            help="Only those whose deadline has passed by this day, as 2024-05-31.",
            show_default=False,
        ),
    ] = None,
    open_only: Annotated[
        bool,
        typer.Option("--open", help="Only those that still wait for something, weightiest first."),
    ] = False,
    review: ReviewOption = Reviewed.ANY,
    json: AsJson = False,
) -> None:
    """List who promises, demands, offers, refuses or plans what, and what became of it."""
    from chancery.cli.commitments import Asked, run

    asked = Asked(
        types=tuple(one.value for one in type or []),
        party=party,
        words=about,
        since=since,
        until=until,
        thread=thread,
        least=min_origins,
        due=due,
        open=open_only,
        review=review.value,
    )
    run(dossier or [], asked, json=json)


@app.command()
def export(
    dossier: DossierArgument = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="The format.")] = Format.JSONL,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file, or for csv, parquet, markdown and ro-crate a folder; a methods page and "
            "a manifest of hashes go beside it. Without it the export alone goes to standard "
            "output.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Only this record kind; may be repeated. For jsonl, csv, parquet, sqlite and "
            "web-annotation.",
            show_default=False,
        ),
    ] = None,
    quotes_only: Annotated[
        int | None,
        typer.Option(
            "--quotes-only",
            metavar="N",
            help="For sharing: leave the full texts out, and keep of each quote its first N "
            "characters; one that was longer is marked as truncated and keeps its start and end.",
            min=1,
            show_default=False,
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Write the dossier in a format that other programs read.

    A format that cannot hold something says on standard error what it left out.
    """
    from chancery.cli.export import run

    run(
        dossier or [],
        format=format.value,
        output=output,
        kinds=kind or [],
        quotes_only=quotes_only,
        json=json,
    )


@app.command()
def compare(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier.")],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Tables of coded events: ACLED, GDELT 2.0 events or mentions, ICEWS, POLECAT; "
            "plain, .gz or .zip.",
        ),
    ],
    format: Annotated[
        Coded | None,
        typer.Option(
            "--format",
            "-f",
            help="The format of the files, where their columns do not show it.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        Side | None,
        typer.Option(
            "--only",
            help="List only what both have, what they alone or the dossier alone has, or where "
            "they differ; the counts are of all.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write it to a file: .csv, a row for each event, or .json.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Set events that others have coded beside the dossier: what each has, and where they differ.

    Neither is changed.
    """
    from chancery.cli.compare import run

    whole = run(
        dossier,
        files,
        form=format.value if format else None,
        only=only.value if only else None,
        output=output,
        quiet=quiet,
        json=json,
    )
    if not whole:
        raise typer.Exit(EXIT_REJECTED)


@app.command()
def threads(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOSSIER] [THREAD|DOCUMENT]",
            help="One thread, by its id or by a document of it; without it all are listed.",
        ),
    ] = None,
    processes: Annotated[
        bool, typer.Option("--processes", help="List the processes with their threads instead.")
    ] = False,
    json: AsJson = False,
) -> None:
    """List which documents tell of one episode, or show one thread and what holds it together."""
    if processes:
        from chancery.cli.processes import run as run_processes

        run_processes(names or [], json=json)
        return
    from chancery.cli.threads import run

    run(names or [], json=json)


@app.command()
def serve(
    dossier: DossierArgument = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address of this machine to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="The port; 0 takes any that is free.", min=0, max=65535)
    ] = 8765,
    allow_sources: Annotated[
        bool,
        typer.Option(
            "--allow-sources",
            help="Let builds that are started in the browser or by a program name further files "
            "and folders: whoever holds the token can then have read what you can read.",
        ),
    ] = False,
) -> None:
    """Serve the dossier in the browser, and to programs over HTTP, until Ctrl-C ends it."""
    from chancery.cli.serve import run

    run(dossier or [], host=host, port=port, allow_sources=allow_sources)


@app.command()
def mcp(
    dossier: DossierArgument = None,
    http: Annotated[
        str | None,
        typer.Option(
            "--http",
            metavar="[ADDRESS:]PORT",
            help="Answer over HTTP to programs of this machine alone; without it, on standard "
            "input and output. 0 takes any port that is free.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Let assistants ask the dossier by the Model Context Protocol; every answer cites."""
    from chancery.cli.mcp import run

    run(dossier or [], http=http)


@app.command()
def doctor(dossier: DossierArgument = None, json: AsJson = False) -> None:
    """Check the dossier: the file, every record, every quoted character."""
    from chancery.cli.doctor import run

    if not run(dossier or [], json=json):
        raise typer.Exit(EXIT_FAILED)


@actors_app.callback()
def actors() -> None:
    """Look up actors: who or what a name means, and who held an office."""


@actors_app.command("list")
def actors_list(
    dossier: DossierArgument = None,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Only person, organisation, armed_group, place, people or office; repeatable.",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """List who and what the dossier speaks of, by how many documents do."""
    from chancery.cli.entities import run_list

    run_list(dossier or [], types=types or [], json=json)


@actors_app.command("show")
def actors_show(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOSSIER] NAME", help="A name, an id, or the start of an id."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Show an actor of the dossier: its names, its roles, and every phrase that means it."""
    from chancery.cli.entities import run_show

    run_show(names or [], json=json)


@actors_app.command("explain")
def actors_explain(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, or an office as in 'German chancellor'.")
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day, as 2024-05-31; today without it."),
    ] = None,
    knowledge: Annotated[
        list[Path] | None,
        typer.Option(
            "--knowledge",
            metavar="FILE",
            help="Facts of your own: YAML, or FollowTheMoney JSON Lines; may be repeated.",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Say what is known of a name or an office on a day, from which source, and what is not."""
    from chancery.cli.actors import run

    if not run(name, on=on, files=knowledge or [], json=json):
        raise typer.Exit(EXIT_NOTHING)
