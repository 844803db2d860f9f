"""What of a person themselves can be put right: people stand below, and do not know this room."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.corrections.kinds import Field, corrects
from alongside.people.models import Flag, Person, Quote
from alongside.people.operations import change_person


def _correct_person(by: Actor, person: Person, values: dict[str, Any]) -> None:
    change_person(by=by, person=person, **values)


corrects(
    "person",
    Person,
    _("Person"),
    Field("given_name", _("Given name")),
    Field("family_name", _("Family name")),
    Field("called_name", _("What they are called")),
    Field("birth_date", _("Born")),
    Field("sex", _("Sex")),
    Field("language", _("Language")),
    Field("phone", _("Telephone")),
    Field("email", _("E-mail")),
    Field("address", _("Address")),
    Field("postal_code", _("Postal code")),
    Field("city", _("City")),
    Field("whereabouts", _("Where they are mostly found")),
    apply=_correct_person,
    strikes=False,
)
corrects(
    "quote",
    Quote,
    _("What they said"),
    Field("text", _("In their words")),
    Field("said_on", _("Day")),
    Field("place", _("Where")),
)
corrects(
    "flag",
    Flag,
    _("To know before meeting"),
    Field("text", _("What one has to know")),
    Field("asked_for", _("They asked that we know this")),
    Field("until", _("Looked at again on")),
)
