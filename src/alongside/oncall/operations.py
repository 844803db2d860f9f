"""Putting somebody on the roster, and taking them off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from alongside.access.actor import Actor, Role
from alongside.kernel.operations import operation
from alongside.oncall import errors, rules
from alongside.oncall.models import Shift
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import workers_in


@operation("shift.give", on="team")
def give_shift(
    *,
    by: Actor,
    team: Team,
    worker: Worker,
    starts_at: datetime,
    ends_at: datetime,
    key: UUID | None = None,
) -> Shift:
    """Put somebody on call for a team. Whoever has this very shift already keeps it: a double tap is one shift.

    Raises:
        EndsBeforeItBegins, ShiftTooLong, ShiftIsOver: see `rules.check_shift`.
        HasNoOnCallRole: they do not hold the on-call role in the team when the shift begins.
    """
    rules.check_shift(starts_at, ends_at, now=by.now)
    day = localdate(max(starts_at, by.now))
    if not workers_in({team.pk}, role=Role.ON_CALL, day=day).filter(pk=worker.pk).exists():
        raise errors.HasNoOnCallRole(field="worker", name=worker.name)
    theirs = Shift.objects.filter(team=team, worker=worker, starts_at=starts_at, taken_off_at__isnull=True)
    shift = theirs.first() or Shift(team=team, worker=worker, starts_at=starts_at)
    if shift.ends_at != ends_at:
        shift.ends_at = ends_at
        shift.save()
    return shift


@operation("shift.take_off", on="shift")
def take_off(*, by: Actor, shift: Shift) -> Shift:
    """Take somebody off. A shift that has begun ends now: until then they were on call.

    Raises:
        ShiftIsOver: it is worked.
    """
    if shift.taken_off_at is not None:
        return shift
    if shift.ends_at <= by.now:
        raise errors.ShiftIsOver
    if shift.starts_at < by.now:
        shift.ends_at = by.now
    else:
        shift.taken_off_at = by.now
    shift.save()
    return shift
