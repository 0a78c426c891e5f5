"""The builds that made the dossier, what it holds, and what was turned away."""

from chancery.api.parameters import Paged
from chancery.api.view import View
from chancery.model import Rejection
from chancery.pipeline.review.words import waiting_words
from chancery.pipeline.settings import made_of

SHOWN_RUNS = 50


class RunsPage(Paged, frozen=True, kw_only=True):
    """Which part of what was turned away."""


def runs(view: View, asked: RunsPage) -> dict[str, object]:
    """Fill the page."""
    after = view.after(asked, str) or ""
    found = view.dossier.page(Rejection, after=after, limit=asked.limit + 1)
    page = view.page(asked, ((one.id, one) for one in found), lambda one: one)
    made, records = view.dossier.runs(), view.dossier.counts()
    return {
        "runs": made[::-1][:SHOWN_RUNS],
        "made_of": {one.number: made_of(one.sources, one.settings) for one in made},
        "earlier": max(0, len(made) - SHOWN_RUNS),
        "records": {name: count for name, count in records.items() if count},
        "rejections": page.items,
        "rejected": records["rejection"],
        "next": page.next,
        "notes": tuple(waiting_words(view.overlay.joins)),
        "build": view.runner.state(),
        "may_name": view.runner.settings.allow_sources,
    }
