import pytest

from chancery.sources.dates import read_date


@pytest.mark.parametrize(
    ("given", "start", "end", "precision"),
    [
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021-10-20", "2021-10-20", "2021-10-20", "day"),
        ("20211020", "2021-10-20", "2021-10-20", "day"),
        ("2021-W42-3", "2021-10-20", "2021-10-20", "day"),
        ("2021-10-20T14:30", "2021-10-20T14:30", "2021-10-20T14:30", "minute"),
        ("2021-10-20T14:30:05", "2021-10-20T14:30:05", "2021-10-20T14:30:05", "second"),
        ("2021-10-20 14:30:05.250Z", "2021-10-20T14:30:05Z", "2021-10-20T14:30:05Z", "second"),
        ("2021-10-20T23:30:00-0500", "2021-10-21T04:30:00Z", "2021-10-21T04:30:00Z", "second"),
        ("2021-10-20T14:30:00 +02:00", "2021-10-20T12:30:00Z", "2021-10-20T12:30:00Z", "second"),
        ("Wed, 20 Oct 2021 14:30:05 +0200", "2021-10-20T12:30:05Z", None, "second"),
        ("20 Oct 2021 14:30 GMT", "2021-10-20T14:30Z", None, "minute"),
        ("20 Oct 2021 14:30:00 EST", "2021-10-20T19:30:00Z", None, "second"),
        ("20 Oct 2021 14:30:00 -0000", "2021-10-20T14:30:00", None, "second"),
        ("20 Oct 2021 14:30:00 -0130", "2021-10-20T16:00:00Z", None, "second"),
        ("Wed, 20 Oct 2021 14:30:00 X (odd)", "2021-10-20T14:30:00", None, "second"),
        (" 2021-10-20\n", "2021-10-20", "2021-10-20", "day"),
    ],
)
def test_a_date_keeps_the_precision_that_it_was_given_in(
    given: str, start: str, end: str | None, precision: str
) -> None:
    date = read_date(given, "markup", None)

    assert date is not None
    assert (date.start, date.end, date.precision) == (start, end or start, precision)
    assert date.basis == "markup"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "yesterday",
        "10/20/2021",
        "20.10.2021",
        "2021-02-30",
        "2021-13",
        "0000",
        "1634740205",
        "2021-10-20T25:00",
        "0001-01-01T00:00:00+14:00",
        "31 Feb 2021 10:00 GMT",
        "20 Okt 2021 10:00 GMT",
        "1 Jan 0001 00:00 +1400",
        "October 20, 2021",
    ],
)
def test_what_is_in_neither_form_is_not_guessed(given: str) -> None:
    assert read_date(given, "markup", None) is None
