"""The page of builds says what each cost, and what is not known of older ones."""

from starlette.testclient import TestClient


def test_the_page_of_builds_says_what_they_cost(client: TestClient) -> None:
    shown = client.get("/runs").text
    cost = client.get("/api/v1").json()["runs"][-1]["cost"]

    assert 'data-label="Cost">took ' in shown
    assert f"{cost['articles']} new articles" in shown
    assert "a second and core" in shown
    assert {"extract", "annotate", "store document"} <= {one["step"] for one in cost["steps"]}
