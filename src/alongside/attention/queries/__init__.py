"""Questions to the records: the desk of a case manager, the team, and the people behind both."""

from alongside.attention.queries.desk import (
    DayItem,
    Due,
    Needs,
    Waiting,
    due_for,
    my_day,
    my_people,
    who_needs_me,
)
from alongside.attention.queries.walks import Companion, Walk, Whereabouts

__all__ = [
    "Companion",
    "DayItem",
    "Due",
    "Needs",
    "Waiting",
    "Walk",
    "Whereabouts",
    "due_for",
    "my_day",
    "my_people",
    "who_needs_me",
]
