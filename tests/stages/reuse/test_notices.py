"""Notices are found where a publisher speaks of its own article, and nowhere else."""

from typing import Any

import pytest

from chancery.model import NoticeKind
from chancery.stages.reuse.notices import find_notices
from chancery.text.tables import packaged_rows

BODY = "The envoys met at the quay on Monday and agreed to meet again.\n"


def kinds(press: Any, *lines: Any) -> list[NoticeKind]:
    return [one.kind for one in find_notices(press.document("a", BODY, *lines))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Correction: The talks were on Monday.", "correction"),
        ("CORRECTION — The envoy is from Aldane.", "correction"),
        ("Correction, May 3, 2021: The envoy is from Aldane.", "correction"),
        ("CORRECTED-Envoys meet at the quay", "correction"),
        ("Clarification: The envoy spoke for himself.", "clarification"),
        ("An earlier version of this article misstated the day of the talks.", "correction"),
        ("• This article was amended on 18 June.", "correction"),
        ("*This article was amended on 4 March to correct a name.", "correction"),
        ("Editor’s note: This story has been updated to correct the number.", "correction"),
        ("Editor's note: A name was misspelled in the second paragraph.", "correction"),
        ("This story has been updated with comments from the ministry.", "update"),
        ("Update: This report has been updated.", "update"),
        ("This article has been retracted.", "retraction"),
        ("(This story, first published on March 3, has been withdrawn)", "retraction"),
        ("Editor's note: This article has been removed while we check it.", "retraction"),
        ("RETRACTED: Envoys meet at the quay", "retraction"),
        ("Retraction: We no longer stand by this account.", "retraction"),
        ("We have retracted this story.", "retraction"),
        ("This page has since been taken down.", "retraction"),
    ],
)
def test_a_notice_is_found_with_its_kind(press: Any, line: str, kind: NoticeKind) -> None:
    (found,) = find_notices(press.document("a", BODY, line))
    assert (found.kind, found.evidence.quote) == (kind, line)


@pytest.mark.parametrize(
    "line",
    [
        "Correction of the border line took a year.",
        "The ministry said: “This article has been retracted.”",
        "Retraction: study of the river is withdrawn by its authors",
        "This report was withdrawn by the ministry on Monday.",
        "This story was removed from the front page.",
        "Editor's note: Find all our stories on the talks here.",
        "An earlier version of the bill was turned down.",
        "Updated 4 March 2021",
        "This article is one of a series.",
        "This content is no longer available.",
    ],
)
def test_what_only_looks_like_a_notice_is_none(press: Any, line: str) -> None:
    assert kinds(press, line) == []


def test_whatever_the_table_says_of_an_article_is_looked_for(press: Any) -> None:
    rows = packaged_rows("chancery.stages.reuse", "notices.tsv")
    opened = [f"{words.capitalize()} account." for part, _, words in rows if part == "opening"]
    done = [f"This {words} has been corrected." for part, _, words in rows if part == "subject"]

    assert [line for line in (*opened, *done) if not kinds(press, line)] == []


def test_a_heading_of_its_own_takes_the_line_below(press: Any) -> None:
    (found,) = find_notices(press.document("a", BODY, "Correction\n", "The envoy is a judge."))
    assert found.evidence.quote == "Correction\nThe envoy is a judge."


def test_a_label_counts_only_in_the_article_and_a_sentence_outside_of_it_too(press: Any) -> None:
    assert kinds(press, ("share", "Correction: send us one")) == []
    assert kinds(press, ("share", "This article was corrected on Monday.")) == ["correction"]
    assert kinds(press, ("teaser", "This article was corrected on Monday.")) == []


def test_a_notice_inside_of_flattened_text_is_its_sentence_alone(press: Any) -> None:
    notice = "This article was amended on 4 March."
    text = f"{'The envoys met at the quay. ' * 30}{notice} {'They spoke of rope. ' * 40}"
    (found,) = find_notices(press.document("a", text))
    assert found.evidence.quote == notice
    assert find_notices(press.document("a", f"“They agreed. {notice}” said the outlet.")) == ()
