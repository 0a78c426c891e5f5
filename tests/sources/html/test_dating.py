"""The day of publication: what the markup says, set against what the page shows."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chancery.model import Document

TEXT = (
    "The guards lifted the bar at dawn, and the first carts rolled over the bridge in silence.",
    "Mara Ilvic, who leads the ferry union, said that nobody had expected the order so soon.",
    "Engineers from both banks spent the afternoon counting cracks beneath the eastern arch.",
)
Make = Callable[..., Any]  # a document whose values a test knows to be there


@pytest.fixture
def page(extract: Callable[..., Any]) -> Make:
    def run(head: str = "", beside: str = "", end: str = "") -> Any:
        body = "".join(f"<p>{line}</p>" for line in TEXT)
        made = extract(
            f"<html lang=de><head><title>Bridge opens after talks</title>{head}</head><body>"
            f"<article><h1>Bridge opens after talks</h1>{beside}{body}</article>{end}</body>"
        )
        assert isinstance(made, Document)
        return made

    return run


def linked(kind: str, published: str) -> str:
    value = json.dumps({"@type": kind, "datePublished": published})
    return f'<script type="application/ld+json">{value}</script>'


def test_the_day_of_a_page_counts_where_it_is_shown(page: Make) -> None:
    shown = page(linked("WebPage", "2021-10-20T08:00:00Z"), "<p>20. Oktober 2021</p>")
    elsewhere = page(linked("WebPage", "2021-10-20"), end="<div>Stand der Seite 20.10.2021</div>")

    assert shown.published.start == "2021-10-20T08:00:00Z"
    assert shown.published.basis == "markup"
    assert elsewhere.published.start == "2021-10-20"


def test_the_day_of_a_page_that_shows_none_is_left_out_and_kept_apart(page: Make) -> None:
    made = page(linked("WebPage", "2021-10-20"))

    assert made.published is None
    assert json.loads(made.fields["unconfirmed_published"])["start"] == "2021-10-20"


def test_the_day_of_an_article_counts_though_the_page_shows_none(page: Make) -> None:
    made = page(linked("NewsArticle", "2021-10-20"))

    assert made.published.start == "2021-10-20"
    assert made.fields == {}


def test_the_day_in_the_address_denies_but_does_not_confirm(page: Make) -> None:
    link = "<link rel=canonical href=https://ferry.example/2021/10/20/bridge>"

    assert page(linked("NewsArticle", "2021-10-20") + link).published.start == "2021-10-20"
    assert page(linked("NewsArticle", "2019-10-20") + link).published is None
    assert page(linked("WebPage", "2021-10-20") + link).published is None


def test_of_two_days_that_differ_the_one_by_the_headline_counts(page: Make) -> None:
    made = page(linked("NewsArticle", "2021-10-20"), "<div class=menu>3. Mai 2022</div>")

    assert (made.published.start, made.published.basis) == ("2022-05-03", "page_furniture")


def test_neither_day_counts_where_the_page_shows_the_one_on_which_it_was_changed(
    page: Make,
) -> None:
    changed = "<meta property=article:modified_time content=2022-05-03>"
    made = page(linked("NewsArticle", "2021-10-20") + changed, "<div>3. Mai 2022</div>")

    assert made.published is None
    assert made.modified.start == "2022-05-03"
    assert "unconfirmed_published" in made.fields


def test_a_day_before_the_web_is_one_that_the_page_is_about(page: Make) -> None:
    made = page(linked("NewsArticle", "2021-10-20"), "<div>Geboren am 3. Mai 1914</div>")

    assert made.published.start == "2021-10-20"


def test_a_day_by_the_headline_is_given_without_markup(page: Make) -> None:
    made = page(beside="<div class=menu>Mara Ilvic, 20.10.2021, 10:15 Uhr</div>")
    quote = made.published.evidence

    assert (made.published.start, made.published.precision) == ("2021-10-20", "day")
    assert made.text[quote.start : quote.end] == "20.10.2021"


@pytest.mark.parametrize(
    "beside",
    [
        "<div class=menu>Aktualisiert am 20.10.2021</div>",
        "<div class=menu>Vom 20.10.2021 bis 27.10.2021</div>",
        "<div class=menu>20.10. um zehn Uhr</div>",
    ],
)
def test_a_change_a_period_and_a_day_without_a_year_are_no_day_of_publication(
    page: Make, beside: str
) -> None:
    assert page(beside=beside).published is None


def test_the_day_that_is_shown_counts_where_the_markup_is_in_another_zone(page: Make) -> None:
    made = page(linked("NewsArticle", "2021-10-19T22:00:00Z"), "<time>20.10.2021</time>")

    assert (made.published.start, made.published.basis) == ("2021-10-20", "stated")


def test_a_time_whose_day_would_change_in_universal_time_keeps_its_own_day(page: Make) -> None:
    made = page(linked("NewsArticle", "2021-10-20T23:30:00-05:00"))

    assert (made.published.start, made.published.precision) == ("2021-10-20", "day")


def test_the_day_of_a_review_on_the_page_is_not_the_pages(page: Make) -> None:
    made = page(
        end="<div itemscope itemtype=https://schema.org/Review>"
        "<meta itemprop=datePublished content=2021-10-20><span>20.10.2021</span></div>"
    )

    assert made.published is None


def test_a_title_has_plain_spaces(extract: Callable[..., Any]) -> None:
    made = extract(f"<h1>Bridge opens after\u00a0talks</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p>")

    assert made.title.value == "Bridge opens after talks"
