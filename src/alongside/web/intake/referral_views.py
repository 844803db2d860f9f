"""One referral: what is asked, what is known, and correcting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.access.policy import may as may_do
from alongside.caseload.queries import proposed_workers, walks_with
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people import matching
from alongside.people.models import Person, PersonIdentifier
from alongside.referrals.models import CriterionAnswer, Decision, Referral, ReferralStatus
from alongside.referrals.operations import correct_referral
from alongside.referrals.order_content import what_is_asked
from alongside.web.caseload.words import fit_rows
from alongside.web.drafts import DraftSlot
from alongside.web.forms import HouseForm, after
from alongside.web.intake.board import SOON
from alongside.web.intake.forms import (
    OF_THE_PERSON,
    OF_THE_REFERRAL,
    CriteriaForm,
    DecisionForm,
    ReferralForm,
    as_answered,
)
from alongside.web.intake.words import EVALUATIONS, GOAL_TYPES, PARTICIPANTS, RELATIONS, Words
from alongside.web.pages import May, gate, page
from alongside.web.sameness.words import Alike, alike
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of

BEING_ANSWERED = (ReferralStatus.NEW, ReferralStatus.CLARIFYING)
PROPOSED = 6
"""Case managers shown at once; the others stand under a fold."""


@dataclass(frozen=True)
class Deciding:
    """The two forms of the decision, and the draft they keep together."""

    slot: DraftSlot
    criteria: CriteriaForm
    decision: DecisionForm

    @property
    def forms(self) -> list[HouseForm]:
        """Both, for the summary of what is to be put right."""
        return [self.criteria, self.decision]


@page("referral.read")
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What is asked for, by whom, and where it stands; for whoever decides also the questions and the decision."""
    record, may = open_referral(request, referral_id)
    deciding = None
    if record.status in BEING_ANSWERED and may("referral.decide"):
        deciding = begin_deciding(request, record)
    return show(request, record, may, deciding=deciding)


