"""A checklist in the reader's words: what is done, how we know, and where the rest is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from alongside.access.actor import Actor
from alongside.checklists.occasions import closing_of
from alongside.checklists.queries import CourseList, Line, lists_for
from alongside.enrolments.models import Enrolment
from alongside.organisation.profile import Profile
from alongside.web import dates
from alongside.web.courses.course import Course


@dataclass(frozen=True)
class LineRow:
    """A line in words.

    Attributes:
        state: done, left (out) or open.
        said: when, by whom or from the record; why it was left out.
        evidence_url: what in the record ticks it.
        act_url: where it is written, so that it ticks itself; `act` is what one does there.
        by_hand: somebody ticks it here.
    """

    key: str
    label: str
    hint: str
    state: str
    said: str
    evidence_url: str
    act_url: str
    act: str | Promise
    by_hand: bool


@dataclass(frozen=True)
class ListRow:
    """A list in words."""

    key: str
    occasion_id: UUID
    title: str
    progress: str
    ready: bool
    lines: list[LineRow]


@dataclass(frozen=True)
class Ahead:
    """A list on a page that leads to it."""

    url: str
    title: str
    progress: str


def list_row(found: CourseList, course: Course) -> ListRow:
    """One list with its lines."""
    return ListRow(
        key=found.checklist.key,
        occasion_id=found.occasion.id,
        title=found.checklist.label.in_(course.language),
        progress=_progress(found),
        ready=found.done == len(found.lines),
        lines=[_line_row(line, found, course) for line in found.lines],
    )


def before_closing(course: Enrolment, viewer: Actor, profile: Profile, language: str) -> list[Ahead]:
    """What is easily forgotten before a course closes, and how far it is, for the page that closes it."""
    found = lists_for(viewer, course, [closing_of(viewer, course, profile)], profile=profile)
    return [
        Ahead(
            reverse("checklist", args=[course.pk, one.checklist.key, one.occasion.id]),
            one.checklist.label.in_(language),
            _progress(one),
        )
        for one in found
    ]


def _progress(found: CourseList) -> str:
    return gettext("%(done)d of %(of)d done") % {"done": found.done, "of": len(found.lines)}


def _line_row(line: Line, found: CourseList, course: Course) -> LineRow:
    item = line.item
    act_url, act = _act(line, found, course)
    return LineRow(
        key=item.key,
        label=item.label.in_(course.language),
        hint=item.hint.in_(course.language) if item.hint else "",
        state="done" if line.done_on is not None else "left" if line.because else "open",
        said=_said(line, course.viewer.today),
        evidence_url=_evidence(line, course),
        act_url=act_url,
        act=act,
        by_hand=not item.by_record,
    )


def _said(line: Line, today: date) -> str:
    if line.because:
        return gettext("Not relevant: %(why)s (%(name)s)") % {"why": line.because, "name": line.by or "–"}
    if line.done_on is None:
        return ""
    day = dates.spoken_day(line.done_on, today)
    if line.record_id is not None:
        return gettext("From the record, %(day)s") % {"day": day}
    return gettext("%(name)s, %(day)s") % {"name": line.by, "day": day} if line.by else day


_EVIDENCE = {
    "met": "contact",
    "met_at_home": "contact",
    "meeting": "contact",
    "meets_on_day": "contact",
    "consent_asked": "consent",
    "daily": "matter",
    "other_plan": "other_plan",
    "lives": "stay",
    "lives_own": "stay",
}
"""The page of the record that ticks a line."""
_OF_PERSON = {"crisis_plan": "crisis_plan", "told": "told", "found_at": "found_at"}
"""The same, where the page is one of the person."""
_OF_COURSE = {
    "needs_asked": "needs",
    "network_drawn": "network_map",
    "plan_agreed": "plan_versions",
    "review_held": "reviews",
    "home_step": "home_road",
}
"""The same, where the page is one of the course."""


def _evidence(line: Line, course: Course) -> str:
    if line.record_id is None:
        return ""
    if line.item.by_record in _OF_PERSON:
        return reverse(_OF_PERSON[line.item.by_record], args=[course.person.pk])
    if line.item.by_record in _OF_COURSE:
        return reverse(_OF_COURSE[line.item.by_record], args=[course.enrolment.pk])
    return reverse(_EVIDENCE[line.item.by_record], args=[line.record_id])


_ACTS: dict[str, tuple[str, str, str | Promise]] = {
    "met": ("contact.write", "contact_new", gettext_lazy("Write about a visit")),
    "meeting": ("contact.plan", "contact_plan", gettext_lazy("Plan the meeting")),
    "meets_on_day": ("contact.plan", "contact_plan", gettext_lazy("Plan who meets them")),
    "daily": ("matter.write", "matter_new", gettext_lazy("Write how it stands")),
    "other_plan": ("other_plan.add", "other_plan_new", gettext_lazy("Write down their plan")),
    "told": ("consent.share", "share", gettext_lazy("Share with somebody outside")),
    "met_at_home": ("contact.write", "contact_new", gettext_lazy("Write about a visit")),
    "lives": ("housing.record", "housing_new", gettext_lazy("Write where they live")),
    "lives_own": ("housing.record", "housing_new", gettext_lazy("Write where they live")),
    "needs_asked": ("needs.assess", "needs_new", gettext_lazy("Talk it through")),
    "network_drawn": ("network.draw", "network_draw", gettext_lazy("Draw it together")),
    "plan_agreed": ("plan.write", "plan", gettext_lazy("Open the plan")),
    "review_held": ("review.write", "review", gettext_lazy("Open the review")),
    "home_step": ("housing.walk_road", "home_road", gettext_lazy("Open the road to the home")),
}
"""What one does so that a line ticks itself: the policy, the page of the course, the words."""
_ACTS_OF_PERSON: dict[str, tuple[str, str | Promise]] = {
    "crisis_plan": ("crisis_plan", gettext_lazy("Open the crisis plan")),
    "consent_asked": ("consents", gettext_lazy("Ask whom we may speak with")),
    "found_at": ("found_at", gettext_lazy("Write where they can be found")),
}
"""The same, where the page is one of the person: who may read it sees there whether they may write."""


def _act(line: Line, found: CourseList, course: Course) -> tuple[str, str | Promise]:
    name = line.item.by_record
    if not line.is_open or not course.enrolment.is_open:
        return "", ""
    if name in _ACTS_OF_PERSON:
        route, act = _ACTS_OF_PERSON[name]
        return reverse(route, args=[course.person.pk]), act
    if name not in _ACTS:
        return "", ""
    policy, route, act = _ACTS[name]
    if not course.may(policy):
        return "", ""
    asked = {}
    if name == "meeting":
        asked = {"kind": "meeting"}
    elif name == "daily" and line.item.of:
        asked = {"kind": line.item.of}
    elif name == "meets_on_day" and found.occasion.day is not None:
        asked = {"day": found.occasion.day.isoformat()}
    address = reverse(route, args=[course.enrolment.pk])
    return (f"{address}?{urlencode(asked)}" if asked else address), act
