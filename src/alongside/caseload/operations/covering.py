"""Cover for somebody who is away: it has an end, and ends by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor, Role
from alongside.caseload import errors, rules
from alongside.caseload.assigning import cover_one
from alongside.caseload.models import Assignment, AssignmentKind, Cover
from alongside.enrolments.models import Enrolment
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.organisation.models import Membership, Worker


@operation("cover.arrange", on="worker")
def arrange_cover(
    *,
    by: Actor,
    worker: Worker,
    cover: Worker,
    starts_on: date,
    ends_on: date,
    enrolments: Sequence[Enrolment] | None = None,
    notes: Mapping[UUID, str] | None = None,
    key: UUID | None = None,
) -> Cover:
    """While `worker` is away, `cover` sees and writes about their people, and nobody has to take it back.

    Two colleagues may cover in the same time, for the same people too.

    Args:
        cover: a case manager of the agency, of any team.
        ends_on: the first day without cover.
        enrolments: courses of people who walk with `worker` then; None for all of them, also those who come later.
        notes: what the colleague should know, by course.

    Raises:
        CoverNeedsDays, CoverIsOver, CoverTooLong, CoversThemself, NobodyToCover, StartsTooFarAhead
        CoverNotACaseManager: not in the whole of that time.
        CoversAlready: for one of these people, at that time.
        NotAllowed: the colleague is another agency's, or a course is not the worker's.
    """
    if cover.agency_id != by.agency_id:
        raise NotAllowed
    walks = _walks_of(worker, starts_on, ends_on)
    people = list(walks) if enrolments is None else [one.pk for one in enrolments]
    if not set(people) <= walks.keys():
        raise NotAllowed
    rules.check_cover(
        starts_on=starts_on,
        ends_on=ends_on,
        today=by.today,
        same_worker=cover.pk == worker.pk,
        people=len(people),
        whole=enrolments is None,
    )
    _require_at_work(cover, starts_on, ends_on)
    _require_not_covering(cover, people, starts_on, ends_on)
    made = Cover(absent=worker, worker=cover, starts_on=starts_on, ends_on=ends_on, whole=enrolments is None)
    made.save()
    for pk in people:
        walk = walks[pk]
        cover_one(
            made,
            walk.enrolment,
            max(starts_on, walk.starts_on),
            min(ends_on, walk.ends_on or ends_on),
            note=(notes or {}).get(pk, ""),
        )
    return made


@operation("cover.change", on="cover")
def change_cover(*, by: Actor, cover: Cover, ends_on: date, version: int | None = None) -> Cover:
    """Move the end of cover: later, or earlier down to today, from which it is over.

    Raises:
        CoverIsOver, CoverNeedsDays, CoverTooLong, StaleRecord
        CoverNotACaseManager: the colleague stops working here before.
        CoversAlready: they cover there in the days that are added.
    """
    cover.require_version(version)
    was = cover.ends_on
    rules.check_cover_end(starts_on=cover.starts_on, was=was, ends_on=ends_on, today=by.today)
    _require_at_work(cover.worker, cover.starts_on, ends_on)
    lines = list(Assignment.objects.filter(cover=cover, ends_on=was).select_related("enrolment"))
    if ends_on > was:
        _require_not_covering(
            cover.worker, [line.enrolment_id for line in lines], was, ends_on, besides=cover
        )
    walks = _walks_of(cover.absent, was, ends_on)
    for line in lines:
        walk = walks.get(line.enrolment_id)
        if ends_on > was and walk is None:
            continue
        longest = walk.ends_on if walk is not None and walk.ends_on else ends_on
        line.ends_on = max(line.starts_on, min(ends_on, longest))
        line.save()
    cover.ends_on = ends_on
    cover.save()
    return cover


def _walks_of(worker: Worker, starts_on: date, ends_on: date) -> dict[UUID, Assignment]:
    """The worker's own assignments that hold on some day of the time, by course."""
    found = Assignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on),
        worker=worker,
        kind=AssignmentKind.PRIMARY,
        starts_on__lt=max(starts_on, ends_on),
        enrolment__ends_on__isnull=True,
    )
    return {walk.enrolment_id: walk for walk in found.select_related("enrolment").order_by("starts_on", "pk")}


def _require_at_work(worker: Worker, starts_on: date, ends_on: date) -> None:
    held = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=ends_on),
        worker=worker,
        role=Role.CASE_MANAGER,
        starts_on__lte=starts_on,
    )
    if not held.exists():
        raise errors.CoverNotACaseManager(field="cover", worker=worker.name)


def _require_not_covering(
    worker: Worker, people: Sequence[UUID], starts_on: date, ends_on: date, *, besides: Cover | None = None
) -> None:
    same = Assignment.objects.filter(
        worker=worker,
        kind=AssignmentKind.COVER,
        enrolment_id__in=people,
        starts_on__lt=ends_on,
        ends_on__gt=starts_on,
    )
    if besides is not None:
        same = same.exclude(cover=besides)
    until = same.order_by("-ends_on").values_list("ends_on", flat=True).first()
    if until is not None:
        raise errors.CoversAlready(field="cover", worker=worker.name, day=until)
