"""Tells how far a build is as events, for programs: few enough to be sent, kept and shown."""

from collections.abc import Callable
from time import monotonic

import msgspec

EVERY_S = 0.25  # choice: between two events of one step; an eye takes in no more


class StepEvent(msgspec.Struct, tag_field="event", tag="step", frozen=True, kw_only=True):
    """How far one step of a build is."""

    step: str
    done: int  # units of work
    total: int | None  # null: not known
    reused: int  # units that an earlier build had done, beside those
    seconds: float  # since the step began
    ended: bool


class StepProgress:
    """Tells of each step when it begins and ends, and now and then between."""

    def __init__(
        self, tell: Callable[[StepEvent], None], clock: Callable[[], float] = monotonic
    ) -> None:
        """Take whom to tell."""
        self._tell = tell
        self._clock = clock
        self._step = ""
        self._done = 0
        self._total: int | None = None
        self._began = self._told = 0.0

    def begin(self, step: str, total: int | None) -> None:
        """Tell that a step begins."""
        self._step, self._total, self._done = step, total, 0
        self._began = self._clock()
        self._say(reused=0, ended=False)

    def advance(self, units: int) -> None:
        """Tell how far the step is, unless that was just told."""
        self._done += units
        if self._clock() - self._told >= EVERY_S:
            self._say(reused=0, ended=False)

    def end(self, *, reused: int) -> None:
        """Tell that the step is done."""
        self._say(reused=reused, ended=True)

    def _say(self, *, reused: int, ended: bool) -> None:
        self._told = self._clock()
        event = StepEvent(
            step=self._step,
            done=self._done,
            total=self._total,
            reused=reused,
            seconds=round(self._told - self._began, 3),
            ended=ended,
        )
        self._tell(event)
