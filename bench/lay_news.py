"""Lays collections of real articles out as a folder of text files, each below its day.

usage: python bench/lay_news.py DATA FOLDER

DATA has the corpora that are tuned on: a timeline corpus (`t17`: one affair an outlet), news of a
campaign (`polnear`), and reports in clusters (`ecb`, without days: each below its cluster). So
`bench/archive.py --news FOLDER` measures an archive of many affairs.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

Article = tuple[str, str, str, str]  # collection, day, name, text


def main() -> int:
    """Write the articles; print how many of each collection."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("data", type=Path)
    ask.add_argument("folder", type=Path)
    given = ask.parse_args()
    for path in sorted(given.data.glob("t17/*/InputDocs/*/*.txt")):
        day, name = path.parent, path.name
        target = given.folder / day.parent.parent.name / day.name / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for collection, day, name, text in [*_campaign(given.data), *_clusters(given.data)]:
        target = given.folder / collection / day / f"{name}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for collection in sorted(given.folder.iterdir()):
        print(collection.name, sum(1 for _ in collection.rglob("*.txt")))
    return 0


def _campaign(data: Path) -> Iterator[Article]:
    for part in ("train", "dev"):
        for line in (data / "polnear" / f"{part}.jsonl").read_text("utf-8").splitlines():
            one = json.loads(line)
            yield f"polnear_{one['publisher']}", one["date"], one["doc_id"], one["text"]


def _clusters(data: Path) -> Iterator[Article]:
    for line in (data / "ecb" / "train.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        yield "ecb", f"{one['topic']:02}", one["doc_id"], one["text"]


if __name__ == "__main__":
    raise SystemExit(main())
