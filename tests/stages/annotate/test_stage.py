"""Every document gets one annotation, with exact offsets, or with why it was not read."""

import pickle
import time

import pytest
from fakes import WordReader, document
from typed import annotate, typed

from chancery.model import Annotation, Document, codec, make_id
from chancery.stages.annotate.stage import Annotate

STORY = "Mara Ilvic said the truce holds.\n\nTomas Reyd signed it. Mara left.\n"
LIMIT_S = 100.0  # several times what it takes on a slow core; what is not linear takes hours


def words(one: Document, spans: object) -> list[str]:
    return [one.text[start:end] for start, end in spans]  # type: ignore[attr-defined]


def test_what_was_found_stands_at_its_offsets() -> None:
    one = typed(("navigation", "Home\n"), ("headline", "Talks end\n"), ("body", STORY))

    found = annotate(one)

    assert words(one, found.sentences) == [
        "Talks end",
        "Mara Ilvic said the truce holds.",
        "Tomas Reyd signed it.",
        "Mara left.",
    ]
    names = [(mention.start, mention.end) for mention in found.mentions]
    assert words(one, names) == ["Talks", "Mara", "Ilvic", "Tomas", "Reyd", "Mara"]
    assert [words(one, [names[i] for i in chain]) for chain in found.chains] == [["Mara"] * 2]
    (said,), (signed,) = found.attributions, found.triggers
    assert words(one, [said.cue, *said.source]) == ["said", "Ilvic"]
    assert words(one, said.content) == ["the truce holds."]
    assert words(one, [(signed.start, signed.end), *signed.actor]) == ["signed", "Reyd"]
    assert len(found.vectors) == 4 * 384


def test_an_annotation_names_its_document_model_and_scheme() -> None:
    one = typed(("body", STORY))

    found = annotate(one)

    assert (found.document, found.unread) == (one.id, None)
    assert found.model == WordReader().model
    assert found.scheme == "PLOVER draft 0.8"
    assert found.id == make_id("annotation", [one.id, found.model, Annotate.version])


def test_other_weights_give_other_ids_and_settings() -> None:
    one, other = typed(("body", STORY)), WordReader("second")

    assert annotate(one).id != annotate(one, other).id
    assert Annotate(WordReader()).settings != Annotate(other).settings
    assert other.model in Annotate(other).settings


def test_text_that_is_not_read_is_not_annotated() -> None:
    one = typed(
        ("headline", "Talks end\n"),
        ("byline", "By Senna Okoro\n"),
        ("body", "Nothing moved.\n"),
        ("teaser", "Elia Marsh said more.\n"),
        ("credit", "Photo: Davit Lorn\n"),
    )

    found = annotate(one)

    assert words(one, found.sentences) == ["Talks end", "Nothing moved."]
    assert words(one, [(m.start, m.end) for m in found.mentions]) == ["Talks", "Nothing"]
    assert found.attributions == ()


@pytest.mark.parametrize(
    ("language", "text", "unread"),
    [
        ("en", STORY, None),
        ("fr", STORY, "language"),
        ("en", "Переговоры прошли в городе.", None),  # as the page says, so it is taken
        (None, STORY, None),
        (None, "Les négociations ont été suspendues.", None),
        (None, "Переговоры прошли в городе Velm.", "language"),
        (None, "会談は続いた。", "language"),
        (None, "Velm Вель", "language"),
        (None, "2024", "language"),
        ("en", "2024", None),
        ("en", " \n…— * * *\n", "empty"),
        ("fr", "\u200b", "empty"),
        (None, "", "empty"),
    ],
)
def test_english_is_read_and_what_may_be_english(
    language: str | None, text: str, unread: str | None
) -> None:
    one = typed(("body", text), language=language) if text else typed(language=language)

    found = annotate(one)

    assert found.unread == unread
    assert found.model == ("none" if unread else WordReader().model)


def test_what_is_not_read_has_its_sentences_alone() -> None:
    one = typed(("body", "Mara a signé. Tomas a dit non.\n"), language="fr")

    found = annotate(one)

    assert words(one, found.sentences) == ["Mara a signé.", "Tomas a dit non."]
    assert found == Annotation(
        id=make_id("annotation", [one.id, "none", Annotate.version]),
        document=one.id,
        model="none",
        scheme=found.scheme,
        unread="language",
        sentences=found.sentences,
        mentions=(),
        chains=(),
        attributions=(),
        triggers=(),
        vectors=b"",
    )


def test_a_document_of_removed_text_alone_is_empty() -> None:
    found = annotate(typed(("consent", "We use cookies.\n"), ("share", "Tweet\n")))

    assert (found.unread, found.sentences) == ("empty", ())


HOSTILE = {
    "a paragraph of 2 MB": "Mara said that Tomas signed, and drivers wait. " * 42_000,
    "a word of 1 MB": "Mara " + "x" * 1_000_000,
    "control characters": "Mara\x00 said\x07 \x1bno.\x0b Tomas\x85signed\u2028it.\r\n\x7fElia\r",
    "marks that turn": "\u202eMara said\u202c no\u200b.\ufeff Tomas signed.",
    "pairs of code units": "\U0001f54a Mara said 🕊\ufe0f yes. \U00020000 Tomas signed.",
    "5,000 quotation marks": "“Mara said " * 2_500 + "no” " * 2_500,
    "5,000 straight marks": '"' * 5_000 + "Mara said no." + "'" * 5_000,
    "10,000 lines": "Mara said no\n" * 10_000,
    "line ends": "\n" * 100_000 + "Mara said no.",
}


@pytest.mark.untraced
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_in_time(text: str) -> None:
    one = typed(("body", text), ("share", "Tweet\n"), ("body", text), language="en")
    started = time.process_time()

    found = annotate(one)

    assert time.process_time() - started < LIMIT_S
    assert found.unread is None
    assert all(one.text[m.start : m.end].isalpha() for m in found.mentions)
    assert all(one.text[m.start] in "MTE" for m in found.mentions)
    assert codec.decode(codec.checked(found)) == found


def test_the_stage_pickles_with_its_reader() -> None:
    again = pickle.loads(pickle.dumps(Annotate(WordReader("second"))))  # noqa: S301 - our own bytes

    assert again.settings == Annotate(WordReader("second")).settings
    one = document(STORY)
    assert list(again.run([one])) == list(Annotate(WordReader("second")).run([one]))
