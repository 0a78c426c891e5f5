"""Annotations made by hand, by marks in a text.

`<person:Ida Brandt>` is a name, `<person~she>` a pronoun, `<office-the envoy>` a description; a
number behind it, `<person~she#1>`, is its chain. Marks may lie in each other.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from fakes import document as make_document

from chancery.model import (
    Annotation,
    Attribution,
    DateValue,
    Document,
    Form,
    Mention,
    Referent,
    Span,
    Trigger,
)
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged
from chancery.text.sentences import sentences

FORMS: dict[str, Form] = {":": "name", "~": "pronoun", "-": "nominal"}
MARK = re.compile(r"<(?P<type>[a-z_]+)(?P<form>[:~-])|(?:#(?P<chain>\d+))?>")
Said = tuple[str, str, str]  # who, cue, what: each the first place of its words behind the last


def gather(
    marked: str, *, said: Sequence[Said] = (), acts: Sequence[str] = (), on: str | None = None
) -> dict[str, Referent]:
    """Return the referents of a marked text by name; `acts` are the actors of events."""
    document, annotation = annotated(marked, said=said, acts=acts, on=on)
    found = find_referents(document, annotation, packaged())
    assert len({one.name for one in found}) == len(found)
    return {one.name: one for one in found}


def annotated(
    marked: str, *, said: Sequence[Said] = (), acts: Sequence[str] = (), on: str | None = None
) -> tuple[Document, Annotation]:
    """Return the document of a marked text with its annotation."""
    text, mentions, chains = _read(marked)
    published = DateValue(start=on, end=on, precision="day", basis="stated") if on else None
    document = make_document(text, published=published) if text else make_document(text, blocks=())
    annotation = Annotation(
        id=f"annotation-{document.id}",
        document=document.id,
        model="by hand",
        scheme="none",
        unread=None,
        sentences=sentences(text),
        mentions=mentions,
        chains=chains,
        attributions=tuple(_said(text, *one) for one in said),
        triggers=tuple(_trigger(text, one) for one in acts),
        vectors=b"",
    )
    return document, annotation


def phrases(marked: str, one: Referent) -> list[str]:
    """Return the words of all references of a referent."""
    text = _read(marked)[0]
    return [text[two.start : two.end] for two in one.references]


def _read(marked: str) -> tuple[str, tuple[Mention, ...], tuple[tuple[int, ...], ...]]:
    text, last = "", 0
    opened: list[tuple[int, str, Form]] = []
    found: list[tuple[Mention, str | None]] = []
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match["type"]:
            opened.append((len(text), match["type"], FORMS[match["form"]]))
            continue
        start, kind, form = opened.pop()
        mention = Mention(start=start, end=len(text), type=kind, form=form, confidence=0.9)  # type: ignore[arg-type]
        found.append((mention, match["chain"]))
    text += marked[last:]
    found.sort(key=lambda one: (one[0].start, one[0].end))
    chains: dict[str, list[int]] = defaultdict(list)
    for place, (_, chain) in enumerate(found):
        if chain:
            chains[chain].append(place)
    return text, tuple(one for one, _ in found), tuple(tuple(one) for one in chains.values())


def _said(text: str, source: str, cue: str, content: str) -> Attribution:
    return Attribution(
        cue=_span(text, cue),
        source=(_span(text, source),),
        content=(_span(text, content),),
        cue_class="says",
        negated=False,
        speech="direct" if content[0] in '"“' else "indirect",
        confidence=0.9,
    )


def _trigger(text: str, actor: str) -> Trigger:
    start, end = _span(text, actor)
    return Trigger(
        start=end + 1,
        end=end + 2,
        root="CONSULT",
        root_merged="CONSULT",
        mode=None,
        context=None,
        modality="asserted",
        actor=((start, end),),
        recipient=(),
        where=(),
        time=(),
        confidence=0.9,
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)
