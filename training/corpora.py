"""Reads the corpora into passages with labels, whatever their format; offsets are code points.

`open_corpora` checks each file against the digests in training/data.lock first, so that a score
names the very data it was reached on.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chancery.inference.labels import MERGED, merged
from training import markup

Span = tuple[int, int]
HERE = Path(__file__).parent
LOCK = HERE / "data.lock"
HELD = 20
EVENTS_ONLY = "# marks: events"
BETWEEN = "\n\n"  # a paragraph's end
WRITTEN = HERE / "written"
LABELS = HERE / "labels"
RESEARCH = frozenset({"polnear", "plv", "quad", "roles", "ecb"})  # of no or unclear licence


@dataclass(frozen=True)
class Said:
    """An attribution: the spans of cue, source and content; class and negation where known."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str | None = None
    negated: bool | None = None


@dataclass(frozen=True)
class Happened:
    """An event: its trigger, or None where only the roles are known, and what is coded of it."""

    trigger: Span | None
    roles: dict[str, tuple[Span, ...]] | None
    given: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    root: str | None = None
    mode: str | None = None
    modality: str | None = None
    context: str | None = None

    def touches(self, start: int, end: int) -> bool:
        """Say whether a span touches the trigger."""
        return self.trigger is not None and start < self.trigger[1] and self.trigger[0] < end

    def found_by(self, start: int, end: int, root: str) -> bool:
        """Say whether a trigger touches this one and has its root, in PLV's scheme."""
        return (
            self.touches(start, end)
            and self.root is not None
            and merged(root) == merged(self.root)
        )


@dataclass(frozen=True)
class Passage:
    """A text with its labels. What is None was not annotated; what is empty has none."""

    corpus: str
    key: str
    text: str
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    said: list[Said] | None = None
    happened: list[Happened] | None = None
    chains: list[list[Span]] | None = None
    quad: int | None = None

    @property
    def events(self) -> list[Happened]:
        """Return the events that a reader is to find: with trigger and root, NONE left out."""
        known = (one for one in self.happened or () if one.trigger and one.root)
        return [one for one in known if one.root != "NONE"]


def join(passages: Sequence[Passage]) -> Passage:
    """Return passages of one corpus as the paragraphs of one, as in articles.

    What one of them is not annotated with, the whole is not.
    """
    schemes = set.intersection(*(set(one.spans) for one in passages))
    spans: dict[str, list[tuple[int, int, str]]] = {scheme: [] for scheme in schemes}
    said: list[Said] = []
    happened: list[Happened] = []
    shift = 0
    for one in passages:
        for scheme in schemes:
            moved = [
                (start + shift, end + shift, label) for start, end, label in one.spans[scheme]
            ]
            spans[scheme].extend(moved)
        said.extend(_moved_said(cue, shift) for cue in one.said or ())
        happened.extend(_moved_event(event, shift) for event in one.happened or ())
        shift += len(one.text) + len(BETWEEN)
    return Passage(
        passages[0].corpus,
        "",
        BETWEEN.join(one.text for one in passages),
        spans,
        None if any(one.said is None for one in passages) else said,
        None if any(one.happened is None for one in passages) else happened,
    )


def _moved_said(said: Said, shift: int) -> Said:
    cue, *_ = _moved((said.cue,), shift)
    return replace(
        said, cue=cue, source=_moved(said.source, shift), content=_moved(said.content, shift)
    )


def _moved_event(event: Happened, shift: int) -> Happened:
    return replace(
        event,
        trigger=_moved((event.trigger,), shift)[0] if event.trigger else None,
        roles=event.roles and {name: _moved(found, shift) for name, found in event.roles.items()},
        given={name: _moved(found, shift) for name, found in event.given.items()},
    )


def _moved(spans: Sequence[Span], shift: int) -> tuple[Span, ...]:
    return tuple((start + shift, end + shift) for start, end in spans)


def held_back(passage: Passage) -> bool:
    """Say whether a passage is kept from training, to set thresholds and confidence: one in 20.

    By the words of the document's id or, where it has none, of the text; so that a sentence which
    stands in several corpora is kept from all.
    """
    words = " ".join(re.findall(r"\w+", (passage.key or passage.text).lower()))
    return hashlib.sha256(f"held|{words}".encode()).digest()[0] % HELD == 0


Reader = Callable[[Path], Iterator[Passage]]


