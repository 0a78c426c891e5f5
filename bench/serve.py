"""Measures how fast `chancery serve` answers on a large dossier, and how much memory it takes.

Every list of the interface for programs and every page is asked many times, with filters drawn
from what the dossier holds and at pages drawn from anywhere in it. `wall` is what a client waits,
on one connection; `cpu` is the server's own work, asked in this process, which other work on the
machine does not lengthen. With --load, that many connections then ask at once for some seconds,
while another process rewrites statements: those of wrk where it is installed, else our own, which
take their own time from the server.

Run `python -m bench.serve BIG.dossier`; make one with `python -m bench.generate_dossier`.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar, cast
from urllib.parse import urlencode

from starlette.testclient import TestClient

from bench.generate_dossier import DAYS, FIRST_DAY, Silent
from chancery.api.view import PREFIX
from chancery.model import Document, Entity, Finding, Record, Statement, Thread
from chancery.pipeline.shelving import shelve
from chancery.ports import Results
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.write import RunNote, save
from chancery.workbench.app import make_app

HOST = "127.0.0.1:8765"
LISTS = ("statements", "events", "meetings", "commitments", "figures", "timeline")
OK = 200
LIMITS_MS = {"search": 200.0}
USUAL_LIMIT_MS = 150.0
MOST_MB = 500
LATELY = 3  # days before the last that any article was published
REWRITTEN = 500  # statements of one write under load
TAKE = 200  # names, words and threads to draw from
WRK_SCRIPT = """
local addresses = {
%s
}
local last = 0
function request()
  last = last %% #addresses + 1
  return wrk.format("GET", addresses[last])
