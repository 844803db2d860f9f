from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.kernel.ids import new_id
from alongside.people.operations import register_person
from alongside.referrals import errors, rules
from alongside.referrals.models import Referral, ReferralStatus
from alongside.referrals.operations import change_referral, clarify_referral, receive_referral
from tests.people_of_the_house import NOW, writing


def test_every_status_has_its_moves() -> None:
    assert set(rules.NEXT) == set(ReferralStatus.values)
    assert set().union(*rules.NEXT.values()) <= set(ReferralStatus.values)


def test_what_is_assigned_stays(ea: Referral, ilse, house) -> None:
    with writing(house.agency):
        ea.status = ReferralStatus.ASSIGNED
        ea.save()
    with pytest.raises(errors.ReferralCannotMove):
        clarify_referral(by=ilse, referral=ea)


def test_a_referral_stands_as_new_and_its_answer_has_a_day(ea: Referral) -> None:
    assert ea.status == ReferralStatus.NEW
    assert ea.answer_due_on == date(2026, 12, 6)


def test_a_nickname_and_a_place_are_enough(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse", whereabouts="Havnegade")
    referral = receive_referral(by=ilse, person=person, source="outreach", received_at=NOW)
    assert referral.person.full_name == "Basse"


def test_the_same_command_twice_is_one_referral(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    key = new_id()
    for _ in range(2):
        receive_referral(by=ilse, person=person, source="outreach", received_at=NOW, key=key)
    assert Referral.objects.unscoped().count() == 1


def test_a_referral_comes_from_somewhere_and_has_come(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    with pytest.raises(errors.UnknownSource):
        receive_referral(by=ilse, person=person, source="the moon", received_at=NOW)
    with pytest.raises(errors.ReceivedInTheFuture):
        receive_referral(by=ilse, person=person, source="outreach", received_at=NOW + timedelta(hours=1))


def test_an_answer_due_day_of_its_own_counts(ilse) -> None:
    person = register_person(by=ilse, called_name="Basse")
    referral = receive_referral(
        by=ilse,
        person=person,
        source="ward",
        received_at=datetime(2026, 11, 20, tzinfo=UTC),
        answer_due_on=date(2026, 12, 2),
    )
    assert referral.answer_due_on == date(2026, 12, 2)


def test_what_a_referral_says_can_be_added_to(ea: Referral, ilse) -> None:
    change_referral(by=ilse, referral=ea, version=1, source="shelter", wishes=" One person. Not nine. ")
    assert (ea.source, ea.wishes) == ("shelter", "One person. Not nine.")
    with pytest.raises(StaleRecord):
        change_referral(by=ilse, referral=ea, version=1, wishes="Nine.")
    with pytest.raises(errors.UnknownSource):
        change_referral(by=ilse, referral=ea, source="the moon")


def test_who_has_nothing_to_do_with_it_cannot_touch_it(ea: Referral, omar, sofie, karin, ada) -> None:
    for stranger in (omar, sofie, karin, ada):
        with pytest.raises(NotAllowed):
            clarify_referral(by=stranger, referral=ea)
        with pytest.raises(NotAllowed):
            receive_referral(by=stranger, person=ea.person, source="outreach", received_at=NOW)
        assert not Referral.objects.visible_to(stranger).exists()


def test_karin_sees_what_she_ordered_and_cannot_decide_it(jonas, karin) -> None:
    (order,) = Referral.objects.visible_to(karin)
    assert order == jonas.referral
    with pytest.raises(NotAllowed):
        change_referral(by=karin, referral=order, wishes="…")
