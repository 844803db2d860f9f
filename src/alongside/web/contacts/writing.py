"""What a note's form is filled with, and what becomes of it when it is signed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.http import HttpRequest

from alongside.access.actor import Actor
from alongside.bridges.models import Bridge
from alongside.bridges.operations import move_bridge
from alongside.bridges.queries import ways_of
from alongside.bridges.rules import REST, State
from alongside.contacts.models import Contact, ContactKind
from alongside.contacts.operations import plan_contact, record_attempt, record_contact
from alongside.contacts.queries import Planned, ahead
from alongside.enrolments.models import Enrolment
from alongside.enrolments.queries import open_pause
from alongside.meetings.queries import Around, around_meeting
from alongside.network.models import MaySpeak
from alongside.network.queries import around_now
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.plans.models import Goal, Step
from alongside.plans.operations import add_step, change_step
from alongside.plans.queries import active_goals, next_steps
from alongside.referrals.models import Participant
from alongside.web.contacts.forms import KIND_OF, PERSON, About, NoteForm
from alongside.web.drafts import DraftSlot
from alongside.web.meetings.words import note_from
from alongside.web.network import CAUTIONS
from alongside.web.viewer import viewer_of

MOST_PEOPLE = 6
SOON = timedelta(hours=1)
"""One writes about a meeting when it is over, and sometimes when it has just begun."""


def note_form(request: HttpRequest, enrolment: Enrolment, slot: DraftSlot) -> NoteForm:
    """The form as it was posted, or with the draft in it, or fresh.

    `?how=tried` opens it at "Tried", `?planned=ID` as the note about what was planned; both also on a draft.
    A draft about a plan that was called off or written about meanwhile becomes a note of its own.
    """
    viewer = viewer_of(request)
    data = slot.data
    if data is not None and slot.is_draft:
        for name in ("how", "planned"):
            if name in request.GET:
                data[name] = request.GET[name]
    wanted = (data or request.GET).get("planned", "")
    cautions = _cautions(viewer, enrolment)
    planned = next((line for line in planned_of(viewer, enrolment) if str(line.id) == wanted), None)
    meeting = _meeting_of(viewer, planned)
    coming = [one.name for one in meeting.comes] if meeting else []
    about = About(
        profile=profile_of(viewer.agency_id),
        first_name=enrolment.person.first_name,
        now=viewer.now,
        goals=active_goals(viewer, enrolment),
        steps=next_steps(viewer, enrolment),
        people=list(dict.fromkeys([*coming, *_people_around(viewer, enrolment), *cautions])),
        cautions=cautions,
        ways=_ways(viewer, enrolment, planned),
        planned=planned,
    )
    if data is not None and slot.is_draft and about.planned is None:
        data["planned"] = ""
    how = request.GET.get("how")
    initial: dict[str, Any] = {"how": how} if how else {}
    if planned is None:
        initial |= where_they_rest(viewer, enrolment, about.profile)
    if meeting:
        initial = {"there": [PERSON, *coming], "text": note_from(meeting.lines), **initial}
    form = NoteForm(data, about=about, initial=initial)
    form.held_by(slot)
    return form


def where_they_rest(viewer: Actor, enrolment: Enrolment, profile: Profile) -> dict[str, str]:
    """Where somebody is met while their course rests, as the pause says it: nobody writes the ward down twice.

    What is protected of them stays out. One query.
    """
    pause = open_pause(viewer, enrolment)
    kind = profile.pause_kinds.get(pause.kind) if pause is not None else None
    if pause is None or kind is None or not kind.met_at:
        return {}
    return {"place": kind.met_at, "place_text": "" if enrolment.person.address_protected else pause.place}


def _meeting_of(viewer: Actor, planned: Planned | None) -> Around | None:
    """What stands around the planned meeting that the note is about: who comes, and the lines written there."""
    if planned is None or planned.kind != ContactKind.MEETING:
        return None
    return around_meeting(viewer, Contact.objects.visible_to(viewer).get(pk=planned.id))


def planned_of(viewer: Actor, enrolment: Enrolment) -> list[Planned]:
    """What is planned in this course and was not written about."""
    return ahead(viewer, [enrolment.pk])


def sign(request: HttpRequest, enrolment: Enrolment, form: NoteForm, *, key: UUID) -> Contact:
    """Write the contact, and with it what was done and what is next. Inside the caller's transaction.

    Raises:
        DomainError: as `record_contact`, `record_attempt`, `change_step`, `add_step` and `plan_contact` raise.
    """
    viewer = viewer_of(request)
    said = form.cleaned_data
    planned = _planned_contact(viewer, form)
    if form.is_try:
        contact = record_attempt(
            by=viewer,
            enrolment=enrolment,
            how=said["tried_how"],
            kind=planned.kind if planned else ContactKind.VISIT,
            occurred_at=form.occurred_at(),
            text=said["text"],
            planned=planned,
            key=key,
            **form.where(),
        )
    else:
        contact = record_contact(
            by=viewer,
            enrolment=enrolment,
            kind=KIND_OF[said["how"]],
            occurred_at=form.occurred_at(),
            minutes=form.how_long(),
            text=said["text"],
            touches=form.touches(),
            person_present=form.person_present(),
            others_present=form.others_present(),
            planned=planned,
            key=key,
            **form.where(),
        )
        for step in Step.objects.visible_to(viewer).filter(
            pk__in=form.steps_now_done(), done_on__isnull=True
        ):
            change_step(by=viewer, step=step, done_on=viewer.today)
        _go_on_the_way(viewer, contact, form, key)
    _add_step(viewer, form, key)
    _plan_next(viewer, enrolment, form, key)
    return contact


def _go_on_the_way(viewer: Actor, contact: Contact, form: NoteForm, key: UUID) -> None:
    """The visit is the one together on each way that was ticked."""
    with form.named(to="went_to", moved_on="went_to", contact="went_to"):
        for bridge in Bridge.objects.visible_to(viewer).filter(pk__in=form.ways_gone()):
            move_bridge(
                by=viewer,
                bridge=bridge,
                to=State.TOGETHER,
                moved_on=viewer.today,
                contact=contact,
                key=_key_of(key, f"way/{bridge.pk}"),
            )


def _add_step(viewer: Actor, form: NoteForm, key: UUID) -> None:
    said = form.cleaned_data
    if said["step_title"].strip() and said["step_goal"]:
        goal = Goal.objects.visible_to(viewer).get(pk=said["step_goal"])
        with form.named(title="step_title", due_on="step_due"):
            add_step(
                by=viewer,
                goal=goal,
                title=said["step_title"],
                due_on=said["step_due"],
                key=_key_of(key, "step"),
            )


def _plan_next(viewer: Actor, enrolment: Enrolment, form: NoteForm, key: UUID) -> None:
    at = form.next_at()
    if at is None:
        return
    with form.named(occurred_at="next_day"):
        plan_contact(
            by=viewer,
            enrolment=enrolment,
            kind=form.cleaned_data["next_kind"] or ContactKind.VISIT,
            occurred_at=at,
            text=form.cleaned_data["next_about"],
            key=_key_of(key, "next"),
        )


def _planned_contact(viewer: Actor, form: NoteForm) -> Contact | None:
    wanted = form.cleaned_data["planned"]
    return Contact.objects.visible_to(viewer).filter(pk=wanted).first() if wanted else None


def _cautions(viewer: Actor, enrolment: Enrolment) -> dict[str, str]:
    """Those around the person by name, with what the person wishes when it comes to speaking with them. One query."""
    around = around_now(viewer, enrolment.person, viewer.today)
    return {
        one.name or one.relation: str(CAUTIONS.get(MaySpeak(one.may_speak), ""))
        for one in around[:MOST_PEOPLE]
    }


def _ways(viewer: Actor, enrolment: Enrolment, planned: Planned | None) -> list[tuple[UUID, str]]:
    """The ways on which a visit together can come next. One query.

    Not the one whose visit was planned and is written about here: its note is enough.
    """
    days = profile_of(viewer.agency_id).bridges.days
    return [
        (way.bridge.pk, way.service)
        for way in ways_of(viewer, enrolment.person, days)
        if State.TOGETHER in way.next_states
        and way.at.at not in REST
        and (planned is None or way.visit_id != planned.id)
    ]


def _people_around(viewer: Actor, enrolment: Enrolment) -> list[str]:
    """Names of the people the order names, relatives first."""
    around = Participant.objects.visible_to(viewer).filter(referral_id=enrolment.referral_id).exclude(name="")
    relatives_first = sorted(around.order_by("name"), key=lambda one: one.kind != "relative")
    return list(dict.fromkeys(one.name for one in relatives_first))[:MOST_PEOPLE]


def _key_of(key: UUID, part: str) -> UUID:
    """The command key of another write that belongs to the same form."""
    return uuid5(NAMESPACE_OID, f"{key}/{part}")
