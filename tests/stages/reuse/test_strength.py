from typing import Any

import pytest

SPEECH = (
    "we will not sell one bushel of barley until the ferry carries every farmer home and the "
    "moorings are mended by those who tore them out"
)
PROSE = (
    "The committee counted broken windows, measured the flooded cellar and ordered fresh planks "
    "for the landing stage before dusk."
)
TITLE = "Lord Warden Anselm Terrick’s special representative for the Upper River Provinces"
OWN = [
    "Gulls followed the barge as far as the weir and turned back.",
    "The innkeeper lit the stove at noon because the clerk kept shivering.",
    "Two boys sold chestnuts from a pram beside the customs shed.",
]


def only(press: Any, one: Any, other: Any) -> Any:
    links = press.links(
        press.document("a", OWN[0], one, f" {OWN[1]}"), press.document("b", other, f" {OWN[2]}")
    )
    assert len(links) == 1
    return links[0]


def test_prose_of_one_sentence_proves_a_common_origin(press: Any) -> None:
    link = only(press, f" {PROSE}", PROSE)
    assert link.strength == "strong"
    assert link.reason == "19 words alike, 13 of them telling"


@pytest.mark.parametrize(
    "marks", ["“{}”", '"{}"', "‘{}’", "'{}'", "„{}“", "«{}»", "``{}''", "“{}"]
)
def test_the_speech_of_one_speaker_is_weak_in_any_style_of_marks(press: Any, marks: str) -> None:
    link = only(press, f" She said: {marks.format(SPEECH)}\n", f"He heard “{SPEECH}” twice.")
    assert link.strength == "weak"
    assert link.reason.endswith("all in the speech of one speaker")


def test_speech_that_only_one_document_marks_is_proof(press: Any) -> None:
    assert only(press, f" “{SPEECH}”", f"They wrote that {SPEECH}").strength == "strong"


def test_a_quotation_with_enough_prose_around_it_is_proof(press: Any) -> None:
    text = f" {PROSE} “{SPEECH}”"
    assert only(press, text, text).strength == "strong"


def test_a_quotation_with_a_little_prose_around_it_is_weak(press: Any) -> None:
    text = f" “{SPEECH}”, the miller shouted at dusk, and the crowd"
    link = only(press, text, text)
    assert link.strength == "weak"
    assert "outside speech and captions" in link.reason


def test_a_caption_is_weak_even_where_the_other_has_it_in_its_body(press: Any) -> None:
    link = only(press, ("caption", f"\n{PROSE}\n"), f"{PROSE}\n")
    assert link.strength == "weak"
    assert link.reason.endswith("all in a caption or in speech")


def test_a_title_is_no_link(press: Any) -> None:
    a = press.document("a", f"{OWN[0]} Ossian Drake, {TITLE}, left early. {OWN[1]}")
    b = press.document("b", f"{OWN[2]} Letters went to {TITLE} and nobody else.")
    assert press.links(a, b) == []


def test_words_of_attribution_are_no_link(press: Any) -> None:
    phrase = "the foreign ministry said in a statement late on Monday, according to the official"
    a = press.document("a", f"{OWN[0]} {phrase} Gazette. {OWN[1]}")
    assert press.links(a, press.document("b", f"{OWN[2]} {phrase} agency.")) == []


def test_a_short_passage_needs_more_telling_words(press: Any) -> None:
    short = "counted broken windows in the flooded cellar and then ordered planks"
    link = only(press, f" Brannoch {short} Tuesday.", f"Keddle {short} Friday.")
    assert link.strength == "weak"
    assert link.reason.startswith("only 11 words alike")


def test_what_many_documents_hold_must_be_longer_to_be_proof(press: Any) -> None:
    phrase = (
        "which has been at odds with the harbour office over the toll on barley since the flood"
    )
    crowd = [press.document(f"{n:02}", f"Item{n} x{n} y{n}, {phrase} z{n}") for n in range(14)]
    links = press.links(*crowd)
    assert len(links) == 91
    assert {link.strength for link in links} == {"weak"}
    assert {link.reason.rpartition(", ")[2] for link in links} == {"which many documents hold"}
    assert {link.strength for link in press.links(*crowd[:5])} == {"strong"}
    whole = [press.document(f"{n:02}", f"Item{n} x{n} y{n}. {PROSE} z{n}") for n in range(14)]
    assert {link.strength for link in press.links(*whole)} == {"strong"}


