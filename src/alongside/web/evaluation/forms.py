from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from alongside.evaluation.queries import Which
from alongside.web.forms import DayField, HouseForm, Pick


class WhichForm(HouseForm):
    """Which courses are counted. Everything may be left out."""

    team = Pick(label=_("Team"), blank=_("All teams"), required=False)
    begun_from = DayField(label=_("Begun from"), required=False)
    begun_until = DayField(label=_("and before"), required=False)

    def __init__(self, *args: Any, teams: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.offer([(str(pk), name) for pk, name in teams])

    def which(self) -> Which:
        """What was asked for; all courses when it cannot be understood."""
        if not self.is_valid():
            return Which()
        asked = self.cleaned_data
        return Which(
            team_id=UUID(asked["team"]) if asked["team"] else None,
            begun_from=asked["begun_from"],
            begun_until=asked["begun_until"],
        )
