"""`chancery watch`: the commands over what a person watches in a dossier."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chancery.cli.record import (
    AboutOption,
    AsJson,
    DossierArgument,
    OriginsOption,
    PartyOption,
    SinceOption,
    SpeakerOption,
    ThreadOption,
    ToldOption,
    UntilOption,
)

NameArgument = Annotated[
    list[str], typer.Argument(metavar="[DOSSIER] NAME", help="What the watch is called.")
]

watch_app = typer.Typer(
    help="Watch a list, words, an actor or deadlines, and see what builds bring of it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Listed(StrEnum):
    """The lists that can be watched."""

    STATEMENTS = "statements"
    FIGURES = "figures"
    MEETINGS = "meetings"
    EVENTS = "events"
    COMMITMENTS = "commitments"


@watch_app.callback()
def watch() -> None:
    """Watch a list, words, an actor or deadlines, and see what builds bring of it."""


@watch_app.command("add")
def watch_add(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] NAME",
            help="What the watch is to be called, in small letters, digits and hyphens.",
        ),
    ],
    points: Annotated[
        Listed | None,
        typer.Option(
            "--list", help="Watch this list, with the filters below.", show_default=False
        ),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option(
            "--words",
            metavar="QUERY",
            help="Watch for articles with these words, as `search` finds them.",
            show_default=False,
        ),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option(
            "--actor",
            metavar="NAME",
            help="Watch all in which an actor has a part, by a name or an id.",
            show_default=False,
        ),
    ] = None,
    deadline: Annotated[
        int | None,
        typer.Option(
            "--deadline",
            metavar="DAYS",
            help="Watch commitments due from a day on for so many days, or before it if negative; "
            "with --party and --open.",
            show_default=False,
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--day",
            metavar="DATE",
            help="The day of --deadline, as 2024-05-31; without it the day on which you ask.",
            show_default=False,
        ),
    ] = None,
    speaker: SpeakerOption = None,
    party: PartyOption = None,
    about: AboutOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            help="Only of this class of cue, unit, root or type, as in the list's own command.",
            show_default=False,
        ),
    ] = None,
    modality: ToldOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    open_only: Annotated[
        bool, typer.Option("--open", help="Only commitments that still wait for something.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Keep a watch in the dossier; builds leave it as it is."""
    from chancery.cli.watches import Given, run_add

    given = Given(
        points=points.value if points else None,
        query=words,
        actor=actor,
        days=deadline,
        filters={
            "day": day,
            "speaker": speaker,
            "party": party,
            "words": about,
            "sort": kind,
            "modality": modality.value if modality else None,
            "since": since,
            "until": until,
            "thread": thread,
            "least": min_origins if min_origins > 1 else None,
            "open": open_only or None,
        },
    )
    run_add(names, given, json=json)


@watch_app.command("list")
def watch_list(dossier: DossierArgument = None, json: AsJson = False) -> None:
    """List the watches that the dossier keeps, and what each is for."""
    from chancery.cli.watches import run_list

    run_list(dossier or [], json=json)


@watch_app.command("remove")
def watch_remove(names: NameArgument, json: AsJson = False) -> None:
    """Take a watch out of the dossier."""
    from chancery.cli.watches import run_remove

    run_remove(names, json=json)


@watch_app.command("hits")
def watch_hits(
    names: NameArgument,
    since: Annotated[
        int | None,
        typer.Option(
            "--since",
            metavar="BUILD",
            help="Say what is new, or has more independent sources, since this build.",
            min=1,
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option(help="The most hits to show.", min=1)] = 50,
    json: AsJson = False,
) -> None:
    """List what a watch is for, that of the newest build first."""
    from chancery.cli.watches import run_hits

    run_hits(names, since=since, limit=limit, json=json)


@watch_app.command("feed")
def watch_feed(
    names: NameArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write it to a file; without it, to standard output.",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Where `chancery serve` answers: entries link below it."
        ),
    ] = "http://127.0.0.1:8765",
    json: AsJson = False,
) -> None:
    """Write the newest hits of a watch as an Atom feed."""
    from chancery.cli.watches import run_feed

    run_feed(names, output=output, base=base, json=json)
