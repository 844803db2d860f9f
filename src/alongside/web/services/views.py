"""The directory: found, read, checked and kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor, Role
from alongside.access.policy import may
from alongside.attention.queries import my_people
from alongside.bridges.queries import ways_to
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.services import rules
from alongside.services.models import Service
from alongside.services.operations import confirm_service, know_service, write_service
from alongside.services.queries import MOST, services_for
from alongside.web.bridges.words import WayLine, lines_of_many
from alongside.web.chrome import know_my_people
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.services.forms import FindForm, ServiceForm
from alongside.web.viewer import viewer_of


@page("service.read")
def services(request: HttpRequest) -> HttpResponse:
    """Where one can go: searched, and narrowed to a kind, a language or what must be checked."""
    actor = viewer_of(request)
    profile = profile_of(actor.agency_id)
    form = FindForm(request.GET, profile=profile)
    asked = form.cleaned_data if form.is_valid() else {}
    show = asked.get("show")
    found = services_for(
        actor,
        text=asked.get("text", ""),
        kind=asked.get("kind", ""),
        language=asked.get("language", ""),
        check_after_days=profile.directory.check_after_days if show == "check" else None,
        closed=show == "closed",
    )
    rows = list(found[: MOST + 1])
    context = {
        "form": form,
        "rows": [_told(one, profile, actor) for one in rows[:MOST]],
        "more": len(rows) > MOST,
        "most": MOST,
        "narrowed": any(asked.values()),
        "may_write": may(actor, "service.write"),
        "may_go": actor.has(Role.CASE_MANAGER, Role.TEAM_LEAD),
        "may_exchange": may(actor, "service.take_in"),
    }
    return render(request, "services/services.html", context)


@page("service.read")
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One service."""
    actor, found = viewer_of(request), _service(request, service_id)
    told = _told(found, profile_of(actor.agency_id), actor)
    who = [one.worker for one in found.acquaintances.all()]
    ways = _on_the_way(request, found)
    there = {way.person_id for way in ways}
    mine = my_people(actor) if actor.has(Role.CASE_MANAGER) and found.open else []
    know_my_people(request, mine)
    context = {
        "one": told,
        "facts": _facts(found),
        "who": who,
        "ways": ways,
        "could_go": [one for one in mine if one.person_id not in there],
        "knows": any(worker.pk == actor.worker_id for worker in who),
        "may_know": actor.worker_id is not None and may(actor, "service.know", found),
        "may_write": may(actor, "service.write", found),
    }
    return render(request, "services/service.html", context)


@page("service.write")
def service_new(request: HttpRequest) -> HttpResponse:
    """Add a service."""
    actor = viewer_of(request)
    slot = DraftSlot(request, form="service", subject_id=actor.agency_id)
    if answer := slot.answer():
        return answer
    form = ServiceForm.from_slot(slot, profile=profile_of(actor.agency_id))
    return _write(request, slot, form)


@page("service.write")
def service_change(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Put a service right."""
    found = _service(request, service_id)
    slot = DraftSlot(request, form="service", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    begun = {**asdict(found.offer), "provider": found.provider.name, "version": found.version}
    profile = profile_of(found.agency_id)
    form = ServiceForm.from_slot(slot, profile=profile, service=found, initial=begun)
    return _write(request, slot, form, found)


@page("service.confirm")
@require_POST
def service_confirm(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Everything about it is still right."""
    confirm_service(by=viewer_of(request), service=_service(request, service_id))
    return after(request, "service", service_id, said=_("Still right, as of today. Thank you."))


@page("service.know")
@require_POST
def service_know(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Say that one knows the place, or does not any more."""
    known = request.POST.get("known") == "yes"
    know_service(by=viewer_of(request), service=_service(request, service_id), known=known)
    said = _("Your colleagues can ask you about it.") if known else _("You are not named any more.")
    return after(request, "service", service_id, said=said)


def _write(
    request: HttpRequest, slot: DraftSlot, form: ServiceForm, found: Service | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with form.shows():
            kept = write_service(
                by=viewer_of(request),
                offer=form.offer,
                provider=form.cleaned_data["provider"],
                service=found,
                version=form.cleaned_data["version"],
                key=slot.key,
            )
            return slot.done(after(request, "service", kept.pk, said=_("Kept. Everyone here finds it.")))
    context = {"form": form, "slot": slot, "service": found}
    return render(request, "services/service_form.html", context, status=422 if form.errors else 200)


def _told(found: Service, profile: Profile, actor: Actor) -> dict[str, Any]:
    """A service for a template, with its clock."""
    days = profile.directory.check_after_days
    language = get_language() or "en"
    return {
        "service": found,
        "kind": profile.service_kinds.label(found.kind, language) if found.kind else _("Not sorted yet"),
        "clock": str(rules.clock(found.verified_on, actor.today, check_after_days=days)),
        "due_on": rules.due_on(found.verified_on, check_after_days=days),
        "map": rules.map_link(found.offer),
        "link": rules.link_to(found.website),
    }


def _on_the_way(request: HttpRequest, found: Service) -> list[WayLine]:
    """Who is on the way there or goes there, of those whom the viewer sees; that is written down."""
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    ways = ways_to(viewer, found, profile.bridges.days)[:MOST]
    show_people(request, "service", [one.bridge for one in ways])
    return lines_of_many(viewer, profile, ways)


def _facts(found: Service) -> list[tuple[str, str]]:
    town = f"{found.postcode} {found.city}".strip()
    said = [
        (_("What one finds there"), found.description),
        (_("What it asks for"), found.requires),
        (_("How one gets in"), found.how_to_ask),
        (_("Opening hours"), found.hours),
        (_("Languages spoken there"), found.languages),
        (_("Address"), ", ".join(part for part in (found.street, town) if part)),
        (_("Telephone"), found.phone),
        (_("Mail"), found.email),
    ]
    return [(label, value) for label, value in said if value]


def _service(request: HttpRequest, service_id: UUID) -> Service:
    """A service of the viewer's agency; another agency's is not found."""
    rows = Service.objects.select_related("provider").prefetch_related("acquaintances__worker")
    found = rows.filter(pk=service_id, agency_id=viewer_of(request).agency_id).first()
    if found is None:
        raise Http404
    return found
