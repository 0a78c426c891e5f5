"""What people watch: the filters of a list, words of articles, an actor, or deadlines."""

from typing import Annotated

from msgspec import Meta

from chancery.model.annotation import Modality
from chancery.model.base import Value
from chancery.model.finding import ClaimKind

Text = Annotated[str, Meta(min_length=1, max_length=500)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]

MOST_AHEAD = 3_660  # days: ten years


class PointsSought(Value, tag_field="kind", tag="points", frozen=True, kw_only=True):
    """The points of record that a list shows with these filters; see the commands of that name."""

    about: ClaimKind
    speaker: Text | None = None  # by whose word
    party: Text | None = None  # who takes part
    words: Text | None = None  # of what is said, counted or done
    sort: Text | None = None  # class of the cue, unit, root, type of commitment
    modality: Modality | None = None
    since: Day | None = None
    until: Day | None = None
    thread: Text | None = None  # its id, or a document of it
    least: Annotated[int, Meta(ge=1, le=10_000)] = 1  # independent sources
    open: bool = False  # only commitments that still wait for something


class WordsSought(Value, tag_field="kind", tag="words", frozen=True, kw_only=True):
    """The documents whose kept text answers a full-text query."""

    query: Text


class ActorSought(Value, tag_field="kind", tag="actor", frozen=True, kw_only=True):
    """The points of record of every kind in which an actor has a part."""

    actor: Text  # a name, or the id of an entity


class DeadlinesSought(Value, tag_field="kind", tag="deadlines", frozen=True, kw_only=True):
    """The commitments due between a day and so many days behind it, or before it if negative."""

    days: Annotated[int, Meta(ge=-MOST_AHEAD, le=MOST_AHEAD)]
    day: Day | None = None  # null: the day on which it is asked
    party: Text | None = None  # who is bound, or for whom
    open: bool = False  # only those that still wait for something


Sought = PointsSought | WordsSought | ActorSought | DeadlinesSought


class Wanted(Value, frozen=True, kw_only=True):
    """What someone wants to watch, and what the watch is to be called."""

    name: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
    sought: Sought


class Watch(Wanted, frozen=True, kw_only=True):
    """A watch that a dossier keeps."""

    added: str  # aware UTC, ISO 8601
