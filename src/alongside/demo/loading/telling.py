"""Whom a few people of the demo let us speak with, whom not, what was told, and a partner who looks in."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.access.actor import system_actor
from alongside.consents.deciding import Addressee
from alongside.consents.models import HowTold, Recipient
from alongside.consents.operations.answering import Proof, record_answer
from alongside.consents.operations.outside import add_recipient, open_partner
from alongside.consents.operations.telling import record_disclosure
from alongside.consents.rules import Answer, Evidence, To
from alongside.demo import shapes
from alongside.demo.cast import PARTNER
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.loading.documents import attach_consent
from alongside.enrolments.models import Enrolment

_HOUSING = ("Boligkontoret Solby", "housing", "00 11 22 33")
_CLINIC = ("Havnens Rusmiddelcenter", "treatment", "00 11 22 44")
_PRISON = ("Kriminalforsorgen Solby", "probation", "")
_AGO = timedelta(days=12)


def write_consents(crew: Crew, enrolment: Enrolment, course: shapes.Course, now: datetime) -> None:
    """Write down what someone with a script says about telling others."""
    given = course.person.given
    when = moment(datetime.combine((now - _AGO).date(), time(14)))
    if given not in ("Jonas", "Palle", "Line") or course.end is not None or course.start >= when.date():
        return
    by = crew.actor(course.assignments[-1].worker, when)
    signed = Proof(Evidence.SIGNED, when.date(), paper="Mappen i skab 2", explained_in="dansk")
    if given == "Jonas":
        housing = _addressee(crew, *_HOUSING, when)
        consent = record_answer(
            by=by,
            person=enrolment.person,
            to=housing,
            answer=Answer.YES,
            proof=signed,
            purpose="housing",
            categories=frozenset({"everyday", "identity", "plan", "housing"}),
            ends_on=(now + timedelta(days=14)).date(),
        )
        attach_consent(crew, by, consent, when)
        record_answer(
            by=by,
            person=enrolment.person,
            to=Addressee(To.KIND, "Politi", kind="police"),
            answer=Answer.NO,
            proof=Proof(Evidence.SAID, when.date()),
            note="Siger han med det samme. Vi spørger ikke igen for nu.",
        )
        record_disclosure(
            by=crew.actor(course.assignments[-1].worker, when + timedelta(days=1)),
            person=enrolment.person,
            to=housing,
            how=HowTold.SPOKEN,
            what="At han søger en mindre lejlighed tæt på havnen",
            purpose="housing",
            categories=["plan", "housing"],
        )
    elif given == "Palle":
        record_answer(
            by=by,
            person=enrolment.person,
            to=_addressee(crew, *_PRISON, when),
            answer=Answer.YES,
            proof=Proof(
                Evidence.VERBAL, when.date(), witness="Kontaktbetjent i arresten", explained_in="dansk"
            ),
            purpose="plan",
            categories=frozenset({"plan", "housing", "contacts"}),
        )
    else:
        record_answer(
            by=by,
            person=enrolment.person,
            to=_addressee(crew, *_CLINIC, when),
            answer=Answer.ASK,
            proof=Proof(Evidence.SAID, when.date()),
        )


def let_a_partner_in(crew: Crew, now: datetime) -> None:
    """Open an account for somebody of the housing office."""
    when = moment(datetime.combine((now - _AGO).date(), time(15)))
    office = _addressee(crew, *_HOUSING, when).recipient
    assert office is not None
    open_partner(
        by=system_actor(crew.agency.pk, when),
        recipient=office,
        name=f"{PARTNER.given} {PARTNER.family}",
        username=PARTNER.user,
    )


def _addressee(crew: Crew, name: str, kind: str, phone: str, when: datetime) -> Addressee:
    """Someone of the address book, put in the first time they are named."""
    found = Recipient.objects.filter(agency_id=crew.agency.pk, name=name).first()
    if found is None:
        by = system_actor(crew.agency.pk, when)
        found = add_recipient(by=by, kind=kind, name=name, phone=phone)
    return Addressee(To.RECIPIENT, name, found)
