"""Read an FFB file: an order message or a delivery report about one citizen, whole or not at all."""

from __future__ import annotations

from .bundle import Bundle, Known, check_references, open_bundle
from .elements import Element
from .file import read_tree
from .order_reading import read_order
from .order_records import Delivery
from .problems import FFBRefused, Findings, Problem
from .profiles import ORDER_EVENT, ORDER_TYPES, REPORT_TYPES
from .report_reading import read_report

__all__ = ["FFBRefused", "Known", "Problem", "nothing_known", "read_delivery"]


def nothing_known(_type: str, _id: str) -> bool:
    """For a delivery that must stand on its own."""
    return False


def read_delivery(content: bytes | str, *, known: Known = nothing_known) -> Delivery:
    """Read the content of an FFB file.

    `known` tells whether a record was received before, so that a report may point to what an earlier one brought.
    The rules are KL's reporting guide 1.0.0 and messaging draft 0.1.0; every one has a name in `problems.RULES`.

    Raises:
        FFBRefused: something is wrong; all problems are in it, each with its element and its rule.
    """
    found = Findings()
    tree = read_tree(content, found)
    if not isinstance(tree, dict) or tree.get("resourceType") != "Bundle":
        found.add("Bundle.resourceType", "bundle")
        found.refuse_if_any()
    root = Element(tree, "Bundle", found)
    kind = root.text("type")
    if kind not in {"message", "collection"}:
        root.refuse("bundle-type", "type")
        found.refuse_if_any()
    is_order = kind == "message"
    bundle = open_bundle(root, known, ORDER_TYPES if is_order else REPORT_TYPES)
    if is_order:
        _check_event(bundle)
    check_references(bundle)
    timestamp = root.moment("timestamp")
    if not root.has("timestamp"):
        root.refuse("bundle-timestamp", "timestamp")
    read = read_order if is_order else read_report
    delivery = read(bundle, root.text("id", longest=64), timestamp)
    if delivery is None and not found:
        root.refuse("record-unread")
    if delivery is None or found:
        raise FFBRefused(found.problems)
    return delivery


def _check_event(bundle: Bundle) -> None:
    for header in (record for record in bundle.records if record.type == "MessageHeader"):
        event = header.get("eventCoding")
        if event is None or event.text("code") != ORDER_EVENT:
            header.refuse("bundle-event", "eventCoding.code")
