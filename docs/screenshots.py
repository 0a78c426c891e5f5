"""Makes the pictures of the tutorial: the pages of the example dossier, as a browser shows them.

`python docs/screenshots.py DOSSIER` needs Chromium; DOSSIER is what `make demo` builds.
"""

import shutil
import struct
import subprocess
import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "tutorial" / "images"
SIZE = {"width": 1280, "height": 640}
COLOURS = 256  # of a picture: a byte for each point
ARGUMENTS = ["--no-sandbox", "--disable-lcd-text"]  # letters in grey, as everywhere
MOST_BYTES = 120_000
MISSING = "no chromium is found; on Debian and Ubuntu `apt-get install chromium fonts-dejavu-core`"

POINTS = """
async (taken) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${taken}`)).blob());
  const paper = new OffscreenCanvas(image.width, image.height).getContext("2d");
  paper.drawImage(image, 0, 0);
  const { data } = paper.getImageData(0, 0, image.width, image.height);
  return new Uint8Array(data.buffer).toBase64();
}
"""
"""Gives four bytes for each point of a PNG file."""


def main() -> int:
    """Make every picture anew; return 0, or 2 where the browser or the dossier is missing."""
    browser = shutil.which("chromium")
    if browser is None or len(sys.argv) != 2:  # noqa: PLR2004 - the program and the dossier
        print(__doc__ if browser else MISSING, file=sys.stderr)
        return 2
    IMAGES.mkdir(exist_ok=True)
    with _served(sys.argv[1]) as address, sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=browser, args=ARGUMENTS)
        painter = made.new_page()
        page = made.new_page(base_url=address, viewport=SIZE, color_scheme="light")
        for name, show in STEPS.items():
            show(page)
            taken = page.screenshot(animations="disabled", caret="hide")
            (IMAGES / f"{name}.png").write_bytes(_smaller(taken, painter))
        made.close()
    return _weigh()


def brief(page: Page) -> None:
    """Show what an analyst reads first."""
    page.goto("/")


def evidence(page: Page) -> None:
    """Show the words behind a line of the brief."""
    page.goto("/")
    line = page.locator("[data-row]", has_text="We have not travelled eleven hours").first
    with page.expect_response("**evidence=**"):
        line.locator("a.evidence").click()
    page.locator("[aria-current=true]", has_text="eleven hours").first.wait_for()


def statements(page: Page) -> None:
    """Show what one party says."""
    page.goto("/statements")
    page.get_by_label("Party").fill("Dovanne")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**party=Dovanne**")


def finding(page: Page) -> None:
    """Show one statement in full."""
    statements(page)
    page.get_by_role("link", name="open").first.click()
    page.wait_for_url("**/findings/**")


def lineage(page: Page) -> None:
    """Show a passage side by side with its edits."""
    page.goto("/sources")
    row = page.locator("[data-row]", has_text="Quarterly Envoy").first
    row.locator("a").first.click()
    page.wait_for_url("**/sources/**")


def document(page: Page) -> None:
    """Show a document with what was removed unfolded."""
    page.goto("/documents")
    page.get_by_role("link", name="Norvine brings river rivals").first.click()
    page.locator("#text details summary").first.click()


def search(page: Page) -> None:
    """Show where words stand."""
    page.goto("/")
    page.get_by_label("Search the texts").fill('"joint statement"')
    page.get_by_label("Search the texts").press("Enter")
    page.wait_for_url("**/search**")


STEPS: dict[str, Callable[[Page], None]] = {
    one.__name__: one for one in (brief, evidence, statements, finding, lineage, document, search)
}


@contextmanager
def _served(dossier: str) -> Iterator[str]:
    command = [sys.executable, "-m", "chancery", "serve", dossier, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        try:
            yield next(one for one in said.split() if one.startswith("http")).rstrip("/;")
        finally:
            process.terminate()


def _smaller(taken: bytes, painter: Page) -> bytes:
    """Return the picture in its most frequent colours; any other becomes the nearest of them."""
    points = b64decode(painter.evaluate(POINTS, b64encode(taken).decode()))
    shown = np.frombuffer(points, np.uint8).reshape(SIZE["height"], SIZE["width"], 4)[..., :3]
    colours, places, counts = np.unique(
        shown.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    palette = colours[np.argsort(-counts, kind="stable")[:COLOURS]].astype(np.int64)
    apart = (colours[:, None].astype(np.int64) - palette[None]) ** 2
    nearest = apart.sum(axis=2).argmin(axis=1).astype(np.uint8)
    rows = nearest[places.reshape(shown.shape[:2])]
    lines = np.pad(rows, ((0, 0), (1, 0))).tobytes()  # each row says first that it is not filtered
    header = struct.pack(">IIBBBBB", SIZE["width"], SIZE["height"], 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _weigh() -> int:
    heavy = [one.name for one in IMAGES.glob("*.png") if one.stat().st_size > MOST_BYTES]
    if heavy:
        print(f"over {MOST_BYTES:,} bytes: {', '.join(heavy)}", file=sys.stderr)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
