"""A document with its marks as one web page that needs nothing else: no script, no network."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from chancery.model import Annotation, Attribution, Block, Document, Mention, Span, Trigger
from chancery.wording.marks import (
    Described,
    Mark,
    Piece,
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

STYLE = files("chancery.cli").joinpath("marked.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # whatever a text holds, nothing is run
GROUPS = {
    "people": ("person", "people", "office"),
    "bodies": ("organisation", "armed_group"),
    "places": ("place",),
    "times": ("date", "duration", "set"),
    "amounts": ("quantity", "money"),
    "things": ("event", "document", "weapon", "other"),
}
"""Types of mention that share a colour: fifteen could not be told apart."""

GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
LIGHTS = 500  # rules, chosen: for each of them a browser looks through the whole page
LIGHT = (
    "body:has(:is(#NAME,#list-NAME):target,#list-NAME:hover) .NAME"
    "{background:var(--lit);color:var(--lit-ink)}\n"
)
NOT_NAMED = '<dd class="none">not named</dd>'
GROUNDS = ("content", "source")  # layers that are drawn behind the words
TITLED = ("cue", "trigger")  # layers whose place the lists lead to


def page(document: Document, annotation: Annotation) -> str:
    """Return the page: a legend, the text with its marks, and lists that lead into it."""
    marks = make_marks(document, annotation)
    title = escape(one_line(document.title.value if document.title else document.uri))
    parts = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{title} – chancery annotate</title>\n",
        f"<style>\n{STYLE.read_text(encoding='utf-8')}{_lights(annotation)}</style>\n",
        f"</head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        *_about(document, annotation),
        f'</header>\n<main>\n<article id="text"{_language(document)}>\n',
        *_blocks(document, annotation, marks),
        '</article>\n<aside aria-label="What was found">\n',
        *_lists(document.text, annotation),
        "</aside>\n</main>\n</body>\n</html>\n",
    )
    return "".join(parts)


def _lights(annotation: Annotation) -> str:
    """Return rules that light up all that belongs to an entry which is pointed at or chosen."""
    counts = {
        "a": len(annotation.attributions),
        "e": len(annotation.triggers),
        "c": len(annotation.chains),
    }
    names = [f"{kind}{n}" for kind, count in counts.items() for n in range(1, count + 1)]
    return "".join(LIGHT.replace("NAME", name) for name in names[:LIGHTS])


def _about(document: Document, annotation: Annotation) -> Iterator[str]:
    facts = (
        document.uri,
        f"model {annotation.model}",
        f"scheme {annotation.scheme}",
        count_words(len(annotation.sentences), "sentence"),
    )
    yield f'<p class="about">{escape(" · ".join(facts))}</p>\n'
    why = unread_words(document, annotation)
    if why is not None:
        yield f'<p class="unread">{escape(why)}</p>\n'
        return
    yield '<ul class="legend">\n'
    for layer in ("content", "source", "cue", "trigger"):
        yield f'<li><span class="{layer}">{layer}</span></li>\n'
    for group, kinds in GROUPS.items():
        words = ", ".join(kind.replace("_", " ") for kind in kinds)
        yield f'<li><span class="mention {group}">{words}</span></li>\n'
    yield '<li><span class="tag tag-mention">1</span> number of a chain</li>\n'
    yield "<li>Point at an entry of the lists, or choose it, to light up its words.</li>\n</ul>\n"


def _language(document: Document) -> str:
    return f' lang="{escape(document.language.value)}"' if document.language else ""


def _blocks(document: Document, annotation: Annotation, marks: Sequence[Mark]) -> Iterator[str]:
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if not text.strip():
            continue
        start = block.start + len(text) - len(text.lstrip("\r\n"))
        end = block.end - len(text) + len(text.rstrip("\r\n"))
        yield from _block(
            document.text,
            block,
            cut(marks, start, end),
            read=was_read(block, annotation),
        )


def _block(text: str, block: Block, pieces: Iterable[Piece], *, read: bool) -> Iterator[str]:
    kind, label = ("", block.type) if read else (" left-out", f"{block.type}<br>not read")
    yield f'<div class="block {block.type}{kind}"><span class="kind">{label}</span>'
    yield '<div class="words" dir="auto">'
    for piece in pieces:
        yield _piece(text, piece)
    yield "</div></div>\n"


def _piece(text: str, piece: Piece) -> str:
    begun = [mark for mark in piece.marks if mark.start == piece.start]
    places = [mark.name for mark in begun if mark.layer in (*TITLED, "mention")]
    words = escape(text[piece.start : piece.end])
    if piece.marks:
        says = "&#10;".join(escape(mark.says) for mark in reversed(piece.marks))
        words = f'<span class="{_classes(piece.marks)}" title="{says}">{words}</span>'
    for name in places:
        words = f'<span id="{name}">{words}</span>'
    return f"{words}{_tags(piece)}"


def _tags(piece: Piece) -> str:
    """Return the links from the ends of marks to their entries, on the ground of those around."""
    tags = "".join(_tag(mark) for mark in reversed(piece.marks) if mark.end == piece.end)
    around = [mark for mark in piece.marks if mark.end > piece.end and mark.layer in GROUNDS]
    return f'<span class="{_classes(around)}">{tags}</span>' if tags and around else tags


def _classes(marks: Sequence[Mark]) -> str:
    """Return the classes of a piece, each once: layers, colours, and what it belongs to."""
    found = [mark.layer for mark in marks]
    deep = ["deep"] if found.count("content") > 1 else []
    groups = [GROUP_OF[mark.kind] for mark in marks if mark.layer == "mention"]
    names = [mark.name for mark in marks]
    names += [f"c{mark.chain}" for mark in marks if mark.chain]
    return " ".join(dict.fromkeys([*found, *deep, *groups[-1:], *names]))


def _tag(mark: Mark) -> str:
    """Return the link from the end of a mark to its entry; only some have one."""
    if mark.layer in TITLED:
        return f'<a class="tag tag-{mark.layer}" href="#list-{mark.name}">{mark.name}</a>'
    if mark.layer == "mention" and mark.chain:
        return f'<a class="tag tag-mention" href="#list-c{mark.chain}">{mark.chain}</a>'
    return ""


def _lists(text: str, annotation: Annotation) -> Iterator[str]:
    if annotation.unread is None:
        yield from _attributions(text, annotation.attributions)
        yield from _events(text, annotation.triggers)
        yield from _mentions(text, annotation)


def _attributions(text: str, found: Sequence[Attribution]) -> Iterator[str]:
    yield _title("Attributions", len(found))
    for number, one in enumerate(found, start=1):
        yield _entry("attribution", f"a{number}", describe_attribution(one))
        yield _spans(text, [("cue", (one.cue,)), ("source", one.source), ("content", one.content)])
        yield "</section>\n"


def _events(text: str, found: Sequence[Trigger]) -> Iterator[str]:
    yield _title("Events", len(found))
    for number, one in enumerate(found, start=1):
        yield _entry("event", f"e{number}", describe_trigger(one))
        yield _spans(text, [("trigger", ((one.start, one.end),)), *participants(one)])
        yield "</section>\n"


def _mentions(text: str, annotation: Annotation) -> Iterator[str]:
    yield _title("Mentions", len(annotation.mentions))
    for number, chain in enumerate(annotation.chains, start=1):
        yield f'<section class="entry chain" id="list-c{number}">'
        yield f'<p class="name">chain {number}</p>'
        yield _members(text, annotation, chain)
    chained = chain_numbers(annotation)
    alone = [place for place in range(len(annotation.mentions)) if place not in chained]
    if alone:
        yield '<section class="entry chain"><p class="name">of no chain</p>'
        yield _members(text, annotation, alone)


def _members(text: str, annotation: Annotation, places: Sequence[int]) -> str:
    rows = "".join(_member(text, place, annotation.mentions[place]) for place in places)
    return f"<ul>{rows}</ul></section>\n"


def _member(text: str, place: int, one: Mention) -> str:
    words = escape(one_line(text[one.start : one.end]))
    described = describe_mention(one)
    name = f"m{place + 1}"
    return (
        f'<li id="list-{name}">{_sure(described)}<a href="#{name}">{words}</a> '
        f'<span class="also">{", ".join((described.kind, *described.also))}</span></li>'
    )


def _title(title: str, count: int) -> str:
    return f"<h2>{title} <small>{count or 'none'}</small></h2>\n"


def _entry(kind: str, name: str, one: Described) -> str:
    """Return the opening of an entry, whose name leads into the text."""
    return (
        f'<section class="entry {kind}" id="list-{name}"><p>{_sure(one)}'
        f'<a class="name" href="#{name}">{name}</a> <span class="class">{escape(one.kind)}</span> '
        f'<span class="also">{escape(", ".join(one.also))}</span></p>'
    )


def _sure(one: Described) -> str:
    return f'<span class="sure" title="confidence">{one.confidence:.2f}</span>'


def _spans(text: str, rows: Iterable[tuple[str, Sequence[Span]]]) -> str:
    return f"<dl>{''.join(_cells(text, name, spans) for name, spans in rows)}</dl>"


def _cells(text: str, name: str, spans: Sequence[Span]) -> str:
    pieces = [f"<dd>{escape(one_line(text[start:end]))}</dd>" for start, end in spans]
    return f"<dt>{name}</dt>{''.join(pieces) or NOT_NAMED}"
