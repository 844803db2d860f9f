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


def main_role(roles: Collection[Role]) -> Role | None:
    """Of several roles the one that stands under the name: a lead before a case manager, and so on down."""
    return next((role for role in ROLE_LABELS if role in roles), None)
