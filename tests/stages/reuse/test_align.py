import random
from typing import Any

from msgspec.structs import replace

from chancery.model import Document, ReuseLink, make_id
from chancery.stages.reuse.align import Align

FERRY = (
    "The ferry between the two banks stopped running after the dispute over moorings began. "
    "Drivers unloaded their lorries by hand and carried sacks of barley across the footbridge. "
    "Nobody at the harbour office would say when the engines might be started again."
)
BRIDGE = (
    "Engineers inspected the cracked pillar of the railway bridge with borrowed lamps. "
    "They found the mortar washed out along the whole of the upstream side."
)
OWN = (
    "Market traders complained about thin takings and about the smell of diesel in the square.",
    "A choir rehearsed in the school hall while the delegates argued over seating.",
    "Snow closed the pass for an afternoon and the bakery ran out of yeast.",
)

PARTS = "one of 2 parts of a passage, with text between that is not read; in all"
ADVERT: Any = ("appeal", "\nPlease give to our newsroom today.\n")


def quotes(links: list[ReuseLink]) -> list[tuple[str, str]]:
    return [(link.a.quote, link.b.quote) for link in links]


def changes(link: ReuseLink) -> list[tuple[str, str]]:
    return [(edit.a_text, edit.b_text) for edit in link.edits]


def check_offsets(links: list[ReuseLink], *documents: Document) -> None:
    texts = {document.id: document.text for document in documents}
    for link in links:
        assert texts[link.a.document][link.a.start : link.a.end] == link.a.quote
        assert texts[link.b.document][link.b.start : link.b.end] == link.b.quote
        for edit in link.edits:
            assert texts[link.a.document][edit.a_start : edit.a_end] == edit.a_text
            assert texts[link.b.document][edit.b_start : edit.b_end] == edit.b_text


def test_a_copied_paragraph_is_one_passage_to_its_full_stop(press: Any) -> None:
    a = press.document("a", f"{OWN[0]}\n\n{FERRY}\n\n{OWN[1]}")
    b = press.document("b", f"{OWN[2]}\n\n{FERRY}")
    (link,) = press.links(a, b)
    assert (link.a.quote, link.b.quote, link.edits) == (FERRY, FERRY, ())
    assert (link.similarity, link.strength, link.length) == (1.0, "strong", 42)
    check_offsets([link], a, b)


def test_case_spaces_line_ends_and_quotation_marks_are_no_edits(press: Any) -> None:
    other = FERRY.upper().replace(" AFTER ", "\r\n\r\nAFTER\u00a0").replace("HARBOUR", "‘HARBOUR’")
    text = FERRY.replace("harbour", "'harbour'")
    (link,) = press.links(press.document("a", text), press.document("b", f"{OWN[1]} {other}"))
    assert link.edits == ()
    assert link.b.quote == other


def test_each_changed_word_is_one_edit_with_its_place(press: Any) -> None:
    changed = (
        FERRY.replace("stopped running", "ceased running")
        .replace("of barley ", "")
        .replace("Nobody at", "Nobody inside or at")
    )
    a, b = press.document("a", FERRY), press.document("b", f"{OWN[0]} {changed} {OWN[1]}")
    (link,) = press.links(a, b)
    assert changes(link) == [("stopped", "ceased"), ("of barley", ""), ("", "inside or")]
    assert (link.a.quote, link.b.quote) == (FERRY, changed)
    assert link.length == 42 - 3
    assert link.similarity == round(2 * 39 / (42 + 42), 4)
    check_offsets([link], a, b)


def test_a_passage_reaches_over_a_small_edit_near_its_end(press: Any) -> None:
    text = BRIDGE.replace("Engineers", "Two engineers").replace("upstream side", "upriver side")
    (link,) = press.links(press.document("a", BRIDGE), press.document("b", f"{OWN[0]} {text}"))
    assert link.a.quote == BRIDGE.removesuffix(" upstream side.")
    longer = f"{text} {OWN[1]}"
    (link,) = press.links(
        press.document("a", f"{BRIDGE} {OWN[1]}"), press.document("b", f"{OWN[0]} {longer}")
    )
    assert changes(link) == [("upstream", "upriver")]
    assert link.b.quote.endswith(OWN[1])


def test_a_reordered_copy_gives_a_passage_for_each_part(press: Any) -> None:
    a = press.document("a", f"{FERRY}\n\n{BRIDGE}")
    b = press.document("b", f"{BRIDGE}\n\n{OWN[0]}\n\n{FERRY}")
    assert quotes(press.links(a, b)) == [(FERRY, FERRY), (BRIDGE, BRIDGE)]


