"""Reads the sentences written for the project: `[LABEL#GROUP|text]`, nested, one passage a line.

Run: python -m training.markup FILE...    checks files and counts their labels.
The format is described in training/written/README.md.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chancery.inference.labels import CONTEXTS, CUES, MODALITIES, MODES_OF

MENTIONS = frozenset(
    {"person", "organisation", "armed_group", "place", "people", "office", "event", "document"}
    | {"weapon", "date", "duration", "set", "quantity", "money"}
)
ROLES = frozenset(["source", "content", "actor", "recipient", "where", "time"])
NOTHING = "-"
PARTS = ("root", "mode", "modality", "context")  # of a trigger's label
OPEN = re.compile(r"\[([^\[\]|#\s]+)(?:#(\d+))?\|")


@dataclass(frozen=True)
class Mark:
    """A labelled span, in code points of its passage; `group` ties the parts of a relation."""

    label: str
    group: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """One line of a written file, without its marks."""

    text: str
    marks: tuple[Mark, ...]


def parse(line: str) -> Passage:
    """Return the passage that a line marks up; raise ValueError that says what is wrong."""
    text: list[str] = []
    marks, stack = [], []
    place, size = 0, 0
    while place < len(line):
        opening = OPEN.match(line, place)
        if opening:
            group = int(opening[2]) if opening[2] else None
            _check_label(opening[1], group)
            stack.append((opening[1], group, size))
            place = opening.end()
            continue
        char = line[place]
        if char == "[":
            raise ValueError(f"a bracket that opens no mark: {line[place : place + 30]!r}")
        if char == "]":
            if not stack:
                raise ValueError(f"a bracket that closes nothing: {line[: place + 1][-30:]!r}")
            label, group, start = stack.pop()
            marks.append(_mark(label, group, start, size, "".join(text)))
        else:
            text.append("\n\n" if char == "¶" else char)
            size += len(text[-1])
        place += 1
    if stack:
        raise ValueError(f"a mark that is not closed: {stack[-1][0]}")
    _check_groups(marks)
    return Passage("".join(text), tuple(sorted(marks, key=lambda one: (one.start, -one.end))))


def read(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file; raise ValueError that names the file and line of a fault."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield parse(line.strip())
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from error


def _mark(label: str, group: int | None, start: int, end: int, text: str) -> Mark:
    words = text[start:end]
    if not words.strip() or words != words.strip():
        raise ValueError(f"{label} is empty or has white space at an edge: {words!r}")
    return Mark(label, group, start, end)


def _check_label(label: str, group: int | None) -> None:
    if label in MENTIONS:
        return
    if group is None:
        raise ValueError(f"{label} needs a group: [{label}#1|...]")
    if label in ROLES:
        return
    kind, _, rest = label.partition("/")
    if kind == "cue" and rest.removesuffix(".negated") in CUES:
        return
    parts = rest.split(".")
    if kind != "trigger" or len(parts) != len(PARTS):
        raise ValueError(f"unknown label {label}; a trigger is trigger/ROOT.mode.modality.context")
    root = parts[0]
    allowed = (
        MODES_OF,
        (NOTHING, *MODES_OF.get(root, ())),
        (NOTHING, *MODALITIES) if root == "NONE" else MODALITIES,
        CONTEXTS,
    )
    for name, value, known in zip(PARTS, parts, allowed, strict=True):
        if value not in known:
            raise ValueError(f"unknown {name} {value!r} in {label}; known: {', '.join(known)}")


def _check_groups(marks: list[Mark]) -> None:
    heads = Counter(one.group for one in marks if one.label.startswith(("cue/", "trigger/")))
    for group, count in heads.items():
        if count > 1:
            raise ValueError(f"group {group} has {count} cues or triggers; it takes one")
    for one in marks:
        if one.label in ROLES and one.group not in heads:
            raise ValueError(f"{one.label}#{one.group} has no cue or trigger of its group")


def _new(line: str, seen: set[str]) -> Passage:
    """Return the passage of a line and add its text to those seen."""
    passage = parse(line)
    if passage.text in seen:
        raise ValueError("stands twice")
    seen.add(passage.text)
    return passage


def main() -> int:
    """Check the files of the command line and print how often each label stands in them."""
    count: Counter[str] = Counter()
    seen: set[str] = set()
    faults = passages = 0
    for path in map(Path, sys.argv[1:]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                passage = _new(line.strip(), seen)
            except ValueError as error:
                print(f"{path}:{number}: {error}")
                faults += 1
                continue
            passages += 1
            count.update(one.label for one in passage.marks)
    for label, times in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"{times:6} {label}")
    print(f"{passages} passages, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
