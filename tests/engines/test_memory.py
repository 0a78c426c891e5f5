"""What was freed goes back to the system."""

import sys
from pathlib import Path

import numpy as np
import pytest

from chancery.engines.memory import give_back

PIECES, WORDS = 4000, 10_000  # 80 kB each: below what the C library takes from the system alone


def held() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    raise AssertionError


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux what is held")
def test_pieces_between_what_is_held_go_back() -> None:
    before = held()
    pieces = [np.ones(WORDS) for _ in range(PIECES)]
    between = pieces[:: PIECES // 20]
    pieces.clear()

    give_back()

    assert len(between) == 20
    assert held() - before < PIECES * WORDS * 8 / 4
