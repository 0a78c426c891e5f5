"""What was new to a person when he last looked: kept in his browser, as two numbers of builds."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from chancery.api.view import View
from chancery.pipeline.news import News, news_since

SEEN = "chancery_seen"
KEPT_S = 365 * 24 * 3_600
_FORM = re.compile(r"(\d{0,9})\.(\d{1,9})")


class Visit(NamedTuple):
    """Until a newer build than `newest` is there, news are those since the build `since`."""

    since: int | None  # None: he looks for the first time, and nothing is marked
    newest: int | None

    @classmethod
    def read(cls, cookies: Mapping[str, str]) -> Self:
        """Return what the browser kept; what it cannot have kept counts as nothing."""
        found = _FORM.fullmatch(cookies.get(SEEN, ""))
        if found is None:
            return cls(None, None)
        return cls(int(found[1]) if found[1] else None, int(found[2]))

    def now(self, view: View) -> "Visit":
        """Return the visit with the builds that there are now."""
        last = view.last_build
        if self.newest is None or self.newest > last:  # of another dossier
            return Visit(None, last)
        return self if self.newest == last else Visit(self.newest, last)

    def __str__(self) -> str:
        """Return it as the browser keeps it."""
        return f"{self.since or ''}.{self.newest or 0}"


def news_of(view: View, findings: Iterable[str]) -> dict[str, News]:
    """Return which of some findings are new or better backed since the last visit."""
    return {} if view.since is None else news_since(view.dossier, view.since, findings)
