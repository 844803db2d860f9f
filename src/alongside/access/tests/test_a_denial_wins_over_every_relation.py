"""A denial wins over every relation, for the person and for everything that hangs on them, in every way of asking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps

from alongside.access.policy import RelationPolicy, _policies, may, readers_of, tied
from alongside.assessments.models import NeedRating
from alongside.assessments.operations import assess_needs
from alongside.enrolments.models import Enrolment
from alongside.housing.models import HousingStay
from alongside.housing.operations import record_stay
from alongside.kernel.models import PersonalRecord
from alongside.network.models import NetworkMember
from alongside.network.operations import add_member
from alongside.people.models import Person
from alongside.people.operations import raise_flag, record_quote
from alongside.restrictions.models import Evidence, MarkKind
from alongside.restrictions.operations import (
    close_category,
    declare_closeness,
    lift_restriction,
    mark_person,
    refuse_worker,
)


def _models() -> Iterator[type[PersonalRecord]]:
    for model in apps.get_models():
        if issubclass(model, PersonalRecord) and readers_of(model):
            yield model


@pytest.fixture
def full(jonas, sofie, amina, scene, house) -> Enrolment:
    """Jonas's course with something of most kinds hanging on him."""
    scene.happened(jonas, days=2)
    scene.step(jonas, "Viewing", due_in=2)
    scene.review(jonas, due_in=10)
    record_quote(by=sofie, person=jonas.person, text="Not now.", said_on=sofie.today)
    raise_flag(by=sofie, person=jonas.person, text="Two of you.", until=sofie.today.replace(day=30))
    record_stay(by=sofie, person=jonas.person, kind="street", starts_on=sofie.today)
    add_member(by=sofie, person=jonas.person, name="Lis", relation="sister")
    return jonas


def _sees_something(viewer) -> set[str]:
    return {model.__name__ for model in _models() if model.objects.visible_to(viewer).exists()}


@pytest.mark.parametrize("name", ["sofie", "amina", "maja", "ilse", "karin", "vagn"])
def test_whoever_is_refused_sees_nothing_of_the_person(full, house, amina, sofie, name) -> None:
    refused = house.actor(name)
    assert _sees_something(refused)
    by = sofie if name == "amina" else amina
    refuse_worker(
        by=by, person=full.person, worker=house.workers[name], evidence=Evidence.VERBAL, witness="Maja Toft"
    )
    assert _sees_something(refused) == set()
    for record in (full.person, full.referral, full):
        assert tied(type(record).objects.filter(pk=record.pk), refused) == []
        for policy, kind in _policies.items():
            if isinstance(kind, RelationPolicy):
                assert not may(refused, policy, record), policy
    assert _sees_something(by)


def test_a_refusal_that_is_lifted_or_over_keeps_nobody_out(full, house, amina, sofie) -> None:
    first = refuse_worker(
        by=amina,
        person=full.person,
        worker=house.workers["maja"],
        evidence=Evidence.SIGNED,
        until=amina.today,
    )
    maja = house.actor("maja")
    assert not Person.objects.visible_to(maja).exists()
    tomorrow = house.at(house.now.replace(day=25)).actor("maja")
    assert Person.objects.visible_to(tomorrow).exists()
    lift_restriction(by=amina, restriction=first, reason="He says it is fine now.")
    assert Person.objects.visible_to(maja).exists()


def test_ones_own_relative_is_seen_no_longer_the_moment_one_says_so(full, house) -> None:
    maja = house.actor("maja")
    assert _sees_something(maja)
    declare_closeness(by=maja, person=full.person)
    assert _sees_something(maja) == set()


def test_someone_known_to_many_is_seen_by_those_who_walk_with_them_and_the_lead(full, house, amina) -> None:
    before = {name: _sees_something(house.actor(name)) for name in ("sofie", "amina", "vagn", "karin")}
    mark_person(by=amina, person=full.person, kind=MarkKind.VIP)
    for name in ("maja", "ilse"):
        assert _sees_something(house.actor(name)) == set(), name
    for name, saw in before.items():
        assert _sees_something(house.actor(name)) >= saw, name


def test_a_closed_category_is_read_by_those_who_walk_with_the_person(full, house, amina, sofie) -> None:
    said = {"substance_use": {"person_view": "Hash at night"}, "economy": {"person_view": "No money"}}
    assess_needs(by=sofie, enrolment=full, ratings=said, assessed_on=sofie.today)
    close_category(by=sofie, person=full.person, category="substance_use", evidence=Evidence.SIGNED)
    close_category(by=amina, person=full.person, category="housing", asked_by="agency")
    maja = house.actor("maja")
    (course,) = tied(Enrolment.objects.filter(pk=full.pk), maja)
    (person,) = tied(Person.objects.filter(pk=full.person_id), maja)
    for seen in (NeedRating.objects.visible_to(maja), NeedRating.objects.under(maja, course)):
        assert [one.dimension for one in seen] == ["economy"]
    assert not HousingStay.objects.visible_to(maja).exists()
    assert not HousingStay.objects.under(maja, person).exists()
    assert NetworkMember.objects.under(maja, person).exists()
    assert tied(NeedRating.objects.filter(dimension="substance_use"), maja) == []
    assert NeedRating.objects.visible_to(sofie).count() == 2
    assert HousingStay.objects.visible_to(sofie).exists()
