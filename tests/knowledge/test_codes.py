from chancery.knowledge import load
from chancery.knowledge.codes import (
    Meant,
    alpha3,
    alpha3_of_cameo,
    alpha3_of_fips,
    alpha3_of_name,
    is_alpha3,
    meant,
)
from chancery.model.annotation import Root


def test_codes_of_countries_are_those_of_iso() -> None:
    assert alpha3_of_fips("RS") == "RUS"
    assert alpha3_of_fips("RI") == "SRB"
    assert alpha3_of_cameo("ROM") == "ROU"
    assert alpha3_of_cameo("FRA") == "FRA"
    assert alpha3_of_cameo("EUR") == ""
    assert alpha3("ke") == "KEN"
    assert is_alpha3("KEN")
    assert not is_alpha3("KE")


def test_every_code_of_a_table_means_a_country() -> None:
    for name in ("fips_codes", "cameo_countries"):
        assert all(alpha3(row["code"]) or row["code"] == "aq" for row in load(name))


def test_a_name_means_a_country_where_one_alone_has_it() -> None:
    assert alpha3_of_name("Russian Federation") == "RUS"
    assert alpha3_of_name("RUSSIA") == "RUS"
    assert alpha3_of_name("Afghan") == "AFG"
    assert alpha3_of_name("Moscow") == ""
    assert alpha3_of_name("Moscow", stands=True) == "RUS"
    assert alpha3_of_name("Kremlin", stands=True) == "RUS"
    assert alpha3_of_name("Port Tarn") == ""
    assert alpha3_of_name("") == ""


def test_an_act_has_the_root_of_the_longest_beginning_of_its_code() -> None:
    assert meant("cameo", "0871") == Meant(root="RETREAT", quad=2)
    assert meant("cameo", "0811") == Meant(root="CONCEDE", quad=1)
    assert meant("cameo", "010") == Meant(root=None, quad=1)
    assert meant("cameo", "99") == Meant(root=None, quad=None)
    assert meant("plover", "DEMAND") == Meant(root="REQUEST", quad=3)
    assert meant("acled", "Armed clash") == Meant(root="ASSAULT", quad=4)
    assert meant("acled", "Other") == Meant(root=None, quad=None)


def test_every_root_has_one_quad_class_in_all_codings() -> None:
    quads: dict[str, set[str]] = {}
    for row in load("foreign_acts"):
        quads.setdefault(row["root"], set()).add(row["quad"])

    assert set(quads) - {""} == set(Root.__args__)  # type: ignore[attr-defined]
    assert all(len(found) == 1 for found in quads.values())
