"""Rows as ACLED, GDELT, ICEWS and POLECAT write them, of events that never were."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from chancery.sources.foreign import acled, gdelt, icews, mentions, polecat
from chancery.sources.foreign.read import ForeignFiles, Given
from chancery.sources.foreign.record import BadRow, ForeignMention, ForeignRecord

Cells = Mapping[str, str]

ACLED: Cells = {
    "event_id_cnty": "ALD17",
    "event_date": "04 May 2020",
    "year": "2020",
    "time_precision": "1",
    "event_type": "Strategic developments",
    "sub_event_type": "Agreement",
    "actor1": "Government of Kenya (2013-2022)",
    "inter1": "State forces",
    "actor2": "Protesters (Uganda)",
    "inter2": "Protesters",
    "country": "Kenya",
    "admin1": "Nairobi",
    "location": "Nairobi",
    "latitude": "-1.2833",
    "longitude": "36.8167",
    "geo_precision": "1",
    "source": "Harbour Post; The Weir",
    "notes": "They agreed, in words, to meet.",
    "fatalities": "0",
    "timestamp": "1589000000",
}
GDELT: Cells = {
    "GlobalEventID": "900000001",
    "SQLDATE": "20200504",
    "Actor1Code": "ALDGOV",
    "Actor1Name": "ALDANE",
    "Actor2Code": "MARGOV",
    "Actor2Name": "MARENTH",
    "EventCode": "040",
    "EventBaseCode": "040",
    "EventRootCode": "04",
    "QuadClass": "1",
    "NumMentions": "12",
    "NumSources": "2",
    "NumArticles": "12",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Port Tarn, Tarn, Aldane",
    "ActionGeo_Lat": "10.01",
    "ActionGeo_Long": "20.02",
    "DATEADDED": "20200504120000",
    "SOURCEURL": "https://weir.example/talks?utm_source=feed",
}
MENTION: Cells = {
    "GlobalEventID": "900000001",
    "EventTimeDate": "20200504120000",
    "MentionTimeDate": "20200504121500",
    "MentionType": "1",
    "MentionSourceName": "weir.example",
    "MentionIdentifier": "https://weir.example/talks",
    "SentenceID": "2",
    "Actor1CharOffset": "14",
    "Actor2CharOffset": "-1",
    "ActionCharOffset": "40",
    "InRawText": "1",
    "Confidence": "70",
    "MentionDocLen": "900",
    "MentionDocTone": "-1.5",
}
ICEWS: Cells = {
    "Event ID": "31415",
    "Event Date": "2020-05-04",
    "Source Name": "Aldane",
    "Source Sectors": "",
    "Source Country": "Aldane",
    "Event Text": "Consult",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Target Name": "Citizen (Marenth)",
    "Target Sectors": "General Population / Civilian / Social,Social",
    "Target Country": "Marenth",
    "Story ID": "271",
    "Sentence Number": "3",
    "Publisher": "Harbour Post",
    "City": "Port Tarn",
    "Country": "Aldane",
    "Latitude": "10.01",
    "Longitude": "20.02",
}
POLECAT: Cells = {
    "Event ID": "20200504-1",
    "Event Date": "2020-05-04",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Intensity": "1",
    "Quad Code": "VERBAL COOPERATION",
    "Actor Name": "Aldane",
    "Recipient Name": "Marenth; Corvia",
    "City": "Port Tarn",
    "Country": "None",
    "Latitude": "10.01",
    "Longitude": "20.02",
    "Source": "Harbour Post",
    "Publication Date": "2020-05-05",
    "Language": "eng",
    "Version": "NGEC_coder-Vers001-b1-Run-001",
}


def acled_text(*rows: Cells, columns: Sequence[str] = acled.COLUMNS, delimiter: str = ",") -> str:
    """Return a file of ACLED."""
    return _table(columns, rows, delimiter)


def gdelt_text(*rows: Cells) -> str:
    """Return a file of GDELT's events, which has no header."""
    return "".join(f"{_tabbed(gdelt.COLUMNS, one)}\n" for one in rows)


def mentions_text(*rows: Cells) -> str:
    """Return a file of GDELT's mentions, which has no header."""
    return "".join(f"{_tabbed(mentions.COLUMNS, one)}\n" for one in rows)


def icews_text(*rows: Cells, delimiter: str = "\t") -> str:
    """Return a file of ICEWS."""
    return _table(icews.COLUMNS, rows, delimiter)


def polecat_text(*rows: Cells) -> str:
    """Return a file of POLECAT."""
    return _table(polecat.COLUMNS, rows, "\t")


def read_files(*paths: Path, form: str | None = None) -> tuple[list[Given], ForeignFiles]:
    """Return every row of files, and what came of each file."""
    files = ForeignFiles(paths, form)
    return list(files), files


def read_bytes(
    path: Path, data: bytes
) -> tuple[list[ForeignRecord | ForeignMention], list[BadRow]]:
    """Return the rows of a file with these bytes, and those that were not read."""
    path.write_bytes(data)
    found, _ = read_files(path)
    good = [one for one in found if not isinstance(one, BadRow)]
    return good, [one for one in found if isinstance(one, BadRow)]


def _table(columns: Sequence[str], rows: Iterable[Cells], delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _tabbed(columns: Sequence[str], cells: Cells) -> str:
    return "\t".join(cells.get(one, "") for one in columns)
