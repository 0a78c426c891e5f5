import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"


@pytest.mark.skipif(
    not (SHARED / "data/extraction/gold.json").exists(),
    reason="the gold pages lie outside the repository, in ../shared",
)
def test_the_body_scores_better_than_trafilatura_alone() -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "bench/pages.py"), str(SHARED), "--quality-only"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr
