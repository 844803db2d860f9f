"""Keeping accounts: until when they are good, suspending and waking them, and never shutting the last one out."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from alongside.access.actor import Actor, Role
from alongside.kernel.errors import NotAllowed
from alongside.kernel.events import publish
from alongside.kernel.operations import operation
from alongside.organisation import errors, rules
from alongside.organisation.events import RoleEnds
from alongside.organisation.models import Agency, Membership, SuspendedBecause, Worker
from alongside.organisation.queries import in_force, profile_of


@operation("worker.extend_account", on="worker")
def extend_account(*, by: Actor, worker: Worker, until: date) -> Worker:
    """Let an account be good until a day, at most as long ahead as the agency's settings say.

    Raises:
        NoAccount: they have none.
        UntilOutOfBounds: not after today, or too far ahead.
    """
    if worker.user_id is None:
        raise errors.NoAccount
    rules.check_until(until, today=by.today, most_days=profile_of(by.agency_id).oversight.account_days)
    worker.access_until = until
    worker.save()
    return worker


@operation("worker.suspend", on="worker")
def suspend_account(
    *, by: Actor, worker: Worker, because: SuspendedBecause = SuspendedBecause.BY_HAND
) -> Worker:
    """Shut an account at once, in open sessions too. What they wrote, and who walks with them, stays.

    Raises:
        NoAccount, SuspendedAlready
        LastOfTheHouse: nobody else could run the house, or look after privacy.
    """
    if worker.user_id is None:
        raise errors.NoAccount
    if worker.suspended_at is not None:
        raise errors.SuspendedAlready
    for role in rules.NEVER_WITHOUT:
        require_another(by, Role(role), without=Q(worker=worker))
    worker.suspended_at, worker.suspended_because = by.now, because
    worker.save()
    return worker


@operation("worker.wake", on="worker")
def wake_account(*, by: Actor, worker: Worker) -> Worker:
    """Open a suspended account again; its silence is counted anew from now.

    Raises:
        NotSuspended
    """
    if worker.suspended_at is None:
        raise errors.NotSuspended
    worker.suspended_at, worker.suspended_because, worker.awake_since = None, "", by.now
    worker.save()
    return worker


def suspend_role(*, by: Actor, membership: Membership) -> None:
    """Let a role open nothing until somebody says that it is still needed. Within an operation.

    Raises:
        LastOfTheHouse
    """
    if membership.role in rules.NEVER_WITHOUT:
        require_another(by, Role(membership.role), without=Q(pk=membership.pk))
    membership.suspended_on = by.today
    membership.save()


def end_role(*, by: Actor, membership: Membership, ends_on: date) -> None:
    """End a role; `ends_on` is the first day without it. Within an operation.

    Raises:
        NotAllowed: it is another agency's.
        MembershipEnded, EndsBeforeStart, LastOfTheHouse
    """
    if membership.worker.agency_id != by.agency_id:
        raise NotAllowed
    rules.check_end(
        starts_on=membership.starts_on, already_ended=membership.ends_on is not None, ends_on=ends_on
    )
    if membership.role in rules.NEVER_WITHOUT:
        require_another(by, Role(membership.role), without=Q(pk=membership.pk))
    publish(RoleEnds(membership.worker_id, membership.team_id, membership.role, ends_on))
    membership.ends_on = ends_on
    membership.save()


def require_another(by: Actor, role: Role, *, without: Q) -> None:
    """Let pass when somebody else holds `role`, with an account that opens, or when these do not hold it at all.

    Two who take the role from each other at the same moment wait for each other at the row of the agency: the second
    finds that nobody else is left.

    Raises:
        LastOfTheHouse
    """
    Agency.objects.select_for_update().get(pk=by.agency_id)
    holds = Membership.objects.filter(
        in_force(by.now), worker__agency_id=by.agency_id, role=role, worker__user__isnull=False
    )
    if holds.filter(without).exists() and not holds.exclude(without).exists():
        raise errors.LastOfTheHouse
