"""Decisions of several dossiers make one row, whatever the order in which they are named."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chancery.model import Decision, decision_id
from chancery.pipeline.holding.logs import Joined, Log, join_logs, keep_some

Step = tuple[str, int, int | None]  # who, at which second, and which decision before is undone


def row(steps: Sequence[Step]) -> list[Decision]:
    """Return decisions as a dossier has them; times go on, as those of a dossier mostly do."""
    made: list[Decision] = []
    for who, second, undone in steps:
        follows = made[-1].id if made else ""
        one = Decision(
            id="",
            number=len(made) + 1,
            follows=follows,
            who=who,
            at=f"2031-05-01T09:00:{second:02}+00:00",
            action="undo" if undone is not None and made else "accept",
            undoes=made[undone % len(made)].id if undone is not None and made else None,
        )
        made.append(replace(one, id=decision_id(one)))
    return made


STEPS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=5
)


def plain(joined: Sequence[Joined]) -> list[Decision]:
    return [one.decision for one in joined]


@given(first=STEPS, second=STEPS, common=STEPS)
def test_it_is_a_sound_row_in_any_order_and_again(
    first: list[Step], second: list[Step], common: list[Step]
) -> None:
    one, other = (row([*common, *steps]) for steps in (first, second))
    together = plain(join_logs([Log("a", one), Log("b", other)]))

    assert together == plain(join_logs([Log("b", other), Log("a", one), Log("c", one)]))
    assert together == plain(join_logs([Log("d", together), Log("a", one)]))
    assert plain(join_logs([Log("a", one)])) == one
    last = ""
    for number, each in enumerate(together, start=1):
        assert (each.number, each.follows, each.id) == (number, last, decision_id(each))
        last = each.id
    known = {each.id: each.number for each in together}
    assert all(known[each.undoes] < each.number for each in together if each.undoes)


def test_they_stand_in_the_order_of_time_and_say_where_they_came_from() -> None:
    one, other = row([("a", 1, None), ("a", 5, 0)]), row([("b", 3, None)])

    joined = join_logs([Log("one", one), Log("other", other)])

    assert [(each.decision.who, each.numbers) for each in joined] == [
        ("a", {"one": 1}),
        ("b", {"other": 1}),
        ("a", {"one": 2}),
    ]
    assert joined[2].decision.undoes == joined[0].decision.id


def test_dossiers_of_which_one_is_a_copy_of_the_other_have_their_decisions_once() -> None:
    one = row([("a", 1, None), ("a", 1, None), ("a", 2, 0)])

    joined = join_logs([Log("one", one), Log("copy", one[:2])])

    assert plain(joined) == one  # what was said twice was said twice
    assert [len(each.numbers) for each in joined] == [2, 2, 1]


def test_clocks_that_went_back_lose_nothing() -> None:
    first, second = row([("a", 1, None), ("b", 1, None)]), row([("b", 1, None), ("a", 1, None)])
    undone = row([("b", 1, None), ("a", 1, None), ("a", 1, 1)])

    joined = join_logs([Log("one", first), Log("two", second), Log("three", undone)])

    assert [(each.who, each.action) for each in plain(joined)] == [
        ("a", "accept"),
        ("a", "undo"),
        ("b", "accept"),
    ]
    assert joined[1].decision.undoes == joined[0].decision.id


def test_no_undoing_stands_before_what_it_undoes() -> None:
    one = row([("b", 1, None), ("a", 1, None), ("b", 1, 0)])
    back = row([("a", 1, None), ("b", 1, None)])

    joined = plain(join_logs([Log("one", one), Log("back", back)]))

    assert [(each.who, each.action) for each in joined] == [
        ("a", "accept"),
        ("b", "accept"),
        ("b", "undo"),
    ]
    assert joined[2].undoes == joined[1].id


def test_what_is_left_out_takes_its_undoing_along() -> None:
    one = row([("a", 1, None), ("b", 2, None), ("a", 3, 0), ("b", 4, 1), ("b", 5, 3)])

    kept = keep_some(one, lambda each: each.who == "b")

    assert [(each.number, each.who, each.action) for each in kept] == [
        (1, "b", "accept"),
        (2, "b", "undo"),
        (3, "b", "undo"),
    ]
    assert [each.undoes for each in kept] == [None, kept[0].id, kept[1].id]
    assert keep_some(kept, lambda _: True) == kept
