"""The half-yearly look through who looked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.oversight.errors import ReviewSigned, ReviewUnderWay
from alongside.oversight.models import Drawn, LogReview, LookVerdict, ReviewedLook
from alongside.oversight.rules import reviewing as rules
from alongside.oversight.sampling import Drawn as DrawnLook
from alongside.oversight.sampling import Sample


@operation("log_review.begin")
def begin_log_review(*, by: Actor, sample: Sample, key: UUID | None = None) -> LogReview:
    """Begin a review with a sample that was drawn (`sampling.draw`), from the end of the last one until now.

    What came by chance and stands out as well is looked at once, among what stands out.

    Raises:
        ReviewUnderWay: one has not been signed yet.
    """
    if by.worker_id is None:
        raise NotAllowed
    if LogReview.objects.filter(agency_id=by.agency_id, signed_at__isnull=True).exists():
        raise ReviewUnderWay
    review = LogReview(
        agency_id=by.agency_id,
        since=sample.since,
        until=sample.until,
        seed=sample.seed,
        entries=sample.entries,
        looks=sample.looks,
        begun_by_id=by.worker_id,
    )
    review.save()
    _keep(review, Drawn.BY_RISK, sample.by_risk)
    stands_out = {one.look.place for one in sample.by_risk}
    _keep(review, Drawn.BY_CHANCE, [one for one in sample.by_chance if one.look.place not in stands_out])
    return review


def _keep(review: LogReview, drawn: Drawn, looks: Sequence[DrawnLook]) -> None:
    for number, one in enumerate(looks, start=1):
        ReviewedLook(
            review=review,
            drawn=drawn,
            number=number,
            worker_id=one.worker_id,
            person_id=one.look.person_id,
            day=one.look.day,
            place=one.look.place,
            opens=one.look.opens,
            pages=list(one.look.pages),
            signs=[sign.value for sign in one.signs],
        ).save()


@operation("log_review.judge", on="look")
def judge_look(
    *, by: Actor, look: ReviewedLook, verdict: LookVerdict, words: str = "", version: int | None = None
) -> ReviewedLook:
    """Say of one look that it is fine, that the worker is asked, or that it is a breach. It may be said anew.

    Raises:
        NotAllowed: it is another agency's.
        ReviewSigned: the review stays as it is.
        WordsMissing: whoever asks or finds a breach says what.
        StaleRecord: somebody else judged it in between.
    """
    _require_open(by, look.review_id)
    look.require_version(version)
    look.words = rules.check_verdict(rules.Verdict(verdict), words)
    look.verdict, look.judged_by_id, look.judged_at = verdict, by.worker_id, by.now
    look.save()
    return look


def _require_open(by: Actor, review_id: UUID) -> None:
    """Judging and signing at the same moment wait for each other."""
    review = LogReview.objects.select_for_update().get(pk=review_id)
    if review.agency_id != by.agency_id:
        raise NotAllowed
    if review.signed_at is not None:
        raise ReviewSigned


@operation("log_review.sign", on="review")
def sign_log_review(*, by: Actor, review: LogReview, words: str, key: UUID | None = None) -> LogReview:
    """Sign the whole: what was found and what is done.

    Raises:
        ReviewSigned
        LookUnsettled: a look has no verdict, or a worker has been asked and not answered.
        WordsMissing
    """
    if by.worker_id is None:
        raise NotAllowed
    _require_open(by, review.pk)
    review.words = rules.check_signing(review.lines.values_list("verdict", flat=True), words)
    review.signed_by_id, review.signed_at = by.worker_id, by.now
    review.save()
    return review
