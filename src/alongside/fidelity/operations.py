"""Saying of oneself what no record tells, and writing what a supervisor saw."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.fidelity import errors
from alongside.fidelity.models import CourseSupervision, OwnWord, Supervision, TeamSupervision
from alongside.fidelity.rules import OWN_WORD, Window, period
from alongside.kernel.operations import operation
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import profile_of

S = TypeVar("S", bound=Supervision)


@operation("own_word.say", on="worker")
def say_own_word(
    *, by: Actor, worker: Worker, principle: str, level: str, words: str = "", key: UUID | None = None
) -> OwnWord:
    """Say of oneself where one stands with a principle. Said again on the same day, it takes the place of the first.

    Args:
        principle: one of `rules.OWN_WORD`.
        level: a key of the profile's fidelity levels.

    Raises:
        NotAllowed: it is somebody else.
        RecordsTellThis: any other principle.
        NoSuchLevel: the profile has no such level.
    """
    if principle not in OWN_WORD:
        raise errors.RecordsTellThis
    if profile_of(by.agency_id).fidelity_levels.get(level) is None:
        raise errors.NoSuchLevel(field="level")
    same_day = OwnWord.objects.select_for_update().filter(
        worker=worker, principle=principle, said_on=by.today
    )
    said = same_day.first() or OwnWord(worker=worker, principle=principle, said_on=by.today)
    said.level, said.words = level, words.strip()
    said.save()
    return said


@operation("supervision.of_course", on="enrolment")
def supervise_course(
    *,
    by: Actor,
    enrolment: Enrolment,
    window: Window,
    words: str,
    agreed: str = "",
    key: UUID | None = None,
) -> CourseSupervision:
    """Write what the supervisor saw in a course.

    Args:
        window: the days that were looked at.
        agreed: what is tried until the next time.

    Raises:
        NothingWritten: `words` is empty.
    """
    days = period(window, by.today)
    supervision = CourseSupervision(
        enrolment=enrolment, period_from=max(days.starts_on, min(enrolment.starts_on, by.today))
    )
    return _write(by, supervision, words, agreed)


@operation("supervision.of_worker", on="worker")
def supervise_worker(
    *, by: Actor, worker: Worker, window: Window, words: str, agreed: str = "", key: UUID | None = None
) -> TeamSupervision:
    """Write what the supervisor saw in how a case manager works with their people. It names none of them.

    Raises:
        NothingWritten: `words` is empty.
    """
    supervision = TeamSupervision(worker=worker, period_from=period(window, by.today).starts_on)
    return _write(by, supervision, words, agreed)


@operation("supervision.of_team", on="team")
def supervise_team(
    *, by: Actor, team: Team, window: Window, words: str, agreed: str = "", key: UUID | None = None
) -> TeamSupervision:
    """Write what the supervisor saw in how a team works. It names nobody the team walks with.

    Raises:
        NothingWritten: `words` is empty.
    """
    supervision = TeamSupervision(team=team, period_from=period(window, by.today).starts_on)
    return _write(by, supervision, words, agreed)


def _write(by: Actor, supervision: S, words: str, agreed: str) -> S:
    if not words.strip():
        raise errors.NothingWritten(field="words")
    supervision.words, supervision.agreed = words.strip(), agreed.strip()
    supervision.held_on, supervision.supervisor_id = by.today, by.worker_id
    supervision.period_until = by.today + timedelta(days=1)
    supervision.save()
    return supervision
