"""Finds the dossier that a command means: named first, set in the environment, or alone here."""

import os
from pathlib import Path

from chancery.errors import UsageError

VARIABLE = "CHANCERY_DOSSIER"


def split(arguments: list[str], *, most: int | None) -> tuple[Path, list[str]]:
    """Return the dossier and the other arguments, of which there may be `most`.

    The first argument is the dossier when it is a file, ends in `.dossier`, or is one too many.

    Raises:
        UsageError: no dossier is named and none can be told.
    """
    if arguments and _names_dossier(arguments, most):
        rest = arguments[1:]
        path = Path(arguments[0])
    else:
        rest = arguments
        path = _default()
    if most is not None and len(rest) > most:
        message = f"too many arguments: {' '.join(rest)!r}; at most {most} beside the dossier"
        raise UsageError(message)
    return path, rest


def _names_dossier(arguments: list[str], most: int | None) -> bool:
    first = arguments[0]
    one_too_many = most is not None and len(arguments) == most + 1
    return first.endswith(".dossier") or one_too_many or Path(first).is_file()


def _default() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = sorted(path for path in Path().glob("*.dossier") if path.is_file())
    if len(here) == 1:
        return here[0]
    found = "more than one *.dossier file is here" if here else "no *.dossier file is here"
    message = f"name the dossier first, or set {VARIABLE}: {found}"
    raise UsageError(message)
