"""The rules of looking at needs. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.assessments.errors import LevelOutOfRange, NothingAssessed, UnknownArea
from alongside.enrolments.errors import DayToCome

HIGHEST_LEVEL = 4


@dataclass(frozen=True)
class View:
    """What was said about one area of life. Everything may be left open.

    Attributes:
        level: FFB functional level, 0 (no limitation) to 4 (complete limitation); None when not used.
    """

    person_view: str = ""
    worker_view: str = ""
    level: int | None = None
    strengths: str = ""
    urgent: bool = False

    @property
    def was_talked_about(self) -> bool:
        """Whether anything was said."""
        return (
            self.urgent
            or self.level is not None
            or any(text.strip() for text in (self.person_view, self.worker_view, self.strengths))
        )


def talked_about(
    views: Mapping[str, View], *, dimensions: Collection[str], note: str, assessed_on: date, today: date
) -> dict[str, View]:
    """The areas something was said about, in the order of `dimensions`. No area is obligatory.

    Raises:
        DayToCome: `assessed_on` is later than `today`.
        UnknownArea: one is not among `dimensions`.
        LevelOutOfRange: a level is not 0 to 4.
        NothingAssessed: nothing at all was said or noted.
    """
    if assessed_on > today:
        raise DayToCome(field="assessed_on")
    require_known(views, dimensions)
    for key, view in views.items():
        if view.level is not None and not 0 <= view.level <= HIGHEST_LEVEL:
            raise LevelOutOfRange(field=f"{key}-level")
    said = {key: views[key] for key in dimensions if key in views and views[key].was_talked_about}
    if not said and not note.strip():
        raise NothingAssessed
    return said


def require_known(given: Collection[str], known: Collection[str]) -> None:
    """Check the keys of areas or domains.

    Raises:
        UnknownArea: one of them is not known.
    """
    for key in given:
        if key not in known:
            raise UnknownArea(area=key)


class Change(StrEnum):
    """How a level moved from one assessment to the next. Less limitation is better."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def change_of_level(before: int | None, now: int | None) -> Change | None:
    """How the functional level moved; None unless both times have one. Level 0 is no limitation."""
    if before is None or now is None:
        return None
    if now == before:
        return Change.SAME
    return Change.BETTER if now < before else Change.WORSE
