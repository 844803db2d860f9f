"""The register of breaches and its drills: what happened, whom it concerns, who was told, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.audit.purposes import Purpose
from alongside.organisation.models import Worker
from alongside.oversight.models import Incident, ToWhom
from alongside.oversight.operations import (
    close_incident,
    decide_whom_to_tell,
    find_affected,
    record_told,
    write_incident_down,
)
from alongside.oversight.queries import concerned, incidents_of
from alongside.oversight.rules import incidents as rules
from alongside.web.drafts import DraftSlot
from alongside.web.forms import HouseForm, after
from alongside.web.looks import show_people
from alongside.web.oversight.incident_forms import (
    AffectedForm,
    ClosingForm,
    DecisionForm,
    IncidentForm,
    ToldForm,
)
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("incident.read")
def incidents(request: HttpRequest) -> HttpResponse:
    """The register."""
    actor = viewer_of(request)
    rows = [(one, rules.hours_left(one.noticed_at, actor.now)) for one in incidents_of(actor.agency_id)]
    return render(request, "oversight/incidents.html", {"incidents": rows})


@page("incident.write_down")
def incident_new(request: HttpRequest) -> HttpResponse:
    """Write an incident down, or begin a drill."""
    actor = viewer_of(request)
    slot = DraftSlot(request, form="incident", subject_id=actor.agency_id)
    if answer := slot.answer():
        return answer
    drill = request.GET.get("drill") == "1"
    form = IncidentForm.from_slot(slot, initial={"noticed_at": actor.now, "is_drill": drill})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            made = write_incident_down(by=actor, key=slot.key, **form.cleaned_data)
            said = _("Written down. Find out whom it concerns, then decide whom to tell.")
            return slot.done(after(request, "incident", made.pk, said=said))
    context = {"form": form, "slot": slot, "title": _("Write an incident down"), "act": _("Write it down")}
    return render(request, "oversight/incident_form.html", context, status=422 if form.errors else 200)


@page("incident.read")
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """One incident, whole."""
    return _show(request, _incident(request, incident_id))


@page("incident.find_affected")
def affected(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Find in the log whom it concerns."""
    found = _incident(request, incident_id)
    if request.method != "POST":
        return after(request, "incident", found.pk, fragment="affected")
    form = _affected_form(request, found, request.POST)
    if form.is_valid():
        with form.shows():
            searched = find_affected(by=viewer_of(request), incident=found, **form.asked)
            said = ngettext(
                "%(count)d person found in the log.", "%(count)d people found in the log.", searched.found
            ) % {"count": searched.found}
            return after(request, "incident", found.pk, said=said, fragment="affected")
    return _show(request, found, affected_form=form)


@page("incident.tell")
def told(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Write down what was told to whom."""
    found, actor = _incident(request, incident_id), viewer_of(request)

    def carry_out(form: Any, key: UUID) -> None:
        said = {**form.cleaned_data, "to": ToWhom(form.cleaned_data["to"])}
        record_told(by=actor, incident=found, key=key, **said)

    return _write(
        request,
        found,
        DraftSlot(request, form="incident_told", subject_id=found.pk),
        lambda slot: ToldForm.from_slot(slot, initial={"at": actor.now}),
        carry_out,
        (_("What was told to whom"), _("Keep it")),
    )


@page("incident.decide")
def decide(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Decide who must be told, and why."""
    found, actor = _incident(request, incident_id), viewer_of(request)

    def carry_out(form: Any, key: UUID) -> None:
        decide_whom_to_tell(by=actor, incident=found, key=key, **form.said)

    begun = {"reason": found.reason} if found.reason else {}
    return _write(
        request,
        found,
        DraftSlot(request, form="incident_decision", subject_id=found.pk),
        lambda slot: DecisionForm.from_slot(slot, initial=begun),
        carry_out,
        (_("Who must be told"), _("Decide")),
    )


@page("incident.close")
def close(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Close it, in words."""
    found, actor = _incident(request, incident_id), viewer_of(request)

    def carry_out(form: Any, key: UUID) -> None:
        close_incident(by=actor, incident=found, key=key, **form.cleaned_data)

    return _write(
        request,
        found,
        DraftSlot(request, form="incident_closing", subject_id=found.pk),
        ClosingForm.from_slot,
        carry_out,
        (_("Close the incident"), _("Close it")),
    )


def _write(
    request: HttpRequest,
    found: Incident,
    slot: DraftSlot,
    form_from: Callable[[Any], HouseForm],
    carry_out: Callable[[Any, UUID], None],
    words: tuple[str, str],
) -> HttpResponse:
    """A page with one form about an incident."""
    if answer := slot.answer():
        return answer
    form = form_from(slot)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            carry_out(form, slot.key)
            return slot.done(after(request, "incident", found.pk, said=_("Kept.")))
    context = {"form": form, "slot": slot, "incident": found, "title": words[0], "act": words[1]}
    return render(request, "oversight/incident_form.html", context, status=422 if form.errors else 200)


def _show(request: HttpRequest, found: Incident, *, affected_form: HouseForm | None = None) -> HttpResponse:
    actor = viewer_of(request)
    people = concerned(actor, found)
    show_people(request, "incident", people, purpose=Purpose.OVERSIGHT)
    return render(
        request,
        "oversight/incident.html",
        {
            "incident": found,
            "is_open": found.closed_at is None,
            "hours_left": rules.hours_left(found.noticed_at, actor.now),
            "tell_by": rules.tell_by(found.noticed_at),
            "people": people,
            "searches": found.searches.select_related("worker").order_by("recorded_at"),
            "told": found.told.select_related("told_by").order_by("at"),
            "told_authority": found.told.filter(to=ToWhom.AUTHORITY).exists(),
            "affected_form": affected_form or _affected_form(request, found, None),
        },
        status=422 if affected_form is not None else 200,
    )


def _affected_form(request: HttpRequest, found: Incident, data: Any) -> AffectedForm:
    workers = Worker.objects.filter(agency_id=found.agency_id, user__isnull=False).order_by("name")
    return AffectedForm(data, workers=list(workers), initial={"until": found.noticed_at})


def _incident(request: HttpRequest, incident_id: UUID) -> Incident:
    mine = Incident.objects.filter(agency_id=viewer_of(request).agency_id)
    found = mine.select_related("written_by", "decided_by", "closed_by").filter(pk=incident_id).first()
    if found is None:
        raise Http404
    return found
