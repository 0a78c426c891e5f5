"""Texts are shown to the character, whatever is in them, and nothing in them is ever run."""

from collections.abc import Iterator

import pytest
from browsing import Open, open_contexts
from hostile import TEXTS, fill_hostile
from places import address_of
from playwright.sync_api import Browser, Page
from serving import serving

from chancery.api.view import PREFIX
from chancery.workbench.pages import PageOf, pages

RUNS = """
() => [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]
    .filter(({name, value}) => name.startsWith("on")
      || (/^(href|src|action|formaction|hx-get)$/.test(name) && !/^[/#]/.test(value))
      || name === "srcdoc" || name === "style")
    .map(({name, value}) => `${one.tagName} ${name}=${value.slice(0, 80)}`))
  .concat([...document.scripts].filter((one) => !one.src).map((one) => one.outerHTML))
"""
"""Whatever of a page could run, or lead away, beside what the templates hold."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a dossier of texts that are hard to show."""
    with serving(fill_hostile(tmp_path_factory.mktemp("hostile") / "t.dossier")) as address:
        yield address


@pytest.fixture
def opens(browser: Browser, hostile: str) -> Iterator[Open]:
    """Give what opens a context on it."""
    yield from open_contexts(browser, hostile)


def text_of(tab: Page) -> str:
    """Return the characters that a browser has of a document."""
    return str(tab.evaluate("document.getElementById('text').textContent"))


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["", "no scripts"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_document_is_shown_to_the_character(
    opens: Open, name: str, options: dict[str, bool]
) -> None:
    context = opens(**options)
    tab = context.new_page()

    tab.goto(f"/documents/document-{name}")
    shown = text_of(tab)
    stored = context.request.get(f"{PREFIX}/records/document/document-{name}/text").body().decode()

    assert shown == stored == TEXTS[name]
    assert tab.locator("#text mark[data-ids*=' ']").count() > 0  # marks that cross


def test_a_span_that_is_asked_for_is_what_is_lit(opens: Open) -> None:
    tab = opens().new_page()
    start, end = 9, 14  # the joined family, in code points
    tab.goto(f"/documents/document-emoji?span={start}-{end}#span")

    lit = tab.locator("#text mark.chosen, #text mark[data-ids~=chosen]").all_text_contents()

    assert "".join(lit) == TEXTS["emoji"][start:end]


def test_what_was_removed_is_folded_and_opens_by_keyboard(opens: Open) -> None:
    tab = opens().new_page()
    tab.goto("/documents/document-edges")
    removed = tab.locator("#text details")

    assert removed.locator("div").is_hidden()
    removed.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert removed.locator("div").is_visible()


@pytest.mark.parametrize("page", pages(), ids=lambda one: one.path)
def test_nothing_that_a_text_holds_is_run(opens: Open, page: PageOf) -> None:
    context = opens()
    tab = context.new_page()
    address = address_of(page, lambda path: context.request.get(path).json(), **asked(page))

    answer = tab.goto(address)

    assert answer is not None
    assert answer.status == 200
    assert len(answer.body()) < 200_000  # a title of 1 MB is cut
    assert tab.evaluate(RUNS) == []
    assert tab.locator("h1").count() == 1
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1440


def asked(page: PageOf) -> dict[str, str]:
    return {"q": "boats"} if page.path == "/search" else {}


def test_attacks_stand_as_their_characters(opens: Open) -> None:
    tab = opens().new_page()
    for address in ("/", "/documents/document-attack", "/actors/entity-hostile", "/runs"):
        tab.goto(address)

        body = tab.locator("body").inner_text()
        assert "{{7*7}}" in body
        assert "<script>alert" in body
        assert "&lt;b&gt;" in body
