from __future__ import annotations

from datetime import date

import pytest

from alongside.people import identifiers, rules
from alongside.people.operations import register_person, set_identifier
from alongside.people.queries import possible_duplicates
from alongside.people.rules import Known

BORN = date(1992, 3, 4)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Known(("Ea Winther", "Ea"), BORN), Known(("Eva Vinter", ""), BORN), True),
        (Known(("Jørgen Christiansen",), BORN), Known(("Kristiansen Jörgen",), BORN), True),
        (Known(("Mads Jensen",), BORN), Known(("Sofie Jensen",), BORN), False),
        (Known(("Ea Winther",), BORN), Known(("Ea Winther",), date(1992, 4, 3)), False),
        (Known(("Basse",)), Known(("Bent Larsen", "basse")), True),
        (Known(("Basse",)), Known(("Bassam Karimi", "")), False),
        (Known(("", "")), Known(("", "")), False),
    ],
)
def test_alike_enough_to_ask(one: Known, other: Known, same: bool) -> None:
    assert rules.may_be_the_same(one, other) is same


def test_the_same_number_is_asked_about_whatever_the_name(ilse) -> None:
    here = register_person(by=ilse, called_name="Basse")
    set_identifier(by=ilse, person=here, system=identifiers.CPR, value="0201609995")
    found = possible_duplicates(
        ilse, names=["Bent Larsen"], birth_date=None, numbers=[(identifiers.CPR, "020160-9995")]
    )
    assert found == [here]


def test_the_same_birth_date_and_a_name_that_sounds_alike(ilse) -> None:
    here = register_person(by=ilse, given_name="Eva", family_name="Vinter", birth_date=BORN)
    register_person(by=ilse, given_name="Bo", family_name="Lund", birth_date=BORN)
    assert possible_duplicates(ilse, names=["Ea Winther"], birth_date=BORN) == [here]


def test_nobody_is_a_duplicate_of_themself(ilse) -> None:
    here = register_person(by=ilse, given_name="Eva", family_name="Vinter", birth_date=BORN)
    assert possible_duplicates(ilse, names=[here.full_name], birth_date=BORN, except_person=here.pk) == []


def test_only_people_the_viewer_may_see_are_told(ilse, omar) -> None:
    register_person(by=ilse, given_name="Eva", family_name="Vinter", birth_date=BORN)
    assert possible_duplicates(omar, names=["Eva Vinter"], birth_date=BORN) == []
