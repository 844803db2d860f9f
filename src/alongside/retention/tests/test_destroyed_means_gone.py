"""After two people have decided, nothing of what was written about somebody is in the database, nor in its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from alongside.approvals.errors import ApprovalExpired, ApprovalNeeded
from alongside.approvals.models import Approval
from alongside.approvals.operations import ask_approval, grant_approval
from alongside.audit.models import Entry
from alongside.consents.models import Disclosure
from alongside.contacts.models import Contact
from alongside.enrolments.models import Enrolment
from alongside.kernel import destroying, drafts
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.people.operations import change_person, record_quote
from alongside.retention import rules
from alongside.retention.errors import (
    ArchiveMissing,
    CourseOpen,
    NotDue,
    OnHold,
    RequestUnderWay,
    RuleNotSet,
)
from alongside.retention.everything import belonging, everything_about
from alongside.retention.models import Archive, Certificate
from alongside.retention.operations import (
    destroy_record,
    keep_archive,
    lift_mark,
    make_archive,
    place_hold,
    restrict_use,
    set_rule,
    take_archive_out,
)
from alongside.retention.queries import due, rule_of
from alongside.retention.tests.planting import WORD, plant
from tests.people_of_the_house import House, writing

WHY = "Seven years have gone by since the course closed."


@pytest.fixture
def per(house):
    return house.actor("per")


@pytest.fixture
def closed(house, jonas) -> Person:
    """Jonas's course closed eight years before."""
    with writing(house.agency):
        jonas.starts_on, jonas.ends_on = date(2017, 1, 1), date(2018, 11, 1)
        jonas.save()
    return jonas.person


def ready(person, by, house: House) -> Archive:
    """An archive that was made and taken out."""
    with writing(house.agency):
        archive = Archive(person=person, worker_id=by.worker_id, asked_at=by.now)
        archive.save()
    keep_archive(by=by, person=person, archive=archive, content=b"PK", counts={})
    return take_archive_out(by=by, person=person, archive=archive)


def agreed(person, amina, per, house: House) -> Approval:
    """Everything is as it must be: a rule, an archive, and a second person's yes."""
    set_rule(by=per, years=5, basis="Decision of the agency, 2026")
    ready(person, amina, house)
    asked = ask_approval(by=amina, kind="record.destroy", subject=person, why=WHY)
    return grant_approval(by=per, approval=asked)


def everywhere() -> str:
    """All the database holds, as text: every row of every table."""
    tables = connection.introspection.table_names()
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [
                f"{table}: {[bytes(one) if isinstance(one, memoryview) else one for one in row]}"
                for row in cursor.fetchall()
            ]
    return "\n".join(found)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets a test plant what no rule allows")
@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_is_left_in_the_database_or_its_file(house, closed, amina, per):
    with writing(house.agency):
        closed.given_name = closed.whereabouts = WORD
        closed.search_text = WORD.casefold()
        closed.save()
    change_person(by=amina, person=closed, city=WORD)
    rows = plant(house, closed)
    drafts.keep(
        user_id=amina.user_id,
        form="contact",
        subject_id=rows[Enrolment].pk,
        fields={"text": [WORD]},
        key=new_id(),
        now=amina.now,
    )
    assert set(rows) >= set(belonging())
    with writing(house.agency):
        Enrolment._base_manager.filter(person=closed).update(ends_on=date(2021, 1, 1))
        for label in ("referrals.referral", "retention.mark"):
            field, value = ("status", "declined") if label == "referrals.referral" else ("kind", "shut")
            apps.get_model(label)._base_manager.filter(person=closed).update(**{field: value})
    assert WORD in everywhere()
    agreed(closed, amina, per, house)
    before = Entry.objects.filter(person_id=closed.pk).count()

    certificate = destroy_record(by=amina, person=closed)
    destroying.sweep()

    left = everywhere()
    assert WORD not in left
    assert WORD[:8] not in left
    assert WORD.casefold() not in left
    assert not Person._base_manager.filter(pk=closed.pk).exists()
    assert Entry.objects.filter(person_id=closed.pk).count() >= before
    assert certificate.counts["people.person"] == 1
    assert certificate.counts["contacts.contact"] == 1
    assert {model._meta.label_lower for model in belonging()} - set(certificate.counts) == set()
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        for part in (file, file.with_name(f"{file.name}-wal")):
            if part.exists():
                assert WORD.encode() not in part.read_bytes()
                assert WORD[:8].encode() not in part.read_bytes()


