"""What Today shows: rows ready for the template, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from alongside.attention.queries import Companion, DayItem, Due, Needs, Walk
from alongside.attention.rules import Act, Because, Group, Reason
from alongside.bridges.rules import Standing
from alongside.kernel.drafts import new_key
from alongside.web import dates
from alongside.web.bridges.words import Tap as WayTap
from alongside.web.bridges.words import taps_of
from alongside.web.caseload.words import covering
from alongside.web.crisis.words import crisis_url
from alongside.web.people.before import Sign, sign_of
from alongside.web.rhythm import Rhythm
from alongside.web.where import Where, where
from alongside.web.why import MOST, strip, why

SOON = timedelta(hours=1)
"""Nobody writes about what begins later than this."""


@dataclass(frozen=True)
class ActLink:
    """Something that can be done about a reason, right here. The first of a row stands out."""

    url: str
    label: str | Promise


@dataclass(frozen=True)
class Tap:
    """A try, written down with one tap. `way` is the one that was agreed, empty when none was."""

    url: str
    key: UUID
    way: str


@dataclass(frozen=True)
class OnTheWay:
    """What happened on the way to a service that stands still, each one tap. `url` is the whole way."""

    post_url: str
    url: str
    service: str
    key: UUID
    taps: tuple[WayTap, ...]


@dataclass(frozen=True)
class WalkRow:
    """One person on Today. `acts` is what can be done now, beside the pen that is always there."""

    place: str
    """The row's place on the page, to come back to."""
    url: str
    name: str
    first_name: str
    initials: str
    where: Where
    rhythm: Rhythm
    why: list[str]
    phone: str
    note_url: str
    crisis_url: str
    acts: list[ActLink]
    sign: Sign | None = None
    """What one has to know before meeting them."""
    tap: Tap | None = None
    """One tap says that they were tried and not reached, while we look for them."""
    way: OnTheWay | None = None
    """The way to a service that stands still, where the row says so."""
    stands_in_for: str = ""
    """The case manager for whom the viewer stands in."""


@dataclass(frozen=True)
class Part:
    """A part of Today."""

    key: str
    title: str | Promise
    rows: list[WalkRow]


@dataclass(frozen=True)
class DueRow:
    """Something due. `state` is late, soon or empty; `done_url` says that it is done."""

    url: str
    name: str
    what: str
    when: str
    state: str
    done_url: str = ""


TITLES = {
    Group.NEEDS_YOU: gettext_lazy("Needs you first"),
    Group.TODAY: gettext_lazy("Today"),
    Group.QUIET: gettext_lazy("A little longer than agreed"),
    Group.IN_RHYTHM: gettext_lazy("In rhythm"),
    Group.RESTING: gettext_lazy("The course rests"),
}
_Address = Callable[[Walk, Reason], str]


def _note(query: str) -> _Address:
    def address(walk: Walk, reason: Reason) -> str:
        planned = reason.appointment.id if reason.appointment else ""
        return reverse("contact_new", args=[walk.who.enrolment_id]) + query.format(planned=planned)

    return address


def _of_course(route: str, begun_with: str = "") -> _Address:
    return lambda walk, reason: reverse(route, args=[walk.who.enrolment_id]) + begun_with


def _of_contact(route: str) -> _Address:
    return lambda walk, reason: reverse(route, args=[reason.appointment.id]) if reason.appointment else ""


def _of_day_out(fragment: str) -> _Address:
    return lambda walk, reason: (
        reverse("day_out", args=[reason.out.pause_id]) + fragment if reason.out else ""
    )


ACTS: dict[Act, tuple[str | Promise, _Address]] = {
    Act.TRY: (gettext_lazy("We tried"), _note("?how=tried")),
    Act.WRITE: (gettext_lazy("Write the note"), _note("?planned={planned}")),
    Act.TRY_PLANNED: (gettext_lazy("We tried"), _note("?how=tried&planned={planned}")),
    Act.MOVE: (gettext_lazy("Move it"), _of_contact("contact_move")),
    Act.CALL_OFF: (gettext_lazy("Call it off"), _of_contact("contact_call_off")),
    Act.REVIEW: (gettext_lazy("Open the review"), _of_course("review")),
    Act.MOVE_REVIEW: (gettext_lazy("Move it"), _of_course("review_move")),
    Act.PLAN: (gettext_lazy("Open the plan"), _of_course("plan")),
    Act.MEET: (gettext_lazy("Plan a meeting"), _of_course("contact_plan")),
    Act.READ: (gettext_lazy("Read what happened"), _of_contact("contact")),
    Act.NEXT_TRY: (gettext_lazy("What do we try next?"), _of_course("outreach")),
    Act.CONFERENCE: (gettext_lazy("Plan the meeting"), _of_course("contact_plan", "?kind=meeting")),
    Act.GET_READY: (gettext_lazy("What has to be ready"), _of_day_out("")),
    Act.ARE_OUT: (gettext_lazy("They are out"), _of_course("resume")),
    Act.DAY_OUT: (gettext_lazy("Say when"), _of_day_out("#say")),
    Act.HOUSING: (gettext_lazy("Where they live now"), _of_course("housing")),
    Act.KEEP_HOME: (gettext_lazy("What threatens the home"), _of_course("housing")),
}
"""What each act is called, and where it is done."""


