"""Progress is told as events: of each step its beginning and end, and now and then between."""

from chancery.pipeline.progress import EVERY_S, StepEvent, StepProgress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_step_is_told_of_when_it_begins_and_ends() -> None:
    told: list[StepEvent] = []
    clock = Clock()
    progress = StepProgress(told.append, clock)

    progress.begin("read", 3)
    clock.now += EVERY_S / 2
    progress.advance(3)
    progress.end(reused=4)

    first, last = told
    assert (first.step, first.done, first.total, first.ended) == ("read", 0, 3, False)
    assert (last.done, last.reused, last.seconds, last.ended) == (3, 4, EVERY_S / 2, True)


def test_between_it_is_told_of_now_and_then() -> None:
    told: list[StepEvent] = []
    clock = Clock()
    progress = StepProgress(told.append, clock)

    progress.begin("read", None)
    for _ in range(100):
        clock.now += EVERY_S / 10
        progress.advance(1)

    assert 9 <= len(told) - 1 <= 10
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert all(one.total is None for one in told)


def test_a_step_begins_from_nothing() -> None:
    told: list[StepEvent] = []
    clock = Clock()
    progress = StepProgress(told.append, clock)
    progress.begin("read", 1)
    progress.advance(1)
    clock.now += 5
    progress.end(reused=1)

    progress.begin("write", 7)

    assert (told[-1].step, told[-1].done, told[-1].seconds, told[-1].reused) == ("write", 0, 0, 0)
