"""Numbers of a case manager's own people and time, or of a team: asked by month, added up in the database."""

from alongside.numbers.queries.now import LoadLine, Now, Someone, now_of
from alongside.numbers.queries.over_time import (
    ContactMonth,
    HeldLate,
    InTouch,
    ReviewMonth,
    contacts_by_month,
    reviews_by_month,
    reviews_held_late,
)
from alongside.numbers.queries.spent import FormTime, Line, Spent, TimeMonth, own_line_is_shown, time_spent
from alongside.numbers.queries.whose import Whose, choices, whose

__all__ = [
    "ContactMonth",
    "FormTime",
    "HeldLate",
    "InTouch",
    "Line",
    "LoadLine",
    "Now",
    "ReviewMonth",
    "Someone",
    "Spent",
    "TimeMonth",
    "Whose",
    "choices",
    "contacts_by_month",
    "now_of",
    "own_line_is_shown",
    "reviews_by_month",
    "reviews_held_late",
    "time_spent",
    "whose",
]
