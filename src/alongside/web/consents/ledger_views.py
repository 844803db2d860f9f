"""The ledger: what was told about a person, what was told about everyone, and the account for the person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.consents.models import BasisChoice, Disclosure, HowTold
from alongside.consents.operations.telling import record_disclosure, say_wrong
from alongside.consents.queries import ledger_of, whole_ledger
from alongside.kernel.drafts import new_key
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web.consents.account import account_as_csv, account_as_sheet
from alongside.web.consents.addressees import Choices
from alongside.web.consents.forms import TellForm, WrongForm
from alongside.web.consents.views import frame
from alongside.web.consents.words import ledger_lines
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.pages import gate, page
from alongside.web.paper.making import note_print, pdf_answer
from alongside.web.viewer import viewer_of

DAYS = 183
"""The privacy officer sees half a year, the time between two looks at the log."""


@page("disclosure.read")
def told(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What was told about a person; `?as=pdf` and `?as=csv` are the account of it for the person."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="consent.read")
    profile = profile_of(viewer.agency_id)
    rows = ledger_of(viewer, person)
    kind = request.GET.get("as")
    if kind in ("pdf", "csv"):
        note_print(viewer, page="told", record=person, included=["ledger", str(kind)])
        if kind == "csv":
            return account_as_csv(viewer, person, rows, profile)
        sheet = account_as_sheet(viewer, person, rows, profile)
        return pdf_answer(request, [sheet], title=sheet.title, kind="account")
    lines = ledger_lines(rows, profile, viewer.today)
    return render(request, "consents/told.html", {**frame(request, person, may), "lines": lines})


@page("disclosure.record")
def told_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what was told aloud. It is refused where nothing allows it, and says what would."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="disclosure.record")
    profile = profile_of(viewer.agency_id)
    choices = Choices(viewer, person, profile)
    form = TellForm(request.POST or None, viewer=viewer, profile=profile, choices=choices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to = choices.chosen(said["to"])
        assert to is not None
        with form.shows():
            record_disclosure(
                by=viewer,
                person=person,
                to=to,
                how=HowTold.SPOKEN,
                what=said["what"],
                purpose=said["purpose"],
                categories=frozenset(said["categories"]),
                without=form.without,
                why=said["why"] if form.without else "",
                key=posted_key(request),
            )
            return after(request, "told", person.pk, said=_("It stands in the ledger."))
    context = {**frame(request, person, may), "form": form, "key": posted_key(request) or new_key()}
    return render(request, "consents/told_new.html", context, status=422 if form.errors else 200)


@page("disclosure.wrong")
def told_wrong(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Say that a line was entered in error. It stays, with what was wrong beside it."""
    viewer = viewer_of(request)
    line, may = gate(request, Disclosure, line_id, policy="disclosure.wrong", related=("person",))
    profile = profile_of(viewer.agency_id)
    form = WrongForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            say_wrong(by=viewer, line=line, **form.cleaned_data)
            return after(request, "told", line.person_id, said=_("Kept beside it."))
    (shown,) = ledger_lines([line], profile, viewer.today)
    context: dict[str, Any] = {**frame(request, line.person, may), "form": form, "line": shown}
    return render(request, "consents/told_wrong.html", context, status=422 if form.errors else 200)


@page("disclosure.ledger")
def ledger(request: HttpRequest) -> HttpResponse:
    """What was told about everyone in half a year, for the privacy officer."""
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    basis = request.GET.get("basis", "")
    basis = basis if basis in BasisChoice.values else ""
    rows = whole_ledger(viewer, since=viewer.today - timedelta(days=DAYS), basis=basis)
    show_people(request, "ledger", [row.person_id for row in rows], basis=basis)
    lines = ledger_lines(rows, profile, viewer.today, names=True)
    bases = [("", _("All")), *BasisChoice.choices]
    return render(request, "consents/ledger.html", {"lines": lines, "bases": bases, "basis": basis})
