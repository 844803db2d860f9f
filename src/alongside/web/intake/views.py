"""The board, and what comes in."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.caseload.queries import begun_lately, walks_with
from alongside.organisation.queries import profile_of
from alongside.people.matching import known_said, possible_duplicates
from alongside.people.models import Person
from alongside.people.queries import keeps_number
from alongside.referrals import queries
from alongside.referrals.operations import write_down_referral
from alongside.referrals.policies import OPEN
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.intake import board as words_of_board
from alongside.web.intake.forms import SOMEONE_NEW, ReferralForm, SameForm
from alongside.web.intake.words import Words
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.sameness.words import Alike, alike
from alongside.web.viewer import viewer_of

PAGE = 25
EACH = 20
"""So many cards a column of the board has room for; the others stand on a page of their own."""


@page("intake.board")
def board(request: HttpRequest) -> HttpResponse:
    """Who waits, for how long and for what."""
    actor = viewer_of(request)
    month = actor.today.replace(day=1)
    assigned = begun_lately(actor, since=month, at_most=EACH)
    found = queries.board(actor, since=month, assigned=assigned, each=EACH)
    show_people(request, "intake", found.cards, assigned)
    columns = words_of_board.columns(
        found, profile=profile_of(actor.agency_id), assigned=assigned, today=actor.today
    )
    lede = words_of_board.lede(found, actor.today)
    context = {"columns": columns, "lede": lede, "reads_orders": may(actor, "delivery.receive")}
    return render(request, "intake/board.html", context)


@page("intake.board")
def column(request: HttpRequest, status: str) -> HttpResponse:
    """All of one column, in the order in which they came: when there are more than the board has room for."""
    actor = viewer_of(request)
    title = next((title for key, title, _nobody in words_of_board.COLUMNS if key == status), None)
    if title is None or status not in OPEN:
        raise Http404
    cards, last = queries.column(actor, status, after=_last_seen(request), size=PAGE)
    show_people(request, "intake_column", cards, column=status)
    shown = words_of_board.waiting_cards(cards, Words(profile_of(actor.agency_id)), actor.today)
    return render(request, "intake/column.html", {"title": title, "cards": shown, "last": last})


def _last_seen(request: HttpRequest) -> UUID | None:
    with suppress(ValueError):
        return UUID(request.GET.get("after", ""))
    return None


@page("intake.board")
def answered(request: HttpRequest) -> HttpResponse:
    """All that was answered, the latest first: with whom they walk, or where they went and why."""
    actor = viewer_of(request)
    wanted = request.GET.get("from", "0")
    start = int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0
    cards, more = queries.answered(actor, start=start, size=PAGE)
    show_people(request, "intake_answered", cards)
    walks = walks_with(actor, referral_ids=[card.referral_id for card in cards])
    words = Words(profile_of(actor.agency_id))
    shown = [words_of_board.answered(card, words, walks.get(card.referral_id), actor.today) for card in cards]
    return render(
        request, "intake/answered.html", {"cards": shown, "earlier": start + PAGE if more else None}
    )


@page("referral.write_down")
def referral_new(request: HttpRequest) -> HttpResponse:
    """Write down what someone tells us. Whoever may be here already is shown before anything is written."""
    actor = viewer_of(request)
    slot = DraftSlot(request, form="referral", subject_id=actor.agency_id)
    if answer := slot.answer():
        return answer
    form = ReferralForm.from_slot(slot, profile=profile_of(actor.agency_id), today=actor.today)
    same: SameForm | None = None
    if request.method == "POST" and form.is_valid():
        person: Person | None = None
        here = _perhaps_here(actor, form)
        if here:
            show_people(request, "referral_same", [one.person for one in here], action="search")
            same = SameForm(request.POST if "same" in request.POST else None, people=here)
            if same.is_valid():
                chosen = same.cleaned_data["same"]
                person = next((one.person for one in here if str(one.person.pk) == chosen), None)
        if same is None or (same.is_valid() and (person or same.cleaned_data["same"] == SOMEONE_NEW)):
            with form.shows():
                referral = write_down_referral(
                    by=actor,
                    source=form.cleaned_data["source"],
                    received_at=form.received_at(actor.now),
                    said=form.said,
                    person=person,
                    number=form.typed_number,
                    key=slot.key,
                    **form.asked,
                )
                said = _written_down(actor, form, referral.person)
                return slot.done(after(request, "referral", referral.pk, said=said))
    if request.method == "POST":
        slot.keep_posted()
    return render(
        request,
        "intake/referral_new.html",
        {"form": form, "same": same, "slot": slot},
        status=422 if request.method == "POST" and form.errors else 200,
    )


def _perhaps_here(actor: Actor, form: ReferralForm) -> list[Alike]:
    known = known_said(actor.agency_id, form.said, form.typed_number)
    return alike(possible_duplicates(actor, known))


def _written_down(actor: Actor, form: ReferralForm, person: Person) -> str:
    """What is said when it is kept; where the number stays with intake, that, and not why."""
    number = form.typed_number
    if number is None or keeps_number(actor, person, number[0]):
        return gettext("Written down.")
    return gettext("Written down, but for the number: intake looks at it.")
