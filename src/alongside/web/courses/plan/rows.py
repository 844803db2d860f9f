"""The plan in words: owners, due days, what is missing, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, ngettext

from alongside.organisation.profile import Profile
from alongside.plans.models import AgreedHow, GoalStatus, StepOwner, WhoseWish
from alongside.plans.reading import GoalCard, Ordered, StepLine, SubGoalCard, VersionLine, WholePlan
from alongside.plans.rules import SmartPart
from alongside.plans.versions import Difference, What
from alongside.referrals import codes
from alongside.web import dates
from alongside.web.courses.course import Course

Item = tuple[str | Promise, str | Promise]

QUESTIONS: dict[SmartPart, str | Promise] = {
    SmartPart.INDICATOR: gettext_lazy("How will you know?"),
    SmartPart.BASELINE: gettext_lazy("Where does it stand now?"),
    SmartPart.TARGET: gettext_lazy("What do you aim at?"),
    SmartPart.DUE: gettext_lazy("By when?"),
}
"""What a sub-goal is asked for while it is not SMART yet."""

GOAL_TYPES: dict[str, str | Promise] = {
    codes.GoalType.DEVELOP: gettext_lazy("Develop functioning"),
    codes.GoalType.MAINTAIN: gettext_lazy("Maintain functioning"),
    codes.GoalType.LIMIT_LOSS: gettext_lazy("Limit the loss of functioning"),
}


@dataclass(frozen=True)
class StepRow:
    """A step with who and when. `state` is done, late, soon or empty; `day` is what is printed."""

    id: UUID
    title: str
    done: bool
    who: str
    when: str
    state: str
    day: str


@dataclass(frozen=True)
class SubGoalRow:
    """A sub-goal with its SMART list, and the questions that are still open."""

    id: UUID
    title: str
    status: str | Promise
    active: bool
    smart: list[Item]
    questions: list[str | Promise]
    steps: list[StepRow]


@dataclass(frozen=True)
class GoalRow:
    """A goal. `number` is its place in the person's order; 0 when it is not worked on."""

    id: UUID
    number: int
    title: str
    commissioned: bool
    ordered_text: str
    facts: list[Item]
    themes: list[str]
    area: str
    person_view: str
    worker_view: str
    status: str
    to_change: bool
    taken_back: bool
    sub_goals: list[SubGoalRow]
    earlier_sub_goals: list[SubGoalRow]
    steps: list[StepRow]
    has_steps: bool
    first: bool
    last: bool


@dataclass(frozen=True)
class VersionRow:
    """An agreed version in words."""

    number: int
    day: str
    refused: bool
    how: str
    wrote: str
    said: str
    changes: list[str]


@dataclass(frozen=True)
class OrderRow:
    """Who asked for this, and on what it rests."""

    is_order: bool
    authority: str
    received: str
    basis: str


def order(course: Course) -> OrderRow:
    """What the plan says about where it comes from. One query."""
    referral = course.enrolment.referral
    basis = course.enrolment.legal_basis
    return OrderRow(
        is_order=bool(referral.authority_name or referral.case_number),
        authority=referral.authority_name,
        received=dates.short_day(localtime(referral.received_at).date(), course.viewer.today),
        basis=course.profile.legal_bases.label(basis, course.language) if basis else "",
    )


def goals(plan: WholePlan, course: Course, to_change: set[UUID], *, as_agreed: bool = False) -> list[GoalRow]:
    """The goals that are worked on, in the person's order.

    Args:
        as_agreed: the plan is a version; days are said as they are and not how near they are now.
    """
    active = plan.active
    return [
        goal_row(
            goal,
            course,
            to_change,
            number=number,
            first=number == 1,
            last=number == len(active),
            as_agreed=as_agreed,
        )
        for number, goal in enumerate(active, start=1)
    ]


def earlier_goals(plan: WholePlan, course: Course, *, as_agreed: bool = False) -> list[GoalRow]:
    """The goals that rest, are reached or were let go."""
    return [
        goal_row(goal, course, set(), number=0, first=True, last=True, as_agreed=as_agreed)
        for goal in plan.others
    ]


