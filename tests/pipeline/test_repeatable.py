"""A build gives the same bytes however it is cut, ordered, or killed on the way."""

import io
import os
import shutil
import subprocess
import sys
import time
import uuid
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import killed
import pytest
from corpus import article, write_corpus
from fakes import Silent, WordReader
from unread import unread

from chancery.exports.jsonl import JsonLines
from chancery.pipeline.build import build
from chancery.pipeline.exporting.content import DossierContent
from chancery.pipeline.settings import DAFT, LOCAL, Settings
from chancery.store.dossier import open_dossier
from chancery.store.faults import find_faults

EXAMPLES = Path(__file__).parents[2] / "examples" / "corpus"
OTHER = DAFT if find_spec("daft") else LOCAL
ARTICLES = 24  # in batches of five, more tasks than workers
Collection = tuple[Path, bytes]  # articles, and what a build of them gives
FEW = 10  # enough for two tasks and for groups at every step
STEPS = [
    "captures",
    "extract",
    "clean",
    "describe",
    "annotate",
    "dates keys",
    "dates",
    "places keys",
    "places",
    "statements keys",
    "statements",
    "figures keys",
    "figures",
    "meetings keys",
    "meetings",
    "events keys",
    "events",
    "commitments keys",
    "commitments",
    "gather keys",
    "gather",
    "profile keys",
    "profile",
    "bundle keys",
    "bundle",
    "pair keys",
    "pair",
    "decide",
    "fingerprint",
    "compare keys",
    "compare",
    "align keys",
    "align",
    "trace",
    "portray keys",
    "portray",
    "match keys",
    "match",
    "weave",
    "rounds keys",
    "rounds",
    "processes",
    "narrow",
    "spread keys",
    "spread",
    "bind keys",
    "bind",
    "liken keys",
    "liken",
    "merge",
    "corroborate keys",
    "corroborate",
    "retell keys",
    "retell",
    "trail keys",
    "trail",
    "reach",
    "follow keys",
    "follow",
    "clocks keys",
    "clocks",
    "timeline keys",
    "timeline",
    "store annotation",
    "store commitment",
    "store dates",
    "store document",
    "store event",
    "store figure",
    "store finding",
    "store meeting",
    "store open_item",
    "store places",
    "store reuse_link",
    "store statement",
]


def export(dossier: Path) -> bytes:
    stream = io.BytesIO()
    with open_dossier(dossier) as opened:
        JsonLines().write(DossierContent(opened), stream)
        assert find_faults(opened) == []
    return stream.getvalue()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return what a build of the example corpus with the shipped model gives."""
    return read_by_the_model(
        tmp_path_factory.mktemp("shipped") / "t.dossier", workers=1, batch_size=256
    )


def read_by_the_model(dossier: Path, **settings: Any) -> bytes:
    build([str(EXAMPLES)], dossier, settings=Settings(**settings), progress=Silent())
    return export(dossier)


@pytest.mark.untraced
@pytest.mark.parametrize(
    "settings",
    [{"workers": 1, "batch_size": 1}, {"workers": 2, "batch_size": 64, "engine": OTHER}],
    ids=str,
)
def test_the_shipped_model_reads_the_same_however_its_work_is_cut(
    tmp_path: Path, shipped: bytes, settings: dict[str, Any]
) -> None:
    assert read_by_the_model(tmp_path / "t.dossier", **settings) == shipped


def built(sources: list[str], dossier: Path, **settings: int) -> bytes:
    reader = WordReader()
    build(sources, dossier, settings=Settings(**settings), progress=Silent(), reader=reader)
    return export(dossier)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus") / "articles", ARTICLES)


@pytest.fixture(scope="module")
def full(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier of the corpus, alone with its work in a folder."""
    dossier = tmp_path_factory.mktemp("full") / "t.dossier"
    built([str(corpus)], dossier, workers=1)
    return dossier


@pytest.fixture(scope="module")
def expected(full: Path) -> bytes:
    return export(full)


@pytest.fixture
def dossier(full: Path, tmp_path: Path) -> Path:
    """Return the dossier with its work, as the build has left them, to be written to."""
    return Path(shutil.copytree(full.parent, tmp_path / "full")) / full.name


def test_the_corpus_gives_something_to_compare(expected: bytes) -> None:
    for kind in (
        b"document",
        b"annotation",
        b"dates",
        b"statement",
        b"figure",
        b"reuse_link",
        b"origin",
        b"credit",
        b"rejection",
        b"capture",
    ):
        assert b'{"kind":"%s"' % kind in expected


@pytest.mark.untraced
@pytest.mark.parametrize(
    "settings",
    [
        {"workers": 3, "batch_size": 5},
        {"workers": 1, "batch_size": 1},
        {"workers": 1, "buckets": 1},
        {"workers": 1, "buckets": 16},
    ],
    ids=str,
)
def test_workers_batches_and_buckets_change_nothing(
    corpus: Path, expected: bytes, tmp_path: Path, settings: dict[str, int]
) -> None:
    assert built([str(corpus)], tmp_path / "t.dossier", **settings) == expected


@pytest.mark.untraced
def test_the_order_of_sources_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    files = sorted(str(path) for path in corpus.iterdir())

    forward = built(files, tmp_path / "a.dossier", workers=1)
    backward = built(files[::-1], tmp_path / "b.dossier", workers=1)

    assert forward == backward


