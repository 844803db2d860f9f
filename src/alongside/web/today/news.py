"""What happened since somebody last looked, in sentences that lead to the thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from alongside.attention.queries import Kind, News
from alongside.caseload.models import AssignmentKind
from alongside.contacts.models import ContactKind, ContactStatus
from alongside.liaison.models import EntryKind
from alongside.plans.models import AgreedHow
from alongside.web import dates


@dataclass(frozen=True)
class NewsRow:
    """One line: where it leads, the sentence, when, and from which voice it comes."""

    url: str
    text: str
    when: str
    tag: str | Promise
    tag_kind: str


TAGS: dict[Kind, tuple[str | Promise, str]] = {
    Kind.ON_CALL: (gettext_lazy("On call"), "due"),
    Kind.FOLLOW_UP: (gettext_lazy("On call"), "due"),
    Kind.ORDER: (gettext_lazy("From the authority"), "authority"),
    Kind.REPORT: (gettext_lazy("From the authority"), "authority"),
    Kind.ASKED_US: (gettext_lazy("From the authority"), "authority"),
    Kind.WROTE_US: (gettext_lazy("From the authority"), "authority"),
    Kind.OPENED_URGENTLY: (gettext_lazy("Urgent access"), "late"),
    Kind.TO_JUDGE: (gettext_lazy("Urgent access"), "late"),
    Kind.EVENT: (gettext_lazy("Critical event"), "late"),
    Kind.NOT_FOLLOWED_UP: (gettext_lazy("Critical event"), "late"),
}


def row(news: News, today: date, *, me: UUID | None) -> NewsRow:
    """One piece of news in the reader's language.

    Args:
        me: the worker who reads it, and is "you".
    """
    tag, tag_kind = TAGS.get(news.kind, ("", ""))
    return NewsRow(
        url=_address(news),
        text=_text(news, today, me),
        when=dates.spoken_moment(news.at, today),
        tag=tag,
        tag_kind=tag_kind,
    )


_PAGES: dict[Kind, str] = {
    Kind.NOTE: "contact",
    Kind.ON_CALL: "contact",
    Kind.ADDED: "contact",
    Kind.ORDER: "referral",
    Kind.REPORT: "referral",
    Kind.OPENED_URGENTLY: "urgent_access",
    Kind.TO_JUDGE: "urgent_access",
    Kind.FOLLOW_UP: "follow_up",
    Kind.EVENT: "critical_event",
    Kind.NOT_FOLLOWED_UP: "critical_event",
    Kind.PROPOSED: "closure",
    Kind.ASKED_OVER: "hand_over",
    Kind.SAID_NO: "hand_over",
}
"""The page of the very record a piece of news is about, where there is one."""


def _address(news: News) -> str:
    if news.kind in _PAGES:
        return reverse(_PAGES[news.kind], args=[news.record_id])
    if news.kind is Kind.REVIEW_HELD and news.enrolment_id:
        return reverse("review_finished", args=[news.enrolment_id, news.record_id])
    if news.kind is Kind.NOT_REMINDED:
        return reverse("reminders", args=[news.person_id])
    routes = {
        Kind.REVIEW_MOVED: "review",
        Kind.AGREED: "plan",
        Kind.ASKED_US: "thread",
        Kind.WROTE_US: "thread",
    }
    if news.kind in routes and news.enrolment_id:
        return reverse(routes[news.kind], args=[news.enrolment_id])
    return reverse("person", args=[news.person_id])


def _text(news: News, today: date, me: UUID | None) -> str:
    values = {"by": news.by or gettext("Somebody"), "name": news.name, "first_name": news.first_name}
    if news.kind in (Kind.NOTE, Kind.ON_CALL):
        return _of_contact(news) % values
    if news.kind is Kind.ASSIGNED:
        return _of_assignment(news, me) % values
    if news.kind is Kind.REVIEW_MOVED:
        day = dates.short_day(date.fromisoformat(news.what), today)
        return gettext("%(by)s moved the review with %(name)s to %(day)s") % {**values, "day": day}
    if news.kind is Kind.ASKED_OVER:
        day = dates.spoken_day(date.fromisoformat(news.what), today)
        return gettext("%(by)s asks you to walk with %(name)s from %(day)s") % {**values, "day": day}
    if news.kind is Kind.FOLLOW_UP:
        day = dates.spoken_day(date.fromisoformat(news.what), today)
        return gettext("%(by)s talked with %(name)s. To be followed up by %(day)s") % {**values, "day": day}
    if news.kind is Kind.NOT_FOLLOWED_UP and me is not None and UUID(news.what) == me:
        return gettext("You follow up what happened around %(name)s: the time is over") % values
    if news.kind is Kind.AGREED and news.how == AgreedHow.REFUSED:
        return gettext("%(name)s did not want to agree to the plan") % values
    if news.kind is Kind.WROTE_US and news.how in _WRITTEN:
        return _WRITTEN[news.how]() % values
    return _SAID[news.kind]() % values


_WRITTEN: dict[str, Callable[[], str]] = {
    EntryKind.ANSWER: lambda: gettext("%(by)s answered your question about %(name)s"),
    EntryKind.DECISION: lambda: gettext("%(by)s wrote a decision about %(name)s"),
}
"""What came from the authority, where it is worth a word of its own."""


_SAID: dict[Kind, Callable[[], str]] = {
    Kind.ADDED: lambda: gettext("%(by)s added to a note about %(name)s"),
    Kind.AGREED: lambda: gettext("%(by)s and %(name)s agreed on the plan"),
    Kind.REVIEW_HELD: lambda: gettext("%(by)s finished the review with %(name)s"),
    Kind.PAUSED: lambda: gettext("%(by)s let the course of %(name)s rest"),
    Kind.WENT_ON: lambda: gettext("The course of %(name)s goes on"),
    Kind.CLOSED: lambda: gettext("%(by)s closed the course of %(name)s"),
    Kind.HOUSING: lambda: gettext("%(by)s wrote down where %(name)s lives now"),
    Kind.ORDER: lambda: gettext("An order about %(name)s came in, or was changed"),
    Kind.REPORT: lambda: gettext("A report about %(name)s came in"),
    Kind.NOT_REMINDED: lambda: gettext(
        "%(name)s was not reminded of an appointment: the message did not go through"
    ),
    Kind.SAID_NO: lambda: gettext("%(by)s cannot take over %(name)s; the reason is there"),
    Kind.OPENED_URGENTLY: lambda: gettext(
        "%(by)s opened the record of %(name)s urgently; the reason is there"
    ),
    Kind.ASKED_US: lambda: gettext("%(by)s asks something about %(name)s, and nobody has answered yet"),
    Kind.WROTE_US: lambda: gettext("%(by)s wrote to you about %(name)s"),
    Kind.TO_JUDGE: lambda: gettext("%(by)s opened the record of %(name)s urgently: was it justified?"),
    Kind.EVENT: lambda: gettext("%(by)s wrote down a critical event around %(name)s"),
    Kind.NOT_FOLLOWED_UP: lambda: gettext(
        "%(by)s was to follow up what happened around %(name)s: the time is over"
    ),
    Kind.PROPOSED: lambda: gettext("%(by)s asks for a second person: closing the course of %(name)s"),
}


def _of_contact(news: News) -> str:
    if news.what == ContactStatus.CANCELLED:
        return gettext("%(by)s called off an appointment with %(name)s")
    if news.what == ContactStatus.TRIED:
        return gettext("%(by)s tried to reach %(name)s")
    if news.how == ContactKind.PHONE:
        return gettext("%(by)s talked with %(name)s on the phone")
    if news.how == ContactKind.MESSAGE:
        return gettext("%(by)s and %(name)s wrote to each other")
    if news.how == ContactKind.MEETING:
        return gettext("%(by)s was at a meeting about %(name)s")
    return gettext("%(by)s met %(name)s")


def _of_assignment(news: News, me: UUID | None) -> str:
    mine = me is not None and UUID(news.what) == me
    if news.how == AssignmentKind.COVER:
        return gettext("You stand in with %(name)s") if mine else gettext("%(by)s stands in with %(name)s")
    return gettext("You walk with %(name)s now") if mine else gettext("%(by)s walks with %(name)s now")