def test_guards_stand_again_afterwards(house, closed, scene, amina, per):
    other = scene.course("Rosa Andersen")
    note = scene.happened(other)
    agreed(closed, amina, per, house)
    destroy_record(by=amina, person=closed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact._base_manager.filter(pk=note.pk)._raw_delete("default")
    assert Contact._base_manager.filter(pk=note.pk).exists()


def test_others_are_untouched(house, closed, scene, sofie, amina, per):
    other = scene.course("Rosa Andersen")
    record_quote(by=sofie, person=other.person, text="Coffee first.", said_on=sofie.today)
    theirs = {model: keys for model, keys in everything_about(other.person).items()}
    agreed(closed, amina, per, house)
    destroy_record(by=amina, person=closed)
    assert everything_about(other.person) == theirs


def test_it_takes_a_second_person(house, closed, sofie, omar, amina, per):
    set_rule(by=per, years=5, basis="Decision of the agency, 2026")
    ready(closed, amina, house)
    with pytest.raises(ApprovalNeeded):
        destroy_record(by=amina, person=closed)
    for stranger in (sofie, omar):
        with pytest.raises(NotAllowed):
            destroy_record(by=stranger, person=closed)
        with pytest.raises(NotAllowed):
            ask_approval(by=stranger, kind="record.destroy", subject=closed, why=WHY)
    asked = ask_approval(by=amina, kind="record.destroy", subject=closed, why=WHY)
    grant_approval(by=per, approval=asked)
    with pytest.raises(ApprovalNeeded):
        destroy_record(by=per, person=closed)
    with pytest.raises(ApprovalExpired):
        destroy_record(by=replace(amina, now=amina.now + timedelta(days=4)), person=closed)
    assert Person._base_manager.filter(pk=closed.pk).exists()


def test_a_hold_an_open_course_a_request_or_a_missing_archive_stops_it(house, jonas, amina, per):
    person = jonas.person
    with pytest.raises(CourseOpen):
        make_archive(by=amina, person=person)
    agreed(person, amina, per, house)
    with pytest.raises(CourseOpen):
        destroy_record(by=amina, person=person)
    with writing(house.agency):
        jonas.ends_on = amina.today - timedelta(days=30)
        jonas.save()
    with pytest.raises(NotDue):
        destroy_record(by=amina, person=person)
    place_hold(by=per, person=person, why="A claim before the court is open.")
    with pytest.raises(OnHold):
        destroy_record(by=amina, person=person, asked_to_erase=True)
    lift_mark(by=per, person=person, kind="hold", why="The court has decided.")
    for archive in Archive._base_manager.filter(person=person):
        with writing(house.agency):
            archive.taken_at = None
            archive.save()
    with pytest.raises(ArchiveMissing):
        destroy_record(by=amina, person=person, asked_to_erase=True)
    assert Person._base_manager.filter(pk=person.pk).exists()


def test_that_an_archive_was_taken_out_stands_in_the_ledger_on_what_the_rule_rests(house, closed, amina, per):
    set_rule(by=per, years=5, basis="Decision of the agency, 2026")
    archive = ready(closed, amina, house)
    line = Disclosure._base_manager.get(person=closed)
    assert line.digest == archive.sha256
    assert (line.to, line.basis, line.why) == ("archive", "rule", "Decision of the agency, 2026")
    assert line.category_keys == frozenset()


def test_the_rule_counts_from_the_closure_and_must_be_set(house, closed, amina, per):
    standing = rules.Standing(date(2018, 11, 1), open=False, held=False, archived=True)
    with pytest.raises(RuleNotSet):
        rules.require_may_go(standing, years=None, today=date(2026, 11, 24))
    with pytest.raises(NotDue):
        rules.require_may_go(standing, years=5, today=date(2023, 10, 31))
    rules.require_may_go(standing, years=5, today=date(2023, 11, 1))
    with pytest.raises(RequestUnderWay):
        rules.require_may_go(replace(standing, requested=True), years=5, today=date(2026, 1, 1))
    assert rules.due_on(date(2020, 2, 29), 5) == date(2025, 3, 1)
    assert rules.last_closed([date(2020, 1, 1), None], []) is None
    assert rule_of(house.agency.pk) is None
    rule = set_rule(by=per, years=5, basis="Decision of the agency, 2026")
    assert [one.person_id for one in due(per, rule)] == [closed.pk]
    assert due(per, rule)[0].name == ""
    assert due(amina, rule)[0].name == "Jonas Krogh"


def test_a_shut_record_is_reached_by_the_lead_alone(house, jonas, sofie, amina, per):
    assert Person.objects.visible_to(sofie).filter(pk=jonas.person_id).exists()
    restrict_use(by=per, person=jonas.person, why="He contests what is written.")
    sofie, amina = house.actor("sofie"), house.actor("amina")
    assert not Person.objects.visible_to(sofie).filter(pk=jonas.person_id).exists()
    assert not Contact.objects.visible_to(sofie).filter(enrolment=jonas).exists()
    assert Person.objects.visible_to(amina).filter(pk=jonas.person_id).exists()
    lift_mark(by=per, person=jonas.person, kind="shut", why="It was put right.")
    assert Person.objects.visible_to(house.actor("sofie")).filter(pk=jonas.person_id).exists()


def test_the_certificate_names_nobody_and_cannot_be_made_twice(house, closed, amina, per):
    agreed(closed, amina, per, house)
    certificate = destroy_record(by=amina, person=closed)
    assert (certificate.asked_by_id, certificate.granted_by_id) == (amina.worker_id, per.worker_id)
    assert "Krogh" not in str(certificate.counts)
    assert Approval.objects.get().why == ""
    assert Certificate.objects.count() == 1
