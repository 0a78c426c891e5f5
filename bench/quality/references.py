"""Scores whom pronouns and titles mean, within one document.

`python bench/quality/references.py` reads ../shared/data: the articles of ECB+ in which "he" or
"she" is marked, whose coreference the shipped reader has not learned (their events it has); and
OntoGUM's news, interviews and speeches, from which it has learned its chains, so that the figures
there say what the stage adds and are no held-out ones. `--found FILE` takes for OntoGUM what
another model found: a JSON Lines file of rows {"doc_id", "gold": [...], "found": [...]}, each
mention with "start", "end" and "cluster" in code points of the corpus's text, and "type" and
"form" where the model gives them; where it does not, both are told by the words alone.

Asked is every pronoun, and every title without a name ("the minister"), whose gold chain names a
person. It is right if it was found, and the nearest name before it in its referent (the nearest
behind it, where none is before) is one of the gold chain. `chains` are the model's own, before the
stage; `stage` is after it; `answered` is the share of what the stage gives somebody that is right.
`named before` leaves out what no name of its chain stands before, `one person` leaves out "we",
"they" and the like.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from chancery.inference import open_reader
from chancery.inference.chains import NAME, OTHER, PRONOUNS, phrase
from chancery.model import Annotation, Block, Document, Form, Mention, MentionType, Span
from chancery.ports import Reading
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged
from chancery.stages.resolve.within.lexicon import words_of
from chancery.text.sentences import sentences

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared/data"
COREF, ECB = DATA / "coref", DATA / "ecb/train.jsonl"
GENRES = ("news", "interview", "speech")
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["references"]
CLASSES = {
    **dict.fromkeys(["he", "him", "his", "himself", "she", "her", "hers", "herself"], "he, she"),
    **dict.fromkeys(["i", "me", "my", "mine", "myself"], "I"),
    **dict.fromkeys(["you", "your", "yours", "yourself"], "you"),
}
PERSONAL = frozenset(CLASSES)
TITLES = frozenset(
    word for kind in ("head", "honorific", "rank", "crowd") for word in words_of(kind)
)
LONGEST = 12  # words of a name with what is said of it


@dataclass(frozen=True)
class Asked:
    """A pronoun or a title of a gold chain that names a person."""

    span: Span
    cluster: int
    what: str  # he, she; I; you; other pronouns; titles
    named_before: bool


def main() -> int:
    """Print a table for each corpus; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--found", type=Path, help="what another model found, as JSON Lines")
    ask.add_argument("--corpus", choices=("ecb", "ontogum"), help="one of the two alone")
    ask.add_argument("--half", type=int, choices=(0, 1), help="every other document alone")
    ask.add_argument("--json", action="store_true", help="print the figures alone, as JSON")
    options = ask.parse_args()
    found = {}
    for name, rows in corpora("ontogum" if options.found else options.corpus):
        part = rows if options.half is None else rows[options.half :: 2]
        found[name] = measure(part, readings(part, options.found))
    if options.json:
        print(json.dumps(found))
        return 0
    for name, figures in found.items():
        print("\n".join(table(name, figures)))
    failures = [] if options.found or options.half is not None else list(missed(found))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def corpora(only: str | None) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the corpora by name, or the one that is asked for."""
    for name, rows in (("ecb", articles), ("ontogum", documents)):
        if only in {None, name}:
            yield name, list(rows())


def missed(found: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    """Yield each floor that a figure falls short of."""
    for name, figures in found.items():
        for what, row in figures.items():
            floor = FLOORS.get(f"{name} {what}", 0)
            if row["stage"] < floor:
                yield f"{name} {what}: {row['stage']:.1f}, floor {floor:g}"


def articles() -> Iterator[dict[str, Any]]:
    """Yield the articles of ECB+ in which "he" or "she" is marked, as those of OntoGUM."""
    for row in _rows(ECB):
        humans = [one for one in row["mentions"] if one["type"].startswith("HUMAN")]
        words = {row["text"][one["start"] : one["end"]].lower() for one in humans}
        if not words & {"he", "him", "his", "she", "her"}:
            continue
        persons = {(m["start"], m["end"]) for m in humans if m["type"] == "HUMAN_PART_PER"}
        mentions = [one | {"cluster": one["chain"]} for one in row["mentions"]]
        yield row | {"mentions": mentions, "persons": persons}


def documents() -> Iterator[dict[str, Any]]:
    """Yield the documents of the genres, each with the spans that GUM calls persons."""
    for part in ("train", "dev"):
        typed = {row["doc_id"]: row for row in _rows(COREF / f"gum_{part}.jsonl")}
        for row in _rows(COREF / f"ontogum_{part}.jsonl"):
            if row["genre"] in GENRES:
                mentions = typed[row["doc_id"]]["mentions"]
                persons = {(m["start"], m["end"]) for m in mentions if m["type"] == "person"}
                yield row | {"persons": persons}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def readings(rows: Sequence[dict[str, Any]], path: Path | None) -> Iterator[Annotation]:
    """Yield what was found in each document: by the shipped reader, or as the file says."""
    if path:
        given = {row["doc_id"]: row["found"] for row in _rows(path)}
        yield from (annotation(row, as_reading(row["text"], given[row["doc_id"]])) for row in rows)
        return
    reader = open_reader(None)
    for row in rows:
        yield annotation(row, reader.read(row["text"], sentences(row["text"])))


def annotation(row: dict[str, Any], reading: Reading) -> Annotation:
    """Return a reading as the stage takes it."""
    return Annotation(
        id="annotation-0",
        document=row["doc_id"],
        model="any",
        scheme="none",
        unread=None,
        sentences=sentences(row["text"]),
        mentions=reading.mentions,
        chains=reading.chains,
        attributions=reading.attributions,
        triggers=reading.triggers,
        vectors=b"",
    )


def as_reading(text: str, found: Sequence[dict[str, Any]]) -> Reading:
    """Return mentions and chains of a file, their types told by their words where it has none."""
    ordered = sorted(found, key=lambda one: (one["start"], one["end"]))
    clusters: dict[Any, list[int]] = defaultdict(list)
    for place, one in enumerate(ordered):
        clusters[one["cluster"]].append(place)
    persons = {
        cluster
        for cluster, places in clusters.items()
        if any(_words(text, ordered[at]) in {(word,) for word in PERSONAL} for at in places)
    }
    mentions = tuple(_mention(text, one, one["cluster"] in persons) for one in ordered)
    chains = tuple(tuple(places) for places in clusters.values() if len(places) > 1)
    return Reading(mentions=mentions, chains=tuple(sorted(chains)))


def _words(text: str, one: dict[str, Any]) -> tuple[str, ...]:
    return tuple(text[one["start"] : one["end"]].lower().split())


def _mention(text: str, one: dict[str, Any], person: bool) -> Mention:  # noqa: FBT001
    words = phrase(text, one["start"], one["end"])
    form = "name" if words.kind == NAME else "nominal" if words.kind == OTHER else "pronoun"
    kind = "person" if person else "organisation"
    return Mention(
        start=one["start"],
        end=one["end"],
        type=cast("MentionType", one.get("type", kind)),
        form=cast("Form", one.get("form", form)),
        confidence=1.0,
    )


def measure(
    rows: Sequence[dict[str, Any]], annotations: Iterable[Annotation]
) -> dict[str, dict[str, float]]:
    """Return, for each class, how many are asked and the shares that are right."""
    tally: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for row, one in zip(rows, annotations, strict=True):
        before, after = chain_names(row["text"], one), stage_names(row, one)
        gold = Gold(row)
        for asked in gold.asked():
            right = (gold.right(asked, before), gold.right(asked, after), asked.span in after)
            for what in _classes(asked):
                tally[what].append(right)
    return {what: _shares(found) for what, found in sorted(tally.items())}


def _classes(asked: Asked) -> Iterator[str]:
    yield from (asked.what, "all")
    if asked.what != "other pronouns":
        yield "one person"
    if asked.named_before:
        yield "named before"


def _shares(found: Sequence[tuple[bool, bool, bool]]) -> dict[str, float]:
    chains, stage, answered = (sum(column) for column in zip(*found, strict=True))
    return {
        "asked": len(found),
        "chains": 100 * chains / len(found),
        "stage": 100 * stage / len(found),
        "answered": 100 * stage / max(1, answered),
    }


Names = dict[Span, list[Span]]  # for each phrase, the names of its chain or referent


def is_person_name(text: str, span: Span) -> bool:
    """Say whether a phrase is a name: it holds a capital word that no title or common word is."""
    words = [word.strip(".,'’\"") for word in text[slice(*span)].removesuffix("'s").split()]
    if not words or len(words) > LONGEST or words[0].lower() in {"the", "our", "this"}:
        return False
    if phrase(text, *span).kind not in {NAME, OTHER} or "and" in words:
        return False
    common = TITLES | set(PRONOUNS) | set(text.split())
    return any(
        word[:1].isupper() and word.lower() not in common for word in words if len(word) > 1
    )


def chain_names(text: str, found: Annotation) -> Names:
    """Return the names that the model's own chains give each phrase."""
    made: Names = {}
    for chain in found.chains:
        mentions = [found.mentions[place] for place in chain]
        spans = [(one.start, one.end) for one in mentions]
        names = [span for span in spans if is_person_name(text, span)]
        made |= dict.fromkeys(spans, names)
    return made


