"""What spreadsheets need that takes longer than a page may."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from alongside.access.actor import Actor, system_actor
from alongside.accounts.models import User
from alongside.interop.models import Sheet, SheetStatus
from alongside.interop.sheets import progress
from alongside.kernel.errors import NotAllowed
from alongside.kernel.jobs import Stopped, Work, job
from alongside.organisation.queries import actor_for

Stage = Callable[[Actor, Sheet, progress.Progress], Sheet]


@job("sheet.read")
def read(work: Work, sheet_id: UUID) -> None:
    """Read the file."""
    _carry_out(work, sheet_id, SheetStatus.READING, progress.read)


@job("sheet.judge")
def judge(work: Work, sheet_id: UUID) -> None:
    """Judge every row."""
    _carry_out(work, sheet_id, SheetStatus.JUDGING, progress.look_through)


@job("sheet.import")
def take_in(work: Work, sheet_id: UUID) -> None:
    """Take in what is right. When it is stopped, what was taken in stays, and the rest comes back."""
    try:
        _carry_out(work, sheet_id, SheetStatus.IMPORTING, progress.take_all_in)
    except Stopped:
        _carry_out(work, sheet_id, SheetStatus.IMPORTING, lambda by, sheet, _say: progress.finish(by, sheet))
        raise


def _carry_out(work: Work, sheet_id: UUID, status: SheetStatus, stage: Stage) -> None:
    """Carry out a stage in the name of whoever asked for it, unless the sheet has gone on to another.

    Raises:
        NotAllowed: they do not work here any more.
    """
    sheet: Sheet = Sheet.objects.get(pk=sheet_id)
    if sheet.status != status:
        return
    by = _whoever_asked(work, sheet)
    with override(by.language):
        stage(by, sheet, work.progress)


def _whoever_asked(work: Work, sheet: Sheet) -> Actor:
    now = timezone.now()
    if work.user_id is None:
        return system_actor(sheet.agency_id, now)
    language = User.objects.values_list("language", flat=True).get(pk=work.user_id)
    found = actor_for(work.user_id, now=now, language=language)
    if found is None:
        raise NotAllowed
    return found
