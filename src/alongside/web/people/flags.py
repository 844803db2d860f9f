"""What one has to know before meeting someone: said, looked at again, taken down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.access.actor import Actor
from alongside.organisation.models import Worker
from alongside.people.models import Flag, Person
from alongside.people.operations import keep_flag, raise_flag, take_down_flag
from alongside.web import dates
from alongside.web.drafts import DraftSlot
from alongside.web.forms import DayField, HouseForm, after
from alongside.web.pages import gate, page
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of

USUALLY = timedelta(days=14)
"""When we propose to look again; a warning that was true for a fortnight is asked about, not believed."""


class FlagForm(HouseForm):
    """What one has to know."""

    text = forms.CharField(label=gettext_lazy("What one has to know"), max_length=300)
    until = DayField(label=gettext_lazy("Look again on"))
    asked_for = forms.BooleanField(required=False, label=gettext_lazy("The person asked that we know this"))


class KeepForm(HouseForm):
    """It still holds."""

    text = forms.CharField(label=gettext_lazy("What one has to know"), max_length=300)
    until = DayField(label=gettext_lazy("Look again on"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class DownForm(HouseForm):
    """It does not hold any more."""

    reason = forms.CharField(required=False, max_length=300, label=gettext_lazy("Why not"))
    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class FlagLine:
    """A flag in words. `due` asks whether it still holds, when the day to look again has come."""

    id: UUID
    text: str
    said: str
    due: str


def flag_line(flag: Flag, person: Person, today: date, *, worker_name: str) -> FlagLine:
    """A flag in the reader's language: who said it, when, until when."""
    by = _("%(name)s asked for this") % {"name": person.first_name} if flag.asked_for else worker_name
    said = ", ".join(filter(None, [by, dates.short_day(flag.said_on, today)]))
    again = dates.short_day(flag.until, today)
    if flag.until <= today:
        due = _("To be looked at again %(day)s. Does it still hold?") % {"day": again}
        return FlagLine(flag.pk, flag.text, said, due)
    return FlagLine(
        flag.pk, flag.text, _("%(said)s, looked at again %(day)s") % {"said": said, "day": again}, ""
    )


def flags_of(viewer: Actor, person: Person) -> list[FlagLine]:
    """What one has to know now, the person's own wishes last. One query."""
    standing = Flag.objects.under(viewer, person).filter(ended_on__isnull=True)
    rows = standing.order_by("asked_for", "until", "pk").select_related("worker")
    return [_line(one, person, viewer.today) for one in rows]


@page("person.open")
def flags(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What one has to know now, what no longer holds, and a place to write."""
    viewer = viewer_of(request)
    person, may = gate(
        request, Person, person_id, policy="flag.raise" if request.method == "POST" else "person.open"
    )
    slot = DraftSlot(request, form="flag", subject_id=person.pk)
    if answer := slot.answer():
        return answer
    form = FlagForm.from_slot(slot, initial={"until": viewer.today + USUALLY})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            raise_flag(by=viewer, person=person, key=slot.key, **form.cleaned_data)
            said = _("Whoever opens this page sees it first.")
            return slot.done(after(request, "person", person.pk, said=said))
    ended = Flag.objects.under(viewer, person).filter(ended_on__isnull=False).select_related("worker")
    return render(
        request,
        "people/flags.html",
        {
            "person": person,
            "may": may,
            "form": form,
            "slot": slot,
            "standing": flags_of(viewer, person),
            "earlier": [_ended(one, viewer.today) for one in ended.order_by("-ended_on", "-pk")],
        },
    )


@page("flag.keep")
def flag(request: HttpRequest, flag_id: UUID) -> HttpResponse:
    """Does it still hold? Keep it to another day, or take it down."""
    viewer = viewer_of(request)
    found, _may = gate(request, Flag, flag_id, policy="flag.keep", related=("person", "worker"))
    taking_down = "down" in request.POST
    slot = DraftSlot(request, form="flag", subject_id=flag_id, elsewhere=taking_down)
    if answer := slot.answer():
        return answer
    read = Read(found, fields("text"))
    initial = read.initial | {"until": viewer.today + USUALLY}
    form = KeepForm.from_slot(slot, initial=initial).meets(read)
    down = DownForm(request.POST if taking_down else None, initial={"version": found.version})
    if taking_down and down.is_valid():
        with down.shows():
            take_down_flag(by=viewer, flag=found, **down.cleaned_data)
            return after(request, "flags", found.person_id, said=_("Taken down."))
    elif request.method == "POST" and form.is_valid():
        with form.shows():
            keep_flag(by=viewer, flag=found, **form.cleaned_data)
            return slot.done(after(request, "person", found.person_id, said=_("Looked at again.")))
    return render(
        request,
        "people/flag.html",
        {
            "flag": found,
            "form": form,
            "slot": slot,
            "down": down,
            "said": _line(found, found.person, viewer.today).said,
            "versions": _versions(found, viewer.today),
        },
    )


def _line(one: Flag, person: Person, today: date) -> FlagLine:
    return flag_line(one, person, today, worker_name=one.worker.name if one.worker else "")


def _ended(one: Flag, today: date) -> FlagLine:
    assert one.ended_on is not None
    said = _("%(since)s to %(until)s") % {
        "since": dates.short_day(one.said_on, today),
        "until": dates.short_day(one.ended_on, today),
    }
    return FlagLine(one.pk, one.text, " · ".join(filter(None, [said, one.end_reason])), "")


def _versions(one: Flag, today: date) -> list[FlagLine]:
    """How it read before, the latest first; none while it was never changed."""
    kept = list(one.history.order_by("-history_date", "-history_id"))[1:]
    names = dict(Worker.objects.filter(pk__in={row.worker_id for row in kept}).values_list("pk", "name"))
    return [
        FlagLine(
            one.pk,
            row.text,
            f"{names.get(row.worker_id, '')} {dates.short_day(row.said_on, today)}".strip(),
            "",
        )
        for row in kept
    ]
