"""What happened beside contacts, in words: each kind of the timeline as a line with its icon and its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, pgettext

from alongside.bridges.rules import State
from alongside.contacts.story import KIND as CONTACT
from alongside.organisation.profile import Profile
from alongside.people.models import Person
from alongside.people.telling import Told
from alongside.plans.models import AgreedHow
from alongside.referrals.models import DecisionOutcome
from alongside.restrictions.models import MarkKind
from alongside.reviews.models import FollowUpResult
from alongside.web import dates
from alongside.web.bridges.words import STATES
from alongside.web.story import Line, note_line


@dataclass(frozen=True)
class Reader:
    """Whom the timeline is about and who reads it, where.

    Attributes:
        course_id: the course through which the reader came; what belongs to the person is shown on its pages.
    """

    person: Person
    course_id: UUID
    profile: Profile
    today: date

    def label(self, choices: Any, key: str) -> str:
        """A key of one of the profile's lists, in words."""
        return str(choices.label(key, get_language() or "en")) if key else ""


@dataclass(frozen=True)
class Turn:
    """How a kind is told: title and icon, where it leads, small words beside the day, the colour of its mark."""

    title: str
    icon: str
    url: str = ""
    detail: str = ""
    kind: str = "other"


def line(told: Told, reader: Reader) -> Line:
    """An entry of the timeline in the reader's language."""
    if told.kind == CONTACT:
        return note_line(told.more, reader.person.first_name, reader.profile, reader.today)
    turn = _TURNS[told.kind](told, reader)
    day = dates.spoken_day(localtime(told.at).date(), reader.today)
    return Line(
        id=told.id,
        title=turn.title,
        kind=turn.kind,
        icon=turn.icon,
        meta=tuple(filter(None, (day, turn.detail))),
        anchor=f"{told.kind.replace('.', '-')}-{told.id}",
        url=turn.url,
        text=told.text,
        words=told.words,
        record=_RECORDS.get(told.kind, ""),
    )


def _named(words: str, told: Told) -> str:
    return words % {"name": told.worker_name}


def _quote(told: Told, reader: Reader) -> Turn:
    said = gettext("%(name)s said") % {"name": reader.person.first_name}
    return Turn(said, "message", detail=told.key)


def _flag(told: Told, reader: Reader) -> Turn:
    url = reverse("flags", args=[reader.person.pk]) + f"#f-{told.id}"
    return Turn(gettext("To know before meeting"), "warning", url, told.worker_name)


def _flag_down(told: Told, reader: Reader) -> Turn:
    url = reverse("flags", args=[reader.person.pk]) + f"#f-{told.id}"
    return Turn(gettext("No longer to be known before meeting"), "check", url)


def _referral(told: Told, reader: Reader) -> Turn:
    by = told.worker_name or reader.label(reader.profile.referral_sources, told.key)
    return Turn(
        gettext("The referral came"), "intake", reverse("referral", args=[told.id]), by, kind="authority"
    )


def _decision(told: Told, reader: Reader) -> Turn:
    title = gettext("Answered: %(answer)s") % {"answer": DecisionOutcome(told.key).label}
    return Turn(
        title, "intake", reverse("referral", args=[told.holder_id]), told.worker_name, kind="authority"
    )


def _order(told: Told, reader: Reader) -> Turn:
    title = gettext("The authority ordered the course")
    return Turn(
        title, "document", reverse("referral", args=[told.holder_id]), told.worker_name, kind="authority"
    )


def _followed_up(told: Told, reader: Reader) -> Turn:
    title = gettext("The authority followed up")
    return Turn(
        title, "document", reverse("referral", args=[told.holder_id]), told.worker_name, kind="authority"
    )


def _began(told: Told, reader: Reader) -> Turn:
    return Turn(
        gettext("The course began"), "check", detail=reader.label(reader.profile.legal_bases, told.key)
    )


def _paused(told: Told, reader: Reader) -> Turn:
    return Turn(
        gettext("The course rests"), "calendar", detail=reader.label(reader.profile.pause_kinds, told.key)
    )


def _went_on(told: Told, reader: Reader) -> Turn:
    return Turn(gettext("The course goes on"), "check")


def _closed(told: Told, reader: Reader) -> Turn:
    why = reader.label(reader.profile.closure_reasons, told.key)
    return Turn(gettext("The course was closed"), "close", detail=why)


def _reopened(told: Told, reader: Reader) -> Turn:
    return Turn(gettext("The course was reopened"), "check")


def _case_manager(told: Told, reader: Reader) -> Turn:
    return Turn(_named(gettext("%(name)s became case manager"), told), "people")


def _cover(told: Told, reader: Reader) -> Turn:
    return Turn(_named(gettext("%(name)s covers"), told), "people")


