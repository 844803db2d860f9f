"""What happened with my people that somebody else did: notes, turns of the course, the authority.

Each room's news is one branch of a single query, so that the page stays as fast with forty people as with eight.
Rooms above this one add their branch with `tells`. What was written in a note is not here: Today may stand open on a
desk. A line says that something happened, who did it and when, and leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localdate

from alongside.access.actor import Actor
from alongside.attention.queries.companions import InBrief
from alongside.attention.queries.lately import held_by_on_call
from alongside.caseload.models import Assignment, HandOver, HandOverStatus
from alongside.contacts.models import Amendment, Contact, ContactStatus
from alongside.enrolments.models import Closure, ClosureProposal, Pause
from alongside.housing.models import HousingStay
from alongside.organisation.models import Worker
from alongside.people.models import Person
from alongside.plans.models import PlanVersion
from alongside.reviews.models import Review

MOST = 50


class Kind(StrEnum):
    """What happened; `how` and `what` of a piece of news belong to it."""

    NOTE = "note"
    """A contact: `how` is its kind, `what` its status."""
    ON_CALL = "on_call"
    """The same, by whoever was on call."""
    ADDED = "added"
    """Something was added to a signed note."""
    AGREED = "agreed"
    """A plan was agreed on; `how` says in which way."""
    REVIEW_MOVED = "review_moved"
    """`what` is the new day."""
    REVIEW_HELD = "review_held"
    ASSIGNED = "assigned"
    """Somebody else walks with the person, or covers (`how`); `by` is that one, `what` their id."""
    PAUSED = "paused"
    WENT_ON = "went_on"
    CLOSED = "closed"
    HOUSING = "housing"
    ORDER = "order"
    REPORT = "report"
    NOT_REMINDED = "not_reminded"
    """A reminder of an appointment could not be sent."""
    PROPOSED = "proposed"
    """A closure waits for a second person: it stands here until it is answered."""
    ASKED_OVER = "asked_over"
    """The viewer is asked to take somebody over: it stands here until it is answered."""
    SAID_NO = "said_no"
    """Somebody does not take over whom they were asked to."""
    OPENED_URGENTLY = "opened_urgently"
    """Somebody without a tie to the person opened their record."""
    FOLLOW_UP = "follow_up"
    """On call spoke with somebody, and it has to be acted on by a day (`what`): it stands here until somebody has."""
    ASKED_US = "asked_us"
    """The authority asked something about a course: it stands here until it is answered."""
    WROTE_US = "wrote_us"
    """The authority caseworker answered, decided or told something; `how` is what it is."""
    TO_JUDGE = "to_judge"
    """The same, for the lead who looks at it: it stands here until somebody has."""
    EVENT = "event"
    """Something grave was written down."""
    NOT_FOLLOWED_UP = "not_followed_up"
    """It was not followed up within its hours, by `by`, whose id is `what`: it stands here until somebody has."""


WAITS = frozenset(
    {Kind.PROPOSED, Kind.ASKED_OVER, Kind.ASKED_US, Kind.TO_JUDGE, Kind.FOLLOW_UP, Kind.NOT_FOLLOWED_UP}
)
"""What stands on Today until the viewer has answered."""


@dataclass(frozen=True)
class News:
    """One piece of news. `record_id` is what it leads to, `by` who did it."""

    kind: Kind
    at: datetime
    record_id: UUID
    enrolment_id: UUID | None
    person_id: UUID
    name: str
    first_name: str
    by: str
    how: str
    what: str


@dataclass(frozen=True)
class Mine:
    """Whose news is asked for: my people, since when, and up to when."""

    people: Sequence[InBrief]
    since: datetime
    until: datetime

    @property
    def courses(self) -> list[UUID]:
        """Their courses."""
        return [who.enrolment_id for who in self.people]

    @property
    def persons(self) -> list[UUID]:
        """They themselves."""
        return [who.person_id for who in self.people]


@dataclass(frozen=True)
class Lately:
    """News, the latest first; `earlier` is where the part before begins, None at the end.

    `waits` is what waits for an answer of the viewer, however old it is.
    """

    news: tuple[News, ...]
    earlier: str | None
    waits: tuple[News, ...] = field(default=())


Source = Callable[[Actor, Mine], "QuerySet[Any]"]
_sources: list[Source] = []


def tells(source: Source) -> Source:
    """Register what else there is to tell. A source returns a `branch`, about the viewer's people alone."""
    _sources.append(source)
    return source


