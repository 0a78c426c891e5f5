"""Each format is read to its fields, and is known by its columns."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from foreign import (
    ACLED,
    GDELT,
    ICEWS,
    MENTION,
    POLECAT,
    acled_text,
    gdelt_text,
    icews_text,
    mentions_text,
    polecat_text,
    read_bytes,
    read_files,
)

from chancery.errors import SourceError, UsageError
from chancery.sources.foreign import acled
from chancery.sources.foreign.record import (
    ForeignAct,
    ForeignActor,
    ForeignDays,
    ForeignMention,
    ForeignPlace,
    ForeignRecord,
)

TEXTS: dict[str, Callable[[], str]] = {
    "ACLED": lambda: acled_text(ACLED, {**ACLED, "event_id_cnty": "ALD18"}),
    "GDELT 2.0 events": lambda: gdelt_text(GDELT, {**GDELT, "GlobalEventID": "900000002"}),
    "GDELT 2.0 mentions": lambda: mentions_text(MENTION, {**MENTION, "SentenceID": "5"}),
    "ICEWS": lambda: icews_text(ICEWS, {**ICEWS, "Event ID": "31416"}),
    "POLECAT": lambda: polecat_text(POLECAT, {**POLECAT, "Event ID": "20200504-2"}),
}


def one_of(path: Path, text: str) -> ForeignRecord:
    (found,), bad = read_bytes(path, text.encode())
    assert not bad
    assert isinstance(found, ForeignRecord)
    return found


@pytest.mark.parametrize("title", TEXTS)
def test_a_format_is_known_by_its_columns_packed_or_not(title: str, tmp_path: Path) -> None:
    data = TEXTS[title]().encode()
    (tmp_path / "plain").write_bytes(data)
    (tmp_path / "b.gz").write_bytes(gzip.compress(data))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inside.CSV", data)
        packed.writestr("read me.pdf", "%PDF-")

    for name, inside in (("plain", ""), ("b.gz", ""), ("c.zip", "/inside.CSV")):
        found, files = read_files(tmp_path / name)
        (of,) = files.files
        assert of.format == title
        assert (of.rows, of.rejected, of.notes) == (2, {}, ())
        assert of.file == f"{tmp_path / name}{inside}"
        assert len(found) == 2


def test_acled_gives_days_by_their_precision_and_countries_of_actors(tmp_path: Path) -> None:
    found = one_of(tmp_path / "a", acled_text(ACLED))

    assert found.system == "ACLED"
    assert found.id == "ALD17"
    assert found.version == "timestamp 1589000000"
    assert found.days == ForeignDays(first="2020-05-04", last="2020-05-04", precision="day")
    assert found.actors == (
        ForeignActor(
            name="Government of Kenya (2013-2022)",
            country="KEN",
            sector="State forces",
            state=True,
        ),
    )
    assert found.recipients == (
        ForeignActor(name="Protesters", country="UGA", sector="Protesters"),
    )
    assert not found.directed
    assert found.act == ForeignAct(
        code="Agreement", label="Strategic developments", root="AGREE", quad=1
    )
    assert found.place == ForeignPlace(
        name="Nairobi", country="KEN", latitude=-1.2833, longitude=36.8167, precision="exact"
    )
    assert found.sources == ("Harbour Post", "The Weir")
    week = one_of(tmp_path / "b", acled_text({**ACLED, "time_precision": "2"}))
    assert week.days == ForeignDays(first="2020-05-01", last="2020-05-07", precision="week")
    month = one_of(tmp_path / "c", acled_text({**ACLED, "time_precision": "3"}))
    assert month.days == ForeignDays(first="2020-05-01", last="2020-05-31", precision="month")


def test_an_older_acled_without_precision_says_so_and_stays_unstated(tmp_path: Path) -> None:
    columns = ["data_id", *(one.upper() for one in acled.COLUMNS[:31] if one != "time_precision")]
    row = {one.upper(): value for one, value in ACLED.items() if one.upper() in columns}
    (tmp_path / "old.csv").write_text(acled_text(row, columns=columns, delimiter=";"))

    (found,), files = read_files(tmp_path / "old.csv")

    assert isinstance(found, ForeignRecord)
    assert found.days is not None
    assert found.days.precision == "unstated"
    assert "time_precision" in files.files[0].notes[0]


def test_gdelt_gives_cameo_as_plover_and_fips_as_iso(tmp_path: Path) -> None:
    row = {
        **GDELT,
        "Actor1Name": "KREMLIN",
        "Actor1CountryCode": "RUS",
        "Actor1Type1Code": "GOV",
        "Actor2Name": "BUCHAREST",
        "Actor2CountryCode": "ROM",
        "EventCode": "0871",
        "ActionGeo_CountryCode": "RS",
    }
    found = one_of(tmp_path / "a", gdelt_text(row))

    assert found.actors == (ForeignActor(name="KREMLIN", country="RUS", sector="GOV", state=True),)
    assert found.recipients[0].country == "ROU"
    assert found.act == ForeignAct(code="0871", label="", root="RETREAT", quad=2)
    assert found.place is not None
    assert (found.place.name, found.place.country) == ("Port Tarn", "RUS")
    assert found.place.precision == "city"
    assert found.articles == 12
    assert found.address == GDELT["SOURCEURL"]
    said = one_of(tmp_path / "b", gdelt_text({**row, "EventCode": "010"}))
    assert (said.act.root, said.act.quad) == (None, 1)


def test_gdelt_with_a_header_of_its_own_is_read_too(tmp_path: Path) -> None:
    text = "\n".join([",".join(GDELT), ",".join(GDELT.values())]).replace(
        "Port Tarn, Tarn, Aldane", "Port Tarn"
    )
    assert "Actor1CountryCode" not in text
    text = text.replace("Actor1Name", "Actor1CountryCode,Actor1Name", 1).replace(
        "ALDANE", "RUS,ALDANE", 1
    )

    found = one_of(tmp_path / "query.csv", text)

    assert found.actors[0] == ForeignActor(name="ALDANE", country="RUS")


def test_mentions_give_places_in_characters_and_none_where_none_was_found(
    tmp_path: Path,
) -> None:
    (found,), _ = read_bytes(tmp_path / "m", mentions_text(MENTION).encode())

    assert isinstance(found, ForeignMention)
    assert (found.actor1_at, found.actor2_at, found.act_at) == (14, None, 40)
    assert found.address == MENTION["MentionIdentifier"]
    offline = {**MENTION, "MentionType": "2", "MentionIdentifier": "Citation of a print edition"}
    (other,), _ = read_bytes(tmp_path / "n", mentions_text(offline).encode())
    assert isinstance(other, ForeignMention)
    assert other.address == ""


def test_icews_gives_names_without_their_country_and_codes_with_their_zero(
    tmp_path: Path,
) -> None:
    row = {**ICEWS, "Source Name": "Citizen (Kenya)", "Source Country": "Kenya"}
    found = one_of(tmp_path / "a", icews_text({**row, "CAMEO Code": "36"}, delimiter=","))

    assert found.actors == (ForeignActor(name="Citizen", country="KEN"),)
    assert found.act == ForeignAct(code="036", label="Consult", root="AGREE", quad=1)
    for code, root in (("311", "AGREE"), ("190", "ASSAULT"), ("112", "ACCUSE"), ("43", "CONSULT")):
        made = one_of(tmp_path / "b", icews_text({**row, "CAMEO Code": code}))
        assert made.act.root == root


def test_an_id_of_icews_on_two_days_is_two_rows_and_on_one_day_one(tmp_path: Path) -> None:
    text = icews_text(ICEWS, {**ICEWS, "Event Date": "2020-05-05"}, ICEWS)

    good, bad = read_bytes(tmp_path / "a", text.encode())

    assert [one.line for one in good] == [2, 3]
    assert [(one.line, one.reason) for one in bad] == [(4, "duplicate")]


def test_polecat_gives_several_names_and_countries_only_where_they_fit(tmp_path: Path) -> None:
    found = one_of(tmp_path / "a", polecat_text(POLECAT))
    assert [one.name for one in found.recipients] == ["Marenth", "Corvia"]
    assert found.place is not None
    assert found.place.country == ""

    row = {**POLECAT, "Recipient Name": "Kenya; Uganda", "Recipient Country": "KEN; UGA"}
    pairs = one_of(tmp_path / "b", polecat_text(row)).recipients
    assert [(one.name, one.country) for one in pairs] == [("Kenya", "KEN"), ("Uganda", "UGA")]
    row = {**POLECAT, "Recipient Name": "Kenya; an envoy", "Recipient Country": "KEN"}
    loose = one_of(tmp_path / "c", polecat_text(row)).recipients
    assert [(one.name, one.country) for one in loose] == [
        ("Kenya", ""),
        ("an envoy", ""),
        ("", "KEN"),
    ]
    undated = one_of(tmp_path / "d", polecat_text({**POLECAT, "Event Date": ""}))
    assert undated.days is None


def test_a_format_can_be_named_where_the_columns_do_not_show_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(gdelt_text({**GDELT, "GlobalEventID": "x1"}), encoding="utf-8")

    _, guessed = read_files(tmp_path / "a")
    assert guessed.files[0].format == ""
    _, named = read_files(tmp_path / "a", form="gdelt")
    assert named.files[0].format == "GDELT 2.0 events"
    with pytest.raises(UsageError, match="no format 'gdelt-3'; there are: acled, gdelt"):
        read_files(tmp_path / "a", form="gdelt-3")
    with pytest.raises(SourceError, match="nowhere is no file"):
        read_files(tmp_path / "nowhere")


def test_a_zip_of_two_tables_is_two_files(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.csv", gdelt_text(GDELT))
        packed.writestr("b.txt", polecat_text(POLECAT))
    (tmp_path / "both.zip").write_bytes(stream.getvalue())

    found, files = read_files(tmp_path / "both.zip")

    assert [one.format for one in files.files] == ["GDELT 2.0 events", "POLECAT"]
    assert len(found) == 2
