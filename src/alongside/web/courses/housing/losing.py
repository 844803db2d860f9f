"""What threatens the home somebody has, and what a lost one teaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.queries import courses_of
from alongside.housing.at_risk import lessons_of, threats_of
from alongside.housing.keeping import change_threat, learn_from_loss, record_threat
from alongside.housing.models import HousingStay, TenancyThreat
from alongside.web import dates
from alongside.web.courses.course import Course, open_course
from alongside.web.drafts import DraftSlot
from alongside.web.forms import DayField, HouseForm, Pick, after
from alongside.web.pages import gate, page
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of

THREAT = (
    "kind",
    "noticed_on",
    "amount",
    "said",
    "next_on",
    "next_what",
    "outcome",
    "resolved_on",
    "resolution",
)
LESSON = ("happened", "seen_before", "next_time")


@dataclass(frozen=True)
class ThreatRow:
    """A threat in words. `late`: the day on which something had to happen has gone by, or is today."""

    id: UUID
    label: str
    since: str
    amount: str
    said: str
    next: str
    late: bool
    over: str
    resolution: str


class ThreatForm(HouseForm):
    """Somebody may lose their home."""

    kind = Pick(label=_("What it is"))
    noticed_on = DayField(label=_("We know of it since"))
    amount = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
        label=_("Amount, if money is owed"),
    )
    said = forms.CharField(
        required=False,
        label=_("What was said"),
        help_text=_("The landlord, the letter, the person; and what was agreed."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = DayField(
        required=False,
        label=_("Next day something has to happen"),
        help_text=_("From that day on it stands on Today."),
    )
    next_what = forms.CharField(required=False, max_length=200, label=_("What has to happen"))

    def __init__(self, *args: Any, course: Course, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _pick(self, "kind").offer(course.profile.tenancy_threats, keep=kept)


class ThreatChangeForm(ThreatForm):
    """What came of it."""

    outcome = Pick(required=False, label=_("How it ended"), blank=_("It still stands"))
    resolved_on = DayField(required=False, label=_("Over since"))
    resolution = forms.CharField(required=False, max_length=300, label=_("In words"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, course: Course, kept: str, outcome: str, **kwargs: Any) -> None:
        super().__init__(*args, course=course, kept=kept, **kwargs)
        _pick(self, "outcome").offer(course.profile.threat_outcomes, keep=outcome)


class LessonForm(HouseForm):
    """What a lost home teaches: nobody's fault is looked for."""

    happened = forms.CharField(
        required=False, label=_("What happened"), widget=forms.Textarea(attrs={"rows": 4})
    )
    seen_before = forms.CharField(
        required=False,
        label=_("What we saw before"),
        help_text=_("Also what only looks like a sign now."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_time = forms.CharField(
        required=False,
        label=_("What we do next time"),
        help_text=_("As the person sees it, and as we do."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _pick(form: HouseForm, name: str) -> Pick:
    found = form.fields[name]
    assert isinstance(found, Pick)
    return found


@page("housing.record_threat")
def threat_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write down that somebody may lose their home."""
    course = open_course(request, enrolment_id, policy="housing.record_threat")
    slot = DraftSlot(request, form="threat", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    form = ThreatForm.from_slot(slot, course=course, initial={"noticed_on": course.viewer.today})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            record_threat(by=course.viewer, person=course.person, key=slot.key, **form.cleaned_data)
            return slot.done(
                after(request, "housing", enrolment_id, said=_("Written down."), fragment="threats")
            )
    return course.render("courses/threat_form.html", here="housing", form=form, slot=slot)


@page("housing.change_threat")
def threat_change(request: HttpRequest, enrolment_id: UUID, threat_id: UUID) -> HttpResponse:
    """Write what came of it."""
    course = open_course(request, enrolment_id, policy="housing.change_threat")
    found = TenancyThreat.objects.under(course.viewer, course.person).filter(pk=threat_id).first()
    if found is None:
        raise Http404
    slot = DraftSlot(request, form="threat", subject_id=threat_id)
    if answer := slot.answer():
        return answer
    read = Read(found, fields(*THREAT))
    form = ThreatChangeForm.from_slot(
        slot, course=course, kept=found.kind, outcome=found.outcome, initial=read.initial
    ).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_threat(by=course.viewer, threat=found, **form.cleaned_data)
            return slot.done(_on_from(request, course, found))
    return course.render("courses/threat_form.html", here="housing", form=form, slot=slot, threat=found)


def _on_from(request: HttpRequest, course: Course, threat: TenancyThreat) -> HttpResponse:
    """After a loss to the stay that ended by it, with what is known filled in; else back to the housing page."""
    outcome = course.profile.threat_outcomes.get(threat.outcome)
    kinds = [kind.key for kind in course.profile.housing_kinds if kind.tenancy]
    stays = HousingStay.objects.under(course.viewer, course.person).filter(
        ends_on__isnull=True, kind__in=kinds
    )
    lost = stays.first() if outcome is not None and outcome.lost else None
    if lost is None or threat.resolved_on is None:
        return after(request, "housing", course.enrolment.pk, said=_("Written down."), fragment="threats")
    label = course.profile.tenancy_threats.label(threat.kind, course.language)
    filled = urlencode({"lost": "1", "until": threat.resolved_on.isoformat(), "why": label})
    address = reverse("housing_change", args=[course.enrolment.pk, lost.pk])
    return after(request, f"{address}?{filled}", said=_("Written down. Is this how the stay ended?"))


@page("course.read")
def threat(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    """A threat by itself: to its page in the person's latest course.

    Raises:
        Http404: there is no such threat, or no course through which the viewer may see it.
    """
    found, _may = gate(request, TenancyThreat, threat_id, related=("person",))
    course = next(iter(courses_of(viewer_of(request), found.person)), None)
    if course is None:
        raise Http404
    return redirect("threat_change", course.pk, found.pk)


@page("housing.learn")
def learned(request: HttpRequest, enrolment_id: UUID, stay_id: UUID) -> HttpResponse:
    """What a lost home teaches."""
    course = open_course(request, enrolment_id, policy="housing.learn")
    stay = (
        HousingStay.objects.under(course.viewer, course.person)
        .filter(pk=stay_id, lost=True)
        .select_related("person")
        .first()
    )
    if stay is None:
        raise Http404
    slot = DraftSlot(request, form="lost_home", subject_id=stay_id)
    if answer := slot.answer():
        return answer
    lesson = lessons_of(course.viewer, course.person).get(stay.pk)
    if lesson is None:
        form = LessonForm.from_slot(slot)
    else:
        read = Read(lesson, fields(*LESSON))
        form = LessonForm.from_slot(slot, initial=read.initial).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            learn_from_loss(by=course.viewer, stay=stay, key=slot.key, **form.cleaned_data)
            said = _("Written down. It stands with the stay.")
            return slot.done(after(request, "housing", enrolment_id, said=said, fragment=f"stay-{stay.pk}"))
    threats = [_row(one, course) for one in threats_of(course.viewer, course.person)]
    return course.render(
        "courses/lost_home.html", here="housing", form=form, slot=slot, stay=stay, threats=threats
    )


@page("course.read")
def stay_learned(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """What a lost home taught, by the stay alone: to its page in the person's latest course.

    Raises:
        Http404: there is no such stay, or no course through which the viewer may see it.
    """
    found, _may = gate(request, HousingStay, stay_id, related=("person",))
    course = next(iter(courses_of(viewer_of(request), found.person)), None)
    if course is None:
        raise Http404
    return redirect("lost_home", course.pk, found.pk)


def threat_rows(course: Course) -> list[ThreatRow]:
    """What threatens the home or did, in words. One query."""
    return [_row(one, course) for one in threats_of(course.viewer, course.person)]


def _row(one: TenancyThreat, course: Course) -> ThreatRow:
    today, profile = course.viewer.today, course.profile
    coming = over = ""
    if one.resolved_on is not None:
        how = profile.threat_outcomes.label(one.outcome, course.language)
        over = gettext("%(how)s, %(day)s") % {"how": how, "day": dates.short_day(one.resolved_on, today)}
    elif one.next_on is not None:
        said = {"day": dates.spoken_day(one.next_on, today), "what": one.next_what}
        coming = (
            gettext("Next: %(day)s, %(what)s") % said if one.next_what else gettext("Next: %(day)s") % said
        )
    return ThreatRow(
        id=one.pk,
        label=profile.tenancy_threats.label(one.kind, course.language),
        since=gettext("since %(since)s") % {"since": dates.short_day(one.noticed_on, today)},
        amount="" if one.amount is None else number_format(one.amount, use_l10n=True, force_grouping=True),
        said=one.said,
        next=coming,
        late=one.resolved_on is None and one.next_on is not None and one.next_on <= today,
        over=over,
        resolution=one.resolution,
    )
