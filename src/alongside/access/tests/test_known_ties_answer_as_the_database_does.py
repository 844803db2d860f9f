"""What the gate knows of a viewer's ties answers every question as the database would, for every role and record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from alongside.access.policy import (
    RelationPolicy,
    _policies,
    known_ties,
    may,
    readers_of,
    scope_under,
    tied,
)
from alongside.enrolments.models import Enrolment
from alongside.kernel.models import PersonalRecord
from alongside.people.models import Person, Quote
from alongside.referrals.models import Referral

EVERYONE = ("sofie", "amina", "maja", "omar", "ilse", "karin", "vagn", "eva", "per", "ada")
HOLDERS = {"person": Person, "referral": Referral, "enrolment": Enrolment}


def _holders(jonas: Enrolment) -> list[PersonalRecord]:
    return [jonas.person, jonas.referral, jonas]


@pytest.mark.parametrize("name", EVERYONE)
def test_who_comes_through_is_who_sees_it(house, jonas, name) -> None:
    viewer = house.actor(name)
    for record in _holders(jonas):
        model = type(record)
        rows = model.objects.filter(pk=record.pk)
        assert bool(tied(rows, viewer)) == rows.visible_to(viewer).exists(), model


@pytest.mark.parametrize("name", EVERYONE)
def test_what_one_may_do_is_the_same(house, jonas, name) -> None:
    viewer = house.actor(name)
    for record in _holders(jonas):
        for known in tied(type(record).objects.filter(pk=record.pk), viewer):
            for policy, kind in _policies.items():
                if isinstance(kind, RelationPolicy):
                    assert may(viewer, policy, known) == kind.allows(viewer, record), (policy, record)


@pytest.mark.parametrize("name", EVERYONE)
def test_what_hangs_on_a_record_is_what_one_sees_of_it(house, jonas, sofie, scene, name) -> None:
    scene.happened(jonas, days=2)
    scene.step(jonas, "Viewing", due_in=2)
    scene.pause(jonas, days=3)
    viewer = house.actor(name)
    models = [model for model in apps.get_models() if issubclass(model, PersonalRecord) and readers_of(model)]
    assert len(models) > 20
    for record in _holders(jonas):
        for known in tied(type(record).objects.filter(pk=record.pk), viewer):
            for model in models:
                if model.scope_kind == record.scope_kind:
                    seen = model.objects.visible_to(viewer).filter(**{model.scope_path: record.pk})
                    assert set(model.objects.under(viewer, known)) == set(seen), (model, name)


def test_ties_are_the_viewers_own(house, jonas, sofie) -> None:
    (known,) = tied(Enrolment.objects.filter(pk=jonas.pk), sofie)
    assert known_ties(sofie, known)
    assert known_ties(house.actor("omar"), known) is None
    assert known_ties(house.at(house.now + timedelta(days=1)).actor("sofie"), known) is None


def test_a_write_never_trusts_what_a_page_knew(house, jonas, sofie, django_assert_num_queries) -> None:
    (known,) = tied(Enrolment.objects.filter(pk=jonas.pk), sofie)
    with django_assert_num_queries(0):
        assert may(sofie, "contact.held", known)
    with django_assert_num_queries(1):
        assert RelationPolicy.allows(_policies["contact.held"], sofie, known)


def test_a_record_of_another_kind_is_refused(jonas, sofie) -> None:
    with pytest.raises(TypeError, match="hangs on a person"):
        scope_under(Quote, sofie, [jonas])
