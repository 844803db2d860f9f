"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class ReasonUnknown(DomainError):
    code = "reason_unknown"
    message = _("Choose from the list.")


class ReasonTooShort(DomainError):
    """A reviewer must be able to understand it."""

    code = "reason_too_short"
    message = _("Write in your own words why it is urgent: at least %(least)d characters.")


class NobodyFound(DomainError):
    """Nobody is known like this, or they stay closed to the one who asks: the same answer."""

    code = "nobody_found"
    message = _(
        "Nobody can be opened to you with exactly this. Check every letter and digit. If it is about life and "
        "health, call the emergency number; the lead of the team may know more."
    )


class SayWho(DomainError):
    code = "say_who"
    message = _("Write a whole number, or a full name together with the date of birth.")


class SeesThemAlready(DomainError):
    """No urgent access is needed."""

    code = "sees_them_already"
    message = _("You can open this person’s page already. Find them by name.")


class TooManyTries(DomainError):
    code = "too_many_tries"
    message = _(
        "You have searched in vain %(most)d times today. Call the lead of a team: they can see whom you mean."
    )


class OwnAccess(DomainError):
    code = "own_access"
    message = _("You opened it yourself. Somebody else looks at it.")


class WordsMissing(DomainError):
    code = "words_missing"
    message = _("Write a few words about why.")


class JudgedAlready(DomainError):
    code = "judged_already"
    message = _("Somebody has looked at it already.")


class ReviewUnderWay(DomainError):
    """One at a time."""

    code = "review_under_way"
    message = _("A review is under way. Finish it first.")


class ReviewSigned(DomainError):
    code = "review_signed"
    message = _("This review has been signed. It stays as it is.")


class LookUnsettled(DomainError):
    """A review is signed when every look has been settled."""

    code = "look_unsettled"
    message = _(
        "Some looks are not settled yet: say of each that it is fine or a breach, after asking where needed."
    )


class AnswersForThemself(DomainError):
    code = "answers_for_themself"
    message = _("Somebody else says whether you still need your role.")


class NotTheirs(DomainError):
    """It is another lead's, or an administrator's, to answer."""

    code = "not_theirs"
    message = _("This role is not yours to confirm.")


class AskedAlready(DomainError):
    code = "asked_already"
    message = _("Everybody is being asked already.")


class AnswerMissing(DomainError):
    code = "answer_missing"
    message = _("Say of each role whether it is still needed.")


class NoticedLater(DomainError):
    code = "noticed_later"
    message = _("This lies ahead. Write when it was noticed.")


class NotDecided(DomainError):
    code = "not_decided"
    message = _("Decide first whether the authority and the people concerned are told, and say why.")


class AuthorityNotTold(DomainError):
    """What was decided has not been done."""

    code = "authority_not_told"
    message = _("It was decided to tell the authority. Write down that it was done, then close.")


class IncidentClosed(DomainError):
    code = "incident_closed"
    message = _("This incident is closed. It stays as it is.")


class PeriodUpsideDown(DomainError):
    code = "period_upside_down"
    message = _("The end lies before the beginning.")
