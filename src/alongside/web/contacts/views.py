"""Choose whom to write about, write the note, look at it, add to it; plan, move and call off."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.attention.queries import companions_of
from alongside.contacts.errors import NotPlanned
from alongside.contacts.models import Contact, ContactStatus
from alongside.contacts.operations import amend_contact
from alongside.contacts.queries import Planned, courses_to_write_about, note_of, plan_changes
from alongside.enrolments.models import Enrolment
from alongside.kernel import drafts
from alongside.organisation.queries import profile_of
from alongside.people.queries import search
from alongside.web.chrome import know_my_people
from alongside.web.consents.marking import marking
from alongside.web.contacts import headings
from alongside.web.contacts.forms import ICONS, AmendForm
from alongside.web.contacts.planning_views import planned_page
from alongside.web.contacts.writing import SOON, note_form, planned_of, sign
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import show_found, show_people
from alongside.web.pages import gate, page
from alongside.web.people.flags import flags_of
from alongside.web.places import back_to, way_back
from alongside.web.sought import at_its_address, sought
from alongside.web.story import note_line
from alongside.web.viewer import account_of, viewer_of
from alongside.web.where import where


@page("note.write")
def choose(request: HttpRequest) -> HttpResponse:
    """Whom is the note about? My people first, one tap each; anyone else I may write about by a search."""
    viewer = viewer_of(request)
    if request.method == "POST":
        return at_its_address(request, back=way_back(request))
    text = sought(request)
    profile = profile_of(viewer.agency_id)
    walked_with = companions_of(viewer)
    know_my_people(request, walked_with)
    mine = [{"who": who, "where": where(who.where, profile)} for who in walked_with]
    found = []
    if text:
        people = search(viewer, text)
        courses = courses_to_write_about(viewer, people)
        found = [(person, courses[person.pk]) for person in people if person.pk in courses]
    if text:
        show_found(request, text, walked_with, found)
    else:
        show_people(request, "note", walked_with)
    context = {"mine": mine, "found": found, "q": text, "way_back": way_back(request)}
    return render(request, "contacts/choose.html", context)


@page("contact.write")
def write(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The note. What was typed is kept on the way; signing is a separate act."""
    viewer = viewer_of(request)
    enrolment, _may = gate(
        request, Enrolment, enrolment_id, policy="contact.write", related=("person", "team", "referral")
    )
    way_back(request)
    profile = profile_of(viewer.agency_id)
    with_headings = headings.add_headings(request, profile)
    slot = DraftSlot(request, form="contact", subject_id=enrolment.pk)
    if answer := slot.answer():
        return answer
    form = note_form(request, enrolment, slot)
    if with_headings:
        form.begin_again_at("text")
    if request.method == "POST" and form.is_valid():
        with form.shows():
            signed = sign(request, enrolment, form, key=slot.key)
            return slot.done(_after_signing(request, enrolment, signed))
        if form.has_error(NON_FIELD_ERRORS, NotPlanned.code):
            form.carry("planned", "")
    return render(
        request,
        "contacts/note.html",
        {
            "enrolment": enrolment,
            "person": enrolment.person,
            "form": form,
            "slot": slot,
            "icons": ICONS,
            "headings": headings.offered(viewer, profile),
            "planned": form.about.planned,
            "flags": flags_of(viewer, enrolment.person) if form.about.planned else [],
            "waiting": [] if form.about.planned else _due(viewer, enrolment),
        },
    )


def _due(viewer: Actor, enrolment: Enrolment) -> list[Planned]:
    """What was planned and should have happened by now."""
    return [line for line in planned_of(viewer, enrolment) if line.at <= viewer.now + SOON]


def _after_signing(request: HttpRequest, enrolment: Enrolment, contact: Contact) -> HttpResponse:
    """Go on to the person; a note that had been signed before is shown, with what was changed since kept."""
    viewer = viewer_of(request)
    text = request.POST.get("text", "").strip()
    if contact.text == text:
        said = (
            _("We tried. It counts.") if contact.status == ContactStatus.TRIED else _("The note is signed.")
        )
        return back_to(request, enrolment.person_id, said=said, line=f"note-{contact.pk}")
    drafts.keep(
        user_id=account_of(request),
        form="amendment",
        subject_id=contact.pk,
        fields={"text": [text]},
        key=drafts.new_key(),
        now=viewer.now,
    )
    return after(
        request,
        "contact",
        contact.pk,
        said=_(
            "This note was signed already and stays as it is. What you changed is kept below: add it if it matters."
        ),
        fragment="add",
    )


@page("course.read")
def contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """A signed note as it stands, with what was added; or what is planned, with what can be done about it."""
    viewer = viewer_of(request)
    found, may = gate(request, Contact, contact_id, related=("enrolment__person", "enrolment__team"))
    way_back(request)
    enrolment = found.enrolment
    profile = profile_of(viewer.agency_id)
    if found.status == ContactStatus.PLANNED:
        return planned_page(request, found, may)
    slot = DraftSlot(request, form="amendment", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = AmendForm.from_slot(slot)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            amend_contact(by=viewer, contact=found, key=slot.key, **form.cleaned_data)
            said = _("Added. The note itself is unchanged.")
            return slot.done(after(request, "contact", found.pk, said=said))
    note = note_of(viewer, found)
    assert note is not None
    return render(
        request,
        "contacts/contact.html",
        {
            "changes": plan_changes(viewer, found),
            "may_plan_again": found.status == ContactStatus.CANCELLED
            and enrolment.ends_on is None
            and may("contact.plan"),
            "line": note_line(note, enrolment.person.first_name, profile, viewer.today),
            "note": note,
            "enrolment": enrolment,
            "person": enrolment.person,
            "may": may,
            "form": form,
            "slot": slot,
            **marking(found, profile, may),
        },
    )
