"""Everything about one course that can be put on paper, and each document with its choices, its print view and PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from alongside.consents.part2 import file_name
from alongside.kernel.drafts import new_key
from alongside.paper.models import Letter, PaperWish
from alongside.paper.operations import wish_for_paper
from alongside.reviews.queries import finished
from alongside.web.consents.sharing import DOCUMENTS, notices_on
from alongside.web.courses.course import Course, open_course
from alongside.web.courses.review import rows as review_rows
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.pages import May, page
from alongside.web.paper.contacts_sheet import contact_list
from alongside.web.paper.forms import ContactListForm, SheetForm, SummaryForm, WishForm
from alongside.web.paper.making import Builder, made_sheet, note_print, pdf_answer, wish_of
from alongside.web.paper.plan_sheet import plan
from alongside.web.paper.review_sheet import review_builder
from alongside.web.paper.summary_sheet import summary


@page("paper.print")
def paper(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """What can be printed, how the person wants it, and the letters that went out."""
    course = open_course(request, enrolment_id, policy="paper.print")
    letters = Letter.objects.visible_to(course.viewer).filter(enrolment=course.enrolment)
    reviews = finished(course.viewer, course.enrolment)
    return course.render(
        "paper/paper.html",
        here="paper",
        wish=wish_of(course),
        writes=May(course.viewer, course.enrolment)("letter.finish"),
        reviews=review_rows.finished_rows(reviews, course),
        letters=letters.select_related("worker").order_by("-written_at", "-pk"),
    )


@page("paper.wish")
def paper_wish(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Keep how the person wants what we hand or send them."""
    course = open_course(request, enrolment_id, policy="paper.wish")
    last = (
        PaperWish.objects.visible_to(course.viewer)
        .filter(person=course.person)
        .order_by("-recorded_at", "-pk")
        .first()
    )
    initial = (
        {"language": last.language, "large": last.large, "letters": last.letters}
        if last
        else {"letters": True}
    )
    form = WishForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            wish_for_paper(
                by=course.viewer, person=course.person, key=posted_key(request), **form.cleaned_data
            )
            return after(request, "paper", enrolment_id, said=_("Kept."))
    return course.render("paper/wish.html", here="paper", form=form, key=posted_key(request) or new_key())


@page("paper.print")
def paper_plan(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The plan on paper."""
    course = open_course(request, enrolment_id, policy="paper.print")
    return document(
        course, SheetForm(request.POST or None, course=course, wish=wish_of(course)), plan, kind="plan"
    )


@page("paper.print")
def paper_review(request: HttpRequest, enrolment_id: UUID, review_id: UUID) -> HttpResponse:
    """A finished review on paper."""
    course = open_course(request, enrolment_id, policy="paper.print")
    record = next((row for row in finished(course.viewer, course.enrolment) if row.pk == review_id), None)
    if record is None:
        raise Http404
    form = SheetForm(request.POST or None, course=course, wish=wish_of(course))
    return document(course, form, review_builder(record), kind="review")


@page("paper.print")
def paper_summary(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """A summary for a meeting, with what was chosen."""
    course = open_course(request, enrolment_id, policy="paper.print")
    form = SummaryForm(
        request.POST or None,
        course=course,
        wish=wish_of(course),
        may_protected=course.may("paper.protected"),
    )
    return document(course, form, summary, kind="summary")


@page("paper.print")
def paper_contacts(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The contacts of a period."""
    course = open_course(request, enrolment_id, policy="paper.print")
    form = ContactListForm(
        request.POST or None, course=course, wish=wish_of(course), today=course.viewer.today
    )
    return document(course, form, contact_list, kind="contacts")


def document(course: Course, form: SheetForm, build: Builder, *, kind: str) -> HttpResponse:
    """The page with the choices and the sheet under them, or the sheet as a PDF; either is written to the trail."""
    request = course.request
    wants_pdf = request.POST.get("act") == "pdf" or request.GET.get("as") == "pdf"
    wrong = form.is_bound and not form.is_valid()
    notices = notices_on(course, kind)
    sheet = made_sheet(course, form.options, build, notices=notices)
    included = [*form.options.included, "pdf" if wants_pdf and not wrong else "page"]
    note_print(course.viewer, page=f"paper_{kind}", record=course.enrolment, included=included)
    if wants_pdf and not wrong:
        return pdf_answer(request, [sheet], title=sheet.title, kind=file_name(kind, notices))
    return course.render(
        "paper/document.html",
        here="paper",
        form=form,
        sheet=sheet,
        kind=kind if kind in DOCUMENTS and course.may("consent.share") else "",
        status=422 if wrong else 200,
    )
