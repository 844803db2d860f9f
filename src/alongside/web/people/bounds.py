"""Who may see this: what the person refuses, what is closed, who is too close, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.caseload.keeping_out import left_with_nobody, what_follows
from alongside.enrolments.queries import courses_of
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.restrictions.models import AskedBy, Evidence, Mark, MarkKind, Restriction
from alongside.restrictions.operations import (
    close_category,
    declare_closeness,
    end_mark,
    lift_restriction,
    mark_person,
    refuse_worker,
)
from alongside.restrictions.queries import bounds_of
from alongside.restrictions.rules import Consequence
from alongside.web import dates
from alongside.web.forms import DayField, HouseForm, OneOf, Pick, after
from alongside.web.pages import May, gate, page
from alongside.web.people.openings import who_sees
from alongside.web.viewer import viewer_of

SAID: dict[Consequence, str | Promise] = {
    Consequence.NONE: _("Written down. From now on %(worker)s sees nothing about %(person)s."),
    Consequence.OTHERS_GO_ON: _(
        "Written down. From now on %(worker)s sees nothing about %(person)s. The others walk on with them."
    ),
    Consequence.LEAD_CHOOSES: _(
        "Written down, and it holds from now on. %(worker)s was the only one who walks with %(person)s: the lead of "
        "the team finds it on the team page and has to choose somebody else."
    ),
    Consequence.NOBODY_LEADS: _(
        "Written down, and it holds from now on. %(worker)s was the only one who walks with %(person)s, and nobody "
        "else leads the team: tell the administrator today that the team needs another lead, who can choose."
    ),
}


class WorkerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A colleague by name."""

    def label_from_instance(self, obj: Worker) -> str:
        """The name, and the title that tells two of one name apart."""
        return f"{obj.name}, {obj.title}" if obj.title else obj.name


class SaidForm(HouseForm):
    """How the person said it and how long it holds."""

    evidence = OneOf(Evidence, label=_("How they said it"), required=False)
    witness = forms.CharField(label=_("Who heard it"), max_length=200, required=False)
    said_on = DayField(label=_("When they said it"))
    until = DayField(
        label=_("Until"), required=False, help_text=_("Leave it open when they did not say how long.")
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Only if they wish to say. Nobody has to."),
    )


