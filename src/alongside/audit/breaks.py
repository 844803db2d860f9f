"""Going on after a break: a signed line that says what was found, so that the trail can grow again.

A forged line at the end takes the place of the next one, and then nothing can be written in that agency: what is
not noted does not happen. `continue_chain` moves the end behind what stands there, changes none of it, and writes
down what was found and why it goes on. The check names these findings ever after, as documented.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.audit.models import ChainHead, Entry
from alongside.audit.statements import in_utc
from alongside.audit.trail import record_event
from alongside.kernel.signing import NoSigningKey, is_signed, sign


class NothingBroken(RuntimeError):
    """The trail is whole: there is nothing to go on after."""


@dataclass(frozen=True)
class Break:
    """A documented break: the line that tells of it, and the findings (kind, place, what was seen)."""

    place: int
    at: str
    reason: str
    findings: tuple[tuple[str, int, str], ...]


def continue_chain(agency_id: UUID, *, reason: str, now: datetime) -> Break:
    """Let a broken trail grow again.

    Args:
        reason: what is known of it and who was told, in words for whoever reads the trail in years.

    Raises:
        NothingBroken: every finding is documented already, or there is none.
        NoSigningKey: there is no key to sign with.
    """
    from alongside.audit.checking import check

    with transaction.atomic():
        list(ChainHead.objects.select_for_update().filter(agency_id=agency_id))
        found = [list(one.key) for one in check(agency_id).findings if not one.known]
        if not found:
            raise NothingBroken
        last = Entry.objects.filter(agency_id=agency_id).order_by("-place").first()
        head = {"hash": last.hash, "length": last.place} if last else {"hash": "", "length": 0}
        ChainHead.objects.update_or_create(agency_id=agency_id, defaults=head)
        said = {"findings": found, "reason": reason, "after": head["length"], "at": in_utc(now)}
        record_event(
            agency_id=agency_id,
            user_id=None,
            now=now,
            action="break",
            detail={**said, "signature": sign(_message(agency_id, said))},
        )
    entry = Entry.objects.filter(agency_id=agency_id).order_by("-place").first()
    documented = break_in(entry) if entry else None
    assert documented is not None
    return documented


def break_in(entry: Entry) -> Break | None:
    """The break a line tells of; None when its signature does not fit."""
    said = {name: entry.detail.get(name) for name in ("findings", "reason", "after", "at")}
    try:
        if not is_signed(_message(entry.agency_id, said), str(entry.detail.get("signature", ""))):
            return None
    except NoSigningKey:
        return None
    findings = tuple((str(kind), int(place), str(seen)) for kind, place, seen in entry.detail["findings"])
    return Break(entry.place, str(said["at"]), str(said["reason"]), findings)


def _message(agency_id: UUID, said: dict[str, Any]) -> bytes:
    words = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"alongside-trail-break-1\n{agency_id}\n{words}".encode()
