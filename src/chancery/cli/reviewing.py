"""`chancery review`: the options of its commands."""

from pathlib import Path
from typing import Annotated

import typer

from chancery.cli.record import AsJson, DossierArgument, PointKind, ThreadOption

review_app = typer.Typer(
    help="Accept, reject, correct, merge and split what a build found, and say what became of it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

WhoOption = Annotated[
    str | None,
    typer.Option(
        "--who",
        metavar="NAME",
        help="Who decides; else CHANCERY_REVIEWER, or the user of this system.",
        show_default=False,
    ),
]
ItemArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="[DOSSIER] ID", help="The id of a finding or of a claim, or the start of one."
    ),
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="WORDS", help="Why.", show_default=False)
]
BlindOption = Annotated[
    bool,
    typer.Option(
        "--blind", help="Show nothing that others decided of what --who has not decided yet."
    ),
]


@review_app.callback()
def review() -> None:
    """Decide on what a build found; all is kept, and nothing is overwritten."""


@review_app.command("list")
def review_list(
    dossier: DossierArgument = None,
    kind: Annotated[
        PointKind | None, typer.Option("--kind", help="Only of this kind.", show_default=False)
    ] = None,
    thread: ThreadOption = None,
    limit: Annotated[int, typer.Option(help="The most to list.", min=1)] = 20,
    blind: BlindOption = False,
    who: WhoOption = None,
    json: AsJson = False,
) -> None:
    """List what waits for review: what matters and is not sure comes first."""
    from chancery.cli.review import reviewer, run_list
    from chancery.pipeline.review.queue import Asked

    asked = Asked(who=reviewer(who), blind=blind, kind=kind.value if kind else None, thread=thread)
    run_list(dossier or [], asked, limit=limit, json=json)


@review_app.command("accept")
def review_accept(
    names: ItemArgument, reason: ReasonOption = "", who: WhoOption = None, json: AsJson = False
) -> None:
    """Say that a finding, or one claim, is what the text says."""
    from chancery.cli.review import run_decide

    run_decide(names, {"action": "accept", "reason": reason}, who=who, json=json)


@review_app.command("reject")
def review_reject(
    names: ItemArgument, reason: ReasonOption = "", who: WhoOption = None, json: AsJson = False
) -> None:
    """Say that a finding, or one claim, is not what the text says; the brief leaves it out."""
    from chancery.cli.review import run_decide

    run_decide(names, {"action": "reject", "reason": reason}, who=who, json=json)


@review_app.command("correct")
def review_correct(
    names: ItemArgument,
    slot: Annotated[
        str, typer.Option("--slot", metavar="SLOT", help="Which, as speaker, by, place, or sort.")
    ],
    span: Annotated[
        list[str] | None,
        typer.Option(
            "--span",
            metavar="START:END",
            help="Characters of the document that fill it; repeat it for all that do.",
        ),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option(
            "--words",
            help="The same by the document's own words, where they stand once; may be repeated.",
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Option("--value", help="The value of sort or modality.", show_default=False),
    ] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Nothing fills it.")] = False,
    reason: ReasonOption = "",
    who: WhoOption = None,
    json: AsJson = False,
) -> None:
    """Say what fills a slot of a claim, and that the claim is right so."""
    from chancery.cli.review import run_decide

    fields = {
        "action": "correct",
        "reason": reason,
        "slot": slot,
        "spans": span or [],
        "words": words or [],
        "value": value,
        "empty": empty,
    }
    run_decide(names, fields, who=who, json=json)


@review_app.command("status")
def review_status(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] ID STATUS",
            help="A commitment, and reaffirmed, delivered_in_part, delivered, contested, "
            "alleged_breach, withdrawn, overtaken or no_report.",
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why; it must be given.")
    ],
    who: WhoOption = None,
    json: AsJson = False,
) -> None:
    """Say by your own word what became of a commitment; it is shown as yours, with the reason."""
    from chancery.cli.review import run_decide

    *rest, status = names
    run_decide(rest, {"action": "status", "status": status, "reason": reason}, who=who, json=json)


@review_app.command("merge")
def review_merge(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] ID OTHER",
            help="Two findings of a kind, or two actors: ids, starts of them, or actors' names.",
        ),
    ],
    reason: ReasonOption = "",
    who: WhoOption = None,
    json: AsJson = False,
) -> None:
    """Say that two findings tell one point, or that two actors are one; the next build obeys."""
    from chancery.cli.review import run_decide

    run_decide(names, {"action": "merge", "reason": reason}, who=who, json=json)


@review_app.command("split")
def review_split(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] ID", help="A claim that is not of its finding; or an actor."
        ),
    ],
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A name that is not this actor; may be repeated."),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="DOCUMENT",
            help="Only there it is not: what this document calls so.",
            show_default=False,
        ),
    ] = None,
    reason: ReasonOption = "",
    who: WhoOption = None,
    json: AsJson = False,
) -> None:
    """Take a claim out of its finding, or a name out of an actor; the next build obeys."""
    from chancery.cli.review import run_decide

    fields = {"action": "split", "reason": reason, "words": name or [], "document": document}
    run_decide(names, fields, who=who, json=json)


@review_app.command("undo")
def review_undo(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] DECISION", help="The number or id of one of your decisions."
        ),
    ],
    reason: ReasonOption = "",
    who: WhoOption = None,
    json: AsJson = False,
) -> None:
    """Take back a decision of your own; that is a decision too, and can be undone."""
    from chancery.cli.review import run_decide

    run_decide(names, {"action": "undo", "reason": reason}, who=who, json=json)


@review_app.command("log")
def review_log(
    dossier: DossierArgument = None,
    blind: BlindOption = False,
    who: WhoOption = None,
    json: AsJson = False,
) -> None:
    """List all decisions in the order in which they were made, those undone marked so."""
    from chancery.cli.review import run_log

    run_log(dossier or [], who=who, blind=blind, json=json)


@review_app.command("lost")
def review_lost(dossier: DossierArgument = None, json: AsJson = False) -> None:
    """List the decisions that hold no longer: their words are gone, or read otherwise now."""
    from chancery.cli.review import run_lost

    run_lost(dossier or [], json=json)


@review_app.command("agreement")
def review_agreement(dossier: DossierArgument = None, json: AsJson = False) -> None:
    """Say how far reviewers agree on what two of them have decided."""
    from chancery.cli.agreement import run

    run(dossier or [], json=json)


@review_app.command("export")
def review_export(
    dossier: DossierArgument = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A file; else it is printed."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Write what was decided as examples to train on, one a line: JSON Lines."""
    from chancery.cli.agreement import run_export

    run_export(dossier or [], output=output, json=json)