@page("referral.correct")
def referral_change(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Add to what is written: a name, a number, a wish."""
    record, _may = open_referral(request, referral_id, policy="referral.correct")
    actor = viewer_of(request)
    slot = DraftSlot(request, form="referral", subject_id=record.pk)
    if answer := slot.answer():
        return answer
    reads = [
        Read(record, fields("source", *OF_THE_REFERRAL)),
        Read(record.person, fields(*OF_THE_PERSON), version="person_version"),
    ]
    form = ReferralForm.from_slot(
        slot,
        initial=reads[0].initial | reads[1].initial,
        profile=profile_of(actor.agency_id),
        today=actor.today,
        correcting=True,
    ).meets(*reads)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            correct_referral(
                by=actor,
                referral=record,
                said=form.said,
                number=form.typed_number,
                source=form.cleaned_data["source"],
                version=form.cleaned_data["version"],
                person_version=form.cleaned_data["person_version"],
                **form.asked,
            )
            return slot.done(after(request, "referral", record.pk, said=_("Kept.")))
    context = {
        "referral": record,
        "form": form,
        "slot": slot,
        "numbers": numbers_of(actor, record.person),
    }
    return render(
        request, "intake/referral_change.html", context, status=422 if form.is_bound and form.errors else 200
    )


def open_referral(
    request: HttpRequest, referral_id: UUID, *, policy: str = "referral.read"
) -> tuple[Referral, May]:
    """The referral with its person, and what the viewer may do with it.

    Raises:
        Http404: there is none, or the viewer may not do this with it.
    """
    return gate(request, Referral, referral_id, policy=policy, related=("person", "authority_worker"))


def begin_deciding(request: HttpRequest, record: Referral) -> Deciding:
    """The forms of the decision: what was posted, or the draft over the answers that stand."""
    actor = viewer_of(request)
    profile = profile_of(actor.agency_id)
    slot = DraftSlot(request, form="decision", subject_id=record.pk)
    posted = request.POST if request.method == "POST" else None
    draft = slot.data.dict() if slot.is_draft and slot.data else {}
    answers = list(CriterionAnswer.objects.visible_to(actor).filter(referral=record))
    criteria = CriteriaForm(posted, initial={**as_answered(answers), **draft}, profile=profile)
    decision = DecisionForm(posted, initial=draft, profile=profile, person=record.person, today=actor.today)
    for form in (criteria, decision):
        form.held_by(slot)
    decision.sent_otherwise = slot.sent_otherwise()
    return Deciding(slot=slot, criteria=criteria, decision=decision)


def show(
    request: HttpRequest, record: Referral, may: May, *, deciding: Deciding | None, status: int = 200
) -> HttpResponse:
    """The page of a referral. As many queries for a big order as for a small one."""
    actor = viewer_of(request)
    profile = profile_of(actor.agency_id)
    words = Words(profile)
    decides = may("referral.decide")
    proposals = []
    if record.status == ReferralStatus.WAITING and may("course.begin"):
        proposals = fit_rows(proposed_workers(actor, record, day=actor.today))
    person = record.person
    walks = walks_with(actor, referral_ids=[record.pk]).get(record.pk)
    context: dict[str, Any] = {
        "referral": record,
        "person": person,
        "may": may,
        "today": actor.today,
        "due_state": _due_state(record, actor),
        "age": _age(person, actor),
        "source": words.source(record.source),
        "received_on": localtime(record.received_at).date(),
        "asked": what_is_asked(actor, record),
        "words": words,
        "goal_types": GOAL_TYPES,
        "evaluations": EVALUATIONS,
        "participants": PARTICIPANTS,
        "relations": RELATIONS,
        "numbers": numbers_of(actor, person),
        "deciding": deciding,
        "answers": [] if deciding else _answers(actor, record, profile),
        "decisions": _decisions(actor, record, words),
        "walks": walks,
        "sees_person": walks is not None and may_do(actor, "person.open", person),
        "proposals": proposals[:PROPOSED],
        "more_proposals": proposals[PROPOSED:],
        "here_before": list(
            Referral.objects.visible_to(actor)
            .filter(person=person)
            .exclude(pk=record.pk)
            .order_by("-received_at")
        ),
        "perhaps_same": _perhaps_same(actor, person) if decides and deciding else [],
    }
    return render(request, "intake/referral.html", context, status=status)


def numbers_of(actor: Actor, person: Person) -> list[tuple[str, str]]:
    """(kind, number) pairs of a person."""
    language = get_language() or "en"
    kinds = {
        system.system: system.label.in_(language) for system in profile_of(actor.agency_id).identifier_systems
    }
    rows = PersonIdentifier.objects.visible_to(actor).filter(person=person).order_by("system")
    return [(kinds.get(row.system, row.system), row.value) for row in rows]


def _answers(actor: Actor, record: Referral, profile: Profile) -> list[dict[str, Any]]:
    """The questions with their answers, to read. None when nobody has answered any."""
    given = {row.criterion: row for row in CriterionAnswer.objects.visible_to(actor).filter(referral=record)}
    language = get_language() or "en"
    return [
        {"label": criterion.label.in_(language), "row": given[criterion.key]}
        for criterion in profile.criteria
        if criterion.key in given
    ]


def _decisions(actor: Actor, record: Referral, words: Words) -> list[dict[str, Any]]:
    rows = Decision.objects.visible_to(actor).filter(referral=record).order_by("-recorded_at", "-pk")
    return [
        {
            "row": row,
            "basis": words.basis(row.legal_basis),
            "destination": words.destination(row.destination),
        }
        for row in rows
    ]


def _perhaps_same(actor: Actor, person: Person) -> list[Alike]:
    numbers = matching.numbers_of([person.pk]).get(person.pk, ())
    known = matching.known_of(person, numbers)
    return alike(matching.possible_duplicates(actor, known, except_person=person.pk))


def _due_state(record: Referral, actor: Actor) -> str:
    left = (record.answer_due_on - actor.today).days if record.answer_due_on else SOON + 1
    return "late" if left < 0 else "soon" if left <= SOON else ""


def _age(person: Person, actor: Actor) -> int | None:
    if person.birth_date is None:
        return None
    born, today = person.birth_date, actor.today
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def posted_version(request: HttpRequest, name: str, current: int) -> int:
    """The version the editor saw; on a page that is just being opened, the current one."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() else current
