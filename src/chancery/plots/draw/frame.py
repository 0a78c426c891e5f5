"""The frame of every figure: its title, what it shows in words, its legend, and its links."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chancery.plots.draw.labels import SIZE, SMALL, fit, lines, width
from chancery.plots.draw.style import FONT, css, look
from chancery.plots.draw.svg import NOTHING, Markup, join, tag, words

WIDTH = 1200.0
MARGIN = 16.0
TITLE = 18.0  # size of the title's letters
LINE = 16.0  # from one line of a note to the next
ROOM = WIDTH - 2 * MARGIN


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How a figure is put out."""

    link: Callable[[str], str] | None = None  # from the id of a finding or an entity to an address
    styled: bool = True  # brings its style sheet along: in a file, not in a page that has it


def head(title: str, notes: Iterable[str], legend: Sequence[Markup]) -> tuple[Markup, float]:
    """Return title, notes and lines of a legend, and where below them the figure may begin."""
    y = MARGIN + TITLE
    parts = [label(MARGIN, y, title, size=TITLE, weight="bold")]
    for note in notes:
        for line in lines(note, ROOM, SIZE):
            y += LINE
            parts.append(label(MARGIN, y, line, kind="faint"))
    for row in legend:
        y += LINE + 4
        parts.append(tag("g", row, transform=f"translate({MARGIN:.0f} {y:.0f})"))
    return join(*parts), y + 12


def whole(name: str, said: tuple[str, str], height: float, body: Markup, manner: Manner) -> str:
    """Return the figure; `said` is its title and what it shows, in words.

    One with links is a group and no image: what is in an image cannot be reached.
    """
    title, description = said
    named = f"ch-{name}-title ch-{name}-description"
    return tag(
        "svg",
        tag("title", words(title), id=f"ch-{name}-title"),
        tag("desc", words(description), id=f"ch-{name}-description"),
        tag("style", words(css())) if manner.styled else NOTHING,
        tag("rect", width=WIDTH, height=height, **look("ground")),
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
        width=WIDTH,
        height=height,
        role="group" if manner.link else "img",
        aria_labelledby=named,
        class_=f"ch-figure ch-{name}",
        font_family=FONT,
        font_size=SIZE,
    )


def label(  # noqa: PLR0913 - where, what, and how it looks
    x: float,
    y: float,
    text: str,
    *,
    room: float | None = None,
    size: float = SIZE,
    kind: str = "text",
    anchor: str | None = None,
    weight: str | None = None,
) -> Markup:
    """Return a line of words, cut to the room that it has."""
    shown = text if room is None else fit(text, room, size)
    if not shown:
        return NOTHING
    return tag(
        "text",
        words(shown),
        x=x,
        y=y,
        font_size=size if size != SIZE else None,
        font_weight=weight,
        text_anchor=anchor,
        **look(kind),
    )


def linked(
    manner: Manner, identity: str, said: str, *parts: Markup, beside: Iterable[str] = ()
) -> Markup:
    """Return parts as one mark: what it says is shown on it, and it leads to its record.

    `beside` are the ids of the marks that belong to it.
    """
    inside = (tag("title", words(said)), *parts)
    known = {"data_record": identity, "data_with": " ".join(beside) or None}
    if manner.link is None:
        return tag("g", *inside, **known)
    return tag("a", *inside, href=manner.link(identity), **known)


def legend(entries: Sequence[tuple[Markup, str]]) -> Markup:
    """Return a line of signs with what each means; a sign is drawn around 0 0, 20 wide."""
    parts: list[Markup] = []
    x = 10.0
    for sign, text in entries:
        parts.append(tag("g", sign, transform=f"translate({x:.0f} -4)"))
        parts.append(label(x + 16, 0, text, size=SMALL, kind="faint"))
        x += 16 + width(text, SMALL) + 24
    return join(*parts)
