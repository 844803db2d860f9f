"""What of a stay can be put right."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.corrections.kinds import Field, corrects
from alongside.housing.models import HousingStay
from alongside.housing.operations import change_stay


def _correct(by: Actor, stay: HousingStay, values: dict[str, Any]) -> None:
    change_stay(by=by, stay=stay, **values)


def _end(by: Actor, stay: HousingStay) -> None:
    """A stay that never was is nobody's home now: there is room for the one that is."""
    if stay.ends_on is None:
        stay.ends_on = stay.starts_on
        stay.save()


corrects(
    "stay",
    HousingStay,
    _("Where they lived"),
    Field("kind", _("Kind of housing"), of_profile="housing_kinds"),
    Field("place", _("Where")),
    Field("starts_on", _("From")),
    Field("ends_on", _("Until")),
    Field("end_reason", _("Why it ended")),
    Field("lost", _("The home was lost")),
    apply=_correct,
    struck=_end,
)
