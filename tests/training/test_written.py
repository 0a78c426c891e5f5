import re
from pathlib import Path

from training.markup import read

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "training/written").rglob("*.txt"))
LEAST = 1500
GRAM = 5
MOST_SHARED = 0.25  # of a passage's word 5-grams: chosen; formulaic runs alone stay below it


def grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + GRAM]) for place in range(len(words) - GRAM + 1)}


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_every_written_file_parses_and_there_are_enough_passages() -> None:
    passages = [one.text for path in FILES for one in read(path)]
    assert len(passages) >= LEAST
    assert len(set(passages)) == len(passages)


def test_no_written_passage_is_one_of_a_test() -> None:
    files = [
        ROOT / "bench/quality" / name for name in ("deeds.txt", "deeds_sides.txt", "quiet.txt")
    ]
    tests = [one.text for path in files for one in read(path)]
    words = {plain(text) for text in tests}
    known = [grams(text) for text in tests]
    anywhere = set().union(*known)
    for path in FILES:
        for passage in read(path):
            assert plain(passage.text) not in words
            own = grams(passage.text)
            if own & anywhere:
                for other in known:
                    least = min(len(own), len(other))
                    assert not least or len(own & other) / least < MOST_SHARED, passage.text
