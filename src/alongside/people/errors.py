"""What the rules of this room say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NothingToCallThemBy(DomainError):
    """A person needs a name or at least how they are known."""

    code = "nothing_to_call_them_by"
    message = _("Write a name, or how people know them, such as “Basse”.")


class CoverNameMissing(DomainError):
    """A protected name needs another to be called by."""

    code = "cover_name_missing"
    message = _("Write what we are to call them while their name is protected.")


class CoverNameTells(DomainError):
    code = "cover_name_tells"
    message = _("This gives their name away. Call them something else while it is protected.")


class BornInTheFuture(DomainError):
    code = "born_in_the_future"
    message = _("The birth date has not come yet.")


class UnknownIdentifierSystem(DomainError):
    """The practice profile has no identifier system of that name."""

    code = "unknown_identifier_system"
    message = _("This kind of number is not used here.")


class IdentifierMalformed(DomainError):
    """The number is not written as its system writes numbers."""

    code = "identifier_malformed"
    message = _("This is not a %(system)s: check it against the letter or the card.")


class IdentifierTaken(DomainError):
    """Another person of the agency has this number."""

    code = "identifier_taken"
    message = _("Someone here already has this number. Find them first: they may be the same person.")


class IdentifierDiffers(DomainError):
    """The person has another number of that system, and nobody has said that it is wrong."""

    code = "identifier_differs"
    message = _(
        "They already have another number of this kind here. Perhaps this is someone else. If it is them, leave "
        "the number out for now; whoever has checked it can correct it afterwards."
    )


class NothingSaid(DomainError):
    code = "nothing_said"
    message = _("Write what was said.")


class SaidInTheFuture(DomainError):
    code = "said_in_the_future"
    message = _("This day has not come yet.")


class NothingToKnow(DomainError):
    code = "nothing_to_know"
    message = _("Write what one has to know.")


class LookedAgainTooLate(DomainError):
    """Nobody is warned of for years because nobody looked again."""

    code = "looked_again_too_late"
    message = _("Choose a day within half a year: then someone looks whether it still holds.")


class LookedAgainInThePast(DomainError):
    code = "looked_again_in_the_past"
    message = _("Choose a day to come.")


class FlagTakenDown(DomainError):
    """It was taken down meanwhile."""

    code = "flag_taken_down"
    message = _("Someone has taken this down already.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Write why, so that whoever asks later understands.")


class SameRecord(DomainError):
    """Both are one record, or one of them already leads elsewhere."""

    code = "same_record"
    message = _("One of these records was made one with another meanwhile. Look again.")


class CannotKeepBoth(DomainError):
    code = "cannot_keep_both"
    message = _("There is no room for both here. Choose one; the other is kept in the history.")


class StandsInTheWay(DomainError):
    """Both have something of which a person has one only."""

    code = "stands_in_the_way"
    message = _("They cannot be made one yet: %(what)s")


class ChooseOne(DomainError):
    """Both have something of which a person has one only, and someone has to say which holds."""

    code = "choose_one"
    message = _("Choose which of the two holds.")


class AlreadyUndone(DomainError):
    code = "already_undone"
    message = _("This has been undone already.")


class LaterMergeFirst(DomainError):
    """Merges of one record are undone in turn, the last one first."""

    code = "later_merge_first"
    message = _("This record was made one with another later on. Undo that first.")


class ChangedSince(DomainError):
    code = "changed_since"
    message = _("This was changed after the two became one. Choose what is to stand.")


class UndoInTheWay(DomainError):
    """What was written since leaves no room for what would come back."""

    code = "undo_in_the_way"
    message = _(
        "Something written since stands in the way: both would have it, and a person has one only. Look at courses "
        "and housing, end what is over, then undo."
    )