def _hand_over(told: Told, reader: Reader) -> Turn:
    return Turn(_named(gettext("%(name)s was asked to take over"), told), "people")


def _hand_over_declined(told: Told, reader: Reader) -> Turn:
    return Turn(_named(gettext("%(name)s could not take over"), told), "people")


def _agreed(told: Told, reader: Reader) -> Turn:
    url = reverse("plan_version", args=[told.holder_id, told.number])
    if told.key == AgreedHow.REFUSED:
        return Turn(gettext("Did not want to agree to the plan"), "document", url)
    return Turn(gettext("Agreed on the plan"), "document", url, str(AgreedHow(told.key).label))


def _plan(told: Told, anchor: str) -> str:
    return reverse("plan", args=[told.holder_id]) + f"#{anchor}-{told.id}"


def _step(told: Told, reader: Reader) -> Turn:
    return Turn(gettext("A step is done"), "check", _plan(told, "step"), told.key, kind="met")


def _sub_goal(told: Told, reader: Reader) -> Turn:
    return Turn(gettext("A sub-goal is reached"), "check", _plan(told, "sub-goal"), told.key, kind="met")


def _goal(told: Told, reader: Reader) -> Turn:
    return Turn(gettext("A goal is reached"), "check", _plan(told, "goal"), kind="met")


def _needs(told: Told, reader: Reader) -> Turn:
    url = reverse("needs", args=[told.holder_id]) + f"#look-{told.id}"
    return Turn(gettext("Looked at needs together"), "evaluation", url, told.worker_name)


def _review(told: Told, reader: Reader) -> Turn:
    url = reverse("review_finished", args=[told.holder_id, told.id])
    result = str(FollowUpResult(told.key).label) if told.key else ""
    detail = ", ".join(filter(None, [told.worker_name, result]))
    return Turn(gettext("Looked back together"), "evaluation", url, detail)


def _threatened(told: Told, reader: Reader) -> Turn:
    return Turn(
        gettext("The home is at risk: %(kind)s")
        % {"kind": reader.label(reader.profile.tenancy_threats, told.key)},
        "home",
        reverse("housing", args=[reader.course_id]),
    )


def _threat_over(told: Told, reader: Reader) -> Turn:
    return Turn(
        gettext("What threatened the home is over: %(how)s")
        % {"how": reader.label(reader.profile.threat_outcomes, told.key)},
        "home",
        reverse("housing", args=[reader.course_id]),
    )


def _moved_in(told: Told, reader: Reader) -> Turn:
    title = gettext("Lives now: %(where)s") % {"where": reader.label(reader.profile.housing_kinds, told.key)}
    return Turn(title, "home", _housing(told, reader))


def _moved_out(told: Told, reader: Reader) -> Turn:
    where = reader.label(reader.profile.housing_kinds, told.key)
    return Turn(gettext("No longer lives: %(where)s") % {"where": where}, "home", _housing(told, reader))


def _housing(told: Told, reader: Reader) -> str:
    return reverse("housing", args=[reader.course_id]) + f"#stay-{told.id}"


def _other_plan(told: Told, reader: Reader) -> Turn:
    title = gettext("Another plan began: %(plan)s") % {
        "plan": reader.label(reader.profile.plan_kinds, told.key)
    }
    return Turn(title, "document", _network(told, reader), told.worker_name, kind="authority")


def _other_plan_over(told: Told, reader: Reader) -> Turn:
    title = gettext("Another plan is over: %(plan)s") % {
        "plan": reader.label(reader.profile.plan_kinds, told.key)
    }
    return Turn(title, "document", _network(told, reader), told.worker_name, kind="authority")


def _crisis_plan(told: Told, reader: Reader) -> Turn:
    return Turn(
        gettext("The crisis plan was agreed"),
        "crisis",
        reverse("crisis_plan", args=[reader.person.pk]),
        told.worker_name,
    )


def _crisis_plan_looked_at(told: Told, reader: Reader) -> Turn:
    return Turn(
        gettext("The crisis plan was looked at together, and holds"),
        "crisis",
        reverse("crisis_plan", args=[reader.person.pk]),
        told.worker_name,
    )


def _event(told: Told, reader: Reader) -> Turn:
    kind = reader.label(reader.profile.event_kinds, told.key)
    title = gettext("Critical event: %(kind)s") % {"kind": kind}
    return Turn(title, "warning", reverse("critical_event", args=[told.id]), told.worker_name)


def _event_followed_up(told: Told, reader: Reader) -> Turn:
    kind = reader.label(reader.profile.event_kinds, told.key)
    title = gettext("Followed up: %(kind)s") % {"kind": kind}
    return Turn(title, "check", reverse("critical_event", args=[told.id]), told.worker_name)