def lately(viewer: Actor, mine: Mine, *, before: str | None = None, most: int = MOST) -> Lately:
    """What others did with my people between two moments. One query.

    Args:
        before: the `earlier` of the part that was read already.
    """
    place = _read_place(before)
    if place is not None:
        mine = Mine(mine.people, mine.since, min(mine.until, place[0]))
    first, *others = [*_branches(viewer, mine), *(source(viewer, mine) for source in _sources)]
    rows = first.union(*others, all=True).order_by("-news_at", "-news_record")
    found = [_news(row) for row in rows[: most + 1 + _ASKED]]
    waits = tuple(one for one in found if one.kind in WAITS)
    news = [one for one in found if one.kind not in WAITS]
    if place is not None:
        news = [one for one in news if (one.at, one.record_id.hex) < place]
    shown = news[:most]
    earlier = f"{shown[-1].at.isoformat()}~{shown[-1].record_id.hex}" if len(news) > most else None
    return Lately(tuple(shown), earlier, waits)


_ASKED = 20
"""So many answers that wait are looked for beside the news."""


def branch(
    rows: QuerySet[Any],
    kind: Any,
    *,
    at: str,
    person: str,
    course: str = "",
    record: str = "pk",
    by: Any = "",
    how: Any = "",
    what: Any = "",
) -> QuerySet[Any]:
    """Rows as news.

    Args:
        kind: of all of them, or an expression.
        at: the path to the moment at which it became known.
        person: the path to the person; "" when the row is the person.
        by, how, what: words, or expressions that give words.
    """
    columns = {
        "news_kind": _text(kind),
        "news_at": F(at),
        "news_record": Cast(record, CharField()),
        "news_course": Cast(course, CharField()) if course else Value("", output_field=CharField()),
        "news_person": Cast(f"{person}__pk", CharField()),
        "news_given": F(f"{person}__given_name"),
        "news_family": F(f"{person}__family_name"),
        "news_called": F(f"{person}__called_name"),
        "news_by": _text(by),
        "news_how": _text(how),
        "news_what": _text(what),
    }
    named: QuerySet[Any] = rows.order_by().annotate(**columns)
    return named.values_list(*columns)


def _branches(viewer: Actor, mine: Mine) -> Iterator[QuerySet[Any]]:
    """The news of the rooms below. What the viewer did is no news to them."""
    contacts = Contact.objects.visible_to(viewer).exclude(status=ContactStatus.PLANNED)
    yield branch(
        contacts.filter(_between("signed_at", mine), enrolment_id__in=mine.courses).exclude(
            signed_by_id=viewer.worker_id
        ),
        Case(When(held_by_on_call(), then=Value(Kind.ON_CALL.value)), default=Value(Kind.NOTE.value)),
        at="signed_at",
        person="enrolment__person",
        course="enrolment_id",
        by=F("signed_by__name"),
        how=F("kind"),
        what=F("status"),
    )
    yield branch(
        Amendment.objects.visible_to(viewer)
        .filter(_between("amended_at", mine), contact__enrolment_id__in=mine.courses)
        .exclude(worker_id=viewer.worker_id),
        Kind.ADDED,
        at="amended_at",
        person="contact__enrolment__person",
        course="contact__enrolment_id",
        record="contact_id",
        by=F("worker__name"),
    )
    yield branch(
        PlanVersion.objects.visible_to(viewer)
        .filter(_between("recorded_at", mine), plan__enrolment_id__in=mine.courses)
        .exclude(worker_id=viewer.worker_id),
        Kind.AGREED,
        at="recorded_at",
        person="plan__enrolment__person",
        course="plan__enrolment_id",
        by=F("worker__name"),
        how=F("how"),
    )
    yield from _turns(viewer, mine)
    yield branch(
        ClosureProposal.objects.visible_to(viewer)
        .filter(enrolment__team_id__in=viewer.lead_team_ids, answered_on__isnull=True)
        .exclude(proposed_by_id=viewer.worker_id),
        Kind.PROPOSED,
        at="recorded_at",
        person="enrolment__person",
        course="enrolment_id",
        by=F("proposed_by__name"),
    )
    yield branch(
        HandOver.objects.visible_to(viewer).filter(receiver_id=viewer.worker_id, status=HandOverStatus.ASKED),
        Kind.ASKED_OVER,
        at="recorded_at",
        person="enrolment__person",
        course="enrolment_id",
        by=F("asked_by__name"),
        what=F("planned_on"),
    )


