"""What the rules of this room say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NameMissing(DomainError):
    code = "name_missing"
    message = _("Write a name.")


class NameTaken(DomainError):
    code = "name_taken"
    message = _("There is one of that name already.")


class UsernameTaken(DomainError):
    code = "username_taken"
    message = _("Someone signs in with this name already. Choose another.")


class HasAccount(DomainError):
    code = "has_account"
    message = _("They can sign in already.")


class NotProposed(DomainError):
    code = "not_proposed"
    message = _("No directory proposes this role for them any more.")


class NoAccount(DomainError):
    code = "no_account"
    message = _("They have no account. Give them a name to sign in with first.")


class ShareOutOfBounds(DomainError):
    code = "share_out_of_bounds"
    message = _("A share of a post is between 5 and 100 per cent.")


class RoleNeedsTeam(DomainError):
    """The role is held in a team, or in none."""

    code = "role_needs_team"
    message = _("Choose the team this role is held in.")


class RoleHasNoTeam(DomainError):
    code = "role_has_no_team"
    message = _("This role is held in the whole house, not in a team.")


class RoleHeldAlready(DomainError):
    code = "role_held_already"
    message = _("They hold this role already.")


class MembershipEnded(DomainError):
    code = "membership_ended"
    message = _("This role has ended already.")


class EndsBeforeStart(DomainError):
    code = "ends_before_start"
    message = _("It cannot end before it began.")


class SettingWrong(DomainError):
    """The profile does not take the agency's own setting."""

    code = "setting_wrong"
    message = _("The practice profile does not take this: %(why)s")


class UntilOutOfBounds(DomainError):
    """An account has an end that somebody looks at again."""

    code = "until_out_of_bounds"
    message = _("Choose a day after today, and at most %(days)d days ahead.")


class SuspendedAlready(DomainError):
    code = "suspended_already"
    message = _("This account is suspended already.")


class NotSuspended(DomainError):
    code = "not_suspended"
    message = _("This account is not suspended.")


class LastOfTheHouse(DomainError):
    """Somebody must be able to run the house, and somebody must look after privacy."""

    code = "last_of_the_house"
    message = _("Nobody else holds this role. Give it to somebody else first.")
