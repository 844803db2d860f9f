"""More acts: everything one can do from a person's page beside the daily ones, in one place and in groups.

A part of the house that has something to do for a person adds a line to the group it belongs to; the page shows the
groups under "More". An act that the viewer may not do is absent. Ask `about.may` and `about.may_course` only what they
know already where you can: the page counts its queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.people.models import Person
from alongside.web.pages import May


@dataclass(frozen=True)
class Act:
    """One thing to do: where it is done, what it is called (a verb), its icon."""

    url: str
    label: str
    icon: str


@dataclass(frozen=True)
class Acts:
    """Acts that belong together, under a heading."""

    title: str
    acts: list[Act]


@dataclass(frozen=True)
class About:
    """Whom the acts are about, and what the viewer may do.

    Attributes:
        course: the one on the page, open or the last; None when there is none.
        rests: whether it rests.
    """

    viewer: Actor
    person: Person
    course: Enrolment | None
    may: May
    may_course: May
    rests: bool

    @property
    def open_course(self) -> Enrolment | None:
        """The course while it is open."""
        return self.course if self.course is not None and self.course.is_open else None


def more_acts(about: About) -> list[Acts]:
    """The groups that have something in them for this viewer."""
    groups = (
        (_("The course"), _on_the_course(about)),
        (_("When it gets bad"), _in_a_crisis(about)),
        (_("On paper"), _on_paper(about)),
        (_("The record"), _on_the_record(about)),
    )
    found = [Acts(title, list(acts)) for title, acts in groups]
    return [group for group in found if group.acts]


def _on_the_course(about: About) -> Iterator[Act]:
    """What changes the course or who walks along in it."""
    course = about.open_course
    if course is not None and about.may_course("course.change"):
        yield Act(reverse("course_change", args=[course.pk]), _("Agree on another rhythm"), "calendar")
        if not about.rests:
            yield Act(reverse("pause", args=[course.pk]), _("Let the course rest"), "night")
        yield Act(reverse("checklists", args=[course.pk]), _("Go through the checklists"), "check")
        yield Act(reverse("close", args=[course.pk]), _("Close the course"), "close")
    if course is not None and about.may("reminder.ask_for"):
        yield Act(reverse("reminders", args=[about.person.pk]), _("Remind them of appointments"), "message")
        if about.may("handover.add"):
            address = f"{reverse('handover_line')}?about={about.person.pk}"
            yield Act(address, _("Tell whoever is on call"), "phone")
    if course is not None and about.may_course("hand_over.ask"):
        yield Act(reverse("hand_over_new", args=[course.pk]), _("Hand over to a colleague"), "people")


def _in_a_crisis(about: About) -> Iterator[Act]:
    """What grave things happened, and what is done then."""
    if about.may("critical_event.record"):
        yield Act(
            reverse("critical_event_new", args=[about.person.pk]), _("Write down a critical event"), "warning"
        )
    if about.may("critical_event.read"):
        yield Act(reverse("critical_events", args=[about.person.pk]), _("Read what happened before"), "clock")


def _on_paper(about: About) -> Iterator[Act]:
    """What is printed, sent or taken along."""
    course = about.course
    if course is not None and about.may_course("course.read"):
        yield Act(reverse("paper", args=[course.pk]), _("Print or write a letter"), "print")
        yield Act(reverse("paper_summary", args=[course.pk]), _("Make a summary for a meeting"), "document")
    if course is not None and about.may_course("consent.share"):
        yield Act(reverse("share", args=[course.pk]), _("Share with somebody outside"), "people")


def _on_the_record(about: About) -> Iterator[Act]:
    """What puts the record of the person right, or tells who has seen it."""
    if about.may("person.change"):
        yield Act(
            reverse("person_change", args=[about.person.pk]), _("Correct name, telephone, address"), "note"
        )
    if about.may("person.compare"):
        yield Act(reverse("double_of", args=[about.person.pk]), _("They are here twice"), "people")
    if about.may("restriction.read"):
        yield Act(reverse("bounds", args=[about.person.pk]), _("Who may see this"), "key")
    elif about.may("mark.declare"):
        yield Act(reverse("bounds_declare", args=[about.person.pk]), _("I am close to them"), "key")
    if about.may("person.open"):
        yield Act(reverse("person_access", args=[about.person.pk]), _("Who has opened it"), "eye")
        yield Act(
            reverse("remarks", args=[about.person.pk]), _("What was put right or is seen otherwise"), "check"
        )
    if about.may("disclosure.read"):
        yield Act(reverse("told", args=[about.person.pk]), _("Whom we have told"), "document")
    if about.may("request.read"):
        yield Act(reverse("requests", args=[about.person.pk]), _("What they ask of us"), "document")
    if about.may("retention.read"):
        yield Act(reverse("keeping", args=[about.person.pk]), _("Keep, restrict or destroy"), "key")
