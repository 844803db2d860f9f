"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NobodyToTell(DomainError):
    """A consent is about telling somebody."""

    code = "nobody_to_tell"
    message = _("Choose whom it is about: someone from the list, or write a name.")


class NothingToTell(DomainError):
    """A yes says what may be told."""

    code = "nothing_to_tell"
    message = _("Choose what may be told. A yes to everything is not a consent.")


class PurposeMissing(DomainError):
    """A yes says what for."""

    code = "purpose_missing"
    message = _("Choose what it is told for.")


class EndsBeforeItBegins(DomainError):
    """The period has no day in it."""

    code = "consent_ends_before_it_begins"
    message = _("It cannot end before it begins.")


class SaidInTheFuture(DomainError):
    """Nobody has said anything yet on a day to come."""

    code = "said_in_the_future"
    message = _("This day has not come yet.")


class PaperMissing(DomainError):
    """A signed consent is on a paper that can be found."""

    code = "paper_missing"
    message = _("Write where the signed paper is, so that it can be found.")


class WitnessMissing(DomainError):
    """A spoken consent was heard by two."""

    code = "witness_missing"
    message = _("Write who else heard it. Without a second person, ask for a signature.")


class OnlyLightWithoutWitness(DomainError):
    """What was said to one of us alone reaches only as far as everyday contact."""

    code = "only_light_without_witness"
    message = _("Said to us alone, a yes covers everyday contact only. Add a witness or a signed paper.")


class AskedAlone(DomainError):
    """Some information needs a consent of its own."""

    code = "asked_alone"
    message = _("%(category)s needs a consent of its own: choose nothing else with it.")


class Part2Incomplete(DomainError):
    """42 CFR 2.31 names what such a consent holds."""

    code = "part2_incomplete"
    message = _("A consent to records under 42 CFR part 2 needs this too (§ 2.31).")


class AlreadyWithdrawn(DomainError):
    """It was withdrawn before."""

    code = "already_withdrawn"
    message = _("This was withdrawn before.")


class MayNotTell(DomainError):
    """Nothing allows to tell this to them, now."""

    code = "may_not_tell"
    message = _(
        "Nothing allows this now: %(category)s. It may have been withdrawn while this page was open. "
        "Look again at what may be sent."
    )


class WhyMissing(DomainError):
    """Telling without consent is explained."""

    code = "why_missing"
    message = _("Write why, in a sentence or two (at least %(least)d characters).")


class LawUnknown(DomainError):
    """The law that was named is not in the list, or did not hold on that day."""

    code = "law_unknown"
    message = _("Choose a law that is in force.")


class RefusedLaw(DomainError):
    """A law that does not reach records under 42 CFR part 2."""

    code = "law_not_for_part2"
    message = _(
        "This law does not reach records under 42 CFR part 2. They need a consent, or an order of a court."
    )


class NameMissing(DomainError):
    """A recipient has a name."""

    code = "recipient_name_missing"
    message = _("Write the name.")


class NameTaken(DomainError):
    """There is one of that name."""

    code = "recipient_name_taken"
    message = _("This name is in the address book already.")


class RefusalStands(DomainError):
    """A written no is taken back as such, not overwritten by a tick."""

    code = "refusal_stands"
    message = _("There is a written no about them. Withdraw that first, under “Whom we may speak with”.")


class AccountTaken(DomainError):
    """One account belongs to one recipient."""

    code = "partner_account_taken"
    message = _("This account belongs to somebody already.")
