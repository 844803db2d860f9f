"""What is read, for whom, of which days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.numbers.rules import Span
from alongside.organisation.profile import Profile


@dataclass(frozen=True)
class Looked:
    """A course, and the days of it that are looked at."""

    course: Enrolment
    days: Span


@dataclass
class Reading:
    """What is read, for whom. Without a viewer, for sums that name nobody, everything that stands."""

    viewer: Actor | None
    looked: Sequence[Looked]
    profile: Profile

    def __post_init__(self) -> None:
        self.by_course = {one.course.pk: one for one in self.looked}
        self.ids = list(self.by_course)
        self.people = [one.course.person_id for one in self.looked]
        self.referrals = [one.course.referral_id for one in self.looked]
        self.starts_on = min((one.days.starts_on for one in self.looked), default=date.max)

    def rows(self, model: Any) -> Any:
        """The records of a kind that may be counted."""
        if self.viewer is None:
            return model.objects.unscoped().standing()
        return model.objects.visible_to(self.viewer)

    def days(self, course: UUID) -> Span:
        """The window of a course."""
        return self.by_course[course].days

    def has(self, course: UUID, day: date) -> bool:
        """Whether a day lies in the window of a course."""
        span = self.days(course)
        assert span.ends_on is not None
        return span.starts_on <= day < span.ends_on
