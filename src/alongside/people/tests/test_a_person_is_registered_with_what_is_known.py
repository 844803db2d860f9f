from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.kernel.ids import new_id
from alongside.people import errors, identifiers
from alongside.people.models import Person, PersonIdentifier, Quote
from alongside.people.operations import change_person, record_quote, register_person, set_identifier

CPR, OTHER_CPR = "0201609995", "0201609996"


def test_a_nickname_is_enough(ilse) -> None:
    person = register_person(by=ilse, called_name=" Basse ", whereabouts="Havnegade")
    assert (person.full_name, person.birth_date, person.sex) == ("Basse", None, "unknown")


def test_nobody_without_anything_to_call_them_by(ilse) -> None:
    with pytest.raises(errors.NothingToCallThemBy):
        register_person(by=ilse, called_name="  ", city="Solby")


def test_nobody_is_born_tomorrow(ilse) -> None:
    with pytest.raises(errors.BornInTheFuture):
        register_person(by=ilse, called_name="Basse", birth_date=date(2026, 11, 25))


def test_the_same_command_twice_is_one_person(ilse) -> None:
    key = new_id()
    assert register_person(by=ilse, called_name="Basse", key=key) == register_person(
        by=ilse, called_name="Basse", key=key
    )
    assert Person.objects.unscoped().count() == 1


def test_the_search_text_follows_a_change(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    change_person(by=ilse, person=person, version=1, given_name="Søren", phone="55 50 01 40")
    assert person.search_text == " basse soren 55500140 "


def test_two_editors_cannot_both_win(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    change_person(by=ilse, person=person, version=1, city="Solby")
    with pytest.raises(StaleRecord):
        change_person(by=ilse, person=person, version=1, city="Havnely")


def test_only_who_knows_the_person_writes_about_them(jonas, sofie, omar, karin, ada) -> None:
    change_person(by=sofie, person=jonas.person, city="Solby")
    for stranger in (omar, karin, ada):
        with pytest.raises(NotAllowed):
            change_person(by=stranger, person=jonas.person, city="Solby")
        with pytest.raises(NotAllowed):
            set_identifier(by=stranger, person=jonas.person, system=identifiers.CPR, value=CPR)


def test_a_number_is_hidden_checked_and_gives_the_birth_date(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    kept = set_identifier(by=ilse, person=person, system=identifiers.CPR, value="020160-9995")
    assert kept.value == CPR
    assert person.birth_date == date(1960, 1, 2)
    for table in ("people_personidentifier", "people_historicalpersonidentifier"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            (row,) = cursor.fetchall()
        assert CPR not in str(row)


@pytest.mark.parametrize("typed", ["310299-1234", "3102601234", "12", "020160999", "abcdefghij"])
def test_what_is_no_number_of_the_system_is_refused(ilse, typed: str) -> None:
    person = register_person(by=ilse, called_name="Basse")
    with pytest.raises(errors.IdentifierMalformed):
        set_identifier(by=ilse, person=person, system=identifiers.CPR, value=typed)


def test_a_system_the_profile_does_not_use_is_refused(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    with pytest.raises(errors.UnknownIdentifierSystem):
        set_identifier(by=ilse, person=person, system=identifiers.OHIP, value="1234567897")


def test_one_number_is_one_persons(ilse) -> None:
    here = register_person(by=ilse, called_name="Basse")
    set_identifier(by=ilse, person=here, system=identifiers.CPR, value=CPR)
    other = register_person(by=ilse, called_name="Bent")
    with pytest.raises(errors.IdentifierTaken):
        set_identifier(by=ilse, person=other, system=identifiers.CPR, value=CPR)


def test_a_number_can_be_corrected_and_written_twice(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    set_identifier(by=ilse, person=person, system=identifiers.CPR, value=CPR)
    set_identifier(by=ilse, person=person, system=identifiers.CPR, value=CPR)
    set_identifier(by=ilse, person=person, system=identifiers.CPR, value=OTHER_CPR)
    assert PersonIdentifier.objects.unscoped().get().value == OTHER_CPR
    assert PersonIdentifier.history.count() == 2


def test_what_someone_said_is_kept_in_their_words(jonas, sofie, omar) -> None:
    quote = record_quote(
        by=sofie, person=jonas.person, text="A door I can lock. ", said_on=date(2026, 11, 20), place="Åparken"
    )
    assert quote.text == "A door I can lock."
    with pytest.raises(errors.NothingSaid):
        record_quote(by=sofie, person=jonas.person, text=" ", said_on=date(2026, 11, 20))
    with pytest.raises(errors.SaidInTheFuture):
        record_quote(by=sofie, person=jonas.person, text="Later", said_on=date(2026, 11, 25))
    with pytest.raises(NotAllowed):
        record_quote(by=omar, person=jonas.person, text="No", said_on=date(2026, 11, 20))


def test_what_someone_said_is_not_part_of_the_order(jonas, sofie, karin) -> None:
    record_quote(by=sofie, person=jonas.person, text="I sleep badly.", said_on=date(2026, 11, 20))
    assert Quote.objects.visible_to(sofie).count() == 1
    assert Person.objects.visible_to(karin).count() == 1
    assert not Quote.objects.visible_to(karin).exists()