def _network_drawn(told: Told, reader: Reader) -> Turn:
    title = gettext("%(name)s drew who is around them") % {"name": reader.person.first_name}
    url = reverse("network_map", args=[reader.course_id])
    return Turn(title, "people", url, told.worker_name)


def _bridge(told: Told, reader: Reader) -> Turn:
    title = f"{told.worker_name}: {STATES[State(told.key)]}"
    return Turn(title, "street", reverse("bridge", args=[told.holder_id]))


def _network(told: Told, reader: Reader) -> str:
    return reverse("network", args=[reader.course_id]) + f"#p-{told.id}"


def _added(told: Told, reader: Reader) -> Turn:
    title = _named(pgettext("to a note", "%(name)s added something"), told)
    return Turn(title, "note", reverse("contact", args=[told.holder_id]), told.key)


def _letter(told: Told, reader: Reader) -> Turn:
    title = gettext("Letter to %(name)s") % {"name": told.key}
    return Turn(title, "message", reverse("letter", args=[told.id]), told.worker_name)


def _document(told: Told, reader: Reader) -> Turn:
    kind = reader.label(reader.profile.document_kinds, told.key)
    title = gettext("A document: %(kind)s") % {"kind": kind}
    if not told.number:
        title = gettext("A document that was entered in error: %(kind)s") % {"kind": kind}
    return Turn(title, "document", reverse("document", args=[told.id]), told.worker_name)


def _bound(told: Told, reader: Reader) -> Turn:
    url = reverse("bounds", args=[reader.person.pk])
    if told.key:
        what = reader.label(reader.profile.record_categories, told.key)
        return Turn(gettext("A part of the record was closed"), "eye", url, what)
    return Turn(_named(gettext("%(name)s may not see anything from now on"), told), "eye", url)


def _bound_lifted(told: Told, reader: Reader) -> Turn:
    closed = told.kind == "restriction.lifted" and told.key
    what = reader.label(reader.profile.record_categories, told.key) if closed else told.worker_name
    return Turn(
        gettext("Taken back: who may see what"), "eye", reverse("bounds", args=[reader.person.pk]), what
    )


def _marked(told: Told, reader: Reader) -> Turn:
    url = reverse("bounds", args=[reader.person.pk])
    return Turn(str(MarkKind(told.key).label), "eye", url, told.worker_name)


_TURNS: dict[str, Callable[[Told, Reader], Turn]] = {
    "letter.sent": _letter,
    "document.attached": _document,
    "quote.said": _quote,
    "flag.said": _flag,
    "flag.taken_down": _flag_down,
    "referral.received": _referral,
    "referral.decided": _decision,
    "order.written": _order,
    "order.followed_up": _followed_up,
    "course.began": _began,
    "pause.began": _paused,
    "pause.ended": _went_on,
    "course.closed": _closed,
    "course.reopened": _reopened,
    "course.reopened_at_once": _reopened,
    "case_manager.began": _case_manager,
    "cover.began": _cover,
    "hand_over.asked": _hand_over,
    "hand_over.declined": _hand_over_declined,
    "plan.agreed": _agreed,
    "step.done": _step,
    "sub_goal.reached": _sub_goal,
    "goal.reached": _goal,
    "needs.looked_at": _needs,
    "review.held": _review,
    "stay.began": _moved_in,
    "stay.ended": _moved_out,
    "threat.noticed": _threatened,
    "threat.over": _threat_over,
    "crisis_plan.agreed": _crisis_plan,
    "crisis_plan.looked_at": _crisis_plan_looked_at,
    "critical_event.happened": _event,
    "network.drawn": _network_drawn,
    "critical_event.followed_up": _event_followed_up,
    "bridge.moved": _bridge,
    "other_plan.began": _other_plan,
    "other_plan.ended": _other_plan_over,
    "note.added_to": _added,
    "restriction.said": _bound,
    "restriction.lifted": _bound_lifted,
    "mark.set": _marked,
    "mark.ended": _bound_lifted,
}
_RECORDS = {
    "quote.said": "quote",
    "flag.said": "flag",
    "referral.received": "referral",
    "referral.decided": "decision",
    "plan.agreed": "agreed-plan",
    "step.done": "step",
    "sub_goal.reached": "sub-goal",
    "goal.reached": "goal",
    "needs.looked_at": "look-at-needs",
    "review.held": "review",
    "stay.began": "stay",
    "threat.noticed": "threat",
    "crisis_plan.agreed": "crisis-plan",
    "critical_event.happened": "critical-event",
    "bridge.moved": "bridge-move",
    "other_plan.began": "other-plan",
    "network.drawn": "network-map",
    "note.added_to": "addition",
}
"""The kinds whose entry is one record that can be put right, seen otherwise or struck through."""
