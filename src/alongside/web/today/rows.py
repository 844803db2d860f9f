"""What Today shows: rows ready for the template, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from alongside.attention.queries import Companion, DayItem, Due, Needs, Subject, Walk
from alongside.attention.rules import Act, Because, Group
from alongside.contacts.models import ContactKind
from alongside.web import dates
from alongside.web.rhythm import Rhythm
from alongside.web.where import Where, where
from alongside.web.why import place_of, strip, why


@dataclass(frozen=True)
class WalkRow:
    """One person on Today. `act` is the next act with its words, beside the pen that is always there."""

    url: str
    name: str
    first_name: str
    initials: str
    where: Where
    rhythm: Rhythm
    why: list[str]
    phone: str
    note_url: str
    act_url: str
    act_label: str | Promise


@dataclass(frozen=True)
class Part:
    """A part of Today."""

    key: str
    title: str | Promise
    rows: list[WalkRow]


@dataclass(frozen=True)
class AgendaRow:
    """Something on the line of time."""

    time: str
    url: str
    what: str
    detail: str
    done: bool


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
ACTS: dict[Act, str | Promise] = {
    Act.TRY: gettext_lazy("We tried"),
    Act.WRITE: gettext_lazy("Write the note"),
    Act.REVIEW: gettext_lazy("Review"),
    Act.PLAN: gettext_lazy("Plan"),
}


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
    first, to_come = len(needs.of(Group.NEEDS_YOU)), sum(item.appointment.at >= now for item in day)
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


def parts(needs: Needs, now: datetime) -> list[Part]:
    """The parts of Today that have somebody in them, in their order."""
    return [
        Part(group.value, TITLES[group], [walk_row(walk, now) for walk in found])
        for group in Group
        if (found := needs.of(group))
    ]


def walk_row(walk: Walk, now: datetime) -> WalkRow:
    """One person."""
    who = walk.who
    note_url = reverse("contact_new", args=[who.enrolment_id])
    act = walk.reasons[0].act
    return WalkRow(
        url=reverse("person", args=[who.person_id]),
        name=who.name,
        first_name=who.first_name,
        initials=who.initials,
        where=where(who.where, walk.profile),
        rhythm=strip(walk),
        why=why(walk, now),
        phone=who.phone,
        note_url=note_url,
        act_url=_act_url(act, walk, note_url),
        act_label=ACTS.get(act, ""),
    )


def _act_url(act: Act, walk: Walk, note_url: str) -> str:
    if act == Act.TRY:
        return f"{note_url}?how=tried"
    if act == Act.WRITE and walk.reasons[0].appointment:
        return f"{note_url}?planned={walk.reasons[0].appointment.id}"
    if act == Act.REVIEW:
        return reverse("review", args=[walk.who.enrolment_id])
    if act == Act.PLAN:
        return reverse("plan", args=[walk.who.enrolment_id])
    return ""


def agenda(day: list[DayItem], needs: Needs) -> list[AgendaRow]:
    """The day's appointments."""
    profiles = {walk.who.enrolment_id: walk.profile for walk in needs.walks}
    return [
        AgendaRow(
            time=dates.clock(item.appointment.at),
            url=reverse("person", args=[item.who.person_id]),
            what=_what(item),
            detail=place_of(item.appointment, profiles[item.who.enrolment_id]),
            done=item.done,
        )
        for item in day
    ]


def _what(item: DayItem) -> str:
    values = {"name": item.who.first_name}
    kind = item.appointment.kind
    if kind == ContactKind.MEETING:
        return gettext("%(name)s: meeting") % values
    if kind == ContactKind.PHONE:
        return gettext("%(name)s: phone") % values
    if kind == ContactKind.MESSAGE:
        return gettext("%(name)s: message") % values
    return item.who.first_name


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


def _due_row(url: str, who: Companion, what: str, day: date, now: datetime) -> DueRow:
    today = now.date()
    state = "late" if day < today else "soon" if (day - today).days <= 1 else ""
    return DueRow(url, who.name, what, dates.due(day, today), state)


@dataclass(frozen=True)
class DraftRow:
    """Something the viewer was writing."""

    url: str
    what: str | Promise
    name: str
    saved: str


DRAFTS: dict[tuple[str, Subject], tuple[str, str | Promise]] = {
    ("agreement", Subject.COURSE): ("plan_agree", gettext_lazy("What you agree on")),
    ("amendment", Subject.CONTACT): ("contact", gettext_lazy("Something to add to a note")),
    ("appointment", Subject.COURSE): ("contact_plan", gettext_lazy("An appointment")),
    ("closure", Subject.COURSE): ("close", gettext_lazy("Closing the course")),
    ("contact", Subject.COURSE): ("contact_new", gettext_lazy("A contact note")),
    ("decision", Subject.REFERRAL): ("referral_decide", gettext_lazy("A decision")),
    ("goal", Subject.COURSE): ("goal_new", gettext_lazy("A new goal")),
    ("goal", Subject.GOAL): ("goal", gettext_lazy("A goal")),
    ("needs", Subject.COURSE): ("needs_new", gettext_lazy("What life looks like now")),
    ("plan", Subject.COURSE): ("plan_wishes", gettext_lazy("Wishes and purpose")),
    ("quote", Subject.PERSON): ("person_quote", gettext_lazy("Something they said")),
    ("referral", Subject.REFERRAL): ("referral_change", gettext_lazy("A referral")),
    ("review", Subject.REVIEW): ("review", gettext_lazy("A review")),
    ("sub_goal", Subject.GOAL): ("sub_goal_new", gettext_lazy("A new sub-goal")),
    ("sub_goal", Subject.SUB_GOAL): ("sub_goal", gettext_lazy("A sub-goal")),
}
"""The page on which each draft goes on, and what it will become."""


def drafts(due: Due, now: datetime) -> list[DraftRow]:
    """What the viewer was writing, the latest first."""
    found = []
    for draft in due.drafts:
        route, what = DRAFTS[draft.form, draft.subject]
        found.append(
            DraftRow(
                url=reverse(route, args=[draft.page_id]),
                what=what,
                name=draft.name,
                saved=dates.spoken_moment(draft.saved_at, now.date()),
            )
        )
    return found
