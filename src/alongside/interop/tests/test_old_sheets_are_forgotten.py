"""What was not taken in does not stay; the report does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.access.actor import Actor
from alongside.interop.duties import forget_old_sheets
from alongside.interop.models import SheetStatus

from .sheet_files import as_csv, looked_through

pytestmark = pytest.mark.django_db


def test_a_sheet_that_waited_long_enough_is_thrown_away_once(ilse: Actor) -> None:
    sheet = looked_through(ilse, as_csv(("Navn",), ("Bo Dam",)))
    forget_old_sheets(timezone.now() + timedelta(days=1))
    sheet.refresh_from_db()
    assert (sheet.status, sheet.rows.count()) == (SheetStatus.READY, 1)
    forget_old_sheets(timezone.now() + timedelta(days=40))
    sheet.refresh_from_db()
    assert (sheet.status, sheet.rows.count(), sheet.headers) == (SheetStatus.FORGOTTEN, 0, "")
    assert sheet.counts["rows"] == 1
    version = sheet.version
    forget_old_sheets(timezone.now() + timedelta(days=41))
    sheet.refresh_from_db()
    assert sheet.version == version
