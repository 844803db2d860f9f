"""Who sees a person, by what ties them to the person, and who has looked lately."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor, Role
from alongside.audit.queries import looks_at
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on
from alongside.people.models import Person
from alongside.people.signposts import signposts_of
from alongside.web import dates
from alongside.web.caseload.words import last_day
from alongside.web.trail.words import purpose_in_words

MOST = 200
"""So many openings are read; grouped by day and person that is some weeks."""
_PAGES: dict[str, str | Promise] = {
    "person": _("the first page"),
    "story": _("the story"),
    "contact": _("a note"),
    "contact_new": _("the form for a note"),
    "plan": _("the plan"),
    "needs": _("the needs"),
    "reviews": _("the reviews"),
    "review": _("a review"),
    "housing": _("the housing"),
    "network": _("the network"),
    "network_map": _("the network"),
    "network_compare": _("the network"),
    "network_draw": _("the network"),
    "documents": _("the documents"),
    "document": _("a document"),
    "document_new": _("the form for a document"),
    "document_change": _("the form for a document"),
    "document_renew": _("the form for a document"),
    "document_strike": _("the form for a document"),
    "document_file": _("the file of a document"),
    "flags": _("what to know before meeting"),
    "critical_events": _("critical events"),
    "critical_event": _("critical events"),
    "critical_event_new": _("critical events"),
    "flag": _("what to know before meeting"),
    "referral": _("the referral"),
    "person_access": _("who sees this"),
    "card": _("the card for on call"),
    "protected_show": _("what is protected"),
    "protected_release": _("the form to let out what is protected"),
    "bounds": _("who may see this"),
    "order": _("the follow-up of the order"),
    "thread": _("the thread with the authority"),
    "contact_plan": _("the form for a meeting"),
    "contact_move": _("what is planned"),
    "contact_call_off": _("what is planned"),
    "people_beside": _("two records side by side"),
    "merge": _("what was made one"),
    "contact_change": _("what is planned"),
    "contact_file": _("what is planned"),
    "series_change": _("what is planned"),
    "series_end": _("what is planned"),
    "person_change": _("the form for name and address"),
    "person_quote": _("the form for their words"),
    "course_change": _("the agreed rhythm"),
    "pause": _("the pause"),
    "resume": _("the pause"),
    "day_out": _("when they come out"),
    "checklists": _("the checklists"),
    "checklist": _("the checklists"),
    "close": _("the closing"),
    "closure": _("the closing"),
    "reopen": _("the reopening"),
    "paper": _("what can be printed"),
    "paper_wish": _("the form for their wish about paper"),
    "paper_plan": _("the plan, on paper"),
    "paper_review": _("a review, on paper"),
    "paper_summary": _("a summary, on paper"),
    "paper_contacts": _("a list of contacts, on paper"),
    "letter": _("a letter"),
    "letter_new": _("the form for a letter"),
    "paper_letter": _("a letter, on paper"),
    "hand_over_new": _("the form for a hand-over"),
    "hand_over": _("the hand-over"),
}
_OTHER = _("another page")


@dataclass(frozen=True)
class Sees:
    """Someone who sees the person's pages, and because of what."""

    name: str
    because: str


@dataclass(frozen=True)
class Opened:
    """What one person opened on one day. `when` is the time of the last look."""

    day: str
    name: str
    when: str
    pages: list[str]
    why: str
    """What tied them to the person, as it was then."""


def who_sees(course: Enrolment | None, today: date) -> list[Sees]:
    """Everyone who sees the notes and the plan, by relation, and what the authority sees. Two queries."""
    if course is None:
        return [Sees(gettext("Intake"), gettext("the referral"))]
    held = (
        Assignment.objects.unscoped()
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), enrolment=course, starts_on__lte=today)
        .select_related("worker")
    )
    found = [
        Sees(
            one.worker.name,
            gettext("case manager")
            if one.kind == AssignmentKind.PRIMARY
            else gettext("covers until %(day)s") % {"day": dates.spoken_day(last_day(one.ends_on), today)},
        )
        for one in held.order_by("kind", "starts_on")
    ]
    named = {one.name for one in found}
    roles: dict[str, set[str]] = {}
    members = Membership.objects.filter(open_on(today), team=course.team).select_related("worker")
    for one in members.order_by("worker__name", "role"):
        roles.setdefault(one.worker.name, set()).add(one.role)
    for name, held_roles in roles.items():
        because = _of_team(held_roles, course)
        if name not in named and because:
            found.append(Sees(name, because))
    found.append(
        Sees(gettext("Intake"), gettext("sees the person, the order and where they have lived, no notes"))
    )
    worker = course.referral.authority_worker
    if worker is not None:
        found.append(
            Sees(
                worker.name,
                gettext(
                    "ordered the course: sees the order, its goals, the follow-up and what is written to them, no notes"
                ),
            )
        )
    return found


def _of_team(roles: Iterable[str], course: Enrolment) -> str:
    team = {"team": course.team.name}
    if Role.TEAM_LEAD in roles:
        return gettext("leads %(team)s") % team
    if Role.CASE_MANAGER in roles:
        return gettext("works in %(team)s") % team
    if Role.ON_CALL in roles and course.is_open:
        return gettext("on call for %(team)s") % team
    return ""


def page_in_words(page: str) -> str:
    """A page as one speaks of it, by its name in the trail."""
    return str(_PAGES.get(page, _OTHER))


def pages_by_words() -> dict[str, list[str]]:
    """The pages about people as one speaks of them, each with its names in the trail; by words."""
    found: dict[str, list[str]] = {}
    for name, words in _PAGES.items():
        found.setdefault(str(words), []).append(name)
    return dict(sorted(found.items()))


def opened_lately(viewer: Actor, person: Person) -> list[Opened]:
    """Who has opened pages about a person, by day and by who, latest first. Three queries."""
    found = looks_at(viewer.agency_id, [person.pk, *signposts_of([person.pk])], limit=MOST)
    workers = Worker.objects.filter(user_id__in={one.user_id for one in found})
    names: dict[UUID | None, str] = dict(workers.values_list("user_id", "name"))
    days: dict[tuple[date, object, str], Opened] = {}
    for one in found:
        at = localtime(one.at)
        key = (at.date(), one.user_id, one.purpose)
        if key not in days:
            name = (
                gettext("you")
                if one.user_id == viewer.user_id
                else names.get(one.user_id, gettext("someone who has left"))
            )
            days[key] = Opened(
                dates.spoken_day(at.date(), viewer.today),
                name,
                dates.clock(at),
                [],
                purpose_in_words(one.purpose),
            )
        page = page_in_words(one.page)
        if page not in days[key].pages:
            days[key].pages.append(page)
    return list(days.values())
