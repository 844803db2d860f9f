"""Those whom somebody walks with: who they are, where, how long since we met, and whether we look for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.timezone import localtime

from alongside.access.actor import Actor
from alongside.access.denials import closed
from alongside.attention import rules
from alongside.attention.queries.whose import held_on
from alongside.attention.rules import ComingOut, Silence, Sought, StillWay
from alongside.bridges.models import Bridge
from alongside.bridges.queries import longest_still, read, ways_of_each
from alongside.caseload.models import Assignment, AssignmentKind, HandOver, HandOverStatus
from alongside.contacts.models import Contact, ContactStatus
from alongside.contacts.queries import FACE_TO_FACE
from alongside.enrolments.models import Enrolment, Pause
from alongside.enrolments.rules import DayOut, out
from alongside.housing.at_risk import due_of, due_threat, lost_home
from alongside.housing.models import HousingStay
from alongside.housing.rules import DueThreat
from alongside.kernel.gathering import Rows, unpacked
from alongside.organisation.models import Agency
from alongside.organisation.profile import Profile, load_profile, with_overrides
from alongside.outreach.models import Outreach
from alongside.outreach.rules import Rest, rung
from alongside.people.knowing import to_know
from alongside.people.models import Flag, Person

LOST_HOME_DAYS = 30
"""So long a lost home is a reason to look for somebody we have not met since; our own choice."""
MET = Q(status=ContactStatus.HELD, kind__in=FACE_TO_FACE, person_present=True)
"""Face to face. A call or a message keeps hold of somebody and does not count as having met."""


@dataclass(frozen=True)
class Whereabouts:
    """What the records say about where somebody is now; keys of the profile and words. Empty when unknown."""

    pause_kind: str
    pause_place: str
    housing_kind: str
    housing_place: str
    mostly: str


@dataclass(frozen=True, kw_only=True)
class InBrief:
    """Somebody we walk with, as the rail and lists of people show them."""

    enrolment_id: UUID
    person_id: UUID
    name: str
    first_name: str
    initials: str
    worker_id: UUID | None
    worker_name: str
    starts_on: date
    silence: Silence
    last_met_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Companion(InBrief):
    """Somebody we walk with, as Today and the team page show them."""

    phone: str
    where: Whereabouts
    lost_home_on: date | None = None
    """The day on which a home was lost in the last weeks, when we have not met since."""
    threat: DueThreat | None = None
    cover_until: date | None = None
    """The first day without the viewer's own cover, while they cover; `cover_note` is what they were told."""
    cover_note: str = ""
    sought: Sought | None = None
    """Since when we look for them, when they were not there and we have not met since."""
    out: ComingOut | None = None
    """When they come out, while they are in hospital, prison or treatment."""
    way: StillWay | None = None
    """The way to a service on which nothing has happened for longest, when that is long enough to tell."""
    moving: bool = False
    """Whether somebody covers, or is going to, or a hand-over is not finished."""
    flags: tuple[Flag, ...] = ()
    """What one has to know before meeting them, what warns first; records with `worker_name`."""


def in_brief(viewer: Actor, which: Q) -> list[InBrief]:
    """The people of the running courses of `which` that the viewer may see, by name. One query, a light one."""
    rows = list(_running(viewer, which).values(*_BRIEF))
    return [InBrief(**_said_of(row, profile_in(rows), viewer.today)) for row in rows]


def companions(viewer: Actor, which: Q) -> tuple[list[Companion], Profile | None]:
    """The same people with where they are and who covers, and the profile. One query."""
    rows = list(_courses(viewer, which))
    if not rows:
        return [], None
    profile = profile_in(rows)
    return [_companion(row, profile, viewer.today) for row in rows], profile


def profile_in(rows: Sequence[dict[str, Any]]) -> Profile:
    """The practice profile of the agency whose courses these are."""
    return with_overrides(load_profile(rows[0]["profile_key"]), rows[0]["profile_overrides"])


_BRIEF = (
    "pk",
    "starts_on",
    "rhythm_days",
    "person_id",
    "person__given_name",
    "person__family_name",
    "person__called_name",
    "now_primary__worker_id",
    "now_primary__worker__name",
    "now_paused__starts_on",
    "last_met_at",
    "profile_key",
    "profile_overrides",
)


