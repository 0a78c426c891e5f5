"""The features of each line that the table of weights scores: its own, and those around it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence

from chancery.stages.clean.facts import Facts
from chancery.stages.clean.lexicon import words_of_kind
from chancery.stages.clean.signs import (
    claims_year,
    is_picture_line,
    opens_like,
    opens_remarks,
)

SIZES = (8, 16, 25, 40, 60, 80, 110, 150, 220, 320, 500)  # code points; bins, chosen
PROSE = 90  # code points from which a line with a sentence's end is taken for prose
SENTENCE = 40
LABEL = 25
REACH = 5  # lines on each side whose prose is summed
SHARES = (0.0, 0.12, 0.24, 0.32, 0.42)  # of function words
DENSITIES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95)  # of prose
COUNTS = (3, 8, 20, 50, 100, 200)  # lines of a text
LONG_PAIR, LONG_LINK, LONG_PHRASE = (
    4,
    5,
    6,
)  # bins of SIZES, or of two of them, from which all are one
EARLY = 0.2  # of a text's prose; a form before that closes nothing
ENDS = frozenset({"stop", "close", "colon", "dots"})


def features(lines: Sequence[Facts], doubled: Collection[int] = ()) -> list[list[str]]:
    """Return the names of the features that each line has; time is linear in the lines.

    `doubled` are the lines whose double, left out of `lines`, stands right below.
    """
    shapes = [_shape(line) for line in lines]
    mass, prose = _sums(lines, shapes)
    times = Counter([line.words for line in lines])
    page = (
        f"{bisect_left(DENSITIES, prose[-1] / max(1, mass[-1]))}{bisect_left(COUNTS, len(lines))}"
    )
    around = ["^", "^", *shapes, "$", "$"]
    closed = remarks = False
    result: list[list[str]] = []
    for i, line in enumerate(lines):
        shape, before, after = shapes[i], around[i + 1], around[i + 3]
        names = _own(line, shape, times[line.words])
        names += (
            f"before {before}{shape}",
            f"after {shape}{after}",
            f"before that {around[i]}{shape}",
            f"after that {shape}{around[i + 4]}",
            f"between {before}{after}",
            f"near {shape}{_density(mass, prose, i)}",
            f"where {shape}{_position(prose, i)}",
            f"page {shape}{page}",
        )
        if closed:
            names.append(f"closed {shape}")
        elif prose[i] > EARLY * prose[-1]:
            closed = any(hit.sure and hit.kind == "form" for hit in line.hits) or claims_year(line)
        if remarks:
            names.append(f"remarks {shape}")
        elif prose[i] and opens_remarks(lines, i):
            remarks = True
        if i in doubled:
            names.append(f"doubled {shape}")
        if opens_like(line, lines[i + 1 : i + 3]):
            names.append(f"opens {shape}")
        elif any(opens_like(other, (line,)) for other in lines[max(0, i - 2) : i]):
            names.append(f"goes on {shape}")
        result.append(names)
    return result


def _shape(line: Facts) -> str:
    """Return figures, picture, wording, prose, sentence, scrap, label, title or long title."""
    if line.figures:
        return "D"
    if is_picture_line(line):
        return "C"
    if line.hits and any(hit.sure for hit in line.hits):
        return "W"
    if line.ending in ENDS:
        return "P" if line.size >= PROSE else "S" if line.size > SENTENCE else "s"
    return "l" if line.size <= LABEL else "T" if line.size < PROSE else "L"


def _sums(lines: Sequence[Facts], shapes: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the code points before each line, and those of prose; one more entry than lines."""
    mass, prose = [0], [0]
    for line, shape in zip(lines, shapes, strict=True):
        mass.append(mass[-1] + line.size)
        prose.append(prose[-1] + (line.size if shape in "PS" else 0))
    return mass, prose


def _own(line: Facts, shape: str, times: int) -> list[str]:
    size = bisect_left(SIZES, line.size)
    stopwords = sum(map(words_of_kind("function").__contains__, line.words))
    stops = bisect_left(SHARES, stopwords / max(1, len(line.words)))
    names = [
        f"size {size}",
        f"end {line.ending}{min(size // 2, LONG_PAIR)}",
        f"stop {stops}{min(size // 3, 2)}",
    ]
    if times > 1:
        names.append(f"twice {shape}")
    if "http" in line.low or "@" in line.low or "www." in line.low:
        names.append(f"link {size >= LONG_LINK}")
    if "©" in line.low and shape != "C":
        names.append("copyright")
    if line.hits:
        names += sorted(
            {f"{hit.kind} {hit.place}{hit.sure}{size >= LONG_PHRASE}" for hit in line.hits}
        )
    return names


def _density(mass: Sequence[int], prose: Sequence[int], i: int) -> int:
    """Return the bin of the share of prose in the lines around, the line itself left out."""
    low, high = max(0, i - REACH), min(len(mass) - 1, i + REACH + 1)
    total = mass[high] - mass[low] - mass[i + 1] + mass[i]
    share = prose[high] - prose[low] - prose[i + 1] + prose[i]
    return bisect_left(DENSITIES, share / total) if total else 0


def _position(prose: Sequence[int], i: int) -> int:
    """Return 0 before the first prose, 9 after the last, and the quarter of the prose between."""
    if prose[i] == 0:
        return 0
    if prose[i] >= prose[-1]:
        return 9
    return 1 + min(3, 4 * prose[i + 1] // (prose[-1] + 1))
