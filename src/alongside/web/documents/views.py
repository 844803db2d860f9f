"""The documents about a person: the list, each of them, and its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.consents.models import Consent
from alongside.documents.models import Document, Way
from alongside.documents.operations import attach_document, change_document, renew_document, strike_document
from alongside.documents.queries import documents_about, file_of, versions_of
from alongside.documents.signing import attach_signed_paper, signed_in
from alongside.organisation.queries import profile_of
from alongside.web import dates
from alongside.web.bounds import takes_files
from alongside.web.consents.words import consent_line
from alongside.web.courses.course import Course, open_course
from alongside.web.documents.forms import AttachForm, RenewForm, StrikeForm, WordsForm
from alongside.web.documents.words import document_line, version_line, whence
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.middleware import NO_PAGE
from alongside.web.pages import May, gate, page
from alongside.web.viewer import viewer_of

WORDS = ("title", "kind", "theme", "way", "dated_on", "other_party", "final", "note")
LEAVES = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": f"sandbox; {NO_PAGE}",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""A file is saved and never shown here: whatever is in it, it cannot act as a page of ours."""


@page("course.read")
def documents(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """All documents about the person, the latest first."""
    course = open_course(request, enrolment_id)
    found = documents_about(course.viewer, course.person)
    lines = [document_line(one, course.profile, course.viewer.today) for one in found]
    return course.render(
        "documents/documents.html",
        here="documents",
        lines=[one for one in lines if not one.struck],
        struck=[one for one in lines if one.struck],
        writes=course.may("document.attach"),
    )


@page("document.attach")
@takes_files(settings.DOCUMENT_MB)
def document_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Attach a document."""
    course = open_course(request, enrolment_id, policy="document.attach")
    consent = _signed_consent(request, course)
    initial = {"way": Way.CAME, "dated_on": course.viewer.today, "final": True, "to_course": True}
    if consent is not None:
        initial |= {"title": _("Consent: %(to)s") % {"to": consent.to_name}, "way": Way.OURS}
        initial |= {"dated_on": consent.signed_on or consent.said_on, "kind": "consent"}
    form = AttachForm(request.POST or None, request.FILES or None, profile=course.profile, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            given: Any = {
                "by": course.viewer,
                "file": form.received,
                "key": posted_key(request),
                "enrolment": course.enrolment if form.cleaned_data["to_course"] else None,
                **_said(form),
            }
            if consent is not None:
                attach_signed_paper(consent=consent, **given)
                said = _("The signed paper is with the consent now.")
                return after(request, "consent", consent.pk, said=said)
            made = attach_document(person=course.person, **given)
            return after(request, "documents", enrolment_id, said=_("Attached."), fragment=f"d-{made.pk}")
    return course.render(
        "documents/attach.html",
        here="documents",
        form=form,
        megabytes=settings.DOCUMENT_MB,
        consent=consent,
        status=422 if form.errors else 200,
    )


def _signed_consent(request: HttpRequest, course: Course) -> Consent | None:
    """The consent whose signed paper is attached, when one came from its page.

    Raises:
        Http404: there is no such consent of this person.
    """
    asked = request.GET.get("consent")
    if not asked:
        return None
    try:
        consent_id = UUID(asked)
    except ValueError:
        raise Http404 from None
    found: Consent | None = Consent.objects.under(course.viewer, course.person).filter(pk=consent_id).first()
    if found is None:
        raise Http404
    return found


@page("document.read")
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A document: what is said about it, and its files."""
    found, may = gate(request, Document, document_id, policy="document.read", related=("person", "worker"))
    return _shown(request, found, may)


@page("document.change")
def document_change(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Put right what is said about a document."""
    viewer = viewer_of(request)
    found, _may = gate(
        request, Document, document_id, policy="document.change", related=("person", "enrolment")
    )
    course = found.enrolment
    initial = {name: getattr(found, name) for name in WORDS} | {"version": found.version}
    form = WordsForm(
        request.POST or None,
        profile=profile_of(viewer.agency_id),
        kept=(found.kind, found.theme),
        initial=initial | {"to_course": course is not None},
    )
    if course is None:
        del form.fields["to_course"]
    if request.method == "POST" and form.is_valid():
        with form.shows():
            to_course = course if form.cleaned_data.get("to_course") else None
            change_document(
                by=viewer,
                document=found,
                version=form.cleaned_data["version"],
                enrolment=to_course,
                **_said(form),
            )
            return after(request, "document", document_id, said=_("Put right."))
    return _form(request, "documents/change.html", found, form)


@page("document.renew")
@takes_files(settings.DOCUMENT_MB)
def document_renew(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Add a newer file; the earlier ones stay."""
    found, _may = gate(request, Document, document_id, policy="document.renew", related=("person",))
    form = RenewForm(request.POST or None, request.FILES or None, initial={"final": True})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            renew_document(
                by=viewer_of(request),
                document=found,
                file=form.received,
                final=form.cleaned_data["final"],
                key=posted_key(request),
            )
            return after(request, "document", document_id, said=_("The newer file is there."))
    return _form(request, "documents/renew.html", found, form)


@page("document.strike")
def document_strike(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Mark a document as entered in error."""
    found, _may = gate(request, Document, document_id, policy="document.strike", related=("person",))
    form = StrikeForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            strike_document(by=viewer_of(request), document=found, **form.cleaned_data)
            return after(request, "document", document_id, said=_("Struck through."))
    return _form(request, "documents/strike.html", found, form)


@page("document.read")
def document_file(request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """A file of a document, to be saved; the trail has it before it leaves."""
    found, _may = gate(request, Document, document_id, policy="document.read")
    file = file_of(viewer_of(request), found, number) if request.method == "GET" else None
    if file is None:
        raise Http404
    return HttpResponse(
        file.content,
        content_type=file.media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, file.name) or "attachment",
            **LEAVES,
        },
    )


def _shown(request: HttpRequest, found: Document, may: May) -> HttpResponse:
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    language = get_language() or "en"
    said = [
        (_("What it is"), profile.document_kinds.label(found.kind, language)),
        (_("Which way it went"), str(Way(found.way).label)),
        (_("On which day"), dates.short_day(found.dated_on, viewer.today)),
        (_("From or to whom"), found.other_party),
        (_("Final"), _("Yes") if found.final else _("No, a draft")),
        (_("What it is about"), profile.life_dimensions.label(found.theme, language) if found.theme else ""),
        (_("What is good to know"), found.note),
        (_("Attached by"), found.worker.name if found.worker else ""),
    ]
    files = [version_line(one, found.pk, viewer.today) for one in versions_of(viewer, found)]
    return render(
        request,
        "documents/document.html",
        {
            "document": found,
            "person": found.person,
            "lede": whence(found.way, found.other_party),
            "said": [pair for pair in said if pair[1]],
            "newest": files[0],
            "earlier": files[1:],
            "signed": [consent_line(one, profile, viewer.today) for one in signed_in(viewer, found)],
            "struck": dates.short_day(found.struck_on, viewer.today) if found.struck_on else "",
            "writes": may("document.change") and found.struck_on is None,
        },
    )


def _form(request: HttpRequest, template: str, found: Document, form: Any) -> HttpResponse:
    context = {"document": found, "person": found.person, "form": form, "megabytes": settings.DOCUMENT_MB}
    return render(request, template, context, status=422 if form.errors else 200)


def _said(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in WORDS}
