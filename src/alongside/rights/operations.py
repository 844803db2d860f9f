"""Asking, answering, making a person's file and taking it out; asking to be erased."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from alongside.access.actor import Actor
from alongside.approvals.operations import use_approval
from alongside.consents.operations.telling import keep_whole_record_went_out
from alongside.consents.rules import Basis, To
from alongside.corrections.models import SaidHow
from alongside.kernel.errors import NotAllowed
from alongside.kernel.jobs import enqueue
from alongside.kernel.operations import operation
from alongside.people.models import Person
from alongside.retention.archiving import sealed, unsealed
from alongside.retention.operations import restrict_use
from alongside.rights import rules
from alongside.rights.errors import AnsweredAlready, DecideFirst, FileNotReady
from alongside.rights.models import AccessRequest, ErasureRequest, Export, Outcome, Withheld


@operation("access_request.ask", on="person")
def ask_for_access(
    *, by: Actor, person: Person, asked_on: date, how: str, words: str = "", key: UUID | None = None
) -> AccessRequest:
    """Note that somebody asks to see everything about them; from that day thirty days run.

    Raises:
        AskedInTheFuture
    """
    request = AccessRequest(
        person=person,
        asked_on=asked_on,
        due_on=rules.due_on(asked_on, by.today),
        how=SaidHow(how),
        words=words.strip(),
        worker_id=by.worker_id,
    )
    request.save()
    return request


@operation("access_request.withhold", on="request")
def withhold(*, by: Actor, request: AccessRequest, label: str, record_id: UUID, why: str) -> Withheld:
    """Keep a record back from the answer, because it is about somebody else as well. The file says so, and why.

    Raises:
        ReasonMissing
    """
    why = rules.reason_of(why)
    found = Withheld.objects.filter(request=request, record_id=record_id).first()
    found = found or Withheld(request=request, label=label, record_id=record_id, worker_id=by.worker_id)
    found.why = why
    found.save()
    return found


@operation("access_request.give", on="request")
def give_after_all(*, by: Actor, request: AccessRequest, record_id: UUID) -> None:
    """Let a record that was kept back stand in the answer."""
    Withheld.objects.filter(request=request, record_id=record_id).delete()


@operation("export.make", on="request")
def make_export(
    *,
    by: Actor,
    request: AccessRequest,
    language: str,
    large: bool = False,
    names: bool = False,
    key: UUID | None = None,
) -> Export:
    """Ask for the person's file; it is made in the background.

    Args:
        names: those who work here stand in it with their names: uses a second person's yes.

    Raises:
        ApprovalNeeded, ApprovalExpired: `names`, and nobody said yes.
    """
    if by.user_id is None:
        raise NotAllowed
    if names:
        use_approval("log.names", request, by=by)
    export = Export(
        request=request,
        worker_id=by.worker_id,
        user_id=by.user_id,
        language=language,
        large=large,
        names=names,
        asked_at=by.now,
    )
    export.save()
    job = enqueue("export.make", agency_id=by.agency_id, user_id=by.user_id, export_id=export.pk)
    export.job_id = job.pk
    export.save()
    return export


@operation("export.keep", on="export")
def keep_export(*, by: Actor, export: Export, content: bytes, log_lines: int) -> Export:
    """Keep the file that was made, sealed, for two days."""
    export.sealed = sealed(content, room="rights", record_id=export.pk)
    export.sha256, export.size = hashlib.sha256(content).hexdigest(), len(content)
    export.log_lines, export.made_at, export.expires_at = log_lines, by.now, by.now + rules.LASTS
    export.save()
    return export


@operation("export.take", on="export")
def take_export(*, by: Actor, export: Export, into: list[bytes]) -> Export:
    """Take the file out, once, by the one who made it: from then on it is gone here. Of two at once one gets it.

    The ledger keeps that it went to the person, with its fingerprint.

    Args:
        into: gets the file.

    Raises:
        FileNotReady: not made, taken out already, run out, or somebody else's.
    """
    held: Export = Export._base_manager.select_for_update().get(pk=export.pk)
    if held.user_id != by.user_id or held.sealed is None:
        raise FileNotReady
    rules.require_to_take(
        made_at=held.made_at, taken_at=held.taken_at, expires_at=held.expires_at, now=by.now
    )
    into.append(unsealed(held.sealed, room="rights", record_id=held.pk))
    keep_whole_record_went_out(
        by=by,
        person=held.request.person,
        to=To.PERSON,
        basis=Basis.RIGHT,
        what=gettext("The person’s file: everything about them, with the log"),
        digest=held.sha256,
    )
    held.sealed, held.taken_at = None, by.now
    held.save()
    return held


@operation("access_request.answer", on="request")
def answer(*, by: Actor, request: AccessRequest) -> AccessRequest:
    """Note that the person has got their answer.

    Raises:
        AnsweredAlready
    """
    if request.answered_on is not None:
        raise AnsweredAlready
    request.answered_on = by.today
    request.save()
    return request


@operation("erasure_request.ask", on="person")
def ask_to_be_erased(
    *, by: Actor, person: Person, asked_on: date, how: str, words: str = "", key: UUID | None = None
) -> ErasureRequest:
    """Note that somebody asks to be erased.

    Raises:
        AskedInTheFuture
    """
    request = ErasureRequest(
        person=person,
        asked_on=asked_on,
        due_on=rules.due_on(asked_on, by.today),
        how=SaidHow(how),
        words=words.strip(),
        worker_id=by.worker_id,
    )
    request.save()
    return request


@operation("erasure_request.decide", on="request")
def decide_erasure(
    *, by: Actor, request: ErasureRequest, outcome: str, ground: str, key: UUID | None = None
) -> ErasureRequest:
    """Decide: refuse with the ground in law, restrict the use instead, or erase (by two, with an archive).

    Raises:
        ReasonMissing, AnsweredAlready
    """
    if request.outcome:
        raise AnsweredAlready
    request.ground = rules.reason_of(ground, field="ground")
    request.outcome = Outcome(outcome)
    request.decided_by_id, request.decided_on = by.worker_id, by.today
    request.save()
    if request.outcome == Outcome.RESTRICTED:
        restrict_use(by=by, person=request.person, why=request.ground)
    return request


@operation("erasure_request.tell", on="request")
def tell_erasure(*, by: Actor, request: ErasureRequest) -> ErasureRequest:
    """Note that the person was told what was decided.

    Raises:
        DecideFirst, AnsweredAlready
    """
    if not request.outcome:
        raise DecideFirst
    if request.told_on is not None:
        raise AnsweredAlready
    request.told_on = by.today
    request.save()
    return request
