"""What every reader of texts must keep to, whatever model is behind it."""

import pickle
import random
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from corpus import article
from fakes import WordReader

from chancery.inference import open_reader
from chancery.model import Mention, Span, Trigger
from chancery.ports import Reading, TextReader
from chancery.text.sentences import sentences

READERS: list[Callable[[], TextReader]] = [WordReader, open_reader]  # what opens each
TEXTS = {
    "an article": article(12),
    "another article": article(7),
    "a part that is not read": f"{article(4)[:400]}{chr(10) * 300}{article(5)[:400]}",
    "line ends at both ends": f"\n\n\n{article(3)[:300]}\n\n\n",
    "nothing": "",
    "line ends alone": "\n" * 50,
    "marks alone": "… — ! * * *",
    "one word": "No",
    "a long line": "The envoy said that the truce holds in both towns, and " * 300,
    "a long word": "x" * 5_000,
    "control characters": "Mara\x00 said\x07 \x1bno.\x0b Tomas\x85signed\u2028it.\r\nElia left.\r",
    "marks that turn": "\u202eMara said\u202c no\u200b.\ufeff Tomas signed. \xa0\u3000",
    "accents apart": "Jose\u0301 Nu\u0301n\u0303ez said the cafe\u0301 had closed. I\u0307 left.",
    "code points of four bytes": "\U0001f54a Mara said \U0001f54a\ufe0f yes. \U00020000 signed.",
    "letters that grow in lower case": "İİİ İstanbul said ẞ no. Tomas signed it in İzmir.",
    "a lone surrogate": "Mara said \ud800 no.",
    "other scripts": "Переговоры прошли. 会談は続いた。 المحادثات انتهت.",
    "5,000 quotation marks": "“Mara said " * 2_500 + "no” " * 2_500,
}

every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


@pytest.fixture(params=READERS, ids=lambda make: make.__name__, scope="module")
def reader(request: pytest.FixtureRequest) -> TextReader:
    made: TextReader = request.param()
    return made


def read(reader: TextReader, text: str) -> Reading:
    return reader.read(text, sentences(text))


@pytest.fixture(scope="module")
def found_in(reader: TextReader) -> Callable[[str], Reading]:
    """Give what is found in a text, which is read once for all that is held of it."""
    return cache(lambda text: read(reader, text))


def places(found: Reading) -> Iterator[Span]:
    """Yield what is one phrase: mentions, cues, triggers."""
    things: tuple[Mention | Trigger, ...] = (*found.mentions, *found.triggers)
    yield from ((one.start, one.end) for one in things)
    yield from (one.cue for one in found.attributions)


def roles(found: Reading) -> Iterator[tuple[Span, ...]]:
    for said in found.attributions:
        yield from (said.source, said.content)
    for event in found.triggers:
        yield from (event.actor, event.recipient, event.where, event.time)


def test_a_reader_names_its_model_and_always_the_same(reader: TextReader) -> None:
    assert reader.model.strip()
    assert reader.model != "none"
    assert reader.model == type(reader).model.fget(reader)  # type: ignore[attr-defined]


def test_a_reader_pickles_as_a_name_and_reads_the_same(reader: TextReader) -> None:
    text = TEXTS["an article"]
    before = read(reader, text)

    data = pickle.dumps(reader)  # after it has read, when its weights are loaded
    again = pickle.loads(data)  # noqa: S301 - our own bytes

    assert len(data) < 1_000
    assert again.model == reader.model
    assert read(again, text) == before


@pytest.mark.untraced
def test_the_same_text_is_read_the_same_whatever_came_before(reader: TextReader) -> None:
    texts = list(TEXTS.values())
    first = [read(reader, text) for text in texts]
    order = list(range(len(texts)))
    random.Random(5).shuffle(order)

    again = {place: read(reader, texts[place]) for place in order}

    assert [again[place] for place in range(len(texts))] == first


@every_text
def test_every_place_is_a_span_of_the_text_with_no_blank_at_an_edge(
    found_in: Callable[[str], Reading], text: str
) -> None:
    found = found_in(text)

    for start, end in (*places(found), *(one for role in roles(found) for one in role)):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]


@every_text
def test_no_phrase_runs_over_an_empty_line(found_in: Callable[[str], Reading], text: str) -> None:
    for start, end in places(found_in(text)):
        assert "\n\n" not in text[start:end]


@every_text
def test_what_was_found_is_in_order(found_in: Callable[[str], Reading], text: str) -> None:
    found = found_in(text)

    for starts in (
        [one.start for one in found.mentions],
        [one.cue[0] for one in found.attributions],
        [one.start for one in found.triggers],
    ):
        assert starts == sorted(starts)
    for role in roles(found):
        edges = [edge for span in role for edge in span]
        assert edges == sorted(edges)


@every_text
def test_chains_rise_hold_two_mentions_or_more_and_share_none(
    found_in: Callable[[str], Reading], text: str
) -> None:
    found = found_in(text)

    taken = [place for chain in found.chains for place in chain]
    assert len(set(taken)) == len(taken)
    assert set(taken) <= set(range(len(found.mentions)))
    for chain in found.chains:
        assert len(chain) > 1
        assert list(chain) == sorted(chain)


@every_text
def test_confidence_is_a_rounded_share(found_in: Callable[[str], Reading], text: str) -> None:
    found = found_in(text)

    for one in (*found.mentions, *found.attributions, *found.triggers):
        assert 0 <= one.confidence <= 1
        assert one.confidence == round(one.confidence, 4)


@every_text
def test_every_sentence_has_a_vector(found_in: Callable[[str], Reading], text: str) -> None:
    assert len(found_in(text).vectors) == 384 * len(sentences(text))


@pytest.mark.parametrize("name", ["nothing", "line ends alone"])
def test_where_there_are_no_words_nothing_is_found(reader: TextReader, name: str) -> None:
    assert read(reader, TEXTS[name]) == Reading()