def polnear(path: Path) -> Iterator[Passage]:
    """Yield articles with attributions and the spans of their cues."""
    for row in _rows(path):
        said = [
            Said(_whole(one["cue"]), _spans(one["source"]), _spans(one["content"]))
            for one in row["attributions"]
            if one["cue"] and one["content"]
        ]
        cues = [(*one.cue, "cue") for one in said]
        yield Passage("polnear", row["doc_id"], row["text"], {"cue": cues}, said)


def plv(path: Path) -> Iterator[Passage]:
    """Yield sentences with one coded event each: source, target, root; trigger if marked."""
    marked = _marked_triggers()
    for number, row in enumerate(_rows(path)):
        given = {"actor": (_span(row["source"]),), "recipient": (_span(row["target"]),)}
        happened = [Happened(None, None, given, root=row["root"])]
        for kind, root, modality, *place in marked.get(number, ()):
            span = (int(place[0]), int(place[1]))
            coded = kind == "coded"
            # A future act that the corpus codes as AGREE is, by its own word, another event.
            sure = root != MERGED and not (coded and root == "AGREE" and modality == "intended")
            roles = given if coded else None
            happened.append(Happened(span, roles, root=root if sure else None, modality=modality))
        spans = {}
        if number in marked:
            triggers = sorted({one.trigger for one in happened if one.trigger})
            spans["trigger"] = [(*span, "trigger") for span in triggers]
        yield Passage("plv", "", row["text"], spans, happened=happened)


def quad(path: Path) -> Iterator[Passage]:
    """Yield sentences of one class: a statement, or one of the four quad classes."""
    for row in _rows(path):
        yield Passage("quad", "", row["text"], quad=row["quad"])


def roles(path: Path) -> Iterator[Passage]:
    """Yield sentences with the spans of source, target and reciprocal actors."""
    for row in _rows(path):
        spans = [(one["start"], one["end"], one["role"]) for one in row["spans"]]
        yield Passage("roles", "", row["text"], {"roles": spans})


def names(scheme: str, kept: frozenset[str] | None = None) -> Reader:
    """Return a reader of documents or sentences with typed spans, of the types that are kept."""

    def read(path: Path) -> Iterator[Passage]:
        for row in _rows(path):
            spans = [
                (one["start"], one["end"], one["label"])
                for one in row["entities"]
                if kept is None or one["label"] in kept
            ]
            yield Passage(scheme, row.get("doc_id", ""), row["text"], {scheme: spans})

    return read


def times(path: Path) -> Iterator[Passage]:
    """Yield documents with expressions of time."""
    for row in _rows(path):
        spans = [(one["start"], one["end"], "time") for one in row["timexes"]]
        yield Passage("time", row["doc_id"], row["text"], {"time": spans})


def gum(path: Path) -> Iterator[Passage]:
    """Yield documents with the mentions of GUM, and the chains of OntoNotes' scheme.

    The two files tell the same documents: mentions of every kind in one, chains in the other.
    """
    chains = {row["doc_id"]: row for row in _rows(path.with_name(f"onto{path.name}"))}
    for row in _rows(path):
        spans = [(one["start"], one["end"], one["type"]) for one in row["mentions"]]
        linked: dict[int, list[Span]] = {}
        for one in chains[row["doc_id"]]["mentions"]:
            linked.setdefault(one["cluster"], []).append((one["start"], one["end"]))
        onto = [(*span, "mention") for chain in linked.values() for span in chain]
        yield Passage(
            "gum",
            row["doc_id"],
            row["text"],
            {"gum": spans, "linked": onto},
            chains=list(linked.values()),
        )


def litbank(path: Path) -> Iterator[Passage]:
    """Yield extracts of fiction with chains; things that are named once are mentions too."""
    for row in _rows(path):
        linked: dict[int, list[Span]] = {}
        for one in row["mentions"]:
            linked.setdefault(one["cluster"], []).append((one["start"], one["end"]))
        yield Passage("litbank", row["doc_id"], row["text"], chains=list(linked.values()))


def genres(path: Path) -> dict[str, str]:
    """Return the genre of each document."""
    return {row["doc_id"]: row["genre"] for row in _rows(path)}


def ecb(path: Path) -> Iterator[Passage]:
    """Yield articles with the spans of actions, as triggers of any kind."""
    for row in _rows(path):
        spans = [
            (one["start"], one["end"], "action")
            for one in row["mentions"]
            if "ACTION" in one["type"]
        ]
        yield Passage("ecb", row["doc_id"], row["text"], {"actions": spans})


