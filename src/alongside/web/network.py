"""People around someone and their other plans, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from alongside.contacts.queries import Together
from alongside.liaison.queries import Asks
from alongside.meetings.queries import AboutPlan
from alongside.network.models import Closeness, MaySpeak
from alongside.network.queries import Member, Plan
from alongside.network.rules import Finding, Running, Trouble, findings
from alongside.organisation.profile import Profile
from alongside.web import dates

CAUTIONS: dict[MaySpeak, str | Promise] = {
    MaySpeak.ASK: gettext_lazy("ask before we speak with them"),
    MaySpeak.NO: gettext_lazy("we may not speak with them"),
}
"""What holds us back from speaking with somebody just so."""
_SPEAK_TAGS = {MaySpeak.YES: "good", MaySpeak.ASK: "due", MaySpeak.NO: "late"}


@dataclass(frozen=True)
class MemberLine:
    """Someone around a person.

    Attributes:
        near: how near they are, as the person sees it; empty while they have not placed them.
        speak, speak_tag: whether we may speak with them, in words, and the colour of its mark.
        ended: "no longer around since …", empty while they are.
        together: when we last met with them there, and `together_id` the note that says so; empty when none does.
    """

    id: UUID
    kind: str
    name: str
    what: str
    phone: str
    speak: str
    speak_tag: str
    near: str
    note: str
    ended: str
    together: str = ""
    together_id: UUID | None = None


@dataclass(frozen=True)
class DemandLine:
    """What a plan asks of the person.

    Attributes:
        due: by when; `late` when that day has gone by.
        who: the goals of ours that touch it and who else helps.
        alone: nobody supports it, though it is asked.
        met: "met since …", empty while it is asked.
    """

    id: UUID
    text: str
    due: str
    late: bool
    who: str
    alone: bool
    met: str


@dataclass(frozen=True)
class PlanLine:
    """A plan that somebody else leads.

    Attributes:
        who: who leads it, and the caseworker there.
        next: what comes next and when; `late` when that day has gone by.
        meeting: when we meet about it next, and `meeting_id` the contact that is; empty while nothing is planned.
    """

    id: UUID
    title: str
    who: str
    phone: str
    period: str
    next: str
    late: bool
    note: str
    over: bool
    meeting: str = ""
    meeting_id: UUID | None = None
    demands: list[DemandLine] = field(default_factory=list)


def member_line(one: Member, today: date, together: Together | None = None) -> MemberLine:
    """Someone around a person, in words.

    Args:
        together: when we last met with them there.
    """
    wish = MaySpeak(one.may_speak)
    said = {
        MaySpeak.YES: gettext("we may speak with them"),
        MaySpeak.ASK: gettext("ask before we speak with them"),
        MaySpeak.NO: gettext("we may not speak with them"),
        MaySpeak.UNASKED: gettext("not asked whether we may speak with them"),
    }
    gone = one.ended_on is not None and one.ended_on <= today
    return MemberLine(
        id=one.id,
        kind=one.kind,
        name=one.name or one.relation,
        what=", ".join(filter(None, [one.relation if one.name else "", one.organisation])),
        phone=one.phone,
        speak=said[wish],
        speak_tag=_SPEAK_TAGS.get(wish, ""),
        near=str(Closeness(one.closeness).label) if one.closeness else "",
        note=one.note,
        ended=gettext("no longer around since %(day)s") % {"day": dates.short_day(one.ended_on, today)}
        if gone and one.ended_on
        else "",
        together=dates.spoken_moment(together.at, today) if together is not None else "",
        together_id=together.contact_id if together is not None else None,
    )


def demand_line(one: Asks, today: date) -> DemandLine:
    """A demand in words."""
    return DemandLine(
        id=one.id,
        text=one.text,
        due=dates.due(one.due_on, today) if one.due_on and not one.ended_on else "",
        late=one.late,
        who=", ".join(filter(None, [*one.goals, one.support])),
        alone=one.alone,
        met=gettext("met or asked no more since %(day)s") % {"day": dates.short_day(one.ended_on, today)}
        if one.ended_on
        else "",
    )


def demand_findings(
    plans: Iterable[Plan], demands: Mapping[UUID, Iterable[Asks]], profile: Profile, today: date
) -> list[FindingLine]:
    """The demands of running plans whose day has gone by, and those that nobody supports."""
    found = []
    for plan in plans:
        if plan.ends_on is not None and plan.ends_on <= today:
            continue
        title = profile.plan_kinds.label(plan.kind, get_language() or "en")
        for one in demands.get(plan.id, ()):
            said = _demand_trouble(one)
            if said:
                text = said % {"plan": title, "demand": one.text}
                found.append(FindingLine(text, "late" if one.late else "soon", plan.id))
    return found


def _demand_trouble(one: Asks) -> str:
    if one.late:
        return gettext("%(plan)s asks: %(demand)s. The day has gone by. Is it met, or is a talk needed?")
    return gettext("%(plan)s asks: %(demand)s. Nobody supports it yet.") if one.alone else ""


def plan_line(
    one: Plan,
    profile: Profile,
    today: date,
    meeting: AboutPlan | None = None,
    demands: Iterable[Asks] = (),
) -> PlanLine:
    """Another plan, in words.

    Args:
        meeting: the next that is planned about it.
        demands: what it asks of the person.
    """
    over = one.ends_on is not None and one.ends_on <= today
    following = one.next_text
    if one.next_on is not None:
        following = f"{one.next_text} {dates.short_day(one.next_on, today)}"
    return PlanLine(
        id=one.id,
        title=profile.plan_kinds.label(one.kind, get_language() or "en"),
        who=", ".join(filter(None, [one.worker_name, one.organisation])),
        phone=one.phone,
        period=_period(one, today),
        next="" if over else following,
        late=not over and one.next_on is not None and one.next_on < today,
        note=one.note,
        over=over,
        meeting=dates.spoken_moment(meeting.at, today) if meeting is not None else "",
        meeting_id=meeting.contact_id if meeting is not None else None,
        demands=[demand_line(asked, today) for asked in demands],
    )


@dataclass(frozen=True)
class FindingLine:
    """Something that does not fit between the plans of others and ours; `state` colours its mark."""

    text: str
    state: str
    plan_id: UUID


def finding_lines(
    plans: Iterable[Plan],
    visits: Collection[date],
    profile: Profile,
    today: date,
    meetings: Collection[UUID] = (),
) -> list[FindingLine]:
    """What does not fit between other plans and our visits on the days `visits`, in words.

    Args:
        meetings: the plans about which a meeting is planned: there it is known what comes next.
    """
    asked = list(plans)
    titles = {one.id: profile.plan_kinds.label(one.kind, get_language() or "en") for one in asked}
    running = [
        Running(
            one.id,
            one.starts_on,
            one.ends_on,
            one.next_on,
            one.next_text or (gettext("Meeting") if one.id in meetings else ""),
        )
        for one in asked
    ]
    return [
        FindingLine(
            text=_finding_text(one, [titles[each] for each in one.plans], today),
            state="late" if one.trouble == Trouble.PASSED else "soon",
            plan_id=one.plans[0],
        )
        for one in findings(running, visits=visits, today=today)
    ]


def _finding_text(one: Finding, titles: list[str], today: date) -> str:
    said = {
        Trouble.PASSED: gettext("%(plan)s: %(day)s has gone by. Write what came of it, and what comes next."),
        Trouble.SAME_DAY: gettext("%(plan)s: something in each of them on %(day)s. Do the times fit?"),
        Trouble.VISIT_THAT_DAY: gettext(
            "%(plan)s: we have planned a visit on %(day)s too. Do the times fit?"
        ),
        Trouble.ENDS_SOON: gettext("%(plan)s runs until %(day)s. What follows it?"),
        Trouble.NOTHING_NEXT: gettext("%(plan)s: what comes next is not written down."),
    }
    day = dates.short_day(one.day, today) if one.day else ""
    return said[one.trouble] % {"plan": ", ".join(titles), "day": day}


def _period(one: Plan, today: date) -> str:
    since = dates.short_day(one.starts_on, today) if one.starts_on else ""
    until = dates.short_day(one.ends_on, today) if one.ends_on else ""
    if since and until:
        return gettext("%(since)s to %(until)s") % {"since": since, "until": until}
    if until:
        return gettext("to %(until)s") % {"until": until}
    return gettext("since %(since)s") % {"since": since} if since else ""
