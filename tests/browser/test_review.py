"""Review by keyboard: what is decided is in the log, is undone by a key, and survives a reload."""

import re
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


def chosen(opens: Open) -> Page:
    """Return the brief with its first line beside it, reached by keyboard."""
    tab = opens().new_page()
    tab.goto("/")
    tab.keyboard.press("k")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("evidence=finding-"))
    return tab


def named(tab: Page, name: str) -> None:
    tab.locator("#who-v").fill(name)
    tab.locator("#who-v").blur()


def state(tab: Page) -> str:
    return tab.locator(".review h3 .badge").inner_text()


def test_x_rejects_and_u_undoes_and_the_log_has_both(opens: Open) -> None:
    tab = chosen(opens)
    finding = tab.locator("#evidence").get_attribute("data-finding") or ""

    tab.keyboard.press("x")
    expect(tab.locator("#who-v")).to_be_focused()  # who decides is asked first
    named(tab, "Ada")
    tab.keyboard.press("x")
    expect(tab.locator(".review h3 .badge")).to_have_text("rejected")

    assert finding in tab.url  # the same view, as its address says
    assert tab.locator(f"main [data-row] a[data-finding={finding}]").count() == 0
    tab.reload()
    assert state(tab) == "rejected"
    tab.keyboard.press("u")
    expect(tab.locator(".review h3 .badge")).to_have_text("not reviewed")
    assert tab.locator(f"main [data-row] a[data-finding={finding}]").count() == 1

    noted = tab.request.get("/api/v1/review/decisions").json()["items"]
    assert [(one["decision"]["action"], one["stands"]) for one in noted] == [
        ("reject", False),
        ("undo", True),
    ]
    tab.goto("/review/log")
    assert tab.locator("tbody tr").count() == 2
    assert "Ada" in tab.locator("tbody").inner_text()


def test_a_accepts_and_the_name_is_kept_for_the_next(opens: Open) -> None:
    tab = chosen(opens)
    named(tab, "Ada")

    tab.keyboard.press("a")
    expect(tab.locator(".review h3 .badge")).to_have_text("accepted")
    tab.goto("/review")

    assert tab.locator("#who-v").input_value() == "Ada"


def test_a_letter_typed_into_a_field_decides_nothing(opens: Open) -> None:
    tab = chosen(opens)
    named(tab, "Ada")
    tab.locator("#why-v").fill("")

    tab.locator("#why-v").press_sequentially("axu")
    tab.keyboard.press("Enter")

    assert state(tab) == "not reviewed"
    assert tab.request.get("/api/v1/review/decisions").json()["items"] == []


def test_one_of_two_who_disagree_sees_it_said(opens: Open) -> None:
    for name, key in (("Ada", "a"), ("Bo", "x")):
        tab = chosen(opens)
        named(tab, name)
        tab.keyboard.press(key)
        expect(tab.locator(".review h3 .badge")).not_to_have_text("not reviewed")

    assert "disputed" in state(tab)
    tab.goto("/review/agreement")
    assert "Ada and Bo" in tab.locator("tbody").first.inner_text()


def test_a_part_is_corrected_by_its_words_without_scripts(opens: Open) -> None:
    tab = opens(java_script_enabled=False).new_page()
    tab.goto("/statements?min_origins=1")
    tab.locator("a.open").first.click()
    tab.locator(".correcting summary").first.click()
    form = tab.locator(".correcting form").first
    form.locator("[name=who]").fill("Ada")
    form.locator("[name=slot]").select_option("venue")
    words = tab.locator(".telling .passage mark.slot").first.inner_text()
    form.locator("[name=words]").fill(words)
    form.locator("button[value=correct]").click()

    expect(tab.locator(".review h3 .badge")).to_have_text("corrected")
    assert words in tab.locator(".review").inner_text()
