"""Calls in the night: written down once, as an ordinary contact, with what has to be done about them by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext

from alongside.access.actor import Actor
from alongside.access.policy import WALKS_WITH_OR_LEADS, reach
from alongside.attention.queries import held_by_on_call, on_card
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.contacts.operations import record_contact
from alongside.contacts.rules import require_happened, require_note
from alongside.enrolments.models import Enrolment
from alongside.kernel.operations import operation
from alongside.oncall import rules
from alongside.oncall.models import FollowUp, UnknownCall
from alongside.oncall.queries import open_to
from alongside.oncall.rules import Span
from alongside.organisation.models import Team


@operation("call.log", on="enrolment")
def log_call(
    *,
    by: Actor,
    enrolment: Enrolment,
    occurred_at: datetime,
    text: str,
    agreed: str = "",
    due_on: date | None = None,
    key: UUID | None = None,
) -> Contact:
    """Write down a call with somebody of ours: an ordinary contact by phone, so that silence and timeline know of it.

    Args:
        agreed: what was agreed on the phone; it goes into the note, below what happened.
        due_on: by when somebody has to act on it; None: nothing is left to do.

    Raises:
        NoteMissing, ContactInFuture, BeforeCourse, CourseClosed: as for every contact.
        FollowUpOutOfBounds: see `rules.check_due`.
    """
    rules.check_due(due_on, today=by.today)
    contact = record_contact(
        by=by,
        enrolment=enrolment,
        kind=ContactKind.PHONE,
        place="remote",
        occurred_at=occurred_at,
        text=_said(by, text, agreed),
    )
    if due_on is not None:
        FollowUp(contact=contact, due_on=due_on).save()
    return contact


@operation("call.settle", on="follow_up")
def settle(*, by: Actor, follow_up: FollowUp) -> FollowUp:
    """Somebody has acted on it."""
    _settle(by, follow_up)
    return follow_up


@operation("call.log_unknown", on="team")
def log_unknown_call(
    *,
    by: Actor,
    team: Team,
    rang_at: datetime,
    text: str,
    agreed: str = "",
    due_on: date | None = None,
    key: UUID | None = None,
) -> UnknownCall:
    """Write down a call where nobody could say who it was.

    Raises:
        NoteMissing, ContactInFuture, FollowUpOutOfBounds: as for a call with somebody of ours.
    """
    require_note(text)
    require_happened(rang_at, now=by.now)
    rules.check_due(due_on, today=by.today)
    call = UnknownCall(
        team=team, rang_at=rang_at, text=_said(by, text, agreed), due_on=due_on, worker_id=by.worker_id
    )
    call.save()
    return call


@operation("call.settle_unknown", on="call")
def settle_unknown(*, by: Actor, call: UnknownCall) -> UnknownCall:
    """Somebody has acted on it."""
    _settle(by, call)
    return call


def _settle(by: Actor, record: FollowUp | UnknownCall) -> None:
    if record.settled_at is None:
        record.settled_at, record.settled_by_id = by.now, by.worker_id
        record.save()


def _said(by: Actor, text: str, agreed: str) -> str:
    """One note out of both, in the writer's language."""
    words = agreed.strip()
    if not text.strip() or not words:
        return text.strip()
    with translation.override(by.language):
        return f"{text.strip()}\n\n{gettext('What we agreed:')} {words}"


@dataclass(frozen=True)
class Call:
    """A call of the last nights. Of one whose caller nobody knew, `person_id` is None.

    Attributes:
        due_on: by when somebody has to act on it; None: nothing is left to do.
        settled: whether somebody has; then `settled_by` says who.
        settle_id: what is settled, when the viewer may say that they acted on it.
        contact_id: the note, when the viewer may open it.
    """

    at: datetime
    by: str
    text: str
    person_id: UUID | None
    name: str
    due_on: date | None
    settled: bool
    settled_by: str
    settle_id: UUID | None
    contact_id: UUID | None


def calls_in(viewer: Actor, team_id: UUID, span: Span) -> list[Call]:
    """The calls in a time, of people whose card the viewer may read, and those of nobody known. Four queries.

    What was written about a call stands here for whoever takes over in the middle of the night.
    """
    courses = Enrolment.objects.visible_to(viewer).filter(team_id=team_id)
    rows = (
        on_card(Contact, viewer)
        .filter(
            held_by_on_call() | Q(follow_up__isnull=False),
            status=ContactStatus.HELD,
            occurred_at__gte=span.starts_at,
            occurred_at__lt=span.ends_at,
            enrolment__in=courses,
        )
        .select_related("enrolment__person", "signed_by", "follow_up__settled_by")
    )
    found = list(rows.order_by("occurred_at", "pk"))
    ids = [row.pk for row in found]
    opens = set(Contact.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    settles = set(
        Contact.objects.visible_to(viewer)
        .filter(reach(Contact, viewer, WALKS_WITH_OR_LEADS), pk__in=ids)
        .values_list("pk", flat=True)
    )
    of_ours = [_call(row, row.pk in opens, row.pk in settles) for row in found]
    return sorted([*of_ours, *_unknown(viewer, team_id, span)], key=lambda call: call.at)


def _call(row: Contact, opens: bool, settles: bool) -> Call:
    follow_up: FollowUp | None = getattr(row, "follow_up", None)
    open_ = follow_up is not None and follow_up.settled_at is None
    return Call(
        at=row.occurred_at,
        by=row.signed_by.name if row.signed_by else "",
        text=row.text,
        person_id=row.enrolment.person_id,
        name=row.enrolment.person.full_name,
        due_on=follow_up.due_on if follow_up is not None else None,
        settled=follow_up is not None and follow_up.settled_at is not None,
        settled_by=follow_up.settled_by.name if follow_up and follow_up.settled_by else "",
        settle_id=follow_up.pk if follow_up is not None and open_ and settles else None,
        contact_id=row.pk if opens else None,
    )


def _unknown(viewer: Actor, team_id: UUID, span: Span) -> Sequence[Call]:
    if team_id not in open_to(viewer):
        return ()
    rows = UnknownCall.objects.filter(
        Q(rang_at__gte=span.starts_at, rang_at__lt=span.ends_at)
        | Q(due_on__isnull=False, settled_at__isnull=True),
        team_id=team_id,
    )
    return [
        Call(
            at=row.rang_at,
            by=row.worker.name if row.worker else "",
            text=row.text,
            person_id=None,
            name="",
            due_on=row.due_on,
            settled=row.settled_at is not None,
            settled_by=row.settled_by.name if row.settled_by else "",
            settle_id=row.pk
            if row.due_on is not None and row.settled_at is None and team_id in viewer.team_ids
            else None,
            contact_id=None,
        )
        for row in rows.select_related("worker", "settled_by").order_by("rang_at", "pk")
    ]
