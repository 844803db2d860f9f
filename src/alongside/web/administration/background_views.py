"""Background work: what waits, what runs, what failed and with which code, and when the clock was last looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.audit.trail import record_event
from alongside.kernel import clock, jobs
from alongside.kernel.models import Job, JobState, Turn
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.viewer import viewer_of

SHOWN = 50
NAMES: dict[str, str | Promise] = {
    "sheet.read": gettext_lazy("Read a spreadsheet"),
    "sheet.judge": gettext_lazy("Look through the rows of a spreadsheet"),
    "sheet.import": gettext_lazy("Take the rows of a spreadsheet in"),
    "sign_in.forget": gettext_lazy("Take out sign-ins that are over"),
    "sheets.forget": gettext_lazy("Throw old spreadsheets away"),
    "trail.anchor": gettext_lazy("Sign the day’s trail"),
    "visits.extend": gettext_lazy("Plan repeated visits ahead"),
    "jobs.rescue": gettext_lazy("Go on with work that was cut short"),
    "jobs.forget": gettext_lazy("Forget work that is long done"),
}
"""What a job or a duty does, in words; one that has none here is shown by its name."""


@dataclass(frozen=True)
class Duty:
    """A duty of the clock, and how its last turn went."""

    name: str | Promise
    began_at: datetime | None
    error: str


@page("administration")
def background(request: HttpRequest) -> HttpResponse:
    """What is under way and what failed, never about whom."""
    ours = _ours(request)
    failed = list(Job.objects.filter(ours, state=JobState.FAILED).order_by("-ended_at")[:SHOWN])
    under_way = list(
        Job.objects.filter(ours, state__in=(JobState.WAITING, JobState.RUNNING)).order_by("asked_at")[:SHOWN]
    )
    turns = {turn.duty: turn for turn in Turn.objects.all()}
    duties = [
        Duty(
            NAMES.get(name, name),
            turns[name].began_at if name in turns else None,
            turns[name].error if name in turns else "",
        )
        for name in clock.DUTIES
    ]
    context = {
        "failed": [(job, NAMES.get(job.name, job.name)) for job in failed],
        "under_way": [(job, NAMES.get(job.name, job.name)) for job in under_way],
        "duties": duties,
    }
    return render(request, "administration/background.html", context)


@page("administration")
@require_POST
def job_again(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Begin a failed job anew, in the name of whoever asked for it."""
    actor = viewer_of(request)
    job = Job.objects.filter(_ours(request), pk=job_id).first()
    if job is None:
        raise Http404
    if jobs.try_again(job.pk):
        record_event(
            agency_id=actor.agency_id,
            user_id=actor.user_id,
            now=actor.now,
            action="job.again",
            detail={"job": str(job.pk), "name": job.name},
        )
    return after(request, "background", said=_("It is tried again."))


def _ours(request: HttpRequest) -> Q:
    """The agency's own jobs, and those of the house as a whole."""
    actor = viewer_of(request)
    return Q(agency_id=actor.agency_id) | Q(agency_id__isnull=True)
