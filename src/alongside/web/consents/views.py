"""Whom we may speak with about a person: what they said, writing it down, taking it back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.consents.deciding import Addressee
from alongside.consents.errors import NobodyToTell
from alongside.consents.models import Consent
from alongside.consents.operations.answering import record_answer, withdraw
from alongside.consents.operations.outside import add_recipient
from alongside.consents.queries import consents_of, standing
from alongside.enrolments.queries import courses_of
from alongside.kernel.drafts import new_key
from alongside.network.queries import around_now, members
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web.about import tabs_about
from alongside.web.consents.addressees import Choices, of_recipient
from alongside.web.consents.asking_sheet import consent_sheet
from alongside.web.consents.forms import AnswerForm, WithdrawForm
from alongside.web.consents.papers import paper_section
from alongside.web.consents.words import ConsentLine, consent_line
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.network import member_line
from alongside.web.pages import May, gate, page
from alongside.web.paper.making import note_print, pdf_answer
from alongside.web.viewer import viewer_of


def frame(request: HttpRequest, person: Person, may: May) -> dict[str, Any]:
    """What every page about telling shows around itself: whom it is about, and the way back."""
    viewer = viewer_of(request)
    course = next(iter(courses_of(viewer, person)), None)
    tabs = tabs_about(course, May(viewer, course), "consents") if course is not None else []
    return {"person": person, "name": person.first_name, "may": may, "course": course, "tabs": tabs}


@page("consent.read")
def consents(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Whom we may speak with, whom not, and what no longer holds."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="consent.read")
    profile = profile_of(viewer.agency_id)
    rows = consents_of(viewer, person)
    now = standing(rows, viewer.today)
    held = {row.pk for row in now}
    lines = [consent_line(row, profile, viewer.today) for row in now]
    named = {row.member_id for row in now}
    around = [
        member_line(one, viewer.today)
        for one in members(around_now(viewer, person, viewer.today))
        if one.id not in named
    ]
    return render(
        request,
        "consents/consents.html",
        {
            **frame(request, person, may),
            "no": [line for row, line in zip(now, lines, strict=True) if row.answer != "yes"],
            "yes": [line for row, line in zip(now, lines, strict=True) if row.answer == "yes"],
            "earlier": [consent_line(row, profile, viewer.today) for row in rows if row.pk not in held],
            "around": around,
        },
    )


@page("consent.take")
def consent_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what the person says; or print it first, to be explained and signed."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="consent.take")
    profile = profile_of(viewer.agency_id)
    choices = Choices(viewer, person, profile)
    form = AnswerForm(
        request.POST or None, viewer=viewer, profile=profile, choices=choices, initial=_begun(request, person)
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            if request.POST.get("act") == "paper":
                return _on_paper(request, person, form)
            record_answer(
                by=viewer,
                person=person,
                to=_addressee(request, form),
                proof=form.proof,
                key=posted_key(request),
                **form.said,
            )
            return after(request, "consents", person.pk, said=_("Written down. It counts from now on."))
    return render(
        request,
        "consents/consent_new.html",
        {**frame(request, person, may), "form": form, "key": posted_key(request) or new_key()},
        status=422 if form.errors else 200,
    )


@page("consent.read")
def consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """One answer: what was said, how we know it, and taking it back."""
    viewer = viewer_of(request)
    record, may = gate(request, Consent, consent_id, policy="consent.read", related=("person", "taken_by"))
    profile = profile_of(viewer.agency_id)
    form = WithdrawForm(request.POST or None, initial={"version": record.version})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            withdraw(by=viewer, consent=record, **form.cleaned_data)
            said = _("Withdrawn. Nothing more is told on this ground, anywhere.")
            return after(request, "consents", record.person_id, said=said)
    if request.GET.get("as") == "pdf":
        return _kept_on_paper(request, record)
    line: ConsentLine = consent_line(record, profile, viewer.today)
    return render(
        request,
        "consents/consent.html",
        {
            **frame(request, record.person, may),
            **paper_section(viewer, record, may),
            "line": line,
            "record": record,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _begun(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the form begins with: chosen on the page one came from ("ask for consent", in place)."""
    begun: dict[str, Any] = {"signed_by": person.full_name, "explained_in": person.language}
    for name in ("to", "purpose", "answer"):
        if request.GET.get(name):
            begun[name] = request.GET[name]
    if request.GET.getlist("category"):
        begun["categories"] = request.GET.getlist("category")
    if begun.get("answer") == "no":
        begun["evidence"] = "said"
    return begun


def _addressee(request: HttpRequest, form: AnswerForm, *, only_named: bool = False) -> Addressee:
    """Whom it is about; someone new goes into the address book first.

    Raises:
        NobodyToTell: nobody was chosen or named.
    """
    said = form.cleaned_data
    found = form.choices.chosen(said["to"])
    if found is not None:
        return found
    if not said["new_name"].strip():
        raise NobodyToTell(field="to")
    if only_named:
        return Addressee(form.choices.chosen("authority:").to, said["new_name"].strip())  # type: ignore[union-attr]
    made = add_recipient(
        by=viewer_of(request),
        kind=said["new_kind"] or "other",
        name=said["new_name"],
    )
    return of_recipient(made)


def _on_paper(request: HttpRequest, person: Person, form: AnswerForm) -> HttpResponse:
    """What was chosen, as a paper to be explained and signed; nothing is kept yet."""
    viewer = viewer_of(request)
    said = form.cleaned_data
    sheet = consent_sheet(
        viewer,
        person,
        to=_addressee(request, form, only_named=True).name,
        categories=frozenset(said["categories"]),
        purpose=said["purpose"],
        ends_on=said["ends_on"],
        part2=said if "discloser" in said else None,
    )
    note_print(
        viewer, page="consent_new", record=person, included=["consent", f"language:{sheet.language}", "pdf"]
    )
    return pdf_answer(request, [sheet], title=sheet.title, kind="consent")


def _kept_on_paper(request: HttpRequest, record: Consent) -> HttpResponse:
    viewer = viewer_of(request)
    ends: date | None = record.ends_on
    sheet = consent_sheet(
        viewer,
        record.person,
        to=record.to_name,
        categories=record.category_keys,
        purpose=record.purpose,
        ends_on=ends,
        part2={
            "discloser": record.discloser,
            "ends_when": record.ends_when,
            "signed_by": record.signed_by,
            "signed_on": record.signed_on,
        }
        if record.part2
        else None,
    )
    note_print(
        viewer, page="consent", record=record, included=["consent", f"language:{sheet.language}", "pdf"]
    )
    return pdf_answer(request, [sheet], title=sheet.title, kind="consent")
