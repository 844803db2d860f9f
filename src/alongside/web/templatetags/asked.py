"""Words for what an order carries, in templates: `{% load asked %}{{ goal.expected_level|level:words }}`."""

from __future__ import annotations

from django.template import Library

from alongside.referrals.order_content import AskedOrder
from alongside.web.intake.words import Words, rhythm

register = Library()


@register.filter
def level(code: str, words: Words) -> str:
    """A functional level or support need in words."""
    return words.level(code)


@register.filter
def follow_up_rhythm(order: AskedOrder) -> str:
    """How often the authority follows up after the first time."""
    record = order.record
    return rhythm(record.follow_up_times, record.follow_up_period, record.follow_up_unit)
