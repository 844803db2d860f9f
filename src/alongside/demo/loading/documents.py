"""Documents that a few people of the demo have: a decision that came, and a photo of an agreement."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.access.actor import Actor
from alongside.consents.models import Consent
from alongside.demo import shapes
from alongside.demo.loading.crew import Crew, moment
from alongside.documents.files import Received
from alongside.documents.models import Way
from alongside.documents.operations import attach_document
from alongside.documents.signing import attach_signed_paper
from alongside.enrolments.models import Enrolment
from alongside.paper import letters
from alongside.paper.sheet import Sheet
from alongside.paper.typesetting import as_pdf, as_pictures

_WITH_DOCUMENTS = ("Palle", "Line", "Jonas")
_DECISION = "Afgørelse om støtte efter servicelovens § 85"
_DECIDED = (
    "Vi har besluttet, at du får støtte fra et ICM-team. Du og din case manager aftaler sammen, hvad støtten skal "
    "bruges til.\n\nDu kan klage inden fire uger. Skriv eller ring til os, så hjælper vi dig."
)
_AGREEMENT = "Aftale om hjælp til posten"
_SIGNED = "Jeg siger ja til, at I fortæller det, vi har talt om. Jeg kan altid tage det tilbage."
_AGREED = "Vi åbner din post sammen hver torsdag. Du bestemmer, hvad vi svarer på."


def attach_documents(crew: Crew, enrolment: Enrolment, course: shapes.Course) -> None:
    """Attach what somebody with a script has, on the first days of the course."""
    if course.person.given not in _WITH_DOCUMENTS or course.end is not None:
        return
    when = moment(datetime.combine(course.start + timedelta(days=1), time(13)))
    by = crew.actor(course.assignments[0].worker, when)
    authority = enrolment.referral.authority_name or crew.agency.name
    decision = _sheet(crew, enrolment.person.full_name, _DECISION, _DECIDED, when)
    attach_document(
        by=by,
        person=enrolment.person,
        enrolment=enrolment,
        file=Received("Afgørelse.pdf", as_pdf([decision], title=_DECISION, stamp=when)),
        title=_DECISION,
        kind="decision",
        way=Way.CAME,
        dated_on=course.start,
        other_party=authority,
    )
    photo = as_pictures(
        [_sheet(crew, enrolment.person.full_name, _AGREEMENT, _AGREED, when)], title=_AGREEMENT
    )[0]
    attach_document(
        by=by,
        person=enrolment.person,
        enrolment=enrolment,
        file=Received("image.png", photo),
        title=_AGREEMENT,
        kind="agreement",
        way=Way.OURS,
        dated_on=when.date(),
        final=False,
        note="Fotograferet ved køkkenbordet. Skrives under næste gang.",
    )


def attach_consent(crew: Crew, by: Actor, consent: Consent, when: datetime) -> None:
    """Photograph the paper on which a consent was signed, and tie it to the consent."""
    title = f"Samtykke: {consent.to_name}"
    photo = as_pictures([_sheet(crew, consent.person.full_name, title, _SIGNED, when)], title=title)[0]
    attach_signed_paper(
        by=by,
        consent=consent,
        file=Received("samtykke.png", photo),
        title=title,
        kind="consent",
        way=Way.OURS,
        dated_on=when.date(),
    )


def _sheet(crew: Crew, recipient: str, subject: str, body: str, when: datetime) -> Sheet:
    return letters.letter_sheet(
        language="da",
        large=False,
        subject=subject,
        body=body,
        recipient=(recipient,),
        sender=letters.sender_of(crew.agency, letters.letterhead_of(crew.agency.pk)),
        day=when.date(),
    )
