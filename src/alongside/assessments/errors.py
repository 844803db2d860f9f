"""What the rules of assessments say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NothingAssessed(DomainError):
    """No area of life was talked about, and nothing was noted."""

    code = "nothing_assessed"
    message = _("Nothing is written yet. Write about one area of life; the others can wait.")


class UnknownArea(DomainError):
    """An area of life, or a domain, that the practice profile does not have."""

    code = "unknown_area"
    message = _("“%(area)s” is not one of the areas of life we look at.")


class LevelOutOfRange(DomainError):
    """A functional level other than 0 to 4."""

    code = "level_out_of_range"
    message = _("Choose a level from the list, or leave it open.")
