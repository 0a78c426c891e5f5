"""Who held what, said by whom, on which days."""

from referents import Named, article, joined

from chancery.model import Role

ENVOY = Named("Mara Lund", title="envoy", owner="Aldane")


def roles_of(*articles: object) -> list[Role]:
    return joined(*articles)[1]  # type: ignore[arg-type]


def test_a_role_is_bounded_by_the_days_of_those_that_say_so() -> None:
    (role,) = roles_of(
        article("b", ENVOY, day="2021-11-02"),
        article("a", ENVOY, day="2021-10-20"),
        article("c", ENVOY),
    )

    assert (role.title, role.owner) == ("envoy", "Aldane")
    assert (role.first_said, role.last_said) == ("2021-10-20", "2021-11-02")
    assert [bool(one.published) for one in role.statements] == [True, True, False]
    assert [one.evidence.quote for one in role.statements] == ["Aldane envoy Mara Lund"] * 3


def test_a_role_without_a_dated_document_has_no_days() -> None:
    (role,) = roles_of(article("a", ENVOY))

    assert role.first_said is None
    assert role.last_said is None


def test_a_former_office_is_another_role() -> None:
    roles = roles_of(
        article("a", ENVOY, "Piet Osk", day="2021-10-20"),
        article("b", ENVOY._replace(former=True), "Piet Osk", day="2022-10-20"),
    )

    assert {(one.former, one.first_said) for one in roles} == {
        (False, "2021-10-20"),
        (True, "2022-10-20"),
    }
    assert len({one.entity for one in roles}) == 1


def test_an_owner_that_is_known_for_certain_is_named_by_its_id() -> None:
    records = article("a", ENVOY)
    place = article("a", Named("Aldane", "place", known="country/-/aldane"))[1]
    (role,) = roles_of(
        [
            *records,
            type(place)(
                **{
                    **{name: getattr(place, name) for name in place.__struct_fields__},
                    "id": "referent-owner",
                    "document": records[0].id,
                }
            ),
        ]
    )

    assert role.owner_actor == "country/-/aldane"
