"""Accounts somebody must look at, each with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.organisation.models import SuspendedBecause, Worker
from alongside.organisation.queries import LookAt, accounts_to_look_at
from alongside.web import dates

SUSPENDED = {
    SuspendedBecause.BY_HAND: lambda: _("Suspended by an administrator."),
    SuspendedBecause.DORMANT: lambda: _("Suspended: nobody has signed in for a long time."),
}


@dataclass(frozen=True)
class AccountRow:
    """A worker's account and why it is here."""

    worker: Worker
    why: str
    late: bool

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.worker.name


def account_rows(agency_id: UUID, today: date) -> list[AccountRow]:
    """Accounts that have run out or will within thirty days, are suspended, or whose owner's training is due."""
    return [
        AccountRow(worker, " ".join(_reasons(worker, found, today)), late=LookAt.RUNS_OUT not in found)
        for worker, found in accounts_to_look_at(agency_id, today)
    ]


def _reasons(worker: Worker, found: list[LookAt], today: date) -> list[str]:
    day = dates.short_day(worker.access_until, today) if worker.access_until else ""
    said = {
        LookAt.RUNS_OUT: lambda: _("Ends on %(day)s.") % {"day": day},
        LookAt.RAN_OUT: lambda: _("Ended on %(day)s.") % {"day": day},
        LookAt.SUSPENDED: lambda: SUSPENDED[SuspendedBecause(worker.suspended_because)](),
        LookAt.TRAINING: lambda: _("The training in confidentiality is due."),
    }
    return [said[one]() for one in found]
