"""What of a stay can be put right."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.corrections.kinds import Field, corrects
from alongside.housing.models import HomeStep, HousingStay, LostHome, TenancyThreat
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
corrects(
    "home-step",
    HomeStep,
    _("A line of the road to a home"),
    Field("kind", _("What"), of_profile="home_steps"),
    Field("done_on", _("Done on")),
    Field("note", _("What to remember")),
)
corrects(
    "threat",
    TenancyThreat,
    _("Something that threatens the home"),
    Field("kind", _("What it is"), of_profile="tenancy_threats"),
    Field("noticed_on", _("We know of it since")),
    Field("amount", _("Amount, if money is owed")),
    Field("said", _("What was said")),
    Field("next_on", _("Next day something has to happen")),
    Field("next_what", _("What has to happen")),
)
corrects(
    "lost-home",
    LostHome,
    _("What a lost home taught us"),
    Field("happened", _("What happened")),
    Field("seen_before", _("What we saw before")),
    Field("next_time", _("What we do next time")),
)
