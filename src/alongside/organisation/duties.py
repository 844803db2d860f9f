"""What the clock reminds this room of."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate

from alongside.access.actor import system_actor
from alongside.kernel.clock import duty
from alongside.organisation import rules
from alongside.organisation.errors import LastOfTheHouse
from alongside.organisation.keeping import suspend_account
from alongside.organisation.models import SuspendedBecause, Worker
from alongside.organisation.queries import profile_of

log = logging.getLogger("alongside.accounts")


@duty("accounts.rest", every=timedelta(hours=12))
def suspend_dormant_accounts(now: datetime) -> None:
    """Suspend accounts nobody has signed in with for long; of the last of their role, only shout.

    In a try-out nothing is suspended: its accounts are published on its door.
    """
    if settings.DEMO_MODE:
        return
    today = localdate(now)
    silent = Worker.objects.filter(user__isnull=False, suspended_at__isnull=True, access_until__gt=today)
    days: dict[object, int] = {}
    for worker in silent.select_related("user").order_by("pk").iterator():
        if worker.agency_id not in days:
            days[worker.agency_id] = profile_of(worker.agency_id).oversight.dormant_days
        seen = [at for at in (worker.user and worker.user.last_login, worker.awake_since) if at]
        last = max(seen, default=worker.recorded_at)
        if rules.is_dormant(localdate(last), today=today, days=days[worker.agency_id]):
            try:
                suspend_account(
                    by=system_actor(worker.agency_id, now), worker=worker, because=SuspendedBecause.DORMANT
                )
            except LastOfTheHouse:
                log.critical("an account nobody signs in with is the last of its role; worker %s", worker.pk)
