"""The warm checklist, and what stands about cover and hand-over on a person's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from alongside.access.actor import Actor
from alongside.attention.queries import Walk
from alongside.caseload.models import HandOver, HandOverStatus
from alongside.caseload.moves import CoveredBy, covered_by, hand_over_of, ticked
from alongside.enrolments.models import Enrolment
from alongside.organisation.queries import profile_of
from alongside.web import dates
from alongside.web.caseload.words import last_day


@dataclass(frozen=True)
class StepRow:
    """A line of the checklist. `said` tells who ticked it and when."""

    key: str
    label: str
    hint: str
    done: bool
    said: str


@dataclass(frozen=True)
class OnPerson:
    """What moves around a person. `covers` are sentences, each with its note."""

    covers: list[tuple[str, str]]
    hand_over: HandOver | None
    said: str
    steps: list[StepRow]

    @property
    def left(self) -> list[StepRow]:
        """The lines that are not done."""
        return [step for step in self.steps if not step.done]


def checklist(viewer: Actor, hand_over: HandOver) -> list[StepRow]:
    """The lines of the profile, with what is done. Two queries."""
    done = ticked(viewer, hand_over)
    language = get_language() or "en"
    rows = []
    for step in profile_of(viewer.agency_id).hand_over_steps:
        tick = done.get(step.key)
        said = ""
        if tick is not None and tick.done_on is not None:
            values = {
                "name": tick.worker.name if tick.worker else "",
                "day": dates.spoken_day(tick.done_on, viewer.today),
            }
            said = gettext("%(name)s, %(day)s") % values
        hint = step.hint.in_(language) if step.hint else ""
        rows.append(StepRow(step.key, step.label.in_(language), hint, tick is not None, said))
    return rows


def on_person(viewer: Actor, course: Enrolment | None, walk: Walk | None) -> OnPerson | None:
    """Who covers until when, and the hand-over until it is warm. No query when nothing moves, else two to four."""
    if course is None or walk is None or not walk.who.moving:
        return None
    covers = [(_covers(viewer, cover), cover.note) for cover in covered_by(viewer, course)]
    hand_over = hand_over_of(viewer, course)
    if hand_over is None:
        return OnPerson(covers, None, "", [])
    steps = checklist(viewer, hand_over) if hand_over.status == HandOverStatus.ACCEPTED else []
    return OnPerson(covers, hand_over, _moves(viewer, hand_over), steps)


def _covers(viewer: Actor, cover: CoveredBy) -> str:
    values = {
        "cover": cover.worker,
        "absent": cover.absent,
        "first": dates.spoken_day(cover.starts_on, viewer.today),
        "last": dates.spoken_day(last_day(cover.ends_on), viewer.today),
    }
    if cover.starts_on <= viewer.today:
        return gettext("%(cover)s covers for %(absent)s until %(last)s.") % values
    return gettext("%(cover)s covers for %(absent)s from %(first)s to %(last)s.") % values


def _moves(viewer: Actor, hand_over: HandOver) -> str:
    values = {
        "receiver": hand_over.receiver.name,
        "day": dates.spoken_day(hand_over.planned_on, viewer.today),
    }
    if hand_over.status == HandOverStatus.ASKED:
        return gettext("%(receiver)s is asked to take over from %(day)s, and has not answered yet.") % values
    if hand_over.planned_on > viewer.today:
        return gettext("%(receiver)s takes over from %(day)s.") % values
    return gettext("%(receiver)s took over on %(day)s.") % values
