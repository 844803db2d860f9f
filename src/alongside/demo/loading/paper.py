"""What went out on paper: the agency's letterhead, how some want their paper, and a letter to those we have not met."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.demo import shapes
from alongside.demo.loading.crew import Crew, moment
from alongside.enrolments.models import Enrolment
from alongside.organisation.queries import profile_of
from alongside.paper import letters
from alongside.paper.operations import finish_letter, set_letterhead, wish_for_paper
from alongside.paper.rules import filled
from alongside.paper.templates import template_of

TEMPLATE = "meet_again"
_LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">
<path d="M4 36 L14 6 L24 36 Z" fill="#17594b"/><path d="M22 36 L34 12 L46 36 Z" fill="#74365f"/>
<path d="M2 38 H52" stroke="#28557f" stroke-width="3"/></svg>"""
_WISHES = {"Palle": ("", True, True), "Birthe": ("", True, True), "Line": ("", False, False)}
"""Given name of someone with a script: language, large type, whether letters may be sent."""


def set_head(crew: Crew, key: str, when: datetime) -> None:
    """Give the agency its paper."""
    set_letterhead(
        by=crew.actor(key, moment(when)),
        name=crew.agency.name,
        lines="ICM-teamene\nHavnegade 1\nSolby",
        logo=_LOGO,
    )


def write_on_paper(crew: Crew, enrolment: Enrolment, course: shapes.Course, now: datetime) -> None:
    """Ask those with a script how they want their paper, and write to whoever we have not met for long."""
    worker = course.assignments[-1].worker
    asked = datetime.combine(now.date() - timedelta(days=20), time(11))
    wish = _WISHES.get(course.person.given)
    if wish is not None and course.start < asked.date():
        language, large, may_write = wish
        by = crew.actor(worker, moment(asked))
        wish_for_paper(by=by, person=enrolment.person, language=language, large=large, letters=may_write)
    if _is_silent(course, now) and (wish is None or wish[2]):
        _write_to(crew, enrolment, worker, datetime.combine(now.date() - timedelta(days=2), time(14)))


def _is_silent(course: shapes.Course, now: datetime) -> bool:
    met = [
        contact.at.date()
        for contact in course.contacts
        if (contact.status, contact.kind) == ("held", "visit")
    ]
    silent = bool(met) and (now.date() - met[-1]).days > 2 * course.rhythm_days + 2
    return course.end is None and not course.pauses and silent


def _write_to(crew: Crew, enrolment: Enrolment, worker: str, when: datetime) -> None:
    by = crew.actor(worker, moment(when))
    template = template_of(by.agency_id, profile_of(by.agency_id), TEMPLATE)
    assert template is not None
    known = letters.known_about(by, [enrolment])
    wish = letters.wishes_of(by, [enrolment.person], otherwise=known.agency.language)[enrolment.person_id]
    wording = template.in_(wish.language)
    values = letters.values_for(enrolment, known, language=wording.language, today=by.today)
    finish_letter(
        by=by,
        enrolment=enrolment,
        to=template.to,
        recipient=enrolment.person.full_name,
        address="\n".join(letters.address_of(enrolment.person)),
        language=wording.language,
        large=wish.large,
        subject=filled(wording.subject, values),
        body=filled(wording.body, values),
        template_key=template.key,
    )
