"""One tap on a meeting: a paper is packed, a decision becomes a step, a letter has come."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.documents.queries import standing
from alongside.kernel.errors import DomainError
from alongside.meetings.models import Line, Paper
from alongside.meetings.operations import letter_came, make_step, pack_paper
from alongside.plans.models import Goal
from alongside.web.forms import after
from alongside.web.meetings.forms import LetterForm, StepForm
from alongside.web.meetings.words import meeting_url
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of

OF_LINE = ("meeting__contact__enrolment__person",)


@page("meeting.pack")
@require_POST
def pack(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """A paper is in the bag, or out of it again."""
    paper, _may = gate(
        request, Paper, paper_id, policy="meeting.pack", related=("meeting__contact__enrolment",)
    )
    pack_paper(by=viewer_of(request), paper=paper, packed=request.POST.get("packed") == "1")
    return redirect(f"{meeting_url(paper.meeting.contact_id)}#papers")


@page("meeting.make_step")
@require_POST
def line_step(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """What was decided becomes a step of the plan."""
    viewer = viewer_of(request)
    line, _may = gate(request, Line, line_id, policy="meeting.make_step", related=OF_LINE)
    back = meeting_url(line.meeting.contact_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the goal it belongs to."))
        return redirect(f"{back}#line-{line.pk}")
    goal = (
        Goal.objects.visible_to(viewer)
        .filter(pk=form.cleaned_data["goal"])
        .select_related("plan__enrolment")
        .first()
    )
    if goal is None:
        raise Http404
    try:
        make_step(by=viewer, line=line, goal=goal)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect(f"{back}#line-{line.pk}")
    return after(request, back, said=_("It is a step of the plan now."), fragment=f"line-{line.pk}")


@page("meeting.letter_came")
@require_POST
def line_letter(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """The letter that was to come is one of the documents."""
    viewer = viewer_of(request)
    line, _may = gate(request, Line, line_id, policy="meeting.letter_came", related=OF_LINE)
    back = meeting_url(line.meeting.contact_id)
    form = LetterForm(request.POST)
    document = standing(viewer, form.cleaned_data["document"]) if form.is_valid() else None
    if document is None:
        messages.error(request, _("Choose the document that came."))
        return redirect(f"{back}#line-{line.pk}")
    try:
        letter_came(by=viewer, line=line, document=document)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect(f"{back}#line-{line.pk}")
    return after(request, back, said=_("The letter is linked."), fragment=f"line-{line.pk}")
