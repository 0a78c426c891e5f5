"""Measures where sentences end and how quotation marks pair, in `chancery.text`.

Run: python bench/sentences.py [SHARED] [--rivals]; SHARED is the folder that holds data/, tools/.
Sentences: the dev parts of the English Web Treebank and of GUM, their sentences joined by a
blank, their paragraphs by a blank line. A boundary is a sentence's last code point, the text's
own end left out; `inside` leaves out those that a paragraph's end gives away. `spans` are whole
sentences, both edges right. The rivals get one paragraph at a time; one that is not installed is
passed over. Speed: a million code points a second of one core, the best of three rounds.
Quotations: contents that PolNeAR's readers marked and its scorer calls direct, all words between
double marks. One agrees if its words are those of one of our quotations, or of several; it is
a part if a quotation holds more, and outside if a word is in none. `toggle` flips at each double
mark; `by line` is the scorer's own rule, which begins anew on each line.
"""

import argparse
import collections
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # training/, which is no package

from chancery.text.quotation import quotations
from chancery.text.quote_marks import SINGLES
from chancery.text.sentences import sentences
from training.tools import load_tool

FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text())[
    "sentences"
]
ROUNDS = 3
MARKS = re.compile(r"[\"“”„«»]|``|''")
PARTS = ("ewt_dev", "gum_dev")

Span = tuple[int, int]
Spans = Sequence[Span]
Gold = list[tuple[str, list[Span]]]
Splitter = Callable[[str], Spans]


def main() -> int:
    """Print both tables; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--rivals", action="store_true")
    given = parser.parse_args()
    shared: Path = given.shared
    reached: dict[str, float] = {}
    print(
        f"{'':10}{'':12}{'precision':>10}{'recall':>9}{'F1':>9}{'inside':>9}{'spans':>9}{'M/s':>8}"
    )
    for part in PARTS:
        gold = read_gold(shared / f"data/syntax/{part}.conllu")
        for name, split in splitters(rivals=given.rivals):
            row = score(gold, split)
            print(f"{part:10}{name:12}{row}")
            if name == "chancery":
                reached[f"{part}_f1"] = row.f1
    scorer = load_tool(shared / "tools/score_attribution.py")
    for part in ("train", "dev"):
        path = shared / f"data/polnear/{part}.jsonl"
        result = measure_quotations(path, scorer)
        print(json.dumps({"polnear": part, **result}))
        reached[f"polnear_{part}_agreeing"] = result["agreeing"]
    failures = list(missed(reached))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def missed(reached: Mapping[str, float]) -> Iterator[str]:
    """Yield each floor that a measurement falls short of."""
    for name, floor in FLOORS.items():
        if reached[name] < floor:
            yield f"{name} is {reached[name]:.4f}, the floor is {floor}"


def read_gold(path: Path) -> Gold:
    """Return the texts of a CoNLL-U file with the spans of their sentences."""
    documents: list[list[list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            documents.append([])
        elif re.match(r"# newpar(?!_)", line):
            documents[-1].append([])
        elif line.startswith("# text = "):
            if not documents[-1]:
                documents[-1].append([])
            documents[-1][-1].append(line.removeprefix("# text = ").strip())
    return [join([one for one in document if one]) for document in documents]


def join(paragraphs: Sequence[Sequence[str]]) -> tuple[str, list[Span]]:
    """Return the text of the paragraphs and the spans of their sentences."""
    spans: list[Span] = []
    place = 0
    for paragraph in paragraphs:
        for one in paragraph:
            spans.append((place, place + len(one)))
            place += len(one) + 1
        place += 1
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs), spans


def splitters(*, rivals: bool) -> Iterator[tuple[str, Splitter]]:
    """Yield ours, and the rivals that are installed, by name."""
    yield "chancery", sentences
    for name, split in RIVALS.items() if rivals else ():
        if importlib.util.find_spec(name):
            yield name, by_paragraph(split)
        else:
            print(f"{'':10}{name}: not installed")


def by_paragraph(split: Splitter) -> Splitter:
    """Return a splitter that hands on one paragraph at a time, and trims what comes back."""

    def split_text(text: str) -> Spans:
        found: list[Span] = []
        place = 0
        for paragraph in text.split("\n\n"):
            for start, end in split(paragraph):
                kept = paragraph[start:end]
                first = start + len(kept) - len(kept.lstrip())
                if kept.strip():
                    found.append((place + first, place + first + len(kept.strip())))
            place += len(paragraph) + 2
        return found

    return split_text


def _pysbd(text: str) -> Spans:
    import pysbd  # noqa: PLC0415 - a rival is loaded only to run it

    found = pysbd.Segmenter(language="en", clean=False, char_span=True).segment(text)
    return [(one.start, one.end) for one in found]


def _syntok(text: str) -> Spans:
    from syntok import segmenter  # noqa: PLC0415

    found = [list(one) for paragraph in segmenter.analyze(text) for one in paragraph]
    return [(one[0].offset, one[-1].offset + len(one[-1].value)) for one in found if one]


def _blingfire(text: str) -> Spans:
    import blingfire  # noqa: PLC0415

    return list(blingfire.text_to_sentences_and_offsets(text)[1])


def _sentencex(text: str) -> Spans:
    import sentencex  # noqa: PLC0415

    found = sentencex.get_sentence_boundaries("en", text)
    return [(one["start_index"], one["end_index"]) for one in found]


RIVALS: dict[str, Splitter] = {
    "pysbd": _pysbd,
    "syntok": _syntok,
    "blingfire": _blingfire,
    "sentencex": _sentencex,
}


class Row:
    """The scores of one splitter on one part, by boundary and by sentence."""

    def __init__(self, counts: Mapping[str, collections.Counter[str]], speed: float) -> None:
        """Take for each unit how many are gold, found and both."""
        self.precision, self.recall, self.f1 = rates(counts["all"])
        self.inside, self.spans = rates(counts["inside"])[2], rates(counts["spans"])[2]
        self.speed = speed

    def __str__(self) -> str:
        """Return the figures as columns."""
        return (
            f"{self.precision:10.4f}{self.recall:9.4f}{self.f1:9.4f}{self.inside:9.4f}"
            f"{self.spans:9.4f}{self.speed:8.2f}"
        )


def rates(counts: Mapping[str, int]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    both, found, gold = counts["both"], max(1, counts["found"]), max(1, counts["gold"])
    return both / found, both / gold, 2 * both / (found + gold)


def score(gold: Gold, split: Splitter) -> Row:
    """Return how well the splitter finds the gold sentences."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for text, spans in gold:
        found = split(text)
        ends = [{end for _, end in one} - {len(text)} for one in (spans, found)]
        edges = {match.start() for match in re.finditer("\n\n", text)}
        units = {
            "all": (ends[0], ends[1]),
            "inside": (ends[0] - edges, ends[1] - edges),
            "spans": (set(spans), set(found)),
        }
        for unit, (wanted, got) in units.items():
            counts[unit].update(gold=len(wanted), found=len(got), both=len(wanted & got))
    return Row(counts, measure_speed([text for text, _ in gold], split))


