"""The versions of an article, what each changed, and which words the last one lacks."""

from typing import Any

import pytest
from msgspec.structs import replace

from chancery.model import ArticleVersion, Document, Revision, RevisionType
from chancery.sources.dates import read_date
from chancery.stages.reuse.reading import read_document
from chancery.stages.reuse.versions import Versions
from chancery.stages.reuse.whole import align_whole

ADDRESS = "https://post.example/ferry"
FIRST = "The ferry talks went on until the morning in the old customs house by the quay.\n"
SECOND = "Twelve guards were hurt at the gate, the harbour master told our reporter there.\n"
THIRD = "Both towns will vote on the new toll in the spring, said the clerk of the court.\n"
OTHER = "Fifteen guards were hurt at the gate, the harbour master told our reporter there.\n"
CORRECTION = "Correction: Fifteen guards were hurt, not twelve."


def version(press: Any, name: str, *parts: Any, day: int | None = None) -> Document:
    when = f"2021-03-{day:02}T08:00:00Z" if day else None
    made: Document = press.document(name, *parts, address=ADDRESS)
    return replace(made, captured=read_date(when, "capture", None) if when else None)


def compare(*some: Document) -> tuple[list[ArticleVersion], list[Revision]]:
    stage = Versions()
    assert {key for one in some for key in stage.keys(one)} == {"post.example/ferry"}
    made = list(stage.run("post.example/ferry", some, {}))
    versions = [one for one in made if isinstance(one, ArticleVersion)]
    return versions, [one for one in made if isinstance(one, Revision)]


def lost(one: ArticleVersion, document: Document) -> list[str]:
    return [document.text[start:end] for start, end in one.lost]


@pytest.mark.parametrize(
    ("later", "kind", "edits"),
    [
        ((FIRST, SECOND, THIRD), "unchanged", []),
        ((FIRST, OTHER, THIRD), "silent_edit", [("Twelve", "Fifteen")]),
        ((FIRST, THIRD), "silent_edit", [(SECOND.rstrip(".\n"), "")]),
        (
            (FIRST, OTHER, THIRD, CORRECTION),
            "corrected",
            [("Twelve", "Fifteen"), ("", CORRECTION[:-1])],
        ),
        (
            (FIRST, SECOND, THIRD, "This story has been updated."),
            "updated",
            [("", "This story has been updated")],
        ),
        (("This article has been retracted.",), "retracted", None),
        (
            ("Nothing that was said of barley or of rope stands here any longer.",),
            "rewritten",
            None,
        ),
    ],
)
def test_a_revision_has_its_type_and_its_edits(
    press: Any, later: tuple[str, ...], kind: RevisionType, edits: list[tuple[str, str]] | None
) -> None:
    before = version(press, "a", FIRST, SECOND, THIRD, day=4)
    after = version(press, "b", *later, day=5)

    versions, (revision,) = compare(after, before)

    assert [(one.document, one.place, one.versions) for one in versions] == [
        (before.id, 1, 2),
        (after.id, 2, 2),
    ]
    assert (revision.before, revision.after, revision.order) == (before.id, after.id, "later")
    assert revision.type == kind
    for one in revision.edits:
        assert before.text[one.a_start : one.a_end] == one.a_text
        assert after.text[one.b_start : one.b_end] == one.b_text
    if edits is not None:
        assert [(one.a_text, one.b_text) for one in revision.edits] == edits


def test_the_words_that_the_last_version_lacks_are_kept_with_each(press: Any) -> None:
    a = version(press, "a", FIRST, SECOND, THIRD, day=4)
    b = version(press, "b", FIRST, THIRD, day=5)
    c = version(press, "c", FIRST, OTHER, day=6)

    (one, two, last), revisions = compare(c, a, b)

    assert lost(one, a) == ["Twelve", THIRD.rstrip(".\n")]
    assert lost(two, b) == [THIRD.rstrip(".\n")]
    assert (last.lost, last.compared) == ((), None)
    assert {one.compared, two.compared} == {c.id}
    assert [(r.before, r.after) for r in revisions] == [(a.id, b.id), (b.id, c.id)]


def test_a_sentence_that_is_added_changes_no_other(press: Any) -> None:
    a = version(press, "a", FIRST, THIRD, day=4)
    b = version(press, "b", FIRST, SECOND, THIRD, day=5)
    assert compare(a, b)[0][0].lost == ()


