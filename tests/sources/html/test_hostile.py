"""Pages that would run, fetch, or unfold without end: nothing of the kind happens to them."""

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

TEXT = "The guards lifted the bar at dawn, and the first carts crossed the old bridge."
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
CALLS = frozenset({"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"})


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f'<!DOCTYPE html [<!ENTITY e0 "ha">{LAUGHS}]><p>{TEXT} &e9;</p>', "&e9;"),
        (f"<p>{TEXT} {'&amp;' * 50_000}</p>", "&" * 50_000),
        (f"<p>{TEXT} {'&#120;' * 50_000}</p>", "x" * 50_000),
        (f"<p>{TEXT} &#{'9' * 50_000}; &{'e' * 50_000};</p>", TEXT),
    ],
    ids=["declared", "many", "by number", "endless names"],
)
def test_entities_do_not_unfold(extract: Callable[..., Any], page: str, shown: str) -> None:
    began = time.process_time()
    document = extract(page)

    assert TEXT in document.text
    assert shown in document.text
    assert len(document.text) < len(page) + 1_000
    assert time.process_time() - began < 5


def test_scripts_and_data_addresses_are_neither_run_nor_shown(extract: Callable[..., Any]) -> None:
    embedded = "data:text/html;base64,PHA+Tm90IHRoZSBhcnRpY2xlPC9wPg=="
    page = f"""<html><head><link rel="canonical" href="{embedded}"><base href="{embedded}">
<meta property="og:url" content="data:,x"><script>document.write("<p>Written.</p>")</script>
<script src="{embedded}"></script></head><body onload="alert('Loaded.')"><article><h1>Bar up</h1>
<p>{TEXT}</p><img src="data:image/svg+xml,<svg onload=alert(1)>" onerror="alert('Failed.')">
<a href="javascript:alert('Clicked.')">More</a><iframe src="{embedded}">Framed.</iframe>
<object data="{embedded}">Held.</object><svg><script>alert('Drawn.')</script></svg>
</article></body></html>"""

    document = extract(page)

    assert document.address is None
    assert document.text.splitlines() == ["Bar up", TEXT, "More"]


def test_nothing_that_a_page_names_is_opened_or_fetched(extract: Callable[..., Any]) -> None:
    page = f"""<!DOCTYPE html SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY f SYSTEM
"file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:9/b">%p;]><html><head>
<link rel="stylesheet" href="file:///etc/hostname"><meta http-equiv="refresh"
content="0;url=http://127.0.0.1:9/"></head><body><p>{TEXT} &f;</p><img src="file:///etc/hostname">
<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/></body>"""
    extract(page)  # what is loaded on first use is loaded now
    seen: list[tuple[str, Any]] = []
    watching = True

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if watching and (event in CALLS or event == "open"):
            seen.append((event, given[0]))

    sys.addaudithook(watch)
    document = extract(page)
    watching = False

    assert TEXT in document.text
    assert seen == []
