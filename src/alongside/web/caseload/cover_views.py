"""Arranging cover for an absence, and moving its end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.caseload.models import Cover
from alongside.caseload.moves import covers, people_of
from alongside.caseload.operations import arrange_cover, change_cover
from alongside.caseload.queries import capacity
from alongside.kernel.errors import DomainError
from alongside.organisation.models import Worker
from alongside.restrictions.queries import kept_out_of_each
from alongside.web import dates
from alongside.web.caseload.forms import CoverEndForm, CoverForm
from alongside.web.caseload.rows import cover_rows
from alongside.web.caseload.views import colleague
from alongside.web.caseload.words import DAY, last_day
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("cover.arrange")
def cover_new(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Who covers while somebody is away."""
    actor = viewer_of(request)
    worker = colleague(actor, worker_id, policy="cover.arrange")
    slot = DraftSlot(request, form="cover", subject_id=worker.pk)
    if answer := slot.answer():
        return answer
    people = people_of(actor, worker)
    out = kept_out_of_each([one.person_id for one in people], actor.today)
    by_all = set.intersection(*(set(out.get(one.person_id, ())) for one in people)) if people else set()
    loads = [
        load
        for load in capacity(actor.agency_id, actor.today)
        if load.worker_id != worker.pk and load.worker_id not in by_all
    ]
    show_people(request, "cover", people, worker=str(worker.pk))
    form = CoverForm.from_slot(slot, people=people, loads=loads, today=actor.today)
    if request.method == "POST" and form.is_valid():
        chosen, _team = form.cleaned_data["cover"].split(":")
        with form.shows():
            made = arrange_cover(
                by=actor,
                worker=worker,
                cover=get_object_or_404(Worker, pk=chosen, agency_id=actor.agency_id),
                key=slot.key,
                **form.said,
            )
            said = _("%(cover)s covers for %(absent)s until %(day)s, and no longer.") % {
                "cover": made.worker.name,
                "absent": made.absent.name,
                "day": dates.spoken_day(last_day(made.ends_on), actor.today),
            }
            alone = [
                one.person.full_name
                for one in form.said["enrolments"] or people
                if made.worker_id in out.get(one.person_id, ())
            ]
            if alone:
                messages.warning(
                    request,
                    _("%(cover)s may not see %(people)s: find somebody else for them in that time.")
                    % {"cover": made.worker.name, "people": ", ".join(alone)},
                )
            return slot.done(after(request, "moves", said=said))
    already = cover_rows(actor, covers(actor, about=Q(absent=worker)), all_mine=True)
    return render(
        request,
        "caseload/cover_new.html",
        {
            "form": form,
            "slot": slot,
            "worker": worker,
            "own": worker.pk == actor.worker_id,
            "already": already,
        },
    )


@page("cover.change")
def cover(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    """Move the end of cover, or end it today."""
    actor, found = _found(request, cover_id)
    form = CoverEndForm(request.POST or None, initial={"last_day": last_day(found.ends_on)})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_cover(by=actor, cover=found, ends_on=form.cleaned_data["last_day"] + DAY)
            return after(request, "moves", said=_("Cover has another last day now."))
    return render(request, "caseload/cover.html", {"form": form, "cover": found})


@page("cover.change")
@require_POST
def cover_end(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    """End it now: from this moment the colleague sees these people no more because of it."""
    actor, found = _found(request, cover_id)
    try:
        change_cover(by=actor, cover=found, ends_on=max(actor.today, found.starts_on))
    except DomainError as error:
        messages.error(request, error.text)
        return redirect("cover", found.pk)
    return after(request, "moves", said=_("Cover has ended. Thank %(name)s.") % {"name": found.worker.name})


def _found(request: HttpRequest, cover_id: UUID) -> tuple[Actor, Cover]:
    actor = viewer_of(request)
    found = get_object_or_404(
        Cover.objects.select_related("worker", "absent"), pk=cover_id, absent__agency_id=actor.agency_id
    )
    if not may(actor, "cover.change", found):
        raise Http404
    return actor, found