def goal_row(
    goal: GoalCard,
    course: Course,
    to_change: set[UUID],
    *,
    number: int,
    first: bool,
    last: bool,
    as_agreed: bool,
) -> GoalRow:
    """One goal in words."""
    subs = [sub_goal_row(sub, course, as_agreed=as_agreed) for sub in goal.sub_goals]
    ordered = goal.ordered
    return GoalRow(
        id=goal.id,
        number=number,
        title=goal.title or gettext("A goal without words yet"),
        commissioned=goal.commissioned,
        ordered_text=_more_than(ordered.text, goal.title) if ordered else "",
        facts=ordered_facts(ordered, course.profile, course.language) if ordered else [],
        themes=[name_of(code) for code in ordered.themes] if ordered else [],
        area=course.profile.life_dimensions.label(goal.dimension, course.language) if goal.dimension else "",
        person_view=goal.person_view,
        worker_view=goal.worker_view,
        status=_status(goal.status, goal.status_on, course.viewer.today),
        to_change=goal.id in to_change,
        taken_back=ordered is not None and not ordered.asked_for,
        sub_goals=[sub for sub in subs if sub.active],
        earlier_sub_goals=[sub for sub in subs if not sub.active],
        steps=[step_row(step, course, as_agreed=as_agreed) for step in goal.steps],
        has_steps=goal.has_steps,
        first=first,
        last=last,
    )


def sub_goal_row(sub: SubGoalCard, course: Course, *, as_agreed: bool) -> SubGoalRow:
    """One sub-goal in words; what nobody has said yet is a question and not an empty line."""
    today = course.viewer.today
    smart: list[Item] = [
        (label, text)
        for label, text in (
            (gettext("How we know"), sub.indicator),
            (gettext("Now"), sub.baseline),
            (gettext("Aim"), sub.target),
            (gettext("By"), dates.short_day(sub.due_on, today) if sub.due_on else ""),
        )
        if text
    ]
    smart.append((gettext("Whose wish"), whose_wish(sub.whose_wish, course.name)))
    return SubGoalRow(
        id=sub.id,
        title=sub.title,
        status=_status(sub.status, sub.status_on, today),
        active=sub.active,
        smart=smart,
        questions=[QUESTIONS[part] for part in sub.missing] if sub.active else [],
        steps=[step_row(step, course, as_agreed=as_agreed) for step in sub.steps],
    )


def step_row(step: StepLine, course: Course, *, as_agreed: bool) -> StepRow:
    """One step with who does it and how near it is."""
    today = course.viewer.today
    who = owner(step, course)
    if step.done_on:
        when = gettext("done %(day)s") % {"day": dates.spoken_day(step.done_on, today)}
        day = gettext("done %(day)s") % {"day": dates.short_day(step.done_on, today)}
        return StepRow(step.id, step.title, True, who, day if as_agreed else when, "done", day)
    if step.due_on is None:
        return StepRow(step.id, step.title, False, who, "", "", "")
    day = dates.short_day(step.due_on, today)
    if as_agreed:
        return StepRow(step.id, step.title, False, who, day, "", day)
    away = (step.due_on - today).days
    state = "late" if away < 0 else "soon" if away <= 1 else ""
    return StepRow(step.id, step.title, False, who, dates.due(step.due_on, today), state, day)


def owner(step: StepLine, course: Course) -> str:
    """Who does a step."""
    if step.owner == StepOwner.PERSON:
        return course.name
    if step.owner == StepOwner.WORKER:
        return course.worker_name
    if step.owner == StepOwner.TOGETHER:
        return gettext("%(person)s and %(worker)s") % {"person": course.name, "worker": course.worker_name}
    return step.owner_name


def whose_wish(key: str, name: str) -> str:
    """Whose wish a sub-goal is."""
    if key == WhoseWish.PERSON:
        return name
    if key == WhoseWish.SHARED:
        return gettext("Shared")
    if key == WhoseWish.ORDER:
        return gettext("The order")
    return gettext("Someone else")


