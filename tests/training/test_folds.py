from pathlib import Path

import pytest

from training.folds import FOLDS, load_fold


def test_folds_come_from_beside_the_corpora(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/folds.py").write_text("def fold(text):\n    return len(text) % 5\n")
    assert load_fold(tmp_path / "data")("four") == 4


def test_an_absent_rule_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"folds\.py is absent"):
        load_fold(tmp_path / "data")


def test_the_shared_rule_goes_by_the_words_alone(shared_data: Path) -> None:
    fold = load_fold(shared_data)
    assert fold("Lina met Marek.") == fold("lina  met marek")
    assert {fold(f"sentence {number}") for number in range(99)} == set(range(FOLDS))