def written(path: Path) -> Iterator[Passage]:
    """Yield the sentences written for the project: mentions, attributions and events.

    A file with the line `# marks: events` has events alone.
    """
    whole = EVENTS_ONLY not in path.read_text(encoding="utf-8").splitlines()[:5]
    for one in markup.read(path):
        by_group: dict[int, dict[str, list[Span]]] = {}
        heads: dict[int, markup.Mark] = {}
        spans: dict[str, list[tuple[int, int, str]]] = {"types": [], "cue": [], "trigger": []}
        for mark in one.marks:
            span = (mark.start, mark.end)
            if mark.group is None or mark.label in markup.MENTIONS:
                spans["types"].append((*span, mark.label))
            elif mark.label in markup.ROLES:
                by_group.setdefault(mark.group, {}).setdefault(mark.label, []).append(span)
            else:
                heads[mark.group] = mark
        said, happened = [], []
        for group, head in heads.items():
            kind, _, rest = head.label.partition("/")
            parts = {name: tuple(found) for name, found in by_group.get(group, {}).items()}
            span = (head.start, head.end)
            if kind == "cue":
                spans["cue"].append((*span, "cue"))
                cue, _, negated = rest.partition(".")
                said.append(
                    Said(
                        span, parts.get("source", ()), parts.get("content", ()), cue, bool(negated)
                    )
                )
                continue
            root, mode, modality, context = (None if v == "-" else v for v in rest.split("."))
            none = root == "NONE"
            if not none:
                spans["trigger"].append((*span, "trigger"))
            happened.append(
                Happened(
                    span,
                    None if none else parts,
                    root=root,
                    mode=None if none else mode or "-",
                    modality=modality,
                    context=context,
                )
            )
        if whole:
            yield Passage("written", "", one.text, spans, said, happened)
        else:
            yield Passage("written", "", one.text, {"trigger": spans["trigger"]}, None, happened)


RE3D = frozenset(
    {"Person", "Organisation", "Location", "Nationality", "Temporal"}
    | {"Quantity", "Money", "Weapon", "MilitaryPlatform", "DocumentReference"}
)


def open_corpora(data: Path, *, research: bool = True) -> dict[str, list[Passage]]:
    """Return every corpus by name; those of unclear licence only with `research`."""
    check_lock(data)
    sources: dict[str, tuple[Reader, list[Path]]] = {
        "polnear": (polnear, [data / "polnear/train.jsonl"]),
        "plv": (plv, [data / "plover/plv_train.jsonl"]),
        "quad": (quad, [data / "plover/cameo_class_train.jsonl"]),
        "roles": (roles, [data / "plover/cameo_ner_train.jsonl"]),
        "re3d": (names("re3d", RE3D), sorted(data.glob("ner/re3d_*.jsonl"))),
        "wikigold": (names("wikigold"), [data / "ner/wikigold.jsonl"]),
        "politics": (names("politics"), sorted(data.glob("ner/crossner_politics_*.jsonl"))),
        "time": (times, [data / "time/wikiwars_01-16.jsonl", data / "time/gum_train_dev.jsonl"]),
        "gum": (gum, [data / "coref/gum_train.jsonl", data / "coref/gum_dev.jsonl"]),
        "litbank": (litbank, [data / "coref/litbank.jsonl"]),
        "ecb": (ecb, [data / "ecb/train.jsonl"]),
        "written": (written, sorted(WRITTEN.glob("*.txt"))),
        "quiet": (written, sorted(WRITTEN.glob("quiet/*.txt"))),
    }
    return {
        name: [one for path in paths for one in read(path)]
        for name, (read, paths) in sources.items()
        if research or name not in RESEARCH
    }


def check_lock(data: Path) -> None:
    """Raise ValueError for a corpus file that is absent or not the one that the lock names."""
    for line in LOCK.read_text().splitlines():
        digest, name = line.split("  ")
        path = data / name
        if not path.is_file():
            raise ValueError(f"{path} is absent; the corpora are listed in {LOCK.name}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ValueError(f"{path} is not the file that {LOCK.name} names: its digest differs")


def _marked_triggers() -> dict[int, list[list[str]]]:
    """Return the marked triggers of data/plover/plv_train.jsonl by line number."""
    found: dict[int, list[list[str]]] = {}
    for line in (LABELS / "plv_triggers.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, *rest = line.split("\t")
            found.setdefault(int(number), []).append(rest)
    return found


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _span(pair: list[int]) -> Span:
    return (pair[0], pair[1])


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(_span(pair) for pair in pairs)


def _whole(pairs: list[list[int]]) -> Span:
    return (min(pair[0] for pair in pairs), max(pair[1] for pair in pairs))
