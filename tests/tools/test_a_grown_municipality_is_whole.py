"""A municipality made larger for measuring is one: nothing twice, nothing loose, and what is read opens."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from alongside.contacts.models import Contact
from alongside.demo.cohort import Cohort
from alongside.demo.loading import load
from alongside.enrolments.models import Enrolment
from alongside.people.models import Person
from benchmarks import growing


def test_everyone_is_copied_with_all_that_hangs_on_them(transactional_db: Any) -> None:
    now = timezone.localtime().replace(tzinfo=None)
    load(Cohort(people=20, seed=1, today=now.date()), now=now)
    people, contacts = Person.objects.unscoped().count(), Contact.objects.unscoped().count()
    told = Contact.objects.unscoped().exclude(text="").values("enrolment_id")
    course = Enrolment.objects.unscoped().filter(pk__in=told).order_by("pk").first()
    assert course is not None
    growing.lengthen([course.pk], 300)
    long = Contact.objects.unscoped().filter(enrolment=course)
    assert long.count() >= 300
    assert all(one.text for one in long)
    growing.grow(3)
    assert Person.objects.unscoped().count() == 3 * people
    growing.fill_up(6 * contacts, but=[course.pk])
    assert Contact.objects.unscoped().count() >= 6 * contacts
    connection.check_constraints()
