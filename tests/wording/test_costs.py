"""Times and sizes are said in two digits, and a cost in one line."""

import pytest

from chancery.store.costs import RunCost
from chancery.wording.costs import cost_words, duration_words, size_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.04, "0.0 s"),
        (9.4, "9.4 s"),
        (119, "119 s"),
        (120, "2.0 min"),
        (3_599, "60 min"),
        (3_600, "1.0 h"),
        (172_799, "48 h"),
        (12 * 86_400, "12 days"),
    ],
)
def test_a_time_has_the_unit_of_a_reader(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_999, "1.0 MB"),
        (10**18, "1,000 PB"),
    ],
)
def test_a_size_has_the_unit_of_a_reader(count: float, words: str) -> None:
    assert size_words(count) == words


def test_a_cost_is_one_line() -> None:
    cost = RunCost(
        wall_s=720,
        cpu_s=1_300,
        processes=2,
        peak=6 * 10**8,
        peak_all=11 * 10**8,
        written=5 * 10**9,
        articles=4_000,
        articles_per_cpu_s=3.1,
    )

    assert cost_words(cost) == (
        "took 12 min, 2 processes, 1.1 GB at most, 5.0 GB written, "
        "4,000 new articles, 3.1 a second and core"
    )
