"""A breach of personal data, or a drill: whom it concerns is found in the log, and it is decided, told and closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.audit.trail import record_print, record_read
from alongside.kernel.errors import NotAllowed
from alongside.oversight import errors
from alongside.oversight.models import Affected, Incident, ToWhom
from alongside.oversight.operations import (
    close_incident,
    decide_whom_to_tell,
    find_affected,
    record_told,
    write_incident_down,
)
from alongside.oversight.queries import concerned
from alongside.oversight.rules import incidents as rules
from tests.people_of_the_house import NOW, House

pytestmark = pytest.mark.django_db
PERIOD = {"since": NOW - timedelta(days=7), "until": NOW}


@pytest.fixture
def per(house: House):
    return house.actor("per")


@pytest.fixture
def incident(per) -> Incident:
    return write_incident_down(
        by=per, title="A phone was stolen", what="Omar’s phone, unlocked, on the train.", noticed_at=NOW
    )


@pytest.fixture
def looked(house: House, jonas, scene, omar, sofie) -> dict[str, object]:
    """Omar looked at Jonas twice and printed Palle; Sofie looked at Rosa; long ago Omar looked at Tove."""
    people = {name: scene.course(f"{name} Frandsen") for name in ("Palle", "Rosa", "Tove")}
    for days in (1, 2):
        record_read(viewer=ago(omar, days), page="person", record=jonas.person)
    record_print(viewer=ago(omar, 1), page="paper_plan", record=people["Palle"], detail={})
    record_read(viewer=ago(sofie, 1), page="person", record=people["Rosa"])
    record_read(viewer=ago(omar, 30), page="person", record=people["Tove"])
    return people


def ago(who, days: float):
    return replace(who, now=NOW - timedelta(days=days))


def test_the_authority_is_told_within_72_hours() -> None:
    assert rules.tell_by(NOW) == NOW + timedelta(hours=72)
    assert rules.hours_left(NOW, NOW) == 72
    assert rules.hours_left(NOW, NOW + timedelta(hours=71, minutes=1)) == 0
    assert rules.hours_left(NOW, NOW + timedelta(hours=73)) == -1


def test_whom_it_concerns_comes_from_the_log(house: House, per, incident, looked, jonas) -> None:
    searched = find_affected(by=per, incident=incident, worker=house.workers["omar"], **PERIOD)
    assert searched.found == 2
    found = {one.name: one for one in concerned(per, incident)}
    assert set(found) == {"Jonas Krogh", "Palle Frandsen"}
    assert found["Jonas Krogh"].looks == 2
    assert found["Jonas Krogh"].walks == ("Sofie Lindholm",)
    find_affected(by=per, incident=incident, **PERIOD)
    assert {one.name for one in concerned(per, incident)} == {
        "Jonas Krogh",
        "Palle Frandsen",
        "Rosa Frandsen",
    }


def test_it_can_be_narrowed_to_pages(house: House, per, incident, looked) -> None:
    find_affected(by=per, incident=incident, pages=["paper_plan"], **PERIOD)
    assert [one.name for one in concerned(per, incident)] == ["Palle Frandsen"]


def test_looking_twice_counts_nobody_twice(per, incident, looked) -> None:
    for _ in range(2):
        find_affected(by=per, incident=incident, **PERIOD)
    assert Affected.objects.unscoped().filter(incident=incident).count() == 3


def test_the_end_lies_after_the_beginning(per, incident) -> None:
    with pytest.raises(errors.PeriodUpsideDown):
        find_affected(by=per, incident=incident, since=NOW, until=NOW)


def test_names_are_for_the_privacy_officer_alone(house: House, per, incident, looked, sofie, ada) -> None:
    find_affected(by=per, incident=incident, **PERIOD)
    for other in (sofie, ada, house.actor("amina")):
        assert concerned(other, incident) == []
        with pytest.raises(NotAllowed):
            find_affected(by=other, incident=incident, **PERIOD)


def test_it_is_decided_told_and_closed_in_this_order(per, incident) -> None:
    with pytest.raises(errors.NotDecided):
        close_incident(by=per, incident=incident, words="Done.")
    with pytest.raises(errors.WordsMissing):
        decide_whom_to_tell(by=per, incident=incident, tells_authority=True, tells_people=True, reason=" ")
    decide_whom_to_tell(
        by=per, incident=incident, tells_authority=True, tells_people=True, reason="Health data, unlocked."
    )
    with pytest.raises(errors.AuthorityNotTold):
        close_incident(by=per, incident=incident, words="Done.")
    record_told(by=per, incident=incident, to=ToWhom.AUTHORITY, at=NOW, what="By their form.")
    close_incident(by=per, incident=incident, words="Phones lock after a minute now.")
    with pytest.raises(errors.IncidentClosed):
        find_affected(by=per, incident=incident, **PERIOD)
    with pytest.raises(errors.IncidentClosed):
        decide_whom_to_tell(
            by=per, incident=incident, tells_authority=False, tells_people=False, reason="No."
        )


def test_nobody_notices_something_tomorrow(per) -> None:
    with pytest.raises(errors.NoticedLater):
        write_incident_down(by=per, title="A", what="B", noticed_at=NOW + timedelta(days=1))
