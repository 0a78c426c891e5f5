"""Checks the gold of the example corpus against its files, with plain code and no pipeline."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

Gold = dict[str, Any]
Span = tuple[int, int]
Locate = Callable[..., Span | None]

QUOTED = re.compile("“[^”]*”|«[^»]*»")
LONG_RUN = 8  # words; two articles that share so many outside quotation marks are copies


def spans_of(document: Gold) -> list[Gold]:
    return [*document["kept"], *document["removed"], *document.get("optional", [])]


def quotes_of(gold: object) -> Iterator[tuple[str, str]]:
    """Yield every (document, quote) at any depth of a piece of gold."""
    if isinstance(gold, dict):
        if "document" in gold and "quote" in gold:
            yield gold["document"], gold["quote"]
        for value in gold.values():
            yield from quotes_of(value)
    elif isinstance(gold, list):
        for value in gold:
            yield from quotes_of(value)


def words(text: str) -> list[str]:
    return [word.strip(".,:;!?“”«»()—–-") for word in text.casefold().split()]


def test_every_span_stands_in_its_file(
    documents: dict[str, Gold], texts: dict[str, str], locate: Locate
) -> None:
    missing = [
        (identity, span)
        for identity, document in documents.items()
        for span in spans_of(document)
        if locate(texts[identity], span) is None
    ]

    assert missing == []


def test_kept_spans_stand_in_the_order_of_reading(
    documents: dict[str, Gold], texts: dict[str, str], locate: Locate
) -> None:
    for identity, document in documents.items():
        position = 0
        for span in document["kept"]:
            found = locate(texts[identity], span, position)
            assert found is not None, (identity, span)
            position = found[1]


def test_spans_of_text_files_tile_them_but_for_white_space(
    documents: dict[str, Gold], texts: dict[str, str], locate: Locate
) -> None:
    flat = [one for one in documents.values() if not one["path"].endswith(".html")]
    for document in flat:
        text = texts[document["id"]]
        position = 0
        for span in sorted(spans_of(document), key=lambda one: one["start"]):
            assert not text[position : span["start"]].strip(), (document["id"], span)
            assert locate(text, span, span["start"]) == (span["start"], span["end"])
            position = span["end"]
        assert not text[position:].strip(), document["id"]


def test_every_paragraph_of_a_page_is_kept_or_removed(
    documents: dict[str, Gold], paragraphs: dict[str, list[str]], locate: Locate
) -> None:
    for identity, found in paragraphs.items():
        for paragraph in found:
            spans = [locate(paragraph, span) for span in spans_of(documents[identity])]
            covered = sum(span[1] - span[0] for span in spans if span)
            assert covered >= len(paragraph) * 0.5, (identity, paragraph)


def test_titles_and_names_stand_in_their_files(
    documents: dict[str, Gold], texts: dict[str, str], locate: Locate, examples: Path
) -> None:
    for identity, document in documents.items():
        raw = (examples / "corpus" / document["path"]).read_text(encoding="utf-8")
        seen = texts[identity] + raw
        assert locate(seen, {"quote": document["title"]}), identity
        for field in ("outlet", "byline"):
            value = document[field]
            if value:
                assert value.get("quote", value["value"]).casefold() in seen.casefold(), identity
        for credit in (*document["agencies"], *document["photo_credits"]):
            assert locate(texts[identity], credit), (identity, credit)


def test_reused_passages_and_their_edits_stand_in_both_documents(
    reuse: Gold, kept: dict[str, str], locate: Locate
) -> None:
    for pair in reuse["reuse"]:
        for passage in pair["passages"]:
            spans = {side: locate(kept[pair[side]], passage[side]) for side in ("a", "b")}
            assert all(spans.values()), (pair["a"], pair["b"], passage)
            a, b = (words(kept[pair[side]][slice(*span)]) for side, span in spans.items())
            gold = [(words(edit["a"]), words(edit["b"])) for edit in passage["edits"]]
            assert edits_between(a, b) == gold, (pair["a"], pair["b"])


def edits_between(a: list[str], b: list[str]) -> list[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return [(a[i:j], b[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def test_other_pairs_share_no_long_run_of_words(
    documents: dict[str, Gold], kept: dict[str, str], reuse: Gold
) -> None:
    copied = {(pair["a"], pair["b"]) for pair in reuse["reuse"]}
    runs = {one: set(long_runs(QUOTED.sub(" | ", text))) for one, text in kept.items()}
    for a, b in combinations(documents, 2):
        if (a, b) in copied:
            assert runs[a] & runs[b], (a, b)
        else:
            assert not runs[a] & runs[b], (a, b)


def long_runs(text: str) -> Iterator[tuple[str, ...]]:
    for line in re.split(r"\n|\|", text):
        found = words(line)
        for start in range(len(found) - LONG_RUN + 1):
            yield tuple(found[start : start + LONG_RUN])


def test_weak_pairs_share_only_quoted_words(
    reuse: Gold, texts: dict[str, str], locate: Locate
) -> None:
    for pair in reuse["weak"]:
        for side in ("a", "b"):
            text = texts[pair[side]]
            span = locate(text, pair)
            assert span is not None, pair
            assert within_quotation(text, span), pair


def within_quotation(text: str, span: Span) -> bool:
    return any(m.start() < span[0] and span[1] <= m.end() for m in QUOTED.finditer(text))


def test_pairs_are_listed_once_and_never_both_as_copies_and_as_independent(reuse: Gold) -> None:
    listed = [frozenset((one["a"], one["b"])) for one in (*reuse["reuse"], *reuse["weak"])]
    apart = {frozenset((one["a"], one["b"])) for one in reuse["none"]}

    assert max(Counter(listed).values()) == 1
    assert apart.isdisjoint(listed)


def test_origins_follow_from_credits_and_passages(documents: dict[str, Gold], reuse: Gold) -> None:
    for origin in reuse["origins"]:
        credited = [
            identity
            for identity, document in documents.items()
            if any(credit["name"] == origin["name"] for credit in document["agencies"])
        ]
        copied = {
            pair[side]
            for pair in reuse["reuse"]
            if pair["source"] == origin["name"]
            for side in ("a", "b")
        }
        assert origin["stated"] == credited
        assert origin["inferred"] == sorted(copied - set(credited))


def test_counts_of_independent_sources_follow_from_the_passages(
    claims: list[Gold], reuse: Gold, texts: dict[str, str], locate: Locate
) -> None:
    for claim in claims:
        supports = [(one["document"], one["quote"]) for one in claim["supports"]]
        linked = [
            {i, j}
            for i, j in combinations(range(len(supports)), 2)
            if shared(reuse, supports[i][0], supports[j][0])
        ]
        in_one_passage = [
            {i, j}
            for i, j in combinations(range(len(supports)), 2)
            if same_passage(reuse, supports[i], supports[j], texts, locate)
        ]
        assert largest_apart(len(supports), linked) == claim["lower"], claim["id"]
        assert largest_apart(len(supports), in_one_passage) == claim["upper"], claim["id"]


def shared(reuse: Gold, a: str, b: str) -> list[Gold]:
    return [one for one in reuse["reuse"] if {one["a"], one["b"]} == {a, b}]


def same_passage(
    reuse: Gold,
    one: tuple[str, str],
    other: tuple[str, str],
    texts: dict[str, str],
    locate: Locate,
) -> bool:
    for pair in shared(reuse, one[0], other[0]):
        quotes = dict((one, other))
        for passage in pair["passages"]:
            sides = [
                (locate(texts[pair[s]], passage[s]), find(texts, pair[s], quotes, locate))
                for s in ("a", "b")
            ]
            if all(outer[0] <= inner[0] and inner[1] <= outer[1] for outer, inner in sides):
                return True
    return False


def find(
    texts: dict[str, str], document: str, quotes: dict[str, str], locate: Locate
) -> Span | None:
    return locate(texts[document], {"quote": quotes[document]})


def largest_apart(count: int, edges: list[set[int]]) -> int:
    """Return the size of the largest set of supports of which no two are joined."""
    for size in range(count, 0, -1):
        for chosen in combinations(range(count), size):
            if not any(edge <= set(chosen) for edge in edges):
                return size
    return 0


def test_every_quote_of_claims_and_record_stands_in_kept_text(
    claims: list[Gold],
    record: Gold,
    texts: dict[str, str],
    kept: dict[str, str],
    locate: Locate,
) -> None:
    removed = {(one["document"], one["quote"]) for one in record["dates"] if not one["day"]}
    for identity, quote in (*quotes_of(claims), *quotes_of(record)):
        place = texts if (identity, quote) in removed else kept
        assert locate(place[identity], {"quote": quote}), (identity, quote)


def test_direct_statements_stand_in_quotation_marks(
    record: Gold, texts: dict[str, str], locate: Locate
) -> None:
    for statement in record["statements"]:
        text = texts[statement["document"]]
        assert statement["cue"] in text
        if statement["kind"] == "direct":
            assert within_quotation(text, locate(text, statement)), statement
        if statement["kind"] == "mixed":
            assert "“" in statement["quote"], statement
        pattern = r"\s+".join(map(re.escape, statement["quote"].split()))
        assert len(re.findall(pattern, text)) == statement.get("occurrences", 1), statement


def test_figures_show_their_value_in_digits_or_words(record: Gold) -> None:
    in_words = {"5": "Five", "6": "six", "9": "nine", "19": "Nineteen"}
    for figure in record["figures"]:
        if figure["value"] is None:
            continue
        plain = f"{figure['value']:,}".replace(",000,000", "")
        quote = figure["quote"].casefold()
        spellings = {plain, in_words.get(plain, plain).casefold()}
        assert any(one in quote for one in spellings), figure
        assert (figure["modifier"] or "") in quote, figure


def test_names_of_actors_stand_in_the_corpus(record: Gold, texts: dict[str, str]) -> None:
    whole = "\n".join(texts.values())
    absent = [form for one in record["entities"] for form in one["forms"] if form not in whole]

    assert absent == []
