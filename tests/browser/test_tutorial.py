"""The steps of the tutorial can be gone, and each has its picture."""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Open
from playwright.sync_api import Page

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = DOCS / "tutorial" / "in-the-browser.md"
MOST_BYTES = 120_000
SHOWS = {
    "brief": "#evidence mark",
    "evidence": "#evidence h2:has-text('eleven hours')",
    "statements": "[data-row] a:has-text('Dovanne')",
    "finding": ".telling mark",
    "lineage": ".sides mark.edit",
    "document": "#text details[open]",
    "search": "ol.answers mark",
}


def steps() -> dict[str, Callable[[Page], None]]:
    """Return the steps of the program that makes the pictures."""
    spec = importlib.util.spec_from_file_location("screenshots", DOCS / "screenshots.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return dict(made.STEPS)


@pytest.mark.parametrize("name", SHOWS)
def test_a_step_shows_what_its_picture_has(opens: Open, name: str) -> None:
    tab = opens(size=(1280, 640)).new_page()

    steps()[name](tab)

    assert tab.locator(SHOWS[name]).count() > 0


def test_every_step_has_a_small_picture_in_the_tutorial() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(images/(\w+)\.png\)", TUTORIAL.read_text(encoding="utf-8"))
    pictures = {one.stem: one.stat().st_size for one in TUTORIAL.parent.glob("images/*.png")}

    assert shown == list(SHOWS) == list(steps())
    assert pictures.keys() == SHOWS.keys()
    assert max(pictures.values()) <= MOST_BYTES
