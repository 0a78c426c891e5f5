"""Two findings are merged by a key on one and then on the other, and that is undone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Open, open_contexts
from playwright.sync_api import Browser, Page, expect
from serving import serving


@pytest.fixture
def opens(browser: Browser, example: Path, tmp_path: Path) -> Iterator[Open]:
    """Give what opens a context on a copy of the example dossier, to be written to."""
    own = tmp_path / "own.dossier"
    shutil.copy(example, own)
    with serving(own) as address:
        yield from open_contexts(browser, address)


def shown(tab: Page) -> str:
    return tab.locator("#evidence").get_attribute("data-finding") or ""


def test_m_marks_a_finding_and_merges_another_with_it_and_u_undoes(opens: Open) -> None:
    tab = opens().new_page()
    tab.goto("/statements")
    first = shown(tab)
    tab.locator("details.merge summary").click()
    expect(tab.locator("form.merging .marked")).to_be_hidden()
    tab.keyboard.press("m")
    expect(tab.locator("form.merging .marked")).to_be_visible()
    for key in ("j", "j", "Enter"):
        tab.keyboard.press(key)
    expect(tab.locator("#evidence")).not_to_have_attribute("data-finding", first)
    second = shown(tab)

    tab.keyboard.press("m")
    expect(tab.locator("#who-m")).to_be_focused()  # who decides is asked first
    assert tab.locator("#other").input_value() == first
    tab.locator("#who-m").fill("Ada")
    tab.locator("#who-m").blur()
    tab.keyboard.press("m")

    expect(tab.locator("#evidence .review")).to_contain_text("waits for the next build")
    assert shown(tab) == second  # nothing is laid over what was built
    tab.goto("/review")
    expect(tab.locator("main")).to_contain_text("1 merge or split waits for the next build")
    tab.goto(f"/findings/{first}")
    expect(tab.locator(".review").first).to_contain_text("Ada merges two statements")
    tab.keyboard.press("u")
    expect(tab.locator(".review").first).not_to_contain_text("Ada merges two statements")
    noted = tab.request.get("/api/v1/review/decisions").json()["items"]
    assert [(one["decision"]["action"], one["stands"]) for one in noted] == [
        ("merge", False),
        ("undo", True),
    ]
