"""`chancery meetings`: who met whom, where and when, and who stayed away."""

from collections.abc import Iterator

from chancery.cli.output import clip, console, one_line, print_json, table
from chancery.cli.told import Wanted, check_days, days, is_wanted, named, place, read_claims
from chancery.model import Meeting, Party

WIDTH = 44  # of parties and the like in the table; JSON has all of them


def run(arguments: list[str], wanted: Wanted, *, json: bool) -> None:
    """Print the meetings that are asked for, by document and place.

    Raises:
        UsageError: a day is none.
        NotFoundError: the dossier was built without reading.
    """
    check_days(wanted)
    rows = [
        row
        for row in read_claims(arguments, Meeting)
        if is_wanted(row.claim, _all_parties(row.claim), row.claim.modality, wanted)
    ]
    if json:
        print_json(rows)
        return
    listed = table("meeting", "told as", "parties", "host", "place", "when", "notes", "where")
    for row in rows:
        one = row.claim
        listed.add_row(
            one_line(one.trigger.quote),
            one.modality,
            clip(named(one.parties), WIDTH),
            named(one.host),
            named(one.place),
            days(one.time),
            "; ".join(_notes(one)),
            place(row.document, one.evidence),
        )
    console().print(listed)


def _all_parties(one: Meeting) -> Iterator[Party]:
    yield from (*one.parties, *one.host, *one.states_named, *one.observers)
    yield from (absentee.party for absentee in one.absentees)
    yield from (head.person for head in one.heads)


def _notes(one: Meeting) -> Iterator[str]:
    """Yield who led, who was absent and why, and how many states are named of those stated."""
    for head in one.heads:
        of = f" for {named([head.party])}" if head.party else ""
        yield f"{named([head.person])} led{of}"
    for absentee in one.absentees:
        why = ", ".join(one_line(each.quote) for each in absentee.reason)
        yield f"absent: {named([absentee.party])}" + (f" ({why})" if why else "")
    if one.number_stated is not None:
        yield f"{len(one.states_named)} of {one.number_stated} named"