@pytest.fixture(scope="module")
def many(corpus: Path, expected: bytes) -> Collection:
    return corpus, expected


KILLED = [  # each shape of step and of what it reads; the steps between these are made as they are
    "captures",
    "extract",
    "clean",
    "annotate",
    "statements",
    "gather keys",
    "decide",
    "align",
    "match",
    "corroborate",
    "follow",
    "timeline",
    "store reuse_link",
]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("few")
    articles = write_corpus(folder / "articles", FEW)
    return articles, built([str(articles)], folder / "t.dossier", workers=1)


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("step", "when"), [(step, ("before", "during")[at % 2]) for at, step in enumerate(KILLED)]
)
def test_a_killed_build_is_gone_on_with(
    many: Collection, few: Collection, tmp_path: Path, step: str, when: str
) -> None:
    dossier = tmp_path / "t.dossier"
    workers = "2" if step == "clean" else "1"
    corpus, expected = many if step == "clean" else few
    command = [sys.executable, killed.__file__, str(corpus), str(dossier), step, when, workers]

    ended = subprocess.run(command, check=False, capture_output=True, timeout=120)

    assert ended.returncode == -9, ended.stderr.decode()
    assert built([str(corpus)], dossier, workers=1) == expected


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc")
def test_workers_end_with_a_killed_build(corpus: Path, tmp_path: Path) -> None:
    mark = f"CHANCERY_TEST_MARK={uuid.uuid4().hex}"
    name, value = mark.split("=")
    command = [sys.executable, killed.__file__, str(corpus), str(tmp_path / "t.dossier")]

    subprocess.run(
        [*command, "describe", "during", "2"],
        check=False,
        env={**os.environ, name: value},
        stderr=subprocess.DEVNULL,
        timeout=120,
    )

    deadline = time.monotonic() + 60
    while (alive := processes_with(mark)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert alive == []


def processes_with(mark: str) -> list[str]:
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in environ.read_bytes():
                found.append(environ.parent.name)
        except OSError:
            continue  # it ended while we looked, or is not ours
    return found


@pytest.mark.untraced
def test_one_more_article_gives_what_a_full_build_gives(corpus: Path, tmp_path: Path) -> None:
    mine = tmp_path / "articles"
    shutil.copytree(corpus, mine)
    grown, full = tmp_path / "grown.dossier", tmp_path / "full.dossier"
    built([str(mine)], grown, workers=1)
    (mine / "new.txt").write_text(article(4), encoding="utf-8")
    (mine / "001.txt").unlink()
    (mine / "002.txt").write_text(article(1000), encoding="utf-8")

    assert built([str(mine)], grown, workers=1) == built([str(mine)], full, workers=1)


def test_one_new_article_costs_one_article(corpus: Path, tmp_path: Path) -> None:
    mine = tmp_path / "articles"
    shutil.copytree(corpus, mine)
    built([str(mine)], tmp_path / "t.dossier", workers=1)
    (mine / "new.txt").write_text(article(4), encoding="utf-8")
    progress = Silent()

    build(
        [str(mine)],
        tmp_path / "t.dossier",
        settings=Settings(workers=1),
        progress=progress,
        reader=WordReader(),
    )

    for step in ("extract", "clean", "describe", "annotate", "fingerprint", "store document"):
        assert progress.done[step] == 1
    copies = ARTICLES // 4 + 1  # the new article is one more copy, and changes how rare they are
    assert 0 < progress.done["align"] <= copies**2


@pytest.mark.untraced
def test_without_the_work_folder_a_build_gives_the_same(
    corpus: Path, expected: bytes, dossier: Path
) -> None:
    shutil.rmtree(dossier.with_name("t.dossier.work"))

    assert built([str(corpus)], dossier, workers=1) == expected


def test_other_weights_read_every_document_again_and_do_nothing_else(
    corpus: Path, expected: bytes, dossier: Path
) -> None:
    progress, settings = Silent(), Settings(workers=1)

    build(
        [str(corpus)], dossier, settings=settings, progress=progress, reader=WordReader("second")
    )

    assert progress.done["annotate"] == expected.count(b'{"kind":"annotation"')
    assert progress.done["describe"] == progress.done["fingerprint"] == 0
    assert WordReader().model.encode() not in export(dossier)


def test_a_build_that_reads_nothing_gives_all_but_what_rests_on_reading(
    corpus: Path, expected: bytes, dossier: Path
) -> None:
    build([str(corpus)], dossier, settings=unread(), progress=Silent())

    lines = expected.splitlines()
    kinds = ("annotation", "dates", "places", "statement", "meeting", "event", "figure")
    kinds = (
        *kinds,
        "commitment",
        "referent",
        "entity",
        "role",
        "thread",
        "process",
        "linked_dates",
        "finding",
        "open_item",
        "timeline_entry",
    )
    read = tuple(f'{{"kind":"{kind}"'.encode() for kind in kinds)
    kept = [line for line in lines if not line.startswith(read)]
    assert export(dossier).splitlines() == kept
    assert len(kept) < len(lines)
    assert built([str(corpus)], dossier, workers=1) == expected
