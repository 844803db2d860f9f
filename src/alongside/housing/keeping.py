"""Getting a home and keeping it: the road there, what threatens it, and what a loss teaches."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.errors import DayToCome, NotInTheList
from alongside.housing import rules
from alongside.housing.errors import HomeNotLost, NoRoad, NothingLearned
from alongside.housing.models import HomeStep, HousingStay, LostHome, TenancyThreat
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person


@operation("housing.walk_road", on="person")
def walk_road(
    *,
    by: Actor,
    person: Person,
    kind: str,
    done_on: date | None,
    note: str | None = None,
    key: UUID | None = None,
) -> HomeStep:
    """Write down where somebody stands with one line of the road to a home of their own.

    Args:
        kind: a key of the profile's home steps.
        done_on: the day it was done; None when it is not, or not after all.
        note: what to remember; None leaves what stands.

    Raises:
        NotInTheList: `kind` is not in the profile.
        DayToCome: it is said to be done later than today.
    """
    if profile_of(by.agency_id).home_steps.get(kind) is None:
        raise NotInTheList(field="kind")
    if done_on is not None and done_on > by.today:
        raise DayToCome(field="done_on")
    # The person is held, so that two taps at once write one line.
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))
    step = HomeStep.objects.standing().filter(person=person, kind=kind, over_on__isnull=True).first()
    if step is None:
        step = HomeStep(person=person, kind=kind)
    step.done_on, step.worker_id = done_on, by.worker_id
    if note is not None:
        step.note = note.strip()
    step.save()
    return step


@operation("housing.end_road", on="person")
def end_road(*, by: Actor, person: Person) -> None:
    """Put the list away: the home is there and furnished, or it is not looked for any more. The lines stay readable.

    Raises:
        NoRoad: there is nothing on it.
    """
    steps = list(HomeStep.objects.standing().filter(person=person, over_on__isnull=True).select_for_update())
    if not steps:
        raise NoRoad
    for step in steps:
        step.over_on = by.today
        step.save()


class ThreatFields(TypedDict, total=False):
    """What is known of a threat to a home; what is left out stays."""

    kind: str
    noticed_on: date
    amount: Decimal | None
    said: str
    next_on: date | None
    next_what: str
    resolved_on: date | None
    outcome: str
    resolution: str


@operation("housing.record_threat", on="person")
def record_threat(
    *, by: Actor, person: Person, key: UUID | None = None, **known: Unpack[ThreatFields]
) -> TenancyThreat:
    """Write down that somebody may lose their home.

    Raises:
        NotInTheList, DayToCome, NextDayHasPassed, EndNeedsBoth, OverBeforeNoticed: see `change_threat`.
    """
    threat = TenancyThreat(person=person, noticed_on=by.today)
    _write(by, threat, known)
    return threat


@operation("housing.change_threat", on="threat")
def change_threat(
    *, by: Actor, threat: TenancyThreat, version: int | None = None, **known: Unpack[ThreatFields]
) -> TenancyThreat:
    """Write what came of a threat to a home: what was said, what comes next, how it ended.

    Raises:
        StaleRecord: `version` is not the record's.
        NotInTheList: a kind or an outcome is not in the profile.
        DayToCome, NextDayHasPassed, EndNeedsBoth, OverBeforeNoticed: see `rules.check_threat`.
    """
    threat.require_version(version)
    _write(by, threat, known)
    return threat


def _write(by: Actor, threat: TenancyThreat, known: ThreatFields) -> None:
    kind, outcome, next_on = threat.kind, threat.outcome, threat.next_on
    for name, value in known.items():
        setattr(threat, name, value.strip() if isinstance(value, str) else value)
    profile = profile_of(by.agency_id)
    if threat.kind != kind and profile.tenancy_threats.get(threat.kind) is None:
        raise NotInTheList(field="kind")
    if threat.outcome not in ("", outcome) and profile.threat_outcomes.get(threat.outcome) is None:
        raise NotInTheList(field="outcome")
    rules.check_threat(
        noticed_on=threat.noticed_on,
        next_on=threat.next_on,
        next_is_new=threat.next_on != next_on and threat.resolved_on is None,
        resolved_on=threat.resolved_on,
        outcome=threat.outcome,
        today=by.today,
    )
    threat.worker_id = by.worker_id
    threat.save()


@operation("housing.learn", on="stay")
def learn_from_loss(
    *,
    by: Actor,
    stay: HousingStay,
    happened: str = "",
    seen_before: str = "",
    next_time: str = "",
    version: int | None = None,
    key: UUID | None = None,
) -> LostHome:
    """Write what a lost home teaches; a second time it is written anew, and what it read before stays.

    Raises:
        HomeNotLost: the stay did not end by a loss.
        NothingLearned: all three are empty.
        StaleRecord: `version` is not the record's.
    """
    if not stay.lost:
        raise HomeNotLost
    texts = {"happened": happened.strip(), "seen_before": seen_before.strip(), "next_time": next_time.strip()}
    if not any(texts.values()):
        raise NothingLearned(field="happened")
    list(HousingStay.objects.select_for_update().filter(pk=stay.pk).values_list("pk"))
    found = LostHome.objects.standing().filter(stay=stay).first()
    if found is None:
        found = LostHome(person_id=stay.person_id, stay=stay)
    else:
        found.require_version(version)
    for name, text in texts.items():
        setattr(found, name, text)
    found.written_on, found.worker_id = by.today, by.worker_id
    found.save()
    return found
