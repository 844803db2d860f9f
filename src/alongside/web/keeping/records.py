"""For how long records are kept, what is due to go, and the acts on one record: hold, shut, archive, destroy."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.approvals.operations import ask_approval
from alongside.approvals.queries import standing
from alongside.kernel.models import Job
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.retention import certifying, rules
from alongside.retention.archiving import unsealed
from alongside.retention.models import Archive, Certificate, MarkKind
from alongside.retention.operations import (
    destroy_record,
    lift_mark,
    make_archive,
    place_hold,
    restrict_use,
    set_rule,
    take_archive_out,
)
from alongside.retention.queries import (
    certificates,
    due,
    latest_archive,
    mark_on,
    rule_of,
    standing_of,
)
from alongside.rights.queries import to_be_erased
from alongside.web.forms import after
from alongside.web.keeping.about import person_for
from alongside.web.keeping.forms import RuleForm, WhyForm
from alongside.web.looks import hand_out, show_people
from alongside.web.middleware import NO_PAGE
from alongside.web.pages import page
from alongside.web.paper.making import pdf_file
from alongside.web.viewer import viewer_of


@page("retention.read")
def kept(request: HttpRequest) -> HttpResponse:
    """The rule, what is due to go, and what went."""
    actor = viewer_of(request)
    rule = rule_of(actor.agency_id)
    may_set = may(actor, "retention.set_rule")
    proposed = profile_of(actor.agency_id).retention
    begun = (
        {"years": rule.years, "basis": rule.basis, "version": rule.version}
        if rule
        else {"years": proposed.years, "basis": proposed.basis.in_(get_language() or "en")}
    )
    form = RuleForm(request.POST or None, initial=begun)
    if request.method == "POST" and not may_set:
        raise Http404
    if request.method == "POST" and form.is_valid():
        with form.shows():
            set_rule(by=actor, **form.cleaned_data)
            return after(request, "records_kept", said=_("Kept. What is due to go is shown by it now."))
    rows = due(actor, rule) if rule else []
    show_people(request, "records_kept", *[one.person_id for one in rows])
    context = {
        "rule": rule,
        "form": form if may_set else None,
        "due": rows,
        "certificates": certificates(actor),
    }
    return render(request, "keeping/kept.html", context, status=422 if form.errors else 200)


@page("retention.read")
def keeping(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One record: what keeps it, its archive, and the way to destroy it."""
    actor = viewer_of(request)
    person, name = person_for(request, person_id, "retention.read")
    act = request.POST.get("act", "")
    # Each part of the page asks why with a field of its own.
    why = {part: WhyForm(auto_id=f"{part}_%s") for part in ("hold", "shut", "ask")}
    part = act.removeprefix("lift_") if act.removeprefix("lift_") in why else "hold"
    form = WhyForm(request.POST or None, auto_id=f"{part}_%s")
    why[part] = form
    if request.method == "POST" and (act in ("archive", "destroy") or form.is_valid()):
        with form.shows():
            said = _do(actor, person, act, form.cleaned_data.get("why", "") if form.is_valid() else "")
            if act == "destroy":
                return after(request, "records_kept", said=said)
            return after(request, "keeping", person.pk, said=said)
    rule = rule_of(actor.agency_id)
    state = standing_of(person, actor)
    archive = latest_archive(person)
    context = {
        "person": person,
        "name": name,
        "form": form,
        "why": why,
        "rule": rule,
        "state": state,
        "due_on": rules.due_on(state.closed_on, rule.years) if rule and state.closed_on else None,
        "hold": mark_on(person, MarkKind.HOLD),
        "shut": mark_on(person, MarkKind.SHUT),
        "archive": archive,
        "job": Job.objects.filter(pk=archive.job_id).first() if archive and archive.job_id else None,
        "approval": standing(actor, "record.destroy", person),
        "erase": to_be_erased(person),
    }
    return render(request, "keeping/keeping.html", context, status=422 if form.errors else 200)


def _do(actor: Actor, person: Person, act: str, why: str) -> str:
    """Carry out one act of the page; what was done, in a sentence."""
    if act == "hold":
        place_hold(by=actor, person=person, why=why)
        return _("On hold. It stays until somebody lifts the hold.")
    if act == "shut":
        restrict_use(by=actor, person=person, why=why)
        return _("Its use is restricted. Only the lead and the privacy officer reach it.")
    if act in ("lift_hold", "lift_shut"):
        lift_mark(by=actor, person=person, kind=act.removeprefix("lift_"), why=why)
        return _("Lifted. That it held stays readable.")
    if act == "archive":
        make_archive(by=actor, person=person)
        return _("The archive is being made. Come back in a moment.")
    if act == "ask":
        ask_approval(by=actor, kind="record.destroy", subject=person, why=why)
        return _("Asked. A second person decides.")
    if act == "destroy":
        destroy_record(by=actor, person=person, asked_to_erase=to_be_erased(person))
        return _("Destroyed. The certificate stands below.")
    raise Http404


@page("retention.read")
@require_POST
def take_archive(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The archive as a file; that it was taken out is noted."""
    actor = viewer_of(request)
    person, _name = person_for(request, person_id, "archive.take_out")
    latest = latest_archive(person)
    if latest is None or latest.made_at is None:
        raise Http404
    archive = Archive._base_manager.get(pk=latest.pk)
    assert archive.sealed is not None
    content = unsealed(archive.sealed, room="retention", record_id=archive.pk)
    take_archive_out(by=actor, person=person, archive=archive)
    hand_out(request, "archive", person)
    return zip_file(content, f"archive-{actor.today.isoformat()}")


@page("retention.read")
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """A certificate as a PDF."""
    actor = viewer_of(request)
    found = (
        Certificate.objects.filter(pk=certificate_id, agency_id=actor.agency_id)
        .select_related("agency", "asked_by", "granted_by")
        .first()
    )
    if found is None:
        raise Http404
    return pdf_file(certifying.as_pdf_file(found, viewer=actor), f"certificate-{found.destroyed_at:%Y-%m-%d}")


def zip_file(content: bytes, name: str) -> HttpResponse:
    """A ZIP as a download that nothing in it can act in; `name` without its ending."""
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.zip"',
            "Content-Security-Policy": f"{NO_PAGE}; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
