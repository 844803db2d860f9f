"""Errors that rules raise. Each carries a stable `code` and a sentence a user can act on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule said no. Forms, API problems and sync answers all translate the same `code`.

    Args:
        field: the name of the argument the message belongs to, when there is one.
        values: what the message's placeholders are filled with.
    """

    code = "not_possible"
    message: str | Promise = _("This is not possible now.")

    def __init__(self, *, field: str | None = None, **values: Any) -> None:
        self.field = field
        self.values = values
        super().__init__(self.code)

    @property
    def text(self) -> str:
        """The sentence, in the active language; days are written as the reader writes them."""
        if not self.values:
            return str(self.message)
        shown = {
            name: date_format(value) if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return str(self.message) % shown

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


class NotAllowed(DomainError):
    """The actor may not do this. Doors answer "not found" when the record is out of the viewer's sight."""

    code = "not_allowed"
    message = _("You cannot do this. Ask your team lead if you think you should be able to.")


class StaleRecord(DomainError):
    """Someone else changed the record after the actor read it."""

    code = "stale_record"
    message = _(
        "Someone changed this while you were writing. Your text is kept. Look at the change, then save again."
    )


class KeyReused(DomainError):
    """A command key came back for another command."""

    code = "key_reused"
    message = _("This form was already used for something else. Open it again; your text is kept as a draft.")


class Unscoped(RuntimeError):
    """A query on personal data without a viewer. A fault in the program, never shown to a user."""


class WriteOutsideOperation(RuntimeError):
    """A record was saved outside an operation. A fault in the program, never shown to a user."""
