"""Every link of every page leads somewhere."""

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest
from markup import links
from served import HOST
from starlette.testclient import TestClient

from chancery.workbench.pages import pages

FIXED = [one.path for one in pages() if "{" not in one.path]
MOST_OF_ONE_FORM = 40  # pages that differ by their id, or by what is asked of them


def form_of(address: str) -> str:
    """Return which page an address is of, whatever it asks of it."""
    parts = urlsplit(address).path.split("/")
    if parts[1] == "api":
        return "/".join(parts[:5])
    listed = next((one for one in FIXED if one == f"/{'/'.join(parts[1:])}"), None)
    return listed or f"/{parts[1]}{'/{}' if len(parts) > 2 else ''}"


@pytest.mark.untraced
def test_every_link_is_answered(client: TestClient) -> None:
    waiting = deque([f"http://{HOST}/"])
    known = set(waiting)
    asked: Counter[str] = Counter()
    broken = []
    while waiting:
        address = waiting.popleft()
        asked[form_of(address)] += 1
        if asked[form_of(address)] > MOST_OF_ONE_FORM:
            continue
        answer = client.get(address)
        if answer.status_code >= 400:
            broken.append((address, answer.status_code))
        if answer.headers["content-type"].startswith("text/html"):
            new = [
                one for one in dict.fromkeys(links(answer.content, address)) if one not in known
            ]
            known.update(new)
            waiting.extend(one for one in new if urlsplit(one).netloc == HOST)

    assert broken == []
    assert {re.sub(r"\{\w+\}", "{}", one.path) for one in pages()} <= asked.keys()
    assert {urlsplit(one).netloc for one in known} == {HOST}
