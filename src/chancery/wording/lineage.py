"""What stands behind shared text, and which way it went, in words."""

from chancery.model import Origin, ReuseLink
from chancery.wording.phrases import name_list, one_line

SHOWN_NAMES = 6  # documents named in a line; --json has them all


def origin_words(origin: Origin, titles: dict[str, str]) -> str:
    """Return one line that says what stands behind which documents, and how that is known."""
    who = name_list(sorted(titles[one] for one in origin.documents), SHOWN_NAMES)
    name = origin.name or "A source that none of them names"
    if origin.basis == "stated":
        quotes = "; ".join(f"“{one_line(e.quote)}”" for e in origin.evidence[:SHOWN_NAMES])
        return f"{name}, stated in {who}: {quotes}"
    return f"{name}, inferred for {who} from shared passages"


def link_ends(link: ReuseLink, titles: dict[str, str]) -> list[str]:
    """Return both ends of a link as document[start:end]."""
    return [f"{titles[s.document]}[{s.start}:{s.end}]" for s in (link.a, link.b)]


def direction_words(link: ReuseLink, titles: dict[str, str]) -> str:
    """Return which document the passage came from, and how that is known."""
    if link.direction == "unknown":
        return "unknown"
    a, b = titles[link.a.document], titles[link.b.document]
    source, copy = (a, b) if link.direction == "a_to_b" else (b, a)
    return f"from {source} to {copy} ({link.direction_basis})"
