"""Measures what is found of what became of commitments, on pairs of invented passages.

usage: python bench/quality/follow_ups.py [--tune] [--show] [--dossier PATH]

Each pair of `bench/gold/follow_ups.txt` makes two articles, which are built into one dossier with
all others; so a follow-up of one commitment may wrongly be found in any of 260 articles. The
check half is scored, unless the tune half is asked for. Of a pair that is none, any follow-up of
its commitment in its second article is wrong. Returns 1 if a floor is missed.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from chancery.model import Commitment, Document, FollowUp
from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings
from chancery.store.dossier import open_dossier

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "bench" / "gold" / "follow_ups.txt"
# fmt: off
STEMS = (
    "Ald", "Bor", "Corv", "Dras", "Elb", "Fenn", "Gal", "Hest", "Ist", "Jor", "Kest", "Lom",
    "Mard", "Nev", "Ost", "Pel", "Quin", "Ros", "Selv", "Tarn", "Ulm", "Ver", "Wold", "Yar",
    "Zel", "Brig", "Cald", "Dorn", "Esk", "Frey", "Gund", "Harv", "Ing", "Kild", "Lund", "Morv",
    "Nord", "Orl", "Prev", "Rund", "Skel", "Thul", "Vand", "Wex",
)
# fmt: on
ENDINGS = ["ania", "ovia", "istan", "land", "ia", "onia", "aria", "esia", "mark"]
DAYS = {"a": "2 March 2020", "b": "20 March 2020"}
TYPES = (
    "delivered",
    "delivered_in_part",
    "reaffirmed",
    "contested",
    "alleged_breach",
    "withdrawn",
    "overtaken",
)
PART = {"a": 2, "b": 3}  # of a line of the gold


class Quiet:
    """Shows no progress."""

    def begin(self, step: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self, units: int) -> None:
        """Do nothing."""

    def end(self, *, reused: int) -> None:
        """Do nothing."""


class Pair(NamedTuple):
    """A line of the gold: its number, what is right, whether it is dated, and its passages."""

    number: int
    right: str
    dated: bool
    names: dict[str, str]
    passages: dict[str, str]

    @property
    def tune(self) -> bool:
        """Say whether the pair may be looked at while rules are made."""
        return self.number % 2 == 1


def main() -> int:
    """Print the scores; return 1 where one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tune", action="store_true", help="score the tune half")
    parser.add_argument("--show", action="store_true", help="print each pair that is not right")
    parser.add_argument("--dossier", type=Path, help="where to keep what is built")
    asked = parser.parse_args()
    pairs = list(read_pairs())
    with tempfile.TemporaryDirectory() as folder:
        found = follow_ups(pairs, asked.dossier or Path(folder) / "pairs.dossier")
    mine = [one for one in pairs if one.tune == asked.tune]
    scores = score(mine, found, show=asked.show)
    floors = json.loads((ROOT / "bench" / "floors.json").read_text())["follow_ups"]
    missed = [name for name, floor in floors.items() if scores.get(name, 0.0) < floor]
    if asked.tune:
        return 0
    print(f"below their floor: {', '.join(missed)}" if missed else "every floor is met")
    return 1 if missed else 0


def read_pairs() -> Iterator[Pair]:
    """Yield the pairs of the gold, with countries of their own."""
    lines = [one for one in GOLD.read_text().splitlines() if not one.startswith("#")]
    for number, line in enumerate(lines, 1):
        right, dates, first, later = (part.strip() for part in line.split("|"))
        names = {letter: _name(3 * (number - 1) + at) for at, letter in enumerate("ABC")}
        passages = {"a": first.format(**names), "b": later.format(**names)}
        yield Pair(number, right, dates == "dated", names, passages)


def _name(at: int) -> str:
    return STEMS[at % len(STEMS)] + ENDINGS[at // len(STEMS)]


def follow_ups(pairs: list[Pair], dossier: Path) -> dict[int, list[tuple[str, FollowUp]] | None]:
    """Return what is found of each pair's commitments, with where; None where it finds none."""
    articles = dossier.with_suffix(".articles")
    articles.mkdir(exist_ok=True)
    for one in pairs:
        for part, text in one.passages.items():
            day = f"Published {DAYS[part]}\n\n" if one.dated else ""
            path = articles / f"{one.number:03}{part}.txt"
            named = " and ".join(name for name in one.names.values() if name in text)
            path.write_text(f"News from {named}\n\n{day}{text}\n", encoding="utf-8")
    build([str(articles)], dossier, settings=Settings(), progress=Quiet())
    found: dict[int, list[tuple[str, FollowUp]] | None] = {one.number: None for one in pairs}
    with open_dossier(dossier) as opened:
        names = {one.id: Path(one.path or one.uri).stem for one in opened.all(Document)}
        for one in opened.all(Commitment):
            name = names[one.document]
            if name.endswith("a"):
                mine = found[int(name[:-1])] or []
                found[int(name[:-1])] = mine + [
                    (names[each.document], each)
                    for each in one.follow_up
                    if each.type != "no_report"
                ]
    return found


def score(
    pairs: list[Pair], found: dict[int, list[tuple[str, FollowUp]] | None], *, show: bool
) -> dict[str, float]:
    """Print and return precision and recall by type, and over all."""
    right, gold, told, strayed = Counter[str](), Counter[str](), Counter[str](), 0
    unread = [one for one in pairs if found[one.number] is None]
    for one in pairs:
        own = f"{one.number:03}b"
        everywhere = found[one.number] or []
        strayed += sum(where != own for where, _ in everywhere)
        types = {each.type for where, each in everywhere if where == own}
        wanted = set() if one.right.startswith("none") else {one.right}
        gold.update(wanted)
        told.update(types)
        right.update(wanted & types)
        if show and types != wanted:
            print(one.number, one.right, one.passages, sorted(types), found[one.number] is None)
    scores: dict[str, float] = {}
    print(f"{'':20}{'gold':>6}{'found':>7}{'right':>7}{'P':>7}{'R':>7}")
    for name in (*TYPES, "all"):
        g, t, r = (
            sum(each.values()) if name == "all" else each[name] for each in (gold, told, right)
        )
        scores[f"{name} precision"] = r / t if t else 1.0
        scores[f"{name} recall"] = r / g if g else 1.0
        print(
            f"{name:20}{g:6}{t:7}{r:7}{scores[f'{name} precision']:7.2f}"
            f"{scores[f'{name} recall']:7.2f}"
        )
    nones = [one for one in pairs if one.right.startswith("none")]
    wrong = sum(
        any(where == f"{one.number:03}b" for where, _ in found[one.number] or []) for one in nones
    )
    scores["none left alone"] = 1 - wrong / len(nones)
    print(f"pairs that are none: {len(nones)}, linked all the same: {wrong}")
    print(f"follow-ups found in an article of another pair: {strayed}")
    lost = sum(not one.right.startswith("none") for one in unread)
    print(
        f"pairs whose commitment the reader does not find: {len(unread)}, "
        f"of them {lost} with a follow-up"
    )
    return scores


if __name__ == "__main__":
    sys.exit(main())
