"""TimelineJS: the dated findings that matter most, as slides."""

import heapq
from html import escape
from typing import Any, BinaryIO, ClassVar

import msgspec

from chancery.exports.coded import HAPPENED
from chancery.exports.cut import Cut
from chancery.exports.days import Known, bounds, known
from chancery.exports.held import Library
from chancery.model import Evidence
from chancery.ports.export import Content, Entry, Written, left_out

MOST_SLIDES = 100  # TimelineJS asks for few; beyond, it loads slowly and nobody reads on
MOST_QUOTES = 5  # of a slide; the finding has all

Made = dict[str, Any]
_Dated = tuple[float, str, Entry, Known]


class TimelineJs:
    """Writes `{"title": …, "events": […]}`, by day."""

    name: ClassVar[str] = "timelinejs"
    suffix: ClassVar[str] = ".json"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the slides."""
        self._undated = self._untold = self._withdrawn = self._more = 0
        kept: list[_Dated] = []
        for entry in content.entries():
            time = self._time(entry)
            if time is None:
                continue
            # of two that matter alike the one with the smaller id: ids count backwards here
            heapq.heappush(kept, (entry.weight, _backwards(entry.finding.id), entry, time))
            if len(kept) > MOST_SLIDES:
                heapq.heappop(kept)
                self._more += 1
        library = Library(content)
        ordered = sorted(kept, key=lambda one: (one[3].start, one[3].end, one[2].finding.id))
        slides = [self._slide(entry, time, library) for _, _, entry, time in ordered]
        left = left_out(
            ("findings of no known date, or of which only bounds are known", self._undated),
            ("meetings and deeds told as planned, wished, feared or denied", self._untold),
            ("findings that only retracted or corrected articles tell", self._withdrawn),
            ("findings that people rejected", content.rejected),
            (f"dated findings that matter less than the {MOST_SLIDES} of the slides", self._more),
        )
        said = "".join(f"<p>Left out: {one.count:,} {escape(one.what)}.</p>" for one in left)
        title = {"text": {"headline": "Timeline", "text": f"<p>{len(slides)} findings.</p>{said}"}}
        made = msgspec.json.encode({"title": title, "events": slides})
        stream.write(msgspec.json.format(made, indent=1) + b"\n")
        return Written(records=len(slides), of="slides", left_out=(*left, *self._cut.left_out))

    def _time(self, entry: Entry) -> Known | None:
        """Return when an entry is, where it has a slide; count why not."""
        finding = entry.finding
        time = known(entry.time)
        if entry.withdrawn:
            self._withdrawn += 1
        elif finding.about in {"meeting", "event"} and finding.modality not in HAPPENED:
            self._untold += 1
        elif time is None:
            self._undated += 1
        else:
            return time
        return None

    def _slide(self, entry: Entry, time: Known, library: Library) -> Made:
        finding = entry.finding
        documents = len({one.document for one in finding.support})
        sources = f"{finding.independent} independent of {documents} documents"
        quotes = [self._quote(one, library) for one in entry.evidence[:MOST_QUOTES]]
        made: Made = {
            "unique_id": finding.id,
            "group": finding.about,
            "start_date": _date(time.start),
            "display_date": time.start if time.unit != "span" else bounds(entry.time),
            "text": {
                "headline": escape(self._cut.told(entry.text)),
                "text": "".join([*quotes, f"<p>{sources}; {escape(finding.id)}</p>"]),
            },
        }
        if time.unit == "span":
            made["end_date"] = _date(time.end)
        return made

    def _quote(self, one: Evidence, library: Library) -> str:
        document = library.documents.get(one.document)
        name = self._cut.text(document.name)
        place = f"{name}, {document.path or document.uri}[{one.start}:{one.end}], {document.id}"
        words = escape(self._cut.words(one.quote))
        return f"<blockquote>“{words}”</blockquote><p>{escape(place)}</p>"


def _date(day: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, day.split("-")), strict=False))


def _backwards(identity: str) -> str:
    """Return what sorts the other way round than an id."""
    return "".join(chr(0x10FFFF - ord(one)) for one in identity)