def test_the_footer_of_an_outlet_is_no_link_even_beside_a_real_copy(press: Any) -> None:
    footer = (
        "Readers may write to our letters desk; unsigned notes go straight into the stove. "
        "Parcels, pheasants and poems are returned unopened to whoever posted them."
    )
    papers = [
        press.document(f"{n:02}", f"{n} alpha{n} beta{n} gamma{n}. {footer}", outlet="The Lamp")
        for n in range(9)
    ]
    papers += [
        press.document(
            f"copy{n}", f"{OWN[n]} {PROSE}\n\nEpsilon{n} zeta{n}.\n\n{footer}", outlet="The Lamp"
        )
        for n in range(2)
    ]
    (link,) = press.links(*papers)
    assert (link.a.quote, link.b.quote) == (PROSE, PROSE)


PIECES = [
    "emptied the flooded cellar with buckets before the mayor had even dressed",
    "measured the cracked pillar of the railway bridge with a borrowed lamp",
    "traded barley for candles until the lock keeper rang his bell",
]


def chopped(press: Any, name: str, pieces: list[str], words: str, **fields: Any) -> Any:
    """Return a document with the pieces among words of its own."""
    own = [" ".join(f"{words}{piece}x{n}" for n in range(30)) for piece in range(len(pieces))]
    parts = [f"{words} {piece} {rest}" for piece, rest in zip(pieces, own, strict=True)]
    return press.document(name, ". ".join(parts), **fields)


def strengths(press: Any, *documents: Any) -> list[tuple[int, str]]:
    return [(link.length, link.strength) for link in press.links(*documents)]


def test_pieces_that_prove_nothing_one_by_one_prove_an_origin_together(press: Any) -> None:
    bits = [" ".join(piece.split()[:10]) for piece in PIECES]
    a, b = (chopped(press, name, bits, name) for name in "ab")
    links = press.links(a, b)
    assert [(link.length, link.strength) for link in links] == [(10, "strong")] * 3
    for link in links:
        assert link.reason.startswith("10 words alike, ")
        assert link.reason.endswith("; 3 such passages hold 16 telling words together")
    backwards = chopped(press, "b", bits[::-1], "b")
    assert strengths(press, a, backwards) == [(10, "strong")] * 3
    assert strengths(press, *(chopped(press, name, bits[:2], name) for name in "ab")) == [
        (10, "weak"),
        (10, "weak"),
    ]


def test_pieces_shorter_than_ten_words_add_up_to_nothing(press: Any) -> None:
    bits = [" ".join(piece.split()[:9]) for piece in PIECES]
    assert (
        strengths(press, *(chopped(press, name, bits, name) for name in "ab")) == [(9, "weak")] * 3
    )


def test_pieces_of_speech_add_up_to_nothing(press: Any) -> None:
    bits = [f"“{' '.join(piece.split()[:10])}”" for piece in PIECES]
    assert (
        strengths(press, *(chopped(press, name, bits, name) for name in "ab"))
        == [(10, "weak")] * 3
    )


def test_pieces_that_many_documents_hold_add_up_to_nothing(press: Any) -> None:
    bits = [" ".join(piece.split()[:11]) for piece in PIECES]
    crowd = [chopped(press, f"{n:02}", bits, f"w{n}v") for n in range(14)]
    assert {strength for _, strength in strengths(press, *crowd[:3])} == {"strong"}
    assert {strength for _, strength in strengths(press, *crowd)} == {"weak"}


def test_pieces_of_one_outlets_pages_add_up_to_nothing(press: Any) -> None:
    bits = [" ".join(piece.split()[:10]) for piece in PIECES]
    papers = [chopped(press, name, bits, name, outlet="The Lamp") for name in "ab"]
    assert strengths(press, *papers) == [(10, "weak")] * 3


def test_a_strong_passage_makes_no_other_passage_strong(press: Any) -> None:
    bits = [PROSE.removesuffix("."), " ".join(PIECES[0].split()[:10])]
    assert strengths(press, *(chopped(press, name, bits, name) for name in "ab")) == [
        (19, "strong"),
        (10, "weak"),
    ]


def test_a_footer_that_was_left_out_ends_a_passage(press: Any) -> None:
    footer = (
        "Printed by lantern light in the attic of this harbour gazette and none since the flood."
    )
    papers = [
        press.document(f"{n:02}", f"alpha{n} beta{n} gamma{n}. {footer}", outlet="The Lamp")
        for n in range(9)
    ]
    pieces = f"{' '.join(PIECES)}."
    papers += [
        press.document(f"copy{n}", f"{OWN[n]} {PROSE} {footer} {pieces}", outlet="The Lamp")
        for n in range(2)
    ]
    first, second = press.links(*papers)
    assert first.a.quote.startswith(PROSE)
    assert second.a.quote.endswith(pieces)
    assert "harbour" not in first.a.quote + second.a.quote