def measure_speed(texts: Sequence[str], split: Splitter) -> float:
    """Return a million code points a second, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            split(text)
        best = min(best, time.process_time() - start)
    return sum(map(len, texts)) / best / 1e6


def measure_quotations(path: Path, scorer: ModuleType) -> dict[str, Any]:
    """Return how our quotations agree with direct contents, and simpler rules with ours."""
    counts: collections.Counter[str] = collections.Counter()
    texts: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        text: str = one["text"]
        texts.append(text)
        scored = scorer.Text(text)
        ours = quoted_words(text, scored)
        words = [i for i, is_word in enumerate(scored.word) if is_word]
        counts["toggle"] += toggled_words(text, scored) != ours
        counts["by line"] += {i for i in words if scored.quoted[i]} != ours
        groups = [scored.words(scored.ids([span])) for span in outermost(text)]
        for attribution in one["attributions"]:
            made = scorer.Att(attribution, scored)
            if made.type == "direct":
                counts["direct"] += 1
                counts[agreement(made.content_w, groups)] += 1
    direct = counts["direct"]
    return {
        "direct": direct,
        "agreeing": round((counts["one"] + counts["several"]) / direct, 4),
        **{
            name: round(counts[name] / direct, 4) for name in ("one", "several", "part", "outside")
        },
        "texts": len(texts),
        "toggle disagrees": round(counts["toggle"] / len(texts), 4),
        "by line disagrees": round(counts["by line"] / len(texts), 4),
        "M/s": round(measure_speed(texts, lambda text: [(0, len(quotations(text)))]), 2),
    }


def agreement(words: frozenset[int], groups: Sequence[frozenset[int]]) -> str:
    """Say how the words of a content relate to the quotations that share a word with it."""
    touched = [group for group in groups if group & words]
    union = frozenset[int]().union(*touched)
    if words - union:
        return "outside"
    if words != union:
        return "part"
    return "one" if len(touched) == 1 else "several"


def outermost(text: str) -> list[Span]:
    """Return the spans of the quotations that lie in no other."""
    return [(one.inner_start, one.inner_end) for one in quotations(text) if one.depth == 0]


def quoted_words(text: str, scored: Any) -> set[int]:  # noqa: ANN401 - the scorer's own class
    """Return the words that stand in one of our quotations, those in single marks left out."""
    inside = bytearray(len(text))
    for one in quotations(text):
        if text[one.start : one.inner_start] not in SINGLES:
            inside[one.inner_start : one.inner_end] = b"\1" * (one.inner_end - one.inner_start)
    return {i for i in range(len(scored.toks)) if scored.word[i] and inside[scored.toks[i][0]]}


def toggled_words(text: str, scored: Any) -> set[int]:  # noqa: ANN401
    """Return the words that are quoted if each double mark is taken to open or close in turn."""
    flips = [match.start() for match in MARKS.finditer(text)]
    found: set[int] = set()
    passed = 0
    for i, (start, _) in enumerate(scored.toks):
        while passed < len(flips) and flips[passed] <= start:
            passed += 1
        if scored.word[i] and passed % 2:
            found.add(i)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
