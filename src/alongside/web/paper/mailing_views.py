"""Letters for the coming reviews of many people: choose, make, print, and see who got none and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor, Role
from alongside.access.policy import WALKS_WITH_OR_LEADS, Relation, reach
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Agency
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.paper import letters
from alongside.paper.models import Letter, Mailing, Recipient
from alongside.paper.operations import make_mailing
from alongside.paper.rules import MOST_AT_ONCE, LeftOut
from alongside.paper.templates import templates_of
from alongside.paper.typesetting import as_pdf
from alongside.people.models import Person
from alongside.reviews.queries import Coming, coming
from alongside.web import dates
from alongside.web.forms import after
from alongside.web.looks import hand_out, show_people
from alongside.web.pages import page
from alongside.web.paper.letter_forms import MailingForm
from alongside.web.paper.making import pdf_file
from alongside.web.viewer import viewer_of

REASONS: dict[str, str | Promise] = {
    LeftOut.NO_LETTERS: _("does not want letters"),
    LeftOut.PROTECTED: _("the address is protected: hand it over, or write one letter with a reason"),
    LeftOut.NO_ADDRESS: _("no address is known: hand it over where you meet"),
    LeftOut.NO_REVIEW: _("no review is coming"),
    LeftOut.WRITTEN: _("has this letter about this review already"),
    LeftOut.INCOMPLETE: _("something the letter names is not known: write it one by one"),
}


@dataclass(frozen=True)
class Due:
    """Somebody whose review is due. `why` they would get no letter by post, empty when they would."""

    course: Enrolment
    review: Coming
    why: str

    @property
    def words(self) -> str:
        """As it stands beside the box."""
        day = dates.long_day(self.review.due_on)
        said = gettext("%(name)s, review on %(day)s") % {"name": self.course.person.full_name, "day": day}
        return f"{said} ({self.why})" if self.why else said


@page("mailing.make")
def mailing_new(request: HttpRequest) -> HttpResponse:
    """Choose who gets a letter about their review; nobody is left out silently."""
    actor = viewer_of(request)
    profile = profile_of(actor.agency_id)
    due = _due(actor, profile)
    templates = [one for one in templates_of(actor.agency_id, profile) if one.to == Recipient.PERSON]
    form = MailingForm(
        request.POST or None,
        templates=templates,
        people=[(str(one.course.pk), one.words) for one in due],
        initial={
            "template": templates[0].key if templates else "",
            "chosen": [str(one.course.pk) for one in due if not one.why],
        },
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = [one.course for one in due if str(one.course.pk) in said["chosen"]]
        with form.shows():
            made = make_mailing(by=actor, courses=chosen, template_key=said["template"], key=said["key"])
            return after(request, "mailing", made.pk)
    show_people(request, "mailing", [one.course for one in due])
    context = {"form": form, "due": due, "most": MOST_AT_ONCE}
    return render(request, "paper/mailing_new.html", context, status=422 if form.errors else 200)


@page("mailing.make")
def mailing(request: HttpRequest, mailing_id: UUID) -> HttpResponse:
    """A run: its letters in one PDF (`?as=pdf`), and who got none. Whoever made it comes back to it."""
    actor = viewer_of(request)
    found = Mailing.objects.filter(pk=mailing_id, agency_id=actor.agency_id).first()
    if found is not None and found.worker_id != actor.worker_id:
        found = None
    if found is None:
        raise Http404
    made = list(
        Letter.objects.visible_to(actor)
        .filter(mailing=found)
        .select_related("enrolment__person", "letterhead")
        .order_by("enrolment__person__family_name", "enrolment__person__given_name", "pk")
    )
    if request.GET.get("as") == "pdf":
        if not made:
            raise Http404
        hand_out(request, "mailing", [letter.enrolment for letter in made], mailing=str(found.pk))
        sheets = [letters.sheet_of(letter) for letter in made]
        pdf = as_pdf(sheets, title=gettext("Letters for reviews"), stamp=found.made_at)
        return pdf_file(pdf, f"letters-{found.made_at.date().isoformat()}")
    left_out = _left_out(actor, found)
    show_people(
        request,
        "mailing",
        [letter.enrolment for letter in made],
        [person for person, _why in left_out],
        mailing=str(found.pk),
    )
    return render(
        request,
        "paper/mailing.html",
        {"mailing": found, "letters": made, "left_out": left_out},
    )


def _due(actor: Actor, profile: Profile) -> list[Due]:
    """Whose review is announced or late, the earliest first: one's own, and for a lead those of the team."""
    relations = WALKS_WITH_OR_LEADS if actor.has(Role.TEAM_LEAD) else {Relation.PRIMARY, Relation.COVER}
    near = {pk: one for pk, one in coming(actor, profile=profile).items() if one.announced}
    courses = (
        Enrolment.objects.visible_to(actor)
        .filter(reach(Enrolment, actor, relations), pk__in=list(near))
        .select_related("person", "team", "referral__authority_worker")
    )
    agency = Agency.objects.only("language").get(pk=actor.agency_id)
    found: Sequence[Any] = list(courses)
    wishes = letters.wishes_of(actor, [course.person for course in found], otherwise=agency.language)
    due = [Due(course, near[course.pk], _why(course.person, wishes[course.person_id])) for course in found]
    return sorted(due, key=lambda one: (one.review.due_on, one.course.person.full_name))[:MOST_AT_ONCE]


def _why(person: Person, wish: letters.Wish) -> str:
    found = letters.why_left_out(person, wish)
    return str(REASONS[found]) if found else ""


def _left_out(actor: Actor, found: Mailing) -> list[tuple[Person, str | Promise]]:
    """Who got no letter, and why. One query."""
    reasons = {UUID(person): reason for person, reason in found.left_out}
    people = Person.objects.visible_to(actor).filter(pk__in=list(reasons))
    return [
        (person, REASONS[reasons[person.pk]]) for person in people.order_by("family_name", "given_name", "pk")
    ]
