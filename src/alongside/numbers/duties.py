"""What the clock reminds this room of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from alongside.kernel.clock import duty
from alongside.numbers import rules
from alongside.numbers.models import WritingDay


@duty("writing.forget", every=timedelta(days=1))
def forget_old_sums(now: datetime) -> None:
    """Sums that no page shows any more are deleted."""
    WritingDay.objects.filter(day__lt=rules.kept_from(localdate(now))).delete()
