"""Measures how long it takes to say what is new on a page, and to list the hits of watches.

A dossier is copied and given a second build, which brings one finding in a thousand anew. Pages of
50 findings drawn from anywhere are then asked what is new since the first; watches are drawn from
what the dossier holds, and their first page of 50 is read. Times are of the processor.

Run `python -m bench.watches BIG.dossier`, with `--copies 49` of 2,000 articles for the findings of
100,000; make one with `python -m bench.generate_dossier`.
"""

import argparse
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from time import process_time

from chancery.model import (
    ActorSought,
    DeadlinesSought,
    Finding,
    PointsSought,
    Sought,
    Statement,
    WordsSought,
)
from chancery.pipeline.news import news_since
from chancery.pipeline.watches import find_hits
from chancery.store.dossier import Dossier, open_dossier

PAGE = 50
ROUNDS = 200
WATCHES = 25  # of each sort
ANEW = 1_000  # one finding in so many is of the second build
TODAY = date(2020, 1, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--copies", type=int, default=0, help="of every finding, beside it")
    asked = parser.parse_args()
    given: Path = asked.dossier
    with tempfile.TemporaryDirectory(dir=given.parent) as folder:
        path = Path(folder) / "t.dossier"
        shutil.copy(given, path)
        _copy_findings(path, asked.copies)
        _build_again(path)
        with open_dossier(path) as dossier:
            every = [row[0] for row in dossier.connection.execute("SELECT id FROM finding")]
            print(f"{len(every):,} findings, {dossier.count(Statement):,} statements")
            draws = random.Random(0)
            _tell("news of a page", _pages(dossier, every, draws))
            for name, sought in _watches(dossier, every, draws):
                _tell(name, [_first_page(dossier, one) for one in sought])


def _copy_findings(path: Path, copies: int) -> None:
    """Fill the tables of findings and of their history with copies, which stand on no shelf."""
    connection = sqlite3.connect(path)
    fields = [row[1] for row in connection.execute("PRAGMA table_info(finding)")][1:]
    names = ", ".join(fields)
    copied = ", ".join("?1 || id" if one == "id" else one for one in fields)
    last = connection.execute("SELECT max(number) FROM finding").fetchone()[0]
    with connection:
        for number in range(copies):
            kind = f"copy-{number:03}-"
            connection.execute(
                f"INSERT INTO finding ({names}) SELECT {copied} FROM finding WHERE number <= ?2",  # noqa: S608
                (kind, last),
            )
            connection.execute(
                "INSERT INTO finding_history SELECT ?1 || id, run, state FROM finding_history"
                " WHERE id LIKE 'finding-%'",
                (kind,),
            )
    connection.close()


def _build_again(path: Path) -> None:
    """Write a second build into the history, which brought one finding in a thousand."""
    connection = sqlite3.connect(path)
    with connection:
        fields = "started, finished, version, sources, settings, added, changed, removed, rejected"
        connection.execute(f"INSERT INTO run ({fields}) SELECT {fields} FROM run LIMIT 1")  # noqa: S608
        connection.execute("UPDATE shelved SET run = (SELECT max(number) FROM run)")
        connection.execute(
            "UPDATE finding_history SET run = 2 WHERE id IN"
            " (SELECT id FROM finding WHERE number % ? = 0)",
            (ANEW,),
        )
    connection.close()


def _pages(dossier: Dossier, every: list[str], draws: random.Random) -> list[Callable[[], int]]:
    return [_page(dossier, draws.sample(every, PAGE)) for _ in range(ROUNDS)]


def _page(dossier: Dossier, some: list[str]) -> Callable[[], int]:
    return lambda: len(news_since(dossier, 1, some))


def _first_page(dossier: Dossier, sought: Sought) -> Callable[[], int]:
    return lambda: len(list(islice(find_hits(dossier, sought, today=TODAY, since=1), PAGE)))


def _watches(
    dossier: Dossier, every: list[str], draws: random.Random
) -> Iterator[tuple[str, list[Sought]]]:
    """Yield watches of each sort, made of what findings drawn from anywhere hold."""
    some = list(dossier.among(Finding, draws.sample(every, WATCHES)))
    names = [slot.party.name for one in some for slot in one.slots if slot.party]
    words = [one.words.quote.split()[-6] for one in some]
    plain: list[Sought] = [PointsSought(about="statement"), PointsSought(about="event")]
    yield "all of a list", plain
    yield "a list: words", [PointsSought(about="statement", words=one) for one in words]
    yield "a list: party", [PointsSought(about="meeting", party=one) for one in names if one]
    yield "an actor", [ActorSought(actor=one) for one in names if one]
    yield "words", [WordsSought(query=one) for one in words]
    yield "deadlines", [DeadlinesSought(days=days) for days in (-30, 7, 30)]


def _tell(name: str, asked: list[Callable[[], int]]) -> None:
    took: list[float] = []
    found = 0
    for one in asked:
        start = process_time()
        found += one()
        took.append(1_000 * (process_time() - start))
    took.sort()
    p50, p95 = (took[int(len(took) * share)] for share in (0.5, 0.95))
    print(
        f"{name:16}{len(took):5} asked{found:7,} found"
        f"{p50:8.1f} ms p50{p95:8.1f} ms p95{took[-1]:8.1f} ms most",
        flush=True,
    )


if __name__ == "__main__":
    main()
