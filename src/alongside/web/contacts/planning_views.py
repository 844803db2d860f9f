"""Plan, move, change and call off; visits that come again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.contacts.models import Contact, ContactKind, ContactStatus, GoesAlong, SeriesVisit
from alongside.contacts.operations import call_off_contact, change_plan, move_contact, plan_contact
from alongside.contacts.queries import ahead, plan_changes, series_of
from alongside.contacts.series_operations import change_series, end_series, plan_series
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Worker
from alongside.organisation.queries import profile_of, team_mates
from alongside.web import dates
from alongside.web.contacts.planning_forms import (
    ALL,
    AppointmentForm,
    CallOffForm,
    ChangeForm,
    EndSeriesForm,
    MoveForm,
    SeriesForm,
    as_planned,
    as_repeated,
)
from alongside.web.contacts.writing import where_they_rest
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after, moment, read_clock, read_day
from alongside.web.pages import May, gate, page
from alongside.web.people.flags import flags_of
from alongside.web.places import back_to, way_back
from alongside.web.viewer import viewer_of

OF_COURSE = ("enrolment__person", "enrolment__team")


@page("contact.plan")
def plan(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Plan to meet or talk, once or again and again. `?like=ID` begins with what was called off."""
    viewer = viewer_of(request)
    enrolment, _may = gate(
        request, Enrolment, enrolment_id, policy="contact.plan", related=("person", "team")
    )
    way_back(request)
    slot = DraftSlot(request, form="appointment", subject_id=enrolment.pk)
    if answer := slot.answer():
        return answer
    form = AppointmentForm.from_slot(
        slot,
        profile=profile_of(viewer.agency_id),
        colleagues=_colleagues(viewer, enrolment),
        initial=_begin_with(request, viewer, enrolment),
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            about: dict[str, Any] = {"by": viewer, "enrolment": enrolment, "occurred_at": form.at()}
            if form.repeats:
                plan_series(key=slot.key, **about, **form.what(), **form.series())
            else:
                plan_contact(key=slot.key, **about, **form.what())
            said = _("Planned: %(when)s.") % {"when": dates.spoken_moment(form.at(), viewer.today)}
            return slot.done(back_to(request, enrolment.person_id, said=said))
    return render(
        request,
        "contacts/plan.html",
        {
            "enrolment": enrolment,
            "person": enrolment.person,
            "flags": flags_of(viewer, enrolment.person),
            "form": form,
            "slot": slot,
        },
    )


def _begin_with(request: HttpRequest, viewer: Actor, enrolment: Enrolment) -> dict[str, Any]:
    day, clock = read_day(request.GET.get("day", "")), read_clock(request.GET.get("clock", ""))
    found: dict[str, Any] = {
        name: value for name, value in (("day", day), ("clock", clock)) if value is not None
    }
    if request.GET.get("kind") in ContactKind.values:
        found["kind"] = request.GET["kind"]
    found |= where_they_rest(viewer, enrolment, profile_of(viewer.agency_id))
    try:
        like = UUID(request.GET.get("like", ""))
    except ValueError:
        return found
    contact = Contact.objects.visible_to(viewer).filter(pk=like, enrolment=enrolment).first()
    if contact is None:
        return found
    before = as_planned(contact, _along(viewer, contact))
    # Its text became the reason for calling it off; what it was about is in the version before.
    planned = contact.history.filter(status=ContactStatus.PLANNED).first()
    about = planned.text if planned else ""
    return {**before, "day": None, "text": about, **found}


def planned_page(request: HttpRequest, found: Contact, may: May) -> HttpResponse:
    """What is planned, with what can be done about it."""
    viewer = viewer_of(request)
    line = next(line for line in ahead(viewer, [found.enrolment_id]) if line.id == found.pk)
    slot = DraftSlot(request, form="call_off", subject_id=found.pk)
    profile = profile_of(viewer.agency_id)
    return render(
        request,
        "contacts/planned.html",
        {
            "planned": line,
            "may": may,
            "minutes": found.minutes,
            "place": profile.contact_places.label(line.place, viewer.language),
            "along": _names_along(viewer, found),
            "series": series_of(viewer, found),
            "changes": plan_changes(viewer, found),
            "enrolment": found.enrolment,
            "person": found.enrolment.person,
            "flags": flags_of(viewer, found.enrolment.person),
            "move_form": _move_form(found),
            "call_off_form": CallOffForm.from_slot(slot, profile=profile),
            "slot": slot,
        },
    )


@page("contact.move")
def move(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The same at another time."""
    viewer = viewer_of(request)
    found, _may = gate(request, Contact, contact_id, policy="contact.move", related=OF_COURSE)
    way_back(request)
    if found.status != ContactStatus.PLANNED:
        return redirect("contact", found.pk)
    form = MoveForm(request.POST) if request.method == "POST" else _move_form(found)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            at = moment(form.cleaned_data["day"], form.cleaned_data["clock"])
            move_contact(
                by=viewer,
                contact=found,
                occurred_at=at,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
            )
            said = _("Moved to %(when)s.") % {"when": dates.spoken_moment(at, viewer.today)}
            return back_to(request, found.enrolment.person_id, said=said)
    context = {"planned": found, "person": found.enrolment.person, "form": form}
    return render(request, "contacts/move.html", context)


def _move_form(found: Contact) -> MoveForm:
    at = localtime(found.occurred_at)
    return MoveForm(initial={"day": at.date(), "clock": at.time(), "version": found.version})


@page("contact.change_plan")
def change(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """What it is about, where, how long, who goes along."""
    viewer = viewer_of(request)
    found, _may = gate(request, Contact, contact_id, policy="contact.change_plan", related=OF_COURSE)
    way_back(request)
    if found.status != ContactStatus.PLANNED:
        return redirect("contact", found.pk)
    form = ChangeForm(
        request.POST or None,
        initial=as_planned(found, _along(viewer, found)),
        profile=profile_of(viewer.agency_id),
        colleagues=_colleagues(viewer, found.enrolment, whose=found.worker_id),
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_plan(by=viewer, contact=found, version=form.cleaned_data["version"], **form.what())
            return after(request, "contact", found.pk, said=_("The change is kept."))
    context = {"planned": found, "person": found.enrolment.person, "form": form}
    return render(request, "contacts/change.html", context)


@page("contact.call_off")
def call_off(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Called off in good time; it stays in the story."""
    viewer = viewer_of(request)
    found, _may = gate(request, Contact, contact_id, policy="contact.call_off", related=OF_COURSE)
    way_back(request)
    if found.status != ContactStatus.PLANNED:
        return redirect("contact", found.pk)
    slot = DraftSlot(request, form="call_off", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = CallOffForm.from_slot(slot, profile=profile_of(viewer.agency_id))
    if request.method == "POST" and form.is_valid():
        with form.shows():
            call_off_contact(by=viewer, contact=found, key=slot.key, **form.cleaned_data)
            said = _("Called off. It stays in the story.")
            return slot.done(back_to(request, found.enrolment.person_id, said=said))
    context = {"planned": found, "person": found.enrolment.person, "form": form, "slot": slot}
    return render(request, "contacts/call_off.html", context)


@page("series.change")
def series_change(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Change a visit that comes again and those that follow, or all that lie ahead."""
    viewer = viewer_of(request)
    found, visit = _visit(request, contact_id, policy="series.change")
    way_back(request)
    form = SeriesForm(
        request.POST or None,
        initial={**as_planned(found, _along(viewer, found)), **as_repeated(visit.series)},
        profile=profile_of(viewer.agency_id),
        colleagues=_colleagues(viewer, found.enrolment, whose=found.worker_id),
    )
    if request.method == "POST" and form.is_valid():
        # Whether all change or only those from here on, this visit says to which weekday and time.
        from_on, at = visit.on, form.at()
        if form.cleaned_data["which"] == ALL:
            from_on = _first_ahead(viewer, visit)
            at = moment(form.cleaned_data["day"] - (visit.on - from_on), form.cleaned_data["clock"])
        with form.shows():
            change_series(
                by=viewer,
                series=visit.series,
                from_on=from_on,
                occurred_at=at,
                wish=form.wish(),
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                key=form.cleaned_data["key"],
            )
            return back_to(request, found.enrolment.person_id, said=_("The visits are changed."))
    context = {"planned": found, "person": found.enrolment.person, "form": form, "series": visit.series}
    return render(request, "contacts/series_change.html", context)


@page("series.end")
def series_end(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The visits do not come again after a day; those that were planned are called off."""
    viewer = viewer_of(request)
    found, visit = _visit(request, contact_id, policy="series.end")
    way_back(request)
    form = EndSeriesForm(
        request.POST or None,
        initial={"last": visit.on, "version": visit.series.version},
        profile=profile_of(viewer.agency_id),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.shows():
            end_series(
                by=viewer,
                series=visit.series,
                ends_on=said["last"] + timedelta(days=1),
                how=said["how"],
                reason=said["reason"],
                version=said["version"],
            )
            return back_to(request, found.enrolment.person_id, said=_("After that day no visit comes again."))
    context = {"planned": found, "person": found.enrolment.person, "form": form, "series": visit.series}
    return render(request, "contacts/series_end.html", context)


def _visit(request: HttpRequest, contact_id: UUID, *, policy: str) -> tuple[Contact, SeriesVisit]:
    viewer = viewer_of(request)
    found, may = gate(request, Contact, contact_id, related=OF_COURSE)
    visit = (
        SeriesVisit.objects.visible_to(viewer)
        .filter(contact=found, contact__status=ContactStatus.PLANNED)
        .select_related("series__enrolment__team")
        .first()
    )
    if visit is None or not may(policy):
        raise Http404
    return found, visit


def _first_ahead(viewer: Actor, visit: SeriesVisit) -> date:
    ahead_of = SeriesVisit.objects.visible_to(viewer).filter(
        series=visit.series, contact__status=ContactStatus.PLANNED, contact__occurred_at__gte=viewer.now
    )
    first: date | None = ahead_of.order_by("on").values_list("on", flat=True).first()
    return first or visit.on


def _along(viewer: Actor, contact: Contact) -> list[UUID]:
    found = GoesAlong.objects.visible_to(viewer).filter(contact=contact)
    return list(found.values_list("worker_id", flat=True))


def _names_along(viewer: Actor, contact: Contact) -> list[str]:
    found = GoesAlong.objects.visible_to(viewer).filter(contact=contact).order_by("worker__name")
    return list(found.values_list("worker__name", flat=True))


def _colleagues(viewer: Actor, enrolment: Enrolment, *, whose: UUID | None = None) -> list[Worker]:
    """Who could go along: those of the team of the course, but for whose visit it is."""
    besides = whose or viewer.worker_id
    return [one for one in team_mates(enrolment.team_id, viewer.today) if one.pk != besides]
