"""Writes of the caseload, one file for each: whom somebody walks with, cover for a time, handing over for good."""

from alongside.caseload.operations.assignments import begin_course, change_case_manager
from alongside.caseload.operations.covering import arrange_cover, change_cover
from alongside.caseload.operations.handing_over import (
    accept_hand_over,
    ask_hand_over,
    decline_hand_over,
    finish_hand_over,
    tick_hand_over,
    withdraw_hand_over,
)

__all__ = [
    "accept_hand_over",
    "arrange_cover",
    "ask_hand_over",
    "begin_course",
    "change_case_manager",
    "change_cover",
    "decline_hand_over",
    "finish_hand_over",
    "tick_hand_over",
    "withdraw_hand_over",
]
