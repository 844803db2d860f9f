"""Roles in words."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Role

ROLE_LABELS: dict[Role, str | Promise] = {
    Role.TEAM_LEAD: _("Team lead"),
    Role.CASE_MANAGER: _("Case manager"),
    Role.INTAKE: _("Intake"),
    Role.AUTHORITY: _("Authority caseworker"),
    Role.ON_CALL: _("On call"),
    Role.EVALUATOR: _("Evaluator"),
    Role.PRIVACY_OFFICER: _("Privacy officer"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.PARTNER: _("Partner outside the house"),
}

ROLE_MEANINGS: dict[Role, str | Promise] = {
    Role.TEAM_LEAD: _("Opens everyone the team walks with, and shares the work out."),
    Role.CASE_MANAGER: _("Opens everyone the team walks with, and writes about them."),
    Role.INTAKE: _("Takes referrals in, and opens the people they are about."),
    Role.AUTHORITY: _("Orders support, and opens the people it was ordered for."),
    Role.ON_CALL: _("Reads the card of everyone the team walks with and writes down calls, and no more."),
    Role.EVALUATOR: _("Sees numbers of many, and nobody’s record."),
    Role.PRIVACY_OFFICER: _("Sees who did what and who looked, never what was written."),
    Role.ADMINISTRATOR: _("Opens accounts, gives roles, changes the settings; opens nobody’s record."),
    Role.PARTNER: _("Sees what is shared with their organisation, and nothing else."),
}
"""What a role opens, for whoever gives it."""


def main_role(roles: Collection[Role]) -> Role | None:
    """Of several roles the one that stands under the name: a lead before a case manager, and so on down."""
    return next((role for role in ROLE_LABELS if role in roles), None)