def stage_names(row: dict[str, Any], found: Annotation) -> Names:
    """Return the names that the referents give each phrase."""
    text = row["text"]
    document = Document(
        id=row["doc_id"],
        capture="",
        uri="",
        path=None,
        sha256="",
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
    )
    made: Names = {}
    for one in find_referents(document, found, packaged()):
        spans = [(two.start, two.end) for two in one.references]
        names = [(two.start, two.end) for two in one.references if two.form == "name"]
        made |= dict.fromkeys(spans, names)
    return made


class Gold:
    """The gold chains of a document."""

    def __init__(self, row: dict[str, Any]) -> None:
        """Take a document of the corpus."""
        self.text = row["text"]
        self.persons = row["persons"]
        self.cluster = {(m["start"], m["end"]): m["cluster"] for m in row["mentions"]}
        self.chains: dict[int, list[Span]] = defaultdict(list)
        for span, cluster in self.cluster.items():
            self.chains[cluster].append(span)

    def asked(self) -> Iterator[Asked]:
        """Yield what is asked, chain by chain."""
        for cluster, spans in self.chains.items():
            names = [
                span for span in spans if span in self.persons and is_person_name(self.text, span)
            ]
            for span in sorted(spans) if names else ():
                what = self._what(span)
                if what:
                    yield Asked(span, cluster, what, min(names) < span)

    def right(self, asked: Asked, names: Names) -> bool:
        """Say whether the name that was given is of the gold chain."""
        given = [one for one in names.get(asked.span, ()) if one != asked.span]
        before = [one for one in given if one[0] < asked.span[0]]
        nearest = max(before) if before else min(given, default=None)
        return nearest is not None and self._cluster_of(nearest) == asked.cluster

    def _kind(self, span: Span) -> int:
        return phrase(self.text, *span).kind

    def _what(self, span: Span) -> str | None:
        kind = self._kind(span)
        if is_person_name(self.text, span):
            return None
        words = self.text[slice(*span)].lower().split()
        if kind not in {NAME, OTHER}:
            return CLASSES.get(words[0], "other pronouns")
        head = [word.strip("'’s") for word in words[1:] if word not in PRONOUNS]
        return "titles" if words[0] == "the" and set(head) & words_of("head") else None

    def _cluster_of(self, name: Span) -> int | None:
        """Return the chain of the narrowest gold mention that begins or ends as a name does."""
        around = [
            span
            for span in self.cluster
            if span[0] <= name[0]
            and name[1] <= span[1] + 2  # the possessive's two characters
            and (span[0] == name[0] or abs(span[1] - name[1]) <= 2)
        ]
        inside = [
            span for span in self.cluster if name[0] <= span[0] and abs(span[1] - name[1]) <= 2
        ]
        best = min(around, key=lambda span: span[1] - span[0], default=None)
        best = best or max(inside, key=lambda span: span[1] - span[0], default=None)
        return None if best is None else self.cluster[best]


def table(name: str, found: dict[str, dict[str, float]]) -> Iterator[str]:
    """Yield the figures of a corpus, one class a line."""
    yield f"{name:<16}{'asked':>7}{'chains':>9}{'stage':>9}{'answered':>10}{'floor':>8}"
    for what, row in found.items():
        floor = FLOORS.get(f"{name} {what}")
        shown = "" if floor is None else f"{floor:g}"
        shares = f"{row['chains']:>9.1f}{row['stage']:>9.1f}{row['answered']:>10.1f}"
        yield f"{what:<16}{row['asked']:>7}{shares}{shown:>8}"


if __name__ == "__main__":
    sys.exit(main())
