"""Measures the describe stage: its speed, its dates on flattened web pages, its language test.

Run: python bench/describe.py [SHARED]; SHARED is the folder that holds data/.
Speed: news articles cut to 600 words, cleaned before; processor time, best of several rounds.
Dates: web pages whose publication day is known, as plain text, all markup forgotten.
Language: how often function words decide alone, and how often the model then says otherwise.
Floors: a date that is given must be right, or an interval that holds the right day, in nine of
ten; an article of 600 words may take 0.8 ms.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent))  # saved_page, no package

from chancery.model import Block, Document, document_id
from chancery.stages.clean.stage import Clean
from chancery.stages.describe import language
from chancery.stages.describe.stage import Describe
from saved_page import read_page

ARTICLE = 600  # words
ROUNDS = 7
CEILING_MS = 0.8  # for each article of 600 words
FLOOR_PRECISION = 0.9  # of given days of publication


def main() -> int:
    """Print the three measurements as JSON; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    shared: Path = parser.parse_args().shared
    articles = [cleaned(text) for text in read_articles(shared / "data/polnear/dev.jsonl")]
    pages = dict(read_pages(shared / "data/metadata"))
    speed, dates = measure_speed(articles), measure_dates(pages)
    result = {
        "ms per article": speed,
        "dates": dates,
        "language": measure_language([document for document, _ in pages.values()] + articles),
    }
    print(json.dumps(result, indent=2))
    return int(speed > CEILING_MS or dates["precision"] < FLOOR_PRECISION)


def read_articles(path: Path) -> Iterator[str]:
    """Yield the texts, each cut behind the line in which word 600 stands."""
    for line in path.read_text(encoding="utf-8").splitlines():
        words = 0
        kept: list[str] = []
        for part in json.loads(line)["text"].splitlines(keepends=True):
            kept.append(part)
            words += len(part.split())
            if words >= ARTICLE:
                yield "".join(kept)
                break


def read_pages(folder: Path) -> Iterator[tuple[str, tuple[Document, str]]]:
    """Yield the pages as cleaned plain text, with the day on which each was published, or ""."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for key in sorted(gold):
        path = folder / "html" / f"{key}.html.gz"
        if not path.exists():
            continue
        data = gzip.decompress(path.read_bytes())
        document = read_page(key, data)
        if isinstance(document, Document):
            yield key, (cleaned(document.text), gold[key]["date"])


def cleaned(text: str) -> Document:
    """Return a plain text as the clean stage hands it on."""
    document = Document(
        id=document_id("bench", str(len(text))),
        capture="capture",
        uri="bench",
        path=None,
        sha256="",
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
    )
    ((record,),) = Clean().run([document])
    return msgspec.convert(record, Document, from_attributes=True)


def measure_speed(articles: Sequence[Document]) -> float:
    """Return milliseconds of processor time for one article, in the best round."""
    stage = Describe()
    spent: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _records in stage.run(articles):
            pass
        spent.append(time.process_time() - start)
    return round(1_000 * min(spent) / len(articles), 3)


def measure_dates(pages: dict[str, tuple[Document, str]]) -> dict[str, float]:
    """Return how many days of publication are given and how many of them are right."""
    given = right = unknown = 0
    for document, day in pages.values():
        described = next(iter(Describe().run([document])))[0]
        found = described.published if isinstance(described, Document) else None
        if found is None or found.start is None or found.end is None:
            continue
        if not is_day(day):
            unknown += 1
            continue
        given += 1
        right += found.start[:10] <= day <= found.end[:10]
    return {
        "pages": len(pages),
        "with a known day": sum(is_day(day) for _, day in pages.values()),
        "given": given,
        "right": right,
        "given where none is known": unknown,
        "precision": round(right / max(1, given), 3),
    }


def is_day(text: str) -> bool:
    """Say whether the gold gives a whole day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def measure_language(documents: Sequence[Document]) -> dict[str, float]:
    """Return how often function words decide, and how often the model then disagrees."""
    decided = disagree = 0
    for document in documents:
        text = "\n".join(
            document.text[block.start : block.end] for block in document.blocks if block.kept
        )[: language.READ_AT_MOST]
        by_words = language.language_by_words(text)
        if by_words:
            decided += 1
            disagree += language.language_by_model(text) != by_words
    return {"texts": len(documents), "decided by words": decided, "model disagrees": disagree}


if __name__ == "__main__":
    sys.exit(main())
