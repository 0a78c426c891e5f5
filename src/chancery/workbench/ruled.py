"""What people merged and split, as the pages of findings and actors show it."""

from collections.abc import Iterable

import msgspec

from chancery.api.view import View
from chancery.pipeline.review.words import decision_words, join_words


class Ruled(msgspec.Struct, frozen=True, kw_only=True):
    """The merges and splits that are on something, as one who looks may see them."""

    said: tuple[tuple[str, str], ...]  # each with how builds take it up
    waits: bool  # the next build takes one up
    own: str  # id of the last of who looks that stands; empty: there is none


NOTHING = Ruled(said=(), waits=False, own="")


def ruled(view: View, identities: Iterable[str], *, blind: bool = False) -> Ruled:
    """Return what stands on claims or referents; who codes blind sees no others' word."""
    found = view.overlay.joins.on(identities)
    shown = [one for one in found if not blind or one[0].who == view.reviewer]
    own = [one.id for one, join in found if one.who == view.reviewer and join.state != "undone"]
    return Ruled(
        said=tuple(
            (f"{one.who} {decision_words(one, {})}", join_words(join)) for one, join in shown
        ),
        waits=any(join.state in {"waits", "undone"} for _, join in shown),
        own=own[-1] if own else "",
    )
