"""What a comparison gives: what is matched, what one side lacks, and what lies outside."""

from typing import Literal

from chancery.model.base import Value
from chancery.pipeline.comparing.differ import Difference
from chancery.pipeline.comparing.ours import OurEvent
from chancery.pipeline.comparing.score import Limits, Parts
from chancery.ports.export import LeftOut
from chancery.sources.foreign.read import FileRead
from chancery.sources.foreign.record import BadRow, ForeignMention, ForeignRecord, System


class Also(Value, frozen=True, kw_only=True):
    """Something else that fits one side of a match."""

    id: str  # of one of ours, or a row's own
    score: float
    file: str = ""  # of a row
    line: int = 0
    address: str = ""


class Match(Value, frozen=True, kw_only=True):
    """A row of theirs and one of ours that are one."""

    theirs: ForeignRecord
    ours: OurEvent
    by: Literal["content", "id"]  # id: the row is an export of ours itself
    score: float  # 0..1
    parts: Parts | None  # null: by id, and they do not fit by content
    differences: tuple[Difference, ...]
    also_theirs: tuple[Also, ...]  # further rows that fit this one of ours best
    also_ours: tuple[Also, ...]  # further ones of ours that fit this row best
    their_articles: int  # addresses that the row and the further ones come from; 0: none given
    in_dossier: tuple[str, ...]  # ids of our documents that have one of these addresses

    @property
    def their_rows(self) -> int:
        """How many rows of theirs tell what is one of ours."""
        return 1 + len(self.also_theirs)

    @property
    def differs(self) -> bool:
        """Whether they say something that cannot both hold, or code it unlike."""
        return any(one.kind == "differs" for one in self.differences)


class Beside(Value, frozen=True, kw_only=True):
    """One system's rows beside ours."""

    system: System
    rows: int  # that were read
    matched: tuple[Match, ...]  # the best first
    theirs: tuple[ForeignRecord, ...]  # rows without a counterpart that the dossier could have
    ours: tuple[OurEvent, ...]  # ours without one, on days that their rows cover
    outside_days: int  # their rows, on no day of the dossier
    outside_parties: int  # their rows with a side that the dossier never names
    undated: int  # their rows that give no day
    ours_outside: int  # ours on days on which they have no row, or of a side whom they never name
    ours_undated: int  # ours of no known day, told in articles of no known day
    ours_unnamed: int  # ours of a day that name no party

    @property
    def matched_rows(self) -> int:
        """How many rows of theirs have a counterpart."""
        return sum(one.their_rows for one in self.matched)

    @property
    def their_events(self) -> int:
        """How many rows without a counterpart there are, those of one day, act and sides once."""
        return len({(one.days, one.act.root, one.actors, one.recipients) for one in self.theirs})

    @property
    def further_ours(self) -> int:
        """How many of ours fit a row that another of ours fits better."""
        return sum(len(one.also_ours) for one in self.matched)


class Mentioned(Value, frozen=True, kw_only=True):
    """GDELT's mentions: which of its articles the dossier has, by canonical address."""

    rows: int
    events: int  # that they speak of
    unmatched: int  # rows whose event is in none of the files
    articles: int  # distinct addresses of the web
    present: dict[str, str]  # address → id of our document
    absent: tuple[str, ...]  # addresses that the dossier does not have, sorted
    elsewhere: int  # rows that come from no page of the web
    of_matched: tuple[ForeignMention, ...]  # of events that are matched, in articles that we have


class Comparison(Value, frozen=True, kw_only=True):
    """What a dossier and some files of coded events say, side by side."""

    files: tuple[FileRead, ...]
    rejected: tuple[BadRow, ...]  # the first of each file; `files` counts all
    limits: Limits
    ours: int  # events of the dossier
    often: int  # findings of several occasions at once, which are no one event
    left_out: tuple[LeftOut, ...]  # what of the dossier is no event that happened
    systems: tuple[Beside, ...]
    mentions: Mentioned | None  # null: no file of mentions was given
