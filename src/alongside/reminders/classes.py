"""What is kept of reminders: that somebody wants them, and what became of each. Never its words."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.reminders.models import Reminder, ReminderWish

classify(ReminderWish, personal="way hours_before language asked_on ended_on")
classify(Reminder, personal="way for_at state tries next_at sent_at gateway_id why")
