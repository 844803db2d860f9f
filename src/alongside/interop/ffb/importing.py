"""The one function behind the upload page and `alongside import ffb`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import IntegrityError

from alongside.access.actor import Actor
from alongside.access.policy import require
from alongside.interop.operations import receive_delivery
from alongside.interop.results import ImportResult

from .elements import Element
from .file import read_tree
from .problems import FFBRefused, Findings
from .reading import read_delivery
from .received import Seen


def import_ffb(*, by: Actor, content: bytes) -> ImportResult:
    """Take an FFB file in: an order message or a delivery report.

    Whole or not at all: everything happens in one transaction. The same file twice changes nothing.

    Raises:
        FFBRefused: the file breaks a rule; `problems` names every element and rule.
        NotAllowed: `by` does not do intake.
        DomainError: the agency's practice profile takes no CPR numbers or no orders.
    """
    require(by, "delivery.receive")
    seen = Seen(by.agency_id)
    delivery = read_delivery(content, known=seen)
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return receive_delivery(by=by, delivery=delivery, sha256=sha256, leans_on=frozenset(seen.people))
    except IntegrityError:
        # The same file at the same moment: the other one has won, and this one finds its receipt.
        return receive_delivery(by=by, delivery=delivery, sha256=sha256, leans_on=frozenset(seen.people))


def in_order_of_time(contents: Sequence[bytes]) -> list[int]:
    """In which order to take files in that came together: the oldest first, since later ones lean on earlier ones.

    Answers with their places in `contents`. What has no readable time comes first; it is refused anyway.
    """
    return sorted(range(len(contents)), key=lambda place: _time_of(contents[place]))


def _time_of(content: bytes) -> datetime:
    found = Findings()
    try:
        tree = read_tree(content, found)
    except FFBRefused:
        tree = None
    root = Element(tree if isinstance(tree, dict) else {}, "Bundle", found)
    return root.moment("timestamp") or datetime.min.replace(tzinfo=UTC)
