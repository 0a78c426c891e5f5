from collections.abc import Callable

import pytest

from chancery.model import Document
from chancery.stages.describe.stage import describe

BODY = (
    "body",
    "The two delegations met for three hours and agreed to meet again within the month.",
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published October 20, 2021", "2021-10-20"),
        ("Posted by Ann Lee on November 19, 2019, 6:21 AM EST", "2019-11-19"),
        ("PUBLISHED: November 19, 2019 at 8:59 pm", "2019-11-19"),
        ("Veröffentlicht am 20. Mai 2021", "2021-05-20"),
        ("Publié le 1er octobre 2021 à 10:15", "2021-10-01"),
        ("Publicado el 20 de octubre de 2021", "2021-10-20"),
        ("Опубликовано 20 октября 2021 г.", "2021-10-20"),
        ("تاريخ النشر 20 أكتوبر 2021", "2021-10-20"),
        ("发布 2021年10月20日", "2021-10-20"),
    ],
)
@pytest.mark.parametrize("kind", ["dateline", "body", "byline"])
def test_a_line_that_says_published_gives_the_day(
    article: Callable[..., Document], line: str, day: str, kind: str
) -> None:
    described, _ = describe(article(("headline", "Talks open"), (kind, line), BODY))

    assert described.published is not None
    assert (described.published.start, described.published.end) == (day, day)
    assert described.published.basis == "stated"
    assert described.modified is None


def test_the_evidence_of_a_labelled_date_takes_in_its_label(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(("dateline", "Published October 20, 2021"), BODY))

    assert described.published is not None
    assert described.published.evidence is not None
    assert described.published.evidence.quote == "Published October 20, 2021"


def test_published_and_updated_on_one_line_are_told_apart(
    article: Callable[..., Document],
) -> None:
    line = "Published Nov 18, 2019 at 4:07 PM | Updated on Nov 20, 2019 10:31 GMT"

    described, _ = describe(article(("dateline", line), BODY))

    assert described.published is not None
    assert described.published.start == "2019-11-18"
    assert described.modified is not None
    assert described.modified.start == "2019-11-20T10:31+00:00"
    assert described.modified.precision == "minute"


def test_a_month_with_its_label_is_a_date_of_that_precision(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(("dateline", "Published October 2021"), BODY))

    assert described.published is not None
    assert (described.published.start, described.published.precision) == ("2021-10-01", "month")


def test_an_open_order_of_day_and_month_gives_an_interval(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(("dateline", "Published 05/06/2021"), BODY))

    assert described.published is not None
    assert (described.published.start, described.published.end) == ("2021-05-06", "2021-06-05")
    assert described.published.precision == "between"


def test_a_bare_date_in_the_head_is_the_day_of_publication(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(("dateline", "HARBOUR TOWN | Wed Jun 16, 2010 7:59 pm"), BODY))

    assert described.published is not None
    assert described.published.start == "2010-06-16"


def test_a_dateline_with_a_year_is_the_day_of_publication(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(("body", "MOSCOW, Oct. 20, 2021 (AP) — " + BODY[1])))

    assert described.published is not None
    assert described.published.start == "2021-10-20"


@pytest.mark.parametrize(
    "line",
    [
        ("body", "MOSCOW, Oct. 20 (AP) — The talks went on."),
        ("body", "The treaty of October 20, 2021 was never published."),
        (
            "body",
            "Published October 20, 2021, the report of the panel says that no side kept it.",
        ),
        ("caption", "Delegates attend talks in the capital, Wednesday, October 20, 2021"),
        ("dateline", "Published October 20, 20211"),
        ("dateline", "31 February 2021"),
        ("dateline", "Wednesday"),
        ("teaser", "Published October 20, 2021"),
        ("navigation", "October 20, 2021"),
    ],
)
def test_other_dates_are_not_the_day_of_publication(
    article: Callable[..., Document], line: tuple[str, str]
) -> None:
    described, _ = describe(article(("headline", "Talks open"), line, BODY))

    assert described.published is None


def test_bare_dates_that_disagree_give_none(article: Callable[..., Document]) -> None:
    lines = (("dateline", "20 October 2021"), ("dateline", "22 October 2021"))

    described, _ = describe(article(*lines, BODY))

    assert described.published is None


def test_a_label_is_stronger_than_a_bare_date(article: Callable[..., Document]) -> None:
    lines = (("dateline", "20 October 2021"), ("dateline", "Published: 22 October 2021"))

    described, _ = describe(article(*lines, BODY))

    assert described.published is not None
    assert described.published.start == "2021-10-22"


def test_a_bare_date_far_down_is_not_the_article_s(article: Callable[..., Document]) -> None:
    described, _ = describe(article(BODY, BODY, BODY, ("dateline", "20 October 2021")))

    assert described.published is None


def test_the_latest_stamp_of_the_furniture_bounds_the_capture(
    article: Callable[..., Document],
) -> None:
    document = article(
        ("dateline", "Published October 20, 2021"),
        BODY,
        ("teaser", "Updated 13 Oct, 2024"),
        ("teaser", "12 Oct, 2024"),
        ("teaser", "The pact of 5 May 2031 would be the last of its kind, the minister said."),
    )

    described, _ = describe(document)

    assert described.captured is not None
    assert described.captured.start == "2024-10-13"
    assert described.captured.end is None
    assert described.captured.precision == "after"
    assert described.captured.basis == "page_furniture"
    assert described.captured.evidence is not None
    assert described.captured.evidence.quote == "Updated 13 Oct, 2024"


def test_bare_dates_of_teasers_bound_the_capture_where_none_is_labelled(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(BODY, ("teaser", "12 Oct, 2024"), ("teaser", "9 Oct, 2024")))

    assert described.captured is not None
    assert described.captured.start == "2024-10-12"


@pytest.mark.parametrize(
    "line",
    [
        ("consent", "12 Oct, 2024"),
        ("teaser", "12 Oct 2024 – 3 Nov 2024"),
        ("teaser", "Opens 12 Oct 2024 in the great hall of the old harbour"),
        ("teaser", "Published 1 May 2020"),
    ],
)
def test_what_is_no_stamp_or_says_nothing_new_does_not_bound_the_capture(
    article: Callable[..., Document], line: tuple[str, str]
) -> None:
    described, _ = describe(article(("dateline", "Published 3 May 2021"), BODY, line))

    assert described.captured is None


def test_the_language_decides_what_a_month_s_name_means(article: Callable[..., Document]) -> None:
    polish = (
        "Delegacje obu stron spotkały się w czwartek i rozmawiały przez trzy godziny, ale nie"
        " podpisały żadnego dokumentu, jak powiedział rzecznik ministerstwa, który dodał, że"
        " rozmowy będą kontynuowane za miesiąc w tym samym miejscu i że nie ma żadnych warunków."
    )

    described, _ = describe(
        article(("dateline", "Opublikowano 20 listopada 2021"), ("body", polish))
    )

    assert described.published is not None
    assert described.published.start == "2021-11-20"


def test_a_labelled_date_in_the_middle_of_the_body_is_that_of_a_post_set_into_it(
    article: Callable[..., Document],
) -> None:
    post = ("body", "Posted by Ann Lee on Sunday, February 6, 2022")

    described, _ = describe(article(*[BODY] * 6, post, *[BODY] * 6))

    assert described.published is None
