"""Where somebody can be found, and when it is best: told by them, kept up to date with them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.enrolments.queries import courses_of
from alongside.kernel.drafts import new_key
from alongside.outreach.models import FoundAt
from alongside.outreach.operations import add_place, change_place, end_place
from alongside.outreach.queries import places_of
from alongside.people.models import Person
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.outreach.forms import PlaceForm
from alongside.web.outreach.words import place_lines
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of


@page("found_at.read")
def found_at(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Where they can be found, and another place added with them."""
    viewer = viewer_of(request)
    policy = "found_at.add" if request.method == "POST" else "found_at.read"
    person, may = gate(request, Person, person_id, policy=policy)
    form = PlaceForm(request.POST or None, initial={"told_by": person.first_name})
    if form.is_bound and form.is_valid():
        with form.shows():
            said = {name: form.cleaned_data[name] for name in ("place", "best_times", "told_by")}
            add_place(by=viewer, person=person, key=posted_key(request), **said)
            return after(request, "found_at", person.pk, said=_("Kept. It stands where we look for them."))
    courses = courses_of(viewer, person)
    return render(
        request,
        "outreach/places.html",
        {
            "person": person,
            "may": may,
            "places": place_lines(places_of(viewer, person), viewer.today),
            "form": form if may("found_at.add") else None,
            "key": posted_key(request) or new_key(),
            "course": next(iter(courses), None),
        },
    )


@page("found_at.change")
def found_at_change(request: HttpRequest, found_id: UUID) -> HttpResponse:
    """A place as it is told today, or that they are not there any more."""
    viewer = viewer_of(request)
    found, _may = gate(request, FoundAt, found_id, policy="found_at.change", related=("person",))
    form = PlaceForm(
        request.POST or None,
        initial={
            "place": found.place,
            "best_times": found.best_times,
            "told_by": found.told_by,
            "version": found.version,
        },
    )
    if "end" in request.POST:
        end_place(by=viewer, found=found)
        return after(request, "found_at", found.person_id, said=_("Taken away. It stays in the history."))
    if form.is_bound and form.is_valid():
        with form.shows():
            change_place(by=viewer, found=found, **form.cleaned_data)
            return after(request, "found_at", found.person_id, said=_("Kept as it is told today."))
    return render(request, "outreach/place.html", {"person": found.person, "form": form, "found": found})
