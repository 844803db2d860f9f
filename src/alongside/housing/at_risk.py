"""Reading the road to a home, what threatens the one somebody has, and what losses taught us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from alongside.access.actor import Actor
from alongside.access.denials import closed
from alongside.housing.models import HomeStep, HousingStay, LostHome, TenancyThreat
from alongside.housing.rules import DueThreat
from alongside.organisation.choices import HomeStepKind
from alongside.organisation.profile import Profile
from alongside.people.models import Person


@dataclass(frozen=True)
class RoadLine:
    """A line of the road: what the profile says, and what was written about it; `id` is None for nothing yet."""

    kind: HomeStepKind
    id: UUID | None = None
    done_on: date | None = None
    note: str = ""
    by: str = ""


@dataclass(frozen=True)
class Road:
    """The road to a home that is walked now. `begun`: something is written on it."""

    lines: tuple[RoadLine, ...]
    begun: bool

    @property
    def done(self) -> int:
        """How many lines are done."""
        return sum(line.done_on is not None for line in self.lines)


def road_of(viewer: Actor, person: Person, *, profile: Profile) -> Road:
    """Every line of the profile with what is written about it. One query."""
    written: dict[str, HomeStep] = {}
    # After two records became one there may be two of a kind: the first that is done counts.
    rows = HomeStep.objects.under(viewer, person).filter(over_on__isnull=True).select_related("worker")
    for step in rows.order_by(F("done_on").asc(nulls_last=True), "pk"):
        written.setdefault(step.kind, step)
    lines = []
    for kind in profile.home_steps:
        step = written.get(kind.key)
        if step is None:
            lines.append(RoadLine(kind))
        else:
            by = step.worker.name if step.worker else ""
            lines.append(RoadLine(kind, step.pk, step.done_on, step.note, by))
    return Road(tuple(lines), bool(written))


def earlier_steps(viewer: Actor, person: Person) -> list[HomeStep]:
    """Lines of roads that came to their end, the latest road first. One query."""
    rows = HomeStep.objects.under(viewer, person).filter(over_on__isnull=False)
    return list(rows.order_by("-over_on", F("done_on").asc(nulls_last=True), "pk"))


def threats_of(viewer: Actor, person: Person) -> list[TenancyThreat]:
    """What threatens somebody's home or did, those that stand first, by what comes next. One query."""
    rows: QuerySet[TenancyThreat] = TenancyThreat.objects.under(viewer, person)
    order = (F("resolved_on").desc(nulls_first=True), F("next_on").asc(nulls_last=True), "-noticed_on", "pk")
    return list(rows.order_by(*order))


def lessons_of(viewer: Actor, person: Person) -> dict[UUID, LostHome]:
    """What was learned, by the stay that was lost. One query."""
    rows = LostHome.objects.under(viewer, person).order_by("-written_on", "-pk")
    found: dict[UUID, LostHome] = {}
    for one in rows:
        found.setdefault(one.stay_id, one)
    return found


def due_threat(viewer: Actor) -> Subquery:
    """The first threat to the home of `person` whose day has come, for a query about courses; read by `due_of`."""
    rows = TenancyThreat.objects.unscoped().standing()
    rows = rows.filter(person=OuterRef("person"), resolved_on__isnull=True, next_on__lte=viewer.today)
    shut = closed(viewer, TenancyThreat)
    if shut is not None:
        rows = rows.exclude(pk__in=shut)
    packed = JSONObject(kind="kind", on="next_on", what="next_what")
    return Subquery(rows.order_by("next_on", "pk").values(packed=packed)[:1])


def due_of(packed: dict[str, str] | None) -> DueThreat | None:
    """What `due_threat` found."""
    return (
        None
        if packed is None
        else DueThreat(packed["kind"], date.fromisoformat(packed["on"]), packed["what"])
    )


def lost_home(*, since: date, today: date) -> Subquery:
    """The last day since `since` on which `person` lost a home, for a query about courses."""
    rows = HousingStay.objects.unscoped().standing()
    rows = rows.filter(person=OuterRef("person"), lost=True, ends_on__gt=since, ends_on__lte=today)
    return Subquery(rows.order_by("-ends_on").values("ends_on")[:1])
