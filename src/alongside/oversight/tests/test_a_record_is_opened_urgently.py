"""Somebody who finds no access opens one record for a reason; those concerned are told, and it is judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.access.policy import may
from alongside.audit.trail import record_event, record_read
from alongside.contacts.models import Contact
from alongside.kernel.errors import NotAllowed
from alongside.oversight import errors
from alongside.oversight.models import UrgentAccess, UrgentJudgement
from alongside.oversight.operations import close_urgent_access, judge_urgent_access, open_urgently
from alongside.oversight.queries import MISS, looked_at, share_of_urgent, to_judge
from alongside.people.models import Person
from alongside.people.operations import set_identifier
from alongside.restrictions.models import Evidence, MarkKind
from alongside.restrictions.operations import mark_person, refuse_worker
from tests.people_of_the_house import House, writing

pytestmark = pytest.mark.django_db
WHY = "Stands at our door with a wound and asks for help."
JONAS = {"name": "Jonas Krogh", "birth_date": date(1992, 3, 4)}


@pytest.fixture
def opened(jonas, omar) -> UrgentAccess:
    """Omar of another team has opened Jonas's record."""
    return open_urgently(by=omar, reason_code="danger", why=WHY, **JONAS)


def later(actor, **ahead: float):
    return replace(actor, now=actor.now + timedelta(**ahead))


def test_it_opens_one_record_for_eight_hours(scene, jonas, omar) -> None:
    scene.happened(jonas)
    other = scene.course("Palle Frandsen")
    assert not Person.objects.visible_to(omar).exists()
    open_urgently(by=omar, reason_code="danger", why=WHY, **JONAS)
    assert list(Person.objects.visible_to(omar)) == [jonas.person]
    assert Contact.objects.visible_to(omar).count() == 1
    assert not may(omar, "course.read", other)
    after = later(omar, hours=8)
    assert not Person.objects.visible_to(after).exists()
    assert not Contact.objects.visible_to(after).exists()


def test_it_lets_read_and_write_a_contact_note_and_nothing_more(opened, jonas, omar) -> None:
    assert may(omar, "person.open", jonas.person)
    assert may(omar, "contact.held", jonas)
    for closed in (
        "contact.plan",
        "plan.write",
        "course.change",
        "closure.make",
        "paper.print",
        "review.write",
    ):
        assert not may(omar, closed, jonas), closed
    for closed in ("person.change", "person.quote", "flag.raise"):
        assert not may(omar, closed, jonas.person), closed


def test_a_number_finds_exactly_one(jonas, amina, omar) -> None:
    set_identifier(by=amina, person=jonas.person, system="urn:oid:1.2.208.176.1.2", value="040392-7001")
    found = open_urgently(by=omar, reason_code="calls", why=WHY, number="0403927001")
    assert found.person == jonas.person


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "Jonas Kro", "birth_date": date(1992, 3, 4)},
        {"name": "Jonas Krogh", "birth_date": date(1992, 3, 5)},
        {"number": "0403927001"},
    ],
)
def test_what_is_nearly_right_finds_nobody(jonas, omar, asked) -> None:
    with pytest.raises(errors.NobodyFound):
        open_urgently(by=omar, reason_code="danger", why=WHY, **asked)
    assert not UrgentAccess.objects.unscoped().exists()


def test_a_first_name_alone_is_browsing(jonas, omar) -> None:
    with pytest.raises(errors.SayWho):
        open_urgently(by=omar, reason_code="danger", why=WHY, name="Jonas", birth_date=date(1992, 3, 4))


def test_whoever_guesses_is_stopped(house: House, jonas, omar) -> None:
    for _ in range(10):
        record_event(agency_id=house.agency.pk, user_id=omar.user_id, now=omar.now, action=MISS, detail={})
    with pytest.raises(errors.TooManyTries):
        open_urgently(by=omar, reason_code="danger", why=WHY, **JONAS)
    assert open_urgently(by=later(omar, hours=9), reason_code="danger", why=WHY, **JONAS)


def test_a_reason_is_a_code_and_words(jonas, omar) -> None:
    with pytest.raises(errors.ReasonTooShort):
        open_urgently(by=omar, reason_code="danger", why="  he  needs   me ", **JONAS)
    with pytest.raises(errors.ReasonUnknown):
        open_urgently(by=omar, reason_code="curious", why=WHY, **JONAS)


def test_who_has_a_tie_needs_none(jonas, sofie, omar, opened) -> None:
    with pytest.raises(errors.SeesThemAlready):
        open_urgently(by=sofie, reason_code="danger", why=WHY, **JONAS)
    with pytest.raises(errors.SeesThemAlready):
        open_urgently(by=omar, reason_code="danger", why=WHY, **JONAS)