def _turns(viewer: Actor, mine: Mine) -> Iterator[QuerySet[Any]]:
    """Turns of the course, from the versions of the records: they know when, by which operation and by whom."""
    of_mine = Q(enrolment_id__in=mine.courses)
    passed_on = Assignment.objects.visible_to(viewer).filter(
        worker_id=viewer.worker_id, ends_on__gte=localdate(mine.since), ends_on__lte=viewer.today
    )
    of_those_i_walked_with = Q(enrolment_id__in=passed_on.values("enrolment_id"))
    yield branch(
        _versions(Review, viewer, mine).filter(of_mine, history_change_reason="review.move"),
        Kind.REVIEW_MOVED,
        at="history_date",
        person="enrolment__person",
        course="enrolment_id",
        record="id",
        by=_who_did(),
        what=F("due_on"),
    )
    yield branch(
        _versions(Review, viewer, mine).filter(
            of_mine, history_change_reason="review.finish", held_on__isnull=False
        ),
        Kind.REVIEW_HELD,
        at="history_date",
        person="enrolment__person",
        course="enrolment_id",
        record="id",
        by=_who_did(),
    )
    yield branch(
        _versions(Assignment, viewer, mine).filter(of_mine | of_those_i_walked_with, history_type="+"),
        Kind.ASSIGNED,
        at="history_date",
        person="enrolment__person",
        course="enrolment_id",
        record="id",
        by=F("worker__name"),
        how=F("kind"),
        what=F("worker_id"),
    )
    for kind, open_ in ((Kind.PAUSED, True), (Kind.WENT_ON, False)):
        yield branch(
            _versions(Pause, viewer, mine).filter(of_mine, ends_on__isnull=open_),
            kind,
            at="history_date",
            person="enrolment__person",
            course="enrolment_id",
            record="id",
            by=_who_did(),
        )
    yield branch(
        Closure.objects.visible_to(viewer)
        .filter(_between("recorded_at", mine), of_those_i_walked_with, reopened_on__isnull=True)
        .exclude(closed_by_id=viewer.worker_id),
        Kind.CLOSED,
        at="recorded_at",
        person="enrolment__person",
        course="enrolment_id",
        by=F("closed_by__name"),
    )
    yield branch(
        _versions(HandOver, viewer, mine).filter(
            of_mine, history_change_reason="hand_over.decline", status=HandOverStatus.DECLINED
        ),
        Kind.SAID_NO,
        at="history_date",
        person="enrolment__person",
        course="enrolment_id",
        record="id",
        by=F("receiver__name"),
    )
    yield branch(
        _versions(HousingStay, viewer, mine).filter(person_id__in=mine.persons, history_type="+"),
        Kind.HOUSING,
        at="history_date",
        person="person",
        record="id",
        by=_who_did(),
    )


def _between(path: str, mine: Mine) -> Q:
    return Q(**{f"{path}__gt": mine.since, f"{path}__lte": mine.until})


def _versions(model: Any, viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """What somebody else wrote. Callers name the viewer's people: versions know nothing of who may see them."""
    written = model.history.filter(_between("history_date", mine))
    return cast("QuerySet[Any]", written.exclude(history_user_id=viewer.user_id))


def _who_did() -> Subquery:
    return Subquery(Worker.objects.filter(user_id=OuterRef("history_user_id")).values("name")[:1])


def _text(value: Any) -> Any:
    """An expression as words, or words as an expression; what is missing is empty."""
    if not hasattr(value, "resolve_expression"):
        return Value(str(value), output_field=CharField())
    return Coalesce(Cast(value, CharField()), Value(""), output_field=CharField())


def _news(row: tuple[Any, ...]) -> News:
    kind, at, record, course, person_id, given, family, called, by, how, what = row
    person = Person(given_name=given, family_name=family, called_name=called)
    return News(
        kind=Kind(kind),
        at=at,
        record_id=UUID(record),
        enrolment_id=UUID(course) if course else None,
        person_id=UUID(person_id),
        name=person.full_name,
        first_name=person.first_name,
        by=by,
        how=how,
        what=what,
    )


def _read_place(text: str | None) -> tuple[datetime, str] | None:
    at, _tilde, last = (text or "").partition("~")
    try:
        place = datetime.fromisoformat(at), UUID(last).hex
    except ValueError:
        return None
    return place if place[0].tzinfo else None
