"""A spreadsheet on its way in, and what one row of it becomes.

What a row changes in the rooms below is written by their own operations, nested in one of these.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext, override

from alongside.access.actor import Actor, Role
from alongside.caseload.operations import begin_course
from alongside.enrolments.models import Enrolment
from alongside.interop.models import Sheet, SheetMemory, SheetStatus
from alongside.interop.policies import kinds_for
from alongside.interop.sheets.errors import SheetBusy
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.organisation.models import Agency, Team, Worker
from alongside.organisation.queries import profile_of
from alongside.people.models import Person, Sex
from alongside.people.operations import change_person, register_person, set_identifier
from alongside.referrals.models import Referral
from alongside.referrals.operations import decide, receive_referral

MOST_WORDS = 2_000
"""So many explained words are remembered for each field; a column with more of them is no list of choices."""


@operation("sheet.upload")
def upload_sheet(*, by: Actor, kind: str, name: str, content: bytes, key: UUID | None = None) -> Sheet:
    """Keep a file, encrypted, until it has been read.

    Raises:
        NotAllowed: this kind of sheet is not theirs to take in.
    """
    if kind not in kinds_for(by):
        raise NotAllowed
    sheet = Sheet(
        agency_id=by.agency_id,
        user_id=by.user_id,
        worker_name=by.name,
        kind=kind,
        name=name[:200],
        content=base64.b64encode(content).decode(),
        uploaded_at=by.now,
    )
    sheet.save()
    return sheet


@operation("sheet.follow", on="sheet")
def follow_sheet(*, by: Actor, sheet: Sheet, **fields: Any) -> Sheet:
    """Write down how far a sheet is: what was read of it, which job works on it, what became of its rows."""
    for name, value in fields.items():
        setattr(sheet, name, value)
    sheet.save()
    return sheet


@operation("sheet.match", on="sheet")
def match_sheet(
    *, by: Actor, sheet: Sheet, match: Mapping[str, Any], words: Mapping[str, Mapping[str, str]]
) -> Sheet:
    """Say which column is what and what words mean; it is remembered for the next file of the same make.

    Args:
        words: field → fingerprint of a word → key of ours, added to what is remembered.

    Raises:
        SheetBusy: the file is being worked on.
    """
    if sheet.status not in (SheetStatus.MATCHING, SheetStatus.READY):
        raise SheetBusy
    sheet.match, sheet.status = dict(match), SheetStatus.JUDGING
    sheet.save()
    memory = _memory(sheet, sheet.fingerprint)
    memory.match = dict(match)
    memory.save()
    if any(words.values()):
        learnt = _memory(sheet, "")
        for name, meanings in words.items():
            known = {**learnt.words.get(name, {}), **meanings}
            learnt.words[name] = dict(list(known.items())[-MOST_WORDS:])
        learnt.save()
    return sheet


@operation("sheet.begin", on="sheet")
def begin_import(*, by: Actor, sheet: Sheet) -> Sheet:
    """Say that what is right is to be taken in.

    Raises:
        SheetBusy: the file is not ready, or is being taken in already.
    """
    if sheet.status != SheetStatus.READY:
        raise SheetBusy
    sheet.status = SheetStatus.IMPORTING
    sheet.save()
    return sheet


@operation("sheet.forget", on="sheet")
def forget_sheet(*, by: Actor, sheet: Sheet) -> Sheet:
    """Throw away what stands in a sheet. Who, when, the name of the file and the counts stay.

    Raises:
        SheetBusy: the file is being taken in.
    """
    if sheet.status == SheetStatus.IMPORTING:
        raise SheetBusy
    sheet.rows.all().delete()
    sheet.content = sheet.headers = sheet.unknown = ""
    if sheet.status != SheetStatus.DONE:
        sheet.status = SheetStatus.FORGOTTEN
    sheet.ended_at = sheet.ended_at or by.now
    sheet.save()
    return sheet


@operation("sheet.take_person")
def take_person(
    *,
    by: Actor,
    person: Person | None,
    said: Mapping[str, Any],
    numbers: Sequence[tuple[str, str]],
    key: UUID | None = None,
) -> Person:
    """Register someone from a row, or fill in what was not known of someone who is here. Nothing is overwritten.

    Raises:
        NothingToCallThemBy, BornInTheFuture, IdentifierMalformed, IdentifierTaken, IdentifierDiffers: see people.
    """
    person = _bring(by, person, said)
    _number(by, person, numbers)
    return person


@operation("sheet.take_course")
def take_course(
    *,
    by: Actor,
    person: Person | None,
    said: Mapping[str, Any],
    numbers: Sequence[tuple[str, str]],
    worker: Worker,
    team: Team,
    starts_on: date,
    walks_from: date,
    legal_basis: str,
    source: str = "",
    case_number: str = "",
    reason: str = "",
    rhythm_days: int | None = None,
    income_basis: str = "",
    key: UUID | None = None,
) -> Enrolment:
    """Take over a course that began in an earlier system: person, referral, decision and case manager, all or nothing.

    Referral and decision carry the day the course began and say in words that they were taken over; the norm holds
    nobody back, because the worker walks with the person already, and the reason is written down.

    Args:
        walks_from: when the worker came to it, as far as we know.

    Raises:
        NotAllowed: a lead takes people into a team of somebody else.
        AnotherCourseOpen, LegalBasisNotInForce, WorkerNotInTeam, StartsTooFarAhead, RhythmOutOfBounds and what
        `take_person` raises.
    """
    if not by.has(Role.INTAKE) and team.pk not in by.lead_team_ids:
        raise NotAllowed
    person = _bring(by, person, said)
    words = _in_the_words_of(by)
    received_at = min(datetime.combine(starts_on, time(), tzinfo=get_default_timezone()), by.now)
    referral = receive_referral(
        by=by,
        person=person,
        source=source or _any_source(by),
        received_at=received_at,
        source_text=words["source"],
        case_number=case_number,
        reason=reason,
    )
    _number(by, person, numbers)
    _decide(by, referral, min(starts_on, by.today), legal_basis, words["decision"])
    return begin_course(
        by=by,
        referral=referral,
        worker=worker,
        team=team,
        starts_on=starts_on,
        walks_from=walks_from,
        taken_over_on=by.today if starts_on < by.today else None,
        rhythm_days=rhythm_days,
        reason=words["source"],
        over_norm_reason=words["norm"],
        income_basis=income_basis,
    )


def _decide(by: Actor, referral: Referral, on: date, legal_basis: str, reason: str) -> None:
    decide(
        by=by,
        referral=referral,
        outcome="yes",
        reason=reason,
        legal_basis=legal_basis,
        provider_wish="none",
        decided_on=on,
    )


def _bring(by: Actor, person: Person | None, said: Mapping[str, Any]) -> Person:
    if person is None:
        return register_person(by=by, **said)
    news = news_of(person, said)
    return change_person(by=by, person=person, **news) if news else person


def news_of(person: Person, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of someone that was not known. What our own people have written stays."""
    return {
        name: value
        for name, value in said.items()
        if value not in ("", None, False, Sex.UNKNOWN)
        and getattr(person, name) in ("", None, False, Sex.UNKNOWN)
    }


def _number(by: Actor, person: Person, numbers: Sequence[tuple[str, str]]) -> None:
    for system, value in numbers:
        set_identifier(by=by, person=person, system=system, value=value, correcting=False)


def _any_source(by: Actor) -> str:
    """Where someone came from when nobody wrote it down: "someone else", or the last line of the profile's list."""
    sources = profile_of(by.agency_id).referral_sources
    return str((sources.get("other") or sources[-1]).key)


def _in_the_words_of(by: Actor) -> dict[str, str]:
    """What stands in the records, in the agency's language."""
    with override(Agency.objects.values_list("language", flat=True).get(pk=by.agency_id)):
        return {
            "source": gettext("Taken over from an earlier system"),
            "decision": gettext("Taken over from an earlier system, where the decision stands."),
            "norm": gettext("Walked with them already, in the earlier system."),
        }


def _memory(sheet: Sheet, fingerprint: str) -> SheetMemory:
    kept = SheetMemory.objects.filter(
        agency_id=sheet.agency_id, kind=sheet.kind, fingerprint=fingerprint
    ).first()
    return kept or SheetMemory(agency_id=sheet.agency_id, kind=sheet.kind, fingerprint=fingerprint)
