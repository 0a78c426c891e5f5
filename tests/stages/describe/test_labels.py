"""A document has the labels that its text, address, markup or outlet give, and no others."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from chancery.knowledge.genres import genres
from chancery.model import Document, Label, TextValue
from chancery.stages.describe.stage import describe

BODY = (
    "body",
    "The two delegations met for three hours and agreed to meet again within the month.",
)
Article = Callable[..., Document]


def labels(document: Document) -> list[tuple[str, str, str]]:
    described, _ = describe(document)
    for one in described.labels:
        if one.evidence is not None and one.evidence.quote is not None:
            start, end = one.evidence.start, one.evidence.end
            assert described.text[start:end] == one.evidence.quote
    return [(one.label, one.basis, one.words) for one in described.labels]


@pytest.mark.parametrize(
    ("lines", "label", "words"),
    [
        ([("body", "OPINION"), ("headline", "Talks must go on")], "opinion", "OPINION"),
        ([("headline", "Talks must go on"), ("dek", "Opinion |")], "opinion", "Opinion"),
        ([("headline", "Analysis: Why the talks failed")], "analysis", "Analysis"),
        ([("headline", "Opinion | Talks must go on")], "opinion", "Opinion"),
        ([("headline", "Talks must go on | Editorial")], "opinion", "Editorial"),
        ([("headline", "Talks"), ("byline", "Analysis by Jane Doe")], "analysis", "Analysis by"),
        (
            [("body", "FOR IMMEDIATE RELEASE"), ("headline", "Ministry on the talks")],
            "press_release",
            "FOR IMMEDIATE RELEASE",
        ),
        (
            [
                ("headline", "New quay"),
                ("body", "PORT TARN, May 3 /PRNewswire/ -- Open."),
            ],
            "press_release",
            "/PRNewswire/",
        ),
        ([("body", "Sponsored content"), ("headline", "The best ropes")], "sponsored", None),
        ([("headline", "Gespräche"), ("dek", "Kommentar")], "opinion", "Kommentar"),
    ],
)
def test_what_an_article_says_it_is_labels_it(
    article: Article, lines: list[tuple[str, str]], label: str, words: str | None
) -> None:
    found = labels(article(*lines, BODY))

    assert [(one, basis) for one, basis, _ in found] == [(label, "stated")]
    assert words is None or found[0][2] == words


def test_a_disclaimer_at_the_end_labels_an_opinion(article: Article) -> None:
    said = "The views expressed in this article are the author's own."
    found = labels(article(("headline", "Talks must go on"), BODY, ("body", said)))

    assert [one[:2] for one in found] == [("opinion", "stated")]


@pytest.mark.parametrize(
    "lines",
    [
        [("headline", "Public opinion: towns want the ferry back")],
        [("headline", "Analysis of the talks takes a week")],
        [("headline", "Talks open"), ("body", "Opinion polls put the mayor ahead of the clerk.")],
        [("headline", "Talks open"), ("body", "The ministry said so in a press release.")],
        [("headline", "Talks open"), ("navigation", "Opinion")],
        [("headline", "Talks open"), ("body", "Comment")],
        [("headline", "Talks open"), ("body", "Advertisement")],
    ],
)
def test_words_that_mean_other_things_label_nothing(
    article: Article, lines: list[tuple[str, str]]
) -> None:
    assert labels(article(*lines, BODY)) == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://post.example/opinion/2021/talks", [("opinion", "address", "opinion")]),
        (
            "https://post.example/Press-Releases/7",
            [("press_release", "address", "Press-Releases")],
        ),
        ("https://post.example/news/opinion", []),
        ("https://post.example/world/opinion-poll/7", []),
        (None, []),
    ],
)
def test_a_folder_of_the_address_labels_it(
    article: Article, address: str | None, found: list[tuple[str, str, str]]
) -> None:
    assert labels(replace(article(("headline", "Talks"), BODY), address=address)) == found


def test_an_outlet_of_the_state_is_known_by_its_address_or_its_name(article: Article) -> None:
    plain = article(("headline", "Talks"), BODY)
    for made in (
        replace(plain, address="https://eng.belta.by/politics/view/7"),
        replace(plain, outlet=TextValue(value="BelTA", basis="markup")),
    ):
        described, _ = describe(made)
        (label,) = described.labels
        assert (label.label, label.basis) == ("state_media", "knowledge")
        assert label.words == "BelTA: the government of Belarus"
        assert (label.source or "").startswith("https://")
    other = replace(plain, address="https://notbelta.by/7")
    assert describe(other)[0].labels == ()


def test_labels_of_the_markup_stay_and_go_first(article: Article) -> None:
    given = Label(label="opinion", basis="markup", words="Opinion")
    made = replace(article(("headline", "Opinion: Talks"), BODY), labels=(given,))

    assert [one[1] for one in labels(made)] == ["markup", "stated"]


def test_forms_in_datelines_open_with_a_mark_that_is_looked_for_first() -> None:
    assert not any(form[0].isalnum() for form in genres("dateline"))
