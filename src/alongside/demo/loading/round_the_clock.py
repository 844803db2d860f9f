"""Who is on call: three weeks of Team Havn's roster, with one evening that nobody has taken yet."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.demo.loading.crew import Crew, moment
from alongside.oncall.operations import give_shift
from alongside.oncall.queries import slots_of
from alongside.organisation.queries import profile_of

_TEAM, _LEAD, _ON_CALL = "havn", "amina", "oncall"
_SINCE, _AHEAD = 2, 20
_NOBODY_IN = 4
"""So many days ahead is the evening without anybody."""
_PLANNED_BEFORE = timedelta(days=9)
_SATURDAY = 5


def keep_the_roster(crew: Crew, now: datetime) -> None:
    """The lead put it together last week: nights and every second evening for the on-call worker, the rest herself."""
    first = now.date() - timedelta(days=_SINCE)
    planned = datetime.combine(now.date(), time(9)) - _PLANNED_BEFORE
    by, team = crew.actor(_LEAD, moment(planned)), crew.teams[_TEAM]
    nobody = now.date() + timedelta(days=_NOBODY_IN)
    for slot in slots_of(profile_of(crew.agency.pk), first=first, days=_SINCE + _AHEAD):
        if slot.key == "evening" and slot.day == nobody:
            continue
        second = slot.key == "evening" and (slot.day - first).days % 2
        theirs = second or (slot.key == "night" and slot.day.weekday() == _SATURDAY)
        worker = crew.worker(_LEAD if theirs else _ON_CALL)
        give_shift(by=by, team=team, worker=worker, starts_at=slot.starts_at, ends_at=slot.ends_at)
