"""Ways in which bytes go wrong, as strategies: flips, cuts, repeats, splices and huge numbers."""

import re

from hypothesis import strategies as st

MOST_EDITS = 5
MOST_BYTES = 300_000  # what a file may grow to
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"00000000000000000009",
    b"65535",
    b"65536",
    b"2147483648",
    b"4294967295",
    b"18446744073709551616",
    b"9" * 30,
    b"9" * 5_000,
    b"1e999",
    b"NaN",
)
_JUNK = (
    b"\x00",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"\t",
    b"\x1a",
    b"\x85",
    b"\xe2\x80\xa8",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x0b\x0c",
    b'"',
    b"'",
    b"<",
    b">",
    b"&",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b":",
    b";",
    b",",
    b"=",
    b"%",
    b"%00",
    b"#",
    b"(",
    b")",
    b"--",
    b"/../../../../etc/passwd",
    b"http://[",
    b"file:///etc/passwd",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"PK\x05\x06",
)


def edits(data: bytes, tokens: tuple[bytes, ...] = ()) -> st.SearchStrategy[bytes]:
    """Return a strategy of this file with up to `MOST_EDITS` faults; `tokens` are its format's."""
    one = st.tuples(
        st.sampled_from(_KINDS),
        st.integers(0, max(0, len(data) - 1)),
        st.integers(0, 3) | st.integers(0, max(1, len(data))),
        st.sampled_from(tokens + _JUNK) | st.binary(max_size=6),
    )
    return st.lists(one, min_size=1, max_size=MOST_EDITS).map(lambda found: _apply(data, found))


def _apply(data: bytes, found: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, place, size, junk in found:
        data = _KIND[kind](data, min(place, len(data)), size, junk)[:MOST_BYTES]
    return data


def _flip(data: bytes, place: int, size: int, _junk: bytes) -> bytes:
    if place >= len(data):
        return data
    return data[:place] + bytes([data[place] ^ (1 << size % 8)]) + data[place + 1 :]


def _number(data: bytes, place: int, size: int, _junk: bytes) -> bytes:
    match = _NUMBER.search(data, place) or _NUMBER.search(data)
    if match is None:
        return data
    return data[: match.start()] + _NUMBERS[size % len(_NUMBERS)] + data[match.end() :]


_KIND = {
    "cut off": lambda data, place, _size, _junk: data[:place],
    "flip": _flip,
    "leave out": lambda data, place, size, _junk: data[:place] + data[place + size :],
    "number": _number,
    "overwrite": lambda data, place, _size, junk: data[:place] + junk + data[place + len(junk) :],
    "put in": lambda data, place, _size, junk: data[:place] + junk + data[place:],
    "put in many": lambda data, place, size, junk: (
        data[:place] + junk * min(size, 20_000) + data[place:]
    ),
    "repeat": lambda data, place, size, _junk: data[: place + size] + data[place:],
    "splice": lambda data, place, size, _junk: data[:place] + data[size:],
    "swap": lambda data, place, size, _junk: data[place:] + data[:size],
}
_KINDS = tuple(_KIND)
