"""The words for keys and codes of a referral, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.organisation.profile import Profile
from alongside.referrals.codes import Evaluation, GoalType
from alongside.referrals.order_content import named
from alongside.referrals.orders import FollowUpUnit

GOAL_TYPES: dict[str, str | Promise] = {
    GoalType.DEVELOP: pgettext_lazy("what a goal is for", "to develop what they can do"),
    GoalType.MAINTAIN: pgettext_lazy("what a goal is for", "to keep what they can do"),
    GoalType.LIMIT_LOSS: pgettext_lazy("what a goal is for", "to limit the loss of what they can do"),
}
EVALUATIONS: dict[str, str | Promise] = {
    Evaluation.SITUATION: _("Their situation, as the authority sees it"),
    Evaluation.SUPPORT_NEED: _("How much support they need, as the authority sees it"),
    Evaluation.RESOURCES: _("What they bring with them"),
    Evaluation.PERSPECTIVE: _("How they see the support themselves"),
}
PARTICIPANTS: dict[str, str | Promise] = {
    "coordinating_authority": _("Coordinates at the authority"),
    "cooperating_authority": _("Takes part at the authority"),
    "coordinating_provider": _("Coordinates the support"),
    "relative": _("Relative"),
    "guardian": _("Guardian"),
    "other": _("Takes part"),
}
RELATIONS: dict[str, str | Promise] = {
    "MTH": _("mother"),
    "FTH": _("father"),
    "PRN": _("parent"),
    "CHILD": _("child"),
    "SIB": _("brother or sister"),
    "SIS": _("sister"),
    "BRO": _("brother"),
    "SPS": _("husband or wife"),
    "DOMPART": _("partner"),
    "FRND": _("friend"),
    "GUARD": _("guardian"),
}


@dataclass(frozen=True)
class Words:
    """Looks words up in one agency's profile."""

    profile: Profile

    def source(self, key: str) -> str:
        """Who a referral came from."""
        return self.profile.referral_sources.label(key, _language())

    def basis(self, key: str) -> str:
        """A legal basis; empty for none."""
        return self.profile.legal_bases.label(key, _language()) if key else ""

    def destination(self, key: str) -> str:
        """Where the person went instead; empty for nowhere."""
        return self.profile.destinations.label(key, _language()) if key else ""

    def level(self, code: str) -> str:
        """A level in the reader's words, with its number: "moderate limitation (2)"; empty for none.

        A support need has a Danish name only.
        """
        for level in self.profile.functioning_levels:
            if level.code == code:
                label = _within_a_sentence(level.label.in_(_language()))
                return label if level.value is None else f"{label} ({level.value})"
        return _within_a_sentence(named(code))


def days(count: int) -> str:
    """ "1 day", "19 days"."""
    return ngettext("%(days)d day", "%(days)d days", count) % {"days": count}


def rhythm(times: int | None, period: int | None, unit: str) -> str:
    """ "then every 3 months", "then every year, 2 times"; empty when nothing is agreed."""
    if not period or unit not in FollowUpUnit.values:
        return ""
    every = {
        FollowUpUnit.DAY: ngettext("then every day", "then every %(period)s days", period),
        FollowUpUnit.WEEK: ngettext("then every week", "then every %(period)s weeks", period),
        FollowUpUnit.MONTH: ngettext("then every month", "then every %(period)s months", period),
        FollowUpUnit.YEAR: ngettext("then every year", "then every %(period)s years", period),
    }[FollowUpUnit(unit)] % {"period": period}
    if (times or 1) == 1:
        return every
    return gettext("%(every)s, %(times)s times") % {"every": every, "times": times}


def _within_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]


def _language() -> str:
    return get_language() or "en"
