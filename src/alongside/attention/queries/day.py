"""The viewer's own day as a line of time: what is planned and was held, and what lies between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import localtime

from alongside.access.actor import Actor
from alongside.attention.rules import Gap, Stop, gaps
from alongside.calendar.queries import CalendarItem, appointments
from alongside.calendar.rules import midnight
from alongside.contacts.models import ContactKind, ContactStatus
from alongside.organisation.profile import Profile


@dataclass(frozen=True)
class DayItem:
    """Something on today's line of time. `gap` is what lies before it, None before the first."""

    item: CalendarItem
    gap: Gap | None

    @property
    def is_ahead(self) -> bool:
        """Whether it is still only planned."""
        return self.item.status == ContactStatus.PLANNED


def my_day(viewer: Actor, profile: Profile) -> list[DayItem]:
    """Today's appointments of the viewer, with people and without, those already held too. Two queries.

    What was called off is left out.
    """
    zone = localtime(viewer.now).tzinfo
    assert viewer.worker_id is not None
    assert zone is not None
    start = midnight(viewer.today, zone)
    end = midnight(viewer.today + timedelta(days=1), zone)
    found = [
        item
        for item in appointments(viewer, [viewer.worker_id], start, end, with_flags=True)
        if item.status != ContactStatus.CANCELLED and not item.all_day and item.starts_at >= start
    ]
    between = gaps([_stop(item, profile) for item in found], way_minutes=profile.calendar.way_minutes)
    return [DayItem(item, gap) for item, gap in zip(found, between, strict=True)]


def _stop(item: CalendarItem, profile: Profile) -> Stop:
    place = profile.contact_places.get(item.place)
    remote = place is not None and place.setting == "remote"
    return Stop(
        item.starts_at,
        item.ends_at,
        item.length_known,
        place=_where(item, profile),
        stays_put=remote or item.kind in (ContactKind.PHONE, ContactKind.MESSAGE),
    )


def _where(item: CalendarItem, profile: Profile) -> str:
    """The place, so that the same place reads the same: the office is one, everybody's home is another."""
    if item.place_text:
        return item.place_text.strip().casefold()
    place = profile.contact_places.get(item.place)
    if place is None:
        return ""
    return place.key if place.setting == "office" else f"{place.key} {item.person_id}"
