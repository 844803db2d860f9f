"""Writing down where someone lives and has lived."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.errors import NotInTheList
from alongside.housing import rules
from alongside.housing.errors import NotATenancy
from alongside.housing.models import HousingStay
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person


class StayChanges(TypedDict, total=False):
    """What can be put right in a stay; what is left out stays."""

    kind: str
    place: str
    starts_on: date
    ends_on: date | None
    end_reason: str
    lost: bool


@operation("housing.record", on="person")
def record_stay(
    *,
    by: Actor,
    person: Person,
    kind: str,
    place: str = "",
    starts_on: date,
    ends_on: date | None = None,
    end_reason: str = "",
    lost: bool = False,
    before_end_reason: str = "",
    before_lost: bool = False,
    key: UUID | None = None,
) -> HousingStay:
    """Write that the person lives somewhere. The stay that was open ends on the day this one begins.

    Args:
        kind: a key of the profile's housing kinds.
        ends_on: the first day they no longer lived there; None while they do.
        end_reason, lost: how this stay ended, when it has.
        before_end_reason, before_lost: how the stay ended that was open until now; `lost` means a home of one's
            own was lost (notice, eviction) and not left.

    Raises:
        NotInTheList: `kind` is not in the profile.
        NotATenancy: something else than a home of one's own is said to be lost.
        DayToCome, StayEndsBeforeStart, StaysOverlap: see `rules.fit`.
    """
    new = HousingStay(
        person=person,
        kind=kind,
        place=place.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        end_reason=end_reason.strip(),
        lost=lost,
    )
    _require_kind(by, kind)
    _require_losable(by, new)
    before = {stay.pk: stay for stay in HousingStay.objects.select_for_update().filter(person=person)}
    for ended in rules.fit([_span(stay) for stay in before.values()], _span(new), today=by.today):
        assert ended.id is not None
        stay = before[ended.id]
        stay.ends_on, stay.end_reason, stay.lost = ended.ends_on, before_end_reason.strip(), before_lost
        _require_losable(by, stay, field="before_lost")
        stay.save()
    new.save()
    return new


@operation("housing.change", on="stay")
def change_stay(
    *, by: Actor, stay: HousingStay, version: int | None = None, **changes: Unpack[StayChanges]
) -> HousingStay:
    """Put right what was written about a stay, or say that and how it ended.

    Raises:
        StaleRecord: `version` is not the stay's.
        NotInTheList, NotATenancy, DayToCome, StayEndsBeforeStart, StaysOverlap.
    """
    stay.require_version(version)
    if "kind" in changes and changes["kind"] != stay.kind:
        _require_kind(by, changes["kind"])
    for name, value in changes.items():
        setattr(stay, name, value.strip() if isinstance(value, str) else value)
    _require_losable(by, stay)
    others = HousingStay.objects.select_for_update().filter(person_id=stay.person_id).exclude(pk=stay.pk)
    rules.stands_apart([_span(other) for other in others], _span(stay), today=by.today)
    stay.save()
    return stay


def _require_kind(by: Actor, kind: str) -> None:
    if profile_of(by.agency_id).housing_kinds.get(kind) is None:
        raise NotInTheList(field="kind")


def _require_losable(by: Actor, stay: HousingStay, *, field: str = "lost") -> None:
    kind = profile_of(by.agency_id).housing_kinds.get(stay.kind)
    if stay.lost and not (kind and kind.tenancy):
        raise NotATenancy(field=field)


def _span(stay: HousingStay) -> rules.Span:
    return rules.Span(stay.pk, stay.starts_on, stay.ends_on)
