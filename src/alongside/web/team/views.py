"""The team today, and passing a person on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from alongside.attention.queries import Companion, TeamOverview, WorkerLine, team_overview
from alongside.attention.rules import State
from alongside.audit.purposes import Purpose
from alongside.caseload.keeping_out import needs_another
from alongside.caseload.moves import covers_of_team
from alongside.caseload.operations import change_case_manager
from alongside.caseload.queries import capacity, let_in
from alongside.crisis.event_queries import late_count
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Worker
from alongside.referrals.models import ReferralStatus
from alongside.web import dates
from alongside.web.caseload.rows import cover_rows
from alongside.web.caseload.words import weight_of
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.pages import gate, page
from alongside.web.places import as_left
from alongside.web.team.forms import PassOnForm
from alongside.web.today.rows import WalkRow, number, walk_row
from alongside.web.viewer import viewer_of
from alongside.web.why import why_sought


@dataclass(frozen=True)
class Link:
    """A name that leads somewhere, with a word about it."""

    url: str
    name: str
    detail: str = ""
    state: str = ""
    act_url: str = ""
    when: str = ""


@dataclass(frozen=True)
class WorkerRow:
    """A case manager in the table."""

    name: str
    initials: str
    share: str
    people: int
    places: int
    weight: str
    leaving_url: str
    cover_url: str
    now: list[tuple[str, str]]
    walks_with: list[Link]


@page("team.read")
def team(request: HttpRequest) -> HttpResponse:
    """Who walks with how many, who is out of touch, what is late and who waits."""
    actor = viewer_of(request)
    elsewhere = as_left(request, "team", ["team"], lambda _name, value: _uuid(value) is not None)
    if elsewhere is not None:
        return elsewhere
    found = team_overview(actor, _uuid(request.GET.get("team", "")))
    if found is None:
        return render(request, "team/none.html")
    purpose = Purpose.SUPERVISION if found.leads else Purpose.TEAM
    show_people(request, "team", found, purpose=purpose, team=str(found.team.id))
    now = localtime(actor.now)
    here = reverse("team")
    return render(
        request,
        "team/team.html",
        {
            "team": found,
            "lede": lede(found),
            "tabs": [
                {"url": f"{here}?team={one.id}", "label": one.name, "current": one.id == found.team.id}
                for one in found.teams
            ],
            "workers": [worker_row(line, leads=found.leads) for line in found.workers],
            "events_late": late_count(actor),
            "kept_out": needs_another(actor),
            "nobodys": [
                *[_person(who, leads=found.leads, route="pass_on") for who in found.nobodys],
                *[_left(who, leads=found.leads) for who in found.left],
            ],
            "covers": cover_rows(actor, covers_of_team(actor, [found.team.id]), all_mine=found.leads),
            "balance_url": reverse("balance", args=[found.team.id]) if found.leads else "",
            "sought": [
                _Sought(
                    walk_row(walk, now),
                    walk.who.worker_name,
                    why_sought(walk, now, me=actor.worker_id),
                    reverse("outreach", args=[walk.who.enrolment_id]),
                )
                for walk in found.sought
            ],
            "out_of_touch": [
                _OutOfTouch(walk_row(walk, now), walk.who.worker_name) for walk in found.out_of_touch
            ],
            "late": [
                Link(
                    reverse("review", args=[who.enrolment_id]),
                    who.name,
                    dates.due(review.due_on, actor.today),
                )
                for who, review in found.reviews_late
            ],
            "waiting": [
                Link(
                    reverse("referral", args=[one.referral_id]),
                    one.name,
                    str(ReferralStatus(one.status).label),
                    "late" if one.late else "",
                    when=ngettext("%(days)d day", "%(days)d days", one.days) % {"days": one.days},
                )
                for one in found.waiting
            ],
            "proposals": [
                Link(
                    reverse("closure", args=[one.proposal_id]),
                    one.name,
                    gettext("%(name)s asked %(day)s")
                    % {"name": one.proposed_by, "day": dates.spoken_day(one.proposed_on, actor.today)},
                    "mine" if one.mine else "",
                )
                for one in found.proposals
            ],
            "on_time": round(100 * found.held_on_time / found.held) if found.held else None,
        },
    )


@page("assignment.change")
def pass_on(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Another case manager walks with the person from a day on."""
    actor = viewer_of(request)
    enrolment, _may = gate(
        request, Enrolment, enrolment_id, policy="assignment.change", related=("person", "team")
    )
    loads = let_in(
        capacity(actor.agency_id, actor.today, team_ids=[enrolment.team_id]),
        enrolment.person_id,
        actor.today,
    )
    slot = DraftSlot(request, form="pass_on", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    form = PassOnForm.from_slot(slot, loads=loads, today=actor.today)
    if request.method == "POST" and form.is_valid():
        worker = Worker.objects.get(pk=form.cleaned_data["worker"])
        with form.shows():
            change_case_manager(
                by=actor, enrolment=enrolment, key=slot.key, **{**form.cleaned_data, "worker": worker}
            )
            said = gettext("%(worker)s walks with %(person)s from %(day)s.") % {
                "worker": worker.name,
                "person": enrolment.person.first_name,
                "day": dates.spoken_day(form.cleaned_data["starts_on"], actor.today),
            }
            return slot.done(after(request, "team", said=said))
    return render(request, "team/pass_on.html", {"form": form, "slot": slot, "person": enrolment.person})


@dataclass(frozen=True)
class _Sought:
    row: WalkRow
    worker_name: str
    why: str
    url: str


@dataclass(frozen=True)
class _OutOfTouch:
    row: WalkRow
    worker_name: str


def lede(found: TeamOverview) -> list[str]:
    """The team in a few sentences."""
    said = [
        ngettext("One person walks with us.", "%(count)s people walk with us.", found.people)
        % {"count": number(found.people)}
    ]
    if found.silent:
        said.append(
            ngettext("One is silent.", "%(count)s are silent.", found.silent)
            % {"count": number(found.silent)}
        )
    if found.waiting_count:
        said.append(
            ngettext("One waits.", "%(count)s wait.", found.waiting_count)
            % {"count": number(found.waiting_count)}
        )
    return [capfirst(one) for one in said]


def worker_row(line: WorkerLine, *, leads: bool) -> WorkerRow:
    """A case manager in the reader's language; only the lead gets the way to pass somebody on."""
    load = line.load
    now = []
    if line.silent:
        now.append(
            ("late", ngettext("%(count)d silent", "%(count)d silent", line.silent) % {"count": line.silent})
        )
    if line.quiet:
        now.append(
            ("due", ngettext("%(count)d quiet", "%(count)d quiet", line.quiet) % {"count": line.quiet})
        )
    if line.reviews_late:
        said = ngettext("%(count)d review late", "%(count)d reviews late", line.reviews_late)
        now.append(("due", said % {"count": line.reviews_late}))
    return WorkerRow(
        name=load.name,
        initials=load.initials,
        share=gettext("%(percent)d %% of a post") % {"percent": load.fte * 100} if load.fte < 1 else "",
        people=load.people,
        places=load.places,
        weight=weight_of(load.weight, load.weight_places),
        leaving_url=reverse("leaving", args=[load.worker_id]) if leads else "",
        cover_url=reverse("cover_new", args=[load.worker_id]) if leads else "",
        now=now,
        walks_with=[_person(who, leads=leads) for who in line.people],
    )


def _left(who: Companion, *, leads: bool) -> Link:
    said = gettext("%(name)s works here no longer") % {"name": who.worker_name}
    return replace(_person(who, leads=leads, route="pass_on"), detail=said, state="left")


def _person(who: Companion, *, leads: bool, route: str = "hand_over_new") -> Link:
    silence = who.silence
    return Link(
        url=reverse("person", args=[who.person_id]),
        name=who.name,
        detail=dates.ago(silence.days) if silence.met else gettext("not met yet"),
        state={State.SILENT: "late", State.QUIET: "due"}.get(silence.state, ""),
        act_url=reverse(route, args=[who.enrolment_id]) if leads else "",
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
