"""The letters of a thread: ours to the authority, and what came from it. They are kept elsewhere, and shown here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.documents.models import Document, Way
from alongside.enrolments.models import Enrolment
from alongside.paper.models import Letter, Recipient
from alongside.web import dates


@dataclass(frozen=True)
class LetterLine:
    """A letter between the authority and us: where it is, what it is called, and which way it went."""

    url: str
    title: str
    way: str | Promise
    at: datetime
    when: str


def letters_of(viewer: Actor, enrolment: Enrolment) -> list[LetterLine]:
    """The letters of a course, as far as the viewer reads them; an authority caseworker has their own. Two queries.

    What came is found by whom it is from: a document of the course from or to the authority or its caseworker.
    """
    went = Letter.objects.under(viewer, enrolment).filter(to=Recipient.AUTHORITY)
    found = [
        LetterLine(
            reverse("letter", args=[one.pk]),
            one.subject,
            _("Letter from us"),
            one.written_at,
            dates.spoken_moment(one.written_at, viewer.today),
        )
        for one in went
    ]
    party = Q()
    for name in _names(enrolment):
        party |= Q(other_party__icontains=name)
    documents = Document.objects.under(viewer, enrolment.person).filter(
        party, enrolment=enrolment, struck_on__isnull=True, way__in=(Way.CAME, Way.WENT)
    )
    return found + [
        LetterLine(
            reverse("document", args=[one.pk]),
            one.title,
            _("Letter from them") if one.way == Way.CAME else _("Letter from us"),
            _morning(one.dated_on),
            dates.spoken_day(one.dated_on, viewer.today),
        )
        for one in documents
    ]


def _names(enrolment: Enrolment) -> list[str]:
    referral = enrolment.referral
    worker = referral.authority_worker
    return [name for name in (worker.name if worker else "", referral.authority_name) if name]


def _morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
