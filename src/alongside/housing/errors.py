"""What the rules of housing say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class StayEndsBeforeStart(DomainError):
    """The last day lies before the first."""

    code = "stay_ends_before_start"
    message = _("The stay cannot end before it begins.")


class StaysOverlap(DomainError):
    """The person lived somewhere else in that time."""

    code = "stays_overlap"
    message = _(
        "In this time another place is written down, from %(day)s. Change the days, or correct the other place first."
    )


class NotATenancy(DomainError):
    """Only a home of one's own can be lost."""

    code = "not_a_tenancy"
    message = _("Only a home in the name of the person can be lost. Write in words how this stay ended.")
