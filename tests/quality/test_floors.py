"""Quality is a test: the scores that `bench/floors.json` pins are reached on a fixed sample."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def bench(name: str, *arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, str(ROOT / "bench" / name), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_the_clean_stage_keeps_its_floors_on_pages_it_did_not_learn_from() -> None:
    assert "every floor is met" in bench("clean.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_lines_of_pages_that_were_read_by_hand_have_the_types_that_they_should() -> None:
    assert "every floor is met" in bench("clean_blocks.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_the_day_and_the_title_of_saved_pages_are_right_and_days_are_not_guessed() -> None:
    assert "every floor is met" in bench("metadata.py")


def test_reuse_finds_every_kind_of_copy_and_nothing_else() -> None:
    assert "all floors held" in bench("reuse.py", "--sizes", "5000")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_sentences_end_and_quotation_marks_pair_where_readers_say() -> None:
    assert "every floor is met" in bench("sentences.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_the_reader_keeps_its_floors_on_articles_it_did_not_learn_from() -> None:
    assert "every floor is met" in bench("quality/reading.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_pronouns_find_their_persons_in_news_interviews_and_speeches() -> None:
    assert "every floor is met" in bench("quality/references.py", "--corpus", "ontogum")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_documents_of_one_episode_make_a_thread() -> None:
    assert "every floor is met" in bench("quality/threads.py", "--sample", "150")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_quantities_are_found_and_valued_in_sentences_made_up_for_them() -> None:
    assert "every floor is met" in bench("quality/quantities.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_who_held_an_office_is_known_or_unknown_as_other_sources_say() -> None:
    assert "every floor is met" in bench("quality/holders.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_times_are_found_and_valued_in_texts_that_no_rule_was_written_with() -> None:
    assert "every floor is met" in bench("quality/times.py", "--floors")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_toponyms_are_placed_where_readers_put_them() -> None:
    assert "every floor is met" in bench("quality/places.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_who_is_who_across_documents_is_found_better_than_by_head_words() -> None:
    assert "every floor is met" in bench("quality/entities.py")


def test_referents_of_many_articles_are_joined_rightly_in_little_time_and_memory() -> None:
    assert "every floor is met" in bench("entities_speed.py", "--sizes", "1500", "--workers", "2")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_claims_are_found_in_articles_that_nothing_was_tuned_on() -> None:
    assert "every floor is met" in bench("quality/claims_found.py")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_the_days_that_journalists_chose_are_ranked_above_a_count_of_dates() -> None:
    assert "every floor is met" in bench("quality/timeline.py", "--sample")


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"{SHARED / 'data'} is absent")
def test_claims_of_two_articles_are_rightly_taken_for_one_point() -> None:
    assert "every floor is met" in bench("quality/merges.py", "--gold")


def test_what_became_of_commitments_is_found_and_never_more_than_is_told() -> None:
    assert "every floor is met" in bench("quality/follow_ups.py")
