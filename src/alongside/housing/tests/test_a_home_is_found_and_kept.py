from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from alongside.access.actor import Actor
from alongside.attention.queries import who_needs_me
from alongside.attention.rules import Because, Group
from alongside.enrolments.errors import DayToCome, NotInTheList
from alongside.enrolments.models import Enrolment
from alongside.housing.at_risk import earlier_steps, lessons_of, road_of, threats_of
from alongside.housing.errors import (
    EndNeedsBoth,
    HomeNotLost,
    NextDayHasPassed,
    NoRoad,
    NothingLearned,
    OverBeforeNoticed,
)
from alongside.housing.keeping import change_threat, end_road, learn_from_loss, record_threat, walk_road
from alongside.housing.models import HomeStep, TenancyThreat
from alongside.housing.operations import record_stay
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.organisation.profile import load_profile
from tests.people_of_the_house import House

TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DENMARK = load_profile("dk-icm")


def test_a_line_is_ticked_twice_and_written_once(jonas: Enrolment, sofie: Actor):
    for _ in range(2):
        walk_road(by=sofie, person=jonas.person, kind="waiting_list", done_on=TODAY)
    walk_road(by=sofie, person=jonas.person, kind="viewing", done_on=None, note="Tuesday, with his sister")
    found = road_of(sofie, jonas.person, profile=DENMARK)
    assert [line.kind.key for line in found.lines][:3] == ["waiting_list", "viewing", "contract"]
    assert (found.done, found.lines[0].done_on, found.lines[0].by) == (1, TODAY, "Sofie Lindholm")
    assert (found.lines[1].done_on, found.lines[1].note) == (None, "Tuesday, with his sister")
    assert HomeStep.objects.unscoped().count() == 2


def test_not_done_after_all_keeps_the_note(jonas: Enrolment, sofie: Actor):
    walk_road(by=sofie, person=jonas.person, kind="meter", done_on=YESTERDAY, note="Reading 4711")
    walk_road(by=sofie, person=jonas.person, kind="meter", done_on=None)
    step = HomeStep.objects.unscoped().get()
    assert (step.done_on, step.note) == (None, "Reading 4711")


def test_lines_that_cannot_be(jonas: Enrolment, sofie: Actor):
    with pytest.raises(NotInTheList):
        walk_road(by=sofie, person=jonas.person, kind="castle", done_on=TODAY)
    with pytest.raises(DayToCome):
        walk_road(by=sofie, person=jonas.person, kind="viewing", done_on=TOMORROW)
    with pytest.raises(NoRoad):
        end_road(by=sofie, person=jonas.person)


def test_a_new_road_begins_empty_and_the_old_one_stays(jonas: Enrolment, sofie: Actor):
    walk_road(by=sofie, person=jonas.person, kind="contract", done_on=TODAY)
    end_road(by=sofie, person=jonas.person)
    assert not road_of(sofie, jonas.person, profile=DENMARK).begun
    assert [step.kind for step in earlier_steps(sofie, jonas.person)] == ["contract"]
    walk_road(by=sofie, person=jonas.person, kind="contract", done_on=None, note="Another flat")
    assert road_of(sofie, jonas.person, profile=DENMARK).done == 0


def test_one_line_of_every_road_opens_the_stay():
    for key in ("generic", "dk-icm", "qc-siv", "on-icm"):
        assert [line.key for line in load_profile(key).home_steps if line.moves_in] == ["contract"]
    assert load_profile("qc-siv").home_steps.get("deposit") is None


def arrears(jonas: Enrolment, sofie: Actor, **more):
    return record_threat(
        by=sofie, person=jonas.person, kind="arrears", amount=Decimal("8450.50"), said="Two months", **more
    )


