"""Who keeps a person's wish to be reminded, and who sends."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    RelationPolicy,
    RolePolicy,
    policy,
    reads,
)
from alongside.reminders.models import Reminder, ReminderWish

reads(ReminderWish, COURSE_READERS)
reads(Reminder, COURSE_READERS)


@policy("reminder.read")
class ReadsReminders(RelationPolicy):
    relations = COURSE_READERS


@policy("reminder.ask_for", "reminder.end")
class KeepsTheWish(RelationPolicy):
    """Whoever walks with the person writes down what they want."""

    relations = WALKS_WITH_OR_LEADS


@policy("reminder.write_out", "reminder.note")
class TheClock(RolePolicy):
    """Nobody sends by hand: the clock does."""

    roles = (Role.SYSTEM,)
