"""The rules of this room. Pure: no Django, no clock.

Sources: Quebec, R-22.1 (Loi 5), art. 7-8: a user may refuse that a named provider, or a group of them, has access to
what is written about them; the refusal is given in writing, can be taken back, and takes effect at once. GDPR art. 25:
no wider access than the work needs. The half-open rest (who heard it) is the house's own.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from alongside.restrictions import errors


class Consequence(StrEnum):
    """What has to happen because somebody is kept out."""

    NONE = "none"
    """They did not walk with the person."""
    OTHERS_GO_ON = "others_go_on"
    """They did, and somebody else does as well."""
    LEAD_CHOOSES = "lead_chooses"
    """They were the only one: it holds all the same, and the lead has to choose who walks along from now on."""
    NOBODY_LEADS = "nobody_leads"
    """They were the only one, and nobody else leads the team: somebody else has to be put in charge first."""


def check_restriction(
    *,
    by_person: bool,
    signed: bool | None,
    witness: str,
    said_on: date,
    until: date | None,
    today: date,
) -> None:
    """What is refused or closed says how it can be shown, and is about today.

    Args:
        signed: whether it is written and signed; False when it was said; None when nobody said how.
        until: the last day on which it holds.

    Raises:
        SaidInTheFuture: `said_on` has not come.
        UntilPast: `until` is over.
        EvidenceMissing: it is the person's wish, and nothing says how it was given.
        WitnessMissing: it was said, and nobody is named who heard it.
    """
    if said_on > today:
        raise errors.SaidInTheFuture(field="said_on")
    if until is not None and until < today:
        raise errors.UntilPast(field="until")
    if by_person and signed is None:
        raise errors.EvidenceMissing(field="evidence")
    if by_person and signed is False and not witness.strip():
        raise errors.WitnessMissing(field="witness")


def check_mark(*, names_worker: bool, known_to_many: bool) -> None:
    """A mark names whom it keeps out, unless the person is known to many.

    Raises:
        WorkerMissing, WorkerOfNobody
    """
    if known_to_many and names_worker:
        raise errors.WorkerOfNobody(field="worker")
    if not known_to_many and not names_worker:
        raise errors.WorkerMissing(field="worker")


def require_why(reason: str) -> str:
    """The words of someone who lifts a restriction or ends a mark.

    Raises:
        LiftReasonMissing: there are none.
    """
    if not reason.strip():
        raise errors.LiftReasonMissing(field="reason")
    return reason.strip()


def consequence(*, walks: bool, others_walk: bool, others_lead: bool) -> Consequence:
    """What has to happen when a colleague is kept out from now on.

    Args:
        walks: whether they walk with the person today.
        others_walk: whether somebody else who is not kept out does.
        others_lead: whether somebody else who is not kept out leads the team.
    """
    if not walks:
        return Consequence.NONE
    if others_walk:
        return Consequence.OTHERS_GO_ON
    return Consequence.LEAD_CHOOSES if others_lead else Consequence.NOBODY_LEADS


LONGEST_RELEASE = timedelta(days=14)
"""So long at most may what is protected be put on paper for one purpose; our own choice."""


def check_release(*, until: date, today: date) -> None:
    """A release ends soon.

    Raises:
        ReleasedTooLong: it would end more than `LONGEST_RELEASE` from today, or is over already.
    """
    if not today <= until <= today + LONGEST_RELEASE:
        raise errors.ReleasedTooLong(field="until")
