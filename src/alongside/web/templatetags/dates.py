"""Days and times as people say them, for templates: `{% load dates %}{{ review.due_on|due }}`."""

from __future__ import annotations

from datetime import date, datetime

from django.template import Library
from django.utils.timezone import localdate

from alongside.web import dates

register = Library()
register.filter("clock", dates.clock)
register.filter("long_day", dates.long_day)
register.filter("ago", dates.ago)


@register.filter
def short_day(day: date, today: date | None = None) -> str:
    """`{{ stay.starts_on|short_day }}`: "Tue 24 Nov"."""
    return dates.short_day(day, today or localdate())


@register.filter
def spoken_day(day: date, today: date | None = None) -> str:
    """`{{ plan.agreed_on|spoken_day }}`: "yesterday"."""
    return dates.spoken_day(day, today or localdate())


@register.filter
def spoken_moment(at: datetime, today: date | None = None) -> str:
    """`{{ contact.occurred_at|spoken_moment }}`: "tomorrow 10:00"."""
    return dates.spoken_moment(at, today or localdate())


@register.filter
def due(day: date, today: date | None = None) -> str:
    """`{{ step.due_on|due }}`: "4 days late"."""
    return dates.due(day, today or localdate())
