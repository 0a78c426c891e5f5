"""Compiles the facts: `python -m training.knowledge --data DATA [--output FILE]`.

DATA is the folder with factbook/, petrarch_dictionaries/, rigour/ and geonames_admin1/. It needs
the extra `knowledge-build`.
"""

import argparse
from collections import Counter
from pathlib import Path

from chancery.knowledge.index import FACTS
from training.knowledge.compile import compile_facts
from training.knowledge.pack import write_facts
from training.knowledge.sources import SOURCES


def main() -> None:
    """Compile, write, and print how many facts of each kind there are."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the folder of the sources")
    ask.add_argument("--output", type=Path, default=FACTS, help="the file to write")
    options = ask.parse_args()
    actors, terms = compile_facts(options.data)
    write_facts(options.output, SOURCES, actors, terms)
    for kind, count in sorted(Counter(one.kind for one in actors).items()):
        print(f"{kind:<16}{count:>8,}")
    print(f"{'names':<16}{sum(len(one.names) for one in actors):>8,}")
    for role, count in sorted(Counter(one.role for one in terms).items()):
        print(f"term, {role:<28}{count:>8,}")
    print(f"{options.output}: {options.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
