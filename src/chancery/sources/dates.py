"""Reads the dates that feeds, pages and JSON fields give: ISO 8601 and RFC 2822, strictly."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

from chancery.model import Basis, Citation, DatePrecision, DateValue

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}|\d{4}-?W\d{2}-?\d")
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2}|\d{8})[T ](\d{2}):?(\d{2})(:?\d{2})?([.,]\d+)? ?(Z|[+-].*)?"
)
_MAIL = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(\d{1,2}) (\w{3}) (\d{4}) "
    r"(\d{2}):(\d{2})(?::(\d{2}))?(?: ([+-]\d{4}|[A-Z]{1,3}))?(?: \(.*\))?"
)
# RFC 2822, 3.3
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {  # RFC 2822, 4.3, hours from UTC; other letters stand for an unknown zone
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip


def read_date(given: str, basis: Basis, evidence: Citation | None) -> DateValue | None:
    """Return the date with the precision that it was given in, or None if it is neither form.

    A time with an offset is turned into UTC and ends in Z; one without stays as it is.
    """
    read = _read_iso(given.strip()) or _read_mail(given.strip())
    if read is None:
        return None
    start, end, precision = read
    return DateValue(start=start, end=end, precision=precision, basis=basis, evidence=evidence)


_Interval = tuple[str, str, DatePrecision]


def _read_iso(given: str) -> _Interval | None:
    try:
        if match := _YEAR.fullmatch(given):
            return _year(int(match[1]))
        if match := _MONTH.fullmatch(given):
            return _month(int(match[1]), int(match[2]))
        if _DAY.fullmatch(given):
            day = date.fromisoformat(given).isoformat()
            return day, day, "day"
        if match := _TIME.fullmatch(given):
            compact = given.replace(",", ".").replace(" ", "T", 1).replace(" ", "")
            return _moment(datetime.fromisoformat(compact), "second" if match[4] else "minute")
    except (ValueError, OverflowError):  # such as 31 February, or year 1 east of Greenwich
        return None
    return None


def _year(year: int) -> _Interval:
    return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat(), "year"


def _month(year: int, month: int) -> _Interval:
    first = date(year, month, 1)
    return first.isoformat(), first.replace(day=monthrange(year, month)[1]).isoformat(), "month"


def _moment(moment: datetime, precision: DatePrecision) -> _Interval:
    if moment.tzinfo is None:
        written = moment.isoformat(timespec="seconds" if precision == "second" else "minutes")
    else:
        plain = moment.astimezone(UTC).replace(tzinfo=None)
        written = plain.isoformat(timespec="seconds" if precision == "second" else "minutes") + "Z"
    return written, written, precision


def _read_mail(given: str) -> _Interval | None:
    match = _MAIL.fullmatch(given)
    months: tuple[str, ...] = _MONTHS
    if match is None or match[2].lower() not in months:
        return None
    day, month, year = int(match[1]), months.index(match[2].lower()) + 1, int(match[3])
    try:
        moment = datetime(  # noqa: DTZ001 - the zone is set on the next line, where one is known
            year, month, day, int(match[4]), int(match[5]), int(match[6] or 0)
        )
        return _moment(moment.replace(tzinfo=_zone(match[7])), "second" if match[6] else "minute")
    except (ValueError, OverflowError):
        return None


def _zone(name: str | None) -> timezone | None:
    if name is None or name == "-0000":  # RFC 2822: "-0000" says that the zone is unknown
        return None
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[3:5])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None
