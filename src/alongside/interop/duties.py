"""What the clock reminds the doors of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from alongside.access.actor import system_actor
from alongside.interop.models import Sheet, SheetStatus
from alongside.interop.operations.sheets import forget_sheet
from alongside.kernel.clock import duty


@duty("sheets.forget", every=timedelta(hours=6))
def forget_old_sheets(now: datetime) -> None:
    """Throw away what stands in sheets that have waited long enough; the reports stay."""
    before = now - timedelta(days=settings.KEEP_SHEETS_DAYS)
    holding = ~Q(content="") | ~Q(headers="")
    waiting = Sheet.objects.filter(holding, uploaded_at__lt=before)
    for sheet in waiting.exclude(status=SheetStatus.IMPORTING):
        forget_sheet(by=system_actor(sheet.agency_id, now), sheet=sheet)
