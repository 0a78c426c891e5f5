"""A dossier and files side by side: matches, what one side lacks, and what lies outside."""

from pathlib import Path

import pytest
from built import example
from exported import streamed
from foreign import (
    ACLED,
    GDELT,
    MENTION,
    POLECAT,
    acled_text,
    gdelt_text,
    mentions_text,
    polecat_text,
)
from msgspec import json
from talks import ADDRESS, fill_talks

from chancery.pipeline.comparing.compare import compare
from chancery.pipeline.comparing.comparison import Beside, Comparison
from chancery.pipeline.comparing.ours import read_ours
from chancery.pipeline.comparing.table import chosen, table_rows
from chancery.store.dossier import open_dossier

__all__ = ["example"]

OUTSIDE = {"Actor2Name": "ORLAN", "GlobalEventID": "7"}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a dossier of talks on 4 May 2020 in Port Tarn, and deeds of unknown day."""
    path = tmp_path_factory.mktemp("compared") / "talks.dossier"
    fill_talks(path)
    return path


def compared(dossier: Path, folder: Path, *texts: str) -> Comparison:
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    with open_dossier(dossier) as opened:
        return compare(opened, paths)


def beside(found: Comparison) -> Beside:
    (one,) = found.systems
    return one


def test_rows_are_matched_counted_as_copies_and_what_is_outside_apart(
    talks: Path, tmp_path: Path
) -> None:
    text = gdelt_text(
        GDELT,
        {**GDELT, "GlobalEventID": "2", "SOURCEURL": "https://other.example/a"},
        {**GDELT, "GlobalEventID": "3", "Actor2Name": "CORVIA", "EventCode": "112"},
        {**GDELT, "GlobalEventID": "6", "Actor2Name": "CORVIA", "EventCode": "111"},
        {**GDELT, "GlobalEventID": "4", "SQLDATE": "20190504"},
        {**GDELT, **OUTSIDE},
        {**GDELT, "GlobalEventID": "8", "Actor1Name": "", "Actor2Name": ""},
    )

    one = beside(compared(talks, tmp_path, text))

    (match,) = one.matched
    assert match.ours.root == "CONSULT"
    assert match.score == 1.0
    assert not match.differs
    assert [each.id for each in match.also_theirs] == ["2"]
    assert (match.their_rows, match.their_articles) == (2, 2)
    assert (one.matched_rows, one.further_ours) == (2, 0)
    assert [each.id for each in one.theirs] == ["3", "6"]
    assert one.their_events == 1
    assert (one.outside_days, one.outside_parties, one.undated) == (1, 2, 0)
    assert one.rows == 7
    assert one.ours == ()
    assert one.ours_undated == 2


def test_an_article_of_theirs_that_we_have_is_known_by_its_address(
    talks: Path, tmp_path: Path
) -> None:
    row = {**GDELT, "SOURCEURL": f"{ADDRESS}?utm_source=feed#top"}
    mentions = mentions_text(
        {**MENTION, "MentionIdentifier": ADDRESS},
        {**MENTION, "MentionIdentifier": "https://other.example/b"},
        {**MENTION, "GlobalEventID": "5", "MentionType": "2", "MentionIdentifier": "in print"},
    )

    found = compared(talks, tmp_path, gdelt_text(row), mentions)

    assert beside(found).matched[0].in_dossier == ("document-a",)
    told = found.mentions
    assert told is not None
    assert (told.rows, told.events, told.unmatched) == (3, 2, 1)
    assert told.articles == 2
    assert told.present == {ADDRESS: "document-a"}
    assert told.absent == ("https://other.example/b",)
    assert told.elsewhere == 1
    assert [one.act_at for one in told.of_matched] == [40]


def test_each_system_is_set_beside_by_itself(talks: Path, tmp_path: Path) -> None:
    far = {**POLECAT, "Event Date": "2020-05-06", "City": "Karrow", "Latitude": "40"}
    acled = {**ACLED, "actor1": "Aldane", "actor2": "Orlan"}

    found = compared(talks, tmp_path, polecat_text(far), acled_text(acled), gdelt_text(GDELT))

    assert [one.system for one in found.systems] == ["ACLED", "GDELT", "POLECAT"]
    assert [len(one.matched) for one in found.systems] == [0, 1, 1]
    assert found.systems[0].outside_parties == 1
    differing = {one.slot for one in found.systems[2].matched[0].differences}
    assert differing == {"date", "place"}


def test_what_they_could_have_and_lack_is_told(talks: Path, tmp_path: Path) -> None:
    alone = {**GDELT, "Actor2Name": "", "EventCode": "190"}
    later = {**GDELT, "SQLDATE": "20200506", "EventCode": "190"}
    for row, lacking, outside in ((alone, [], 1), (later, ["CONSULT"], 0)):
        one = beside(compared(talks, tmp_path, gdelt_text(row)))
        assert one.matched == ()
        assert [each.root for each in one.ours] == lacking
        assert one.ours_outside == outside


def test_only_narrows_the_lists_and_the_table_has_all(talks: Path, tmp_path: Path) -> None:
    rows = [GDELT, {**GDELT, "GlobalEventID": "3", "Actor2Name": "CORVIA", "EventCode": "112"}]
    found = compared(talks, tmp_path, gdelt_text(*rows))

    assert [one.relation for one in table_rows(found)] == ["matched", "theirs"]
    first = next(table_rows(found))
    assert first.our_quote == "Aldane, Marenth and Corvia held talks in Port Tarn on 4 May."
    assert first.their_rows == 1
    for only, relations in (("matched", ["matched"]), ("theirs", ["theirs"]), ("differ", [])):
        narrowed = chosen(found, only)  # type: ignore[arg-type]
        assert [one.relation for one in table_rows(narrowed)] == relations
    assert json.decode(json.encode(found), type=Comparison) == found


def test_our_own_export_read_back_is_matched_for_every_event(
    example: Path, tmp_path: Path
) -> None:
    text = streamed(example, "polecat").decode()

    one = beside(compared(example, tmp_path, text))

    with open_dossier(example) as opened:
        held = read_ours(opened)
    assert len(one.matched) == len(held.events) == one.rows > 5
    assert all(each.by == "id" and each.theirs.id == each.ours.id for each in one.matched)
    assert not any(each.differs for each in one.matched)
    assert (one.theirs, one.ours) == ((), ())


def test_our_own_export_under_other_ids_is_matched_by_its_content(
    talks: Path, tmp_path: Path
) -> None:
    lines = streamed(talks, "polecat").decode().splitlines()
    other = [lines[0], *(line.replace("finding-", "other-", 1) for line in lines[1:])]

    one = beside(compared(talks, tmp_path, "\n".join(other)))

    assert [each.by for each in one.matched] == ["content"]
    assert one.matched[0].theirs.id.removeprefix("other-") in one.matched[0].ours.id
    assert one.undated == len(lines) - 2


def test_where_only_the_day_of_articles_is_known_it_is_told_as_such(tmp_path: Path) -> None:
    fill_talks(tmp_path / "told.dossier", published="2020-05-06")
    row = {**GDELT, "SQLDATE": "20200505", "EventCode": "190"}

    one = beside(compared(tmp_path / "told.dossier", tmp_path, gdelt_text(row)))

    (match,) = one.matched
    assert match.ours.precision == "told"
    assert match.ours.root == "ASSAULT"
    assert [each.kind for each in match.differences if each.slot == "date"] == ["only_theirs"]
