"""GDELT 2.0 mentions: 16 columns parted by tabs, without a header; a row for each article."""

from chancery.sources.foreign.cells import Cells, needed, text, whole
from chancery.sources.foreign.record import ForeignMention

COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset",
    "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
NEEDED = frozenset({"globaleventid", "mentionidentifier", "mentionsourcename"})
ALIASES: dict[str, str] = {}
WEB = "1"  # of MentionType: the identifier is an address


def key(cells: Cells) -> str:
    """Return what no two rows may share: an event may stand in several sentences of an article."""
    parts = ("globaleventid", "mentionidentifier", "sentenceid", "actioncharoffset")
    return "\t".join((needed(cells, parts[0]), *(text(cells, one) for one in parts[1:])))


def read(cells: Cells, file: str, line: int) -> ForeignMention:
    """Return the row as a mention.

    Raises:
        BadRowError: a cell that is needed is empty, or holds what it may not.
    """
    identifier = needed(cells, "mentionidentifier")
    return ForeignMention(
        event=needed(cells, "globaleventid"),
        source=text(cells, "mentionsourcename"),
        address=identifier if text(cells, "mentiontype") in {WEB, ""} else "",
        sentence=whole(cells, "sentenceid") or 0,
        actor1_at=_place(cells, "actor1charoffset"),
        actor2_at=_place(cells, "actor2charoffset"),
        act_at=_place(cells, "actioncharoffset"),
        confidence=whole(cells, "confidence"),
        file=file,
        line=line,
    )


def _place(cells: Cells, column: str) -> int | None:
    """Return an offset; GDELT writes -1 where it found none."""
    found = whole(cells, column)
    return found if found is not None and found >= 0 else None
