from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.audit.queries import Sought
from alongside.web.forms import DayField, HouseForm, Pick

PROGRAM = "program"
WHAT: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "looked": (_("Looked, listed or searched"), ("read", "list", "search")),
    "out": (_("Put on paper or took out"), ("print", "export")),
    "wrote": (_("Wrote"), ("write",)),
    "denied": (_("Was told there is nothing here"), ("denied",)),
    "signed": (
        _("Signed in, and proofs"),
        (
            "signed_in",
            "signed_out",
            "sign_in_failed",
            "proved",
            "proof_refused",
            "locked",
            "unlocked",
            "factor_added",
            "factor_removed",
            "codes_renewed",
            "password_changed",
            "token_made",
            "token_ended",
            "token_used",
        ),
    ),
    "trail": (_("The trail itself"), ("trail", "trail_check", "break")),
}
"""What can be asked for, and the actions that are meant."""


class SoughtForm(HouseForm):
    """Which lines of the trail are shown."""

    who = Pick(label=_("Who"), blank=_("Everyone"), required=False)
    person = forms.UUIDField(
        label=_("About the person with the number"),
        required=False,
        error_messages={"invalid": _("This is not the number of a person. Choose it from a line below.")},
    )
    what = Pick(label=_("What"), blank=_("Everything"), required=False)
    day = DayField(label=_("Day, or from"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["who"]
        workers = [(str(user_id), name) for user_id, name in names.items()]
        what: Any = self.fields["what"]
        what.offer([(key, label) for key, (label, _actions) in WHAT.items()])
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
            until=asked.get("until"),
            actions=frozenset(WHAT[asked["what"]][1]) if asked.get("what") else frozenset(),
        )