def _running(viewer: Actor, which: Q) -> QuerySet[Any]:
    today = viewer.today
    last_met = (
        Contact.objects.unscoped()
        .standing()
        .filter(MET, enrolment=OuterRef("pk"))
        .order_by("-occurred_at", "-id")
    )
    agency = Agency.objects.filter(pk=viewer.agency_id)
    found: QuerySet[Any] = (
        Enrolment.objects.visible_to(viewer)
        .filter(which, Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)
        .annotate(
            now_primary=FilteredRelation(
                "assignments",
                condition=Q(assignments__kind=AssignmentKind.PRIMARY) & held_on(today, "assignments__"),
            ),
            now_paused=FilteredRelation("pauses", condition=Q(pauses__ends_on__isnull=True)),
            last_met_at=Subquery(last_met.values("occurred_at")[:1]),
            # Of the viewer's agency, which is the course's: joined, they would be the seventh and eighth table, and
            # PostgreSQL looks for the best order of eight at the most.
            profile_key=Subquery(agency.values("profile_key")),
            profile_overrides=Subquery(agency.values("profile_overrides")),
        )
        .order_by("person__given_name", "person__family_name", "person__called_name", "pk")
    )
    return found


def _courses(viewer: Actor, which: Q) -> QuerySet[Any]:
    today = viewer.today
    covers = Assignment.objects.unscoped().filter(
        enrolment=OuterRef("pk"), kind=AssignmentKind.COVER, ends_on__gt=today
    )
    own_cover = covers.filter(worker_id=viewer.worker_id, starts_on__lte=today).order_by("-ends_on", "pk")
    hand_overs = HandOver.objects.unscoped().filter(
        enrolment=OuterRef("pk"),
        status__in=(HandOverStatus.ASKED, HandOverStatus.ACCEPTED),
        finished_on__isnull=True,
    )
    threads = Outreach.objects.unscoped().filter(enrolment=OuterRef("pk"), closed_at__isnull=True)
    rests = Pause.objects.unscoped().filter(
        enrolment=OuterRef("pk"), enrolment__outreaches__closed_at__isnull=True
    )
    found: QuerySet[Any] = _running(viewer, which).annotate(
        now_lives=FilteredRelation(
            "person__housing_stays", condition=Q(person__housing_stays__ends_on__isnull=True)
        ),
        lost_home_on=lost_home(since=today - timedelta(days=LOST_HOME_DAYS), today=today),
        threat=due_threat(viewer),
        ways=ways_of_each(viewer),
        cover_until=Subquery(own_cover.values("ends_on")[:1]),
        cover_note=Subquery(own_cover.values("note")[:1]),
        moving=Exists(covers) | Exists(hand_overs),
        home_shut=_shut(viewer),
        flags=to_know(viewer, "person"),
        thread=Rows(threads, *_THREAD, next_worker_name="next_worker__name"),
        rests=Rows(rests, *_REST),
    )
    return found.values(
        *_BRIEF,
        "person__phone",
        "person__whereabouts",
        "person__address_protected",
        "home_shut",
        "now_paused__kind",
        "now_paused__place",
        *_OUT,
        "now_lives__kind",
        "now_lives__id",
        "now_lives__place",
        "lost_home_on",
        "threat",
        "ways",
        "cover_until",
        "cover_note",
        "moving",
        "flags",
        "thread",
        "rests",
    )


_OUT = (
    "now_paused__id",
    "now_paused__out_on",
    "now_paused__out_said_by",
    "now_paused__out_said_on",
    "now_paused__out_moved_from",
)
_THREAD = ("id", "first_missed_at", "next_try", "next_on", "next_worker_id")
_REST = ("starts_on", "ends_on", "recorded_at")


def _sought(row: dict[str, Any], profile: Profile, today: date) -> Sought | None:
    """Since when we look for them, and how far up the ladder that is."""
    if not row["thread"]:
        return None
    thread = unpacked(Outreach, row["thread"])[0]
    missed_on = localtime(thread.first_missed_at).date()
    rests = [
        Rest(one.starts_on, localtime(one.recorded_at).date(), one.ends_on)
        for one in unpacked(Pause, row["rests"])
    ]
    stands = rung(missed_on, today, profile.outreach_rungs, rests)
    reached = profile.outreach_rungs[stands.place]
    return Sought(
        id=thread.id,
        missed_on=missed_on,
        days=stands.days,
        rung=reached.key,
        acts=reached.acts,
        next_try=thread.next_try,
        next_on=thread.next_on,
        next_worker_id=thread.next_worker_id,
        next_worker=thread.next_worker_name or "",
    )


