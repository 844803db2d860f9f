"""What lies ahead: appointments and notes begun, told for the hour at which the demo is made.

The cohort plans for a whole day. Made at noon, a morning's appointments are no longer ahead: they are planned for
the same hour tomorrow, so that Today does not open on a list of notes nobody wrote.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from alongside.contacts.models import SeriesRhythm
from alongside.contacts.operations import plan_contact
from alongside.contacts.series_operations import plan_series
from alongside.demo import shapes
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.warned import MeetingAhead
from alongside.enrolments.models import Enrolment
from alongside.kernel import drafts
from alongside.meetings.operations import prepare_meeting
from alongside.network.models import OtherPlan

_SOON = timedelta(minutes=10)


_WEEKLY, _FORTNIGHTLY = 7, 14


def plan_ahead(
    crew: Crew, enrolment: Enrolment, planned: shapes.Appointment, now: datetime, *, again: bool
) -> None:
    """Plan a contact, as it was planned yesterday.

    Args:
        again: where the rhythm is a week or two, it comes again.
    """
    yesterday = datetime.combine(now.date() - timedelta(days=1), time(16))
    at = planned.at if planned.at > now + _SOON else planned.at + timedelta(days=1)
    about: dict[str, Any] = {
        "by": crew.actor(planned.by, moment(yesterday)),
        "enrolment": enrolment,
        "kind": "visit",
        "occurred_at": moment(at),
        "place": planned.place,
        "place_text": planned.place_name,
        "minutes": planned.minutes,
        "text": planned.about,
    }
    rhythm = {
        _WEEKLY: SeriesRhythm.WEEKLY,
        _FORTNIGHTLY: SeriesRhythm.FORTNIGHTLY,
    }.get(enrolment.rhythm_days)
    if again and rhythm is not None:
        plan_series(**about, rhythm=rhythm)
    else:
        plan_contact(**about)


def prepare_ahead(crew: Crew, enrolment: Enrolment, ahead: MeetingAhead, by: str, now: datetime) -> None:
    """A meeting with others, planned and prepared yesterday."""
    yesterday = datetime.combine(now.date() - timedelta(days=1), time(16))
    actor = crew.actor(by, moment(yesterday))
    contact = plan_contact(
        by=actor,
        enrolment=enrolment,
        kind="meeting",
        occurred_at=moment(ahead.at),
        place=ahead.place,
        place_text=ahead.place_text,
        minutes=60,
        text=ahead.text,
    )
    plans = OtherPlan.objects.unscoped().filter(person_id=enrolment.person_id, kind=ahead.about)
    prepare_meeting(
        by=actor,
        contact=contact,
        about=plans.first(),
        papers=ahead.papers,
        names=ahead.names,
        wish=ahead.said["wish"],
        says=ahead.said["says"],
        speaks=ahead.said["speaks"],
        way=ahead.said["way"],
    )


def keep_draft(crew: Crew, enrolment: Enrolment, draft: shapes.Draft) -> None:
    """A note begun and not signed, in the fields of the form about contacts."""
    user_id = crew.worker(draft.by).user_id
    assert user_id is not None
    drafts.keep(
        user_id=user_id,
        form="contact",
        subject_id=enrolment.pk,
        fields={
            "how": ["phone" if draft.place == "remote" else "met"],
            "place": [draft.place],
            "when": ["earlier"],
            "day": [draft.at.date().isoformat()],
            "clock": [f"{draft.at - timedelta(minutes=draft.minutes):%H:%M}"],
            "length": ["other"],
            "minutes": [str(draft.minutes)],
            "text": [draft.text],
        },
        key=drafts.new_key(),
        now=moment(draft.at),
    )
