"""A figure is zoomed, moved and pointed at by mouse, finger and keys, and its links still lead."""

import pytest
from browsing import NARROW, Open
from playwright.sync_api import Page, expect

WIDTH = "() => document.querySelector('.figure svg').getBoundingClientRect().width"
LETTERS = (
    "() => Math.max(...[...document.querySelectorAll('.figure svg text')]"
    ".map((one) => one.getBoundingClientRect().height))"
)
SCROLLED = (
    "() => [document.querySelector('.figure').scrollLeft,"
    " document.querySelector('.figure').scrollTop]"
)
PINCH = """
() => {
  const frame = document.querySelector(".figure");
  const box = frame.getBoundingClientRect();
  const touch = (identifier, x) => new Touch({
    identifier, target: frame, clientX: box.left + x, clientY: box.top + 50 });
  const send = (kind, touches) => frame.dispatchEvent(
    new TouchEvent(kind, { touches, cancelable: true, bubbles: true }));
  send("touchstart", [touch(1, 100), touch(2, 140)]);
  return send("touchmove", [touch(1, 80), touch(2, 160)]);
}
"""


def opened(opens: Open, name: str, **options: object) -> Page:
    tab = opens(**options).new_page()
    tab.goto(f"/plots/{name}")
    tab.wait_for_load_state("networkidle")  # a reload breaks off no request, which is a fault
    return tab


@pytest.mark.parametrize("name", ["network", "map", "timeline"])
def test_keys_and_buttons_zoom_and_a_reload_keeps_what_is_seen(opens: Open, name: str) -> None:
    tab = opened(opens, name)
    sent, letters = tab.evaluate(WIDTH), tab.evaluate(LETTERS)
    frame = tab.get_by_role("region", name=tab.locator("h1").inner_text())

    frame.focus()
    for _ in range(4):
        tab.keyboard.press("+")
    tab.get_by_role("button", name="Zoom in").click()
    expect(tab.locator("#said")).to_have_text("Zoomed to 371 %")
    assert tab.evaluate(WIDTH) == pytest.approx(sent * 1.3**5, rel=0.01)
    assert 1.3 < tab.evaluate(LETTERS) / letters < 2, "letters grow, and less than the picture"
    frame.focus()
    tab.wait_for_url("**#at=3.713,*")
    before, address = tab.evaluate(SCROLLED), tab.url
    tab.keyboard.press("ArrowRight")
    at = tab.evaluate(SCROLLED)
    assert at == [before[0] + 80, before[1]]
    tab.wait_for_url(lambda url: url != address)

    tab.reload()
    assert tab.evaluate(WIDTH) == pytest.approx(sent * 1.3**5, rel=0.01)
    assert tab.evaluate(SCROLLED) == pytest.approx(at, abs=4)
    frame.focus()
    tab.keyboard.press("0")
    assert (tab.evaluate(WIDTH), tab.evaluate(SCROLLED)) == (sent, [0, 0])
    tab.wait_for_url(f"**/plots/{name}")


def test_a_wheel_zooms_where_it_points_and_else_scrolls_the_page(opens: Open) -> None:
    tab = opened(opens, "map")
    box = tab.locator(".figure").bounding_box()
    assert box
    sent = tab.evaluate(WIDTH)
    tab.mouse.move(box["x"] + 300, box["y"] + 200)

    tab.mouse.wheel(0, -60)
    assert tab.evaluate(WIDTH) == sent, "the page is scrolled"
    tab.locator(".figure").focus()
    tab.mouse.wheel(0, -60)
    tab.wait_for_function(f"{WIDTH[6:]} > {sent} * 1.29")
    left, top = tab.evaluate(SCROLLED)
    assert left == pytest.approx(300 * 0.3, abs=3)
    assert top > 0


def test_a_mouse_moves_the_picture_and_follows_no_link_then(opens: Open) -> None:
    tab = opened(opens, "network")
    tab.locator(".figure").focus()
    for _ in range(3):
        tab.keyboard.press("+")
    mark = tab.locator(".ch-network a[href^='/actors/']").first
    mark.scroll_into_view_if_needed()
    box = mark.locator("circle").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before, address = tab.evaluate(SCROLLED), tab.url.partition("#")[0]

    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x - 40, y - 30, steps=4)
    tab.mouse.up()
    assert tab.evaluate(SCROLLED) == [before[0] + 40, before[1] + 30]
    assert tab.url.partition("#")[0] == address

    mark.locator("circle").click()
    tab.wait_for_url("**/actors/entity-*")


def test_what_belongs_to_a_mark_lights_up_with_it_and_is_named(opens: Open) -> None:
    tab = opened(opens, "network")
    marks = tab.locator(".ch-network [data-record]")
    actor = tab.locator(".ch-network a[href^='/actors/']").first
    record = actor.get_attribute("data-record")
    ties = tab.locator(f".ch-network [data-with~='{record}']").count()

    actor.focus()

    named = actor.locator("title").text_content() or ""
    expect(tab.locator(".pointed")).to_have_text(named)
    lit = tab.locator(".ch-network .lit")
    assert ties < lit.count() < marks.count()
    assert tab.locator(f".ch-network .lit[data-with~='{record}']").count() == ties
    tab.locator(".ch-network [data-with]").first.focus()
    expect(lit).to_have_count(3)
    tab.locator("#find").focus()
    expect(lit).to_have_count(0)


def test_two_fingers_zoom(opens: Open) -> None:
    tab = opened(opens, "timeline", size=NARROW, has_touch=True)
    sent = tab.evaluate(WIDTH)

    assert tab.evaluate(PINCH) is False, "the browser does not zoom the page as well"
    assert tab.evaluate(WIDTH) == pytest.approx(2 * sent, rel=0.01)


def test_without_scripts_a_figure_stands_as_it_is(opens: Open) -> None:
    tab = opened(opens, "network", java_script_enabled=False)

    assert tab.locator(".figure svg a").count() > 2
    assert tab.locator(".zooming").count() == 0