def ordered_facts(ordered: Ordered, profile: Profile, language: str) -> list[Item]:
    """Goal type, level now and expected level of a commissioned goal; what is not known is not listed."""

    def level(code: str) -> str:
        found = next((choice for choice in profile.functioning_levels if choice.code == code), None)
        return found.label.in_(language) if found else name_of(code)

    items: list[Item] = [
        (gettext("Goal type"), GOAL_TYPES.get(ordered.goal_type) or name_of(ordered.goal_type))
    ]
    if ordered.level_now:
        items.append((gettext("Now"), level(ordered.level_now)))
    items.append((gettext("Expected"), level(ordered.expected_level)))
    return [(label, value) for label, value in items if value]


def name_of(code: str) -> str:
    """The Danish name of an FFB term; the code itself when no list has it."""
    try:
        return codes.display(code)
    except codes.UnknownCode:
        return code


def versions(lines: Iterable[VersionLine], course: Course) -> list[VersionRow]:
    """The versions in words, latest first."""
    today = course.viewer.today
    return [
        VersionRow(
            number=line.number,
            day=dates.short_day(line.agreed_on, today),
            refused=line.how == AgreedHow.REFUSED,
            how=how(line, course.name),
            wrote=line.worker_name,
            said=line.person_words,
            changes=[line.summary] if line.summary else [in_words(change) for change in line.changes],
        )
        for line in lines
    ]


def how(line: VersionLine, name: str) -> str:
    """How the person agreed, or that they did not want to."""
    sentences = {
        AgreedHow.SIGNED: gettext("%(name)s signed"),
        AgreedHow.ALOUD: gettext("%(name)s said yes aloud"),
        AgreedHow.MESSAGE: gettext("%(name)s agreed by message"),
        AgreedHow.REFUSED: gettext("%(name)s did not want to agree"),
    }
    said = sentences[AgreedHow(line.how)] % {"name": name}
    if not line.place_text:
        return said
    return gettext("%(said)s, %(place)s") % {"said": said, "place": line.place_text}


_CHANGES: dict[What, str | Promise] = {
    What.WISHES: gettext_lazy("The wishes were written anew"),
    What.PURPOSE: gettext_lazy("The purpose was written anew"),
    What.GOAL_NEW: gettext_lazy("New: “%(title)s”"),
    What.GOAL_GONE: gettext_lazy("“%(title)s” was let go"),
    What.GOAL_REWORDED: gettext_lazy("“%(before)s” is now called “%(title)s”"),
    What.GOAL_MOVED: gettext_lazy("“%(title)s” is now number %(number)s"),
    What.SUB_GOAL_NEW: gettext_lazy("New sub-goal: “%(title)s”"),
    What.SUB_GOAL_CHANGED: gettext_lazy("Sub-goal “%(title)s” was changed"),
}
_STATUSES: dict[str, str | Promise] = {
    GoalStatus.ACTIVE: gettext_lazy("“%(title)s” is taken up again"),
    GoalStatus.REACHED: gettext_lazy("“%(title)s” is reached"),
    GoalStatus.RESTING: gettext_lazy("“%(title)s” rests"),
    GoalStatus.DROPPED: gettext_lazy("“%(title)s” was let go"),
}


def in_words(change: Difference) -> str:
    """One change between two versions as a sentence."""
    values = {"title": change.title, "before": change.before, "number": change.number}
    if change.what == What.FIRST:
        return gettext("The first version")
    if change.what == What.STEPS_NEW:
        said = ngettext(
            "%(number)s new step for “%(title)s”", "%(number)s new steps for “%(title)s”", change.number
        )
        return said % values
    if change.what == What.STEPS_DONE:
        said = ngettext(
            "%(number)s step done for “%(title)s”", "%(number)s steps done for “%(title)s”", change.number
        )
        return said % values
    if change.what in (What.GOAL_STATUS, What.SUB_GOAL_STATUS):
        return str(_STATUSES[change.status]) % values
    return str(_CHANGES[change.what]) % values


def _status(status: str, since: date | None, today: date) -> str:
    label = str(GoalStatus(status).label)
    if status == GoalStatus.ACTIVE or since is None:
        return label
    return gettext("%(status)s, %(day)s") % {"status": label, "day": dates.short_day(since, today)}


def _more_than(text: str, title: str) -> str:
    """The order's own text, when it says more than the goal's title."""
    return "" if text.strip() == title.strip() else text.strip()
