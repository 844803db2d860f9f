"""What is protected of someone: looked at when it is asked for, and let out of the record by two people."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.approvals.operations import ask_approval
from alongside.approvals.queries import standing
from alongside.audit.purposes import Purpose
from alongside.audit.trail import record_read
from alongside.outreach.queries import revealed_places, revealed_thread
from alongside.people.models import Person
from alongside.people.protecting import facts_of
from alongside.restrictions.operations import RELEASE, release_protected
from alongside.restrictions.queries import release_for, releases_of
from alongside.restrictions.rules import LONGEST_RELEASE
from alongside.web.forms import DayField, HouseForm, after
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of


class AskForm(HouseForm):
    """For what it is to be let out."""

    argument_fields = {"reason": "why"}
    why = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=300,
        help_text=gettext_lazy("One purpose: to whom it goes, and why they have to have it."),
    )


class ReleaseForm(HouseForm):
    """Until when it may be put on paper."""

    until = DayField(label=gettext_lazy("Until"))


@page("protected.show")
def show(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What is protected, once, for somebody who walks with the person and has asked. It is never on another page."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="protected.show")
    if request.method != "POST":
        return redirect("person", person_id)
    record_read(viewer=viewer, page="protected_show", record=person, purpose=Purpose.CARE)
    next_where, left_where = revealed_thread(viewer, person)
    return render(
        request,
        "people/protected.html",
        {
            "person": person,
            "facts": facts_of(person),
            "places": revealed_places(viewer, person),
            "next_where": next_where,
            "left_where": left_where,
            "release": release_for(viewer, person),
        },
    )


@page("protected.ask")
def release(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask a second person to let it out, and make use of their yes."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="protected.ask")
    stands = standing(viewer, RELEASE, person)
    asking = AskForm(request.POST if "ask" in request.POST else None)
    using = ReleaseForm(
        request.POST if "use" in request.POST else None, initial={"until": viewer.today + LONGEST_RELEASE}
    )
    if asking.is_bound and asking.is_valid():
        with asking.shows():
            ask_approval(by=viewer, kind=RELEASE, subject=person, why=asking.cleaned_data["why"])
            return after(request, "protected_release", person.pk, said=_("Asked. Somebody else answers."))
    if using.is_bound and using.is_valid():
        with using.shows():
            release_protected(by=viewer, person=person, until=using.cleaned_data["until"])
            said = _("It may go on paper now. It is written down what for, by whom and until when.")
            return after(request, "protected_release", person.pk, said=said)
    return render(
        request,
        "people/release.html",
        {
            "person": person,
            "stands": stands,
            "asking": asking,
            "using": using,
            "release": release_for(viewer, person),
            "earlier": releases_of(viewer, person),
        },
    )
