"""Somebody of whom nearly everything is written, with words that cannot be mistaken for anything else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.enrolments.models import Enrolment
from alongside.housing.operations import record_stay
from alongside.network.operations import add_member
from alongside.people.operations import raise_flag, record_quote
from alongside.referrals.models import Referral
from tests.people_of_the_house import House, writing

SECRETS = {
    "quote": "zzquotezz",
    "flag": "zzflagzz",
    "note": "zznotezz",
    "step": "zzstepzz",
    "stay": "zzstayzz",
    "member": "zzmemberzz",
    "family": "zzfamilyzz",
}
"""A word for each kind of record, that stands nowhere else."""


@pytest.fixture
def planted(jonas, sofie, scene, house: House) -> Enrolment:
    """Jonas Zzfamilyzz with one of most kinds of records."""
    with writing(house.agency):
        jonas.person.family_name = SECRETS["family"]
        jonas.person.search_text = f" jon jonas {SECRETS['family']} "
        jonas.person.save()
    scene.happened(jonas, days=2, text=f"We talked. {SECRETS['note']}")
    scene.planned(jonas, house.now + timedelta(days=1))
    scene.step(jonas, SECRETS["step"], due_in=2)
    scene.review(jonas, due_in=10)
    record_quote(by=sofie, person=jonas.person, text=SECRETS["quote"], said_on=sofie.today)
    raise_flag(by=sofie, person=jonas.person, text=SECRETS["flag"], until=sofie.today + timedelta(days=9))
    record_stay(by=sofie, person=jonas.person, kind="shelter", place=SECRETS["stay"], starts_on=sofie.today)
    add_member(by=sofie, person=jonas.person, name=SECRETS["member"], relation="sister", phone="55512345")
    assert Referral.objects.unscoped().get().person_id == jonas.person_id
    return jonas
