"""Trying to get in is counted before it is judged, so that many tries at once are many tries.

Nothing is ever shut: the next try waits a little longer. What is counted (a name, an address, an account) is kept as
a fingerprint, so the table tells nobody who was tried.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from alongside.accounts.models import Tries
from alongside.accounts.rules import Patience, left_of, wait_after
from alongside.kernel.keyring import blind_index

FORGOTTEN_AFTER = timedelta(days=1)
"""So long after the last of them, no tries count any more, whatever was tried."""


def begin(kind: str, of: str, *, patience: Patience, now: datetime) -> timedelta | None:
    """Count a try. None when it may go on; else how long it has to wait, and it is not counted.

    Args:
        kind: what is tried, as "proof".
        of: whose it is: a name, an address, the id of an account.
    """
    with transaction.atomic():
        tries = _locked(kind, of)
        if tries.next_at is not None and now < tries.next_at:
            return tries.next_at - now
        if tries.last_at is not None:
            tries.count = left_of(tries.count, now - tries.last_at, patience)
        tries.count += 1
        tries.last_at = now
        tries.next_at = now + wait_after(tries.count, patience)
        tries.save()
    return None


def succeeded(kind: str, of: str) -> None:
    """Forget the tries: the last one was right."""
    Tries.objects.filter(kind=kind, of=_mark(kind, of)).delete()


def take_back(kind: str, of: str) -> None:
    """Take the last try back: it was right, but earlier ones from the same place may not have been."""
    Tries.objects.filter(kind=kind, of=_mark(kind, of), count__gt=0).update(
        count=F("count") - 1, next_at=None
    )


def forget_old(now: datetime) -> int:
    """Take out what counts no more; how many there were."""
    return Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()[0]


def _locked(kind: str, of: str) -> Tries:
    mark = _mark(kind, of)
    found = Tries.objects.select_for_update().filter(kind=kind, of=mark).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Tries.objects.create(kind=kind, of=mark)
    except IntegrityError:
        return Tries.objects.select_for_update().get(kind=kind, of=mark)


def _mark(kind: str, of: str) -> str:
    return blind_index(of.strip().casefold(), context=f"accounts.tries.{kind}")
