"""Makes web archives for tests, record by record, sound and broken."""

import base64
import gzip
import hashlib
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

import zstandard

WHEN = "2021-03-04T05:06:07Z"


def page(words: str, title: str = "Talks at the ferry") -> bytes:
    """Return a web page with a headline and three paragraphs."""
    body = "".join(f"<p>{words} The delegates spoke for {n} hours on the pier.</p>" for n in "345")
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return html.encode()


def answer(
    body: bytes,
    *headers: str,
    status: str = "200 OK",
    media: str | None = "text/html; charset=utf-8",
) -> bytes:
    """Return an HTTP answer."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {media}"] if media else []), *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def sha1(data: bytes) -> str:
    """Return a digest as archives write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record(  # noqa: PLR0913 - each of these can be wrong
    block: bytes,
    address: str | None = "http://post.example/a",
    *headers: str,
    kind: str = "response",
    digest: str | None = "",
    length: int | None = None,
    media: str = "application/http; msgtype=response",
    when: str = WHEN,
) -> bytes:
    """Return a record that is not compressed; `digest` "" gives the right one, None none."""
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Date: {when}", *headers]
    lines += [f"WARC-Target-URI: {address}"] if address else []
    stated = sha1(block) if digest == "" else digest
    lines += [f"WARC-Block-Digest: {stated}"] if stated else []
    lines += [f"Content-Type: {media}"]
    lines += [f"Content-Length: {len(block) if length is None else length}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def pages(count: int, words: str = "Page") -> list[bytes]:
    """Return so many records of pages, each with its own address and words."""
    return [
        record(answer(page(f"{words} number {n}.")), f"http://post.example/{n}")
        for n in range(count)
    ]


def packed(records: Iterable[bytes]) -> bytes:
    """Return the records as members of gzip, one each, as the standard asks."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def zstd(records: Iterable[bytes], words: bytes | None = None, *, pack: bool = False) -> bytes:
    """Return the records as frames of Zstandard, one each, perhaps with a dictionary.

    `words` is the dictionary, which stands at the start, itself packed if `pack` is set.
    """
    known = zstandard.ZstdCompressionDict(words) if words else None
    packer = zstandard.ZstdCompressor(dict_data=known, write_checksum=True)
    frames = b"".join(packer.compress(one) for one in records)
    if words is None:
        return frames
    held = zstandard.ZstdCompressor().compress(words) if pack else words
    return b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(held)) + held + frames


def write_wacz(
    path: Path, members: dict[str, bytes], *, packing: int = zipfile.ZIP_STORED
) -> Path:
    """Write a package with these members."""
    with zipfile.ZipFile(path, "w", packing) as out:
        out.writestr("datapackage.json", "{}")
        for name, data in members.items():
            out.writestr(name, data)
    return path
