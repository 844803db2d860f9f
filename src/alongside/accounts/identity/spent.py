"""What was asked of a provider is good for one answer, in whichever browser it comes."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from alongside.accounts.models import SpentRequest

KEPT = timedelta(days=1)
"""Long after the seal of a request has run out (`web.account.saml_views.PATIENCE`)."""


def spend(request_id: str, now: datetime) -> bool:
    """Whether this is the first answer to a request."""
    mark = hashlib.sha256(request_id.encode()).hexdigest()
    _row, first = SpentRequest.objects.get_or_create(mark=mark, defaults={"at": now})
    return first


def forget_old(now: datetime) -> None:
    """Take out what could not be answered any more anyway."""
    SpentRequest.objects.filter(at__lt=now - KEPT).delete()