def greeting(now: datetime, name: str) -> str:
    """Good morning until noon, good afternoon until six, then good evening."""
    first_name = {"name": name.split(" ")[0]}
    if now.hour < 12:
        return gettext("Good morning, %(name)s.") % first_name
    if now.hour < 18:
        return gettext("Good afternoon, %(name)s.") % first_name
    return gettext("Good evening, %(name)s.") % first_name


def lede(needs: Needs, day: list[DayItem], now: datetime) -> list[str]:
    """What is left of the day, in a few sentences."""
    first = len(needs.of(Group.NEEDS_YOU))
    to_come = sum(one.is_ahead and one.item.starts_at >= now for one in day)
    reviews = sum(reason.because == Because.REVIEW_TODAY for walk in needs.walks for reason in walk.reasons)
    said = []
    if first:
        said.append(
            ngettext("One person needs you first.", "%(count)s people need you first.", first)
            % {"count": number(first)}
        )
    elif needs.walks:
        said.append(gettext("Nobody is waiting for you."))
    if to_come:
        said.append(
            ngettext("One appointment ahead today.", "%(count)s appointments ahead today.", to_come)
            % {"count": number(to_come)}
        )
    if reviews:
        said.append(
            ngettext("One review is due today.", "%(count)s reviews are due today.", reviews)
            % {"count": number(reviews)}
        )
    return [capfirst(one) for one in said]


def number(count: int) -> str:
    """A small number as a word, a larger one in figures."""
    words = (
        pgettext("number in a sentence", "two"),
        pgettext("number in a sentence", "three"),
        pgettext("number in a sentence", "four"),
        pgettext("number in a sentence", "five"),
        pgettext("number in a sentence", "six"),
        pgettext("number in a sentence", "seven"),
        pgettext("number in a sentence", "eight"),
        pgettext("number in a sentence", "nine"),
    )
    return words[count - 2] if 2 <= count < 2 + len(words) else str(count)


def parts(needs: Needs, now: datetime, *, me: UUID | None) -> list[Part]:
    """The parts of Today that have somebody in them, in their order.

    Args:
        me: the worker whose day it is; somebody else's case manager is named where the viewer stands in.
    """
    return [
        Part(group.value, TITLES[group], [_my_row(walk, now, me) for walk in found])
        for group in Group
        if (found := needs.of(group))
    ]


def walk_row(walk: Walk, now: datetime, *, me: UUID | None = None) -> WalkRow:
    """One person. Whoever goes is named, unless it is `me`."""
    who = walk.who
    return WalkRow(
        place=f"person-{who.person_id}",
        url=reverse("person", args=[who.person_id]),
        name=who.name,
        first_name=who.first_name,
        initials=who.initials,
        where=where(who.where, walk.profile),
        rhythm=strip(walk),
        why=[*covering(who, now.date()), *why(walk, now, me=me)],
        phone=who.phone,
        note_url=reverse("contact_new", args=[who.enrolment_id]),
        crisis_url=crisis_url(who.person_id),
        acts=_acts(walk, now),
        sign=sign_of(who.flags, who.person_id, now.date()),
        tap=Tap(reverse("outreach_tried", args=[who.enrolment_id]), new_key(), who.sought.next_try)
        if who.sought is not None
        else None,
        way=_way(walk),
    )


def _way(walk: Walk) -> OnTheWay | None:
    """What can be said with one tap of the way that stands still, when that is among the reasons that are told."""
    way = next((one.way for one in walk.reasons[:MOST] if one.way is not None), None)
    if way is None:
        return None
    return OnTheWay(
        post_url=reverse("bridge_tap", args=[way.id]),
        url=reverse("bridge", args=[way.id]),
        service=way.service,
        key=new_key(),
        taps=taps_of(Standing(way.standing)),
    )


def _my_row(walk: Walk, now: datetime, me: UUID | None) -> WalkRow:
    theirs = walk.who.worker_id not in (None, me)
    return replace(walk_row(walk, now, me=me), stands_in_for=walk.who.worker_name if theirs else "")


def _acts(walk: Walk, now: datetime) -> list[ActLink]:
    reason = walk.reasons[0]
    far = reason.appointment is not None and reason.appointment.at > now + SOON
    acts = [act for act in reason.acts if not (act is Act.WRITE and far)]
    return [ActLink(address(walk, reason), label) for label, address in (ACTS[act] for act in acts)]


def reviews(due: Due, now: datetime) -> list[DueRow]:
    """Reviews that are announced or late."""
    return [
        _due_row(reverse("review", args=[who.enrolment_id]), who, "", review.due_on, now)
        for who, review in due.reviews
    ]


def steps(due: Due, now: datetime) -> list[DueRow]:
    """Steps of plans that are due."""
    return [
        replace(
            _due_row(reverse("plan", args=[who.enrolment_id]), who, step.title, step.due_on, now),
            done_url=reverse("step_done", args=[step.id]),
        )
        for who, step in due.steps
    ]


def meetings(due: Due, now: datetime) -> list[DueRow]:
    """Meetings with others that nobody has prepared yet."""
    return [
        _due_row(reverse("meeting", args=[one.id]), who, "", localtime(one.at).date(), now)
        for who, one in due.meetings
    ]


def _due_row(url: str, who: Companion, what: str, day: date, now: datetime) -> DueRow:
    today = now.date()
    state = "late" if day < today else "soon" if (day - today).days <= 1 else ""
    return DueRow(url, who.name, what, dates.due(day, today), state)