def test_a_threat_stands_on_today_from_its_day_until_it_is_over(jonas: Enrolment, sofie: Actor, house: House):
    def reasons(viewer: Actor) -> list[Because]:
        return [reason.because for reason in who_needs_me(viewer).walks[0].reasons]

    threat = arrears(jonas, sofie, next_on=TOMORROW, next_what="Ring the housing association")
    assert Because.HOME_AT_RISK not in reasons(sofie)
    later = house.at(house.now + timedelta(days=1)).actor("sofie")
    (walk,) = who_needs_me(later).walks
    assert walk.group == Group.NEEDS_YOU
    found = next(reason.threat for reason in walk.reasons if reason.because == Because.HOME_AT_RISK)
    assert found is not None
    assert (found.kind, found.on, found.what) == ("arrears", TOMORROW, "Ring the housing association")
    change_threat(by=later, threat=threat, outcome="agreement", resolved_on=later.today)
    assert Because.HOME_AT_RISK not in reasons(later)


def test_days_of_a_threat_that_cannot_be(jonas: Enrolment, sofie: Actor):
    for wrong, error in (
        ({"noticed_on": TOMORROW}, DayToCome),
        ({"next_on": YESTERDAY}, NextDayHasPassed),
        ({"outcome": "paid"}, EndNeedsBoth),
        ({"resolved_on": TODAY}, EndNeedsBoth),
        ({"outcome": "paid", "resolved_on": TOMORROW}, DayToCome),
        ({"outcome": "paid", "resolved_on": YESTERDAY}, OverBeforeNoticed),
        ({"outcome": "flown", "resolved_on": TODAY}, NotInTheList),
    ):
        with pytest.raises(error):
            arrears(jonas, sofie, **wrong)
    with pytest.raises(NotInTheList):
        record_threat(by=sofie, person=jonas.person, kind="dragons")
    assert not TenancyThreat.objects.unscoped().exists()


def test_an_alarm_that_rang_does_not_stand_in_the_way(jonas: Enrolment, sofie: Actor, house: House):
    threat = arrears(jonas, sofie, next_on=TODAY)
    later = house.at(house.now + timedelta(days=3)).actor("sofie")
    change_threat(by=later, threat=threat, said="He has paid half")
    with pytest.raises(StaleRecord):
        change_threat(by=later, threat=threat, version=1, said="Something else")


def test_what_stands_comes_before_what_is_over(jonas: Enrolment, sofie: Actor):
    over = arrears(jonas, sofie, noticed_on=YESTERDAY, outcome="paid", resolved_on=TODAY)
    open_one = arrears(jonas, sofie, next_on=TOMORROW)
    assert [one.pk for one in threats_of(sofie, jonas.person)] == [open_one.pk, over.pk]


def test_a_lost_home_teaches(jonas: Enrolment, sofie: Actor):
    home = record_stay(by=sofie, person=jonas.person, kind="own_tenancy", starts_on=date(2026, 1, 1))
    with pytest.raises(HomeNotLost):
        learn_from_loss(by=sofie, stay=home, happened="He was evicted")
    record_stay(by=sofie, person=jonas.person, kind="street", starts_on=TODAY, before_lost=True)
    home.refresh_from_db()
    with pytest.raises(NothingLearned):
        learn_from_loss(by=sofie, stay=home, happened="  ")
    first = learn_from_loss(by=sofie, stay=home, happened="He was evicted", seen_before="Unopened mail")
    again = learn_from_loss(by=sofie, stay=home, next_time="Open the mail together", version=first.version)
    assert again.pk == first.pk
    assert lessons_of(sofie, jonas.person)[home.pk].next_time == "Open the mail together"


def test_who_reads_and_who_writes_about_keeping_a_home(
    jonas: Enrolment, sofie: Actor, omar: Actor, karin: Actor, ilse: Actor, house: House
):
    threat = arrears(jonas, sofie)
    for stranger in (omar, karin, ilse):
        assert threats_of(stranger, jonas.person) == []
        with pytest.raises(NotAllowed):
            change_threat(by=stranger, threat=threat, said="No")
    assert len(threats_of(house.actor("maja"), jonas.person)) == 1
    with pytest.raises(NotAllowed):
        walk_road(by=house.actor("maja"), person=jonas.person, kind="viewing", done_on=TODAY)
