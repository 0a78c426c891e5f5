"""The commands over the points of record: what was said, counted, held and done, and by whom."""

from enum import StrEnum
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
DossierArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DOSSIER]",
        help="The dossier; without it the only *.dossier file in this folder.",
        show_default=False,
    ),
]
SpeakerOption = Annotated[
    str | None,
    typer.Option(
        "--speaker",
        metavar="NAME",
        help="Only by the word of whom this name means, or who is given in these words.",
        show_default=False,
    ),
]
PartyOption = Annotated[
    str | None,
    typer.Option(
        "--party",
        metavar="NAME",
        help="Only where whom this name means, or who is given in these words, has a part: "
        "acts, is acted on, attends, stays away, speaks or is spoken to.",
        show_default=False,
    ),
]
AboutOption = Annotated[
    str | None,
    typer.Option(
        "--about",
        metavar="WORDS",
        help="Only where what is said, counted or done has all these words, or words that begin "
        "with them.",
        show_default=False,
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Only from this day on, as 2024-05-31; what has no day is left out. Of what is said "
        "or counted on no known day, the day of publication counts.",
        show_default=False,
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Only up to this day.", show_default=False),
]
ThreadOption = Annotated[
    str | None,
    typer.Option(
        "--thread",
        metavar="ID|DOCUMENT",
        help="Only of one episode: a thread's id, or a document of it.",
        show_default=False,
    ),
]
OriginsOption = Annotated[
    int,
    typer.Option("--min-origins", help="Only with at least so many independent sources.", min=1),
]
ClaimsOption = Annotated[
    bool,
    typer.Option(
        "--claims", help="A row for each telling, by document and place, not for each finding."
    ),
]
CueOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="CLASS",
        help="Only says, believes, promises, offers, demands, threatens, denies, refuses, "
        "declines, agrees, warns, praises or accuses.",
        show_default=False,
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="UNIT",
        help="Only count, share, percent, points, money, length, area, volume, mass, …",
        show_default=False,
    ),
]
RootOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="ROOT",
        help="Only of this root of PLOVER, as ASSAULT, AID, CONSULT or ACCUSE.",
        show_default=False,
    ),
]


class PointKind(StrEnum):
    """The kinds of points of record."""

    COMMITMENT = "commitment"
    EVENT = "event"
    FIGURE = "figure"
    MEETING = "meeting"
    STATEMENT = "statement"


class Reviewed(StrEnum):
    """What people decided of a finding."""

    ANY = "any"
    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    DISPUTED = "disputed"


ReviewOption = Annotated[
    Reviewed,
    typer.Option(
        "--review",
        metavar="STATE",
        help="Only unreviewed, accepted, corrected, rejected or disputed findings.",
    ),
]


class Told(StrEnum):
    """How a text tells of something; the modalities of claims."""

    ASSERTED = "asserted"
    BACKGROUND = "background"
    INTENDED = "intended"
    EXPECTED = "expected"
    REQUESTED = "requested"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


ToldOption = Annotated[
    Told | None,
    typer.Option(
        "--modality",
        help="Only where a document tells of it so: as done, planned, wished, not done, ….",
        show_default=False,
    ),
]


def statements(
    dossier: DossierArgument = None,
    speaker: SpeakerOption = None,
    party: PartyOption = None,
    about: AboutOption = None,
    kind: CueOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    review: ReviewOption = Reviewed.ANY,
    claims: ClaimsOption = False,
    json: AsJson = False,
) -> None:
    """List who said what, in whose words, and how many independent sources have it."""
    from chancery.cli.listing import run
    from chancery.pipeline.query import Query

    query = Query(
        about="statement",
        speaker=speaker,
        party=party,
        words=about,
        sort=kind,
        since=since,
        until=until,
        thread=thread,
        least=min_origins,
        review=review.value,
    )
    run(dossier or [], query, claims=claims, json=json)


def figures(
    dossier: DossierArgument = None,
    speaker: SpeakerOption = None,
    about: AboutOption = None,
    kind: UnitOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    review: ReviewOption = Reviewed.ANY,
    claims: ClaimsOption = False,
    json: AsJson = False,
) -> None:
    """List numbers with what they count, as of when, by whose word and by how many sources."""
    from chancery.cli.listing import run
    from chancery.pipeline.query import Query

    query = Query(
        about="figure",
        speaker=speaker,
        words=about,
        sort=kind,
        since=since,
        until=until,
        thread=thread,
        least=min_origins,
        review=review.value,
    )
    run(dossier or [], query, claims=claims, json=json)


def meetings(
    dossier: DossierArgument = None,
    party: PartyOption = None,
    about: AboutOption = None,
    modality: ToldOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    review: ReviewOption = Reviewed.ANY,
    claims: ClaimsOption = False,
    json: AsJson = False,
) -> None:
    """List who met whom, where and when, who led, and who stayed away."""
    from chancery.cli.listing import run
    from chancery.pipeline.query import Query

    query = Query(
        about="meeting",
        party=party,
        words=about,
        modality=modality.value if modality else None,
        since=since,
        until=until,
        thread=thread,
        least=min_origins,
        review=review.value,
    )
    run(dossier or [], query, claims=claims, json=json)


def events(
    dossier: DossierArgument = None,
    party: PartyOption = None,
    about: AboutOption = None,
    kind: RootOption = None,
    modality: ToldOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    review: ReviewOption = Reviewed.ANY,
    claims: ClaimsOption = False,
    json: AsJson = False,
) -> None:
    """List who did what to whom, by PLOVER's roots; acts by words stand with what was said."""
    from chancery.cli.listing import run
    from chancery.pipeline.query import Query

    query = Query(
        about="event",
        party=party,
        words=about,
        sort=kind,
        modality=modality.value if modality else None,
        since=since,
        until=until,
        thread=thread,
        least=min_origins,
        review=review.value,
    )
    run(dossier or [], query, claims=claims, json=json)


def positions(
    names: Annotated[
        list[str],
        typer.Argument(metavar="[DOSSIER] ACTOR", help="A name, an id, or the start of an id."),
    ],
    on: Annotated[
        str,
        typer.Option(
            "--on",
            metavar="WORDS",
            help="The issue: each word, or one that means nearly the same, is in what is said.",
        ),
    ],
    json: AsJson = False,
) -> None:
    """Show what an actor said and committed to on an issue over time, and who spoke for it."""
    from chancery.cli.positions import run

    run(names, on=on, json=json)


def since(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[DOSSIER] DATE|BUILD",
            help="A day, as 2024-05-31: what was published on it or later. Or the number of a "
            "build, as `status` gives it: what came after it.",
        ),
    ],
    json: AsJson = False,
) -> None:
    """Show what is new, better backed, contested or followed up since a day or a build."""
    from chancery.cli.since import run

    run(names, json=json)
