"""What every page about a course begins with: the record behind the gate, whom it is about, and the way around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from alongside.access.actor import Actor
from alongside.caseload.queries import case_manager
from alongside.enrolments.models import Enrolment
from alongside.kernel.models import PersonalRecord
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web.about import tabs_about
from alongside.web.pages import May, gate
from alongside.web.viewer import viewer_of


@dataclass
class Course:
    """A course as a page needs it.

    Attributes:
        may: what the viewer may do with the course.
        language: the reader's language, for lists of the practice profile.
    """

    request: HttpRequest
    viewer: Actor
    enrolment: Enrolment
    may: May
    profile: Profile
    language: str
    _worker_name: str | None = field(default=None, repr=False)

    @property
    def person(self) -> Person:
        """Whom it is about."""
        person: Person = self.enrolment.person
        return person

    @property
    def name(self) -> str:
        """How the person is spoken of."""
        return self.person.first_name

    @property
    def worker_name(self) -> str:
        """The first name of the case manager; the role, while there is none. One query, asked once."""
        if self._worker_name is None:
            worker = case_manager(self.viewer, self.enrolment)
            self._worker_name = worker.name.split()[0] if worker else gettext("Case manager")
        return self._worker_name

    def writable(self, name: str) -> bool:
        """Whether the viewer may do `name`, and the course still runs."""
        return self.enrolment.is_open and self.may(name)

    def render(self, template: str, *, here: str, status: int = 200, **context: Any) -> HttpResponse:
        """The page, with what all of them show. `here` is the route name of the open tab."""
        frame = {
            "course": self,
            "enrolment": self.enrolment,
            "person": self.person,
            "name": self.name,
            "may": self.may,
            "today": self.viewer.today,
            "tabs": tabs_about(self.enrolment, self.may, here),
        }
        return render(self.request, template, {**frame, **context}, status=status)


def open_course(request: HttpRequest, enrolment_id: UUID, *, policy: str = "course.read") -> Course:
    """The course behind an address.

    Raises:
        Http404: there is none, or the viewer may not see it or not do this.
    """
    enrolment, may = gate(request, Enrolment, enrolment_id, policy=policy, related=("person", "team"))
    return _course(request, enrolment, may)


def open_course_of(
    request: HttpRequest, model: type[PersonalRecord], record_id: UUID, *, policy: str, path: str
) -> tuple[Any, Course]:
    """A record of a course and the course it belongs to.

    Args:
        policy: what the page is for; decided on the record.
        path: the attributes that lead from the record to its course, as the ORM writes them.

    Raises:
        Http404: see `open_course`.
    """
    record, _may = gate(
        request, model, record_id, policy=policy, related=(f"{path}__person", f"{path}__team")
    )
    enrolment = record
    for step in path.split("__"):
        enrolment = getattr(enrolment, step)
    return record, _course(request, enrolment, May(_may.actor, enrolment))


def _course(request: HttpRequest, enrolment: Any, may: May) -> Course:
    viewer = viewer_of(request)
    return Course(request, viewer, enrolment, may, profile_of(viewer.agency_id), get_language() or "en")