def _coming_out(row: dict[str, Any], profile: Profile, today: date) -> ComingOut | None:
    """When they come out; None when the course does not rest, or they go and come as they wish."""
    kind = profile.pause_kinds.get(row["now_paused__kind"] or "")
    if kind is None or kind.comes_out is None or not _rests(row, today):
        return None
    pause_id, on, said_by, said_on, moved_from = (row[name] for name in _OUT)
    day = DayOut(on, said_by, said_on, moved_from)
    state = out(
        day,
        paused_on=row["now_paused__starts_on"],
        today=today,
        announce_days=profile.coming_out.announce_days,
        ask_days=profile.coming_out.ask_days,
    )
    return ComingOut(pause_id, kind.key, day, state)


def _still(row: dict[str, Any], profile: Profile, today: date) -> StillWay | None:
    """The way that stands still for longest. A visit nobody wrote about tells itself, as every planned contact."""
    ways = (read(bridge, today, profile.bridges.days) for bridge in unpacked(Bridge, row["ways"]))
    way = longest_still(ways)
    if way is None or way.still is None:
        return None
    return StillWay(way.bridge.pk, way.service, way.at.at.value, way.still)


def _shut(viewer: Actor) -> Any:
    """Whether where they live is closed to the viewer, as a column."""
    if (shut := closed(viewer, HousingStay)) is None:
        return Value(False, output_field=BooleanField())
    return Case(When(now_lives__id__in=shut, then=True), default=False, output_field=BooleanField())


def _said_of(row: dict[str, Any], profile: Profile, today: date) -> dict[str, Any]:
    """What is said of them in brief, by the names of `InBrief`."""
    last_met_at = row["last_met_at"]
    person = Person(
        given_name=row["person__given_name"],
        family_name=row["person__family_name"],
        called_name=row["person__called_name"],
    )
    return {
        "enrolment_id": row["pk"],
        "person_id": row["person_id"],
        "name": person.full_name,
        "first_name": person.first_name,
        "initials": person.initials,
        "worker_id": row["now_primary__worker_id"],
        "worker_name": row["now_primary__worker__name"] or "",
        "starts_on": row["starts_on"],
        "silence": rules.silence(
            today=today,
            agreed_days=row["rhythm_days"],
            starts_on=row["starts_on"],
            last_met_on=localtime(last_met_at).date() if last_met_at else None,
            resting=_rests(row, today),
            quiet_after=profile.rhythm.quiet_after,
            silent_after=profile.rhythm.silent_after,
        ),
        "last_met_at": last_met_at,
    }


def _rests(row: dict[str, Any], today: date) -> bool:
    return row["now_paused__starts_on"] is not None and row["now_paused__starts_on"] <= today


def _companion(row: dict[str, Any], profile: Profile, today: date) -> Companion:
    last_met_at, lost_home_on = row["last_met_at"], row["lost_home_on"]
    if lost_home_on is not None and last_met_at is not None and localtime(last_met_at).date() >= lost_home_on:
        lost_home_on = None
    resting, shut = _rests(row, today), row["home_shut"]
    person = Person(
        pk=row["person_id"],
        address_protected=row["person__address_protected"],
        phone=row["person__phone"],
        whereabouts=row["person__whereabouts"],
    )
    home = HousingStay(pk=row["now_lives__id"], place=row["now_lives__place"] or "")
    return Companion(
        **_said_of(row, profile, today),
        phone=person.phone,
        where=Whereabouts(
            pause_kind=(row["now_paused__kind"] or "") if resting else "",
            pause_place=(row["now_paused__place"] or "") if resting else "",
            housing_kind="" if shut else row["now_lives__kind"] or "",
            housing_place="" if shut or person.address_protected else home.place,
            mostly=person.whereabouts,
        ),
        lost_home_on=None if shut else lost_home_on,
        threat=due_of(row["threat"]),
        cover_until=row["cover_until"],
        cover_note=row["cover_note"] or "",
        moving=row["moving"],
        sought=_sought(row, profile, today),
        out=_coming_out(row, profile, today),
        way=_still(row, profile, today),
        flags=tuple(unpacked(Flag, row["flags"])),
    )