def test_only_who_meets_people_may(house: House, jonas, ada, karin) -> None:
    for stranger in (ada, karin, house.actor("eva"), house.actor("per"), house.actor("ilse")):
        with pytest.raises(NotAllowed):
            open_urgently(by=stranger, reason_code="danger", why=WHY, **JONAS)


def test_who_opened_it_closes_it_and_nobody_else(opened, jonas, omar, sofie) -> None:
    with pytest.raises(NotAllowed):
        close_urgent_access(by=sofie, access=opened)
    close_urgent_access(by=later(omar, hours=1), access=opened)
    assert not Person.objects.visible_to(later(omar, hours=1, minutes=1)).exists()


def test_a_review_waits_for_somebody_else(house: House, opened, omar, amina, sofie) -> None:
    per = house.actor("per")
    assert [one.pk for one in to_judge(per)] == [opened.pk]
    assert [one.pk for one in to_judge(amina)] == [opened.pk]
    for not_theirs in (omar, sofie):
        with pytest.raises(NotAllowed):
            judge_urgent_access(by=not_theirs, access=opened, judgement=UrgentJudgement.JUSTIFIED)
    with pytest.raises(errors.WordsMissing):
        judge_urgent_access(by=per, access=opened, judgement=UrgentJudgement.NOT_JUSTIFIED)
    judge_urgent_access(by=amina, access=opened, judgement=UrgentJudgement.JUSTIFIED)
    assert to_judge(per) == []
    with pytest.raises(errors.JudgedAlready):
        judge_urgent_access(by=per, access=opened, judgement=UrgentJudgement.JUSTIFIED)


def test_a_lead_does_not_judge_their_own(scene, jonas, amina) -> None:
    elsewhere = scene.course("Palle Frandsen", worker="omar", team="other")
    with writing(scene.house.agency):
        elsewhere.person.birth_date = date(1980, 1, 2)
        elsewhere.person.save()
    mine = open_urgently(
        by=amina, reason_code="danger", why=WHY, name="Palle Frandsen", birth_date=date(1980, 1, 2)
    )
    assert to_judge(amina) == []
    with writing(scene.house.agency):
        elsewhere.team = scene.house.team
        elsewhere.save()
    with pytest.raises(errors.OwnAccess):
        judge_urgent_access(by=amina, access=mine, judgement=UrgentJudgement.JUSTIFIED)


def test_the_privacy_officer_sees_who_looked_and_no_page_of_the_person(house: House, opened, jonas) -> None:
    per = house.actor("per")
    assert UrgentAccess.objects.visible_to(per).get() == opened
    assert not Person.objects.visible_to(per).exists()
    assert not Contact.objects.visible_to(per).exists()


def test_what_was_opened_stands_in_the_review(opened, jonas, omar, sofie) -> None:
    record_read(viewer=later(omar, minutes=5), page="person", record=jonas.person)
    record_read(viewer=later(sofie, minutes=6), page="person", record=jonas.person)
    record_read(viewer=later(omar, hours=9), page="person", record=jonas.person)
    assert [one.page for one in looked_at(opened)] == ["person"]


def test_the_share_is_counted_from_the_trail(house: House, opened, jonas, omar, sofie) -> None:
    for minute in range(1, 4):
        record_read(viewer=later(sofie, minutes=minute), page="person", record=jonas.person)
    record_read(viewer=later(omar, minutes=5), page="person", record=jonas.person)
    record_read(viewer=later(sofie, minutes=6), page="person", record=house.agency)
    share = share_of_urgent(house.agency.pk, later(omar, hours=1).now)
    assert (share.looks, share.urgent) == (4, 1)
    assert share.per_cent == 25
    assert not share.within_aim


def test_who_was_refused_stays_out_and_is_not_told_why(house: House, jonas, sofie, omar) -> None:
    refuse_worker(
        by=sofie,
        person=jonas.person,
        worker=house.workers["omar"],
        evidence=Evidence.VERBAL,
        witness="Maja Toft",
        said_on=sofie.today,
    )
    with pytest.raises(errors.NobodyFound):
        open_urgently(by=omar, reason_code="danger", why=WHY, **JONAS)
    assert not UrgentAccess.objects.unscoped().exists()


@pytest.mark.parametrize("kind", [MarkKind.OWN, MarkKind.FAMILY])
def test_ones_own_record_and_that_of_a_relative_stay_closed(house: House, jonas, amina, omar, kind) -> None:
    mark_person(by=amina, person=jonas.person, kind=kind, worker=house.workers["omar"])
    with pytest.raises(errors.NobodyFound):
        open_urgently(by=omar, reason_code="danger", why=WHY, **JONAS)


def test_a_refusal_closes_what_is_open(house: House, opened, jonas, sofie, omar) -> None:
    refuse_worker(
        by=sofie,
        person=jonas.person,
        worker=house.workers["omar"],
        evidence=Evidence.VERBAL,
        witness="Maja Toft",
        said_on=sofie.today,
    )
    assert not Person.objects.visible_to(omar).exists()
