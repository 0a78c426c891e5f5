import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest

from chancery.sources.feeds.body import BodyError, collect


def pieces(data: bytes, size: int = 100) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


TEXT = b"The guards lifted the bar at dawn. " * 300


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        (None, TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT, mtime=0) + b"what stands behind it"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),
    ],
)
def test_a_body_is_unpacked_as_it_says(encoding: str | None, packed: bytes) -> None:
    assert collect(pieces(packed), encoding, len(TEXT)) == (TEXT, True)


@pytest.mark.parametrize(("encoding", "pack"), [(None, bytes), ("gzip", gzip.compress)])
def test_a_body_is_cut_at_the_limit(encoding: str | None, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(TEXT)

    assert collect(pieces(packed), encoding, len(TEXT) - 1) == (TEXT[:-1], False)


def test_a_bomb_is_put_out_before_it_goes_off() -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    read: list[bytes] = []

    def counted() -> Iterator[bytes]:
        for piece in pieces(bomb):
            read.append(piece)
            yield piece

    assert not collect(counted(), "gzip", 100_000).whole
    assert len(read) < 10


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("gzip", b"no gzip at all"), ("gzip", gzip.compress(TEXT, mtime=0)[:60]), ("br", TEXT)],
)
def test_a_body_that_cannot_be_unpacked_says_so(encoding: str, packed: bytes) -> None:
    with pytest.raises(BodyError, match="it "):
        collect(pieces(packed), encoding, len(TEXT))
