"""What the room of the principles says no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NothingWritten(DomainError):
    """Words of a supervisor are words."""

    code = "nothing_written"
    message = _("Write what you saw.")


class NoSuchLevel(DomainError):
    """A case manager says one of the levels of the practice profile."""

    code = "no_such_level"
    message = _("Choose one of the answers.")


class RecordsTellThis(DomainError):
    """Nobody is asked what the records can tell."""

    code = "records_tell_this"
    message = _("The records tell this by themselves.")
