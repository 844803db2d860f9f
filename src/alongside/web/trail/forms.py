from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.audit.queries import Sought
from alongside.web.forms import DayField, HouseForm, Pick

PROGRAM = "program"


class SoughtForm(HouseForm):
    """Which lines of the trail are shown."""

    who = Pick(label=_("Who"), blank=_("Everyone"), required=False)
    person = forms.UUIDField(
        label=_("About the person with the number"),
        required=False,
        error_messages={"invalid": _("This is not the number of a person. Choose it from a line below.")},
    )
    day = DayField(label=_("Day"), required=False)

    def __init__(self, *args: Any, names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["who"]
        workers = [(str(user_id), name) for user_id, name in names.items()]
        who.offer([*workers, (PROGRAM, _("The program itself"))])

    def sought(self) -> Sought:
        """What was asked for; of a field that cannot be understood nothing."""
        self.is_valid()
        asked = self.cleaned_data if self.is_bound else {}
        who = asked.get("who", "")
        return Sought(
            user_id=UUID(who) if who and who != PROGRAM else None,
            by_program=who == PROGRAM,
            person_id=asked.get("person"),
            day=asked.get("day"),
        )
