"""The register of breaches: writing one down, finding whom it concerns, telling, deciding, closing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min

from alongside.access.actor import Actor
from alongside.audit.models import Entry
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.organisation.models import Worker
from alongside.oversight.errors import IncidentClosed, PeriodUpsideDown
from alongside.oversight.models import Affected, Incident, Searched, Told, ToWhom
from alongside.oversight.rules import incidents as rules
from alongside.people.models import Person
from alongside.people.signposts import kept_instead

SHOWN = ("read", "print", "export")
"""Lines of the trail after which somebody had seen something."""
_TOGETHER = 500


@operation("incident.write_down")
def write_incident_down(
    *,
    by: Actor,
    title: str,
    what: str,
    noticed_at: datetime,
    is_drill: bool = False,
    key: UUID | None = None,
) -> Incident:
    """Write an incident down, or a drill. From `noticed_at` run the 72 hours.

    Raises:
        NoticedLater
        WordsMissing: no title, or nothing of what happened.
    """
    if by.worker_id is None:
        raise NotAllowed
    rules.check_noticed(noticed_at, now=by.now)
    incident = Incident(
        agency_id=by.agency_id,
        title=rules.check_words(title, field="title"),
        what=rules.check_words(what, field="what"),
        noticed_at=noticed_at,
        is_drill=is_drill,
        written_by_id=by.worker_id,
    )
    incident.save()
    return incident


@operation("incident.find_affected", on="incident")
def find_affected(
    *,
    by: Actor,
    incident: Incident,
    since: datetime,
    until: datetime,
    worker: Worker | None = None,
    pages: Collection[str] = (),
) -> Searched:
    """Find the people concerned in the trail and add them to those found before.

    Args:
        since, until: from, up to but not including.
        worker: whose looks; None: everybody's.
        pages: names of pages as the trail writes them; none: all.

    Raises:
        IncidentClosed, PeriodUpsideDown
    """
    _require_open(incident)
    if until <= since:
        raise PeriodUpsideDown(field="until")
    lines = Entry.objects.filter(
        agency_id=by.agency_id, action__in=SHOWN, person_id__isnull=False, at__gte=since, at__lt=until
    )
    if worker is not None:
        lines = lines.filter(user_id=worker.user_id) if worker.user_id else lines.none()
    if pages:
        lines = lines.filter(operation__in=list(pages))
    seen = lines.values("person_id").annotate(looks=Count("pk"), first=Min("at"), last=Max("at"))
    rows = list(seen.values_list("person_id", "looks", "first", "last"))
    kept_as = _kept_as([person_id for person_id, *_rest in rows if person_id])
    people: dict[UUID, tuple[int, datetime, datetime]] = {}
    for person_id, looks, first, last in rows:
        if person_id in kept_as:
            kept = kept_as[person_id]
            before = people.get(kept, (0, first, last))
            people[kept] = (before[0] + looks, min(before[1], first), max(before[2], last))
    known = {one.person_id: one for one in Affected.objects.filter(incident=incident)}
    for person_id, (looks, first, last) in people.items():
        one = known.get(person_id) or Affected(incident=incident, person_id=person_id)
        one.looks, one.first_at, one.last_at = looks, first, last
        one.save()
    searched = Searched(
        incident=incident,
        worker=worker,
        since=since,
        until=until,
        pages=sorted(pages),
        found=len(people),
    )
    searched.save()
    return searched


def _kept_as(person_ids: list[UUID]) -> dict[UUID, UUID]:
    """For each person of the trail who is still here, the record that is kept for them."""
    found: dict[UUID, UUID] = {}
    for start in range(0, len(person_ids), _TOGETHER):
        for person in Person.objects.filter(pk__in=person_ids[start : start + _TOGETHER]):
            found[person.pk] = kept_instead(person) if person.merged_into_id else person.pk
    return found


@operation("incident.tell", on="incident")
def record_told(
    *, by: Actor, incident: Incident, to: ToWhom, at: datetime, what: str, key: UUID | None = None
) -> Told:
    """Write down what was told to whom.

    Raises:
        IncidentClosed, WordsMissing
        NoticedLater: it lies ahead.
    """
    _require_open(incident)
    if by.worker_id is None:
        raise NotAllowed
    rules.check_noticed(at, now=by.now)
    told = Told(
        incident=incident,
        to=to,
        at=at,
        what=rules.check_words(what, field="what"),
        told_by_id=by.worker_id,
    )
    told.save()
    return told


@operation("incident.decide", on="incident")
def decide_whom_to_tell(
    *,
    by: Actor,
    incident: Incident,
    tells_authority: bool,
    tells_people: bool,
    reason: str,
    key: UUID | None = None,
) -> Incident:
    """Decide whether the authority (Art. 33) and the people concerned (Art. 34) are told, and why; or decide anew.

    Raises:
        IncidentClosed, WordsMissing
    """
    _require_open(incident)
    incident.tells_authority, incident.tells_people = tells_authority, tells_people
    incident.reason = rules.check_words(reason, field="reason")
    incident.decided_by_id, incident.decided_at = by.worker_id, by.now
    incident.save()
    return incident


@operation("incident.close", on="incident")
def close_incident(*, by: Actor, incident: Incident, words: str, key: UUID | None = None) -> Incident:
    """Close it with what it did and what was done. It stays in the register.

    Raises:
        IncidentClosed, NotDecided, AuthorityNotTold, WordsMissing
    """
    _require_open(incident)
    rules.check_closing(
        decided=incident.decided_at is not None,
        tells_authority=incident.tells_authority,
        told_authority=incident.told.filter(to=ToWhom.AUTHORITY).exists(),
    )
    incident.words = rules.check_words(words, field="words")
    incident.closed_by_id, incident.closed_at = by.worker_id, by.now
    incident.save()
    return incident


def _require_open(incident: Incident) -> None:
    if Incident.objects.select_for_update().get(pk=incident.pk).closed_at is not None:
        raise IncidentClosed
