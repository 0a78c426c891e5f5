"""Leaves full texts out and cuts long quotes, so that an export may be shared; each cut is marked.

A quote that is longer than the limit keeps its first characters, its start and its end; what holds
it says `truncated`. Words for people end in a mark instead.
"""

import re
from pathlib import PurePath
from typing import Any

import msgspec

from chancery.model import Document, Record
from chancery.ports.export import LeftOut, left_out

MARK = " […]"  # behind words for people that were cut
LONGEST_VALUE = 300  # characters of a title or name, which can be a whole text given as one
FLAG = "truncated"
QUOTED = frozenset({"quote", "a_text", "b_text"})  # fields that hold an article's own words
WHOLE = frozenset({"uri", "path", "address", "file", "feed", "link"})  # of no use if cut
_OWN = re.compile("‹([^‹]*)›")  # up to the last mark before the next: words may hold one

Plain = dict[str, Any]


class Cut:
    """Gives records and quotes as they are, or with quotes of at most so many characters."""

    def __init__(self, most: int | None = None) -> None:
        """Take the limit in code points; None leaves all as it is."""
        self.most = most
        self._texts = 0
        self._cut = 0
        self._folders = 0

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was left out so far."""
        return left_out(
            ("full texts of documents", self._texts),
            (f"quotes and values beyond their first {self.most} characters", self._cut),
            ("folders of files on the machine that built it", self._folders),
        )

    def plain(self, record: Record) -> Plain:
        """Return a record as plain values: bytes as they are, exact numbers as text."""
        made: Plain = msgspec.to_builtins(record, builtin_types=(bytes,))
        if self.most is None:
            return made
        if isinstance(record, Document):
            made["text"] = ""
            made["fields"] = self._short_fields(made["fields"])
            made[FLAG] = True
            self._texts += 1
        self._shorten(made)
        return made

    def exact(self, quote: str) -> str:
        """Return the first characters of a quote, for programs; `is_cut` says if it is whole."""
        if self.is_cut(quote):
            self._cut += 1
            return quote[: self.most]
        return quote

    def is_cut(self, quote: str) -> bool:
        """Say whether a quote is longer than the limit."""
        return self.most is not None and len(quote) > self.most

    def words(self, quote: str) -> str:
        """Return a quote for people: its first characters and a mark where it is longer."""
        return self.exact(quote) + (MARK if self.is_cut(quote) else "")

    def told(self, text: str) -> str:
        """Return a sentence in which words of articles stand ‹so›, these cut like quotes."""
        if self.most is None:
            return text
        return _OWN.sub(lambda found: f"‹{self.words(found[1])}›", text)

    def text(self, text: str) -> str:
        """Return a title or name, which can be a whole text, cut if it is very long."""
        most = self._most("value")
        if most is None or len(text) <= most:
            return text
        self._cut += 1
        return text[:most] + MARK

    def _most(self, field: str) -> int | None:
        if self.most is None or field in WHOLE:
            return None
        return self.most if field in QUOTED else max(self.most, LONGEST_VALUE)

    def _short_fields(self, fields: dict[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in fields.items() if len(value) <= (self.most or 0)}
        self._cut += len(fields) - len(kept)
        return kept

    def _shorten(self, value: Any) -> None:  # noqa: ANN401 - any part of a record
        if isinstance(value, dict):
            found = [self._shorten_field(value, name) for name in list(value)]
            if any(found):
                value[FLAG] = True
        elif isinstance(value, (list, tuple)):
            for part in value:
                self._shorten(part)

    def _shorten_field(self, holder: Plain, name: str) -> bool:
        """Cut a field of a part where it is too long; say whether it was."""
        value, most = holder[name], self._most(name)
        if isinstance(value, str) and name in WHOLE and PurePath(value).is_absolute():
            holder[name] = PurePath(value).name  # who shares it does not share how he keeps files
            self._folders += 1
            return False
        if isinstance(value, str) and most is not None and len(value) > most:
            holder[name] = value[:most]
            self._cut += 1
            return True
        if isinstance(value, (list, tuple)) and most is not None:
            long = [isinstance(one, str) and len(one) > most for one in value]
            if any(long):
                holder[name] = [
                    one[:most] if cut else one for one, cut in zip(value, long, strict=True)
                ]
                self._cut += sum(long)
                return True
        self._shorten(value)
        return False
