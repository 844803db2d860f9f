"""Sharing a document with somebody outside: one screen, from choosing to handing over."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from alongside.consents.models import HowTold
from alongside.consents.operations.telling import record_disclosure
from alongside.consents.part2 import file_name, notices_for
from alongside.consents.rules import check_why
from alongside.kernel.drafts import new_key
from alongside.paper.letters import digest_of
from alongside.paper.typesetting import as_pdf
from alongside.web.consents.addressees import Choices
from alongside.web.consents.forms import ShareForm
from alongside.web.consents.sharing import DOCUMENTS, Sharing, sharing
from alongside.web.consents.words import decided_in_words
from alongside.web.courses.course import Course, open_course
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.paper.making import note_print, pdf_file, wish_of


@page("consent.share")
def share(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Choose to whom and what for; see the very document, what is left out and why; hand it over."""
    course = open_course(request, enrolment_id, policy="consent.share")
    choices = Choices(course.viewer, course.person, course.profile)
    asked = request.POST or (request.GET if request.GET.get("to") else None)
    form = ShareForm(
        _whole(asked, course) if asked is not None else None,
        viewer=course.viewer,
        profile=course.profile,
        choices=choices,
        documents=[(one.key, str(one.label)) for one in DOCUMENTS.values()],
        initial={"document": request.GET.get("document") or "plan", "language": wish_of(course).language},
    )
    found: Sharing | None = None
    if form.is_bound and form.is_valid():
        with form.shows():
            found = _sharing(course, form, request)
            if request.method == "POST" and request.POST.get("act") == "share" and found.told:
                check_why(found.without, form.cleaned_data["why"])
                return _hand_over(request, found, form)
    return _show(request, course, form, found)


def _whole(asked: object, course: Course) -> object:
    """What was chosen, with what a link leaves open filled in."""
    data = asked.copy()  # type: ignore[attr-defined]
    wish = wish_of(course)
    for name, value in (
        ("purpose", course.profile.telling_purposes[0].key),
        ("document", "plan"),
        ("basis", "consent"),
        ("language", wish.language),
    ):
        if not data.get(name):
            data[name] = value
    return data


def _sharing(course: Course, form: ShareForm, request: HttpRequest) -> Sharing:
    said = form.cleaned_data
    to = form.choices.chosen(said["to"])
    assert to is not None
    return sharing(
        course,
        DOCUMENTS[said["document"]],
        to,
        purpose=said["purpose"],
        without=form.without,
        leave_out=frozenset(request.POST.getlist("leave_out")),
        language=said["language"],
        large=said["large"],
    )


def _hand_over(request: HttpRequest, found: Sharing, form: ShareForm) -> HttpResponse:
    """The PDF, once its line stands in the ledger; the ledger asks the consents again, in the same transaction."""
    course, viewer = found.course, found.course.viewer
    sheet = found.sheet()
    pdf = as_pdf([sheet], title=sheet.title, stamp=viewer.now)
    digest = digest_of(pdf)
    line = record_disclosure(
        by=viewer,
        person=course.person,
        to=found.to,
        how=HowTold.HANDED,
        what=sheet.title,
        purpose=found.purpose,
        categories=found.told,
        without=found.without,
        why=form.cleaned_data["why"] if found.without else "",
        digest=digest,
        part2=found.part2 & found.told,
        key=posted_key(request),
    )
    if line.digest != digest:
        # The same form, sent before: what it made then is out already, and the record has moved on since.
        return after(
            request, "told", course.person.pk, said=gettext("This was handed over already. Share it anew.")
        )
    note_print(
        viewer,
        page="share",
        record=course.enrolment,
        included=[found.document.key, *sorted(found.told), "pdf"],
    )
    notices = notices_for(
        course.person, found.told, profile=course.profile, marked=bool(found.part2 & found.told)
    )
    answer = pdf_file(pdf, file_name(f"{found.document.key}-{viewer.today.isoformat()}", notices))
    answer["Content-Disposition"] = answer["Content-Disposition"].replace("inline", "attachment", 1)
    return answer


def _show(request: HttpRequest, course: Course, form: ShareForm, found: Sharing | None) -> HttpResponse:
    told = decided_in_words(found.decisions, course.profile) if found else []
    sheet = found.sheet() if found and found.told else None
    if sheet is not None and found is not None:
        included = [found.document.key, *sorted(found.told), "page"]
        note_print(course.viewer, page="share", record=course.enrolment, included=included)
    return course.render(
        "consents/share.html",
        here="consents",
        status=422 if form.errors else 200,
        form=form,
        found=found,
        goes=[one for one in told if found and one.key in found.told],
        stays=[one for one in told if found and one.key not in found.told],
        sheet=sheet,
        left_out=request.POST.getlist("leave_out"),
        ask_url=_ask_url(found),
        key=posted_key(request) or new_key(),
    )


def _ask_url(found: Sharing | None) -> str:
    """Where one asks the person for what is missing: the form, with everything chosen already."""
    if found is None:
        return ""
    missing = [key for key, one in found.decisions.items() if not one.allowed]
    to = f"{found.to.to.value}:{found.to.recipient.pk if found.to.recipient else found.to.member_id or ''}"
    query = urlencode({"to": to, "purpose": found.purpose, "category": missing}, doseq=True)
    return f"{reverse('consent_new', args=[found.course.person.pk])}?{query}"
