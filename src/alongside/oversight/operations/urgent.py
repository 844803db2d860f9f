"""Opening one person's record urgently, and judging afterwards whether that was right."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import COURSE_READERS, Relation, reach
from alongside.kernel.errors import NotAllowed
from alongside.kernel.jobs import enqueue
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.oversight.errors import JudgedAlready, NobodyFound, SeesThemAlready
from alongside.oversight.finding import exactly
from alongside.oversight.models import UrgentAccess, UrgentJudgement
from alongside.oversight.queries import misses
from alongside.oversight.rules import urgent as rules
from alongside.people.models import Person


@operation("urgent.open")
def open_urgently(
    *,
    by: Actor,
    reason_code: str,
    why: str,
    number: str = "",
    name: str = "",
    birth_date: date | None = None,
    key: UUID | None = None,
) -> UrgentAccess:
    """Open one person's record for eight hours, without a tie to them. Its review waits from this moment on.

    Args:
        reason_code: a key of the practice profile's urgent reasons.
        why: at least fifteen characters.
        number: a whole number by which the person is known; or
        name, birth_date: their full name and the day they were born.

    Raises:
        ReasonUnknown, ReasonTooShort, SayWho
        TooManyTries: ten searches in vain within eight hours.
        NobodyFound: nobody is known like this, or the person stays closed to the actor: never told apart.
        SeesThemAlready: the actor has a tie to the person, or has opened the record already.
    """
    if by.worker_id is None:
        raise NotAllowed
    known = {reason.key for reason in profile_of(by.agency_id).urgent_reasons}
    why = rules.check_reason(reason_code, why, known=known)
    rules.check_tries(misses(by, since=by.now - rules.HOURS))
    person = exactly(by.agency_id, number=number, name=name, birth_date=birth_date)
    if person is None:
        raise NobodyFound(field="number" if number.strip() else "name")
    if _may_open(by, person):
        raise SeesThemAlready(field="number" if number.strip() else "name")
    access = UrgentAccess(
        agency_id=by.agency_id,
        person=person,
        worker_id=by.worker_id,
        reason_code=reason_code,
        why=why,
        opened_at=by.now,
        ends_at=rules.ends_at(by.now),
    )
    access.save()
    if not _may_open(by, person):
        # A restriction goes before every tie. The answer is that of a person nobody knows.
        raise NobodyFound(field="number" if number.strip() else "name")
    enqueue("urgent.tell", agency_id=by.agency_id, user_id=by.user_id, access_id=access.pk)
    return access


def _may_open(by: Actor, person: Person) -> bool:
    """Whether the record is open to the actor, restrictions and all: not only the name, as intake has it."""
    readers = COURSE_READERS - {Relation.ON_CALL}
    within = reach(Person, by, readers)
    return bool(Person.objects.visible_to(by).filter(within, pk=person.pk).exists())


@operation("urgent.close", on="access")
def close_urgent_access(*, by: Actor, access: UrgentAccess) -> UrgentAccess:
    """Close what one has opened, before it closes by itself. The review stays."""
    if access.ends_at > by.now:
        access.ends_at = by.now
        access.save()
    return access


@operation("urgent.judge", on="access")
def judge_urgent_access(
    *, by: Actor, access: UrgentAccess, judgement: UrgentJudgement, words: str = "", key: UUID | None = None
) -> UrgentAccess:
    """Say whether it was justified, and so sign the review.

    Raises:
        OwnAccess: by whoever opened it.
        WordsMissing: anything but *justified* says why.
        JudgedAlready: somebody has.
    """
    if by.worker_id is None:
        raise NotAllowed
    if access.judgement:
        raise JudgedAlready
    access.words = rules.check_judgement(
        rules.Judgement(judgement), words, own=access.worker_id == by.worker_id
    )
    access.judgement, access.judged_by_id, access.judged_at = judgement, by.worker_id, by.now
    access.save()
    return access