def test_text_that_stands_twice_in_one_document_is_linked_once(press: Any) -> None:
    a = press.document("a", ("dek", f"{BRIDGE}\n"), f"{OWN[0]} {BRIDGE}")
    b = press.document("b", f"{OWN[1]} {BRIDGE} {OWN[2]}")
    assert [link.b.quote for link in press.links(a, b)] == [BRIDGE]


def test_a_refrain_is_no_landmark(press: Any) -> None:
    refrain = "sing the old harbour song again tonight friends " * 9
    assert (
        press.links(press.document("a", refrain), press.document("b", f"{refrain}{OWN[0]}")) == []
    )


def test_no_link_runs_over_text_that_is_not_read(press: Any) -> None:
    half = FERRY.index("Drivers")
    a = press.document("a", FERRY[:half], ADVERT, FERRY[half:])
    b = press.document("b", FERRY)
    (first, second) = press.links(a, b)
    assert (first.a.quote + " " + second.a.quote) == FERRY
    assert "newsroom" not in first.a.quote + second.a.quote
    check_offsets([first, second], a, b)


def test_parts_of_a_passage_are_judged_as_one_and_say_that_it_goes_on(press: Any) -> None:
    cut = FERRY.index("after the dispute")
    a = press.document("a", FERRY[:cut], ADVERT, FERRY[cut:])
    links = press.links(a, press.document("b", f"{OWN[2]} {FERRY}"))
    assert [link.length for link in links] == [8, 34]
    assert {link.strength for link in links} == {"strong"}
    assert {link.reason for link in links} == {f"{PARTS} 42 words alike, 18 of them telling"}
    assert {link.passage for link in links} == {min(link.id for link in links)}
    (whole,) = press.links(press.document("a", FERRY), press.document("b", FERRY))
    assert whole.passage is None


def test_text_that_is_not_read_in_both_documents_parts_a_passage_in_three(press: Any) -> None:
    one, two = FERRY.index("Drivers"), FERRY.index("Nobody")
    a = press.document("a", FERRY[:one], ADVERT, FERRY[one:])
    b = press.document("b", FERRY[:two], ("navigation", "\nMore on Barges\n"), FERRY[two:])
    links = press.links(a, b)
    assert " ".join(link.b.quote for link in links) == FERRY
    assert len({link.passage for link in links}) == 1
    check_offsets(links, a, b)


def test_an_edit_beside_text_that_is_not_read_belongs_to_no_link(press: Any) -> None:
    half = FERRY.index("Drivers")
    a = press.document("a", FERRY[:half], "Gulls screamed.", ADVERT, FERRY[half:])
    links = press.links(a, press.document("b", FERRY))
    assert [changes(link) for link in links] == [[], []]
    assert " ".join(link.a.quote for link in links) == FERRY


def test_a_crumb_of_a_passage_behind_text_that_is_not_read_is_no_link(press: Any) -> None:
    cut = FERRY.index("be started again")
    a = press.document("a", FERRY[:cut], ADVERT, FERRY[cut:])
    (link,) = press.links(a, press.document("b", FERRY))
    assert link.a.quote == FERRY[:cut].strip()
    assert link.passage is None


def test_words_alike_far_from_the_rest_of_their_part_are_no_ends_of_it(press: Any) -> None:
    own = [" ".join(f"{side}{n}" for n in range(7)) for side in "ab"]
    a = press.document("a", f"{FERRY} {own[0]} pewter", ADVERT, f"tin {own[0]} {BRIDGE}")
    b = press.document("b", f"{FERRY} {own[1]} pewter", ADVERT, f"tin {own[1]} {BRIDGE}")
    links = press.links(a, b)
    assert quotes(links) == [(FERRY, FERRY), (BRIDGE, BRIDGE)]
    assert {link.reason for link in links} == {f"{PARTS} 69 words alike, 32 of them telling"}


def test_the_first_document_of_a_link_is_the_first_by_path(press: Any) -> None:
    text = FERRY.replace("stopped", "ceased").replace(" of barley", "")
    a, b = press.document("a", FERRY), press.document("b", text)
    (link,) = press.links(a, b)
    (other,) = press.links(replace(a, path="z.txt"), b)
    assert changes(link) == [("stopped", "ceased"), ("of barley", "")]
    assert changes(other) == [("ceased", "stopped"), ("", "of barley")]
    assert (other.a, other.b) == (link.b, link.a)
    assert other.id == link.id
    check_offsets([other], a, b)


