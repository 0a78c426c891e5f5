"""Counts where the deeds of the gold are lost on the way from the reader to an event.

`python bench/quality/events_lost.py` reads the documents of the tune half of bench/gold/claims
with the shipped reader and the events stage, and gives each deed that counts the first of these
that holds: its trigger is marked by neither reader nor lexicon; its trigger is told together with
another's; a slot of its head is wrong; all is right and the weights are not sure enough; found.
The check half is not looked into.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claim_match and others, no package

from claim_match import HEADS, Claim, Span, align, claims_of, head_right
from claim_rows import document_row
from gold_read import Read, read_gold

from chancery.model import Event
from chancery.stages.events.stage import LEAST, candidates
from chancery.text.page import Page, overlap


def main() -> int:
    """Print how many deeds are lost by each cause."""
    causes = Counter(cause for read in read_gold("tune") for cause in causes_of(read))
    for cause, count in causes.most_common():
        print(f"{count:>4}  {cause}")
    print(f"{causes.total():>4}  deeds of the gold")
    return 0


def causes_of(read: Read) -> Iterator[str]:
    """Yield what becomes of each deed that a document of the gold has to have."""
    page = Page(read.document, read.annotation, read.dates)
    made = [event for event, _ in candidates(page)]
    row = document_row(read.row["document"], read.document.text, made, read.referents)
    predicted = claims_of(row)
    at = {id(claim): event for claim, event in zip(predicted, made, strict=True)}
    gold = [one for one in claims_of(read.row) if one.kind == "event"]
    met = {id(one): (other, right) for one, other, right in align(gold, predicted)}
    triggers = [place for event in made for place in _places(event)]
    marked = [(t.start, t.end) for t in (*read.annotation.triggers, *read.annotation.doubtful)]
    for one in gold:
        if one.optional:
            continue
        other, right = met.get(id(one), (None, frozenset[str]()))
        if other and head_right(one.kind, right):
            yield "found" if at[id(other)].confidence >= LEAST else "right and not sure enough"
        elif not _touched(one, [*marked, *triggers]):
            yield "trigger not marked"
        elif not other or not _touched(one, _places(at[id(other)])):
            yield "trigger of another kind, or told with another"
        else:
            yield "wrong: " + ", ".join(name for name in HEADS[one.kind] if name not in right)


def _places(event: Event) -> list[Span]:
    return [(event.trigger.start, event.trigger.end)] if event.trigger else []


def _touched(one: Claim, places: Sequence[Span]) -> bool:
    own = [span for filler in one.slots.get("trigger", ()) for span in filler.spans]
    return any(overlap(mine, place) for mine in own for place in places)


if __name__ == "__main__":
    raise SystemExit(main())
