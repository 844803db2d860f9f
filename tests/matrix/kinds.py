"""One record of every kind about one person, made from what the models declare.

A new kind of record is in the matrix as soon as it is in a room: its fields are filled by their types, and what they
point at is what the same person already has. Where a rule of the table asks for more, `RECIPES` says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, cast

from django.apps import apps
from django.db import models

from alongside.kernel.ids import new_id
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person
from alongside.plans.freezing import frozen
from alongside.plans.models import Plan
from alongside.referrals.codes import GoalType, function_level_code
from alongside.scales.models import Scale, ScaleEdition
from tests.people_of_the_house import NOW, House

LATER = date(2026, 12, 24)
RECIPES: dict[str, dict[str, Any]] = {
    "bridges.bridgemove": {"state": "together", "why": ""},
    "calendar.appointment": {"ends_at": NOW + timedelta(hours=1)},
    "caseload.cover": {"absent": lambda story: story.house.workers["maja"]},
    "consents.consent": {"answer": "no", "to": "authority"},
    "consents.disclosure": {"how": "spoken"},
    "oncall.lineaboutperson": {"holds_until": NOW + timedelta(days=1)},
    "oncall.lineforteam": {"holds_until": NOW + timedelta(days=1)},
    "oncall.shift": {"ends_at": NOW + timedelta(hours=1)},
    "fidelity.coursesupervision": {"period_until": LATER},
    "scales.scale": {"steps": 4},
    "scales.itemrating": {"value": 1, "words": "We saw it ourselves."},
    "scales.scaleanchor": {"value": 1},
    "scales.scaleedition": {"number": 2},
    "scales.teamrating": {"period_until": LATER, "edition": lambda story: story.edition_in_use()},
    "enrolments.pause": {"kind": "prison"},
    "paper.letter": {"language": "da"},
    "plans.planversion": {"content": lambda story: frozen(cast("Plan", story.of(Plan)))},
    "referrals.commissionedgoal": {"goal_type": GoalType.DEVELOP, "expected_level": function_level_code(1)},
    "restrictions.release": {"agreed_by": lambda story: story.house.workers["maja"]},
    "oversight.logreview": {"until": NOW + timedelta(days=30)},
    "oversight.rightsreview": {"due_on": LATER},
    "corrections.remark": {"from_version": 1},
    "restrictions.restriction": {"category": "economy", "evidence": "signed"},
    "restrictions.mark": {"worker": lambda story: story.of(Worker)},
    "liaison.entry": {"kind": "question", "answers": None},
    "network.networkmember": {"name": "Asta Holm"},
    "meetings.attendee": {"member": None, "name": "Mona Bæk"},
    "meetings.line": {"kind": "decided", "document": None},
    # The second record of the same person is the one with the greater key.
    "people.merge": {"fields": "{}", "moves": lambda _story: []},
    "people.pair": {"second": lambda story: story.another_person()},
}
"""Values that the types of the fields do not tell, by the label of the model; a function is given the story."""


class Story:
    """Everything that hangs on one person: `of(model)` is their record of that kind, made when first asked for.

    Args:
        records: what is used where a record of their kind is needed.
        beside: another story of the same house; what is about no person is made once for both.
    """

    def __init__(self, house: House, *records: models.Model, beside: Story | None = None) -> None:
        self.house, self._beside = house, beside
        self._numbers: Iterator[int] = beside._numbers if beside else count()
        self._made: dict[type[models.Model], models.Model] = {type(record): record for record in records}

    def of(self, model: type[models.Model]) -> models.Model:
        """The record of this kind."""
        if model not in self._made:
            shared = self._beside is not None and not issubclass(model, PersonalRecord)
            self._made[model] = self._beside.of(model) if shared and self._beside else self._make(model)
        return self._made[model]

    def another_person(self) -> Person:
        """Someone nobody walks with, written down after this story's person."""
        person = Person(agency=self.house.agency, given_name="Somebody", family_name="Else")
        person.save()
        return person

    def edition_in_use(self) -> ScaleEdition:
        """The edition by which teams are rated, beside the one of this story that is being written."""
        scale = cast("Scale", self.of(Scale))
        edition = ScaleEdition(scale=scale, number=1, name="In use", in_use_since=NOW.date())
        edition.save()
        return edition

    def _make(self, model: type[models.Model]) -> models.Model:
        values: dict[str, Any] = {}
        recipe = RECIPES.get(model._meta.label_lower, {})
        for field in model._meta.concrete_fields:
            if field.name in recipe:
                told = recipe[field.name]
                values[field.name] = told(self) if callable(told) else told
            elif not field.primary_key and self._must_be_filled(model, field):
                values[field.name] = self._value(field)
        record = model(**values)
        record.save()
        return record

    def _must_be_filled(self, model: type[models.Model], field: Any) -> bool:
        if field.name in ("recorded_at", "version"):
            return False
        leads_to_the_person = (
            issubclass(model, PersonalRecord) and field.name == model.scope_path.split("__")[0]
        )
        return leads_to_the_person or (not field.null and not field.has_default() and not field.auto_created)

    def _value(self, field: Any) -> Any:
        if field.is_relation:
            return self.of(field.related_model)
        if field.choices:
            return next(value for value, _ in field.flatchoices if value != "")
        for kind, value in _BY_TYPE:
            if isinstance(field, kind):
                return value() if callable(value) else value
        if isinstance(field, models.CharField):
            return f"x{next(self._numbers)}"  # short texts differ, since some must
        raise LookupError(f"say in RECIPES what {field} holds")


_BY_TYPE: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.UUIDField, new_id),
    (models.DateTimeField, NOW),
    (models.DateField, date(2026, 11, 24)),
    (models.TimeField, time(10)),
    (models.BooleanField, False),
    (models.JSONField, dict),
    (models.DecimalField, Decimal("1.00")),
    (models.IntegerField, 1),
    (models.BinaryField, b"x"),
    (models.TextField, "x"),
)


def personal_kinds() -> list[type[PersonalRecord]]:
    """Every kind of record about a person."""
    return [model for model in apps.get_models() if issubclass(model, PersonalRecord)]
