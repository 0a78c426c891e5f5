"""Words as they stand on one line: quotes, counts, short names."""


def short_id(identity: str) -> str:
    """Return an id without its kind and with eight digits: enough for `show` and `lineage`."""
    return identity.rpartition("-")[2][:8]


def one_line(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return " ".join(text.split())


def clip(text: str, length: int) -> str:
    """Return one line of at most `length` characters, for a table cell."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1] + "…"


def count_words(count: int, noun: str) -> str:
    """Return a number with its noun: 1 document, 2,000 documents."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def name_list(names: list[str], most: int) -> str:
    """Return the first names and how many more there are."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"
