"""Takes the entries out of a YAML file, each with its lines; one broken entry spoils no other."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from chancery.knowledge.entries import LINES, SECTIONS, BadEntryError, Entry, refuse

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TOP = re.compile(r"^(?P<key>[A-Za-z_]+)\s*:\s*(?:#.*)?$")
ITEM = re.compile(r"^(?P<indent>\s*)- ?")
MOST_DEPTH = 6
KNOWN = ", ".join(SECTIONS)


def read_entries(text: str) -> Iterator[tuple[int, Entry | BadEntryError]]:
    """Yield every entry, or what is wrong with it, with the line that it begins on.

    Values stay texts: no word is read as a date or as a truth value.
    """
    section = ""
    for line, chunk in _chunks(text):
        heading = TOP.match(chunk)
        if heading:
            section = heading["key"]
            if section not in SECTIONS:
                rule = f"{section!r} is no section of a knowledge file"
                yield line, BadEntryError(rule, f"use {KNOWN}", line)
        elif section in SECTIONS:
            yield line, _entry(section, chunk, line)
        elif not section:
            rule = "the file does not begin with a section"
            yield line, BadEntryError(rule, f"write one of {KNOWN} and a colon first", line)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each heading and each item of a list under one, with its line."""
    begun, kept, indent = 0, list[str](), ""
    for line, one in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if not one.strip() or one.lstrip().startswith("#") or one.strip() in {"---", "..."}:
            kept.append("")
            continue
        item = ITEM.match(one)
        heading = TOP.match(one)
        starts = bool(heading) or bool(item and (not indent or item["indent"] == indent[:-1]))
        starts = starts or not one[0].isspace()
        if starts:
            if any(kept):
                yield begun, "\n".join(kept)
            begun, kept = line, []
            indent = "" if heading else f"{item['indent']}-" if item else indent
        kept.append(one)
    if any(kept):
        yield begun, "\n".join(kept)


def _entry(section: str, chunk: str, line: int) -> Entry | BadEntryError:
    try:
        node = yaml.compose(chunk, Loader=LOADER)
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        if len(items) != 1 or not isinstance(items[0], yaml.MappingNode):
            rule = "the entry is no list item of keys and values"
            return BadEntryError(rule, "begin it with a dash, then key: value", line)
        values = _value(items[0], line - 1, 0)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "a character that YAML does not allow"
        place = line + mark.line if mark else line
        return BadEntryError(f"no YAML: {what}", "check quotes, colons and indentation", place)
    except BadEntryError as error:
        return error
    lines = values.pop(LINES)
    return Entry(section, values, line, lines)  # type: ignore[arg-type]


def _value(node: yaml.Node, before: int, depth: int) -> Any:  # noqa: ANN401 - texts, lists, mappings
    line = before + node.start_mark.line + 1
    if depth > MOST_DEPTH:
        refuse("the entry is nested too deeply", "take levels out", line)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, before, depth + 1) for one in node.value]
    found: dict[str, Any] = {}
    lines = {"": line}
    for key, value in node.value:
        name = str(key.value)
        place = before + key.start_mark.line + 1
        if name in found:
            refuse(f"{name!r} stands twice", "keep one", place)
        found[name] = _value(value, before, depth + 1)
        lines[name] = place
    found[LINES] = lines
    return found
