"""What the room of the scales says no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NameMissing(DomainError):
    """A scale and an item have a name."""

    code = "scale_name_missing"
    message = _("Write a name.")


class TooLong(DomainError):
    """Words on a scale are few."""

    code = "scale_too_long"
    message = _("This is longer than it can be: at most %(most)d characters.")


class NotSoManySteps(DomainError):
    """A scale has a few values, and each of its items has all of them."""

    code = "scale_not_so_many_steps"
    message = _("Choose from %(fewest)d to %(most)d values.")


class WordsMissing(DomainError):
    """A number alone means something else to everyone."""

    code = "scale_words_missing"
    message = _("Write what value %(value)d means.")


class NoSuchMeasure(DomainError):
    """What can be counted is what the principles count."""

    code = "scale_no_such_measure"
    message = _("Choose what is counted from the list, or nothing.")


class NotAShare(DomainError):
    """A threshold is a share."""

    code = "scale_not_a_share"
    message = _("Write a share from 0 to 100 per cent.")


class NotRising(DomainError):
    """A higher value asks for more than the one below it."""

    code = "scale_not_rising"
    message = _("Each value has to begin higher than the one below it.")


class TooManyItems(DomainError):
    """Nobody fills in a scale without an end."""

    code = "scale_too_many_items"
    message = _("A scale has at most %(most)d items. Take one away first.")


class NothingAsked(DomainError):
    """A scale without items measures nothing."""

    code = "scale_nothing_asked"
    message = _("Add at least one item before the scale is taken into use.")


class InUse(DomainError):
    """What ratings were made by stays as it was."""

    code = "scale_in_use"
    message = _("This version is in use and stays as it is. Begin a new version to change something.")


class NotInUse(DomainError):
    """A rating needs a scale that stands still."""

    code = "scale_not_in_use"
    message = _("This scale is not in use. Take it into use first, or choose another one.")


class EndsBeforeItBegins(DomainError):
    """A period has a first and a last day."""

    code = "rating_ends_before_it_begins"
    message = _("The last day is before the first.")


class NotYet(DomainError):
    """Days to come have no records."""

    code = "rating_not_yet"
    message = _("These days have not come yet. Choose today as the last day at the latest.")


class PeriodTooLong(DomainError):
    """Two years at most."""

    code = "rating_period_too_long"
    message = _("Look at two years at most.")


class AlreadyBegun(DomainError):
    """One rating by one scale at a time."""

    code = "rating_already_begun"
    message = _(
        "A rating by this scale is begun already. Finish it, or throw it away, before you begin another."
    )


class NotAValue(DomainError):
    """The values are those of the scale."""

    code = "rating_not_a_value"
    message = _("Choose one of the values.")


class ReasonMissing(DomainError):
    """Whoever sees it otherwise than the records says why."""

    code = "rating_reason_missing"
    message = _("Say why in a few words: the records suggest something else, or nothing.")


class NothingSuggested(DomainError):
    """Only what is suggested can be taken."""

    code = "rating_nothing_suggested"
    message = _("The records suggest nothing here. Choose a value and say why.")


class NotAllRated(DomainError):
    """A signed rating is whole."""

    code = "rating_not_all_rated"
    message = _("Not rated yet: %(title)s. Rate every item before you sign.")


class RecordsChanged(DomainError):
    """Since an item was rated, the records speak for another value."""

    code = "rating_records_changed"
    message = _("The records suggest something else now for: %(title)s. Look at it again before you sign.")


class Signed(DomainError):
    """A signed rating stays."""

    code = "rating_signed"
    message = _("This rating is signed and stays as it is. Begin a new one to see it otherwise.")
