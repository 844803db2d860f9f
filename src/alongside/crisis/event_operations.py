"""Writing down what happened, following it up, and learning from it."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.crisis import errors, rules
from alongside.crisis.models import CriticalEvent
from alongside.crisis.queries import latest
from alongside.enrolments.errors import NotInTheList
from alongside.enrolments.models import Enrolment
from alongside.kernel.operations import operation
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on, profile_of
from alongside.people.models import Person
from alongside.restrictions.queries import kept_out_of_each


class EventFields(TypedDict, total=False):
    """What is said beside what happened."""

    place: str
    done: str
    hurt: str
    told: str


@operation("critical_event.record", on="person")
def record_event(
    *,
    by: Actor,
    person: Person,
    kind: str,
    happened_at: datetime,
    what: str,
    follow_up_worker: Worker,
    key: UUID | None = None,
    **said: Unpack[EventFields],
) -> CriticalEvent:
    """Write down that something grave happened, and who follows it up within the hours of the profile.

    Raises:
        NotInTheList: `kind` is not one of the profile's event kinds.
        NothingHappened, NotYetHappened: see `rules.check_event`.
        NobodyFollowsUp: `follow_up_worker` does not work in a team of the person's today, or may not see them.
    """
    profile = profile_of(by.agency_id)
    if profile.event_kinds.get(kind) is None:
        raise NotInTheList(field="kind")
    rules.check_event(what=what, happened_at=happened_at, now=by.now)
    _check_worker(by, person, follow_up_worker)
    event = CriticalEvent(
        person=person,
        kind=kind,
        happened_at=happened_at,
        what=what.strip(),
        worker_id=by.worker_id,
        follow_up_worker=follow_up_worker,
        follow_up_due_at=rules.follow_up_due(by.now, hours=profile.crisis.follow_up_hours),
        **{name: str(text).strip() for name, text in said.items()},
    )
    event.save()
    return event


@operation("critical_event.pass_on", on="event")
def pass_on_event(
    *, by: Actor, event: CriticalEvent, follow_up_worker: Worker, version: int | None = None
) -> CriticalEvent:
    """Somebody else follows it up; the hours stay.

    Raises:
        StaleRecord: `version` is not the record's.
        FollowedUpAlready: that has been done.
        NobodyFollowsUp: see `record_event`.
    """
    event.require_version(version)
    if event.followed_up_at is not None:
        raise errors.FollowedUpAlready
    _check_worker(by, event.person, follow_up_worker)
    event.follow_up_worker = follow_up_worker
    event.save()
    return event


@operation("critical_event.follow_up", on="event")
def follow_up_event(
    *,
    by: Actor,
    event: CriticalEvent,
    follow_up: str,
    learning: str = "",
    look_at_plan: bool = False,
    key: UUID | None = None,
) -> CriticalEvent:
    """Say how everybody is now and what was agreed, and what we do otherwise from now on.

    Args:
        look_at_plan: the crisis plan is looked at again with the person, from today on.

    Raises:
        FollowedUpAlready: a colleague was first.
        NotSaidHowItIsNow: `follow_up` is empty.
        NoPlanToLookAt: there is no crisis plan.
    """
    if event.followed_up_at is not None:
        raise errors.FollowedUpAlready
    if not follow_up.strip():
        raise errors.NotSaidHowItIsNow(field="follow_up")
    event.followed_up_at, event.followed_up_by_id = by.now, by.worker_id
    event.follow_up, event.learning = follow_up.strip(), learning.strip()
    if look_at_plan:
        plan = latest(by, event.person).first()
        if plan is None:
            raise errors.NoPlanToLookAt(field="look_at_plan")
        event.plan = plan
        if plan.review_on > by.today:
            plan.review_on = by.today
            plan.save()
    event.save()
    return event


def _check_worker(by: Actor, person: Person, worker: Worker) -> None:
    teams = Enrolment._base_manager.filter(person=person).values("team_id")
    posts = Membership.objects.filter(open_on(by.today), worker=worker, team_id__in=teams)
    if not posts.exists() or worker.pk in kept_out_of_each([person.pk], by.today).get(person.pk, ()):
        raise errors.NobodyFollowsUp(field="follow_up_worker")
