"""A list is gone through by keyboard; what is beside it follows, with an address of its own."""

import re

from browsing import Open
from playwright.sync_api import Page, expect


def shown_beside(tab: Page) -> str:
    return tab.locator("#evidence").get_attribute("data-finding") or ""


def test_a_row_is_chosen_with_j_and_k_and_shown_with_enter(opens: Open) -> None:
    tab = opens().new_page()
    tab.goto("/statements")
    first = shown_beside(tab)
    for key in "kjjk":
        tab.keyboard.press(key)
    second = tab.locator("[data-row]").nth(1)

    expect(second.locator("a.evidence")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-current", "true")

    assert shown_beside(tab) == second.locator("a.evidence").get_attribute("data-finding") != first
    assert re.search(rf"[?&]evidence={shown_beside(tab)}", tab.url)
    expect(tab.locator("#said")).to_contain_text("Beside:")
    tab.go_back()
    expect(tab.locator("#evidence")).to_have_attribute("data-finding", first)


def test_what_is_beside_a_list_stays_after_a_reload(opens: Open) -> None:
    tab = opens().new_page()
    tab.goto("/statements?min_origins=2")
    last = tab.locator("a.evidence").last
    last.click()
    expect(tab.locator("#evidence")).to_have_attribute(
        "data-finding", last.get_attribute("data-finding") or ""
    )
    before = tab.locator("#evidence").inner_text()
    rows = tab.locator("[data-row]").count()

    tab.reload()

    assert "min_origins=2" in tab.url
    assert tab.locator("#evidence").inner_text() == before
    assert tab.locator("[data-row]").count() == rows


def test_the_first_tab_leads_to_the_content_and_a_slash_to_the_search(opens: Open) -> None:
    tab = opens().new_page()
    tab.goto("/")

    tab.keyboard.press("Tab")
    expect(tab.locator("a.skip")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#main")).to_be_focused()
    tab.keyboard.press("/")
    expect(tab.locator("#find")).to_be_focused()
    tab.keyboard.type("jk talks")
    assert tab.locator("#find").input_value() == "jk talks"


def test_every_control_of_a_list_is_reached_by_tab_and_shows_that_it_is(opens: Open) -> None:
    tab = opens().new_page()
    tab.goto("/commitments?limit=2")
    seen: list[str] = []
    for _ in range(80):
        tab.keyboard.press("Tab")
        one = tab.evaluate(
            "() => ({tag: document.activeElement.tagName, name: document.activeElement.name,"
            " line: getComputedStyle(document.activeElement).outlineStyle})"
        )
        if one["tag"] == "BODY":
            break
        assert one["line"] != "none", one
        seen.append(one["name"] or one["tag"])

    fields = tab.locator("form.filters :is(input, select, button)")
    assert {"q", "party", "since", "until", "type", "due", "open", "BUTTON", "SUMMARY"} <= set(
        seen
    )
    assert fields.count() >= 8


def test_a_citation_is_copied(opens: Open) -> None:
    tab = opens(permissions=["clipboard-read", "clipboard-write"]).new_page()
    tab.goto("/statements")
    tab.locator("#evidence .cite summary").click()

    tab.get_by_role("button", name="Copy").first.click()

    expect(tab.locator("#said")).to_contain_text("copied")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == tab.locator("#evidence .cite pre").first.text_content()
