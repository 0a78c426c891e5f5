"""What a conditioned head sees of a window: pieces about its question, and how far they are."""

import numpy as np
from numpy.typing import NDArray

# Pieces that are seen before a cue or trigger, and in all: an event's roles stand closer to it.
ATTRIBUTION_VIEW = (80, 176)
EVENT_VIEW = (52, 112)

EDGES = np.array([1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61, 101])


def buckets(marks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return (pieces,): 0 at what is asked about, 1 to 12 after it, 13 to 24 before it.

    `marks` is above 0 where it stands: the trigger or cue (1), or else the given roles.
    """
    asked = np.flatnonzero(marks == 1)
    if not len(asked):
        asked = np.flatnonzero(marks > 0)
    if not len(asked):
        return np.zeros(len(marks), np.int64)
    places = np.arange(len(marks))
    after = np.searchsorted(asked, places, side="right")
    left = places - asked[np.maximum(after - 1, 0)]
    left[after == 0] = len(marks) * 2
    right = asked[np.minimum(after, len(asked) - 1)] - places
    right[after == len(asked)] = len(marks) * 2
    near = np.minimum(left, right)
    bucket = np.searchsorted(EDGES, near, side="right")
    return np.where(near == 0, 0, np.where(left <= right, bucket, bucket + len(EDGES)))


def view(first: int, size: int, shape: tuple[int, int]) -> tuple[int, int]:
    """Return the pieces [low, high) of a window of `size` that are seen from piece `first`."""
    before, room = shape
    low = min(max(0, first - before), max(0, size - room))
    return low, min(size, low + room)
