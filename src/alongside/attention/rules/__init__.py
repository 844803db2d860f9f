"""Who needs whom and why (`reasons`), and what lies between the appointments of a day (`day`). Pure."""

from alongside.attention.rules.day import Gap, Stop, Way, gaps
from alongside.attention.rules.known import (
    Appointment,
    ComingOut,
    DueReview,
    DueStep,
    Silence,
    Sought,
    State,
    StillWay,
    silence,
)
from alongside.attention.rules.reasons import (
    NOT_REACHED_AFTER,
    WRITE_WITHIN,
    Act,
    Because,
    Facts,
    Group,
    Reason,
    order_key,
    reasons,
)

__all__ = [
    "NOT_REACHED_AFTER",
    "WRITE_WITHIN",
    "Act",
    "Appointment",
    "Because",
    "ComingOut",
    "DueReview",
    "DueStep",
    "Facts",
    "Gap",
    "Group",
    "Reason",
    "Silence",
    "Sought",
    "State",
    "StillWay",
    "Stop",
    "Way",
    "gaps",
    "order_key",
    "reasons",
    "silence",
]
