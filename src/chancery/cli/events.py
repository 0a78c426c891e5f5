"""`chancery events`: who did what to whom, by PLOVER's roots."""

from chancery.cli.output import clip, console, one_line, print_json, table
from chancery.cli.told import Wanted, check_days, days, is_wanted, named, place, read_claims
from chancery.model import Event

WIDTH = 36  # of parties in the table; JSON has all of them


def run(arguments: list[str], wanted: Wanted, *, json: bool) -> None:
    """Print the events that are asked for, by document and place.

    Raises:
        UsageError: a day is none.
        NotFoundError: the dossier was built without reading.
    """
    check_days(wanted)
    rows = [
        row
        for row in read_claims(arguments, Event)
        if is_wanted(row.claim, (*row.claim.actors, *row.claim.recipients), row.claim.root, wanted)
    ]
    if json:
        print_json(rows)
        return
    listed = table("kind", "words", "told as", "by", "to", "place", "when", "reported by", "where")
    for row in rows:
        one = row.claim
        listed.add_row(
            _kind(one),
            one_line(one.trigger.quote) if one.trigger else "",
            one.modality,
            clip(named(one.actors), WIDTH),
            clip(named(one.recipients), WIDTH),
            named(one.place),
            days(one.time),
            clip(named(one.reported_by), WIDTH),
            place(row.document, one.evidence),
        )
    console().print(listed)


def _kind(one: Event) -> str:
    mode = f" {one.mode}" if one.mode else ""
    return f"{one.root}{mode}" + (" (words)" if one.verbal else "")
