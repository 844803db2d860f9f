"""Round the clock: three weeks of Team Havn's roster with an evening nobody has taken, and what was said tonight."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.caseload.models import Assignment, AssignmentKind
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.scripts import read_texts
from alongside.oncall.calls import log_call, log_unknown_call
from alongside.oncall.handing_over import add_line, add_team_line
from alongside.oncall.operations import give_shift
from alongside.oncall.queries import slots_of
from alongside.organisation.queries import profile_of

_TEAM, _LEAD, _ON_CALL = "havn", "amina", "oncall"
_SINCE, _AHEAD = 2, 20
_NOBODY_IN = 4
"""So many days ahead is the evening without anybody."""
_PLANNED_BEFORE = timedelta(days=9)
_SATURDAY = 5
_SAID_BEFORE = timedelta(minutes=20)


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


def tell_on_call(crew: Crew, now: datetime) -> None:
    """Sofie and the lead have just said what on call has to know for the next nights."""
    texts, at = read_texts("on_call"), moment(now - _SAID_BEFORE)
    until = moment(datetime.combine(now.date() + timedelta(days=2), time(8)))
    walks = (
        Assignment.objects.unscoped()
        .filter(
            worker=crew.worker("sofie"),
            kind=AssignmentKind.PRIMARY,
            ends_on__isnull=True,
            enrolment__ends_on__isnull=True,
        )
        .select_related("enrolment__person")
    )
    first = walks.order_by("starts_on", "pk").first()
    if first is not None:
        person = first.enrolment.person
        add_line(by=crew.actor("sofie", at), person=person, text=texts["about_person"], holds_until=until)
    add_team_line(by=crew.actor(_LEAD, at), team=crew.teams[_TEAM], text=texts["for_team"], holds_until=until)


def ring_in_the_night(crew: Crew, now: datetime) -> None:
    """Last night's calls: one of a colleague's people, to be followed up today, and somebody nobody knew."""
    texts = read_texts("on_call")
    at = moment(datetime.combine(now.date(), time(3, 40)))
    by = crew.actor(_ON_CALL, at)
    walks = Assignment.objects.unscoped().filter(
        kind=AssignmentKind.PRIMARY,
        ends_on__isnull=True,
        enrolment__team=crew.teams[_TEAM],
        enrolment__ends_on__isnull=True,
        starts_on__lt=now.date(),
    )
    walks = walks.exclude(worker=crew.worker("sofie"))
    first = walks.select_related("enrolment").order_by("starts_on", "pk").first()
    if first is not None:
        log_call(
            by=by,
            enrolment=first.enrolment,
            occurred_at=at,
            text=texts["call"],
            agreed=texts["call_agreed"],
            due_on=now.date(),
        )
    log_unknown_call(
        by=by,
        team=crew.teams[_TEAM],
        rang_at=at - timedelta(hours=2),
        text=texts["unknown_call"],
        due_on=now.date(),
    )