def test_a_word_that_is_added_to_a_sentence_changes_it(press: Any) -> None:
    a = version(press, "a", FIRST, SECOND, THIRD, day=4)
    b = version(press, "b", FIRST, SECOND, THIRD.replace("will", "will not"), day=5)
    assert lost(compare(a, b)[0][0], a) == ["l", "v"]


def test_a_sentence_that_was_moved_is_not_lost(press: Any) -> None:
    a = version(press, "a", FIRST, SECOND, THIRD, day=4)
    b = version(press, "b", SECOND, THIRD, FIRST, day=5)
    versions, (revision,) = compare(a, b)
    assert versions[0].lost == ()
    assert revision.type == "silent_edit"


def test_without_times_of_capture_no_order_is_guessed(press: Any) -> None:
    a, b = version(press, "a", FIRST, SECOND), version(press, "b", FIRST, OTHER, CORRECTION)
    versions, (revision,) = compare(a, b)
    assert [(one.place, one.ordered) for one in versions] == [(None, False)] * 2
    assert (revision.order, revision.type) == ("unknown", "differs")
    assert lost(versions[0], a) == ["Twelve"]
    assert not versions[0].corrected


def test_a_version_that_has_no_time_stands_beside_those_that_have(press: Any) -> None:
    a, b = version(press, "a", FIRST, SECOND, day=4), version(press, "b", FIRST, OTHER, day=5)
    c = version(press, "c", FIRST, SECOND)
    versions, revisions = compare(a, b, c)
    assert [one.place for one in versions] == [1, 2, None]
    assert [(one.before, one.after, one.type) for one in revisions] == [
        (a.id, b.id, "silent_edit"),
        (b.id, c.id, "differs"),
    ]


def test_a_correction_counts_for_the_versions_before_it_alone(press: Any) -> None:
    a = version(press, "a", FIRST, SECOND, THIRD, day=4)
    b = version(press, "b", FIRST, OTHER, THIRD, CORRECTION, day=5)
    c = version(press, "c", FIRST, OTHER, CORRECTION, day=6)
    versions, revisions = compare(a, b, c)
    assert [one.corrected for one in versions] == [True, False, False]
    assert [one.type for one in revisions] == ["corrected", "silent_edit"]


def test_a_retraction_holds_for_all_versions_unless_it_is_gone_later(press: Any) -> None:
    a = version(press, "a", FIRST, SECOND, day=4)
    b = version(press, "b", "This article has been retracted.", day=5)
    c = version(press, "c", FIRST, SECOND, day=6)
    assert all(one.retraction and one.compared != one.document for one in compare(a, b)[0])
    assert not any(one.retraction for one in compare(a, b, c)[0])


def test_one_document_is_a_version_only_with_a_notice(press: Any) -> None:
    plain = version(press, "a", FIRST, SECOND, day=4)
    noted = version(press, "a", FIRST, SECOND, CORRECTION, day=4)
    assert compare(plain) == ([], [])
    ((one,), revisions) = compare(noted)
    assert ([note.kind for note in one.notices], one.versions, revisions) == (
        ["correction"],
        1,
        [],
    )


def test_documents_without_an_address_and_front_pages_stand_alone(press: Any) -> None:
    for address in (None, "https://post.example/"):
        one = press.document("a", FIRST, CORRECTION, address=address)
        assert list(Versions().keys(one)) == [one.id]
        (version,) = Versions().run(one.id, [one], {})
        assert isinstance(version, ArticleVersion)
        assert (version.address, version.versions, len(version.notices)) == (None, 1, 1)


def test_edits_quote_nothing_that_was_not_read(press: Any) -> None:
    a = version(press, "a", FIRST, SECOND, ("appeal", "Give us a coin.\n"), THIRD, day=4)
    b = version(press, "b", FIRST, day=5)
    _, (revision,) = compare(a, b)
    assert [one.a_text for one in revision.edits] == [
        SECOND.rstrip(".\n"),
        THIRD.rstrip(".\n"),
    ]


@pytest.mark.parametrize(("one", "other"), [("", "Words."), ("Words.", ""), ("", "")])
def test_an_empty_version_is_compared_too(press: Any, one: str, other: str) -> None:
    made = [
        press.document(name, ("appeal", "Give."), *([text] if text else []))
        for name, text in (("a", one), ("b", other))
    ]
    whole = align_whole(*map(read_document, made))
    assert whole.similarity == float(one == other)
    assert len(whole.edits) == int(one != other)
