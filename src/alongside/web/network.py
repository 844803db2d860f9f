"""People around someone and their other plans, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from alongside.contacts.queries import Together
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


def plan_line(one: Plan, profile: Profile, today: date, meeting: AboutPlan | None = None) -> PlanLine:
    """Another plan, in words.

    Args:
        meeting: the next that is planned about it.
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
