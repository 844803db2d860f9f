"""Who looked, what was opened urgently, a half-year that was reviewed, and a drill: so that those pages are alive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from alongside.access.actor import Actor
from alongside.audit.purposes import Purpose
from alongside.audit.trail import record_read
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.scripts import read_texts
from alongside.kernel.ids import new_id
from alongside.oversight.models import LookVerdict
from alongside.oversight.operations import (
    begin_log_review,
    begin_rights_review,
    find_affected,
    judge_look,
    open_urgently,
    sign_log_review,
    write_incident_down,
)
from alongside.oversight.queries import looks_of
from alongside.oversight.sampling import draw

_WEEKS = range(36, 0, -6)
_PAGES = ("story", "plan", "needs", "reviews", "network", "housing", "contact_new")
"""What somebody opens on a visit to a record, after its first page."""
_REVIEWED_UNTIL = timedelta(days=50)
_REVIEWED_SINCE = timedelta(days=232)


def watch_over(crew: Crew, now: datetime) -> None:
    """Looks of some months, a review of the log, an urgent access that waits, roles asked about, and a drill."""
    walks = list(
        Assignment.objects.unscoped()
        .filter(
            kind=AssignmentKind.PRIMARY,
            ends_on__isnull=True,
            enrolment__ends_on__isnull=True,
            worker__in=[crew.worker("sofie"), crew.worker("amina")],
        )
        .select_related("enrolment__person", "worker")
        .order_by("starts_on", "pk")[:4]
    )
    if not walks:
        return
    texts = read_texts("oversight")
    _look(crew, walks, now)
    _review(crew, now, texts["asked"], texts["signed"])
    opened = _open(crew, walks, now, texts["urgent_why"])
    begin_rights_review(by=crew.actor("admin", moment(now - timedelta(days=9))), key=new_id())
    privacy = crew.actor("privacy", moment(now - timedelta(hours=2)))
    drill = write_incident_down(
        by=privacy, noticed_at=moment(now - timedelta(hours=3)), is_drill=True, **texts["drill"]
    )
    find_affected(
        by=privacy,
        incident=drill,
        worker=crew.worker("omar"),
        since=opened - timedelta(hours=1),
        until=opened + timedelta(hours=8),
    )


def _look(crew: Crew, walks: Sequence[Assignment], now: datetime) -> None:
    """Those who walk with people open their pages; Omar of another team once does too.

    So few visits that the review is about all of them: which are drawn depends on ids, and a demo is always the same.
    """
    for week in _WEEKS:
        for number, walk in enumerate(walks):
            when = moment(now.replace(hour=9, minute=10 + number) - timedelta(weeks=week))
            if when.date() >= walk.starts_on:
                _pages(crew.actor(_key_of(crew, walk), when), walk, Purpose.CARE)
    once = moment(now.replace(hour=17, minute=40) - timedelta(weeks=14))
    _pages(crew.actor("omar", once), walks[0], Purpose.TEAM)


def _key_of(crew: Crew, walk: Assignment) -> str:
    return "sofie" if walk.worker_id == crew.worker("sofie").pk else "amina"


def _pages(viewer: Actor, walk: Assignment, purpose: Purpose) -> None:
    record_read(viewer=viewer, page="person", record=walk.enrolment.person, purpose=purpose)
    for page in _PAGES:
        record_read(viewer=viewer, page=page, record=walk.enrolment, purpose=purpose)


def _review(crew: Crew, now: datetime, asked: str, signed: str) -> None:
    """The privacy officer went through the half-year before, and signed."""
    until = moment(now - _REVIEWED_UNTIL)
    by = crew.actor("privacy", until)
    sample = draw(by.agency_id, since=moment(now - _REVIEWED_SINCE), until=until, seed=2026)
    review = begin_log_review(by=by, sample=sample, key=new_id())
    for look in looks_of(review):
        judge_look(by=by, look=look, verdict=LookVerdict.FINE, words=asked if look.signs else "")
    later = crew.actor("privacy", moment(now - _REVIEWED_UNTIL + timedelta(days=3)))
    sign_log_review(by=later, review=review, words=signed, key=new_id())


def _open(crew: Crew, walks: Sequence[Assignment], now: datetime, why: str) -> datetime:
    """Omar opened a record last evening; nobody has looked at it yet. The time at which he did."""
    last = moment(now.replace(hour=21, minute=40) - timedelta(days=1))
    person = next(walk.enrolment.person for walk in walks if walk.enrolment.person.birth_date)
    omar = crew.actor("omar", last)
    open_urgently(
        by=omar,
        reason_code="danger",
        why=why,
        name=person.full_name,
        birth_date=person.birth_date,
        key=new_id(),
    )
    record_read(viewer=omar, page="person", record=person, purpose=Purpose.BREAK_GLASS)
    return last
