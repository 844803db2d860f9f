"""What the timeline tells of referrals: that one came, how it was answered, what an authority ordered."""

from __future__ import annotations

from datetime import time

from django.db.models import Case, CharField, F, When
from django.db.models.functions import TruncDate

from alongside.people.telling import Kind, tells
from alongside.referrals.models import Decision, Order, OrderFollowUp, Referral

_WHO = Case(
    When(authority_name="", then=F("source_text")), default=F("authority_name"), output_field=CharField()
)

tells(
    Kind(
        "referral.received",
        shows="referral",
        rows=lambda asked: Referral.objects.under(asked.viewer, *asked.referrals),
        day=TruncDate("received_at"),
        key="source",
        text="reason",
        words="wishes",
        worker=_WHO,
        holder="id",
    ),
    Kind(
        "referral.decided",
        shows="referral",
        rows=lambda asked: Decision.objects.under(asked.viewer, *asked.referrals),
        day="decided_on",
        clock=time(0, 0, 1),
        key="outcome",
        text="reason",
        worker="decided_by_name",
        holder="referral_id",
    ),
    Kind(
        "order.written",
        shows="referral",
        rows=lambda asked: Order.objects.under(asked.viewer, *asked.referrals).filter(existing=False),
        day=TruncDate("ordered_at"),
        text="description",
        worker="ordered_by",
        holder="referral_id",
    ),
    Kind(
        "order.followed_up",
        shows="referral",
        rows=lambda asked: OrderFollowUp.objects.under(asked.viewer, *asked.referrals),
        day="followed_up_on",
        worker="order__follow_up_by",
        holder="referral_id",
    ),
)
