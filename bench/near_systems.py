"""What finds near-copies: by which command, and how what it found is read.

A system names either pairs of documents, as Chancery does by its strong links of text reuse, or
clusters, in which each document counts as found with each other.
"""

import pickle
import struct
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chancery.archive.read import open_archive
from chancery.archive.sql import answering
from spent import bytes_of
from stream_reuse import file_size, number_of

HERE = Path(__file__).parent
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
LINKED = """
SELECT DISTINCT one.uri, other.uri
FROM reuse_link JOIN document AS one ON a.document = one.id
JOIN document AS other ON b.document = other.id
WHERE strength = 'strong'
"""

Pair = tuple[int, int]


class Task(NamedTuple):
    """What is to be done: articles below a folder, and where the system may work."""

    corpus: Path
    place: Path
    articles: int
    workers: int


class Found(NamedTuple):
    """How many pairs were found, and whether a pair is one of them, the lower number first."""

    pairs: int
    holds: Callable[[Pair], bool]


class System(NamedTuple):
    """A system; `more` are figures that it alone has, read after it ended."""

    command: Callable[[Task, str], Sequence[str]]  # the second is the Python of the rivals
    found: Callable[[Task], Found]
    more: Callable[[Task], dict[str, Any]] = lambda _: {}


def _chancery(task: Task, _: str) -> Sequence[str]:
    command = [sys.executable, "-m", "chancery", "archive", "build", "the.archive"]
    return [*command, str(task.corpus), "-q", "--no-annotate", "--workers", str(task.workers)]


def _linked(task: Task) -> Found:
    pairs: set[Pair] = set()
    with answering(open_archive(str(task.place / "the.archive")), LINKED) as batches:
        for batch in batches:
            one, other = (column.to_pylist() for column in batch.columns)
            for sides in zip(map(number_of, one), map(number_of, other), strict=True):
                pairs.add((min(sides), max(sides)))
    return Found(len(pairs), pairs.__contains__)


def _laid(task: Task) -> dict[str, Any]:
    archive = task.place / "the.archive"
    sizes = {one.name: bytes_of(one) for one in sorted((archive / "work").iterdir())}
    return {
        "data_bytes_per_article": round(bytes_of(archive / "data") / task.articles),
        "work_bytes_per_article": {
            name: round(size / task.articles)
            for name, size in sizes.items()
            if size >= task.articles
        },
    }


def _datatrove(task: Task, python: str) -> Sequence[str]:
    script = str(HERE / "datatrove_minhash.py")
    return [python, script, str(task.corpus), str(task.place), str(task.workers)]


def _datatrove_spaces(task: Task, python: str) -> Sequence[str]:
    return [*_datatrove(task, python), "spaces"]


def _clusters_of_files(task: Task) -> Found:
    """Read datatrove's clusters: for each document of a file its place there and its cluster."""
    size = file_size(task.articles, task.workers)
    clusters = {}
    for path in (task.place / "clusters").glob("*.clusters"):
        for place, cluster in struct.iter_unpack("<2I", path.read_bytes()):
            clusters[int(path.stem) * size + place] = cluster
    return _clustered(clusters)


def _text_dedup(task: Task, python: str) -> Sequence[str]:
    given = {
        "path": "json",
        "data_files": str(task.corpus / "*.jsonl"),
        "split": "train",
        "cache_dir": str(task.place / "cache"),
        "output": str(task.place / "kept"),
        "column": "text",
        "num_proc": str(task.workers),
    }
    options = [f"--{name}={value}" for name, value in given.items()]
    return [python, "-m", "text_dedup.minhash", *options, "--debug"]  # which keeps the clusters


def _clusters_of_rows(task: Task) -> Found:
    """Read text-dedup's sets: the parent of each row that is in one, and at last itself."""
    with (task.place / "kept" / "uf.pkl").open("rb") as file:
        parents: dict[int, int] = _Sets(file).load().parent
    return _clustered({row: _root(parents, row) for row in parents})


class _Sets(pickle.Unpickler):
    """Reads the class of a package that is not here."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle has it
        if name == "UnionFind":
            return type(name, (), {})
        return super().find_class(module, name)


def _root(parents: Mapping[int, int], row: int) -> int:
    while parents[row] != row:
        row = parents[row]
    return row


def _clustered(clusters: Mapping[int, int]) -> Found:
    sizes = Counter(clusters.values())
    return Found(
        sum(size * (size - 1) // 2 for size in sizes.values()),
        lambda pair: clusters.get(pair[0], -1) == clusters.get(pair[1], -2),
    )


SYSTEMS = {
    "chancery": System(_chancery, _linked, _laid),
    "datatrove": System(_datatrove, _clusters_of_files),
    "datatrove-spaces": System(_datatrove_spaces, _clusters_of_files),
    "text-dedup": System(_text_dedup, _clusters_of_rows),
}


def environment(task: Task) -> dict[str, str]:
    """Return the variables under which a system works on its own, and in its place alone."""
    inside = {"TMPDIR": "temporary", "HF_HOME": "hub", "HF_DATASETS_CACHE": "cache"}
    for name in inside.values():
        (task.place / name).mkdir(exist_ok=True)
    places = {variable: str(task.place / name) for variable, name in inside.items()}
    return {**OFFLINE, **places, "OMP_NUM_THREADS": "1"}


def score(found: Found, truth: Mapping[Pair, str]) -> dict[str, Any]:
    """Return the recall of each kind of copy, and the precision of the pairs."""
    wanted = Counter(truth.values())
    hit = Counter(kind for pair, kind in truth.items() if found.holds(pair))
    recall = {kind: round(hit[kind] / wanted[kind], 4) for kind in wanted}
    precision = round(hit.total() / max(1, found.pairs), 4)
    return {"recall": recall, "precision": precision, "pairs": found.pairs}
