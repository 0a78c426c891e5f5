"""The stage: what was not read gives nothing, offsets are exact, and it is the same again."""

from annotated import annotated
from fakes import WordReader
from msgspec.structs import replace

from chancery.model import Block, Referent, codec, document_id
from chancery.stages.annotate.stage import Annotate
from chancery.stages.resolve.gather import Gather, find_referents
from chancery.stages.resolve.within.known import packaged

TEXT = (
    "<office:Norwegian Foreign Minister> <person:Bo Lund> met <person:Ada Renn>. "
    "<person~He> left <place:Oslo> for <place:Norway’s> coast."
)


def test_references_are_places_of_the_text() -> None:
    document, annotation = annotated(TEXT)
    for one in find_referents(document, annotation, packaged()):
        assert isinstance(one, Referent)
        assert one.document == document.id
        assert codec.decode(codec.checked(one)) == one
        spans = [(two.start, two.end) for two in one.references]
        assert spans == sorted(spans)
        assert all(document.text[start:end].strip() for start, end in spans)
        assert all(name in document.text for name in one.names)
        assert one.name == one.names[0]


def test_the_stage_takes_an_annotation_and_looks_its_document_up() -> None:
    document, annotation = annotated(TEXT)
    stage = Gather()

    assert stage.keys(annotation) == stage.refers(annotation) == (document.id,)
    made = list(stage.run(document.id, [annotation], {document.id: document}))
    assert made == find_referents(document, annotation, packaged())
    assert stage.settings.startswith("facts=")


def test_a_text_that_is_empty_or_was_not_read_has_no_referents() -> None:
    document, annotation = annotated("")
    assert not find_referents(document, annotation, packaged())

    document, annotation = annotated("Nothing was marked here.")
    assert not find_referents(document, replace(annotation, unread="language"), packaged())


def test_a_sign_that_was_taken_for_an_office_is_passed_over() -> None:
    document, annotation = annotated("<office:Foreign Minister> <person:Bo Lund> met <office-—> .")
    assert [one.name for one in find_referents(document, annotation, packaged())] == ["Bo Lund"]


def test_removed_text_gives_no_referent() -> None:
    text = "Oslo talks\nIda Brandt met Bo Lund.\nShan Karrow won, says Veldt Lund\n"
    document, _ = annotated("x")
    lines = text.splitlines(keepends=True)
    types = ("headline", "body", "teaser")
    starts = [sum(map(len, lines[:at])) for at in range(len(lines))]
    tiles = tuple(
        Block(type=kind, start=start, end=start + len(line), kept=kind != "teaser")
        for kind, start, line in zip(types, starts, lines, strict=True)
    )
    document = replace(document, id=document_id("b", "b"), text=text, blocks=tiles)
    ((annotation,),) = Annotate(WordReader()).run([document])
    found = find_referents(document, annotation, packaged())

    assert found
    kept = text.index("Shan")
    assert all(one.end <= kept for referent in found for one in referent.references)


def test_the_same_document_gives_the_same_referents_each_with_its_id() -> None:
    document, annotation = annotated(TEXT)
    once = find_referents(document, annotation, packaged())

    assert once == find_referents(document, annotation, packaged())
    assert len({one.id for one in once}) == len(once)


def test_what_the_same_words_name_first_is_one_referent() -> None:
    marked = (
        "<organisation:Norwegian government> said no. "
        "<organisation:Norwegian government> will wait, <person:Bo Lund> said."
    )
    document, annotation = annotated(marked)
    found = find_referents(document, annotation, packaged())
    assert len({one.id for one in found}) == len(found)
