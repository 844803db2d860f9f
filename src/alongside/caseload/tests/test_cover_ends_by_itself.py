from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.access.policy import may
from alongside.caseload import errors
from alongside.caseload.models import Assignment, AssignmentKind, Cover
from alongside.caseload.operations import arrange_cover, change_case_manager, change_cover
from alongside.contacts.operations import record_contact
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.organisation.models import Membership
from alongside.organisation.operations import end_membership
from tests.people_of_the_house import NOW, House

TODAY = date(2026, 11, 24)
WEEK = timedelta(days=7)


def covers(by, house: House, *, cover: str = "omar", **other) -> Cover:
    said = {
        "worker": house.workers["sofie"],
        "cover": house.workers[cover],
        "starts_on": TODAY,
        "ends_on": TODAY + WEEK,
    }
    return arrange_cover(by=by, **{**said, **other})


def sees(house: House, name: str, days: int) -> bool:
    actor = house.at(NOW + timedelta(days=days)).actor(name)
    seen = Enrolment.objects.visible_to(actor).exists()
    assert seen == may(actor, "contact.held", Enrolment.objects.unscoped().first())
    return seen


def test_a_colleague_of_another_team_sees_and_writes_within_the_time_and_no_day_more(
    jonas, sofie, house: House
) -> None:
    covers(sofie, house, starts_on=TODAY + timedelta(days=1), ends_on=TODAY + WEEK)
    assert [sees(house, "omar", days) for days in (0, 1, 6, 7)] == [False, True, True, False]
    with pytest.raises(NotAllowed):
        record_contact(
            by=house.at(NOW + WEEK).actor("omar"),
            enrolment=jonas,
            kind="phone",
            occurred_at=NOW,
            text="He rang.",
        )


def test_ending_early_ends_today_and_extending_lasts(jonas, sofie, house: House) -> None:
    cover = covers(sofie, house)
    change_cover(by=sofie, cover=cover, ends_on=TODAY + 2 * WEEK)
    assert sees(house, "omar", 13)
    change_cover(by=sofie, cover=cover, ends_on=TODAY)
    assert not sees(house, "omar", 0)
    with pytest.raises(errors.CoverIsOver):
        change_cover(by=sofie, cover=cover, ends_on=TODAY + WEEK)


def test_the_notes_are_for_each_person(scene, sofie, house: House) -> None:
    ea, bo = scene.course("Ea Winther"), scene.course("Bo Lund")
    covers(sofie, house, enrolments=[ea], notes={ea.pk: " Ring first. ", bo.pk: "not asked"})
    lines = Assignment.objects.unscoped().filter(kind=AssignmentKind.COVER)
    assert [(line.enrolment_id, line.note) for line in lines] == [(ea.pk, "Ring first.")]


def test_two_colleagues_may_cover_in_the_same_time_and_one_not_twice(jonas, sofie, house: House) -> None:
    first = covers(sofie, house)
    covers(sofie, house, cover="maja")
    with pytest.raises(errors.CoversAlready) as refused:
        covers(sofie, house, starts_on=TODAY + timedelta(days=3), ends_on=TODAY + 2 * WEEK)
    assert "Omar Bilal covers there already" in refused.value.text
    later = covers(sofie, house, starts_on=TODAY + WEEK, ends_on=TODAY + 2 * WEEK)
    with pytest.raises(errors.CoversAlready):
        change_cover(by=sofie, cover=first, ends_on=TODAY + 2 * WEEK)
    assert later.pk != first.pk


def test_the_same_command_twice_is_one_cover(jonas, sofie, house: House) -> None:
    key = new_id()
    assert covers(sofie, house, key=key) == covers(sofie, house, key=key)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"ends_on": TODAY}, errors.CoverNeedsDays),
        ({"starts_on": TODAY - WEEK, "ends_on": TODAY}, errors.CoverIsOver),
        ({"ends_on": TODAY + timedelta(days=184)}, errors.CoverTooLong),
        ({"cover": "sofie"}, errors.CoversThemself),
        ({"cover": "karin"}, errors.CoverNotACaseManager),
        ({"enrolments": []}, errors.NobodyToCover),
    ],
)
def test_cover_is_for_a_time_by_a_colleague(jonas, sofie, house: House, said, refused) -> None:
    with pytest.raises(refused):
        covers(sofie, house, **said)


def test_the_lead_arranges_it_and_others_do_not(jonas, amina, omar, ilse, ada, house: House) -> None:
    for other in (omar, ilse, ada, house.actor("maja")):
        with pytest.raises(NotAllowed):
            covers(other, house)
    cover = covers(amina, house)
    with pytest.raises(NotAllowed):
        change_cover(by=omar, cover=cover, ends_on=TODAY)


def test_nobody_arranges_cover_for_somebody_elses_person(scene, sofie, house: House) -> None:
    other = scene.course("Mette Dalgaard", worker="maja")
    with pytest.raises(NotAllowed):
        covers(sofie, house, enrolments=[other])


def test_whoever_comes_meanwhile_is_covered_too(jonas, amina, sofie, scene, house: House) -> None:
    mette = scene.course("Mette Dalgaard", worker="maja")
    covers(sofie, house)
    change_case_manager(
        by=amina, enrolment=mette, worker=house.workers["sofie"], reason="They asked", starts_on=TODAY
    )
    lines = Assignment.objects.unscoped().filter(kind=AssignmentKind.COVER, enrolment=mette)
    assert lines.get().worker.name == "Omar Bilal"


def test_cover_ends_with_the_walk_it_was_for(jonas, amina, sofie, house: House) -> None:
    cover = covers(sofie, house)
    on = TODAY + timedelta(days=2)
    change_case_manager(
        by=amina, enrolment=jonas, worker=house.workers["maja"], reason="She moves", starts_on=on
    )
    assert [sees(house, "omar", days) for days in (1, 2)] == [True, False]
    cover.refresh_from_db()
    change_cover(by=amina, cover=cover, ends_on=TODAY + 2 * WEEK)
    assert not sees(house, "omar", 2)


def test_a_closed_course_is_covered_no_more(jonas, amina, sofie, house: House) -> None:
    covers(sofie, house)
    close_course(
        by=amina,
        enrolment=jonas,
        closed_on=TODAY,
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    assert not Enrolment.objects.visible_to(house.at(NOW + timedelta(days=2)).actor("omar")).exists()


def test_whoever_covers_does_not_leave_before(jonas, sofie, ada, house: House) -> None:
    covers(sofie, house)
    role = Membership.objects.get(worker=house.workers["omar"])
    with pytest.raises(errors.StillHandsOver):
        end_membership(by=ada, membership=role, ends_on=TODAY + timedelta(days=2))
    end_membership(by=ada, membership=role, ends_on=TODAY + WEEK)
