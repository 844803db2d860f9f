"""What a person asks of us: to see everything, or to be erased; the file they are given, taken out once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.approvals.operations import ask_approval
from alongside.approvals.queries import standing
from alongside.contacts.models import Contact
from alongside.kernel.models import Job
from alongside.paper.letters import wishes_of
from alongside.people.models import Person
from alongside.rights.models import AccessRequest, ErasureRequest, Export
from alongside.rights.operations import (
    answer,
    ask_for_access,
    ask_to_be_erased,
    decide_erasure,
    give_after_all,
    make_export,
    take_export,
    tell_erasure,
    withhold,
)
from alongside.rights.queries import exports_of, requests_of, withheld_in
from alongside.web.forms import after
from alongside.web.keeping.about import person_for
from alongside.web.keeping.forms import AskedForm, DecideForm, MakeForm, WhyForm, WithholdForm
from alongside.web.keeping.records import zip_file
from alongside.web.looks import hand_out
from alongside.web.pages import SIGNED_IN, page
from alongside.web.viewer import viewer_of

MOST_NOTES = 200
"""So many notes can be chosen among to keep one back."""


@page(SIGNED_IN)
def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What a person has asked for, and writing down that they ask."""
    actor = viewer_of(request)
    person, name = person_for(request, person_id, "request.read")
    form = AskedForm(request.POST or None, initial={"asked_on": actor.today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.shows():
            asks = ask_for_access if said["what"] == "see" else ask_to_be_erased
            made = asks(
                by=actor, person=person, asked_on=said["asked_on"], how=said["how"], words=said["words"]
            )
            route = "access_request" if said["what"] == "see" else "erasure_request"
            return after(request, route, made.pk, said=_("Written down. The answer is due in thirty days."))
    access, erasure = requests_of(person)
    context = {"person": person, "name": name, "form": form, "access": access, "erasure": erasure}
    return render(request, "keeping/requests.html", context, status=422 if form.errors else 200)


@page(SIGNED_IN)
def access(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request to see everything: what is kept back, the file, the answer."""
    actor = viewer_of(request)
    found, name = _request(request, AccessRequest, request_id)
    person: Person = found.person
    wish = wishes_of(actor, [person], otherwise=person.agency.language)[person.pk]
    act = request.POST.get("act", "")
    make = MakeForm(
        request.POST if act == "make" else None, initial={"language": wish.language, "large": wish.large}
    )
    back = WithholdForm(request.POST if act == "withhold" else None)
    why = WhyForm(request.POST if act == "names" else None)
    notes = _notes(actor, person)
    back.fields["record"].offer(notes)  # type: ignore[attr-defined]
    done = _answered(request, found, act, make, back, why)
    if done is not None:
        return done
    exports = exports_of(found)
    jobs = {job.pk: job for job in Job.objects.filter(pk__in=[one.job_id for one in exports if one.job_id])}
    context = {
        "asked": found,
        "person": person,
        "name": name,
        "make": make,
        "back": back,
        "why": why,
        "form": next((one for one in (make, back, why) if one.is_bound), make),
        "withheld": list(withheld_in(found).values()),
        "names_of_notes": dict(notes),
        "exports": [
            (one, jobs.get(one.job_id) if one.job_id else None, _ready(one, actor)) for one in exports
        ],
        "approval": standing(actor, "log.names", found),
    }
    bad = any(one.errors for one in (make, back, why) if one.is_bound)
    return render(request, "keeping/access.html", context, status=422 if bad else 200)


def _answered(
    request: HttpRequest, found: AccessRequest, act: str, make: MakeForm, back: WithholdForm, why: WhyForm
) -> HttpResponse | None:
    """What the act of the page leads to; None when the page is shown (again)."""
    actor = viewer_of(request)
    said = ""
    if act == "make" and make.is_valid():
        with make.shows():
            make_export(by=actor, request=found, **make.cleaned_data)
            said = _("The file is being made. Come back in a moment.")
    elif act == "withhold" and back.is_valid():
        with back.shows():
            record = UUID(back.cleaned_data["record"])
            label, reason = Contact._meta.label_lower, back.cleaned_data["why"]
            withhold(by=actor, request=found, label=label, record_id=record, why=reason)
            said = _("Kept back. The file says so, with your reason.")
    elif act == "names" and why.is_valid():
        with why.shows():
            ask_approval(by=actor, kind="log.names", subject=found, why=why.cleaned_data["why"])
            said = _("Asked. A second person decides.")
    elif act == "give":
        give_after_all(by=actor, request=found, record_id=UUID(request.POST["record"]))
        said = _("It stands in the answer again.")
    elif act == "answer":
        answer(by=actor, request=found)
        said = _("Noted: they have got their answer.")
    return after(request, "access_request", found.pk, said=said) if said else None


@page(SIGNED_IN)
@require_POST
def take(request: HttpRequest, request_id: UUID, export_id: UUID) -> HttpResponse:
    """The person's file: once, to the one who made it."""
    actor = viewer_of(request)
    found, _name = _request(request, AccessRequest, request_id)
    export = Export._base_manager.filter(pk=export_id, request=found).first()
    if export is None or not _ready(export, actor):
        raise Http404
    content: list[bytes] = []
    take_export(by=actor, export=export, into=content)
    hand_out(request, "person_file", found.person)
    return zip_file(content[0], f"person-{actor.today.isoformat()}")


@page(SIGNED_IN)
def erasure(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request to be erased: decided, and told."""
    actor = viewer_of(request)
    found, name = _request(request, ErasureRequest, request_id)
    may_decide = not found.outcome and may(actor, "erasure_request.decide", found)
    form = DecideForm(request.POST if request.POST.get("act") == "decide" else None)
    if request.method == "POST" and form.is_bound and not may_decide:
        raise Http404
    if form.is_bound and form.is_valid():
        with form.shows():
            decide_erasure(by=actor, request=found, **form.cleaned_data)
            return after(request, "erasure_request", found.pk, said=_("Decided. Now tell them."))
    if request.POST.get("act") == "tell":
        tell_erasure(by=actor, request=found)
        return after(request, "erasure_request", found.pk, said=_("Noted: they were told."))
    context = {
        "asked": found,
        "person": found.person,
        "name": name,
        "form": form,
        "may_decide": may_decide,
        "may_keep": may(actor, "retention.read", found.person),
    }
    return render(request, "keeping/erasure.html", context, status=422 if form.errors else 200)


def _request(request: HttpRequest, model: Any, request_id: UUID) -> tuple[Any, str]:
    """A request the viewer answers; any other is not found."""
    actor = viewer_of(request)
    found = model._base_manager.filter(pk=request_id).select_related("person__agency").first()
    if found is None or found.person.agency_id != actor.agency_id:
        raise Http404
    _person, name = person_for(request, found.person_id, "request.read")
    return found, name


def _notes(actor: Actor, person: Person) -> list[tuple[str, str]]:
    """The notes about a person that the viewer sees, to choose one to keep back. One query."""
    notes = Contact.objects.with_struck().visible_to(actor).filter(enrolment__person=person)
    return [
        (str(note.pk), f"{date_format(localtime(note.occurred_at), 'SHORT_DATE_FORMAT')}: {note.text[:60]}")
        for note in notes.only("occurred_at", "text").order_by("-occurred_at")[:MOST_NOTES]
    ]


def _ready(export: Export, actor: Actor) -> bool:
    """Whether the viewer can take this file out now."""
    return (
        export.made_at is not None
        and export.taken_at is None
        and export.expires_at is not None
        and export.expires_at > actor.now
        and export.user_id == actor.user_id
    )
