"""What stands after any row of decisions and undoings is what a reader of the log would say."""

from hypothesis import given
from hypothesis import strategies as st

from chancery.model import Decision
from chancery.pipeline.review.standing import open_decisions, standing, state_of, verdicts

STEPS = st.lists(
    st.one_of(st.sampled_from(["accept", "reject"]), st.integers(min_value=0, max_value=12)),
    max_size=12,
)


def log(steps: list[str | int]) -> list[Decision]:
    """Return decisions: words are verdicts, numbers undo that decision if it is there."""
    made: list[Decision] = []
    for step in steps:
        number = len(made) + 1
        undoes = None
        if isinstance(step, int):
            if step >= len(made):
                continue
            undoes = made[step].id
        made.append(
            Decision(
                id=f"decision-{number}",
                number=number,
                who="Ada",
                at=f"2031-05-01T09:{number:02}:00+00:00",
                action="undo" if isinstance(step, int) else step,  # type: ignore[arg-type]
                undoes=undoes,
            )
        )
    return made


def is_on(decisions: list[Decision], one: Decision) -> bool:
    """Say by the definition whether a decision is on: nothing that is on undoes it."""
    return not any(each.undoes == one.id and is_on(decisions, each) for each in decisions)


@given(steps=STEPS)
def test_a_decision_is_open_unless_what_undoes_it_is(steps: list[str | int]) -> None:
    made = log(steps)

    assert open_decisions(made) == [one for one in made if is_on(made, one)]


@given(steps=STEPS)
def test_undoing_the_last_decision_gives_what_stood_before_it(steps: list[str | int]) -> None:
    made = log([*steps, "accept"])
    undone = log([*steps, "accept", len(made) - 1])

    assert standing(undone) == standing(made[:-1])


@given(steps=STEPS)
def test_undoing_an_undoing_changes_nothing(steps: list[str | int]) -> None:
    made = log([*steps, "reject"])
    last = len(made) - 1

    assert standing(log([*steps, "reject", last, last + 1])) == standing(made)


@given(steps=STEPS)
def test_one_reviewer_is_never_in_dispute_with_himself(steps: list[str | int]) -> None:
    held = verdicts(standing(log(steps)))

    assert state_of(held) in {"unreviewed", "accepted", "rejected"}
    assert len(held) <= 1
