"""Who is away, who takes over whom, and who leaves: a few of each, so that the pages about them are alive.

Kasper leaves and hands his people over; Maja is away for some days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment, AssignmentKind, HandOver
from alongside.caseload.operations import accept_hand_over, arrange_cover, ask_hand_over, tick_hand_over
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.scripts import read_texts
from alongside.enrolments.models import Enrolment
from alongside.organisation.operations import change_worker

KNOWS: dict[str, dict[str, Any]] = {
    "sofie": {"languages": "dansk, engelsk", "area": "Havnen, Solby Station", "gender": "woman"},
    "amina": {"languages": "dansk, tyrkisk, engelsk", "area": "Havnen", "gender": "woman"},
    "maja": {"languages": "dansk, tysk", "area": "Nordbyen", "gender": "woman"},
    "kasper": {"languages": "dansk", "area": "Solby Station", "gender": "man"},
    "omar": {"languages": "dansk, arabisk, fransk", "area": "Sydbyen", "gender": "man"},
}
"""What is known of the named case managers, who may be wished for."""


class Moves:
    """Arranges cover and asks for hand-overs, as it was done yesterday."""

    def __init__(self, crew: Crew, now: datetime) -> None:
        self._crew, self._today = crew, now.date()
        self._when = datetime.combine(self._today - timedelta(days=1), time(14))
        self._texts = read_texts("moves")

    def load(self) -> None:
        """Everything."""
        for name, known in KNOWS.items():
            change_worker(by=self._acts("admin"), worker=self._crew.worker(name), **known)
        self._maja_is_away()
        self._kasper_leaves()

    def _maja_is_away(self) -> None:
        people = self._people("maja")
        self._cover("sofie", people[:1], {one.pk: self._texts["cover"] for one in people[:1]})
        self._cover("kasper", people[1:], {})

    def _kasper_leaves(self) -> None:
        """One hand-over is on its way, two wait for an answer, and the others are not asked about yet."""
        people, words = self._people("kasper"), self._texts["leaves"]
        for one, to in zip(people, ("sofie", "maja"), strict=False):
            self._ask(one, to, 12)
        for one in people[2:3]:
            warm = self._ask(one, "amina", 5)
            accept_hand_over(by=self._acts("amina"), hand_over=warm, over_norm_reason=words["over_norm"])
            for step in ("wishes", "network"):
                tick_hand_over(by=self._acts("kasper"), hand_over=warm, step=step)

    def _cover(self, by: str, people: Sequence[Enrolment], notes: Mapping[UUID, str]) -> None:
        if not people:
            return
        arrange_cover(
            by=self._acts("maja"),
            worker=self._crew.worker("maja"),
            cover=self._crew.worker(by),
            starts_on=self._when.date(),
            ends_on=self._today + timedelta(days=4),
            enrolments=people,
            notes=notes,
        )

    def _ask(self, enrolment: Enrolment, to: str, days: int) -> HandOver:
        words = self._texts["leaves"]
        return ask_hand_over(
            by=self._acts("kasper"),
            enrolment=enrolment,
            worker=self._crew.worker(to),
            planned_on=self._today + timedelta(days=days),
            reason=words["reason"],
            note=words["note"],
        )

    def _acts(self, name: str) -> Actor:
        return self._crew.actor(name, moment(self._when))

    def _people(self, name: str) -> list[Enrolment]:
        """Those who walk with a named case manager, the longest first."""
        own = Assignment.objects.unscoped().filter(
            worker=self._crew.worker(name),
            kind=AssignmentKind.PRIMARY,
            starts_on__lte=self._today,
            ends_on__isnull=True,
            enrolment__ends_on__isnull=True,
        )
        found = own.select_related("enrolment__person", "enrolment__team").order_by(
            "starts_on", "enrolment__person__given_name", "enrolment__person__family_name"
        )
        return [one.enrolment for one in found]
