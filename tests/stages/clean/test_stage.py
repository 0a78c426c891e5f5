import pickle
from collections.abc import Callable

import pytest

from chancery.model.document import KEPT_TYPES, Block, Document
from chancery.stages.clean.stage import Clean

Typed = Callable[[str], list[tuple[str, str]]]
CleanText = Callable[[str], Document]
Make = Callable[..., Document]

TITLE = "Lakeland and Ostrava sign ferry accord after night of talks"
LEAD = (
    "The governments of Lakeland and Ostrava signed an accord on ferry traffic early on Tuesday, "
    "ending a dispute that had kept the eastern crossing shut since spring."
)
SECOND = (
    "Under the text, both sides will open two berths each and share the cost of dredging, the "
    "Lakeland transport ministry said in a statement."
)
THIRD = (
    "Fishermen on the Ostrava shore were less pleased. Several said the timetable leaves them no "
    "quiet hours in which to set their nets."
)
ARTICLE = [TITLE, LEAD, SECOND, THIRD]


def removed(document: Document) -> str:
    return "|".join(document.text[b.start : b.end].strip() for b in document.blocks if not b.kept)


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        f"{LEAD} {SECOND} {THIRD}",
        "\n".join(ARTICLE),
        "\r\n\r\n".join(ARTICLE),
        "\n\n".join(ARTICLE).upper(),
        "Council meets\nNo quorum\nAdjourned",
        "Ferry talks: an interview\n\nQ: Why now?\nA: The river froze.\nQ: Who paid?\nA: Nobody.",
        "Ferry talks: live\n\n10:15\nDelegates arrive.\n10:42\nNo text yet.\n12:30\nLunch.",
        "What it says\n\nFive points:\n- two berths\n- dredging\n- no tolls\n\nFrom May.",
        "The river goes\nWhere no one knows\nThe river goes\nand is late\nThe river goes",
        "渡轮协议签署\n\n两岸政府周二凌晨签署了渡轮交通协议。\n\n联合委员会将于六月开会。",
        "توقيع اتفاق العبارات\n\nوقعت حكومتا الضفتين اتفاقا بشأن حركة العبارات فجر الثلاثاء.",
        "የጀልባ ስምምነት ተፈረመ\n\nየሁለቱ ዳርቻዎች መንግሥታት ማክሰኞ ማለዳ ስምምነት ፈረሙ።",
        "\ufeffFerry accord\u200b signed\n\u200b\n\u200f" + LEAD,
    ],
)
def test_a_text_without_furniture_is_kept_whole(clean: CleanText, text: str) -> None:
    assert removed(clean(text)) == ""


def test_each_paragraph_is_a_block_of_its_own(typed: Typed) -> None:
    kinds = ["headline", "body", "body", "body"]
    assert typed("\n\n".join(ARTICLE)) == list(zip(kinds, ARTICLE, strict=True))


def test_navigation_above_and_a_footer_below_are_removed(clean: CleanText) -> None:
    above = "Skip to main content\nHome\nWorld\nPolitics\nSport\nSubscribe\n"
    below = (
        "\nRelated articles\nHarbour dues to rise\n3 May 2023\nPrivacy policy\n© 2023 The Shore"
    )
    document = clean(above + "\n".join(ARTICLE) + below)
    kept = "".join(document.text[b.start : b.end] for b in document.blocks if b.kept)
    assert kept.strip() == "\n".join(ARTICLE)


def test_a_body_after_an_appeal_is_not_lost(clean: CleanText) -> None:
    appeal = "Support our journalism. Your donation keeps us going."
    assert removed(clean(f"{TITLE}\n{LEAD}\n{appeal}\n{SECOND}\n{THIRD}")) == appeal


def test_the_second_copy_of_a_body_repeats_the_first(clean: CleanText) -> None:
    document = clean("\n".join(ARTICLE + ARTICLE))
    second = len("\n".join(ARTICLE)) + 1
    (block,) = [b for b in document.blocks if b.type == "repeat"]
    assert (block.start, block.end) == (second, len(document.text))
    assert block.repeats == (0, second - 1)


def test_a_dek_between_two_copies_is_kept(typed: Typed) -> None:
    dek = "Both shores hope for a quieter summer on the water."
    assert ("dek", dek) in typed("\n\n".join([*ARTICLE, TITLE, dek, *ARTICLE[1:]]))


def test_an_empty_text_stays_empty(clean: CleanText) -> None:
    assert clean("").blocks == ()


def test_a_text_that_shows_nothing_keeps_its_block(clean: CleanText) -> None:
    assert clean("\n \u200b\n").blocks == (Block(type="body", start=0, end=4, kept=True),)


def test_leading_blanks_belong_to_the_first_block(clean: CleanText) -> None:
    document = clean("\n\n " + LEAD)
    assert [(b.start, b.end) for b in document.blocks] == [(0, len(document.text))]


def page(parts: list[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, content in parts:
        end = len(text) + len(content) + 1
        kept = kind in KEPT_TYPES
        blocks.append(Block(type=kind, start=len(text), end=end, kept=kept))  # type: ignore[arg-type]
        text += content + "\n"
    return text, tuple(blocks)


def run_page(make: Make, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    text, blocks = page(parts)
    ((result,),) = Clean().run([make(text, "text/html", blocks)])
    assert isinstance(result, Document)
    return [(b.type, text[b.start : b.end].strip()) for b in result.blocks]


def test_what_a_source_has_typed_in_a_text_stays_and_the_rest_is_typed(document: Make) -> None:
    parts = [("headline", TITLE), ("body", f"{LEAD}\n{LEAD}"), ("repeat", "> Was it so?")]
    text, blocks = page(parts)
    ((result,),) = Clean().run([document(text, "text/plain", blocks)])

    assert isinstance(result, Document)
    found = [(b.type, text[b.start : b.end].strip()) for b in result.blocks]
    assert found == [parts[0], ("body", LEAD), ("repeat", LEAD), parts[2]]


def test_of_a_web_page_the_types_that_markup_gave_stay(document: Make) -> None:
    parts = [("navigation", "Home"), ("headline", TITLE), ("body", LEAD), ("caption", "A ferry")]
    assert run_page(document, parts) == parts


def test_of_a_web_page_repeats_and_leftovers_in_the_body_are_found(document: Make) -> None:
    parts = [("headline", TITLE), ("body", f"{LEAD}\nShare this article"), ("body", LEAD)]
    assert run_page(document, parts) == [
        ("headline", TITLE),
        ("body", LEAD),
        ("share", "Share this article"),
        ("repeat", LEAD),
    ]


def test_of_a_web_page_removed_text_is_no_original_of_a_repeat(document: Make) -> None:
    parts = [("teaser", LEAD), ("headline", TITLE), ("body", LEAD)]
    assert run_page(document, parts) == parts


def test_the_records_do_not_depend_on_the_batch(document: Make) -> None:
    batch = [document("\n".join(ARTICLE[:n])) for n in range(1, 5)]
    together = [list(found) for found in Clean().run(batch)]
    alone = [list(next(iter(Clean().run([record])))) for record in batch]
    assert together == alone


def test_the_stage_pickles() -> None:
    assert pickle.loads(pickle.dumps(Clean())).name == "clean"  # noqa: S301 - our own bytes