end
"""

Kind = TypeVar("Kind", bound=Record)


class Draws:
    """What questions are made of, from the dossier itself."""

    def __init__(self, path: Path, seed: int) -> None:
        """Read some names, words, threads and days."""
        self.random = random.Random(seed)
        with open_dossier(path) as dossier:
            self.articles = dossier.count(Document)
            self.names = [one.name for one in self._some(dossier, Entity)]
            self.names += [one.name for one in dossier.page(Entity, after="", limit=20)]
            self.threads = [one.id for one in self._some(dossier, Thread)]
            self.documents = [one.id for one in self._some(dossier, Document)]
            self.actors = [one.id for one in self._some(dossier, Entity)]
            self.findings = [one.id for one in self._some(dossier, Finding)]
            statements = self._some(dossier, Statement)
            self.words = [
                word for one in statements for word in one.words[0].quote.split() if len(word) > 3
            ]
            self.days = [one.time.start for one in statements if one.time and one.time.start]

    def _some(self, dossier: Dossier, kind: type[Kind]) -> list[Kind]:
        """Return records from anywhere in a kind."""
        first = next(dossier.all(kind)).id
        count = dossier.count(kind)
        stem = first[: -len(first.rpartition("-")[2])]
        found: list[Kind] = []
        for _ in range(min(TAKE, count)):
            after = f"{stem}{self.random.randrange(self.articles):08}"
            found += dossier.page(kind, after=after, limit=2)
        return found

    def points(self) -> Iterable[tuple[str, dict[str, str]]]:
        """Yield a kind of question, with its filters."""
        draw = self.random.choice
        day = draw(self.days)
        yield "all", {}
        yield "party", {"party": draw(self.names)}
        yield "word", {"about": draw(self.words)}
        yield "two words", {"about": f"{draw(self.words)} {draw(self.words)}"}
        yield "since", {"since": day}
        yield "a day", {"since": day, "until": day}
        yield "thread", {"thread": draw(self.threads)}
        yield "sources", {"min_origins": "2"}
        yield "party, word", {"party": draw(self.names), "about": draw(self.words)}
        yield "party, since", {"party": draw(self.names), "since": day}

    def questions(self, rounds: int) -> Iterable[tuple[str, str, dict[str, str]]]:
        """Yield what is measured: its name, address and parameters."""
        draw = self.random.choice
        for _ in range(rounds):
            for name in LISTS:
                for kind, asked in self.points():
                    if name == "timeline" and "about" in asked:
                        continue
                    yield f"{name}: {kind}", f"{PREFIX}/{name}", asked
            yield "statements: speaker", f"{PREFIX}/statements", {"speaker": draw(self.names)}
            yield "statements: kind", f"{PREFIX}/statements", {"kind": "warns"}
            yield "commitments: open", f"{PREFIX}/commitments", {"open": "true"}
            yield "commitments: due", f"{PREFIX}/commitments", {"due": draw(self.days)}
            yield "actors: all", f"{PREFIX}/actors", {}
            yield "actors: name", f"{PREFIX}/actors", {"name": draw(self.names).split()[0]}
            yield "threads: all", f"{PREFIX}/threads", {}
            yield "threads: of a document", f"{PREFIX}/threads", {"thread": draw(self.documents)}
            for kind in ("statement", "document", "finding", "timeline_entry", "entity"):
                yield "records", f"{PREFIX}/records/{kind}", {}
            yield (
                "records: of a document",
                f"{PREFIX}/records/event",
                {"document": draw(self.documents)},
            )
            yield "holdings", PREFIX, {}
            yield "search: a word", f"{PREFIX}/search", {"q": draw(self.words)}
            yield (
                "search: two words",
                f"{PREFIX}/search",
                {"q": f"{draw(self.words)} {draw(self.words)}"},
            )
            yield "search: a word of most", f"{PREFIX}/search", {"q": "told"}
            yield "search: newest", f"{PREFIX}/search", {"q": draw(self.words), "newest": "true"}
            yield from self.told()
            yield from self.pages()

    def told(self) -> Iterable[tuple[str, str, dict[str, str]]]:
        """Yield a question for the brief, positions, news and lineage."""
        draw = self.random.choice
        yield "brief", f"{PREFIX}/brief", {}
        asked = {"actor": draw(self.names), "on": draw(self.words)}
        yield "positions", f"{PREFIX}/positions", asked
        last = (FIRST_DAY + timedelta(days=DAYS - LATELY)).isoformat()
        yield "since: the last days", f"{PREFIX}/since", {"since": last}
        yield "since: a build", f"{PREFIX}/since", {"since": "1"}
        yield "lineage: of a document", f"{PREFIX}/lineage", {"name": draw(self.documents)}

    def figures(self) -> Iterable[tuple[str, str, dict[str, str]]]:
        """Yield a question to each figure: of a thread, a party, from a day on, of the whole."""
        draw = self.random.choice
        for name in ("network", "map", "histogram", "timeline"):
            yield f"page plots/{name}: a thread", f"/plots/{name}", {"thread": draw(self.threads)}
            yield f"page plots/{name}: party", f"/plots/{name}", {"party": draw(self.names)}
            yield f"page plots/{name}: since", f"/plots/{name}", {"since": draw(self.days)}
            everything = {} if name == "histogram" else {"all": "true"}
            yield f"plots/{name}: whole", f"{PREFIX}/plots/{name}", {}
            yield (
                f"plots/{name}: until, all",
                f"{PREFIX}/plots/{name}",
                {"until": draw(self.days), **everything},
            )

    def pages(self) -> Iterable[tuple[str, str, dict[str, str]]]:
        """Yield a question to each page."""
        draw = self.random.choice
        yield "page brief", "/", {}
        for name in LISTS:
            yield f"page {name}", f"/{name}", {}
            yield f"page {name}: party", f"/{name}", {"party": draw(self.names)}
            yield f"page {name}: beside", f"/{name}", {"evidence": draw(self.findings)}
        for name in ("actors", "sources", "documents", "review", "review/log", "watches", "runs"):
            yield f"page {name}", f"/{name}", {}
        yield from self.figures()
        yield "page finding", f"/findings/{draw(self.findings)}", {}
        yield "page thread", f"/threads/{draw(self.threads)}", {}
        yield "page actor", f"/actors/{draw(self.actors)}", {}
        yield "page document", f"/documents/{draw(self.documents)}", {}
        yield "search: page", "/search", {"q": draw(self.words)}


Page = dict[str, object]

Ask = Callable[[str], tuple[float, Page | None]]
"""Asks an address, and returns the milliseconds and the page: of HTML nothing, None for 404."""


def measure(draws: Draws, ask: Ask, rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each kind of question; half the pages are further on."""
    taken: dict[str, list[float]] = {}
    for name, address, asked in draws.questions(rounds):
        spent, page = ask(f"{address}?{urlencode(asked)}")
        taken.setdefault(name, []).append(spent)
        if page and page.get("next"):
            spent, _ = ask(f"{address}?{urlencode({**asked, 'cursor': str(page['next'])})}")
            taken[name].append(spent)
    return taken


def in_process(path: Path) -> Ask:
    """Return what asks the application in this process, and takes its CPU time."""
    client = TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}")

    def ask(address: str) -> tuple[float, Page | None]:
        began = process_time()
        answer = client.get(address)
        spent = (process_time() - began) * 1e3
        assert answer.status_code in {200, 404}, (address, answer.text)  # noqa: S101
        kind = answer.headers["content-type"]
        return spent, shown(answer.status_code, kind, answer.content)

    return ask


def over_http(host: str) -> Ask:
    """Return what asks the server on one connection, and takes what a client waits."""
    connection = HTTPConnection(host)

    def ask(address: str) -> tuple[float, Page | None]:
        began = perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        spent = (perf_counter() - began) * 1e3
        assert answer.status in {200, 404}, (address, body[:500])  # noqa: S101
        return spent, shown(answer.status, answer.getheader("content-type"), body)

    return ask


