"""Says what became of claims by other versions of their articles."""

from collections.abc import Iterable

from msgspec.structs import replace

from chancery.model import ArticleVersion, Claim, Later, Point, Standing

MOST = 0.5  # of a claim's characters: where so many are lost, it is gone and not reworded


def standing_of(claim: Claim, version: ArticleVersion) -> Standing:
    """Return what became of a claim, by what its article's other versions have of its words."""
    later = _later(claim, version)
    corrected = later in {"gone", "reworded"} and version.corrected
    shown = version.retraction.document if version.retraction else None
    return Standing(
        article=version.article,
        later=later,
        version=version.compared if later else shown,
        withdrawn="retracted" if shown else "corrected" if corrected else None,
    )


def _later(claim: Claim, version: ArticleVersion) -> Later | None:
    spans = [(one.start, one.end) for one in claim.evidence]
    lost = sum(
        max(0, min(end, stop) - max(start, begin))
        for start, end in spans
        for begin, stop in version.lost
    )
    if not lost:
        return None
    if not version.ordered:
        return "in_one_version"
    whole = sum(end - start for start, end in spans)
    return "gone" if lost >= MOST * whole else "reworded"


def is_noted(claim: Claim, version: ArticleVersion | None) -> bool:
    """Say whether a claim is told in a notice of what the article said before."""
    first = claim.evidence[0]
    notices = version.notices if version else ()
    return any(one.evidence.start <= first.start < one.evidence.end for one in notices)


def settle(points: Iterable[Point]) -> dict[str, Standing | None]:
    """Return what became of the claims of one finding, by document.

    Where the version that lost a claim's words makes the same point, the claim stands.
    """
    points = list(points)
    telling = {one.document for one in points}
    return {one.document: _settled(one.standing, telling) for one in points}


def _settled(standing: Standing | None, telling: set[str]) -> Standing | None:
    if standing is None or not standing.later or standing.version not in telling:
        return standing
    if standing.withdrawn == "retracted":
        return replace(standing, later=None)
    return replace(standing, later=None, version=None, withdrawn=None)


def is_withdrawn(standing: Standing | None) -> bool:
    """Say whether a claim's article was retracted, or the claim corrected away."""
    return standing is not None and standing.withdrawn is not None


def is_unsettled(standing: Standing | None) -> bool:
    """Say whether other versions of the article say anything against a claim."""
    return standing is not None and bool(standing.later or standing.withdrawn)


def is_superseded(standing: Standing | None) -> bool:
    """Say whether a later version of the article no longer has the claim's words."""
    return standing is not None and standing.later in {"gone", "reworded"}
