"""Every page opens, reads well to machines that read to people, and fits a narrow screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import NARROW, WIDE, watched
from places import address_of
from playwright.sync_api import Browser, Page

from chancery.api.parameters import Paged
from chancery.workbench.pages import PageOf, pages

ROOT = Path(__file__).parents[2]
AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
SHOTS = ROOT / "build" / "screenshots"
ROWS = "8"  # of a list: axe looks at every element

"""What each page must show on the dossier of the example corpus; a new page goes in here."""
SHOWS = {
    "/": "article.chapter li:has-text('River') a.evidence",
    "/timeline": "tr:has-text('2023-') a.evidence",
    "/statements": "tr:has-text('Dovanne') a.evidence",
    "/meetings": "tr:has-text('Kelvaria') a.evidence",
    "/events": "td[data-label='Deed']",
    "/commitments": "td[data-label='What became of it']",
    "/figures": "td[data-label='Of what']",
    "/actors": "tr:has-text('Mirel Dovanne') a",
    "/sources": "tr:has-text('alike') a",
    "/documents": "tr:has-text('Luvane') a",
    "/plots/network": "svg",
    "/plots/map": "svg",
    "/plots/histogram": "svg",
    "/plots/timeline": "svg",
    "/review": "tr:has-text('solid'), a.evidence",
    "/review/log": "main p, main td",
    "/review/agreement": "main h2",
    "/watches": "tr:has-text('well-backed') a",
    "/watches/{name}": "td .quote",
    "/search": "ol.answers mark",
    "/runs": "tr:has-text('examples/corpus')",
    "/findings/{id}": "blockquote mark.told",
    "/threads/{id}": "section.part a.evidence",
    "/actors/{id}": "ul.phrases a",
    "/sources/{id}": ".sides blockquote",
    "/documents/{id}": "#text .block",
}
BEYOND = """
() => {
  const right = document.querySelector("main").getBoundingClientRect().right;
  return [...document.querySelectorAll("main :is(p, td, li, h2, form, .figure)")]
    .filter((one) => one.getBoundingClientRect().right > right + 1)
    .map((one) => one.outerHTML.slice(0, 200));
}
"""
"""What stands under the pane beside it."""


@pytest.fixture(scope="module", params=pages(), ids=lambda one: one.path)
def page(request: pytest.FixtureRequest) -> PageOf:
    """Give each page; all that is held of one comes before the next is opened."""
    made: PageOf = request.param
    return made


@pytest.fixture(scope="module")
def opened(browser: Browser, served: str, page: PageOf) -> Iterator[Page]:
    """Give a page of the workbench, opened once for all that is held of it."""
    with watched(browser, served) as context:
        tab = context.new_page()
        rows = {"limit": ROWS} if issubclass(page.asks, Paged) else {}
        address = address_of(page, lambda path: context.request.get(path).json(), **rows)
        answer = tab.goto(address)
        assert answer is not None
        assert answer.status == 200
        yield tab


@pytest.fixture
def shown(opened: Page) -> Page:
    """Give it as wide and as light as it was opened."""
    opened.emulate_media(color_scheme="light")
    opened.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    return opened


def test_every_page_is_known_here() -> None:
    assert SHOWS.keys() == {one.path for one in pages()}


def test_a_page_shows_its_content_under_one_heading(shown: Page, page: PageOf) -> None:
    assert shown.locator(SHOWS[page.path]).count() > 0
    assert shown.locator("h1").count() == 1
    assert shown.locator("h1").inner_text().strip()
    assert "Chancery" in shown.title()
    assert shown.locator("nav [aria-current=page]").count() <= 1


def test_a_page_has_no_serious_fault_for_those_who_hear_it(shown: Page) -> None:
    shown.evaluate(AXE)
    for look in ("light", "dark"):
        shown.emulate_media(color_scheme=look)
        for size in (WIDE, NARROW):
            shown.set_viewport_size({"width": size[0], "height": size[1]})
            assert faults(shown, all_rules=(look, size) == ("light", WIDE)) == []


def test_a_page_fits_its_screen(shown: Page, page: PageOf) -> None:
    for width in (NARROW[0], 700, 1000, 1100, 1200, 1280, 1366, WIDE[0]):
        shown.set_viewport_size({"width": width, "height": NARROW[1]})
        if width in {NARROW[0], WIDE[0]}:
            keep(shown, page, width)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.evaluate(BEYOND) == []


def faults(shown: Page, *, all_rules: bool) -> list[Any]:
    """Return the serious faults that axe finds; looks and widths differ in colours and places."""
    only = {} if all_rules else {"runOnly": ["color-contrast", "link-in-text-block"]}
    found = shown.evaluate("only => axe.run({resultTypes: ['violations'], ...only})", only)
    return [
        (one["id"], one["help"], [node["html"] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


def keep(shown: Page, page: PageOf, width: int) -> None:
    """Keep what a page looks like at a width, for people to see."""
    name = (
        page.path.strip("/").replace("/{id}", "-one").replace("/{name}", "-one").replace("/", "-")
        or "brief"
    )
    shown.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
