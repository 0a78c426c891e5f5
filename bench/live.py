"""Measures what a build costs those who read pages of the server that started it.

Pages of one dossier are asked for in this process, again and again, while the example corpus is
read into another: in a thread of this process, in a child, or not at all. What is told is how long
a page took, how long the build, and what memory this process kept when it was over.

Run `python -m bench.live`; it takes some minutes.
"""

import argparse
import gc
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, perf_counter, sleep

from starlette.testclient import TestClient

from bench.generate_dossier import Silent
from chancery.api.app import make_app
from chancery.pipeline.add import Extension, add
from chancery.pipeline.build import build
from chancery.pipeline.live import BuildRunner, LiveSettings
from chancery.pipeline.settings import Settings

CORPUS = Path(__file__).parents[1] / "examples" / "corpus"
HOST = "127.0.0.1:8765"
ADDRESS = "/api/v1/statements"
PAUSE_S = 0.02  # between two pages
ALONE_S = 20.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=1)
    workers = parser.parse_args().workers
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        served, waiting = _prepare(place)
        print(f"{'':10}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'build s':>9}{'kept MB':>9}")
        ways: dict[str, Callable[[Path], None]] = {
            "alone": lambda _: sleep(ALONE_S),
            "child": lambda path: _in_child(path, workers),
            "thread": lambda path: _in_thread(path, workers),
        }
        for name, way in ways.items():
            path = place / f"{name}.dossier"
            shutil.copy(waiting, path)
            _measure(name, served, lambda path=path, way=way: way(path))


def _prepare(place: Path) -> tuple[Path, Path]:
    """Return a dossier to read pages of, and one whose sources have grown since its build."""
    articles = place / "articles"
    articles.mkdir()
    some = sorted(CORPUS.glob("*.*"))
    shutil.copy(some[0], articles)
    for name in ("served", "waiting"):
        path = place / f"{name}.dossier"
        build([str(articles)], path, settings=Settings(workers=1), progress=Silent())
    for one in some[1:]:
        shutil.copy(one, articles)
    return place / "served.dossier", place / "waiting.dossier"


def _in_thread(path: Path, workers: int) -> None:
    add(path, (), wanted=Extension(workers=workers), progress=Silent())


def _in_child(path: Path, workers: int) -> None:
    with BuildRunner(path, LiveSettings(workers=workers)) as runner:
        runner.start()
        while runner.state().phase == "running":
            sleep(0.05)
        if runner.state().phase != "done":
            message = f"the build failed: {runner.state().error}"
            raise RuntimeError(message)


def _measure(name: str, served: Path, work: Callable[[], None]) -> None:
    before = _memory()
    took: list[float] = []
    thread = threading.Thread(target=work)
    began = monotonic()
    with TestClient(make_app(served, hosts=[HOST]), base_url=f"http://{HOST}") as client:
        thread.start()
        while thread.is_alive():
            start = perf_counter()
            answer = client.get(ADDRESS)
            took.append(1_000 * (perf_counter() - start))
            if answer.status_code != 200:
                message = f"{ADDRESS} answers {answer.status_code}"
                raise RuntimeError(message)
            sleep(PAUSE_S)
    lasted = monotonic() - began
    gc.collect()
    took.sort()
    p50, p95 = (took[int(len(took) * share)] for share in (0.5, 0.95))
    kept = _memory() - before
    print(f"{name:10}{p50:9.1f}{p95:9.1f}{took[-1]:9.1f}{lasted:9.1f}{kept:9.0f}", flush=True)


def _memory() -> float:
    """Return the memory of this process, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
