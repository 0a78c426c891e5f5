"""Measures text reuse on generated corpora: recall by kind of copy, precision, speed, memory.

Run: python bench/reuse.py --sizes 5000 20000 --rivals
Each measurement runs in a process of its own; rivals compare whole documents, as is usual.
Speed is by the processor's clock, so that what else runs on the machine does not count.
Peak memory is what the process holds above the loaded texts; slices lie on disk, as in a build.
"""

import argparse
import gc
import itertools
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from chancery.model import (
    Block,
    Document,
    FingerprintSlice,
    ReuseLink,
    SharedFingerprints,
    TextValue,
)
from chancery.model.codec import decode, encode
from chancery.stages.reuse.align import Align
from chancery.stages.reuse.compare import Compare
from chancery.stages.reuse.fingerprint import Fingerprint
from chancery.stages.reuse.trace import Trace
from generate_reuse import KINDS, generate

BATCH = 64
SHINGLE = 5  # words, for the rivals as for us
PERMUTATIONS = 128  # the default of both rivals
THRESHOLD = 0.5  # Jaccard; the rivals' usual setting for copies
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text())["reuse"]
FLOOR_SIZE = 20_000  # articles at which the floor of speed holds
MOST_GROWN = 1.1  # times what n log n allows: the clock is not that exact

Pair = tuple[int, int]


def main() -> int:
    """Measure what the command line asks for and print it; 1 if a floor is missed."""
    options = _options()
    if options.measure:
        print(json.dumps(_measure(options.measure, Path(options.corpus))))
        return 0
    rows = [row for size in options.sizes for row in _measure_size(size, rivals=options.rivals)]
    report = {"command": " ".join(sys.argv), "rows": rows, "failed": list(_failures(rows))}
    if options.output:
        Path(options.output).write_text(json.dumps(report, indent=1) + "\n")
    _print(report)
    return 1 if report["failed"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 20_000])
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("-o", "--output", help="a file for the figures as JSON")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--corpus", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure_size(size: int, *, rivals: bool) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        articles, copies = generate(size)
        lines = (json.dumps([one.number, one.outlet, one.text]) + "\n" for one in articles)
        with corpus.open("w") as file:
            file.writelines(lines)
        del articles
        truth = {(one.original, one.copy): one.kind for one in copies}
        for system in ("chancery", *(("datasketch", "rensa") if rivals else ())):
            command = [sys.executable, __file__, "--measure", system, "--corpus", str(corpus)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            yield {"system": system, "articles": size, **_score(json.loads(done.stdout), truth)}


def _score(found: dict[str, Any], truth: dict[Pair, str]) -> dict[str, Any]:
    pairs = {tuple(pair) for pair in found.pop("pairs")}
    recall = {}
    for kind in KINDS:
        wanted = {pair for pair, name in truth.items() if name == kind}
        recall[kind] = round(len(wanted & pairs) / len(wanted), 4)
    precision = len(pairs & truth.keys()) / max(1, len(pairs))
    return {"recall": recall, "precision": round(precision, 4), "pairs": len(pairs), **found}


def _measure(system: str, corpus: Path) -> dict[str, Any]:
    with corpus.open() as file:
        rows = [json.loads(line) for line in file]
    run: dict[str, Callable[[list[Any]], dict[str, Any]]] = {
        "chancery": _chancery,
        "datasketch": _datasketch,
        "rensa": _rensa,
    }
    return run[system](rows)


def _chancery(rows: list[Any]) -> dict[str, Any]:
    documents = [_document(*row) for row in rows]
    rows.clear()
    _chancery_links(documents[:BATCH])  # imports and tables are made before the clock starts
    before, wall, start = _reset_peak(), time.perf_counter(), time.process_time()
    links, steps = _chancery_links(documents)
    wall, seconds = time.perf_counter() - wall, time.process_time() - start
    numbers = (_numbers(link) for link in links if link.strength == "strong")
    return {
        "pairs": sorted(set(numbers)),
        "links": len(links),
        "articles_per_s": round(len(documents) / seconds),
        "wall_s": round(wall, 2),
        "bytes_per_article": round((_peak() - before) / len(documents)),
        "ms_per_article": {step: round(1e3 * s / len(documents), 4) for step, s in steps.items()},
    }


def _chancery_links(documents: list[Document]) -> tuple[list[Any], dict[str, float]]:
    clock = _Clock()
    with tempfile.TemporaryDirectory() as folder:
        buckets = _spool(documents, Path(folder))
        clock.lap("fingerprint")
        shared = _compare(buckets)
        clock.lap("compare")
    align, found = Align(), {one.id: one for one in documents}
    links: list[Any] = []
    for (a, b), parts in itertools.groupby(shared, key=attrgetter("a", "b")):
        links.extend(align.run(f"{a}|{b}", list(parts), {a: found[a], b: found[b]}))
    clock.lap("align")
    list(Trace().run(links))
    clock.lap("trace")
    return links, clock.laps


def _spool(documents: list[Document], folder: Path) -> dict[int, Path]:
    """Write the slices of each bucket to a file, and return the files."""
    stage = Fingerprint()
    paths = {bucket: folder / str(bucket) for bucket in range(stage.buckets)}
    files = {bucket: path.open("wb") for bucket, path in paths.items()}
    for start in range(0, len(documents), BATCH):
        for records in stage.run(documents[start : start + BATCH]):
            for record in records:
                data = encode(record)
                file = files[record.bucket]  # type: ignore[attr-defined]  # always a slice
                file.write(len(data).to_bytes(4, "big") + data)
    for file in files.values():
        file.close()
    return paths


def _compare(buckets: dict[int, Path]) -> list[SharedFingerprints]:
    """Return what documents share in each bucket, by pair."""
    shared: list[Any] = []
    for bucket, path in buckets.items():
        shared.extend(Compare().run(str(bucket), list(_slices(path)), {}))
    shared.sort(key=attrgetter("b"))
    shared.sort(key=attrgetter("a"))
    return shared


def _slices(path: Path) -> Iterator[FingerprintSlice]:
    data, place = path.read_bytes(), 0
    while place < len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        record = decode(data[place + 4 : place + 4 + size])
        assert isinstance(record, FingerprintSlice)  # noqa: S101 - narrows the type
        yield record
        place += 4 + size


def _document(number: int, outlet: int, text: str) -> Document:
    return Document(
        id=f"document-{number:07d}",
        capture=f"capture-{number:07d}",
        uri=f"{number}.txt",
        path=f"{number}.txt",
        sha256="0" * 64,
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
        outlet=TextValue(value=f"Outlet {outlet}", basis="markup"),
    )


def _numbers(link: ReuseLink) -> Pair:
    """Return the numbers of the two articles, the original's, which is lower, first."""
    one, other = (int(side.document.removeprefix("document-")) for side in (link.a, link.b))
    return min(one, other), max(one, other)


def _datasketch(rows: list[Any]) -> dict[str, Any]:
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - a rival is loaded only to run it

    before, start = _reset_peak(), time.process_time()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    sketches, pairs = [], []
    for number, _, text in rows:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in _shingles(text)])
        for other in index.query(sketch):
            if sketches[other].jaccard(sketch) >= THRESHOLD:
                pairs.append((other, number))
        index.insert(number, sketch)
        sketches.append(sketch)
    return _rival(pairs, len(rows), start, before)


