import logging
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace as replace_record

from chancery.model import FingerprintSlice, codec
from chancery.stages.reuse.compare import Compare
from chancery.stages.reuse.pairing import EACH_PAIR, OUTLET_HABIT, Holdings, pair_documents, rarity

STORY = " ".join(f"barley{n} ferry{n * 5 % 17} toll{n % 3}" for n in range(60))


def crowd(press: Any, count: int, outlet: str | None = "Outlet {}") -> list[Any]:
    return [
        press.document(
            f"{n:03}",
            f"lead{n} own{n} words{n} stand{n} here{n} {STORY} tail{n}",
            outlet=outlet.format(n) if outlet else None,
        )
        for n in range(count)
    ]


def pairs(press: Any, documents: list[Any], **how: int) -> set[tuple[int, int]]:
    """Return the pairs that share more than one fingerprint: at an edge two may share one."""
    found = press.shared(documents, **how)
    return {
        (int(a[-3:]), int(b[-3:]))
        for (a, b), parts in found.items()
        if sum(part.shared for part in parts) > 1
    }


def test_every_pair_of_a_few_documents_is_compared(press: Any) -> None:
    assert len(pairs(press, crowd(press, EACH_PAIR))) == EACH_PAIR * (EACH_PAIR - 1) // 2


def test_in_many_documents_each_is_compared_with_the_first(press: Any) -> None:
    documents = crowd(press, 300)
    assert pairs(press, documents[::-1]) == {(0, n) for n in range(1, 300)}


def test_one_outlets_own_boilerplate_is_left_out_unless_the_outlet_is_unknown(press: Any) -> None:
    assert pairs(press, crowd(press, OUTLET_HABIT, "The Lamp")) == set()
    assert len(pairs(press, crowd(press, OUTLET_HABIT - 1, "The Lamp"))) == 21
    assert len(pairs(press, crowd(press, OUTLET_HABIT, None))) == 28


def test_nearly_all_of_one_outlet_is_its_boilerplate(press: Any) -> None:
    lamp = crowd(press, 12, "The Lamp")
    guest = press.document("900", STORY, outlet="The Bell")
    assert pairs(press, [*lamp, guest]) == set()
    guests = [press.document(f"90{n}", STORY, outlet="The Bell") for n in range(2)]
    assert len(pairs(press, [*lamp, *guests])) == 91


def test_what_is_shared_adds_up_over_the_buckets(press: Any) -> None:
    documents = crowd(press, 3)
    for buckets in (1, 5, 4096):
        parts = press.shared(documents, buckets=buckets)["document-000", "document-001"]
        assert sum(part.shared for part in parts) == SHARED
        assert SHARED * 0.5 <= sum(part.weight for part in parts) <= SHARED * 0.5 + 1
        for part in parts:
            assert len(part.hashes) == 8 * part.shared
            assert sum(part.rarities) == 16 * part.weight
            codec.checked(part)


SHARED = 73  # of the story's 180 words: two of five shingles


def test_a_lone_shared_phrase_makes_no_pair(press: Any) -> None:
    phrase = "over the long wet stone bridge at noon"  # eight words: one fingerprint
    own = [" ".join(f"{side}{n}" for n in range(40)) for side in "ab"]
    documents = [
        press.document(name, f"{words} {phrase} {words[::-1]}")
        for name, words in zip("ab", own, strict=True)
    ]
    assert press.shared(documents) == {}


def test_rarity_falls_with_the_documents_that_hold_a_hash() -> None:
    assert rarity(np.array([2, 3, 5, 16, 300, 10**9])).tolist() == [16, 8, 5, 3, 2, 1]


def test_what_the_law_treats_apart_is_counted() -> None:
    count = EACH_PAIR + 4
    held = Holdings(
        hashes=np.repeat(np.arange(3, dtype=np.uint64), count),
        documents=np.tile(np.arange(count), 3),
        neighbours=np.full(3 * count, 0x0101, dtype=np.uint16),
        outlets=np.arange(count) % 2,
        articles=np.arange(count),
    )
    assert pair_documents(held).cut == {"outlet_habit": 0, "in_many_documents": 3}
    own = replace(held, outlets=np.zeros(count, dtype=np.int64))
    found = pair_documents(own)
    assert found.cut == {"outlet_habit": 3, "in_many_documents": 0}
    assert len(found.a) == 0


def test_what_is_treated_apart_is_logged_the_same_in_sum_at_any_number_of_buckets(
    press: Any, caplog: pytest.LogCaptureFixture
) -> None:
    sums: list[dict[str, int]] = []
    documents = crowd(press, EACH_PAIR + 1)
    for buckets in (1, 7):
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="chancery.stages.reuse.compare"):
            press.shared(documents, buckets=buckets)
        found: Counter[str] = Counter()
        for _, count, reason in (record.args for record in caplog.records):  # type: ignore[misc]
            found[str(reason)] += int(str(count))
        sums.append(dict(found))
    assert sums[0] == sums[1] == {"in_many_documents": SHARED, "outlet_habit": 0}


def test_the_work_grows_with_the_documents_not_with_their_pairs() -> None:
    for count in (100, 1000):
        held = Holdings(
            hashes=np.zeros(count, dtype=np.uint64),
            documents=np.arange(count),
            neighbours=np.full(count, 0x0101, dtype=np.uint16),
            outlets=np.full(count, -1, dtype=np.int64),
            articles=np.arange(count),
        )
        assert Counter(pair_documents(held).a.tolist()) == {0: count - 1}


def test_versions_of_one_article_are_no_habit_of_its_outlet(press: Any) -> None:
    captured = [
        replace_record(one, address="https://post.example/ferry")
        for one in crowd(press, OUTLET_HABIT + 2, outlet="Post")
    ]
    assert pairs(press, crowd(press, OUTLET_HABIT + 2, outlet="Post")) == set()
    assert len(pairs(press, captured)) == 45


def test_the_key_is_the_bucket_and_nothing_else_is_needed() -> None:
    part = FingerprintSlice(id="x", document="d", outlet=None, article=None, bucket=7, hashes=b"")
    assert (Compare().keys(part), Compare().refers(part)) == (("7",), ())


@pytest.mark.parametrize("group", [[], ["one"]])
def test_fewer_than_two_documents_share_nothing(press: Any, group: list[str]) -> None:
    assert press.shared([press.document(name, STORY) for name in group]) == {}
