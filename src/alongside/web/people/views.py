"""One person: now, in their words, the story, who sees them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.access.actor import Role
from alongside.enrolments.queries import courses_of
from alongside.organisation.queries import profile_of
from alongside.people.models import Person, PersonIdentifier
from alongside.people.operations import FIELDS, change_person, record_quote, set_identifier
from alongside.people.protecting import hidden_fields
from alongside.people.queries import merges_of
from alongside.referrals.models import Referral
from alongside.web.about import tabs_about
from alongside.web.caseload.lists import on_person
from alongside.web.chrome import know_my_people
from alongside.web.contacts.writing import SOON
from alongside.web.corrections.beside import know_remarks
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import May, gate, page
from alongside.web.people.acts import About, more_acts
from alongside.web.people.forms import PersonForm, QuoteForm
from alongside.web.people.openings import opened_lately, who_sees
from alongside.web.people.overview import overview
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of


@page("person.read")
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person's page. An authority caseworker comes to the follow-up of their order instead."""
    viewer = viewer_of(request)
    found, may = gate(request, Person, person_id)
    if not may("person.open"):
        return redirect("card", found.pk) if may("card.read") else _to_what_they_have(request, found)
    seen = overview(viewer, found)
    know_remarks(request, found.pk, seen.remarks)
    course = seen.course
    may_course = May(viewer, course)
    tabs = tabs_about(course, may_course, "person") if course else []
    if seen.mine is not None and viewer.has(Role.CASE_MANAGER):
        know_my_people(request, seen.mine)
    return render(
        request,
        "people/person.html",
        {
            "seen": seen,
            "person": found,
            "course": course,
            "may": may,
            "may_course": may_course,
            "tabs": tabs,
            "moves": on_person(viewer, course, seen.walk),
            "more_acts": more_acts(
                About(viewer, found, course, may, may_course, rests=seen.pause is not None)
            ),
            "soon": viewer.now + SOON,
            "sought": (),
            "referral_id": None if course else _referral_id(request, found),
        },
    )


def _to_what_they_have(request: HttpRequest, found: Person) -> HttpResponse:
    """What the viewer has instead of the person's own page: the order to follow, or the referral they received."""
    referral_id = _referral_id(request, found)
    if referral_id is None:
        raise Http404
    viewer = viewer_of(request)
    return redirect("order" if viewer.has(Role.AUTHORITY) else "referral", referral_id)


def _referral_id(request: HttpRequest, found: Person) -> UUID | None:
    viewer = viewer_of(request)
    referrals = Referral.objects.visible_to(viewer).filter(person=found).order_by("-received_at", "-pk")
    referral_id: UUID | None = referrals.values_list("pk", flat=True).first()
    return referral_id


@page("person.change")
def change(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct or add to what is known of someone."""
    viewer = viewer_of(request)
    found, _may = gate(request, Person, person_id, policy="person.change")
    slot = DraftSlot(request, form="person", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    read = Read(found, fields(*(FIELDS - hidden_fields(found))))
    form = PersonForm.from_slot(
        slot, initial=read.initial, person=found, profile=profile_of(viewer.agency_id)
    ).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_person(by=viewer, person=found, **form.known())
            said = _("Changed.")
            if (number := form.typed_number()) is not None:
                kept = set_identifier(by=viewer, person=found, system=number[0], value=number[1])
                said = said if kept else _("Changed, but for the number: intake looks at it.")
            return slot.done(after(request, "person", found.pk, said=said))
    return render(
        request,
        "people/change.html",
        {"person": found, "form": form, "slot": slot, "numbers": _kept_numbers(request, found)},
    )


def _kept_numbers(request: HttpRequest, found: Person) -> list[str]:
    """Which kinds of number are kept; never the numbers."""
    viewer = viewer_of(request)
    kept = set(
        PersonIdentifier.objects.visible_to(viewer).filter(person=found).values_list("system", flat=True)
    )
    systems = profile_of(viewer.agency_id).identifier_systems
    return [system.label.in_(viewer.language) for system in systems if system.system in kept]


@page("person.quote")
def quote(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what someone said."""
    viewer = viewer_of(request)
    found, _may = gate(request, Person, person_id, policy="person.quote")
    slot = DraftSlot(request, form="quote", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = QuoteForm.from_slot(slot, today=viewer.today)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            record_quote(by=viewer, person=found, key=slot.key, **form.cleaned_data)
            said = _("Kept, in their own words.")
            return slot.done(after(request, "person", found.pk, said=said))
    return render(request, "people/quote.html", {"person": found, "form": form, "slot": slot})


@page("person.open")
def access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who sees this person's pages, because of what, and who has looked."""
    viewer = viewer_of(request)
    found, _may = gate(request, Person, person_id, policy="person.open")
    course = next(iter(courses_of(viewer, found)), None)
    return render(
        request,
        "people/access.html",
        {
            "person": found,
            "sees": who_sees(course, viewer.today),
            "opened": opened_lately(viewer, found),
            "merges": merges_of(viewer, found),
        },
    )
