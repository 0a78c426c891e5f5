"""Claims of a dossier as rows: those that are asked for, with what their document is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import msgspec

from chancery.cli.dossiers import split
from chancery.cli.names import document_names
from chancery.cli.output import one_line
from chancery.errors import NotFoundError, UsageError
from chancery.knowledge import fold
from chancery.model import Annotation, Claim, ClaimTime, Document, Evidence, Party
from chancery.store.dossier import Dossier, open_dossier

AnyClaim = TypeVar("AnyClaim", bound=Claim)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which claims to show; what is not given leaves nothing out."""

    party: str | None = None  # words of one who takes part
    kind: str | None = None  # modality of a meeting, root of an event
    since: str | None = None  # day, ISO 8601
    until: str | None = None


class Told(msgspec.Struct, Generic[AnyClaim], frozen=True, kw_only=True):
    """A claim, and what its document is called."""

    document: str
    claim: AnyClaim


def check_days(wanted: Wanted) -> None:
    """Raise UsageError where a day that is asked for is none."""
    for day in filter(None, (wanted.since, wanted.until)):
        check_day(day)


def check_day(text: str) -> None:
    """Raise UsageError where a text is no day."""
    try:
        date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no date; write a day as 2024-05-31"
        raise UsageError(message) from error


def read_claims(arguments: list[str], kind: type[AnyClaim]) -> list[Told[AnyClaim]]:
    """Return the claims of a kind, by document and place.

    Raises:
        NotFoundError: the dossier was built without reading.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        _check_read(dossier)
        names = document_names(dossier.all(Document))
        rows = [Told(document=names[one.document], claim=one) for one in dossier.all(kind)]
    return sorted(rows, key=lambda row: (row.document, row.claim.evidence[0].start, row.claim.id))


def is_wanted(claim: Claim, parties: Iterable[Party], kind: str, wanted: Wanted) -> bool:
    """Say whether a claim is of the kind and time, and has the party, that are asked for."""
    words = fold(wanted.party or "")
    named = any(words in fold(one.evidence.quote) for one in parties)
    sort = wanted.kind is None or wanted.kind.lower() == kind.lower()
    return sort and (wanted.party is None or named) and _is_between(claim.time, wanted)


def days(time: ClaimTime | None) -> str:
    """Return when a claim is, in days, or in the words of the text where they fix none."""
    if time is None:
        return ""
    known = list(dict.fromkeys(day for day in (time.start, time.end) if day))
    return " to ".join(known) or (one_line(time.evidence.quote) if time.evidence else "")


def named(parties: Iterable[Party]) -> str:
    """Return parties by their words."""
    return "; ".join(dict.fromkeys(one_line(one.evidence.quote) for one in parties))


def place(document: str, evidence: tuple[Evidence, ...]) -> str:
    """Return where a claim is told first, and in how many sentences."""
    first, *others = evidence
    more = f" ×{len(others) + 1}" if others else ""
    return f"{document}[{first.start}:{first.end}]{more}"


def _is_between(time: ClaimTime | None, wanted: Wanted) -> bool:
    if not (wanted.since or wanted.until):
        return True
    if time is None or not (time.start or time.end):
        return False
    late = bool(wanted.until and time.start and time.start > wanted.until)
    early = bool(wanted.since and time.end and time.end < wanted.since)
    return not (late or early)


def _check_read(dossier: Dossier) -> None:
    if dossier.count(Document) and not dossier.count(Annotation):
        message = "the dossier was built without reading, so it holds no claims; build it again"
        raise NotFoundError(message)
