"""POLECAT's rows: 40 columns in its order, separated by tabs."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO, ClassVar, Literal

from chancery import __version__
from chancery.exports.coded import QUADS, Coded, Coding
from chancery.exports.cut import Cut
from chancery.exports.held import Heading, Held, Library, once
from chancery.knowledge.codes import alpha3
from chancery.model import Party, Referent
from chancery.ports.export import Content, Written, left_out

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
BETWEEN = "; "  # several values of a cell, as in POLECAT's own files
FINE: Mapping[str, str] = {"city": "City", "district": "District", "region": "Province"}
Side = Literal["Actor", "Recipient"]


class Polecat:
    """Writes a header and a row for each event, by the finding's id."""

    name: ClassVar[str] = "polecat"
    suffix: ClassVar[str] = ".txt"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the rows."""
        coding, rows = Coding(content), _Rows(content, self._cut)
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(
            text, "excel-tab", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        writer.writerow(COLUMNS)
        count = undated = often = 0
        for one in coding.events():
            if one.finding.often:
                often += 1
                continue
            count += 1
            undated += not one.day
            row = rows.row(one)
            writer.writerow([_cell(row.get(name, "")) for name in COLUMNS])
        text.detach()
        left = left_out(
            ("Event Dates, of events whose day is not known", undated),
            ("findings of several occasions at once, which are no one event", often),
        )
        every = (*left, *coding.left_out, *self._cut.left_out)
        return Written(records=count, of="events", left_out=every)


class _Rows:
    """Makes the row of an event."""

    def __init__(self, content: Content, cut: Cut) -> None:
        self._cut = cut
        self._library = Library(content)
        self._content = content
        self._stories = Held(self._story)

    def row(self, one: Coded) -> dict[str, str]:
        document = self._library.documents.get(one.first.document)
        return {
            "Event ID": one.id,
            "Event Date": one.day,
            "Event Type": one.root,
            "Event Mode": one.mode or "",
            "Quad Code": QUADS[one.kind.quad - 1],
            "Contexts": one.context or "",
            **self._side("Actor", one.actors),
            **self._side("Recipient", one.recipients),
            **self._place(one.place[:1]),
            "Source": document.outlet.value if document.outlet else "",
            "Publication Date": _day(document),
            **self._stories.get(document.id),
            "Language": document.language.value if document.language else "",
            "Version": f"{one.scheme}; Chancery {__version__}",
        }

    def _side(self, side: Side, parties: Iterable[Party]) -> dict[str, str]:
        some = list(parties)
        return {
            f"{side} Name": BETWEEN.join(once(map(self._name, some))),
            f"{side} Country": BETWEEN.join(once(map(self._library.country, some))),
            f"{side} Name Raw": BETWEEN.join(
                once(self._cut.words(one.evidence.quote) for one in some)
            ),
        }

    def _name(self, party: Party) -> str:
        named = self._library.named(party)
        return named.name if named else ""

    def _place(self, parties: Iterable[Party]) -> dict[str, str]:
        made: dict[str, str] = {}
        for one in parties:
            made["Raw Placename"] = self._cut.words(one.evidence.quote)
            guess = self._library.place(one)
            if guess:
                made |= {
                    "Placename": guess.name,
                    "Country": alpha3(guess.country),
                    "Latitude": str(guess.latitude),
                    "Longitude": str(guess.longitude),
                    "GeoNames ID": str(guess.geonames or ""),
                }
                if guess.kind in FINE:
                    made[FINE[guess.kind]] = guess.name
        return made

    def _story(self, document: str) -> dict[str, str]:
        names: dict[str, list[str]] = {}
        for one in self._content.of_document(Referent, document):
            names.setdefault(one.type, []).append(one.name)
        groups = [*names.get("organisation", ()), *names.get("armed_group", ())]
        return {
            "Story People": BETWEEN.join(sorted(names.get("person", ()))),
            "Story Organizations": BETWEEN.join(sorted(groups)),
            "Story Locations": BETWEEN.join(sorted(names.get("place", ()))),
        }


def _day(document: Heading) -> str:
    """Return the day of publication; empty where one alone is not known."""
    published = document.published
    if published is None or published.start is None or published.end is None:
        return ""
    return published.start[:10] if published.start[:10] == published.end[:10] else ""


def _cell(text: str) -> str:
    """Return text on one line, without control characters."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
