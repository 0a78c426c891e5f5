import json
import pickle
from collections.abc import Callable

import msgspec
import pytest

from chancery.model import Credit, DateValue, Document, TextValue, codec
from chancery.stages.describe.stage import Describe, describe

BODY = (
    "body",
    "The two delegations met for three hours and agreed to meet again within the month.",
)
MORE = ("body", "Neither side would say what had been discussed, and the hosts gave no statement.")


def run(*documents: Document) -> list[list[object]]:
    return [list(records) for records in Describe().run(documents)]


def test_a_text_that_says_nothing_of_itself_keeps_every_value_unknown(
    article: Callable[..., Document],
) -> None:
    described, found = describe(article(BODY, MORE))

    assert found == []
    for name in ("title", "published", "modified", "captured", "outlet", "byline", "dateline"):
        assert getattr(described, name) is None
    assert described.agencies == described.photo_credits == ()


def test_the_title_is_the_headline_without_its_line_break(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(("headline", "Talks open in the old harbour  "), BODY))

    assert described.title is not None
    assert described.title.value == "Talks open in the old harbour"
    assert described.title.evidence is not None
    assert described.title.evidence.end == len("Talks open in the old harbour")


def test_every_quote_is_the_text_at_its_offsets(article: Callable[..., Document]) -> None:
    document = article(
        ("headline", "Talks open"),
        ("byline", "By Ann Lee"),
        ("dateline", "Published 3 May 2021"),
        ("body", "GENEVA (AP) — " + BODY[1]),
        MORE,
        ("teaser", "Updated 4 June 2022"),
        ("navigation", "© 2022 The Harbour Gazette. All rights reserved."),
    )

    described, found = describe(document)

    values = [getattr(described, name) for name in ("title", "published", "captured", "outlet")]
    values += [described.byline, described.dateline, *described.agencies]
    for value in values:
        span = value.evidence
        assert document.text[span.start : span.end] == span.quote
    for credit in found:
        span = credit.evidence
        assert document.text[span.start : span.end] == span.quote


def test_blocks_and_text_stay_as_they_are(article: Callable[..., Document]) -> None:
    document = article(("headline", "Talks open"), BODY)

    described, _ = describe(document)

    assert (described.text, described.blocks) == (document.text, document.blocks)


def test_a_value_from_markup_stays_and_the_other_is_kept_beside_it(
    article: Callable[..., Document],
) -> None:
    day = DateValue(start="2021-05-01", end="2021-05-01", precision="day", basis="markup")
    document = article(("dateline", "Published 3 May 2021"), BODY, published=day)

    described, _ = describe(document)

    assert described.published == day
    assert json.loads(described.fields["disagrees"])["published"]["start"] == "2021-05-03"


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("title", "Talks “open” | Harbour News", ("headline", 'Talks "open"')),
        ("byline", "Ann Lee, Harbour News", ("byline", "By Ann Lee")),
        ("outlet", "harbour gazette", ("navigation", "© 2022 The Harbour Gazette")),
    ],
)
def test_a_value_from_markup_that_says_the_same_does_not_disagree(
    article: Callable[..., Document], name: str, value: str, line: tuple[str, str]
) -> None:
    document = article(line, BODY, **{name: TextValue(value=value, basis="markup")})

    described, _ = describe(document)

    assert getattr(described, name).value == value
    assert described.fields == {}


def test_a_time_in_markup_agrees_with_the_day_in_the_text(
    article: Callable[..., Document],
) -> None:
    time = "2021-05-03T08:00:00+00:00"
    moment = DateValue(start=time, end=time, precision="second", basis="markup")

    described, _ = describe(article(("dateline", "3 May 2021"), BODY, published=moment))

    assert described.fields == {}


def test_another_outlet_in_the_text_is_put_beside_the_one_from_markup(
    article: Callable[..., Document],
) -> None:
    outlet = TextValue(value="The Inland Herald", basis="markup")
    line = ("navigation", "© 2022 The Harbour Gazette")

    described, _ = describe(article(BODY, line, outlet=outlet))

    assert json.loads(described.fields["disagrees"])["outlet"]["value"] == "The Harbour Gazette"


def test_a_field_of_the_input_is_never_overwritten(article: Callable[..., Document]) -> None:
    outlet = TextValue(value="The Inland Herald", basis="markup")
    line = ("navigation", "© 2022 The Harbour Gazette")
    document = article(BODY, line, outlet=outlet, fields={"disagrees": '"given"'})

    described, _ = describe(document)

    assert described.fields == {"disagrees": '"given"'}


