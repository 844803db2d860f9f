"""Asking whether everybody still needs what they may, and what becomes of the answers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor, Role
from alongside.kernel.errors import NotAllowed
from alongside.kernel.jobs import enqueue
from alongside.kernel.operations import operation
from alongside.organisation.errors import LastOfTheHouse
from alongside.organisation.keeping import end_role, suspend_role
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on
from alongside.oversight.errors import AnswerMissing, AskedAlready
from alongside.oversight.models import AskedRight, RightAnswer, RightsReview
from alongside.oversight.rules import rights as rules

log = logging.getLogger("alongside.rights")


@operation("rights.begin")
def begin_rights_review(*, by: Actor, key: UUID | None = None) -> RightsReview:
    """Ask about every role that holds today.

    Raises:
        AskedAlready: a review is open.
    """
    if RightsReview.objects.filter(agency_id=by.agency_id, closed_on__isnull=True).exists():
        raise AskedAlready
    review = RightsReview(agency_id=by.agency_id, begun_on=by.today, due_on=rules.due_on(by.today))
    review.save()
    held = Membership.objects.filter(
        open_on(by.today), worker__agency_id=by.agency_id, worker__user__isnull=False
    )
    for membership in held.order_by("pk"):
        AskedRight(review=review, membership=membership).save()
    enqueue("rights.tell", agency_id=by.agency_id, user_id=by.user_id, review_id=review.pk)
    return review


@operation("rights.answer", on="worker")
def answer_for(
    *, by: Actor, worker: Worker, answers: Mapping[AskedRight, RightAnswer], key: UUID | None = None
) -> Worker:
    """Say of a worker's roles which are still needed, and so sign for them. What was suspended counts again.

    Raises:
        AnswerMissing: of none.
        AnswersForThemself, NotTheirs
        LastOfTheHouse: nobody else could run the house, or look after privacy.
        StillWalksWithPeople: a case manager's role ends while people walk with them.
    """
    if not answers:
        raise AnswerMissing
    if by.worker_id is None:
        raise NotAllowed
    for asked, answer in answers.items():
        membership = asked.membership
        if membership.worker_id != worker.pk or worker.agency_id != by.agency_id:
            raise NotAllowed
        rules.check_answers(
            role=membership.role,
            team_id=membership.team_id,
            own=worker.pk == by.worker_id,
            leads=by.lead_team_ids,
            runs_the_house=by.has(Role.ADMINISTRATOR),
            looks_after_privacy=by.has(Role.PRIVACY_OFFICER),
        )
        if answer == RightAnswer.END:
            end_role(by=by, membership=membership, ends_on=by.today)
        elif membership.suspended_on is not None:
            membership.suspended_on = None
            membership.save()
        asked.answer, asked.answered_by_id, asked.answered_at = answer, by.worker_id, by.now
        asked.save()
    _close_when_answered(by, next(iter(answers)).review_id)
    return worker


@operation("rights.close", on="review")
def close_rights_review(*, by: Actor, review: RightsReview) -> RightsReview:
    """The time is over: what nobody has answered opens nothing any more; of the last of the house, only shout."""
    unanswered = review.asked.filter(answer="", suspended=False).select_related("membership__worker")
    for asked in unanswered.order_by("pk"):
        membership = asked.membership
        if membership.ends_on is not None and membership.ends_on <= by.today:
            continue
        try:
            suspend_role(by=by, membership=membership)
        except LastOfTheHouse:
            log.critical("nobody confirmed the last %s of the house", membership.role)
            continue
        asked.suspended = True
        asked.save()
    review.closed_on = by.today
    review.save()
    return review


def _close_when_answered(by: Actor, review_id: UUID) -> None:
    """Nothing is left to ask: the review is over before its day."""
    review = RightsReview.objects.select_for_update().get(pk=review_id)
    left = review.asked.filter(answer="").exclude(Q(membership__ends_on__lte=by.today)).exists()
    if review.closed_on is None and not left:
        review.closed_on = by.today
        review.save()