def shown(status: int, kind: str | None, body: bytes) -> Page | None:
    """Return what an answer says, as `Ask` does."""
    if status != OK:
        return None
    return cast("Page", json.loads(body)) if kind == "application/json" else {}


def load(path: Path, host: str, connections: int, seconds: float) -> None:
    """Ask on many connections at once while statements are rewritten, and print what came."""
    writer = subprocess.Popen([sys.executable, "-m", "bench.serve", str(path), "--rewrite"])
    if shutil.which("wrk"):
        ask_by_wrk(path, host, connections, seconds)
    else:
        ask_by_threads(path, host, connections, seconds)
    print(f"  the writer ended with {writer.wait()}")


def ask_by_wrk(path: Path, host: str, connections: int, seconds: float) -> None:
    """Have wrk ask one address after another, of those that were answered before."""
    ask = over_http(host)
    asked = [f"{address}?{urlencode(some)}" for _, address, some in Draws(path, 3).questions(3)]
    found = [address for address in asked if ask(address)[1] is not None]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(WRK_SCRIPT % ",\n".join(json.dumps(one) for one in found))
        script.flush()
        command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "10s"]
        command += ["--latency", "-s", script.name, f"http://{host}/"]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def ask_by_threads(path: Path, host: str, connections: int, seconds: float) -> None:
    """Ask from threads of this process."""
    ends = perf_counter() + seconds
    waits: list[float] = []
    faults: list[str] = []

    def client(number: int) -> None:
        ask = over_http(host)
        draws = Draws(path, number)
        while perf_counter() < ends:
            for _, address, asked in draws.questions(1):
                try:
                    waits.append(ask(f"{address}?{urlencode(asked)}")[0])
                except (AssertionError, OSError) as error:
                    faults.append(repr(error))
                if perf_counter() > ends:
                    break

    threads = [threading.Thread(target=client, args=(number,)) for number in range(connections)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    waits.sort()
    print(
        f"load: {connections} connections, {seconds:.0f} s: {len(waits):,} answers, "
        f"{len(faults)} errors, p95 {waits[int(len(waits) * 0.95)]:,.0f} ms"
    )
    for fault in faults[:3]:
        print(f"  {fault}")


class Rewritten:
    """What a dossier holds, of which some statements are written anew."""

    def __init__(self, dossier: Dossier) -> None:
        """Take an open dossier."""
        self.dossier = dossier

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        """Return the digests of a kind; the first statements have another."""
        found = self.dossier.digests(kind)
        if kind is Statement:
            found |= dict.fromkeys(sorted(found)[:REWRITTEN], b"")
        return found

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        """Return records as they are."""
        return list(self.dossier.among(kind, ids))


def rewrite(path: Path) -> None:
    """Write some statements of a dossier anew, as a build that found them changed."""
    note = RunNote(started=datetime.now(UTC), sources=("again",), settings={"annotate": True})
    began = perf_counter()
    with open_dossier(path) as dossier:
        change = save(path, cast("Results", Rewritten(dossier)), note, Silent(), shelve)
    print(f"rewrite: {change.changed:,} records in {perf_counter() - began:,.1f} s")


def report(title: str, taken: Mapping[str, Sequence[float]]) -> None:
    """Print the table of one way of measuring, the slowest first."""
    print(f"\n{title:<28} {'asked':>6} {'p50':>8} {'p95':>8} {'max':>8}  ms")
    rows = {name: sorted(some) for name, some in taken.items()}
    for name, some in sorted(rows.items(), key=lambda row: -row[1][int(len(row[1]) * 0.95)]):
        most = LIMITS_MS.get(name.partition(":")[0], USUAL_LIMIT_MS)
        p50, p95 = some[len(some) // 2], some[int(len(some) * 0.95)]
        over = "" if p95 < most else f"  over {most:.0f}"
        print(f"{name:<28} {len(some):>6} {p50:>8.1f} {p95:>8.1f} {some[-1]:>8.1f}{over}")


def peak_mb(process: int) -> float:
    """Return the most memory that a process held, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1e3


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--load", type=int, default=16, help="connections; 0 leaves it out")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--rewrite", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.rewrite:
        rewrite(asked.dossier)
        return
    report("cpu", measure(Draws(asked.dossier, 1), in_process(asked.dossier), asked.rounds))
    command = [sys.executable, "-m", "chancery", "serve", str(asked.dossier), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None  # noqa: S101
            host = server.stdout.readline().split("http://")[1].split("/")[0]
            report("wall", measure(Draws(asked.dossier, 2), over_http(host), asked.rounds))
            if asked.load:
                load(asked.dossier, host, asked.load, asked.seconds)
            peak = peak_mb(server.pid)
            print(f"memory: {peak:,.0f} MB at most (limit {MOST_MB})")
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
