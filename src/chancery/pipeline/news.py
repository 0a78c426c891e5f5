"""Which build brought a finding, and which of a few are new or better backed since a build.

Both are asked of findings by their ids, so that a page can mark what is new on it: the history of
a whole dossier is not read, as `chancery.pipeline.since` does.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from chancery.model import Finding, make_id
from chancery.store import history
from chancery.store.dossier import Dossier

News = Literal["new", "grown"]
"""new: none of its claims was in a finding then; grown: it has more independent sources now."""


class Brought(NamedTuple):
    """The first build that had a finding, as far as is kept, and the id that it then had."""

    build: int
    known_as: str


def news_since(dossier: Dossier, build: int, identities: Iterable[str]) -> dict[str, News]:
    """Return which of some findings are new or grown since a build, by their ids.

    Where the history begins after that build, they are compared with what it begins with. A
    finding that lost the claim by which it was called counts as new.
    """
    first = history.first_run(dossier.connection, Finding)
    if first is None:
        return {}
    now = history.findings_now(dossier.connection, identities)
    names = {one: former_ids(one, state.claims) for one, state in now.items()}
    every = {name for some in names.values() for name in some}
    before = history.findings_among(dossier.connection, max(build, first), every)
    news: dict[str, News] = {}
    for one, state in now.items():
        known = [before[name].independent for name in names[one] if name in before]
        if not known:
            news[one] = "new"
        elif state.independent > max(known):
            news[one] = "grown"
    return news


def brought_by(dossier: Dossier, finding: Finding, unknown: int) -> Brought:
    """Return which build brought a finding; `unknown` is the build of what no history tells."""
    names = former_ids(finding.id, (one.claim for one in finding.support))
    found = history.first_builds(dossier.connection, Finding, names)
    if not found:
        return Brought(unknown, finding.id)
    return min(Brought(build, name) for name, build in found.items())


def former_ids(identity: str, claims: Iterable[str]) -> frozenset[str]:
    """Return every id that a finding of these claims may have had: that of its smallest claim."""
    return frozenset({identity, *(make_id("finding", [one]) for one in claims)})