def _rensa(rows: list[Any]) -> dict[str, Any]:
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - a rival is loaded only to run it

    before, start = _reset_peak(), time.process_time()
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    sketches, pairs = [], []
    for number, _, text in rows:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(list(_shingles(text)))
        for other in index.query(sketch):
            if sketches[other].jaccard(sketch) >= THRESHOLD:
                pairs.append((other, number))
        index.insert(number, sketch)
        sketches.append(sketch)
    return _rival(pairs, len(rows), start, before)


def _rival(pairs: list[Pair], count: int, start: float, before: int) -> dict[str, Any]:
    return {
        "pairs": pairs,
        "articles_per_s": round(count / (time.process_time() - start)),
        "bytes_per_article": round((_peak() - before) / count),
    }


def _shingles(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)}


class _Clock:
    """Times steps one after another."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self.last = time.process_time()

    def lap(self, name: str) -> None:
        now = time.process_time()
        self.laps[name], self.last = now - self.last, now


def _reset_peak() -> int:
    """Forget the highest memory so far and return what is held now, in bytes."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    return _peak()


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return 1024 * int(line.split()[1])


def _failures(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield each floor that a measurement of ours falls short of."""
    ours = [row for row in rows if row["system"] == "chancery"]
    for row in ours:
        name = f"{row['articles']} articles"
        for kind, recall in row["recall"].items():
            floor = FLOORS[f"recall_{'at_10' if kind.startswith('10 %') else 'to_5'}_percent"]
            if recall < floor:
                yield f"{name}: recall of {kind} is {recall}, floor {floor}"
        if row["precision"] < FLOORS["precision"]:
            yield f"{name}: precision is {row['precision']}, floor {FLOORS['precision']}"
        if row["bytes_per_article"] > FLOORS["bytes_per_article"]:
            yield f"{name}: {row['bytes_per_article']} bytes an article beside its text"
        if row["articles"] == FLOOR_SIZE and row["articles_per_s"] < FLOORS["articles_per_s"]:
            yield f"{name}: {row['articles_per_s']} articles/s"
    for small, large in itertools.pairwise(ours):
        allowed = math.log(large["articles"]) / math.log(small["articles"])
        grown = small["articles_per_s"] / large["articles_per_s"]
        if grown > allowed * MOST_GROWN:
            yield f"time an article grew {grown:.2f} times, n log n allows {allowed:.2f}"


def _print(report: dict[str, Any]) -> None:
    for row in report["rows"]:
        recall = "  ".join(f"{kind} {value:.3f}" for kind, value in row["recall"].items())
        print(
            f"{row['system']:<11}{row['articles']:>7}  {row['articles_per_s']:>6}/s  "
            f"{row['bytes_per_article']:>6} B  precision {row['precision']:.4f}  {recall}"
        )
        if "ms_per_article" in row:
            print("           ", row["ms_per_article"])
    print("\n".join(report["failed"]) or "all floors held")


if __name__ == "__main__":
    raise SystemExit(main())