def test_a_document_without_a_path_comes_last(press: Any) -> None:
    a, b = press.document("a", FERRY), press.document("b", FERRY)
    (link,) = press.links(replace(a, path=None), b)
    assert (link.a.document, link.b.document) == (b.id, a.id)


def test_a_block_without_words_between_does_not_part_a_passage(press: Any) -> None:
    half = FERRY.index("Drivers")
    a = press.document("a", FERRY[:half], ("navigation", " * * *\n"), FERRY[half:])
    (link,) = press.links(a, press.document("b", FERRY))
    assert link.a.quote == a.text


def test_removed_text_is_never_linked(press: Any) -> None:
    a = press.document("a", OWN[0], ("teaser", f"\n{FERRY}"))
    assert press.links(a, press.document("b", FERRY)) == []


def test_a_closing_mark_belongs_to_a_passage_where_both_have_it(press: Any) -> None:
    said = FERRY.removesuffix(".")
    pairs = [("“{}.”", '"{}."'), ("“{}.”", "{}."), ("“{}”.", "({}?")]
    spans = [
        press.links(
            press.document("a", f"{OWN[0]} {one.format(said)} {OWN[1]}"),
            press.document("b", f"{OWN[2]} {other.format(said)} Yes"),
        )[0].a.quote
        for one, other in pairs
    ]
    assert spans == [f"“{said}.”", f"{said}.", said]


def test_links_are_the_same_in_any_order_batch_and_number_of_buckets(press: Any) -> None:
    draw = random.Random(3)
    parts = [FERRY, BRIDGE, *OWN]
    documents = [
        press.document(f"{n}", " ".join(draw.sample(parts, 3)), outlet=f"Outlet {n % 3}")
        for n in range(14)
    ]
    expected = press.links(*documents)
    assert len(expected) > 20
    draw.shuffle(documents)
    assert press.links(*documents, buckets=1, batch=1) == expected
    assert press.links(*documents, buckets=777, batch=5) == expected


def test_the_id_comes_from_both_spans(press: Any) -> None:
    a, b = press.document("a", FERRY), press.document("b", f"{OWN[0]} {FERRY}")
    (link,) = press.links(a, b)
    assert link.id == make_id(
        "reuse_link", [a.id, link.a.start, link.a.end, b.id, link.b.start, link.b.end]
    )


def test_documents_without_a_common_word_or_any_word_have_no_link(press: Any) -> None:
    a, b, c = press.document("a", FERRY), press.document("b", BRIDGE), press.document("c", "…")
    assert press.links(a, b, c) == []


def test_a_long_run_of_edits_ends_a_passage(press: Any) -> None:
    gap = " ".join(f"filler{n}" for n in range(30))
    a = press.document("a", f"{FERRY} {BRIDGE}")
    b = press.document("b", f"{FERRY} {gap} {BRIDGE}")
    assert quotes(press.links(a, b)) == [(FERRY, FERRY), (BRIDGE, BRIDGE)]


def test_random_edits_up_to_a_tenth_of_the_words_leave_one_passage(press: Any) -> None:
    draw = random.Random(11)
    words = [f"term{draw.randrange(4000)}" for _ in range(400)]
    for share in (0.02, 0.05, 0.1):
        copy = [w if draw.random() > share else f"new{n}" for n, w in enumerate(words)]
        copy[:5], copy[-5:] = words[:5], words[-5:]
        a, b = press.document("a", " ".join(words)), press.document("b", " ".join(copy))
        links = press.links(a, b)
        assert len(links) == 1, share
        assert links[0].length == sum(w == c for w, c in zip(words, copy, strict=True))
        check_offsets(links, a, b)


def test_swapped_words_and_unequal_gaps_are_aligned(press: Any) -> None:
    text = FERRY.replace("unloaded their lorries by hand", "by hand emptied all of their lorries")
    (link,) = press.links(press.document("a", FERRY), press.document("b", text))
    assert link.a.quote == FERRY
    assert changes(link) == [("unloaded their lorries", ""), ("", "emptied all of their lorries")]


def test_pairs_are_grouped_by_both_documents_and_look_both_up(press: Any) -> None:
    shared = press.shared([press.document("a", FERRY), press.document("b", FERRY)])
    (parts,) = shared.values()
    assert {tuple(Align().keys(part)) for part in parts} == {("document-a|document-b",)}
    assert {tuple(Align().refers(part)) for part in parts} == {("document-a", "document-b")}
