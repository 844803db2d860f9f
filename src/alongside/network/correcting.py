"""What of who is around a person can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.network.models import NetworkMap, NetworkMember, OtherPlan

corrects(
    "network-member",
    NetworkMember,
    _("Someone around them"),
    Field("name", _("Name")),
    Field("relation", _("Who they are to them")),
    Field("organisation", _("Organisation")),
    Field("phone", _("Telephone")),
    Field("may_speak", _("May we speak with them")),
    Field("closeness", _("How near, as the person sees it")),
    Field("note", _("Note")),
)
corrects("network-map", NetworkMap, _("Network map"), Field("words", _("What they said")))
corrects(
    "other-plan",
    OtherPlan,
    _("Other plan"),
    Field("kind", _("Kind of plan"), of_profile="plan_kinds"),
    Field("organisation", _("Who leads it")),
    Field("worker_name", _("The caseworker there")),
    Field("phone", _("Telephone")),
    Field("starts_on", _("From")),
    Field("ends_on", _("Until")),
    Field("next_on", _("Next day")),
    Field("next_text", _("What comes next")),
    Field("note", _("Note")),
)
