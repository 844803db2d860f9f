"""Critical events: written down when they happen, followed up within hours, learned from by the whole team."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.crisis.event_operations import follow_up_event, pass_on_event, record_event
from alongside.crisis.event_queries import events_of, learned_events, waiting_events
from alongside.crisis.models import CriticalEvent
from alongside.crisis.queries import plan_of
from alongside.enrolments.models import Enrolment
from alongside.enrolments.queries import courses_of
from alongside.organisation.models import Worker
from alongside.organisation.queries import profile_of, team_mates
from alongside.people.models import Person
from alongside.restrictions.queries import kept_out
from alongside.web.crisis.event_forms import EventForm, FollowUpForm, PassOnForm
from alongside.web.crisis.event_words import event_line, event_parts
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of


@page("critical_event.list")
def team_events(request: HttpRequest) -> HttpResponse:
    """What still has to be followed up, and what was learned lately, of everybody the viewer sees."""
    viewer = viewer_of(request)
    waiting, learned = waiting_events(viewer), learned_events(viewer)
    show_people(request, "critical_events", waiting, learned)
    profile = profile_of(viewer.agency_id)
    return render(
        request,
        "crisis/team_events.html",
        {
            "waiting": [(event_line(one, profile, viewer), one.person) for one in waiting],
            "learned": [(event_line(one, profile, viewer), one.person) for one in learned],
        },
    )


@page("critical_event.read")
def critical_events(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What happened around a person, the latest first."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="critical_event.read")
    profile = profile_of(viewer.agency_id)
    events = [event_line(one, profile, viewer) for one in events_of(viewer, person)]
    return render(request, "crisis/events.html", {"person": person, "may": may, "events": events})


@page("critical_event.record")
def critical_event_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what happened."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="critical_event.record")
    slot = DraftSlot(request, form="critical_event", subject_id=person.pk)
    if answer := slot.answer():
        return answer
    profile, now = profile_of(viewer.agency_id), localtime(viewer.now)
    course = next(iter(courses_of(viewer, person)), None)
    initial = {
        "day": now.date(),
        "clock": now.time().replace(second=0, microsecond=0),
        "follow_up_worker": _who_walks(course) or viewer.worker_id,
    }
    colleagues = _who_may_follow_up(viewer, course)
    form = EventForm.from_slot(slot, profile=profile, colleagues=colleagues, initial=initial)
    reads = may("critical_event.read")
    if request.method == "POST" and form.is_valid():
        with form.shows():
            record_event(by=viewer, person=person, key=slot.key, **form.said())
            said = _("Written down. Whoever follows it up and walks with them is told.")
            return slot.done(after(request, "critical_events" if reads else "card", person.pk, said=said))
    return render(
        request,
        "crisis/event_new.html",
        {
            "person": person,
            "form": form,
            "slot": slot,
            "back": "critical_events" if reads else "card",
            "hours": profile.crisis.follow_up_hours,
        },
    )


@page("critical_event.read")
def critical_event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """What happened and what came of it; while nobody has, a place to say how it is now."""
    viewer = viewer_of(request)
    answers = request.method == "POST"
    event, may = gate(
        request,
        CriticalEvent,
        event_id,
        policy="critical_event.follow_up" if answers else "critical_event.read",
        related=("person", "worker", "follow_up_worker", "followed_up_by"),
    )
    passing_on = "pass_on" in request.POST
    slot = DraftSlot(request, form="event_follow_up", subject_id=event.pk, elsewhere=passing_on)
    if answer := slot.answer():
        return answer
    profile = profile_of(viewer.agency_id)
    form = pass_on = None
    if event.followed_up_at is None and may("critical_event.follow_up"):
        plan = plan_of(viewer, event.person)
        course = next(iter(courses_of(viewer, event.person)), None)
        form = FollowUpForm.from_slot(slot, has_plan=plan is not None)
        pass_on = PassOnForm(
            request.POST if passing_on else None,
            colleagues=_who_may_follow_up(viewer, course),
            initial={"follow_up_worker": event.follow_up_worker_id, "version": event.version},
        )
        if passing_on and pass_on.is_valid():
            with pass_on.shows():
                version = pass_on.cleaned_data["version"]
                pass_on_event(by=viewer, event=event, follow_up_worker=pass_on.worker, version=version)
                said = _("%(name)s follows it up now.") % {"name": pass_on.worker.name}
                return after(request, "critical_event", event.pk, said=said)
        elif answers and not passing_on and form.is_valid():
            with form.shows():
                follow_up_event(by=viewer, event=event, key=slot.key, **form.cleaned_data)
                said = _("Followed up. Thank you.")
                return slot.done(after(request, "critical_event", event.pk, said=said))
    return render(
        request,
        "crisis/event.html",
        {
            "event": event,
            "person": event.person,
            "line": event_line(event, profile, viewer),
            "parts": event_parts(event, hidden_place=event.person.address_protected),
            "form": form,
            "pass_on": pass_on,
            "slot": slot,
        },
    )


def _who_may_follow_up(viewer: Actor, course: Enrolment | None) -> list[Worker]:
    """The colleagues around the course who may see the person, by name."""
    if course is None:
        return []
    out = kept_out(course.person_id, viewer.today)
    return [one for one in team_mates(course.team_id, viewer.today) if one.pk not in out]


def _who_walks(course: Enrolment | None) -> UUID | None:
    """Who walks with the person now; that much stands on the card of whoever is on call, too."""
    held = Assignment.objects.unscoped().filter(
        enrolment=course, kind=AssignmentKind.PRIMARY, ends_on__isnull=True
    )
    return held.values_list("worker_id", flat=True).first() if course is not None else None
