"""Carries the watches of several dossiers along: none is lost, and none takes another's name."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from chancery.model import Watch

MOST_NAME = 64  # characters, as a watch may have


class RenamedWatch(msgspec.Struct, frozen=True, kw_only=True):
    """A watch whose name another one has that was added before it."""

    name: str
    now: str
    dossiers: tuple[str, ...]  # that call it so


def join_watches(
    watches: Mapping[str, Sequence[Watch]],
) -> tuple[tuple[Watch, ...], tuple[RenamedWatch, ...]]:
    """Return the watches of dossiers, by name, each once, and those that got another name.

    One that was added at the same time for the same thing is the same one, however it is called.
    """
    homes: dict[str, list[tuple[str, Watch]]] = {}
    for dossier, some in sorted(watches.items()):
        for one in some:
            homes.setdefault(_what(one), []).append((dossier, one))
    firsts = [(min(one.name for _, one in some), what) for what, some in homes.items()]
    order = sorted(firsts, key=lambda each: (homes[each[1]][0][1].added, each))
    named: dict[str, Watch] = {}
    renamed: list[RenamedWatch] = []
    for name, what in order:
        free = _free(name, named)
        named[free] = replace(homes[what][0][1], name=free)
        if free != name:
            of = tuple(dict.fromkeys(dossier for dossier, _ in homes[what]))
            renamed.append(RenamedWatch(name=name, now=free, dossiers=of))
    return tuple(one for _, one in sorted(named.items())), tuple(renamed)


def _what(one: Watch) -> str:
    return msgspec.json.encode((one.added, one.sought)).decode()


def _free(name: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken: the name itself, or with a number behind it."""
    number, found = 1, name
    while found in taken:
        number += 1
        end = f"-{number}"
        found = name[: MOST_NAME - len(end)] + end
    return found
