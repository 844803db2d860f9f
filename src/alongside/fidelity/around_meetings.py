"""What stands around the meetings with others of many courses: one query, whatever their number."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import make_aware

from alongside.contacts.models import ContactKind, ContactStatus
from alongside.fidelity.facts import Around
from alongside.fidelity.reading import Reading
from alongside.meetings import rules
from alongside.meetings.models import Meeting, Paper


def around_meetings(reading: Reading) -> dict[UUID, Around]:
    """What was written around each meeting that took place, by the contact: before and after it."""
    papers = reading.rows(Paper).filter(meeting=OuterRef("pk"))
    rows = reading.rows(Meeting).filter(
        contact__enrolment_id__in=reading.ids,
        contact__kind=ContactKind.MEETING,
        contact__status=ContactStatus.HELD,
        contact__occurred_at__gte=make_aware(
            datetime.combine(max(reading.starts_on, date(1900, 1, 1)), time())
        ),
    )
    return {
        contact: Around(
            prepared=rules.is_prepared(wish=wish, papers=int(with_papers)),
            talked_over=bool(meant.strip()),
            about=about,
        )
        for contact, wish, meant, about, with_papers in rows.annotate(with_papers=Exists(papers)).values_list(
            "contact_id", "wish", "meant", "about_id", "with_papers"
        )
    }
