"""Every page does its work in a browser that runs no script."""

from browsing import Open
from playwright.sync_api import Page, expect


def plain(opens: Open) -> Page:
    return opens(java_script_enabled=False).new_page()


def test_the_words_of_a_line_are_shown_beside_it_all_the_same(opens: Open) -> None:
    with_scripts, without = opens().new_page(), plain(opens)
    panes = []
    for tab in (with_scripts, without):
        tab.goto("/")
        link = tab.locator("section.part a.evidence").nth(3)
        wanted = link.get_attribute("data-finding") or ""
        link.click()
        expect(tab.locator("#evidence")).to_have_attribute("data-finding", wanted)
        panes.append((tab.url.partition("#")[0], told(tab)))

    assert panes[0] == panes[1]
    assert without.url.endswith("#evidence")


def told(tab: Page) -> list[str]:
    return tab.locator("#evidence :is(h2, h3, p, blockquote)").all_text_contents()


def test_filters_are_a_form_whose_answer_has_an_address(opens: Open) -> None:
    tab = plain(opens)
    tab.goto("/statements")
    before = tab.locator("[data-row]").count()
    tab.get_by_label("Party").fill("Dovanne")
    tab.get_by_role("button", name="Show").click()
    tab.wait_for_load_state()  # the address is there before the rows

    assert "/statements?party=Dovanne&" in tab.url
    assert "=&" not in tab.url
    assert 0 < tab.locator("[data-row]").count() < before
    assert tab.get_by_label("Party").input_value() == "Dovanne"
    tab.get_by_role("link", name="Meetings").click()
    assert "party=Dovanne" in tab.url


def test_words_are_searched_and_the_passage_opens_in_its_document(opens: Open) -> None:
    tab = plain(opens)
    tab.goto("/")
    tab.get_by_label("Search the texts").fill('"joint statement"')
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    matches = tab.locator("ol.answers li").first.locator("mark").all_text_contents()
    tab.locator("ol.answers li a").first.click()

    chosen = "".join(tab.locator("#text mark[data-ids~=chosen]").all_text_contents())
    assert chosen.split()[0] == matches[0].split()[0]


def test_the_next_page_of_a_list_is_a_link(opens: Open) -> None:
    tab = plain(opens)
    tab.goto("/actors?limit=5")
    first = tab.locator("[data-row]").all_text_contents()
    tab.get_by_role("link", name="Next page").click()

    second = tab.locator("[data-row]").all_text_contents()
    assert second
    assert not set(first) & set(second)
