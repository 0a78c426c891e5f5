"""Draws the histograms: documents by day and by outlet, findings by independent sources."""

from collections.abc import Callable, Iterator, Sequence

from chancery.plots.data.histogram import Bar, Histogram
from chancery.plots.draw.frame import MARGIN, ROOM, Manner, head, label, whole
from chancery.plots.draw.labels import SMALL, width
from chancery.plots.draw.style import look
from chancery.plots.draw.svg import NOTHING, Markup, join, path, tag, words

HIGH = 160.0  # of standing bars
ACROSS = 20.0  # from one lying bar to the next
NAMES = 250.0  # room of the names of outlets
HALF = (ROOM - 40) / 2
WIDEST = 60.0  # pixels of a standing bar
TEXT_GAP = 8.0


def draw_histogram(shown: Histogram, manner: Manner) -> str:
    """Return the histograms as SVG."""
    title = "How much there is"
    notes = histogram_notes(shown)
    top, y = head(title, notes, [])
    y += 16
    days = _standing(shown.days, y + 30, ROOM, MARGIN, _day_name(shown.unit))
    below = y + HIGH + 104
    outlets, end = _lying(shown, below + 16)
    left = MARGIN + HALF + 40
    sources = _standing(shown.sources, below + 12, HALF, left, lambda bar: bar.name)
    end = max(end, below + HIGH + 60)
    body = join(
        top,
        label(MARGIN, y + 6, f"Documents by {shown.unit} of publication", weight="bold"),
        days,
        label(MARGIN, below, "Documents by outlet", weight="bold"),
        outlets,
        label(left, below, "Findings by independent sources", weight="bold"),
        sources,
    )
    return whole("histogram", (title, " ".join(notes)), end + MARGIN, body, manner)


def histogram_notes(shown: Histogram) -> list[str]:
    """Return in words what is counted, and what is not."""
    return list(_notes(shown))


def _notes(shown: Histogram) -> Iterator[str]:
    said = f"{shown.documents:,} documents and {shown.findings:,} findings. "
    said += f"Documents of which no one {shown.unit} of publication is known: {shown.undated:,}; "
    said += f"of which no outlet is known: {shown.without_outlet:,}."
    if shown.more_outlets:
        said += f" Outlets with fewer documents, not drawn: {shown.more_outlets:,}."
    yield said
    yield (
        "Documents are counted by the day that they themselves give. Independent sources of a "
        "finding: of articles that copy one text, one."
    )
    if shown.unread:
        yield "More findings fit, of less weight, than were read."


def _day_name(unit: str) -> Callable[[Bar], str]:
    return (lambda bar: bar.name[5:]) if unit == "day" else (lambda bar: bar.name)


def _standing(
    bars: Sequence[Bar], y: float, room: float, left: float, name: Callable[[Bar], str]
) -> Markup:
    """Return bars that stand side by side; names are left out where they would meet."""
    if not bars:
        return label(left, y + 20, "None.", kind="faint")
    most = max(one.count for one in bars)
    step = min(WIDEST, (room - 8) / len(bars))
    parts = [tag("path", d=path((left, y + HIGH), (left + room, y + HIGH)), **look("rule"))]
    end = counted = 0.0
    for number, one in enumerate(bars):
        x = left + step * (number + 0.5) + 4
        high = (HIGH - 24) * one.count / most if most else 0
        parts.append(_bar(one, (x - step * 0.4, y + HIGH - high), (step * 0.8, high)))
        text = name(one)
        half = width(text, SMALL) / 2
        if x - half >= max(end, left - MARGIN) and x + half <= left + room + MARGIN:
            parts.append(label(x, y + HIGH + 14, text, anchor="middle", size=SMALL, kind="faint"))
            end = x + half + TEXT_GAP
        half = width(f"{one.count:,}", SMALL) / 2
        if one.count and x - half >= counted:
            parts.append(
                label(x, y + HIGH - high - 4, f"{one.count:,}", anchor="middle", size=SMALL)
            )
            counted = x + half + 2
    return join(*parts, _year(bars, y, left))


def _year(bars: Sequence[Bar], y: float, left: float) -> Markup:
    """Return the years of days, whose names are without them."""
    names = [bars[0].name, bars[-1].name]
    if len(names[0]) != len("2024-05-31"):
        return NOTHING
    years = " to ".join(dict.fromkeys(one[:4] for one in names))
    return label(left, y + HIGH + 30, years, size=SMALL, kind="faint")


def _bar(one: Bar, corner: tuple[float, float], size: tuple[float, float]) -> Markup:
    said = tag("title", words(f"{one.name}: {one.count:,}"))
    return tag(
        "rect",
        said,
        x=corner[0],
        y=corner[1],
        width=size[0],
        height=size[1],
        **look("solid-first"),
    )


def _lying(shown: Histogram, y: float) -> tuple[Markup, float]:
    """Return bars that lie below each other, with their names before them, and where they end."""
    if not shown.outlets:
        return label(MARGIN, y + 16, "None.", kind="faint"), y + 20
    most = max(one.count for one in shown.outlets)
    parts: list[Markup] = []
    for one in shown.outlets:
        long = (HALF - NAMES - 60) * one.count / most
        parts.append(label(MARGIN, y + 11, one.name, room=NAMES - 12))
        parts.append(_bar(one, (MARGIN + NAMES, y), (long, ACROSS - 6)))
        count = f"{one.count:,}"
        parts.append(label(MARGIN + NAMES + long + 6, y + 11, count, size=SMALL, kind="faint"))
        y += ACROSS
    return join(*parts), y
