"""Days matter by the articles that name them as past, and more where they are remembered."""

from chancery.model import Dates, DayBound, Publication, TimeDirection, TimeExpression
from chancery.pipeline.days import Naming, namings, rank_days


def said(
    day: str, *, last: str | None = None, at: int = 0, direction: TimeDirection = "unknown"
) -> TimeExpression:
    return TimeExpression(
        start=at,
        end=at + 4,
        type="DATE",
        value=day,
        first=day,
        last=last or day,
        precision="day",
        modifier=None,
        basis="stated",
        anchor=None,
        direction=direction,
    )


def dates(published: str | None, *expressions: TimeExpression) -> Dates:
    day = published and DayBound(day=published, basis="stated", evidence=())
    return Dates(
        id=f"dates-{published}",
        document=f"document-{published}",
        expressions=expressions,
        published=Publication(first=day, last=day, basis="stated" if day else None),  # type: ignore[arg-type]
        captured=None,
    )


def days(*found: Dates) -> list[str]:
    return [one.day for one in rank_days(naming for each in found for naming in namings(each))]


def test_each_article_names_a_day_once() -> None:
    (one,) = namings(dates("2031-03-06", said("2031-03-05"), said("2031-03-05", at=9)))

    assert (one.day, one.span) == ("2031-03-05", (0, 4))


def test_what_is_to_come_and_what_is_no_day_is_not_named() -> None:
    coming, week = said("2031-03-09"), said("2031-03-01", last="2031-03-05")

    assert days(dates("2031-03-06", coming, week)) == []


def test_an_undated_article_names_what_it_tells_of_as_past() -> None:
    past, coming = said("2031-03-05", direction="past"), said("2031-03-09", direction="future")

    assert days(dates(None, past, coming)) == ["2031-03-05"]


def test_the_day_that_more_articles_name_comes_first() -> None:
    found = [dates("2031-03-06", said("2031-03-05")), dates("2031-03-07", said("2031-03-06"))]

    assert days(*found, dates("2031-03-08", said("2031-03-06"))) == ["2031-03-06", "2031-03-05"]


def test_a_day_that_is_still_named_after_a_week_comes_before_one_that_is_not() -> None:
    news = dates("2031-03-02", said("2031-03-01"))
    old = dates("2031-03-30", said("2031-03-05"))
    within = dates("2031-03-12", said("2031-03-05"))

    assert days(news, old) == ["2031-03-05", "2031-03-01"]
    assert days(news, within) == ["2031-03-01", "2031-03-05"]


def test_the_namings_of_a_day_begin_with_that_nearest_the_head() -> None:
    late = Naming(document="document-a", day="2031-03-05", span=(90, 94), remembered=False)
    head = Naming(document="document-b", day="2031-03-05", span=(3, 7), remembered=False)
    (one,) = rank_days([late, head])

    assert one.namings == (head, late)
    assert one.score == 2
