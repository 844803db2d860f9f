"""Letters about one course: choose a template, write, finish; and the letters that went out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.organisation.models import Agency
from alongside.paper import letters
from alongside.paper.models import Letter, Recipient
from alongside.paper.operations import finish_letter
from alongside.paper.rules import fields_in, filled
from alongside.paper.templates import template_of, templates_of
from alongside.restrictions.queries import release_for
from alongside.web.courses.course import Course, open_course, open_course_of
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.paper.letter_forms import LetterForm
from alongside.web.paper.making import note_print, pdf_answer, pdf_file, wish_of

EMPTY = "empty"
"""In the address: a letter without a template."""


@page("letter.finish")
def letter_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Choose what the letter begins with; then write it, look at it, and keep it as it goes out."""
    course = open_course(request, enrolment_id, policy="letter.finish")
    slot = DraftSlot(request, form="letter", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    if request.method != "POST" and not slot.is_draft and "template" not in request.GET:
        return _choose(course)
    protected = course.person.address_protected
    released = protected and release_for(course.viewer, course.person) is not None
    form = LetterForm.from_slot(slot, protected=protected, released=released, initial=_begun(course))
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") == "pdf":
            slot.keep_posted()
            return _draft_as_pdf(course, form)
        with form.shows():
            letter = finish_letter(by=course.viewer, enrolment=course.enrolment, key=slot.key, **form.said)
            said = _("Kept as it goes out. Print it, and it can be sent.")
            return slot.done(after(request, "letter", letter.pk, said=said))
    return course.render(
        "paper/letter_form.html",
        here="paper",
        status=422 if form.errors else 200,
        form=form,
        slot=slot,
        left=[] if request.method == "POST" else _left(form),
        written_in=dict(settings.LANGUAGES).get(form["language"].value(), ""),
    )


@page("paper.print")
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """A letter as it went out; `?as=pdf` is its PDF, under a name that tells nobody whose it is."""
    record, course = open_course_of(request, Letter, letter_id, policy="paper.print", path="enrolment")
    wants_pdf = request.GET.get("as") == "pdf"
    note_print(
        course.viewer,
        page="paper_letter",
        record=record,
        included=[f"language:{record.language}", "pdf" if wants_pdf else "page"],
    )
    if wants_pdf:
        return pdf_file(letters.pdf_of(record), f"letter-{localtime(record.written_at).date().isoformat()}")
    return course.render(
        "paper/letter.html",
        here="paper",
        letter=record,
        sheet=letters.sheet_of(record),
        same=letters.digest_of(letters.pdf_of(record)) == record.digest,
    )


def _choose(course: Course) -> HttpResponse:
    wish = wish_of(course)
    return course.render(
        "paper/letter_choose.html",
        here="paper",
        wish=wish,
        templates=templates_of(course.viewer.agency_id, course.profile),
        reads=course.language,
    )


def _begun(course: Course) -> dict[str, Any]:
    """What the letter begins with: the template that was chosen, filled in, to whom it is and where they live."""
    wish = wish_of(course)
    key = course.request.GET.get("template", EMPTY)
    template = template_of(course.viewer.agency_id, course.profile, key)
    to = template.to if template else Recipient.PERSON.value
    begun: dict[str, Any] = {
        "to": to,
        "language": wish.language,
        "large": wish.large and to == Recipient.PERSON,
        "recipient": letters.recipient_of(course.enrolment, to),
        "template_version": 0,
    }
    if to == Recipient.PERSON:
        begun["address"] = "\n".join(letters.address_for(course.viewer, course.person))
    if template is None:
        return begun
    if to == Recipient.AUTHORITY:
        begun["language"] = Agency.objects.values_list("language", flat=True).get(pk=course.viewer.agency_id)
    wording = template.in_(course.request.GET.get("language") or begun["language"])
    known = letters.known_about(course.viewer, [course.enrolment])
    values = letters.values_for(course.enrolment, known, language=wording.language, today=course.viewer.today)
    return begun | {
        "language": wording.language,
        "subject": filled(wording.subject, values),
        "body": filled(wording.body, values),
        "template_key": template.key,
        "template_version": wording.version,
    }


def _left(form: LetterForm) -> list[str]:
    """The fields nobody knows yet, as they stand in the text."""
    text = f"{form['subject'].value() or ''}\n{form['body'].value() or ''}"
    return [f"{{{name}}}" for name in fields_in(text)]


def _draft_as_pdf(course: Course, form: LetterForm) -> HttpResponse:
    """How the letter will look, before it is kept."""
    said = form.said
    agency = Agency.objects.get(pk=course.viewer.agency_id)
    sheet = letters.letter_sheet(
        language=said["language"],
        large=said["large"],
        subject=said["subject"],
        body=said["body"],
        recipient=(said["recipient"], *said["address"].splitlines()),
        sender=letters.sender_of(agency, letters.letterhead_of(agency.pk)),
        day=course.viewer.today,
    )
    note_print(course.viewer, page="letter_new", record=course.enrolment, included=["draft", "pdf"])
    return pdf_answer(course.request, [sheet], title=sheet.title, kind="letter")
