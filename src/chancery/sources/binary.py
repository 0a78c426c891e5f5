"""Tells binary data from text, and names the format where its first bytes do."""

from chancery.sources.flaw import Flaw

# First bytes of common formats: the list of file(1) and of the formats' own specifications.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"PK\x03\x04", "ZIP (or DOCX, XLSX, EPUB, ODT)"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97 (DOC, XLS, MSG)"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"ARROW1\x00", "Arrow"),
    (b"\x7fELF", "ELF"),
    (b"\xca\xfe\xba\xbe", "Java class or Mach-O"),
    (b"\xcf\xfa\xed\xfe", "Mach-O"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"fLaC", "FLAC"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF2"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_TEXT_LIKE = frozenset({b"BZh", b"ID3", b"PAR1", b"OggS", b"fLaC", b"wOFF", b"wOF2"})
_RIFF = {b"WEBP": "WebP", b"WAVE": "WAV", b"AVI ": "AVI"}

_ALLOWED = b"\t\n\v\f\r\x1b"  # white space, and the escape of terminal logs
_CONTROLS = bytes(byte for byte in range(32) if byte not in _ALLOWED) + b"\x7f"
_NOT_CONTROLS = bytes(byte for byte in range(256) if byte not in _CONTROLS)
FREE_CONTROLS = 8  # choice: a few stray NULs in a short text
CONTROL_SHARE = 0.01  # choice: text with more is hardly ever one; formats without magic have 10 %


def find_binary(data: bytes) -> Flaw | None:
    """Return the flaw `binary`, with the format named where it is known, or None for text."""
    controls = len(data.translate(None, _NOT_CONTROLS))
    name = name_format(data, controls=controls)
    if name is not None:
        return Flaw(
            "binary", f"it is a {name} file; which is not read here; convert it to text or HTML"
        )
    if controls > FREE_CONTROLS + CONTROL_SHARE * len(data):
        share = controls / len(data)
        detail = (
            f"{controls} of {len(data)} bytes ({share:.0%}) are control codes, so it is no text"
        )
        return Flaw("binary", detail)
    return None


def name_format(data: bytes, *, controls: int) -> str | None:
    """Return the name of the format that the first bytes announce, or None."""
    for magic, name in _MAGIC:
        if data.startswith(magic) and (controls > 0 or magic not in _TEXT_LIKE):
            return name
    if data[:4] == b"RIFF" and data[8:12] in _RIFF:
        return _RIFF[data[8:12]]
    if data[4:8] == b"ftyp" and controls > 0:
        return "MP4 or HEIC"
    if data[:2] == b"MZ" and b"\x00" in data[:64]:
        return "Windows program"
    if data[257:262] == b"ustar" and controls > 0:
        return "tar"
    return None