def test_each_agency_stands_once_with_its_widest_credit(article: Callable[..., Document]) -> None:
    document = article(
        ("body", 'The envoy told Reuters on Monday: "We shall see."'),
        BODY,
        ("body", "Nobody answered calls. — Reuters"),
    )

    described, found = describe(document)

    assert [credit.scope for credit in found] == ["sentence", "document"]
    assert [value.value for value in described.agencies] == ["Reuters"]
    assert described.agencies[0].evidence is not None
    assert described.agencies[0].evidence.quote.strip() == "— Reuters"


def test_a_credit_in_furniture_has_that_basis(article: Callable[..., Document]) -> None:
    notice = ("navigation", "© 2021 The Associated Press. All rights reserved.")

    described, _ = describe(article(BODY, MORE, notice))

    assert [(value.value, value.basis) for value in described.agencies] == [
        ("AP", "page_furniture")
    ]


def test_batches_and_order_do_not_change_the_records(article: Callable[..., Document]) -> None:
    one = article(("headline", "Talks open"), ("body", "GENEVA (AP) — " + BODY[1]), MORE)
    other = article(BODY, ("caption", "The hall. Photo: Ann Lee/AFP"))

    together = run(one, other)

    assert together == [run(one)[0], run(other)[0]]
    assert together[::-1] == run(other, one)


def test_a_document_described_again_is_the_same(article: Callable[..., Document]) -> None:
    once, found = describe(
        article(("headline", "Talks open"), ("body", "GENEVA (AP) — " + BODY[1]))
    )

    assert describe(once) == (once, found)


def test_the_stage_pickles_and_its_records_are_valid(article: Callable[..., Document]) -> None:
    stage = pickle.loads(pickle.dumps(Describe()))  # noqa: S301 - its own bytes

    (records,) = stage.run([article(("body", "GENEVA (AP) — " + BODY[1]))])

    assert [type(record) for record in records] == [Document, Credit]
    assert all(codec.checked(record) for record in records)


def test_only_documents_are_taken(article: Callable[..., Document]) -> None:
    _, found = describe(article(("body", "GENEVA (AP) — " + BODY[1])))

    with pytest.raises(TypeError, match="Credit"):
        list(Describe().run(found))


def test_an_empty_document_gives_itself(article: Callable[..., Document]) -> None:
    described, found = describe(article())

    assert described == article()
    assert found == []


def captured(moment: str, precision: str = "second") -> DateValue:
    return msgspec.convert(
        {"start": moment, "end": moment, "precision": precision, "basis": "capture"}, DateValue
    )


def on(day: str) -> DateValue:
    return DateValue(start=day, end=day, precision="day", basis="markup")


@pytest.mark.parametrize(
    ("capture", "day", "stays"),
    [
        (captured("2021-05-04T09:59:00Z"), "2021-05-04", True),
        (captured("2021-05-04T10:01:00Z"), "2021-05-05", True),  # it has begun on some islands
        (captured("2021-05-04T09:59:00Z"), "2021-05-05", False),
        (captured("2021-05-04", "day"), "2021-05-05", True),
        (captured("2021-05-04", "day"), "2021-05-06", False),
        (captured("9999-12-31", "day"), "9999-12-31", True),
    ],
)
def test_a_page_was_not_published_or_changed_after_it_was_captured(
    article: Callable[..., Document], capture: DateValue, day: str, *, stays: bool
) -> None:
    given = article(BODY, published=on(day), modified=on(day), captured=capture)

    described, _ = describe(given)

    assert (described.published is not None, described.modified is not None) == (stays, stays)
    assert described.captured == capture
    if not stays:
        left = json.loads(described.fields["after_capture"])
        assert [left[name]["start"] for name in ("published", "modified")] == [day, day]


def test_the_text_s_day_stands_in_for_one_after_the_capture_unless_it_is_later_too(
    article: Callable[..., Document],
) -> None:
    def published(line: str) -> tuple[DateValue | None, dict[str, str]]:
        capture = captured("2021-05-04T10:00:00Z")
        given = article(("dateline", line), BODY, published=on("2031-05-03"), captured=capture)
        described, _ = describe(given)
        return described.published, described.fields

    right, fields = published("Published 3 May 2021")
    assert right is not None
    assert (right.start, right.basis) == ("2021-05-03", "stated")
    assert json.loads(fields["after_capture"])["published"]["start"] == "2031-05-03"
    assert published("Published 3 May 2022")[0] is None


def test_a_day_in_the_furniture_is_no_capture_that_denies_anything(
    article: Callable[..., Document],
) -> None:
    bound = DateValue(start="2021-05-01", end=None, precision="after", basis="page_furniture")

    described, _ = describe(article(BODY, published=on("2021-05-03"), captured=bound))

    assert described.published == on("2021-05-03")
