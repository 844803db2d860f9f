"""Until when an account is good, suspending it and opening it again; and which accounts somebody must see to."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.organisation.keeping import extend_account, suspend_account, wake_account
from alongside.web.administration import worker_views
from alongside.web.administration.forms import UntilForm
from alongside.web.forms import after
from alongside.web.oversight.account_words import account_rows
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("administration")
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts that run out, have run out, are suspended, or whose owner's training is due."""
    actor = viewer_of(request)
    rows = account_rows(actor.agency_id, actor.today)
    return render(request, "administration/accounts.html", {"rows": rows})


@page("worker.extend_account", step_up=True)
def extend(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Let an account be good until another day."""
    record = worker_views.worker_of(request, worker_id)
    if request.method != "POST":
        return after(request, "worker", record.pk, fragment="account")
    form = UntilForm(request.POST)
    if form.is_valid():
        with form.shows():
            extend_account(by=viewer_of(request), worker=record, **form.cleaned_data)
            return after(request, "worker", record.pk, said=_("Kept."), fragment="account")
    return worker_views.show(request, worker_views.worker_of(request, worker_id), until_form=form)


@page("worker.suspend")
@require_POST
def suspend(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Shut an account at once. No proof is asked for: shutting must be quick."""
    record = worker_views.worker_of(request, worker_id)
    suspend_account(by=viewer_of(request), worker=record)
    said = _("Suspended. It opens nothing any more, in open windows either.")
    return after(request, "worker", record.pk, said=said, fragment="account")


@page("worker.wake", step_up=True)
def wake(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Open a suspended account again."""
    record = worker_views.worker_of(request, worker_id)
    if request.method == "POST":
        wake_account(by=viewer_of(request), worker=record)
        return after(request, "worker", record.pk, said=_("It is open again."), fragment="account")
    return after(request, "worker", record.pk, fragment="account")
