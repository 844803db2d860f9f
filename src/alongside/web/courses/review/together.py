"""A review as its form shows it: written in three tables, and read as one."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor
from alongside.organisation.profile import Profile
from alongside.reviews.models import AfterReview, DomainRating, GoalJudgement, Review
from alongside.reviews.queries import sheet
from alongside.web.courses.review.forms import JUDGED, WORDS, initial_of
from alongside.web.together import Read, Stand, fields


class ReviewRead(Read):
    """The review's words, with what was judged about each goal and area. Its version counts for all of it."""

    def __init__(self, review: Review, viewer: Actor, profile: Profile) -> None:
        self.viewer, self.profile = viewer, profile
        super().__init__(review, fields(*WORDS, "next_due_on"))

    def since(self, version: int) -> list[Stand]:
        """As `Read.since`; judgements and ratings as they stood when each version was saved. Three queries."""
        found = []
        judged = list(GoalJudgement.history.filter(review_id=self.record.pk).order_by("history_id"))
        rated = list(DomainRating.history.filter(review_id=self.record.pk).order_by("history_id"))
        for stand in super().since(version):
            values = dict(stand.values)
            for row in judged:
                if (row.review_version or 0) <= stand.version:
                    values |= _judged(row)
            for row in rated:
                if (row.review_version or 0) <= stand.version:
                    values |= _rated(row.domain, row.person_change, row.worker_change)
            found.append(Stand(stand.version, values, stand.by, stand.at))
        return found

    def _of(self, row: Any) -> dict[str, Any]:
        if not isinstance(row, Review):
            return self._nothing_said() | super()._of(row)
        return self._nothing_said() | {
            name: value
            for name, value in initial_of(row, sheet(self.viewer, row)).items()
            if name != "version"
        }

    def _nothing_said(self) -> dict[str, Any]:
        """What the form shows before anything was judged."""
        empty: dict[str, Any] = {}
        for domain in self.profile.domains:
            empty |= _rated(domain.key, "", "")
        for judged in sheet(self.viewer, self.record).everything:  # type: ignore[arg-type]
            empty |= {f"j-{judged.id}-{name}": "" for name in JUDGED}
            empty[f"j-{judged.id}-after"] = AfterReview.GO_ON.value
        return empty


def _judged(row: Any) -> dict[str, Any]:
    key = row.sub_goal_id or row.goal_id
    return {f"j-{key}-{name}": getattr(row, name) for name in JUDGED}


def _rated(domain: str, person: str, worker: str) -> dict[str, str]:
    return {f"d-{domain}-person": person, f"d-{domain}-worker": worker}
