"""What people have asked of us and waits for an answer; and finding whoever asks, for the privacy officer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.access.policy import may
from alongside.oversight.finding import exactly
from alongside.people.models import Person
from alongside.rights.queries import open_requests
from alongside.web.looks import show_found, show_people
from alongside.web.oversight.forms import WhoForm
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("request.list")
def requests_waiting(request: HttpRequest) -> HttpResponse:
    """Every open request by the day it is due. The privacy officer begins one here, without a list of people."""
    actor = viewer_of(request)
    finds = may(actor, "request.find")
    form = WhoForm(request.POST if request.method == "POST" else None) if finds else None
    if request.method == "POST" and form is not None and form.is_valid():
        with form.shows():
            found = exactly(actor.agency_id, **form.cleaned_data)
            show_found(
                request, form.cleaned_data["number"] or form.cleaned_data["name"], [found] if found else []
            )
            if found is not None:
                return redirect("requests", found.pk)
            form.add_error(
                "number" if form.cleaned_data["number"] else "name",
                _(
                    "Nobody is known like this here. Write it as it stands in the register, or ask their case manager."
                ),
            )
    access, erasure = open_requests(actor)
    people = {one.person_id for one in access} | {one.person_id for one in erasure}
    show_people(request, "requests_waiting", people)
    seen = Person.objects.visible_to(actor).filter(pk__in=people)
    names: dict[UUID, str] = {person.pk: person.full_name for person in seen}
    return render(
        request,
        "keeping/waiting.html",
        {
            "form": form,
            "access": [(one, names.get(one.person_id, "")) for one in access],
            "erasure": [(one, names.get(one.person_id, "")) for one in erasure],
        },
        status=422 if form is not None and form.errors else 200,
    )
