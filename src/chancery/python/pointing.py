"""The points of record that programs ask a dossier for, as the commands of that name list them."""

from typing import Any

from chancery.api import lists, points
from chancery.model import (
    AnyClaim,
    ClaimKind,
    Commitment,
    CommitmentType,
    CueClass,
    Event,
    Figure,
    FigureUnit,
    Finding,
    Meeting,
    Modality,
    Root,
    Statement,
)
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.query import ReviewFilter
from chancery.python.answer import Answer
from chancery.python.asked import checked, find_findings, rows_about
from chancery.python.found import AnyOf, Point, as_point
from chancery.store import dossier as stored


class Points:
    """Lists the points of record of an open dossier."""

    def __init__(self, opened: stored.Dossier) -> None:
        """Take it."""
        self._stored = opened

    def findings(
        self,
        *,
        kind: ClaimKind | None = None,
        party: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        thread: str | None = None,
        min_origins: int = 1,
        review: ReviewFilter = "any",
        limit: int | None = None,
    ) -> Answer[Finding]:
        """List the points of record of one kind or of all, the best backed first."""
        given: dict[str, Any] = {
            "party": party,
            "about": about,
            "since": since,
            "until": until,
            "thread": thread,
            "min_origins": min_origins,
            "review": review,
        }
        wanted = checked(lists.Entries, {"kind": kind}).kind
        asked = checked(points.Points, given)
        return Answer(find_findings(self._stored, wanted, asked, limit), Finding)

    def claims(self, finding: Finding) -> Answer[AnyClaim]:
        """Return what a finding rests on: each telling, by document and place."""
        kind = CLAIMS[finding.about]
        return Answer(self._stored.among(kind, [one.claim for one in finding.support]), kind)

    def statements(
        self,
        *,
        speaker: str | None = None,
        party: str | None = None,
        kind: CueClass | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        thread: str | None = None,
        min_origins: int = 1,
        review: ReviewFilter = "any",
        limit: int | None = None,
    ) -> Answer[Point[Statement]]:
        """List who said what, in whose words; the best backed first.

        `kind` is the class of the cue.
        """
        given = {
            "speaker": speaker,
            "party": party,
            "kind": kind,
            "about": about,
            "since": since,
            "until": until,
            "thread": thread,
            "min_origins": min_origins,
            "review": review,
        }
        return self._points(Statement, "statement", checked(points.Statements, given), limit)

    def figures(
        self,
        *,
        speaker: str | None = None,
        party: str | None = None,
        kind: FigureUnit | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        thread: str | None = None,
        min_origins: int = 1,
        review: ReviewFilter = "any",
        limit: int | None = None,
    ) -> Answer[Point[Figure]]:
        """List numbers with what they count; the best backed first.

        `kind` is the unit.
        """
        given = {
            "speaker": speaker,
            "party": party,
            "kind": kind,
            "about": about,
            "since": since,
            "until": until,
            "thread": thread,
            "min_origins": min_origins,
            "review": review,
        }
        return self._points(Figure, "figure", checked(points.Figures, given), limit)

    def meetings(
        self,
        *,
        party: str | None = None,
        modality: Modality | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        thread: str | None = None,
        min_origins: int = 1,
        review: ReviewFilter = "any",
        limit: int | None = None,
    ) -> Answer[Point[Meeting]]:
        """List who met whom, where and when; the best backed first."""
        given = {
            "party": party,
            "modality": modality,
            "about": about,
            "since": since,
            "until": until,
            "thread": thread,
            "min_origins": min_origins,
            "review": review,
        }
        return self._points(Meeting, "meeting", checked(points.Meetings, given), limit)

    def events(
        self,
        *,
        party: str | None = None,
        kind: Root | None = None,
        modality: Modality | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        thread: str | None = None,
        min_origins: int = 1,
        review: ReviewFilter = "any",
        limit: int | None = None,
    ) -> Answer[Point[Event]]:
        """List who did what to whom; the best backed first.

        `kind` is the root of PLOVER. Acts by words stand with what was said.
        """
        given = {
            "party": party,
            "kind": kind,
            "modality": modality,
            "about": about,
            "since": since,
            "until": until,
            "thread": thread,
            "min_origins": min_origins,
            "review": review,
        }
        return self._points(Event, "event", checked(points.Events, given), limit)

    def commitments(
        self,
        *,
        type: CommitmentType | None = None,
        party: str | None = None,
        due: str | None = None,
        open: bool = False,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        thread: str | None = None,
        min_origins: int = 1,
        review: ReviewFilter = "any",
        limit: int | None = None,
    ) -> Answer[Point[Commitment]]:
        """List who promises, demands, offers or refuses what; the best backed first.

        `due` is the day by which the deadline has passed; `open` leaves those that still wait
        for something.
        """
        given = {
            "type": type,
            "party": party,
            "due": due,
            "open": open,
            "about": about,
            "since": since,
            "until": until,
            "thread": thread,
            "min_origins": min_origins,
            "review": review,
        }
        return self._points(Commitment, "commitment", checked(points.Commitments, given), limit)

    def _points(
        self, kind: type[AnyOf], about: ClaimKind, asked: points.Points, limit: int | None
    ) -> Answer[Point[AnyOf]]:
        rows = rows_about(self._stored, about, asked, limit)
        generic: Any = Point  # a type checker takes no variable between the brackets
        return Answer((as_point(row, kind) for _, row in rows), generic[kind])
