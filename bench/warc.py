"""Measures how fast pages are found in a web archive and read back, and in how little memory.

`python bench/warc.py` makes an archive of 2,000 pages of 60 KB beside as many pictures and
requests, compressed record by record and not, and reads it in one process: finding each page with
its digests proven, then reading each back. fastwarc finds the same pages, with its own digests.
Reading is no bottleneck while it is ten times as fast as making documents of pages.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text())["warc"]
PAGES = 2_000
PAGE_BYTES = 60_000
PICTURE_BYTES = 30_000
LIMIT = 20_000_000
AT_LEAST = ("plain_pages_per_s", "gzip_pages_per_s")


def main() -> int:
    """Make the archives, measure each in a process of its own; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pages", type=int, default=PAGES)
    ask.add_argument("--measure", help=argparse.SUPPRESS)
    options = ask.parse_args()
    if options.measure:
        print(json.dumps(measure(Path(options.measure))))
        return 0
    found: dict[str, Any] = {"pages": options.pages}
    with TemporaryDirectory() as folder:
        for form, pack in (("plain", bytes), ("gzip", gzip.compress)):
            path = Path(folder) / f"{form}.warc"
            write(path, options.pages, pack)
            found |= {f"{form}_{name}": value for name, value in _measured(path).items()}
    print(json.dumps(found, indent=1))
    failures = list(missed(found))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def missed(found: dict[str, Any]) -> list[str]:
    """Return each floor that a figure falls short of."""
    return [
        f"{name}: {found[name]}, floor {floor}"
        for name, floor in FLOORS.items()
        if ((found[name] < floor) if name in AT_LEAST else (found[name] > floor))
    ]


def write(path: Path, pages: int, pack: Callable[[bytes], bytes]) -> None:
    """Write an archive whose pages share a frame and differ in their words."""
    sys.path.insert(0, str(ROOT / "tests/support"))
    from warcs import answer, record  # noqa: PLC0415 - the path is set just above

    draw = random.Random(7)
    words = ["".join(draw.choices("etaoinshrdlu", k=draw.randint(2, 9))) for _ in range(8_000)]
    frame = " ".join(f'<a class="{one}" href="/{one}">{one}</a>' for one in words[:700])
    with path.open("wb") as file:
        for number in range(pages):
            text = " ".join(draw.choices(words, k=(PAGE_BYTES - len(frame)) // 6))
            body = f"<html><head><title>{number}</title></head>{frame}<p>{text}</p></html>"
            address = f"http://post.example/{number}"
            file.write(pack(record(b"GET / HTTP/1.1\r\n\r\n", address, kind="request")))
            file.write(pack(record(answer(body.encode()), address)))
            picture = answer(draw.randbytes(PICTURE_BYTES), media="image/jpeg")
            file.write(pack(record(picture, f"{address}.jpg")))


def _measured(path: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, "--measure", str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def measure(path: Path) -> dict[str, Any]:
    """Return the figures of this process, by the processor's clock."""
    from chancery.model import Capture  # noqa: PLC0415 - loading is not measured
    from chancery.sources.archives.warc import read_warc  # noqa: PLC0415
    from chancery.sources.files import FileReader  # noqa: PLC0415
    from chancery.sources.given import Given  # noqa: PLC0415

    given = Given(path.name, path.name, str(path), path.parent / "spool", LIMIT)
    start = time.process_time()
    captures = [one for one in read_warc(given) if isinstance(one, Capture)]
    found = time.process_time() - start
    peak = _peak()
    reader = FileReader()
    start = time.process_time()
    size = sum(len(reader.read(one.locator)) for one in captures)
    read = time.process_time() - start
    return {
        "pages_per_s": round(len(captures) / (found + read)),
        "found_per_s": round(len(captures) / found),
        "read_back_per_s": round(len(captures) / read),
        "mb_of_pages": round(size / 1e6),
        "peak_mb": round(peak / 1e6),
        "fastwarc_found_per_s": round(len(captures) / _rival(path)),
    }


def _rival(path: Path) -> float:
    """Return how long fastwarc takes to find the same pages."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415

    start = time.process_time()
    with path.open("rb") as file:
        for one in ArchiveIterator(
            file,
            record_types=WarcRecordType.response,
            verify_digests=True,
        ):
            if one.http_content_type == "text/html":
                one.reader.read()
    return time.process_time() - start


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return 1024 * int(line.split()[1])


if __name__ == "__main__":
    raise SystemExit(main())
