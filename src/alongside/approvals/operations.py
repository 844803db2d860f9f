"""Asking for an act that takes two people, deciding about it, and making use of a yes."""

from __future__ import annotations

from uuid import UUID

from alongside.access.actor import Actor, Role
from alongside.access.policy import require
from alongside.approvals import rules
from alongside.approvals.acts import About, act_of, subject_of
from alongside.approvals.errors import AskedAlready, DecidedAlready
from alongside.approvals.models import Approval, State
from alongside.kernel.errors import NotAllowed, WriteOutsideOperation
from alongside.kernel.models import PersonalRecord, Record
from alongside.kernel.operations import operation
from alongside.kernel.running import current


@operation("approval.ask")
def ask_approval(
    *,
    by: Actor,
    kind: str,
    subject: Record | About,
    why: str,
    person_id: UUID | None = None,
    key: UUID | None = None,
) -> Approval:
    """Ask for an act that takes two people, about one subject.

    Args:
        kind: the act, as a room declared it.
        subject: the record it is about; `About` where it is none.
        person_id: the person it is about, where the subject does not say so itself.

    Raises:
        WhyTooShort, AskedAlready
        NotAllowed: the actor does not hold the policy the act names, or is no worker.
        LookupError: nobody declared this kind.
    """
    act = act_of(kind)
    label, subject_id = _named(subject)
    require(by, act.asks, subject if isinstance(subject, Record) else None)
    if by.worker_id is None:
        raise NotAllowed
    why = rules.why_of(why)
    mine = Approval.objects.filter(
        kind=kind, subject_id=subject_id, asked_by_id=by.worker_id, state=State.ASKED
    )
    for earlier in mine:
        if earlier.expires_at > by.now:
            raise AskedAlready
        earlier.state = State.WITHDRAWN
        earlier.save()
    if isinstance(subject, PersonalRecord):
        person_id = subject.about_person_id
    approval = Approval(
        agency_id=by.agency_id,
        kind=kind,
        subject_label=label,
        subject_id=subject_id,
        person_id=person_id,
        why=why,
        asked_by_id=by.worker_id,
        asked_at=by.now,
        expires_at=by.now + act.waits,
    )
    approval.save()
    return approval


@operation("approval.grant", on="approval")
def grant_approval(*, by: Actor, approval: Approval, said: str = "") -> Approval:
    """Say yes to what a colleague asked for. From now on they have the act's time to make use of it.

    Args:
        said: a few words, if there are any.

    Raises:
        AskedByYou, DecidedAlready, ApprovalExpired
    """
    approval = _to_decide(approval, by)
    approval.state, approval.said = State.GRANTED, " ".join(said.split())
    approval.expires_at = by.now + act_of(approval.kind).holds
    approval.save()
    return approval


@operation("approval.refuse", on="approval")
def refuse_approval(*, by: Actor, approval: Approval, said: str) -> Approval:
    """Say no to what a colleague asked for.

    Raises:
        NoTooShort, AskedByYou, DecidedAlready, ApprovalExpired
    """
    said = rules.no_of(said)
    approval = _to_decide(approval, by)
    approval.state, approval.said = State.REFUSED, said
    approval.save()
    return approval


@operation("approval.withdraw", on="approval")
def withdraw_approval(*, by: Actor, approval: Approval) -> Approval:
    """Take back what one asked for, before or after the answer, as long as it was not made use of.

    Raises:
        DecidedAlready: it was refused, taken back or carried out.
    """
    approval = _locked(approval)
    if approval.state not in (State.ASKED, State.GRANTED):
        raise DecidedAlready
    approval.state = State.WITHDRAWN
    approval.save()
    return approval


def use_approval(kind: str, subject: Record | About, *, by: Actor) -> Approval:
    """Make use of a yes, once: called by the operation that carries the act out, in its transaction.

    Only the one who asked may, and the act was granted about this very subject. When the operation fails
    afterwards, the yes is there again.

    Returns:
        the approval, for who decided and when.

    Raises:
        ApprovalNeeded: nobody said yes, or it was made use of already.
        ApprovalExpired: somebody did, and its time has run out.
        WriteOutsideOperation: no operation is under way.
    """
    if current() is None:
        raise WriteOutsideOperation("a second person's yes is used by the operation it was given for")
    act_of(kind)
    label, subject_id = _named(subject)
    found = list(
        Approval.objects.select_for_update()
        .filter(
            kind=kind,
            subject_label=label,
            subject_id=subject_id,
            agency_id=by.agency_id,
            asked_by_id=by.worker_id,
        )
        .order_by("-asked_at", "-pk")
    )
    place = rules.usable([(one.state, one.expires_at, one.decided_by_id) for one in found], by.now)
    approval = found[place]
    approval.state, approval.used_at = State.USED, by.now
    approval.save()
    return approval


def _to_decide(approval: Approval, by: Actor) -> Approval:
    approval = _locked(approval)
    if Role.SYSTEM in by.roles:
        raise NotAllowed
    rules.require_another(approval.asked_by_id, by.worker_id)
    rules.require_open(approval.state, approval.expires_at, by.now)
    require(by, act_of(approval.kind).decides, subject_of(approval.subject_label, approval.subject_id))
    approval.decided_by_id, approval.decided_at = by.worker_id, by.now
    return approval


def _locked(approval: Approval) -> Approval:
    """The request as it stands now; whoever decides at the same moment waits for us."""
    return Approval.objects.select_for_update().get(pk=approval.pk)


def _named(subject: Record | About) -> tuple[str, UUID]:
    if isinstance(subject, About):
        return subject.label, subject.id
    return subject._meta.label_lower, subject.pk
