"""What holds on a day, and which records a closed category closes. For policies, operations and queries."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.denials import closes
from alongside.access.policy import WALKS_WITH, reach
from alongside.people.models import Person
from alongside.restrictions.models import ClosedValue, Restriction

ALL = "all"


def in_force(day: date) -> Q:
    """Restrictions that hold on a day."""
    return Q(lifted_on__isnull=True) & (Q(until__isnull=True) | Q(until__gte=day))


def carries(model: type[Any], of: str, column: str) -> None:
    """A room says that rows of `model` belong to a category by a key of one of the profile's lists.

    From then on they are closed to whoever does not walk with a person for whom a category with that key is closed.

    Args:
        of: the list of the profile, as `RecordCategory` names it (`life_dimensions`).
        column: where the row says the key; it may lead over other tables (`goal__dimension`).
    """
    person = model.scope_path if model.scope_kind == "person" else f"{model.scope_path}__person"

    def closed_rows(actor: Actor) -> QuerySet[Any]:
        closing = Restriction._base_manager.filter(in_force(actor.today), worker__isnull=True)
        mine = Person._base_manager.filter(reach(Person, actor, WALKS_WITH)).values("pk")
        people = closing.exclude(person_id__in=mine).values("person_id")
        said = ClosedValue.objects.filter(
            Q(value=OuterRef(column)) | Q(value=ALL),
            restriction__in=closing.filter(person_id=OuterRef(OuterRef(person))).values("pk"),
            list=of,
        )
        return _rows(model).filter(Exists(said), **{f"{person}__in": people}).values("pk")

    closes(model)(closed_rows)


def says_what_is_closed(person_id: UUID, of: str, key: str, day: date) -> bool:
    """Whether a key of one of the profile's lists belongs to what is closed for a person. One query.

    For whoever writes it where it is not known what it belongs to: as the place of a visit, say.
    """
    said = ClosedValue.objects.filter(
        Q(value=key) | Q(value=ALL),
        list=of,
        restriction__in=Restriction._base_manager.filter(
            in_force(day), person_id=person_id, worker__isnull=True
        ).values("pk"),
    )
    return said.exists()


def _rows(model: type[Model]) -> QuerySet[Any]:
    return model._base_manager.all()
