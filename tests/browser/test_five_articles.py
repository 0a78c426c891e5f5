"""Story 20 of FACTS.md, all but its review: from the brief to the words, by keyboard, offline.

The articles are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

import re
from collections.abc import Iterator

import pytest
from browsing import Open, open_contexts
from five import ARTICLES, five_built
from playwright.sync_api import Browser, Page, expect
from serving import serving

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

ARTICLE = "001"
SPAN = slice(1603, 1786)
NAME = slice(1662, 1680)  # of who led the delegation
MOST_KEYS = 120
RUNS = """
(path) => [...document.querySelectorAll("#evidence .telling")]
  .filter((one) => one.querySelector("h3 a").pathname === path)
  .flatMap((one) => [...one.querySelectorAll("blockquote")])
  .flatMap((one) => [...one.childNodes].reduce((runs, node) => {
    if (!node.classList?.contains("told")) return [...runs, ""];
    return [...runs.slice(0, -1), runs.at(-1) + node.textContent];
  }, [""]))
  .filter((run) => run)
"""
"""The stretches without a gap that the pane marks as told in one document."""


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the dossier of the five articles."""
    with serving(five_built(tmp_path_factory)) as address:
        yield address


@pytest.fixture
def opens(browser: Browser, five: str) -> Iterator[Open]:
    """Give what opens a context on it."""
    yield from open_contexts(browser, five)


def article(tab: Page) -> tuple[str, str]:
    """Return the address and the text of the article."""
    documents = tab.request.get("/api/v1/records/document").json()["items"]
    (one,) = [each for each in documents if each["path"].startswith(ARTICLE)]
    return f"/documents/{one['id']}", one["text"]


def focused(tab: Page) -> str:
    """Return the line whose link has the focus."""
    found = tab.evaluate("document.activeElement.closest('[data-row]')?.textContent")
    return str(found or "")


def check(tab: Page, path: str, text: str) -> None:
    """Hold what is beside the brief, and that a reload gives it again."""
    expect(tab).to_have_url(re.compile("evidence=finding-"))
    runs = tab.evaluate(RUNS, path)
    assert text[SPAN] in runs
    assert all(run in text for run in runs)
    shown = tab.locator("#evidence").inner_text()
    tab.reload()
    assert tab.evaluate(RUNS, path) == runs
    assert tab.locator("#evidence").inner_text() == shown


@pytest.mark.parametrize("key", ["j", "Tab"])
def test_the_head_of_the_delegation_is_reached_by_keyboard(opens: Open, key: str) -> None:
    tab = opens().new_page()
    path, text = article(tab)
    tab.goto("/")
    wanted = f"{text[NAME]} led"
    if key == "j":
        tab.keyboard.press("k")  # to the first line
    for _ in range(MOST_KEYS):
        if wanted in focused(tab):
            break
        tab.keyboard.press(key)
    line = tab.locator("[data-row]", has_text=wanted).first

    expect(line.locator("a.evidence")).to_be_focused()
    tab.keyboard.press("Enter")

    finding = line.locator("a.evidence").get_attribute("data-finding") or ""
    expect(tab.locator("#evidence")).to_have_attribute("data-finding", finding)
    expect(line).to_have_attribute("aria-current", "true")
    check(tab, path, text)


def test_the_words_are_found_again_in_the_document(opens: Open) -> None:
    tab = opens().new_page()
    path, text = article(tab)
    tab.goto(f"{path}?span={SPAN.start}-{SPAN.stop}#span")

    chosen = tab.locator("#text mark[data-ids~=chosen]").all_text_contents()

    assert "".join(chosen) == text[SPAN]
    assert tab.evaluate("document.getElementById('text').textContent") == text
