"""The lead puts colleagues on call; the roster says when on-call access is open, and never gives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alongside.access.actor import Role
from alongside.kernel.errors import NotAllowed
from alongside.oncall import errors
from alongside.oncall.models import Shift
from alongside.oncall.operations import give_shift, take_off
from alongside.oncall.queries import gaps_ahead, next_shift, on_call_at, roster_of, team_of, teams_on_call
from alongside.organisation.models import Membership
from alongside.organisation.queries import profile_of
from tests.people_of_the_house import NOW, writing

TONIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
"""23:00 in Copenhagen."""
MORNING = TONIGHT + timedelta(hours=9)


def _given(house, who="vagn", by="amina", starts_at=TONIGHT, ends_at=MORNING, team=None):
    return give_shift(
        by=house.actor(by),
        team=team or house.team,
        worker=house.workers[who],
        starts_at=starts_at,
        ends_at=ends_at,
    )


def _open(house, now) -> bool:
    return house.team.pk in house.at(now).actor("vagn").on_call_team_ids


def test_without_a_roster_the_role_opens_as_ever(house) -> None:
    assert _open(house, NOW)


def test_where_a_roster_is_kept_access_is_open_around_the_shift(house) -> None:
    _given(house)
    for now, is_open in (
        (TONIGHT - timedelta(minutes=31), True),  # the roster has not begun
        (TONIGHT - timedelta(minutes=30), True),
        (MORNING + timedelta(hours=11, minutes=59), True),
        (MORNING + timedelta(hours=12), False),
        (MORNING + timedelta(days=7, minutes=-1), False),
        (MORNING + timedelta(days=7), True),  # given up
    ):
        assert _open(house, now) is is_open, now


def test_who_is_not_on_the_roster_tonight_is_shut_out(house) -> None:
    with writing(house.agency):
        worker = house.workers["maja"]
        Membership(worker=worker, team=house.team, role=Role.ON_CALL, starts_on=NOW.date()).save()
    _given(house, "maja")
    assert not _open(house, TONIGHT)
    maja = house.at(TONIGHT).actor("maja")
    assert house.team.pk in maja.on_call_team_ids
    take_off(by=house.actor("amina"), shift=Shift.objects.get())
    assert _open(house, TONIGHT)


def test_one_who_is_taken_off_in_the_middle_was_on_call_until_then(house) -> None:
    shift = _given(house)
    middle = TONIGHT + timedelta(hours=3)
    take_off(by=house.at(middle).actor("amina"), shift=shift)
    shift.refresh_from_db()
    assert (shift.ends_at, shift.taken_off_at) == (middle, None)
    with pytest.raises(errors.ShiftIsOver):
        take_off(by=house.at(MORNING).actor("amina"), shift=shift)


def test_a_double_tap_is_one_shift_and_other_hours_change_it(house) -> None:
    assert _given(house) == _given(house)
    longer = _given(house, ends_at=MORNING + timedelta(hours=1))
    assert Shift.objects.get() == longer
    assert longer.ends_at == MORNING + timedelta(hours=1)


def test_only_who_has_the_on_call_role_takes_a_shift(house) -> None:
    for who in ("sofie", "omar"):
        with pytest.raises(errors.HasNoOnCallRole):
            _given(house, who)


@pytest.mark.parametrize("who", ["sofie", "maja", "vagn", "omar", "ilse", "karin", "per", "eva", "ada"])
def test_only_the_lead_writes_the_roster(house, who) -> None:
    with pytest.raises(NotAllowed):
        _given(house, by=who)
    shift = _given(house)
    with pytest.raises(NotAllowed):
        take_off(by=house.actor(who), shift=shift)


def test_a_lead_does_not_write_another_teams_roster(house) -> None:
    with pytest.raises(NotAllowed):
        _given(house, team=house.other_team)


def test_everyone_in_the_team_reads_it_and_who_is_on_call_finds_their_next_shift(house) -> None:
    _given(house)
    for who, leads in (("sofie", False), ("amina", True), ("vagn", False)):
        team = team_of(teams_on_call(house.actor(who)), house.team.pk)
        assert team is not None
        assert team.leads is leads
    assert team_of(teams_on_call(house.actor("omar")), house.team.pk) is None
    assert teams_on_call(house.actor("karin")) == []
    assert [one.worker.name for one in on_call_at([house.team.pk], TONIGHT)] == ["Vagn Nattergal"]
    assert on_call_at([house.team.pk], MORNING) == []
    assert next_shift(house.workers["vagn"].pk, NOW) is not None
    assert next_shift(house.workers["vagn"].pk, TONIGHT) is None


def test_the_week_shows_who_is_on_and_when_nobody_is(house) -> None:
    amina = house.actor("amina")
    profile = profile_of(house.agency.pk)
    assert gaps_ahead(amina, house.team.pk, profile) == [], "a team that keeps no roster misses nobody"
    _given(house)
    _given(house, starts_at=TONIGHT - timedelta(hours=7), ends_at=TONIGHT - timedelta(hours=2))
    team = team_of(teams_on_call(amina), house.team.pk)
    assert team is not None
    (today, rows), *_later = roster_of(amina, team, profile, first=amina.today).days
    assert today == amina.today
    assert [(row.slot.key if row.slot else "", len(row.shifts)) for row in rows] == [
        ("", 1),
        ("evening", 0),
        ("night", 1),
    ]
    missing = gaps_ahead(amina, house.team.pk, profile)
    assert missing[0][1].starts_at == TONIGHT - timedelta(hours=2)
    assert missing[0][1].ends_at == TONIGHT
    assert [slot.key for slot, _span in missing[1:3]] == ["evening", "night"]


def test_the_hours_are_the_agencys_own(house) -> None:
    with writing(house.agency):
        house.agency.profile_overrides = {"on_call": {"open_before_minutes": 0, "open_after_hours": 1}}
        house.agency.save()
    _given(replace(house))
    assert not _open(house, MORNING + timedelta(hours=1))
    assert _open(house, MORNING + timedelta(minutes=59))
