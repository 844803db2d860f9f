"""Whether everybody still needs what they may: asked every half-year, signed for each worker."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Role
from alongside.access.policy import may
from alongside.oversight.models import AskedRight, RightAnswer
from alongside.oversight.operations import answer_for, begin_rights_review
from alongside.oversight.queries import AskedOf, asked_of, rights_due
from alongside.web.forms import HouseForm, OneOf, after
from alongside.web.pages import page
from alongside.web.roles import ROLE_LABELS
from alongside.web.viewer import viewer_of


class RightsForm(HouseForm):
    """The roles of one worker that the viewer answers for."""

    def __init__(self, data: object, *, asked: list[AskedRight]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.asked = {f"right-{one.pk}": one for one in asked}
        for name, one in self.asked.items():
            self.fields[name] = OneOf(RightAnswer, label=role_in_words(one))

    def answers(self) -> dict[AskedRight, RightAnswer]:
        """What was said of each."""
        return {one: RightAnswer(self.cleaned_data[name]) for name, one in self.asked.items()}


@dataclass(frozen=True)
class WorkerRow:
    """One worker: what is asked of the viewer, and what has been answered."""

    of: AskedOf
    form: RightsForm | None
    said: list[tuple[str, AskedRight]]


@page("rights.read")
def rights(request: HttpRequest) -> HttpResponse:
    """Everybody in the review that is open, or the last one."""
    return _show(request)


@page("rights.answer")
@require_POST
def answer(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Sign for one worker."""
    actor = viewer_of(request)
    review = rights_due(actor.agency_id, actor.today).last
    of = (
        next((one for one in asked_of(actor, review) if one.worker.pk == worker_id), None) if review else None
    )
    if of is None or not of.mine:
        raise Http404
    form = RightsForm(request.POST, asked=of.mine)
    if form.is_valid():
        with form.shows():
            answer_for(by=actor, worker=of.worker, answers=form.answers())
            said = _("Signed for %(name)s.") % {"name": of.worker.name}
            return after(request, "rights", said=said)
    return _show(request, sent=(worker_id, form))


@page("rights.begin")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Ask everybody who answers for roles."""
    begin_rights_review(by=viewer_of(request))
    return after(request, "rights", said=_("Everybody who answers for roles is asked now, for four weeks."))


def _show(request: HttpRequest, *, sent: tuple[UUID, RightsForm] | None = None) -> HttpResponse:
    actor = viewer_of(request)
    due = rights_due(actor.agency_id, actor.today)
    rows = [_row(one, sent) for one in asked_of(actor, due.last)] if due.last else []
    return render(
        request,
        "oversight/rights.html",
        {
            "due": due,
            "today": actor.today,
            "mine": [row for row in rows if row.form],
            "others": [row for row in rows if not row.form],
            "may_begin": may(actor, "rights.begin") and (due.last is None or due.last.closed_on is not None),
        },
        status=422 if sent else 200,
    )


def _row(of: AskedOf, sent: tuple[UUID, RightsForm] | None) -> WorkerRow:
    form = RightsForm(None, asked=of.mine) if of.mine else None
    if sent is not None and sent[0] == of.worker.pk:
        form = sent[1]
    rest = [one for one in of.asked if one not in of.mine]
    return WorkerRow(of, form, [(role_in_words(one), one) for one in rest])


def role_in_words(asked: AskedRight) -> str:
    """The role, and the team it is held in."""
    label: str | Promise = ROLE_LABELS[Role(asked.membership.role)]
    team = asked.membership.team
    return f"{label}, {team.name}" if team else str(label)
