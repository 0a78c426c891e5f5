"""The page that goes with an export: what it is, what it was made from, what it leaves out."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

import msgspec

from chancery import __version__
from chancery.model import (
    Annotation,
    Commitment,
    Document,
    Event,
    Figure,
    Finding,
    Meeting,
    Statement,
    kind_of,
)
from chancery.pipeline.exporting.formats import Format
from chancery.ports.export import LeftOut, Written
from chancery.store.dossier import Dossier

COUNTED = (Document, Finding, Statement, Event, Meeting, Commitment, Figure)


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was exported, and how."""

    format: str
    name: str  # of the file or folder
    written: Written
    quotes_only: int | None
    kinds: tuple[str, ...]  # empty: all, or what the format is made from


def methods(dossier: Dossier, form: Format, made: Made) -> str:
    """Return the page as Markdown; it has no date, so that the same export has the same page."""
    parts = [
        f"# How {made.name} was made\n",
        f"Written by Chancery {__version__} as `{made.format}`: {_amount(made.written)}.\n",
        "## The format\n",
        packaged_about(made.format),
        "## What it was made from\n",
        *_sources(dossier),
        "## What each entry rests on\n",
        packaged_about("evidence"),
        "## What people decided\n",
        _decided(dossier, form),
        "## What is left out\n",
        *_left_out(made),
        "## Checking it\n",
        packaged_about("checking"),
    ]
    return "\n".join(parts)


def _amount(written: Written) -> str:
    return f"{written.records:,} {written.of}"


def packaged_about(format_name: str) -> str:
    """Return what is said of a format: how to read it, and what it cannot hold."""
    page = files(__package__ or "") / "about" / f"{format_name}.md"
    return page.read_text("utf-8")


def _sources(dossier: Dossier) -> Iterable[str]:
    counts = dossier.counts()
    told = ", ".join(f"{counts[kind_of(kind)]:,} {kind_of(kind)}s" for kind in COUNTED)
    yield f"A dossier of {told}.\n"
    models = dossier.distinct(Annotation, "model")
    named = [f"`{one}`" for one in models if one != "none"]
    if named:
        yield f"Its texts were read by the model {', '.join(named)}.\n"
    else:
        yield "Its texts were read by no model, so that it holds no claims of one.\n"


def _decided(dossier: Dossier, form: Format) -> str:
    count = dossier.count_decisions()
    if not count:
        return "Nobody had reviewed the dossier.\n"
    if form.reviewed:
        return (
            f"Of {count:,} decisions those that stand are applied: claims that people rejected "
            "are not in it, and words that they put right are.\n"
        )
    return (
        f"The records are as they were built: {count:,} decisions of people are not in them. "
        "`chancery review log --json` prints these.\n"
    )


def _left_out(made: Made) -> Iterable[str]:
    if made.quotes_only is not None:
        yield (
            f"It was made to be shared, with quotes of at most {made.quotes_only} characters: "
            "full texts are not in it; a longer quote keeps its first characters, is marked as "
            "truncated, and keeps the start and end of the whole.\n"
        )
    if made.kinds:
        yield f"Only these record kinds were asked for: {', '.join(made.kinds)}.\n"
    yield _counted(made.written.left_out)


def _counted(found: Sequence[LeftOut]) -> str:
    if not found:
        return "Nothing that the format is made from was left out.\n"
    return "".join(f"- {one.count:,} {one.what}\n" for one in found)
