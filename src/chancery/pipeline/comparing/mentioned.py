"""GDELT's mentions beside the documents of a dossier: which of its articles are here."""

from collections.abc import Iterable, Mapping

from chancery.pipeline.comparing.comparison import Beside, Mentioned
from chancery.sources.foreign.record import ForeignMention
from chancery.text.addresses import article_address


class Mentions:
    """Mentions as they are read; those of articles that the dossier has are kept."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        """Take the documents of the dossier by the addresses of their articles."""
        self._addresses = addresses
        self._known: set[str] = set()
        self._events: dict[str, int] = {}
        self._present: dict[str, str] = {}
        self._absent: set[str] = set()
        self._kept: list[ForeignMention] = []
        self._elsewhere = 0

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self._events)

    def know(self, event: str) -> None:
        """Take the id of an event whose row was read."""
        self._known.add(event)

    def add(self, one: ForeignMention) -> None:
        """Take a mention."""
        self._events[one.event] = self._events.get(one.event, 0) + 1
        document = self._addresses.get(article_address(one.address) or "")
        if not one.address:
            self._elsewhere += 1
        elif document is None:
            self._absent.add(one.address)
        else:
            self._present[one.address] = document
            self._kept.append(one)

    def report(self, beside: Iterable[Beside]) -> Mentioned:
        """Return which of the articles are documents of the dossier."""
        matched = {
            key
            for part in beside
            if part.system == "GDELT"
            for one in part.matched
            for key in (one.theirs.id, *(also.id for also in one.also_theirs))
        }
        return Mentioned(
            rows=sum(self._events.values()),
            events=len(self._events),
            unmatched=sum(
                count for event, count in self._events.items() if event not in self._known
            ),
            articles=len(self._present) + len(self._absent),
            present=dict(sorted(self._present.items())),
            absent=tuple(sorted(self._absent)),
            elsewhere=self._elsewhere,
            of_matched=tuple(one for one in self._kept if one.event in matched),
        )
