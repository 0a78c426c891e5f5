"""Threads of one format, or of the same parties over one subject, are rounds of a process."""

import random

from chancery.model import Portrait, Process, Record, Thread, ThreadPair, make_id
from chancery.stages.threads.features import ONE, Compared
from chancery.stages.threads.processes import find_processes
from chancery.stages.threads.rounds import EACH_PAIR, NEIGHBOURS, Rounds, score

ALIKE = Compared(3 * ONE, ("words in both",))
UNLIKE = Compared(-2 * ONE, ("documents in general",))


def thread(
    name: str, parties: tuple[str, ...] = (), series: tuple[str, ...] = (), day: str | None = None
) -> Thread:
    return Thread(
        id=f"thread-{name}",
        documents=(f"document-{name}",),
        central=f"document-{name}",
        names=(),
        first_day=day,
        last_day=day,
        links=(),
        parties=parties,
        series=series,
    )


def pair(a: str, b: str, points: float) -> ThreadPair:
    return ThreadPair(
        id=f"thread_pair-{a}{b}",
        a=f"thread-{a}",
        b=f"thread-{b}",
        basis="parties",
        score=points,
        reasons=("alike",),
    )


def groups(found: list[Process]) -> list[str]:
    return ["".join(one.removeprefix("thread-") for one in each.threads) for each in found]


def test_two_parties_in_both_count_as_far_as_the_subject_is_alike() -> None:
    one, other = thread("a", ("aldania", "corvia")), thread("b", ("aldania", "corvia", "tarn"))
    near, far = score(one, other, ALIKE), score(one, other, UNLIKE)

    assert near is not None
    assert far is not None
    assert (near.basis, near.score, far.score) == ("parties", 3.0, -2.0)
    assert near.reasons[0] == "in both meet aldania, corvia"


def test_one_party_in_both_says_nothing() -> None:
    assert score(thread("a", ("aldania", "corvia")), thread("b", ("aldania",)), ALIKE) is None


def test_two_of_many_parties_say_nothing() -> None:
    many = tuple(f"state {n}" for n in range(6))
    others = ("state 0", "state 1", *(f"land {n}" for n in range(4)))

    assert score(thread("a", many), thread("b", others), ALIKE) is None


def test_meetings_of_one_format_are_rounds_whatever_they_are_about() -> None:
    found = score(
        thread("a", series=("tarn format",)), thread("b", series=("tarn format",)), UNLIKE
    )

    assert found is not None
    assert found.basis == "series"
    assert found.score > 0


def test_threads_are_keyed_by_pairs_of_parties_and_by_format() -> None:
    keys = Rounds().keys(thread("a", ("corvia", "aldania", "tarn"), ("tarn format",)))

    assert sorted(keys) == ["aldania corvia", "aldania tarn", "corvia tarn", "series tarn format"]


def test_rounds_make_a_process_and_a_thread_alone_makes_none() -> None:
    threads = [
        thread(name, ("aldania", "corvia"), day=f"20{n}0-01-01")
        for n, name in enumerate("abcd", 1)
    ]
    pairs = [pair("a", "b", 2.0), pair("b", "c", 1.0), pair("c", "d", -1.0)]
    (found,) = find_processes(threads, pairs)

    assert groups([found]) == ["abc"]
    assert found.parties == ("aldania", "corvia")
    assert (found.first_day, found.last_day) == ("2010-01-01", "2030-01-01")
    assert found.documents == ("document-a", "document-b", "document-c")
    assert [(one.a, one.b) for one in found.links] == [
        ("thread-a", "thread-b"),
        ("thread-b", "thread-c"),
    ]


def test_what_speaks_against_a_pair_keeps_processes_apart() -> None:
    threads = [thread(name) for name in "abc"]

    assert groups(
        list(
            find_processes(
                threads, [pair("a", "b", 2.0), pair("b", "c", 1.0), pair("a", "c", -4.0)]
            )
        )
    ) == ["ab"]


def test_the_order_changes_nothing() -> None:
    draw = random.Random(5)
    threads = [thread(name) for name in "abcdef"]
    pairs = [pair(a, b, draw.uniform(-2, 3)) for a in "abcdef" for b in "abcdef" if a < b]
    first = list(find_processes(threads, pairs))
    draw.shuffle(threads)
    draw.shuffle(pairs)

    assert list(find_processes(threads, pairs)) == first


def test_a_long_process_costs_each_round_a_few_comparisons() -> None:
    threads = [
        thread(f"{n:03}", ("aldania", "corvia"), ("tarn format",)) for n in range(EACH_PAIR + 20)
    ]
    portraits: dict[str, Record] = {one.id: one for one in map(portrait, threads)}

    found = list(Rounds().run("aldania corvia", threads, portraits))

    assert 0 < len(found) <= NEIGHBOURS * len(threads)


def portrait(of: Thread) -> Portrait:
    return Portrait(
        id=make_id("portrait", [of.central]),
        document=of.central,
        size=1,
        words=(),
        names=(),
        opening=(),
        vector=b"",
        first_day=None,
        last_day=None,
    )
