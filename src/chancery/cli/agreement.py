"""`chancery review agreement` and `export`: how far people agree, and what models learn of it."""

import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.errors import NotFoundError
from chancery.exports.files import replacing
from chancery.pipeline.review.agreement import FEW, Agreement, Measured, agreements
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.training import examples
from chancery.pipeline.review.training_pairs import pair_examples
from chancery.store.dossier import open_dossier
from chancery.wording.phrases import count_words

OF: Mapping[Measured, str] = {
    "verdict": "accepted, corrected or rejected",
    "accept": "accepted or not",
    "reject": "rejected or not",
    "correct": "corrected or not",
    "status": "what became of commitments",
}


def run(arguments: list[str], *, json: bool) -> None:
    """Print how far each two reviewers agree.

    Raises:
        NotFoundError: no two have decided on the same.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        found = agreements(Overlay(dossier))
    if json:
        print_json(found)
    if not found:
        message = f"no two people have decided on the same in {path}"
        raise NotFoundError(message)
    if json:
        return
    listed = table("reviewers", "on", "items", "agreed", "Cohen's kappa")
    for one in found:
        share = f"{one.agreed} ({one.share:.0%})"
        listed.add_row(f"{one.a}, {one.b}", OF[one.of], f"{one.items:,}", share, _kappa(one))
    console().print(listed)


def run_export(arguments: list[str], *, output: Path | None, json: bool) -> None:
    """Write an example a line.

    Raises:
        NotFoundError: nothing was decided that can be an example.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        overlay = Overlay(dossier)
        found = [*examples(dossier, overlay), *pair_examples(dossier, overlay)]
    if not found:
        message = (
            f"nothing was accepted, corrected, rejected, merged or split in {path} that it still "
            "holds"
        )
        raise NotFoundError(message)
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in found)
    if output is None:
        sys.stdout.buffer.write(lines)
        sys.stdout.buffer.flush()
        return
    with replacing(output) as made:
        made.write_bytes(lines)
    if json:
        print_json({"output": str(output), "examples": len(found)})
    else:
        console().print(f"{output}: {count_words(len(found), 'example')}", soft_wrap=True)


def _kappa(one: Agreement) -> str:
    kappa = "none: both say one and the same" if one.kappa is None else f"{one.kappa:.2f}"
    return f"{kappa}; too few to tell, {FEW} would do" if one.few else kappa
