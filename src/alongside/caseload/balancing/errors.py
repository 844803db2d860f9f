"""What a proposal cannot do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NoRoom(DomainError):
    """No placing keeps within the places there are and the lines that are fixed."""

    code = "no_room"
    message = _(
        "It does not fit: %(people)s must get a case manager, and there are %(free)s free places. Let someone take "
        "more people, free a line that is fixed, or look in another team."
    )


class TookTooLong(DomainError):
    code = "took_too_long"
    message = _("No proposal was found in time. Fix some of the lines, and ask again.")
