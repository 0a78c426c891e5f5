"""A document with its marks as brackets and colours, for a terminal or plain text."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from chancery.model import Annotation, Block, Document, Mention, Span
from chancery.wording.marks import (
    Mark,
    chain_numbers,
    cut,
    describe_attribution,
    describe_mention,
    describe_trigger,
    make_marks,
    participants,
    unread_words,
    was_read,
)
from chancery.wording.phrases import count_words, one_line

LABEL_WIDTH = 12
STYLES = {
    "content": "green",
    "source": "magenta",
    "cue": "bold magenta",
    "trigger": "bold yellow",
    "mention": "cyan",
}
BRACKETS = {
    "content": ("«", "»"),
    "source": ("{", "}"),
    "cue": ("<", ">"),
    "trigger": ("*", "*"),
    "mention": ("[", "]"),
}
LEGEND = (
    ("content", "«a1 content a1»"),
    ("source", "{source a1}"),
    ("cue", "<cue a1 class>"),
    ("trigger", "*event e1 ROOT*"),
    ("mention", "[mention type chain]"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # an article must not steer a terminal
_REPLACEMENT = "�"


def print_marked(screen: Console, document: Document, annotation: Annotation) -> None:
    """Print the text with its marks, then what was found, with the quotes."""
    _print_head(screen, document, annotation)
    marks = make_marks(document, annotation)
    for block in document.blocks:
        read = was_read(block, annotation)
        line = _block(document.text, block, marks, read=read)
        if line:
            screen.print(line, soft_wrap=True)
    if annotation.unread is None:
        _print_attributions(screen, document.text, annotation)
        _print_events(screen, document.text, annotation)
        _print_mentions(screen, document.text, annotation)


def _print_head(screen: Console, document: Document, annotation: Annotation) -> None:
    screen.print(f"{document.id}  {_plain(document.uri)}", style="bold", soft_wrap=True)
    sentences = count_words(len(annotation.sentences), "sentence")
    screen.print(
        f"model {annotation.model}, scheme {annotation.scheme}, {sentences}", soft_wrap=True
    )
    why = unread_words(document, annotation)
    if why is not None:
        screen.print(why, style="bold red", soft_wrap=True)
    else:
        words = [Text(words, STYLES[layer]) for layer, words in LEGEND]
        screen.print(Text("  ").join(words), soft_wrap=True)
    screen.print()


def _block(text: str, block: Block, marks: Sequence[Mark], *, read: bool) -> Text | None:
    """Return the block's text without the line ends around it; None where there is nothing."""
    body = text[block.start : block.end]
    start = block.start + len(body) - len(body.lstrip("\r\n"))
    end = block.end - len(body) + len(body.rstrip("\r\n"))
    if not body.strip():
        return None
    if not read:
        line = Text(f"{f'– {block.type}':<{LABEL_WIDTH}} ", style="dim")
        return line.append("not read: ", "italic").append(_plain(text[start:end]))
    line = Text().append(f"{block.type:<{LABEL_WIDTH}} ", "cyan dim")
    for piece in cut(marks, start, end):
        shown = [mark for mark in piece.marks if mark.layer in STYLES]
        for mark in shown:
            if piece.start == max(mark.start, start):
                line.append(_opening(mark), STYLES[mark.layer])
        style = " ".join(STYLES[mark.layer] for mark in shown)
        line.append(_plain(text[piece.start : piece.end]), style)
        for mark in reversed(shown):
            if piece.end == min(mark.end, end):
                line.append(_closing(mark), STYLES[mark.layer])
    return line


def _opening(mark: Mark) -> str:
    bracket, _ = BRACKETS[mark.layer]
    return f"{bracket}{mark.name} " if mark.layer == "content" else bracket


def _closing(mark: Mark) -> str:
    _, bracket = BRACKETS[mark.layer]
    if mark.layer in ("content", "source"):
        return f" {mark.name}{bracket}"
    if mark.layer == "mention":
        return f" {mark.kind}{f' {mark.chain}' if mark.chain else ''}{bracket}"
    return f" {mark.name} {mark.kind}{bracket}"


def _print_attributions(screen: Console, text: str, annotation: Annotation) -> None:
    _print_title(screen, "Attributions", len(annotation.attributions))
    for number, one in enumerate(annotation.attributions, start=1):
        _print_entry(screen, f"a{number}", describe_attribution(one).words)
        _print_spans(screen, text, "cue", (one.cue,), "bold magenta")
        _print_spans(screen, text, "source", one.source, "magenta")
        _print_spans(screen, text, "content", one.content, "green")


def _print_events(screen: Console, text: str, annotation: Annotation) -> None:
    _print_title(screen, "Events", len(annotation.triggers))
    for number, one in enumerate(annotation.triggers, start=1):
        _print_entry(screen, f"e{number}", describe_trigger(one).words)
        _print_spans(screen, text, "trigger", ((one.start, one.end),), "bold yellow")
        for name, spans in participants(one):
            _print_spans(screen, text, name, spans, "")


def _print_mentions(screen: Console, text: str, annotation: Annotation) -> None:
    _print_title(screen, "Mentions", len(annotation.mentions))
    for number, chain in enumerate(annotation.chains, start=1):
        _print_entry(screen, str(number), count_words(len(chain), "mention"))
        for place in chain:
            _print_mention(screen, text, annotation.mentions[place])
    chained = chain_numbers(annotation)
    alone = [one for place, one in enumerate(annotation.mentions) if place not in chained]
    if alone:
        _print_entry(screen, "–", "of no chain")
    for one in alone:
        _print_mention(screen, text, one)


def _print_title(screen: Console, title: str, count: int) -> None:
    screen.print()
    screen.print(f"{title}: {count or 'none'}", style="bold")


def _print_entry(screen: Console, name: str, words: str) -> None:
    screen.print(Text(f"{name:>4}  ", "bold").append(_plain(words), "not bold"), soft_wrap=True)


def _print_spans(screen: Console, text: str, name: str, spans: Sequence[Span], style: str) -> None:
    pieces = [_plain(one_line(text[start:end])) for start, end in spans]
    for number, piece in enumerate(pieces or ["not named"]):
        line = Text(f"      {'' if number else name:<9} ")
        screen.print(line.append(piece, style if spans else "dim"), soft_wrap=True)


def _print_mention(screen: Console, text: str, one: Mention) -> None:
    line = Text("      ").append(_plain(one_line(text[one.start : one.end])), "cyan")
    screen.print(line.append(f"  {describe_mention(one).words}", "dim"), soft_wrap=True)


def _plain(text: str) -> str:
    """Return the text with a sign in place of each control character."""
    return _CONTROLS.sub(_REPLACEMENT, text)
