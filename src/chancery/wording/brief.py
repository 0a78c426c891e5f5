"""The headings of a brief, and who stands behind its lines, in words."""

from collections.abc import Mapping

from chancery.pipeline.record import Line, SectionName
from chancery.wording.phrases import count_words

HEADINGS: Mapping[SectionName, str] = {
    "happened": "What happened",
    "solid": "Solid: two or more independent sources",
    "differing": "Where sources differ",
    "open": "Open: promised, demanded, expected",
    "thin": "Thin: one source",
    "withdrawn": "Withdrawn: said by nobody but articles that were retracted, or corrected in it",
}
LEGEND = (
    "Words in ‹ › are an article's own. Numbers of sources are independent ones: articles that "
    "copy one text count once; behind “at most” stands the number without that caution."
)


def line_sources(line: Line) -> str:
    """Return how many documents and independent sources stand behind a line."""
    documents = count_words(line.documents, "document")
    if line.independent is None or line.upper_bound is None:
        return documents
    if line.documents == 1:
        return "1 source"
    most = f", at most {line.upper_bound}" if line.upper_bound > line.independent else ""
    return f"{line.independent} independent{most}; {documents}"
