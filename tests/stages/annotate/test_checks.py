"""What a reader gives is believed only where it can stand in the document."""

from collections.abc import Sequence
from math import nan
from typing import Any

import pytest
from msgspec.structs import replace
from typed import annotate, typed

from chancery.errors import RecordError
from chancery.model import Attribution, Document, Mention, Span, Trigger
from chancery.ports import Reading

TEXT = "Mara said no. Tomas signed.\n"
ADVERT = "Buy a ferry\n"
TAIL = "Elia left.\n"
SIZE = len(TEXT + ADVERT + TAIL)
MENTION = Mention(start=0, end=4, type="person", form="name", confidence=0.5)
SAID = Attribution(
    cue=(5, 9),
    source=((0, 4),),
    content=((10, 13),),
    cue_class="says",
    negated=False,
    speech="indirect",
    confidence=1.0,
)
SIGNED = Trigger(
    start=20,
    end=26,
    root="AGREE",
    root_merged="AGREE",
    mode=None,
    context=None,
    modality="asserted",
    actor=((14, 19),),
    recipient=(),
    where=(),
    time=(),
    confidence=0.0,
)
VECTORS = bytes(384 * 3)


class Given:
    """Gives what it was given."""

    model = "given-1"

    def __init__(self, **parts: Any) -> None:
        self.reading = Reading(**{"vectors": VECTORS, **parts})

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        return self.reading


@pytest.fixture
def one() -> Document:
    return typed(("body", TEXT), ("appeal", ADVERT), ("body", TAIL))


def later(start: int, end: int) -> Mention:
    return replace(MENTION, start=start, end=end)


def said(**parts: Any) -> Attribution:
    return replace(SAID, **parts)


def test_what_stands_in_the_text_is_kept_as_it_is(one: Document) -> None:
    parts = {"mentions": (MENTION, later(0, 9)), "attributions": (SAID,), "triggers": (SIGNED,)}

    found = annotate(one, Given(**parts, chains=((0,), (1,))))

    assert {name: getattr(found, name) for name in parts} == parts


BAD = {
    "an empty mention": ({"mentions": (later(3, 3),)}, r"a mention at \[3:3\]"),
    "a span turned round": ({"mentions": (later(4, 0),)}, r"a mention at \[4:0\]"),
    "before the text": ({"mentions": (later(-1, 4),)}, r"a mention at \[-1:4\]"),
    "behind the text": ({"mentions": (later(45, SIZE + 1),)}, r"which is no span of the text"),
    "removed text": ({"mentions": (later(30, 34),)}, r"a mention at \[30:34\]"),
    "over removed text": ({"mentions": (later(14, 45),)}, r"a mention at \[14:45\]"),
    "mentions out of order": (
        {"mentions": (later(14, 19), MENTION)},
        "the mention at 14 before the one at 0",
    ),
    "a cue outside": ({"attributions": (said(cue=(30, 34)),)}, r"a cue at \[30:34\]"),
    "cues out of order": (
        {"attributions": (said(cue=(20, 26)), SAID)},
        "the cue at 20 before the one at 5",
    ),
    "a trigger outside": ({"triggers": (replace(SIGNED, end=99),)}, r"a trigger at \[20:99\]"),
    "a source outside": ({"attributions": (said(source=((30, 34),)),)}, r"a piece at \[30:34\]"),
    "content that is too long": (
        {"attributions": (said(content=((10, SIZE + 1),)),)},
        rf"a piece at \[10:{SIZE + 1}\]",
    ),
    "an empty actor": ({"triggers": (replace(SIGNED, actor=((14, 14),)),)}, r"\[14:14\]"),
    "pieces that overlap": (
        {"attributions": (said(content=((10, 13), (12, 19))),)},
        r"a piece at \[12:19\] behind one that ends at 13",
    ),
    "a place out of range": (
        {"triggers": (replace(SIGNED, where=((-5, 4),)),)},
        r"a piece at \[-5:4\]",
    ),
    "a chain of nothing": ({"chains": ((),)}, r"the chain \[\], which does not rise"),
    "a chain of what is not there": (
        {"mentions": (MENTION,), "chains": ((0, 1),)},
        "a chain with mention 1, of 1",
    ),
    "a chain counted from the end": (
        {"mentions": (MENTION,), "chains": ((-1, 0),)},
        "a chain with mention -1, of 1",
    ),
    "a chain that falls": (
        {"mentions": (MENTION, later(14, 19)), "chains": ((1, 0),)},
        r"the chain \[1, 0\], which does not rise",
    ),
    "a mention in two chains": (
        {"mentions": (MENTION, later(14, 19)), "chains": ((0, 1), (1,))},
        "mention 1 in two chains",
    ),
    "too sure": ({"mentions": (replace(MENTION, confidence=1.5),)}, "a confidence of 1.5"),
    "no number": ({"triggers": (replace(SIGNED, confidence=nan),)}, "a confidence of nan"),
    "too few vectors": ({"vectors": bytes(384)}, "vectors of 384 bytes .* need 1152"),
    "an unknown type": (
        {"mentions": (replace(MENTION, type="ghost"),)},
        "no valid reading.*ghost",
    ),
    "an unknown root": ({"triggers": (replace(SIGNED, root="YIELD"),)}, "no valid reading.*YIELD"),
    "a place that is no number": ({"mentions": (later(0, 4.5),)}, "no valid reading"),  # type: ignore[arg-type]
    "a thing of its own": ({"attributions": (said(speech=object()),)}, "no valid reading"),
}


@pytest.mark.parametrize(("parts", "message"), BAD.values(), ids=BAD.keys())
def test_what_cannot_stand_is_refused_and_names_the_document(
    one: Document, parts: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecordError, match=f"(?s)^{one.id}: the reader given-1 gave .*{message}"):
        annotate(one, Given(**parts))


def test_a_role_is_cut_where_removed_words_stand_in_it(one: Document) -> None:
    whole = ((10, SIZE),)
    attribution = said(content=whole, source=((20, 30),))
    event = replace(SIGNED, actor=whole, recipient=whole, where=whole, time=whole)

    found = annotate(one, Given(attributions=(attribution,), triggers=(event,)))

    cut = ((10, 27), (40, SIZE - 1))
    assert [one.text[start:end] for start, end in cut] == ["no. Tomas signed.", "Elia left."]
    assert found.attributions == (replace(attribution, content=cut, source=((20, 27),)),)
    assert found.triggers == (replace(event, actor=cut, recipient=cut, where=cut, time=cut),)


def test_removed_marks_cut_nothing() -> None:
    one = typed(("body", "No."), ("share", "\n* * *\n"), ("body", "Yes, never."))
    whole = said(cue=(0, 2), source=(), content=((0, len(one.text)),))

    found = annotate(one, Given(attributions=(whole,), vectors=bytes(384 * 2)))

    assert found.attributions == (whole,)
