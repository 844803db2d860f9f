"""Reminders of appointments, for a person who wants them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.people.operations import change_person
from alongside.reminders.gateways import ways
from alongside.reminders.operations import ask_for_reminders, end_reminders
from alongside.reminders.queries import latest_reminders, wish_of
from alongside.reminders.words import reminder_words
from alongside.web.forms import after
from alongside.web.pages import gate, page
from alongside.web.reminders.forms import ReminderForm
from alongside.web.reminders.words import reminder_lines, wish_line
from alongside.web.viewer import viewer_of


@page("reminder.read")
def reminders(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What the person wants, what became of the last ones, and a place to write the wish down."""
    viewer = viewer_of(request)
    posted = request.method == "POST"
    person, may = gate(request, Person, person_id, policy="reminder.ask_for" if posted else "reminder.read")
    wish, open_ways = wish_of(viewer, person), ways()
    if posted and "end" in request.POST:
        if wish is not None:
            end_reminders(by=viewer, wish=wish)
        return after(request, "reminders", person.pk, said=_("No more reminders go out."))
    form = None
    if open_ways and may("reminder.ask_for"):
        initial = (
            {"way": wish.way, "hours_before": str(wish.hours_before), "language": wish.language}
            if wish
            else {}
        )
        form = ReminderForm(
            request.POST if posted else None,
            initial=initial,
            person=person,
            ways=open_ways,
            hours=profile_of(viewer.agency_id).reminders.hours_before,
        )
        if posted and form.is_valid():
            with form.shows():
                if number := form.changed():
                    change_person(by=viewer, person=person, version=person.version, **number)
                said = form.cleaned_data
                ask_for_reminders(
                    by=viewer,
                    person=person,
                    way=said["way"],
                    hours_before=int(said["hours_before"]),
                    language=said["language"],
                )
                return after(
                    request, "reminders", person.pk, said=_("Written down. The next appointments are told.")
                )
    return render(
        request,
        "reminders/reminders.html",
        {
            "person": person,
            "may": may,
            "form": form,
            "wish": wish_line(wish, person, viewer.today) if wish is not None else "",
            "example": reminder_words(
                viewer.now.replace(hour=10, minute=0), viewer.now, wish.language if wish else viewer.language
            )[1],
            "lines": reminder_lines(latest_reminders(viewer, person), viewer.today),
        },
    )
