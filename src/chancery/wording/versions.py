"""Versions of articles in words: their place, what changed, and what speaks against a claim."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chancery.model import (
    ArticleVersion,
    DateValue,
    Edit,
    Later,
    Revision,
    RevisionType,
    Standing,
    Support,
)
from chancery.wording.phrases import clip, count_words, one_line

EDIT_WIDTH = 60  # of the words of an edit on either side; JSON has all of them
MOST_EDITS = 12
CHANGES: Mapping[RevisionType, str] = {
    "unchanged": "the same words",
    "silent_edit": "edited, and no notice says so",
    "updated": "updated",
    "corrected": "corrected",
    "retracted": "retracted",
    "rewritten": "rewritten, or another article at the address",
    "differs": "other words; which came first is not known",
}
LATER: Mapping[Later, str] = {
    "gone": "no longer in the later version {}",
    "reworded": "in other words in the later version {}",
    "in_one_version": "not in the version {}, and which is later is not known",
}


def version_words(one: ArticleVersion) -> str:
    """Return the place of a version among those of its article, and what it says of itself."""
    place = f"{one.place} of {one.versions}" if one.place else f"one of {one.versions}, no order"
    kinds = dict.fromkeys(note.kind for note in one.notices)
    retracted = ["retracted"] if one.retraction and "retraction" not in kinds else []
    return ", ".join([*([place] if one.versions > 1 else []), *kinds, *retracted])


def revision_words(one: Revision, names: Mapping[str, str]) -> str:
    """Return what a version changed, in one line."""
    edits = f", {count_words(len(one.edits), 'edit')}" if one.edits else ""
    when = f" captured {time_words(one.captured)}" if one.captured else ""
    alike = "" if one.type == "unchanged" else f", {one.similarity:.0%} alike"
    return f"{names[one.after]}{when}: {CHANGES[one.type]}{edits}{alike}"


def time_words(value: DateValue | None) -> str:
    """Return when something was captured, as far as that is known."""
    if value is None or value.start is None:
        return "at an unknown time"
    return value.start if value.start == value.end else f"{value.start} to {value.end}"


def change_lines(one: Revision) -> Iterator[str]:
    """Yield the notices of a version and its edits, each with its characters on both sides."""
    for note in one.notices:
        words = clip(one_line(note.evidence.quote), 2 * EDIT_WIDTH)
        yield f"{note.kind} [{note.evidence.start}:{note.evidence.end}] “{words}”"
    for edit in one.edits[:MOST_EDITS]:
        yield f"{_side(edit, first=True)} → {_side(edit, first=False)}"
    if len(one.edits) > MOST_EDITS:
        yield f"… and {len(one.edits) - MOST_EDITS:,} more edits; --json has all"


def _side(edit: Edit, *, first: bool) -> str:
    start, end, text = edit.b_start, edit.b_end, edit.b_text
    if first:
        start, end, text = edit.a_start, edit.a_end, edit.a_text
    words = f"“{clip(one_line(text), EDIT_WIDTH)}”" if text else "nothing"
    return f"[{start}:{end}] {words}"


def against(support: Sequence[Support], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what other versions of its articles, and retractions, say against a finding's claims.

    A claim for which nothing speaks against yields nothing.
    """
    for one in support:
        if one.standing and (words := standing_words(one.standing, names)):
            yield f"{names[one.document]}: {words}"


def standing_words(standing: Standing, names: Mapping[str, str]) -> str:
    """Return what became of one claim; nothing where it stands."""
    parts: list[str] = []
    other = names[standing.version] if standing.version else ""
    if standing.withdrawn == "retracted":
        parts.append("the article was retracted")
    if standing.later:
        parts.append(LATER[standing.later].format(other))
    if standing.withdrawn == "corrected":
        parts.append("which has a correction")
    return ", ".join(parts)


def versions_by_document(versions: Iterable[ArticleVersion]) -> dict[str, ArticleVersion]:
    """Return the version that each document is."""
    return {one.document: one for one in versions}
