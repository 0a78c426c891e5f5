"""Aligns, word by word, the small gap between two runs of a passage."""

from chancery.stages.reuse.runs import Run, Side

MOST_ALIGNED = 600  # cells, words of one side times words of the other: a gap of a sentence


def words_between(a: Side, b: Side, before: Run, run: Run) -> list[Run]:
    """Return the words alike inside the gap between two runs, in order, each as a run of one."""
    start_a, start_b = before.a + before.length, before.b + before.length
    ours, theirs = a[start_a : run.a], b[start_b : run.b]
    if not ours or not theirs or len(ours) * len(theirs) > MOST_ALIGNED:
        return []
    if len(ours) == 1 or len(theirs) == 1:
        pairs = _single(ours, theirs)
    elif set(ours).isdisjoint(theirs):
        return []
    else:
        pairs = _in_step(ours, theirs) or _common(ours, theirs)
    return [Run(start_a + x, start_b + y, 1) for x, y in pairs]


def _in_step(ours: Side, theirs: Side) -> list[tuple[int, int]]:
    """Return the places alike where at least half of the words are, one for one."""
    if len(ours) != len(theirs):
        return []
    pairs = [(at, at) for at, word in enumerate(ours) if word == theirs[at]]
    return pairs if 2 * len(pairs) >= len(ours) else []


def _single(ours: Side, theirs: Side) -> list[tuple[int, int]]:
    if len(ours) == 1:
        return [(0, theirs.index(ours[0]))] if ours[0] in theirs else []
    return [(ours.index(theirs[0]), 0)] if theirs[0] in ours else []


def _common(ours: Side, theirs: Side) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence."""
    width = len(theirs)
    rows = [[0] * (width + 1)]
    for word in reversed(ours):
        below, row = rows[-1], [0] * (width + 1)
        for place in range(width - 1, -1, -1):
            if word == theirs[place]:
                row[place] = below[place + 1] + 1
            else:
                down, on = below[place], row[place + 1]
                row[place] = down if down >= on else on  # noqa: FURB136 - half the time of max()
        rows.append(row)
    rows.reverse()
    pairs: list[tuple[int, int]] = []
    x = y = 0
    while x < len(ours) and y < width:
        if ours[x] == theirs[y]:
            pairs.append((x, y))
            x, y = x + 1, y + 1
        elif rows[x + 1][y] >= rows[x][y + 1]:
            x += 1
        else:
            y += 1
    return pairs
