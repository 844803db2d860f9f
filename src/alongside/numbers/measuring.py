"""Counts how long somebody writes, from the drafts that are kept while they do.

One sum for each worker, day and form. It is no record about a person and no operation: nobody decided to make it, and
the trail would hold more lines about it than about everything else.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from alongside.kernel.signs import Sign
from alongside.numbers import rules
from alongside.numbers.models import CountedUntil, WritingDay
from alongside.organisation.models import Worker


def measure(sign: Sign) -> None:
    """Add what lies between this sign and the one before, when it is short enough to be writing."""
    if not sign.sent and not rules.stretch(since=sign.since, at=sign.at, counted_until=None):
        return
    worker_id = Worker.objects.filter(user_id=sign.user_id).values_list("pk", flat=True).first()
    if worker_id is None:
        return
    with transaction.atomic():
        # The row of the worker is the lock: two pages of one worker are counted one after the other.
        mark, new = CountedUntil.objects.select_for_update().get_or_create(
            worker_id=worker_id, defaults={"until": sign.at}
        )
        counted = rules.stretch(since=sign.since, at=sign.at, counted_until=None if new else mark.until)
        if not new and sign.at > mark.until:
            mark.until = sign.at
            mark.save()
        if counted or sign.sent:
            row, _made = WritingDay.objects.get_or_create(
                worker_id=worker_id, day=localdate(sign.at), form=sign.form
            )
            row.milliseconds += round(counted / timedelta(milliseconds=1))
            row.sent += sign.sent
            row.save()
