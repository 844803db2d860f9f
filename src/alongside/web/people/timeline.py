"""The page of the timeline: what is chosen in the address, the words sealed; entries by month; earlier and later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from alongside.access.actor import Actor
from alongside.access.policy import tied
from alongside.enrolments.models import Enrolment
from alongside.enrolments.queries import courses_of
from alongside.kernel.seeking import patterns_of
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.people.telling import Asked, Place, TimelinePage, page_of, start_of
from alongside.plans.models import Goal
from alongside.referrals.models import Referral
from alongside.web.about import tabs_about
from alongside.web.forms import DayField, HouseForm, Pick
from alongside.web.pages import gate, page
from alongside.web.sought import at_its_address, sought
from alongside.web.story import Line
from alongside.web.turns import Reader, line
from alongside.web.viewer import viewer_of

SHOWS: list[tuple[str, str | Promise]] = [
    ("met", pgettext_lazy("story", "Met")),
    ("tried", pgettext_lazy("story", "Tried")),
    ("talked", _("Phone and messages")),
    ("meetings", _("Meetings")),
    ("added", _("Added to notes later")),
    ("words", _("Their words, and what to know")),
    ("plan", _("Plans, steps and goals")),
    ("needs", pgettext_lazy("areas of life", "Needs")),
    ("reviews", _("Reviews")),
    ("housing", _("Housing")),
    ("course", _("The course itself")),
    ("referral", _("Referral and order")),
    ("documents", _("Documents")),
    ("bounds", _("Who may see what")),
]
"""The groups of the timeline, as one chooses among them."""
_AFTER_ALL = "~"
"""Greater than every kind: a place with it stands after all of its moment."""


class ChooseForm(HouseForm):
    """What to show. It is sent by GET, so that what was chosen stands in the address."""

    show = Pick(label=_("Show"), required=False, blank=_("Everything"))
    goal = Pick(label=_("About the goal"), required=False, blank=_("Any goal or none"))
    q = forms.CharField(
        label=_("Words in the text"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    until = DayField(label=_("Up to the day"), required=False)

    def __init__(self, data: QueryDict, goals: list[tuple[str, str]]) -> None:
        chosen = data.dict()
        # An address somebody shortened, or a goal that is gone, shows everything rather than an error.
        for name, choices in (("show", SHOWS), ("goal", goals)):
            if chosen.get(name) not in dict(choices):
                chosen[name] = ""
        super().__init__(chosen)
        for name, choices in (("show", SHOWS), ("goal", goals)):
            field: Pick = self.fields[name]  # type: ignore[assignment]
            field.offer(list(choices))
        if not goals:
            del self.fields["goal"]


@dataclass(frozen=True)
class Month:
    """The entries of a month, the latest first."""

    title: str
    lines: list[Line]


@page("course.read")
def story(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Everything about the person, through one of their courses, a page at a time."""
    viewer = viewer_of(request)
    enrolment, may = gate(request, Enrolment, enrolment_id, policy="course.read", related=("person",))
    if request.method == "POST":
        kept = {name: request.POST.get(name, "") for name in ("show", "goal", "until")}
        return at_its_address(request, **kept)
    # The gate let the viewer through to the course; what hangs on the person asks for ties to the person.
    person = next(iter(tied(Person.objects.filter(pk=enrolment.person_id), viewer)))
    courses = courses_of(viewer, person)
    choice = request.GET.copy()
    choice["q"] = sought(request)
    form = ChooseForm(choice, _goals(viewer, courses))
    form.is_valid()
    chosen = form.cleaned_data
    asked = Asked(
        viewer=viewer,
        person=person,
        courses=courses,
        referrals=tied(Referral.objects.filter(person=person), viewer),
        shows=chosen.get("show", ""),
        goal=UUID(chosen["goal"]) if chosen.get("goal") else None,
        words=patterns_of(chosen.get("q", "")),
        place=_place(request, chosen.get("until")),
        back="after" not in request.GET,
    )
    found = page_of(asked)
    reader = Reader(person, enrolment.pk, profile_of(viewer.agency_id), viewer.today)
    return render(
        request,
        "people/story.html",
        {
            "enrolment": enrolment,
            "person": person,
            "tabs": tabs_about(enrolment, may, "story"),
            "form": form,
            "chosen": any(chosen.values()),
            "sought": asked.words,
            "typed": choice["q"],
            "months": _by_month(found, reader),
            **_ways(request, found),
        },
    )


def _goals(viewer: Actor, courses: list[Enrolment]) -> list[tuple[str, str]]:
    """The goals of the person, those of the latest course first. One query."""
    rows = Goal.objects.under(viewer, *courses).order_by("-plan__enrolment__starts_on", "place", "pk")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]


def _place(request: HttpRequest, until: date | None) -> Place | None:
    place = Place.read(request.GET.get("before") or request.GET.get("after"))
    if place is None and until is not None:
        return Place(start_of(until + timedelta(days=1)) - timedelta(microseconds=1), _AFTER_ALL, UUID(int=0))
    return place


def _by_month(found: TimelinePage, reader: Reader) -> list[Month]:
    told = [(localtime(one.at).date().replace(day=1), line(one, reader)) for one in found.entries]
    return [
        Month(
            date_format(month, pgettext("date format, as in November 2026", "F Y")),
            [one for _month, one in lines],
        )
        for month, lines in groupby(told, key=lambda pair: pair[0])
    ]


def _ways(request: HttpRequest, found: TimelinePage) -> dict[str, str]:
    """Where "Earlier" and "Later" lead; what was chosen stays chosen."""
    chosen = [
        (name, value) for name, value in request.GET.items() if name not in ("before", "after") and value
    ]

    def way(name: str, place: Place | None) -> str:
        return "?" + urlencode([*chosen, (name, str(place))]) if place else ""

    return {"earlier_url": way("before", found.earlier), "later_url": way("after", found.later)}
