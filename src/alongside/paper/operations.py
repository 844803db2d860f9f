"""Writing templates and letters, saying how someone wants their paper, and setting the letterhead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor, Role
from alongside.access.policy import WALKS_WITH_OR_LEADS, reach
from alongside.consents.deciding import Addressee
from alongside.consents.models import HowTold
from alongside.consents.operations.telling import record_disclosure
from alongside.consents.rules import Basis, To, Without
from alongside.enrolments.models import Enrolment
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.kernel.operations import operation
from alongside.organisation.models import Agency
from alongside.organisation.queries import profile_of
from alongside.paper import errors, letters, rules
from alongside.paper.models import Letter, Letterhead, LetterTemplate, Mailing, PaperWish, Recipient
from alongside.paper.templates import Template, template_of
from alongside.paper.typesetting import CannotSet, picture_redrawn
from alongside.people.models import Person
from alongside.restrictions.errors import NotReleased
from alongside.restrictions.queries import release_for

ORDERED = "order"
"""What a letter to the authority is about: the course it ordered."""
LOGO_WIDTH = 600
"""Pixels: 10 cm at 150 dots per inch."""


@operation("letterhead.set")
def set_letterhead(
    *,
    by: Actor,
    name: str,
    lines: str,
    logo: bytes | None = None,
    keep_logo: bool = True,
    key: UUID | None = None,
) -> Letterhead:
    """Say how the agency stands on its paper from now on.

    Args:
        logo: a PNG or SVG as it was uploaded; it is drawn anew, and nothing else of the file is kept.
        keep_logo: without a new `logo`, whether the one in use stays.

    Raises:
        TextMissing: no name.
        LogoTooLarge, LogoUnreadable
    """
    rules.check_text(name, field="name")
    head = Letterhead(
        agency_id=by.agency_id,
        name=name.strip(),
        lines="\n".join(line.strip() for line in lines.splitlines() if line.strip()),
    )
    before = letters.letterhead_of(by.agency_id)
    if logo is not None:
        head.logo = _redrawn(logo)
    elif keep_logo and before is not None:
        head.logo = before.logo
    head.save()
    return head


@operation("paper.wish", on="person")
def wish_for_paper(
    *, by: Actor, person: Person, language: str, large: bool, letters: bool, key: UUID | None = None
) -> PaperWish:
    """Keep how someone wants what we hand or send them.

    Args:
        language: a code we speak, or empty: as their record or the agency says.
        letters: whether letters may be sent at all.

    Raises:
        LanguageUnknown
    """
    if language:
        rules.check_language(language)
    wish = PaperWish(person=person, language=language, large=large, letters=letters, worker_id=by.worker_id)
    wish.save()
    return wish


@operation("letter_template.write")
def write_template(
    *,
    by: Actor,
    name: str,
    language: str,
    to: str,
    subject: str,
    body: str,
    letter: str = "",
    template: LetterTemplate | None = None,
    version: int | None = None,
    key: UUID | None = None,
) -> LetterTemplate:
    """Keep a letter template of the agency, new or changed.

    Args:
        letter: the key of the letter it is another wording of; empty for a letter of its own.
        template: the one that is changed; its key and language stay.

    Raises:
        FieldsUnknown, TextMissing, TextTooLong, LanguageUnknown
        TemplateTaken: there is one of that key in this language.
        StaleRecord: someone else changed it in between.
    """
    rules.check_text(name, field="name")
    rules.check_template(subject, body)
    if template is None:
        rules.check_language(language)
        taken = LetterTemplate.objects.filter(agency_id=by.agency_id, key=letter, language=language)
        if letter and taken.exists():
            raise errors.TemplateTaken(field="language")
        template = LetterTemplate(agency_id=by.agency_id, key=letter or f"own-{new_id()}", language=language)
    elif template.agency_id != by.agency_id:
        raise NotAllowed
    else:
        template.require_version(version)
    template.name, template.to = name.strip(), Recipient(to)
    template.subject, template.body, template.retired = subject.strip(), body.strip(), False
    template.save()
    return template


@operation("letter_template.retire")
def retire_template(*, by: Actor, template: LetterTemplate) -> LetterTemplate:
    """Offer a template no longer. Letters that were written with it stay as they are."""
    if template.agency_id != by.agency_id:
        raise NotAllowed
    template.retired = True
    template.save()
    return template


@operation("letter.finish", on="enrolment")
def finish_letter(
    *,
    by: Actor,
    enrolment: Enrolment,
    to: str,
    recipient: str,
    language: str,
    subject: str,
    body: str,
    address: str = "",
    reason: str = "",
    large: bool = False,
    template_key: str = "",
    template_version: int = 0,
    occasion: str = "",
    mailing: Mailing | None = None,
    key: UUID | None = None,
) -> Letter:
    """Keep a letter as it goes out, with the fingerprint of its PDF. One to the authority gets its line in the ledger.

    Args:
        address: the lines under the name; empty when it is handed over.
        reason: why a protected address is on it.
        occasion: what a run is about; the letter of a template for it is written once, and answered with again.

    Raises:
        FieldsLeft, TextMissing, TextTooLong, LanguageUnknown, RecipientMissing
        NotReleased: it is, and no second person has agreed.
        ReasonMissing: the person's address is protected, is on it, and nobody said why.
    """
    if occasion and (before := _written_before(enrolment, template_key, occasion)):
        return before
    rules.check_language(language)
    rules.check_text(subject, field="subject")
    rules.check_text(body)
    rules.require_filled(subject, body)
    if not recipient.strip():
        raise errors.RecipientMissing(field="recipient")
    profile = profile_of(by.agency_id)
    protected = to == Recipient.PERSON and enrolment.person.address_protected and bool(address.strip())
    if protected and release_for(by, enrolment.person) is None:
        raise NotReleased(field="address")
    rules.check_reason(reason, needed=protected)
    letter = Letter(
        enrolment=enrolment,
        written_at=by.now,
        worker_id=by.worker_id,
        to=Recipient(to),
        recipient=recipient.strip(),
        address="\n".join(line.strip() for line in address.splitlines() if line.strip()),
        address_reason=reason.strip() if protected else "",
        language=language,
        large=large,
        subject=subject.strip(),
        body=body.strip(),
        letterhead=letters.letterhead_of(by.agency_id),
        agency_name=Agency.objects.values_list("name", flat=True).get(pk=by.agency_id),
        template_key=template_key,
        template_version=template_version,
        occasion=occasion,
        mailing=mailing,
        part2=profile.part2.in_force,
    )
    letter.digest = letters.digest_of(letters.pdf_of(letter))
    letter.save()
    if letter.to == Recipient.AUTHORITY:
        record_disclosure(
            by=by,
            person=enrolment.person,
            to=Addressee(To.AUTHORITY, letter.recipient),
            how=HowTold.SENT,
            what=letter.subject,
            purpose=profile.telling_purposes[0].key,
            categories=[ORDERED],
            without=Without(Basis.ORDER),
            digest=letter.digest,
        )
    return letter


@operation("mailing.make")
def make_mailing(
    *, by: Actor, courses: Collection[Enrolment], template_key: str, key: UUID | None = None
) -> Mailing:
    """Write one letter about their coming review to each of these people, in their own language.

    Whoever cannot get one is kept with the reason (`rules.LeftOut`). A letter that was written before for the same
    review and day is not written again; it belongs to its first run.

    Args:
        courses: each read together with person, team and referral.

    Raises:
        NobodyChosen, TooManyAtOnce, TemplateUnknown
        NotAllowed: one of them is not theirs to write to.
    """
    if not courses:
        raise errors.NobodyChosen(field="chosen")
    if len(courses) > rules.MOST_AT_ONCE:
        raise errors.TooManyAtOnce(field="chosen", most=rules.MOST_AT_ONCE)
    _require_theirs(by, courses)
    template = template_of(by.agency_id, profile_of(by.agency_id), template_key)
    if template is None or template.to != Recipient.PERSON:
        raise errors.TemplateUnknown(field="template")
    known = letters.known_about(by, courses)
    wishes = letters.wishes_of(by, [course.person for course in courses], otherwise=known.agency.language)
    run = _Run(by, template, known, wishes, _occasions_written(courses, template_key))
    drafted = [(course, run.draft(course)) for course in courses]
    mailing = Mailing(
        agency_id=by.agency_id,
        worker_id=by.worker_id,
        template_key=template_key,
        made_at=by.now,
        left_out=[[str(course.person_id), draft] for course, draft in drafted if isinstance(draft, str)],
    )
    mailing.save()
    for course, draft in drafted:
        if not isinstance(draft, str):
            finish_letter(by=by, enrolment=course, mailing=mailing, **draft)
    return mailing


@dataclass(frozen=True)
class _Run:
    """What a run knows while it goes from one person to the next."""

    by: Actor
    template: Template
    known: letters.Known
    wishes: dict[UUID, letters.Wish]
    written: set[tuple[UUID, str]]
    """What there is a letter about already, as (course, occasion)."""

    def draft(self, course: Enrolment) -> dict[str, Any] | rules.LeftOut:
        """The letter to one person as `finish_letter` takes it, or why there is none."""
        person, review = course.person, self.known.reviews.get(course.pk)
        if review is None:
            return rules.LeftOut.NO_REVIEW
        occasion = f"review/{review.pk}/{review.due_on.isoformat()}"
        if (course.pk, occasion) in self.written:
            return rules.LeftOut.WRITTEN
        wish = self.wishes[person.pk]
        if (why := letters.why_left_out(person, wish)) is not None:
            return why
        wording = self.template.in_(wish.language)
        values = letters.values_for(course, self.known, language=wording.language, today=self.by.today)
        subject, body = rules.filled(wording.subject, values), rules.filled(wording.body, values)
        try:
            rules.require_filled(subject, body)
        except errors.FieldsLeft:
            return rules.LeftOut.INCOMPLETE
        return {
            "to": Recipient.PERSON,
            "recipient": person.full_name,
            "address": "\n".join(letters.address_of(person)),
            "language": wording.language,
            "large": wish.large,
            "subject": subject,
            "body": body,
            "template_key": self.template.key,
            "template_version": wording.version,
            "occasion": occasion,
        }


def _require_theirs(by: Actor, courses: Collection[Enrolment]) -> None:
    ids = {course.pk for course in courses}
    theirs = Enrolment.objects.filter(reach(Enrolment, by, WALKS_WITH_OR_LEADS), pk__in=ids)
    if Role.SYSTEM not in by.roles and theirs.count() != len(ids):
        raise NotAllowed


def _occasions_written(courses: Collection[Enrolment], template_key: str) -> set[tuple[UUID, str]]:
    rows = Letter.objects.filter(enrolment__in=list(courses), template_key=template_key).exclude(occasion="")
    return set(rows.values_list("enrolment_id", "occasion"))


def _written_before(enrolment: Enrolment, template_key: str, occasion: str) -> Letter | None:
    found: Letter | None = Letter.objects.filter(
        enrolment=enrolment, template_key=template_key, occasion=occasion
    ).first()
    return found


def _redrawn(logo: bytes) -> bytes:
    kind = rules.kind_of_picture(logo)
    try:
        drawn = picture_redrawn(logo, kind, width=LOGO_WIDTH)
    except CannotSet as error:
        raise errors.LogoUnreadable(field="logo") from error
    if len(drawn) > rules.MOST_LOGO_BYTES:
        raise errors.LogoTooLarge(
            field="logo", kilobytes=rules.MOST_LOGO_BYTES // 1024, pixels=rules.MOST_LOGO_PIXELS
        )
    return drawn
