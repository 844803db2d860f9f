"""One worker: how to reach them, which roles they hold and held, and how they sign in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Role
from alongside.accounts.identity.names import name_of
from alongside.kernel import drafts
from alongside.organisation import operations
from alongside.organisation.errors import NotProposed
from alongside.organisation.models import Membership, Team, Worker
from alongside.organisation.proposed import proposed_roles, set_role_aside
from alongside.web.administration.forms import (
    AccountForm,
    AsideForm,
    EndForm,
    NewWorkerForm,
    RoleForm,
    UntilForm,
    WorkerForm,
    as_written,
)
from alongside.web.forms import HouseForm, after
from alongside.web.pages import page
from alongside.web.roles import ROLE_LABELS, ROLE_MEANINGS
from alongside.web.viewer import viewer_of


@page("worker.add")
def worker_new(request: HttpRequest) -> HttpResponse:
    """Add someone who works here; their roles come next, on their page."""
    form = NewWorkerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            made = operations.add_worker(
                by=viewer_of(request),
                username=form.cleaned_data["username"],
                key=form.cleaned_data["key"],
                **form.said,
            )
            said = _("%(name)s is there now. Say what they do, then hand them their link.") % {
                "name": made.name
            }
            return after(request, "worker", made.pk, said=said)
    return render(
        request, "administration/worker_new.html", {"form": form}, status=422 if form.errors else 200
    )


@page("worker.change")
def worker(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """How someone is named and reached, their share of a post, their roles over time."""
    record = worker_of(request, worker_id)
    if request.method != "POST":
        return show(request, record)
    form = WorkerForm(request.POST)
    if form.is_valid():
        with form.shows():
            typed = request.POST.get("version", "")
            version = int(typed) if typed.isdecimal() else None
            operations.change_worker(by=viewer_of(request), worker=record, version=version, **form.said)
            return after(request, "worker", record.pk, said=_("Kept."))
    return show(request, worker_of(request, worker_id), form=form)


@page("membership.start", step_up=True)
def role_start(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Give someone a role from a day on."""
    record = worker_of(request, worker_id)
    if request.method != "POST":
        return after(request, "worker", record.pk)
    form = _role_form(request, posted=True)
    if form.is_valid():
        with form.shows():
            operations.start_membership(by=viewer_of(request), worker=record, **form.said)
            return after(request, "worker", record.pk, said=_("Kept."), fragment="roles")
    return show(request, record, role_form=form)


@page("membership.set_aside")
@require_POST
def role_aside(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Say no to a role that a directory proposes."""
    record = worker_of(request, worker_id)
    form = AsideForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        set_role_aside(by=viewer_of(request), worker=record, **form.said)
    except NotProposed as gone:
        raise Http404 from gone
    return after(request, "worker", record.pk, said=_("Set aside. Nothing was given."), fragment="roles")


@page("membership.end", step_up=True)
def role_end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """End a role."""
    actor = viewer_of(request)
    held = get_object_or_404(
        Membership.objects.select_related("worker", "team").filter(
            worker__agency_id=actor.agency_id, ends_on__isnull=True
        ),
        pk=membership_id,
    )
    form = EndForm(request.POST or None, initial={"ends_on": actor.today})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            operations.end_membership(by=actor, membership=held, **form.cleaned_data)
            return after(request, "worker", held.worker_id, said=_("Kept."), fragment="roles")
    context = {"form": form, "held": held, "role": ROLE_LABELS[Role(held.role)]}
    return render(request, "administration/role_end.html", context, status=422 if form.errors else 200)


@page("worker.open_account", step_up=True)
def account_open(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Give someone a name to sign in with."""
    record = worker_of(request, worker_id)
    if request.method != "POST":
        return after(request, "worker", record.pk)
    form = AccountForm(request.POST)
    if form.is_valid():
        with form.shows():
            operations.open_account(by=viewer_of(request), worker=record, **form.cleaned_data)
            return after(request, "worker", record.pk, said=_("Kept."), fragment="account")
    return show(request, worker_of(request, worker_id), account_form=form)


@page("worker.sign_in_link", step_up=True)
@require_POST
def sign_in_link(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """The link with which someone chooses their own password: shown now, and never again."""
    record = worker_of(request, worker_id)
    if record.user_id is None:
        raise Http404
    link = request.build_absolute_uri(operations.sign_in_link(by=viewer_of(request), worker=record))
    return render(request, "administration/sign_in_link.html", {"worker": record, "link": link})


@page("worker.take_factors_away", step_up=True)
@require_POST
def factors_away(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Take away the second factors of somebody who has lost them."""
    record = worker_of(request, worker_id)
    operations.take_factors_away(by=viewer_of(request), worker=record)
    said = _("%(name)s is told, and sets up a new one at the next sign-in.") % {"name": record.name}
    return after(request, "worker", record.pk, said=said, fragment="account")


def show(
    request: HttpRequest,
    record: Worker,
    *,
    form: HouseForm | None = None,
    role_form: HouseForm | None = None,
    account_form: HouseForm | None = None,
    until_form: HouseForm | None = None,
) -> HttpResponse:
    """The page of one worker, with a form on it that could not be carried out."""
    today = viewer_of(request).today
    held = Membership.objects.filter(worker=record).select_related("team").order_by("-starts_on", "-pk")
    wrong = any(one is not None and one.errors for one in (form, role_form, account_form, until_form))
    context: dict[str, Any] = {
        "worker": record,
        "form": form or WorkerForm(initial=as_written(record)),
        "role_form": role_form or _role_form(request, posted=False),
        "account_form": account_form or AccountForm(),
        "until_form": until_form or UntilForm(initial={"until": record.access_until}, auto_id="until_%s"),
        "has_run_out": record.access_until is not None and record.access_until <= today,
        "roles": [
            {
                "held": one,
                "label": ROLE_LABELS[Role(one.role)],
                "over": one.ends_on is not None and one.ends_on <= today,
            }
            for one in held
        ],
        "proposed": [
            {
                "label": ROLE_LABELS[one.role],
                "meaning": ROLE_MEANINGS[one.role],
                "by": name_of(one.provider),
                "key": drafts.new_key(),
                "it": one,
            }
            for one in proposed_roles(record)
        ],
        "today": today,
    }
    return render(request, "administration/worker.html", context, status=422 if wrong else 200)


def _role_form(request: HttpRequest, *, posted: bool) -> RoleForm:
    actor = viewer_of(request)
    teams = list(Team.objects.filter(agency_id=actor.agency_id).order_by("name"))
    return RoleForm(request.POST if posted else None, teams=teams, today=actor.today, auto_id="role_%s")


def worker_of(request: HttpRequest, worker_id: UUID) -> Worker:
    """Someone of the viewer's own agency.

    Raises:
        Http404: there is no such worker here.
    """
    mine = Worker.objects.select_related("user").filter(agency_id=viewer_of(request).agency_id)
    return get_object_or_404(mine, pk=worker_id)
