"""What the interface for programs answers: one page, or all of a list."""

from typing import Any

from starlette.testclient import TestClient

from chancery.api.view import PREFIX


def get(client: TestClient, address: str, **asked: str) -> Any:
    """Return what an address answers, which is no problem."""
    answer = client.get(f"{PREFIX}{address}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def every(client: TestClient, address: str, **asked: str) -> list[Any]:
    """Return all items of a list, one to a page."""
    items: list[Any] = []
    cursor = ""
    while True:
        page = get(client, address, limit="1", cursor=cursor, **asked)
        assert len(page["items"]) <= 1
        items += page["items"]
        if page["next"] is None:
            return items
        cursor = page["next"]
