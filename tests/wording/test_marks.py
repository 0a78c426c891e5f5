"""Marks nest and cross; the pieces between them tile the text, and none of it acts on a page."""

from html.parser import HTMLParser

from fakes import document
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from chancery.cli.bracketed import print_marked
from chancery.cli.marked import page
from chancery.model import Annotation, Attribution, Document, Mention, Trigger
from chancery.text.sentences import sentences
from chancery.wording.marks import Mark, cut, make_marks

HOSTILE = 'He <script>alert("1")</script> said & told </style>\x1b[31m\x9b "them" so\x00.'


def annotation(one: Document, **found: object) -> Annotation:
    empty: dict[str, object] = dict.fromkeys(
        ("mentions", "chains", "attributions", "triggers"), ()
    )
    return Annotation(
        id="annotation-0",
        document=one.id,
        model="finder <0>",
        scheme="PLOVER",
        unread=None,
        sentences=sentences(one.text),
        vectors=b"",
        **(empty | found),  # type: ignore[arg-type]
    )


def says(cue: tuple[int, int], *content: tuple[int, int]) -> Attribution:
    return Attribution(
        cue=cue,
        source=(),
        content=content,
        cue_class="says",
        negated=False,
        speech="indirect",
        confidence=0.5,
    )


class Words(HTMLParser):
    """Collects what stands in the article, without the links after marks."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = ("div", "words") in self.open
        if inside and not any(kind.startswith("tag") for _, kind in self.open):
            self.words += data


def screened(one: Document, found: Annotation) -> str:
    screen = Console(width=100, force_terminal=False, highlight=False, markup=False, emoji=False)
    with screen.capture() as caught:
        print_marked(screen, one, found)
    return caught.get()


spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda one: (one[0], sum(one)))


@given(st.lists(spans, max_size=12), spans)
def test_pieces_tile_the_span_whatever_crosses(
    given_spans: list[tuple[int, int]], whole: tuple[int, int]
) -> None:
    marks = sorted(Mark(a, b, "mention", "m", "person", "") for a, b in given_spans)

    pieces = list(cut(marks, *whole))

    assert [p.start for p in pieces] == [whole[0], *(p.end for p in pieces[:-1])]
    assert pieces[-1].end == whole[1]
    for piece in pieces:
        covering = [m for m in marks if m.start < piece.end and m.end > piece.start]
        assert sorted(piece.marks) == covering
        assert all(m.start <= piece.start and piece.end <= m.end for m in covering)


def test_spans_that_cross_are_closed_by_name() -> None:
    one = document("He said she told them that the talks were over now.\n")
    text = one.text
    first = says((3, 7), (text.index("she"), text.index(" were")))
    second = says((12, 16), (text.index("the talks"), text.index(" now")))

    out = screened(one, annotation(one, attributions=(first, second)))

    assert "«a1 she <told a2 says> them that «a2 the talks a1» were over a2» now." in out


def test_the_page_shows_every_character_and_runs_none() -> None:
    one = document(HOSTILE)
    mentions = (
        Mention(start=3, end=20, type="other", form="name", confidence=0.5),
        Mention(start=10, end=40, type="people", form="nominal", confidence=0.5),
    )
    start = HOSTILE.index("told")
    trigger = Trigger(
        start=start,
        end=start + 4,
        root="CONSULT",
        root_merged="CONSULT",
        mode='<b "quoted">',
        context=None,
        modality="asserted",
        actor=((0, 2),),
        recipient=(),
        where=(),
        time=((3, 12), (14, 20)),
        confidence=0.5,
    )
    found = annotation(one, mentions=mentions, chains=((0, 1),), triggers=(trigger,))

    made = page(one, found)

    assert "<script" not in made
    assert made.count("</style>") == 1
    assert "<b " not in made
    assert "finder &lt;0&gt;" in made
    assert Words(made).words.replace("\ufffd", "\x00") == HOSTILE


def test_an_article_cannot_steer_the_terminal() -> None:
    one = document(HOSTILE)

    out = screened(one, annotation(one, attributions=(says((0, 2), (3, len(HOSTILE))),)))

    assert not {"\x1b", "\x9b", "\x00"} & set(out)
    assert "alert" in out


def test_marks_name_what_they_belong_to() -> None:
    one = document("Marenth wants Kelvaria to let it go.\n")
    actor = Trigger(
        start=8,
        end=13,
        root="CONCEDE",
        root_merged="YIELD",
        mode="yield",
        context="diplomatic",
        modality="requested",
        actor=((14, 22),),
        recipient=(),
        where=(),
        time=(),
        confidence=0.25,
    )

    marks = make_marks(one, annotation(one, triggers=(actor,)))

    assert [(mark.layer, mark.name) for mark in marks] == [("trigger", "e1"), ("role", "e1")]
    assert marks[0].says == (
        "trigger of e1: CONCEDE (YIELD), mode yield, requested, context diplomatic, "
        "confidence 0.25; actor “Kelvaria”"
    )
    assert marks[1].says == "actor of e1: CONCEDE “wants”"


def test_blocks_without_words_are_passed_over() -> None:
    one = document("\n \n")

    assert Words(page(one, annotation(one))).words == ""
    assert "body" not in screened(one, annotation(one))
