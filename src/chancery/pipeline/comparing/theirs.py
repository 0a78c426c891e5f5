"""What others have coded, as it is set beside ours."""

from datetime import date

from chancery.model.base import Value
from chancery.pipeline.comparing.who import Who, their_actor
from chancery.sources.foreign.record import ForeignRecord


class Theirs(Value, frozen=True, kw_only=True):
    """One row with what it is matched by."""

    record: ForeignRecord
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    first: int  # ordinals of days; 0 where it gives none
    last: int

    @property
    def everyone(self) -> tuple[Who, ...]:
        """Both its sides."""
        return (*self.actors, *self.recipients)

    @property
    def rank(self) -> tuple[str, int]:
        """Where it stands among others: by file and line."""
        return self.record.file, self.record.line


def as_theirs(record: ForeignRecord) -> Theirs:
    """Return a row with whom it means."""
    days = record.days
    return Theirs(
        record=record,
        actors=tuple(map(their_actor, record.actors)),
        recipients=tuple(map(their_actor, record.recipients)),
        first=date.fromisoformat(days.first).toordinal() if days else 0,
        last=date.fromisoformat(days.last).toordinal() if days else 0,
    )
