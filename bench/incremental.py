"""Measures what one new article costs in a collection of 10,000, against the whole build.

usage: python bench/incremental.py [--articles N]

CPU seconds of the whole process, one worker, nothing annotated; the rival is the full build in
the same run.
"""

import argparse
import json
import tempfile
from pathlib import Path

from build import run_command, write_texts
from generate_reuse import generate

ARTICLES = 10_000
LARGEST_SHARE = 0.2  # starting, reading and hashing 10,000 files, and comparing are most of it


def main() -> int:
    """Print the figures; 1 if one new article costs too large a share."""
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=ARTICLES)
    count = options.parse_args().articles
    articles, _ = generate(count + 1)
    with tempfile.TemporaryDirectory() as name:
        corpus, dossier = Path(name) / "corpus", Path(name) / "t.dossier"
        write_texts(corpus, [one.text for one in articles[:count]])
        full, memory = run_command(corpus, dossier)
        unchanged, _ = run_command(corpus, dossier)
        (corpus / "new.txt").write_text(articles[count].text, encoding="utf-8")
        one_more, _ = run_command(corpus, dossier)
    share = one_more / full
    row = {
        "articles": count,
        "full_s": round(full, 2),
        "unchanged_s": round(unchanged, 2),
        "one_new_s": round(one_more, 2),
        "share": round(share, 3),
        "peak_mb": round(memory / 1e6),
    }
    print(json.dumps(row))
    return 1 if share > LARGEST_SHARE else 0


if __name__ == "__main__":
    raise SystemExit(main())
