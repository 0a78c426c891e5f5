"""What a build cost, in words: times, sizes, and how fast it was."""

from chancery.store.costs import RunCost
from chancery.wording.phrases import count_words

_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")
_THOUSAND = 1000
_TWO_DIGITS = 9.95  # from here on a tenth says nothing
_TIMES = ((172_800, 86_400, "days"), (3_600, 3_600, "h"), (120, 60, "min"))
"""From which time on a unit is used, how long it is, and its name; shorter ones are seconds."""


def duration_words(seconds: float) -> str:
    """Return a time as a reader would say it: 0.4 s, 12 s, 3 min, 5.2 h, 12 days."""
    for least, length, unit in _TIMES:
        if seconds >= least:
            return f"{_short(seconds / length)} {unit}"
    return f"{_short(seconds)} s"


def size_words(count: float) -> str:
    """Return a number of bytes as a reader would say it: 12 kB, 1.1 GB."""
    size, unit = float(count), 0
    while size >= _THOUSAND - 0.5 and unit < len(_UNITS) - 1:
        size, unit = size / _THOUSAND, unit + 1
    return f"{_short(size) if unit else round(size)} {_UNITS[unit]}"


def process_words(count: int) -> str:
    """Return how many processes: 1 process, 2 processes."""
    return "1 process" if count == 1 else f"{count:,} processes"


def cost_words(cost: RunCost) -> str:
    """Return in one line what a build cost."""
    parts = [
        f"took {duration_words(cost.wall_s)}",
        process_words(cost.processes),
        f"{size_words(cost.peak_all)} at most",
    ]
    if cost.written is not None:
        parts.append(f"{size_words(cost.written)} written")
    if cost.articles_per_cpu_s is not None:
        articles = count_words(cost.articles, "new article")
        parts.append(f"{articles}, {_short(cost.articles_per_cpu_s)} a second and core")
    return ", ".join(parts)


def _short(number: float) -> str:
    return f"{number:.1f}" if number < _TWO_DIGITS else f"{number:,.0f}"
