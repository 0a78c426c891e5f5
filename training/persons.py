"""Corpora in which it is known whom pronouns and titles mean, and how an answer is judged.

ECB+ has the articles in which "he" or "she" is marked; OntoGUM its documents of some genres.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery.inference.chains import DETERMINERS, NAME, OTHER, PRONOUNS, phrase
from chancery.model import Annotation, Block, Document, Span
from chancery.ports import Reading
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.antecedents import Ranker
from chancery.stages.resolve.within.known import packaged
from chancery.stages.resolve.within.lexicon import words_of
from chancery.text.sentences import sentences

CLASSES = {
    **dict.fromkeys(["he", "him", "his", "himself", "she", "her", "hers", "herself"], "he, she"),
    **dict.fromkeys(["i", "me", "my", "mine", "myself"], "I"),
    **dict.fromkeys(["you", "your", "yours", "yourself"], "you"),
}
TITLES = frozenset(
    word for kind in ("head", "honorific", "rank", "crowd") for word in words_of(kind)
)
OWNED = 2  # characters that make a name possessive
LONGEST = 12  # words of a name with what is said of it
DESCRIBING = DETERMINERS | {"one", "some", "many", "most", "more", "nearly", "all", "both", "no"}
JOINING = frozenset(
    ["of", "in", "at", "from", "for", "with", "and", "or", "nor", "to", "by", "who"]
)


Names = dict[Span, list[Span]]  # for each phrase, the names of its chain or referent


@dataclass(frozen=True)
class Asked:
    """A pronoun or a title of a gold chain that names a person."""

    span: Span
    cluster: int
    what: str  # he, she; I; you; other pronouns; titles
    named_before: bool


def articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of ECB+ in which "he" or "she" is marked, as those of OntoGUM."""
    for row in _rows(data / "ecb/train.jsonl"):
        humans = [one for one in row["mentions"] if one["type"].startswith("HUMAN")]
        words = {row["text"][one["start"] : one["end"]].lower() for one in humans}
        if not words & {"he", "him", "his", "she", "her"}:
            continue
        persons = {(m["start"], m["end"]) for m in humans if m["type"] == "HUMAN_PART_PER"}
        mentions = [one | {"cluster": one["chain"]} for one in row["mentions"]]
        yield row | {"mentions": mentions, "persons": persons}


def documents(data: Path, genres: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents of the genres, each with the spans that GUM calls persons."""
    for part in ("train", "dev"):
        typed = {row["doc_id"]: row for row in _rows(data / f"coref/gum_{part}.jsonl")}
        for row in _rows(data / f"coref/ontogum_{part}.jsonl"):
            if row["genre"] in genres:
                mentions = typed[row["doc_id"]]["mentions"]
                persons = {(m["start"], m["end"]) for m in mentions if m["type"] == "person"}
                yield row | {"persons": persons}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


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
        vectors=reading.vectors,
    )


def document(row: dict[str, Any]) -> Document:
    """Return the text of a row as a document, all of it body."""
    return Document(
        id=row["doc_id"],
        capture="",
        uri="",
        path=None,
        sha256="",
        text=row["text"],
        blocks=(Block(type="body", start=0, end=len(row["text"]), kept=True),),
    )


def is_person_name(text: str, span: Span) -> bool:
    """Say whether a phrase names one person: it ends with a name, and describes or counts nobody.

    "Biologist Anna Berg" and "Anna Berg, who led it" do; "a survivor of Halden", "many in Oslo",
    "Norwegians" and "Senators" do not.
    """
    words = text[slice(*span)].removesuffix("'s").removesuffix("’s").split(",")[0].split()
    bare = [word.strip(".'’\"“”‘()") for word in words]
    if not 0 < len(bare) <= LONGEST or not bare[-1][:1].isupper():
        return False
    lower = [word.lower() for word in bare]
    if lower[0] in DESCRIBING or set(lower) & JOINING or any(map(str.isdecimal, lower)):
        return False
    last = lower[-1]
    if {last, last.removesuffix("s")} & (TITLES | set(PRONOUNS)) or len(last) == 1:
        return False
    return last not in text.split() and not packaged().people(last)


def stage_names(row: dict[str, Any], found: Annotation, ranker: Ranker | None = None) -> Names:
    """Return the names that the referents give each phrase."""
    made: Names = {}
    for one in find_referents(document(row), found, packaged(), ranker):
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
            names = [one for one in spans if self._is_person(one)]
            for span in sorted(spans) if names else ():
                what = self._what(span)
                if what:
                    yield Asked(span, cluster, what, min(names) < span)

    def right(self, asked: Asked, names: Names) -> bool:
        """Say whether the name that was given is of the gold chain."""
        given = [
            one
            for one in names.get(asked.span, ())
            if one != asked.span and not self._is_unmarked(one, asked.cluster)
        ]
        before = [one for one in given if one[0] < asked.span[0]]
        nearest = max(before) if before else min(given, default=None)
        return nearest is not None and self._cluster_of(nearest) == asked.cluster

    def _is_unmarked(self, name: Span, cluster: int) -> bool:
        """Say whether the corpus leaves out a name of the chain: "my name is Anna"."""
        if self._cluster_of(name) is not None:
            return False
        own = {word for span in self.chains[cluster] for word in self.text[slice(*span)].split()}
        return own.issuperset(self.text[slice(*name)].split())

    def _is_person(self, span: Span) -> bool:
        """Say whether a phrase names a person; the corpus may call it one up to its comma."""
        comma = self.text.find(",", *span)
        plain = {span, (span[0], comma)}
        return bool(plain & self.persons) and is_person_name(self.text, span)

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
            and name[1] <= span[1] + OWNED
            and (span[0] == name[0] or abs(span[1] - name[1]) <= OWNED)
        ]
        inside = [
            span for span in self.cluster if name[0] <= span[0] and abs(span[1] - name[1]) <= OWNED
        ]
        best = min(around, key=lambda span: span[1] - span[0], default=None)
        best = best or max(inside, key=lambda span: span[1] - span[0], default=None)
        return None if best is None else self.cluster[best]
