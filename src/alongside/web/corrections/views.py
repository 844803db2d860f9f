"""How a record reads and read, and the acts on it: put right, their view beside it, struck through, taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.access.policy import may as may_do
from alongside.corrections.kinds import KINDS, Kind
from alongside.corrections.models import Remark
from alongside.corrections.operations import (
    attach_disagreement,
    correct_record,
    lift_strike,
    strike_record,
)
from alongside.corrections.queries import Remarks, Version, remarks_about, remarks_on, versions_of
from alongside.corrections.rules import Piece, difference
from alongside.kernel import drafts
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web import dates
from alongside.web.corrections.forms import CorrectForm, ViewForm, WhyForm, in_words
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import SIGNED_IN, gate, page
from alongside.web.viewer import viewer_of


@dataclass(frozen=True)
class Changed:
    """A field that reads otherwise in a version than in the one before."""

    label: str | Promise
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True)
class Turned:
    """A version with what it changed; the first has changed nothing."""

    version: Version
    changed: list[Changed]


@page(SIGNED_IN)
def record(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """How a record reads, every version before it side by side, and what is remarked on it."""
    what, found = _found(request, kind, record_id)
    actor = viewer_of(request)
    profile = profile_of(actor.agency_id)
    remarks = remarks_about(actor, found.about_person_id).get(found.pk, Remarks())
    turned = _turned(what, versions_of(found, remarks.corrections), profile)
    facts = [
        (one.label, words)
        for one in what.fields
        if (words := _said(in_words(one, what.model, getattr(found, one.name), profile)))
    ]
    context = {
        **_about(what, found),
        "facts": facts,
        "remarks": remarks,
        "turned": turned,
        "may_correct": bool(what.fields)
        and remarks.strike is None
        and may_do(actor, "record.correct", found),
        "may_disagree": may_do(actor, "record.disagree", found),
        "may_strike": what.strikes and remarks.strike is None and may_do(actor, "record.strike", found),
        "may_take_up": remarks.strike is not None and may_do(actor, "record.take_up", remarks.strike),
    }
    return render(request, "corrections/record.html", context)


@page(SIGNED_IN)
def correct(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Put a record right."""
    what, found = _found(request, kind, record_id, policy="record.correct")
    if not what.fields:
        raise Http404
    slot = DraftSlot(request, form="correction", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    profile = profile_of(viewer_of(request).agency_id)
    form = CorrectForm.from_slot(slot, kind=what, record=found, profile=profile)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            correct_record(
                by=viewer_of(request),
                record=found,
                values=form.values(),
                why=form.cleaned_data["why"],
                version=form.cleaned_data["version"],
                key=slot.key,
            )
            said = _("Put right. What it read before stays, with your reason.")
            return slot.done(after(request, "record", kind, found.pk, said=said))
    return _form(request, "corrections/correct.html", what, found, form, slot)


@page(SIGNED_IN)
def disagree(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Put the person's own view beside a record."""
    what, found = _found(request, kind, record_id, policy="record.disagree")
    slot = DraftSlot(request, form="their_view", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = ViewForm.from_slot(slot, initial={"said_on": viewer_of(request).today})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            attach_disagreement(by=viewer_of(request), record=found, key=slot.key, **form.cleaned_data)
            said = _("Their words stand beside it now, wherever it is shown.")
            return slot.done(after(request, "record", kind, found.pk, said=said))
    return _form(request, "corrections/disagree.html", what, found, form, slot)


@page(SIGNED_IN)
def strike(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Strike a record through that was entered in error."""
    what, found = _found(request, kind, record_id, policy="record.strike")
    if not what.strikes:
        raise Http404
    slot = DraftSlot(request, form="strike", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = WhyForm.from_slot(slot)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            strike_record(by=viewer_of(request), record=found, why=form.cleaned_data["why"], key=slot.key)
            said = _("Struck through. It stays readable, and counts nowhere.")
            return slot.done(after(request, "record", kind, found.pk, said=said))
    return _form(request, "corrections/strike.html", what, found, form, slot)


@page(SIGNED_IN)
def take_up(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    """Take a strike back."""
    remark, _may = gate(request, Remark, remark_id, policy="record.take_up")
    what = next((one for one in KINDS.values() if one.model._meta.label_lower == remark.label), None)
    if what is None:
        raise Http404
    slot = DraftSlot(request, form="take_up", subject_id=remark.pk)
    if answer := slot.answer():
        return answer
    form = WhyForm.from_slot(slot)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            lift_strike(by=viewer_of(request), remark=remark, why=form.cleaned_data["why"])
            said = _("It stands again. That it was struck through stays readable.")
            return slot.done(after(request, "record", what.key, remark.record_id, said=said))
    context = {
        "what": what,
        "form": form,
        "slot": slot,
        "back": reverse("record", args=[what.key, remark.record_id]),
    }
    status = 422 if form.errors else 200
    return render(request, "corrections/take_up.html", context, status=status)


@dataclass(frozen=True)
class Line:
    """A remark in the list of a person's."""

    remark: Remark
    label: str | Promise
    url: str


@page("person.open")
def remarks(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Everything that was put right, is seen otherwise or was struck through in what is written about a person."""
    person, _may = gate(request, Person, person_id, policy="person.open")
    by_label = {kind.model._meta.label_lower: kind for kind in KINDS.values()}
    lines = [
        Line(one, kind.label, reverse("record", args=[kind.key, one.record_id]))
        for found in remarks_on(viewer_of(request), person).values()
        for one in [*found.corrections, *found.disagreements, *filter(None, [found.strike]), *found.lifted]
        if (kind := by_label.get(one.label)) is not None
    ]
    lines.sort(key=lambda line: line.remark.recorded_at, reverse=True)
    return render(request, "corrections/remarks.html", {"person": person, "lines": lines})


UNFINISHED = {"correction": "record_correct", "their_view": "record_disagree", "strike": "record_strike"}
"""The forms about a record whose text is kept, and their pages."""


@dataclass(frozen=True)
class Unfinished:
    """Something the viewer began to write about a record."""

    label: str | Promise
    url: str
    saved_at: datetime


@page(SIGNED_IN)
def unfinished(request: HttpRequest) -> HttpResponse:
    """What the viewer began to put right and has not sent: each leads on where it was."""
    actor = viewer_of(request)
    kept = drafts.all_kept(user_id=actor.user_id) if actor.user_id else []
    lines = []
    for draft in kept:
        if draft.form == "take_up" and Remark.objects.visible_to(actor).filter(pk=draft.subject_id).exists():
            address = reverse("record_take_up", args=[draft.subject_id])
            lines.append(Unfinished(_("Entered in error"), address, draft.saved_at))
        if draft.form not in UNFINISHED:
            continue
        for kind in KINDS.values():
            rows: Any = kind.model.objects.with_struck().visible_to(actor)
            if rows.filter(pk=draft.subject_id).exists():
                address = reverse(UNFINISHED[draft.form], args=[kind.key, draft.subject_id])
                lines.append(Unfinished(kind.label, address, draft.saved_at))
    return render(request, "corrections/unfinished.html", {"lines": lines})


def _found(
    request: HttpRequest, kind: str, record_id: UUID, *, policy: str | None = None
) -> tuple[Kind, Any]:
    what = KINDS.get(kind)
    if what is None:
        raise Http404
    found, _may = gate(request, what.model, record_id, policy=policy)
    return what, found


def _about(what: Kind, found: Any) -> dict[str, Any]:
    return {"what": what, "found": found, "back": reverse("record", args=[what.key, found.pk])}


def _form(
    request: HttpRequest, template: str, what: Kind, found: Any, form: Any, slot: DraftSlot
) -> HttpResponse:
    context = {**_about(what, found), "form": form, "slot": slot}
    return render(request, template, context, status=422 if form.errors else 200)


def _turned(what: Kind, versions: list[Version], profile: Profile) -> list[Turned]:
    """Each version, latest first, with what it changed of the fields that are shown."""
    found = []
    for place, version in enumerate(versions):
        earlier = versions[place + 1] if place + 1 < len(versions) else None
        changed = []
        for one in what.fields if earlier is not None else ():
            before, now = (
                _said(in_words(one, what.model, each.values[one.name], profile))
                for each in (earlier, version)
                if each is not None
            )
            if before != now:
                changed.append(Changed(one.label, *difference(before, now)))
        if changed or earlier is None or version.why:
            found.append(Turned(version, changed))
    return found


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        local = localtime(value)
        return f"{dates.long_day(local.date())} {dates.clock(value)}"
    if isinstance(value, date):
        return dates.long_day(value)
    return str(value)
