"""Every address of the house, filled with the ids of somebody's records: what an attacker who knows them would try."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from alongside.kernel.models import PersonalRecord
from alongside.web.routes import every_route

_SAID_OTHERWISE = {
    "enrolment_id": "Enrolment",
    "stay_id": "HousingStay",
    "member_id": "NetworkMember",
    "plan_id": "OtherPlan",
    "other_id": "Person",
    "proposal_id": "ClosureProposal",
    "series_id": "VisitSeries",
    "step_id": "Step",
    "needs_id": "Assessment",
}
_OTHER = {"form": "contact", "kind": "met", "number": 1, "name": "contacts", "key": "contacts"}


def records_of(person_id: UUID) -> dict[str, UUID]:
    """One record of each kind that is about a person, by the name of its kind."""
    found: dict[str, UUID] = {}
    for model in apps.get_models():
        if not issubclass(model, PersonalRecord):
            continue
        to = model.scope_path if model.scope_kind == "person" else f"{model.scope_path}__person"
        to = to.replace("pk__", "")
        row = model._base_manager.filter(**{to: person_id}).first()
        if row is not None:
            found[model.__name__] = row.pk
    return found


def addresses(person_id: UUID) -> Iterator[tuple[str, str]]:
    """(route, address) of every route that can be filled with the person's records or needs none."""
    known = records_of(person_id)
    for path, pattern in every_route():
        if pattern.name is None:
            continue
        names = re.findall(r"<(?:\w+:)?(\w+)>", path)
        filled = {name: _value(name, known) for name in names}
        if None in filled.values():
            continue
        try:
            yield str(pattern.name), reverse(pattern.name, kwargs=filled)
        except NoReverseMatch:
            continue


def _value(name: str, known: dict[str, UUID]) -> object:
    if name in _OTHER:
        return _OTHER[name]
    model = _SAID_OTHERWISE.get(name) or "".join(part.title() for part in name.removesuffix("_id").split("_"))
    return known.get(model, known["Person"] if name == "subject_id" else None)
