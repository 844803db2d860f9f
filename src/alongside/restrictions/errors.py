"""What the rules of this room say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class SaidInTheFuture(DomainError):
    code = "restriction_said_in_the_future"
    message = _("This day has not come yet.")


class UntilPast(DomainError):
    code = "restriction_until_past"
    message = _("Choose a day to come, or leave it open.")


class EvidenceMissing(DomainError):
    code = "restriction_evidence_missing"
    message = _("Say whether it was signed, or who heard it.")


class WitnessMissing(DomainError):
    code = "restriction_witness_missing"
    message = _("Write who else heard it. A colleague will do.")


class WorkerMissing(DomainError):
    code = "mark_worker_missing"
    message = _("Say which colleague it is.")


class WorkerOfNobody(DomainError):
    """A mark for a person known to many names no colleague."""

    code = "mark_worker_of_nobody"
    message = _("Someone known to many is so for everybody. Leave the colleague out.")


class CategoryUnknown(DomainError):
    code = "restriction_category_unknown"
    message = _("This part of the record is not known here.")


class RefusedAlready(DomainError):
    code = "restriction_stands_already"
    message = _("This is written down already, and holds.")


class LiftedAlready(DomainError):
    code = "restriction_lifted_already"
    message = _("This does not hold any more.")


class LiftReasonMissing(DomainError):
    code = "restriction_lift_reason_missing"
    message = _("Write why. Whoever reads the history wants to know whose wish it was.")


class NotReleased(DomainError):
    """What is protected would leave the record, and two people have not agreed to it."""

    code = "protected_not_released"
    message = _("The address is protected. A second person has to agree before it is put on paper.")


class ReleasedTooLong(DomainError):
    code = "released_too_long"
    message = _("Choose a day within the next two weeks: it is for one purpose.")


class NotTheirColleague(DomainError):
    """The worker is of another agency."""

    code = "restriction_not_their_colleague"
    message = _("This is nobody who works here.")


class KeptOut(DomainError):
    """Somebody is asked to walk with a person who refused them, or to whom they are close."""

    code = "worker_kept_out"
    message = _("%(name)s cannot walk with this person: look under “Who may see this”.")
