"""What an authority asks for, read together: everything an order carries, with the codes named.

FFB terms have Danish names only; levels are answered as numbers too, for the profile to name in each language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.models import PersonalRecord
from alongside.referrals import codes
from alongside.referrals.models import Referral
from alongside.referrals.orders import (
    CommissionedGoal,
    CommissionedGoalTheme,
    Order,
    OrderAssessment,
    OrderDocument,
    OrderedService,
    OrderFollowUp,
    OrderTargetGroup,
    Participant,
    TargetGroup,
    Theme,
)

R = TypeVar("R", bound=PersonalRecord)


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """A theme of the person's situation. `level` is the code of the level now, empty when it has none."""

    name: str
    level: str
    observed_at: datetime | None
    active: bool


@dataclass(frozen=True, slots=True)
class AskedGoal:
    """A commissioned goal: its one primary theme first, then what else it touches."""

    text: str
    goal_type: str
    expected_level: str
    status: str
    themes: tuple[NamedTheme, ...]

    @property
    def primary(self) -> NamedTheme | None:
        """The theme the goal is mainly about."""
        return self.themes[0] if self.themes else None


@dataclass(frozen=True, slots=True)
class AskedService:
    """A service (*ydelse*). Some have only a text and no FFB name."""

    name: str
    text: str
    status: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AskedFollowUp:
    """What the authority decided when it followed up."""

    result: str
    on: date


@dataclass(frozen=True, slots=True)
class AskedOrder:
    """One commissioned effort, with its codes named, its services and what its follow-ups decided."""

    record: Order
    category: str
    offer_type: str
    services: tuple[AskedService, ...]
    follow_ups: tuple[AskedFollowUp, ...]

    @property
    def has_bill(self) -> bool:
        """Whether it says where the bill goes."""
        return bool(self.record.account_number or self.record.account_owner)


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A target group the authority found; `first` when an order ranks it first."""

    name: str
    first: bool


@dataclass(frozen=True, slots=True)
class AskedAssessment:
    """A text of the authority's assessment. `kind` is the code of what was assessed, `name` its Danish name."""

    kind: str
    name: str
    text: str
    level: str
    assessed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """All that came with an order. Everything is empty for a referral that was typed."""

    orders: tuple[AskedOrder, ...]
    goals: tuple[AskedGoal, ...]
    themes: tuple[NamedTheme, ...]
    target_groups: tuple[AskedGroup, ...]
    assessments: tuple[AskedAssessment, ...]
    participants: tuple[Participant, ...]
    documents: tuple[OrderDocument, ...]

    @property
    def ours(self) -> tuple[AskedOrder, ...]:
        """What is asked of us."""
        return tuple(order for order in self.orders if not order.record.existing)

    @property
    def elsewhere(self) -> tuple[AskedOrder, ...]:
        """Support the person has already."""
        return tuple(order for order in self.orders if order.record.existing)

    @property
    def has_order(self) -> bool:
        """Whether an order came at all."""
        return bool(self.orders or self.goals or self.themes or self.target_groups or self.participants)

    @property
    def other_themes(self) -> tuple[NamedTheme, ...]:
        """Themes no goal is about."""
        in_goals = {theme for goal in self.goals for theme in goal.themes}
        return tuple(theme for theme in self.themes if theme not in in_goals)


def what_is_asked(viewer: Actor, referral: Referral) -> Asked:
    """All that came with the order of a referral. Eleven queries, whatever its size."""

    def of(model: type[R]) -> list[R]:
        return list(model.objects.visible_to(viewer).filter(referral=referral).order_by("recorded_at", "pk"))

    themes = {theme.pk: _theme(theme) for theme in of(Theme)}
    themes_of = _ranked(of(CommissionedGoalTheme), "goal_id", "theme_id")
    services = defaultdict(list)
    for service in of(OrderedService):
        services[service.order_id].append(_service(service))
    follow_ups = defaultdict(list)
    for row in of(OrderFollowUp):
        follow_ups[row.order_id].append(AskedFollowUp(named(row.result), row.followed_up_on))
    first_groups = {link.target_group_id for link in of(OrderTargetGroup) if link.rank == 1}
    return Asked(
        orders=tuple(_order(order, services[order.pk], follow_ups[order.pk]) for order in of(Order)),
        goals=tuple(
            AskedGoal(
                text=goal.text,
                goal_type=goal.goal_type,
                expected_level=goal.expected_level,
                status=goal.status,
                themes=tuple(themes[pk] for pk in themes_of[goal.pk] if pk in themes),
            )
            for goal in of(CommissionedGoal)
        ),
        themes=tuple(themes.values()),
        target_groups=tuple(
            sorted(
                (AskedGroup(named(group.code), group.pk in first_groups) for group in of(TargetGroup)),
                key=lambda group: not group.first,
            )
        ),
        assessments=tuple(
            AskedAssessment(row.kind, named(row.kind), row.text, row.level, row.assessed_at)
            for row in of(OrderAssessment)
        ),
        participants=tuple(of(Participant)),
        documents=tuple(of(OrderDocument)),
    )


def named(code: str) -> str:
    """The Danish name of an FFB or CareSocial code; the code itself when our lists do not hold it."""
    if not code:
        return ""
    try:
        return codes.display(code)
    except codes.UnknownCode:
        return code


def _theme(theme: Theme) -> NamedTheme:
    return NamedTheme(named(theme.code), theme.level, theme.observed_at, theme.active)


def _service(service: OrderedService) -> AskedService:
    return AskedService(named(service.code), service.text, service.status, service.starts_on, service.ends_on)


def _order(order: Order, services: Iterable[AskedService], follow_ups: Iterable[AskedFollowUp]) -> AskedOrder:
    return AskedOrder(
        record=order,
        category=named(order.category),
        offer_type=named(order.offer_type),
        services=tuple(services),
        follow_ups=tuple(follow_ups),
    )


def _ranked(links: Iterable[Any], holder: str, held: str) -> dict[UUID, list[UUID]]:
    """What each holder points at, the first in rank first."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for link in sorted(links, key=lambda link: int(link.rank)):
        found[getattr(link, holder)].append(getattr(link, held))
    return found
