"""Turns working files, in which annotators write quotes, into stand-off rows without text.

`python bench/gold/mark.py WORK.json ... [-o bench/gold/claims]` writes one file for each document,
or says what is wrong in which claim and writes nothing for that document. A working file is

    {"corpus": "...", "document": "...", "annotator": "a", "claims": [
      {"kind": "statement", "evidence": [3], "speaker": "the envoy = Anna Lind", "words": "...",
       "cue": "said", "style": "indirect", "modality": "asserted"}, ...]}

`evidence` is a list of numbers of sentences, as show.py prints them, and of quotes. How quotes are
written stands in quotes.py; docs/explanation/annotation.md says what is to be marked.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kinds import MODALITIES, NEEDED, OPEN_ABOVE, OPEN_BELOW, SLOTS, VALUE_NEEDED, VALUES
from quotes import QuoteError, Span, find_filler, find_quote
from texts import DATA, digest, split_of, text_of
from ties import PARTIES, tie_names

from chancery.text.sentences import sentences

HERE = Path(__file__).resolve().parent
PLAIN = frozenset({"kind", "evidence", "modality", "optional"})


def main() -> int:
    """Write a stand-off file for each working file; 1 if any is wrong."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("work", nargs="+", type=Path)
    ask.add_argument("-o", "--out", type=Path, default=HERE / "claims")
    ask.add_argument("--data", type=Path, default=DATA, help="where the corpora are")
    asked = ask.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for path in asked.work:
        try:
            work = json.loads(path.read_text("utf-8"))
            row, flaws = stand_off(work, text_of(work["corpus"], work["document"], asked.data))
        except (json.JSONDecodeError, KeyError, FileNotFoundError) as error:
            row, flaws = {}, [f"no working file of a document: {error!r}"]
        for flaw in flaws:
            print(f"{path.name}: {flaw}", file=sys.stderr)
        if not flaws:
            (asked.out / f"{path.stem}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
            print(f"{path.name}: {len(row['claims'])} claims")
        wrong += bool(flaws)
    return int(wrong > 0)


def stand_off(work: dict[str, Any], text: str) -> tuple[dict[str, Any], list[str]]:
    """Return the row of a working file, and what is wrong in it."""
    flaws: list[str] = []
    same: list[tuple[Span, Span]] = []
    claims: list[dict[str, Any]] = []
    for number, claim in enumerate(work["claims"], 1):
        try:
            claims.append(_claim(claim, text, same))
        except QuoteError as error:
            flaws.append(f"claim {number} ({claim.get('kind')}): {error}")
    row = {
        "corpus": work["corpus"],
        "document": work["document"],
        "sha256": digest(text),
        "split": split_of(work["corpus"], work["document"]),
        "annotator": work["annotator"],
        "same": tie_names(text, _parties(claims), same),
        "claims": claims,
    }
    return row, flaws


def _parties(claims: list[dict[str, Any]]) -> set[Span]:
    slots = (slot for claim in claims for slot in claim["slots"].items())
    return {span for name, spans in slots if name in PARTIES for span in spans}


def _claim(claim: dict[str, Any], text: str, same: list[tuple[Span, Span]]) -> dict[str, Any]:
    """Return a claim with offsets for quotes, adding to `same` the spans that mean one thing."""
    if claim.get("kind") == "figure":
        claim = _with_bounds(claim)
    _check(claim)
    kind = claim["kind"]
    evidence = tuple(_evidence(text, part) for part in claim["evidence"])
    slots: dict[str, list[Span]] = {}
    for name in sorted(SLOTS[kind] & claim.keys()):
        for filler in _listed(claim[name]):
            span, pair = find_filler(text, filler, evidence)
            slots.setdefault(name, []).append(span)
            same += [pair] if pair else []
    values = {name: claim[name] for name in VALUES[kind] if name in claim}
    made: dict[str, Any] = {"kind": kind, "slots": slots, "values": values}
    made |= {"modality": claim.get("modality", "asserted"), "evidence": list(evidence)}
    return made | ({"optional": True} if claim.get("optional") else {})


def _with_bounds(claim: dict[str, Any]) -> dict[str, Any]:
    """Return a figure with unit, modifier and the bounds that its `value` leaves known."""
    made = {"modifier": "stated", "unit": "count"} | claim
    value = made.pop("value", None)
    if value is not None and made["modifier"] not in OPEN_BELOW:
        made["low"] = value
    if value is not None and made["modifier"] not in OPEN_ABOVE:
        made["high"] = value
    return made


def _check(claim: dict[str, Any]) -> None:
    """Complain of what the kind of claim does not have, or of what it lacks.

    Raises:
        QuoteError: with all that is wrong.
    """
    flaws = list(_flaws(claim))
    if flaws:
        raise QuoteError("; ".join(flaws))


def _flaws(claim: dict[str, Any]) -> Iterator[str]:
    kind = claim.get("kind", "")
    if kind not in SLOTS:
        yield f"no kind of claim: {kind!r}"
        return
    strange = claim.keys() - PLAIN - SLOTS[kind] - VALUES[kind].keys()
    lacking = {NEEDED[kind], *VALUE_NEEDED[kind], "evidence"} - claim.keys()
    yield from (f"no slot or value of this kind: {name}" for name in sorted(strange))
    yield from (f"lacking: {name}" for name in sorted(lacking))
    for name, closed in (*VALUES[kind].items(), ("modality", MODALITIES)):
        if closed and claim.get(name, closed[0]) not in closed:
            yield f"{name}: {claim[name]!r} is none of {', '.join(closed)}"


def _evidence(text: str, part: int | str) -> Span:
    if isinstance(part, str):
        return find_quote(text, part)
    parts = sentences(text)
    if not 1 <= part <= len(parts):
        message = f"the text has no sentence {part}, but {len(parts)}"
        raise QuoteError(message)
    return parts[part - 1]


def _listed(fillers: str | list[str]) -> list[str]:
    return [fillers] if isinstance(fillers, str) else fillers


if __name__ == "__main__":
    raise SystemExit(main())
