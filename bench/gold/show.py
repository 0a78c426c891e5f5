"""Prints a document with numbered sentences, or the claims marked on it with their words.

`python bench/gold/show.py CORPUS DOCUMENT` numbers the sentences, for evidence in working files.
`python bench/gold/show.py --claims bench/gold/claims/NAME.jsonl ...` prints claims to be re-read.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from texts import DATA, digest, text_of

from chancery.text.sentences import sentences


def main() -> int:
    """Print the document or the claims; 1 if a text is not the one that was marked."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("named", nargs="+", help="CORPUS DOCUMENT, or files of claims")
    ask.add_argument("--claims", action="store_true")
    ask.add_argument("--data", type=Path, default=DATA, help="where the corpora are")
    asked = ask.parse_args()
    if asked.claims:
        return max(show_claims(Path(path), asked.data) for path in asked.named)
    corpus, document = asked.named
    text = text_of(corpus, document, asked.data)
    for number, (start, end) in enumerate(sentences(text), 1):
        print(f"{number:>3} {' '.join(text[start:end].split())}")
    return 0


def show_claims(path: Path, data: Path) -> int:
    """Print the claims of a file; 1 if a text has changed."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = text_of(row["corpus"], row["document"], data)
        if digest(text) != row["sha256"]:
            print(f"{path}: the text of {row['document']} is another one")
            return 1
        print(f"== {path.name}: {row['corpus']} {row['document']} {row['split']}")
        for number, claim in enumerate(row["claims"], 1):
            print(f"{number:>3} {' | '.join(claim_words(claim, text))}")
        for phrase, name in row["same"]:
            if text[slice(*phrase)] != text[slice(*name)]:
                print(f"    {text[slice(*phrase)]} = {text[slice(*name)]}")
    return 0


def claim_words(claim: dict[str, Any], text: str) -> Iterator[str]:
    """Yield a claim's kind, values and slots with the words of their spans."""
    yield claim["kind"] + (" (optional)" if claim.get("optional") else "")
    yield " ".join([claim["modality"], *(f"{k}={v}" for k, v in claim["values"].items())])
    for name, spans in claim["slots"].items():
        yield f"{name}: " + "; ".join(" ".join(text[a:b].split()) for a, b in spans)


if __name__ == "__main__":
    raise SystemExit(main())
