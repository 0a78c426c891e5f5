"""The formats that are read, and how a file shows by its columns which of them it has."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from chancery.sources.foreign import acled, gdelt, icews, mentions, polecat
from chancery.sources.foreign.cells import Cells
from chancery.sources.foreign.record import ForeignMention, ForeignRecord
from chancery.sources.foreign.rows import split_quoted, split_tabs

DELIMITERS = ("\t", ",", ";")
FIRST_LINES = 50  # that are looked at for a row of a format without a header; some may be torn
ALIKE = 4  # columns of a format that make a file one of it, were none missing; choice
OTHER_VERSIONS: Mapping[int, str] = {
    57: "GDELT 1.0 events (57 columns); GDELT 2.0 is read",
    58: "GDELT 1.0 events (58 columns); GDELT 2.0 is read",
    27: "the Global Knowledge Graph of GDELT, which has no events; give its events or mentions",
}
_DAY_DIGITS, _SECOND_DIGITS = 8, 14


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A format: what its columns are called, and what makes a record of a row."""

    title: str
    columns: tuple[str, ...]
    needed: frozenset[str]  # folded
    aliases: Mapping[str, str]  # folded other names of columns
    headless: bool
    key: Callable[[Cells], str]
    read: Callable[[Cells, str, int], ForeignRecord | ForeignMention]

    def folded(self) -> tuple[str, ...]:
        """Return the columns as they are compared."""
        return tuple(map(fold_column, self.columns))

    def named(self, header: Sequence[str]) -> list[str]:
        """Return the names of a header as the columns that they are, or as they stand."""
        names = map(fold_column, header)
        return [self.aliases.get(one, one) for one in names]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is: its format, how it is parted, and where each column stands."""

    form: Form
    delimiter: str
    names: tuple[str, ...]  # folded, by place
    header: bool
    unknown: tuple[str, ...] = ()  # columns that the format does not have, as written
    absent: tuple[str, ...] = ()  # columns of the format that the file does not have


FORMS: Mapping[str, Form] = MappingProxyType({
    "acled": Form(
        title="ACLED",
        columns=acled.COLUMNS,
        needed=acled.NEEDED,
        aliases=acled.ALIASES,
        headless=False,
        key=acled.key,
        read=acled.read,
    ),
    "gdelt": Form(
        title="GDELT 2.0 events",
        columns=gdelt.COLUMNS,
        needed=gdelt.NEEDED,
        aliases=gdelt.ALIASES,
        headless=True,
        key=gdelt.key,
        read=gdelt.read,
    ),
    "gdelt-mentions": Form(
        title="GDELT 2.0 mentions",
        columns=mentions.COLUMNS,
        needed=mentions.NEEDED,
        aliases=mentions.ALIASES,
        headless=True,
        key=mentions.key,
        read=mentions.read,
    ),
    "icews": Form(
        title="ICEWS",
        columns=icews.COLUMNS,
        needed=icews.NEEDED,
        aliases=icews.ALIASES,
        headless=False,
        key=icews.key,
        read=icews.read,
    ),
    "polecat": Form(
        title="POLECAT",
        columns=polecat.COLUMNS,
        needed=polecat.NEEDED,
        aliases=polecat.ALIASES,
        headless=False,
        key=polecat.key,
        read=polecat.read,
    ),
})  # fmt: skip


def fold_column(name: str) -> str:
    """Return the name of a column without case, quotation marks and blanks."""
    return "_".join(name.strip().strip('"').casefold().split())


def recognise(lines: Sequence[str], named: str | None = None) -> Shape | str:
    """Return what a file is by its first lines, or why it cannot be read.

    `named` is the format that the user gave; without it every format is tried.
    """
    forms = [FORMS[named]] if named else list(FORMS.values())
    first = next((one for one in lines if one.strip()), "")
    headed = [_headed(form, first, mark) for form in forms for mark in DELIMITERS]
    best = max(headed, key=_known)
    if not _lacking(best):
        return best
    for line in lines[:FIRST_LINES]:
        found = _headless(forms, split_tabs(line), sure=named is not None)
        if found:
            return found
    if _known(best)[1] >= ALIKE:
        lacks = ", ".join(_lacking(best))
        return f"it looks like {best.form.title}, but has no column {lacks}"
    return _no_form(first, named)


def _headed(form: Form, header: str, delimiter: str) -> Shape:
    cells = split_tabs(header) if delimiter == "\t" else split_quoted(header, delimiter)
    written = cells if isinstance(cells, list) else [header]
    names, known = form.named(written), frozenset(form.folded())
    unknown = [one for one, name in zip(written, names, strict=True) if name not in known]
    absent = [
        one for one, name in zip(form.columns, form.folded(), strict=True) if name not in names
    ]
    return Shape(
        form=form,
        delimiter=delimiter,
        names=tuple(names),
        header=True,
        unknown=tuple(unknown),
        absent=tuple(absent),
    )


def _known(shape: Shape) -> tuple[bool, int]:
    return not _lacking(shape), len(set(shape.names) & set(shape.form.folded()))


def _lacking(shape: Shape) -> list[str]:
    return sorted(shape.form.needed - set(shape.names))


def _headless(forms: Sequence[Form], cells: Sequence[str], *, sure: bool) -> Shape | None:
    for form in forms:
        wide = form.headless and len(cells) == len(form.columns)
        if wide and (sure or _opens(form, cells)):
            return Shape(form=form, delimiter="\t", names=form.folded(), header=False)
    return None


def _opens(form: Form, cells: Sequence[str]) -> bool:
    """Say whether the first cells are a number and a day, or a number and a moment."""
    digits = _DAY_DIGITS if form is FORMS["gdelt"] else _SECOND_DIGITS
    return cells[0].isdigit() and cells[1].isdigit() and len(cells[1]) == digits


def _no_form(first: str, named: str | None) -> str:
    width = len(split_tabs(first))
    if width in OTHER_VERSIONS:
        return f"it looks like {OTHER_VERSIONS[width]}"
    titles = FORMS[named].title if named else ", ".join(one.title for one in FORMS.values())
    begins = first if len(first) <= ALIKE * 20 else f"{first[: ALIKE * 20]}…"
    return f"its columns are not those of {titles}; it begins {begins!r}"