class RefuseForm(SaidForm):
    """The person refuses a colleague."""

    worker = WorkerField(label=_("Who is not to see anything"), queryset=Worker.objects.none())
    field_order = ["worker"]

    def __init__(self, *args: object, agency_id: UUID, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer_colleagues(self, agency_id)


class CloseForm(SaidForm):
    """A part of the record is closed."""

    category = Pick(label=_("What is to be closed"))
    asked_by = OneOf(AskedBy, label=pgettext_lazy("restriction", "Who wishes it"), initial=AskedBy.PERSON)
    field_order = ["category", "asked_by"]

    def __init__(self, *args: object, profile: Profile, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field: Pick = self.fields["category"]  # type: ignore[assignment]
        field.offer(profile.record_categories)


class MarkForm(HouseForm):
    """A colleague is close to the person, or many know them."""

    kind = OneOf(MarkKind, label=pgettext_lazy("mark", "What it is"))
    worker = WorkerField(
        label=_("Which colleague"),
        queryset=Worker.objects.none(),
        required=False,
        help_text=_("Not for someone known to many."),
    )
    note = forms.CharField(label=_("A few words"), max_length=300, required=False)

    def __init__(self, *args: object, agency_id: UUID, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer_colleagues(self, agency_id)


class WhyForm(HouseForm):
    """Why it does not hold any more."""

    reason = forms.CharField(label=_("Why it does not hold any more"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseToMeForm(HouseForm):
    """One is close to the person oneself."""

    kind = OneOf(
        [(MarkKind.FAMILY, MarkKind.FAMILY.label), (MarkKind.OWN, MarkKind.OWN.label)],
        label=pgettext_lazy("mark", "What it is"),
        initial=MarkKind.FAMILY,
    )


def offer_colleagues(form: forms.Form, agency_id: UUID) -> None:
    """Offer everyone who works here, by name."""
    field: WorkerField = form.fields["worker"]  # type: ignore[assignment]
    field.queryset = Worker.objects.filter(agency_id=agency_id).order_by("name", "pk")


@dataclass(frozen=True)
class BoundLine:
    """What holds or held, in words, and where it is taken back."""

    text: str
    said: str
    url: str = ""


@page("restriction.read")
def bounds(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Everything about who may see this person's record."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="restriction.read")
    profile = profile_of(viewer.agency_id)
    found = bounds_of(viewer, person)
    courses = courses_of(viewer, person)
    course = courses[0] if courses else None
    lifts, ends = may("restriction.lift"), may("mark.end")
    return render(
        request,
        "people/bounds.html",
        {
            "person": person,
            "may": may,
            "refused": [_restriction_line(one, viewer, profile, lifts=lifts) for one in found.refused],
            "closed": [_restriction_line(one, viewer, profile, lifts=lifts) for one in found.closed],
            "marks": [_mark_line(one, viewer, ends=ends) for one in found.marks],
            "earlier": list(_earlier(found.earlier, viewer, profile)),
            "sees": who_sees(course, viewer.today),
            "nobody": course is not None and left_with_nobody(course, viewer.today),
            "course": course,
            "may_choose": course is not None and May(viewer, course)("assignment.change"),
        },
    )


@page("restriction.refuse_worker")
def refuse(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person does not want a colleague to see anything about them."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="restriction.refuse_worker")
    form = RefuseForm(request.POST or None, initial={"said_on": viewer.today}, agency_id=viewer.agency_id)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            worker = form.cleaned_data["worker"]
            follows = what_follows(person.pk, worker.pk, viewer.today)
            refuse_worker(by=viewer, person=person, **form.cleaned_data)
            return _gone_on(request, person, worker, follows)
    return _form(request, person, form, gettext("Who is not to see anything about them"), _REFUSE)


@page("restriction.close")
def close(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Close a part of the record to all but those who walk with the person."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="restriction.close")
    form = CloseForm(
        request.POST or None, initial={"said_on": viewer.today}, profile=profile_of(viewer.agency_id)
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            close_category(by=viewer, person=person, **form.cleaned_data)
            said = gettext("Closed. Only those who walk with %(name)s read it.") % {"name": person.first_name}
            return after(request, "bounds", person.pk, said=said)
    return _form(request, person, form, gettext("Close a part of the record"), _CLOSE)


@page("mark.set")
def mark(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A colleague is close to the person, or many know them."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="mark.set")
    form = MarkForm(request.POST or None, agency_id=viewer.agency_id)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            worker: Worker | None = form.cleaned_data["worker"]
            follows = what_follows(person.pk, worker.pk, viewer.today) if worker else Consequence.NONE
            mark_person(by=viewer, person=person, **form.cleaned_data)
            if worker is None:
                return _back(request, person, gettext("Written down. Every look is watched from now on."))
            return _gone_on(request, person, worker, follows)
    return _form(request, person, form, gettext("Somebody is close to them, or many know them"), _MARK)


@page("mark.declare")
def declare(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """I am close to them myself, and do not want to see this."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="mark.declare")
    form = CloseToMeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and viewer.worker_id is not None:
        with form.shows():
            follows = what_follows(person.pk, viewer.worker_id, viewer.today)
            declare_closeness(by=viewer, person=person, **form.cleaned_data)
            worker = Worker.objects.get(pk=viewer.worker_id)
            return _gone_on(request, person, worker, follows)
    return _form(request, person, form, gettext("You are close to them yourself"), _DECLARE)


@page("restriction.lift")
def lift(request: HttpRequest, restriction_id: UUID) -> HttpResponse:
    """What was refused or closed is open again."""
    viewer = viewer_of(request)
    found, _may = gate(
        request, Restriction, restriction_id, policy="restriction.lift", related=("person", "worker")
    )
    form = WhyForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            lift_restriction(by=viewer, restriction=found, **form.cleaned_data)
            return after(request, "bounds", found.person_id, said=gettext("It does not hold any more."))
    line = _restriction_line(found, viewer, profile_of(viewer.agency_id), lifts=False)
    return _form(request, found.person, form, gettext("Take it back"), _LIFT, line=line)


@page("mark.end")
def end(request: HttpRequest, mark_id: UUID) -> HttpResponse:
    """A mark does not hold any more."""
    viewer = viewer_of(request)
    found, _may = gate(request, Mark, mark_id, policy="mark.end", related=("person", "worker"))
    form = WhyForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            end_mark(by=viewer, mark=found, **form.cleaned_data)
            return after(request, "bounds", found.person_id, said=gettext("It does not hold any more."))
    line = _mark_line(found, viewer, ends=False)
    return _form(request, found.person, form, gettext("Take it back"), _LIFT, line=line)


_REFUSE = (
    _(
        "It holds from the moment you write it down, whatever else ties the colleague to them, also if it is you."
    ),
    _("They may not see it"),
)
_CLOSE = (
    _(
        "Everybody but those who walk with the person finds nothing of it any more: no goals, no needs, no notes that "
        "worked on such a goal. What belongs to several areas of life, such as a free note, stays open."
    ),
    _("Close it"),
)
_MARK = (
    _(
        "A colleague who is the person or close to them sees nothing about them, at once. Someone known to many is "
        "seen only by those who walk with them and the lead, and every look is looked at again."
    ),
    _("Write it down"),
)
_DECLARE = (
    _("You will not see this person any more, here or in any list. The lead can take it back."),
    _("I am close to them"),
)
_LIFT = (_("It stays in the history, with your words."), _("Take it back"))


def _form(
    request: HttpRequest,
    person: Person,
    form: HouseForm,
    title: str,
    words: tuple[str | Promise, str | Promise],
    line: BoundLine | None = None,
) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "title": title,
        "lede": words[0],
        "act": words[1],
        "line": line,
    }
    return render(request, "people/bounds_form.html", context)


def _gone_on(request: HttpRequest, person: Person, worker: Worker, follows: Consequence) -> HttpResponse:
    said = str(SAID[follows]) % {"worker": worker.name, "person": person.first_name}
    return _back(request, person, said)


def _back(request: HttpRequest, person: Person, said: str) -> HttpResponse:
    """To the page, or to where the day begins for whoever does not see the person any more."""
    viewer = viewer_of(request)
    if Person.objects.visible_to(viewer).filter(pk=person.pk).exists():
        return after(request, "bounds", person.pk, said=said)
    messages.success(request, said)
    return redirect("today")


def _restriction_line(one: Restriction, viewer: Actor, profile: Profile, *, lifts: bool) -> BoundLine:
    if one.worker is not None:
        text = one.worker.name
    else:
        text = profile.record_categories.label(one.category, get_language() or "en")
    day = dates.short_day(one.said_on, viewer.today)
    how = (
        {
            Evidence.SIGNED: gettext("signed %(day)s") % {"day": day},
            Evidence.VERBAL: gettext("said %(day)s, heard by %(who)s") % {"day": day, "who": one.witness},
        }.get(Evidence(one.evidence))
        if one.evidence
        else None
    )
    if how is None:
        how = gettext("by us, %(day)s") % {"day": day}
    until = gettext("until %(day)s") % {"day": dates.short_day(one.until, viewer.today)} if one.until else ""
    said = " · ".join(filter(None, [how, until, one.reason]))
    return BoundLine(text, said, reverse("restriction_lift", args=[one.pk]) if lifts else "")


def _mark_line(one: Mark, viewer: Actor, *, ends: bool) -> BoundLine:
    label = str(MarkKind(one.kind).label)
    text = f"{one.worker.name}: {label}" if one.worker is not None else label
    said = " · ".join(filter(None, [dates.short_day(one.said_on, viewer.today), one.note]))
    return BoundLine(text, said, reverse("mark_end", args=[one.pk]) if ends else "")


def _earlier(found: Iterable[Restriction | Mark], viewer: Actor, profile: Profile) -> Iterable[BoundLine]:
    for one in found:
        if isinstance(one, Restriction):
            line = _restriction_line(one, viewer, profile, lifts=False)
            day, by, why = one.lifted_on or one.until, one.lifted_by, one.lift_reason
        else:
            line = _mark_line(one, viewer, ends=False)
            day, by, why = one.ended_on, one.ended_by, one.end_reason
        over = gettext("over since %(day)s") % {"day": dates.short_day(day, viewer.today)} if day else ""
        yield BoundLine(line.text, " · ".join(filter(None, [line.said, over, by.name if by else "", why])))
