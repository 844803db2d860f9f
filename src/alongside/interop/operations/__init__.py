"""Writes of the doors: deliveries of other systems, and spreadsheets."""

from alongside.interop.operations.deliveries import receive_delivery, send_report
from alongside.interop.operations.sheets import (
    begin_import,
    follow_sheet,
    forget_sheet,
    match_sheet,
    take_course,
    take_person,
    upload_sheet,
)

__all__ = [
    "begin_import",
    "follow_sheet",
    "forget_sheet",
    "match_sheet",
    "receive_delivery",
    "send_report",
    "take_course",
    "take_person",
    "upload_sheet",
]
