import pytest

from chancery.text.addresses import article_address, tidy_address


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ("HTTP://ferry.example", "http://ferry.example/"),
        ("https://ferry.example/a?id=1&utm_source=x#top", "https://ferry.example/a?id=1"),
        ("https://ferry.example/a?q=a%20b", "https://ferry.example/a?q=a%20b"),
        ("https://user:word@ferry.example/", None),
        ("file:///etc/passwd", None),
        ("ftp://ferry.example/", None),
        ("http://ferry.example:port/", None),
        ("http:///a", None),
        ("/a", None),
    ],
)
def test_a_web_address_is_written_one_way(given: str, tidy: str | None) -> None:
    assert tidy_address(given) == tidy


@pytest.mark.parametrize(
    ("given", "article"),
    [
        ("https://Ferry.example/a?id=1#top", "ferry.example/a?id=1"),
        ("http://ferry.example:80/a?id=1", "ferry.example/a?id=1"),
        ("https://ferry.example:8443/a", "ferry.example:8443/a"),
        ("https://ferry.example/?p=7", "ferry.example/?p=7"),
        ("https://ferry.example/", None),
        ("articles/a.html", None),
    ],
)
def test_versions_of_one_article_have_one_address(given: str, article: str | None) -> None:
    assert article_address(given) == article
