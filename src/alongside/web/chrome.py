"""What stands around every page: the rail, the thumb bar, who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from alongside.access.actor import Actor, Role
from alongside.access.policy import Relation, known_ties
from alongside.accounts import sessions
from alongside.accounts.identity.names import every_way_in
from alongside.accounts.models import User
from alongside.accounts.proving import HAS_PASSKEY, Ways, signs_in_by_tap
from alongside.approvals.queries import how_many_wait
from alongside.attention.queries import InBrief, my_people
from alongside.attention.rules import State
from alongside.crisis.policies import READS_THE_CRISIS_PLAN
from alongside.organisation.rules import runs_out_soon
from alongside.oversight.models import UrgentAccess
from alongside.oversight.queries import open_for
from alongside.web.demo_door import demo_sign_ins
from alongside.web.navigation import APPROVALS, DECIDE, HAVE_PEOPLE, Way, thumbs_of, ways_of
from alongside.web.roles import ROLE_LABELS, main_role


@dataclass(frozen=True)
class NavItem:
    """A way to a page."""

    name: str
    url: str
    icon: str
    label: str | Promise
    current: bool = False
    note: bool = False
    key: str = ""
    key_url: str = ""
    """Where the key leads, when it is a place nearer than `url`."""
    waiting: int = 0
    """How many wait there for this viewer."""

    @property
    def keys(self) -> list[str]:
        """The keys one after the other: "g t" is g, then t."""
        return self.key.split()


@dataclass(frozen=True)
class RailPerson:
    """One of my people, in the rail."""

    url: str
    name: str
    initials: str
    days: int | None
    state: str
    current: bool = False


@dataclass(frozen=True)
class LockScreen:
    """The lock screen over a page nobody uses: after how many minutes, and how it is opened."""

    minutes: int
    ways: Ways


@dataclass(frozen=True)
class Chrome:
    """The frame of a page for one viewer."""

    name: str
    initials: str
    role_label: str | Promise
    nav: list[NavItem]
    tabs: list[NavItem]
    people: list[RailPerson] = field(default_factory=list)
    search_url: str = ""
    demo: bool = False
    keys_on: bool = True
    urgent: list[UrgentAccess] = field(default_factory=list)
    """What is open urgently on the person this page is about."""
    ends_on: date | None = None
    """The day the viewer's account ends, when that is near."""
    crisis_url: str = ""
    """Where the crisis plan of the person this page is about is read, by a viewer who may."""


def chrome(request: HttpRequest) -> dict[str, object]:
    """The context processor. Pages without a signed-in worker get the demo flag alone."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        return {
            "demo_mode": settings.DEMO_MODE,
            "chrome": build(request, actor),
            "lock_screen": _lock_screen(request),
        }
    at_the_door = request.resolver_match is not None and request.resolver_match.url_name == "account_login"
    if (settings.OIDC or settings.SAML) and at_the_door:
        return {"demo_mode": settings.DEMO_MODE, "providers": every_way_in()}
    if settings.DEMO_MODE and request.resolver_match and request.resolver_match.url_name == "account_login":
        people, password = demo_sign_ins()
        return {"demo_mode": True, "demo_signins": people, "demo_password": password}
    return {"demo_mode": settings.DEMO_MODE}


def _lock_screen(request: HttpRequest) -> LockScreen | None:
    """What opens the lock screen, as far as it is known without asking the database."""
    if not settings.IDLE_LOCK:
        return None
    user = request.user
    assert isinstance(user, User)
    password, tap = user.has_usable_password(), signs_in_by_tap(user)
    ways = Ways(
        password=password,
        tap=tap,
        code=not password and not tap,
        passkey=bool(request.session.get(HAS_PASSKEY)),
    )
    return LockScreen(request.session.get(sessions.IDLE, sessions.IDLE_MINUTES), ways)


def know_my_people(request: HttpRequest, people: Sequence[InBrief]) -> None:
    """Tell the frame whom the viewer walks with, when the page has asked for it already."""
    request.my_people = people  # type: ignore[attr-defined]


def build(request: HttpRequest, actor: Actor) -> Chrome:
    """The frame for this viewer; the navigation shows only what they may open.

    At most one query, one more for those who decide what takes two people, and one while a record is open urgently.
    """
    words = actor.name.split()
    people = _people(request, actor)
    note_url = _note_url(request, people)
    # A page about a person counts its queries, and is not the place to think of other things.
    about_someone = getattr(request, "opened", None) is not None
    waiting = how_many_wait(actor) if actor.has(*DECIDE) and not about_someone else 0
    return Chrome(
        name=actor.name,
        initials="".join(word[0] for word in (words[:1] + words[1:][-1:])).upper(),
        role_label=ROLE_LABELS[role] if (role := main_role(actor.roles)) else "",
        nav=[_item(way, way.label, request, note_url, waiting) for way in ways_of(actor)],
        tabs=[_item(way, way.short or way.label, request) for way in thumbs_of(actor)],
        people=_rail(request, people),
        search_url=reverse("search") if actor.has(*HAVE_PEOPLE) else "",
        demo=settings.DEMO_MODE,
        keys_on=request.user.keys_on,  # type: ignore[union-attr]
        urgent=_urgent(request, actor),
        ends_on=_ends_on(actor),
        crisis_url=_crisis_url(request, actor),
    )


def _crisis_url(request: HttpRequest, actor: Actor) -> str:
    """One tap from every page about a person; no query."""
    opened = getattr(request, "opened", None)
    if opened is None or not READS_THE_CRISIS_PLAN & (known_ties(actor, opened) or frozenset()):
        return ""
    return reverse("crisis_plan", args=[opened.about_person_id])


def _ends_on(actor: Actor) -> date | None:
    until = actor.access_until
    return until if until is not None and runs_out_soon(until, actor.today) else None


def _urgent(request: HttpRequest, actor: Actor) -> list[UrgentAccess]:
    """On every page about a person that is open to the viewer urgently. One query, and only then."""
    opened = getattr(request, "opened", None)
    if Relation.BREAK_GLASS not in (known_ties(actor, opened) or ()):
        return []
    return open_for(actor, opened.about_person_id)  # type: ignore[union-attr]


def _people(request: HttpRequest, actor: Actor) -> Sequence[InBrief]:
    known: Sequence[InBrief] | None = getattr(request, "my_people", None)
    if known is None:
        known = my_people(actor) if actor.has(Role.CASE_MANAGER) else []
    return known


def _note_url(request: HttpRequest, people: Sequence[InBrief]) -> str:
    """Where the note about the person of this page is written, when it is one of my people; else nothing."""
    opened = getattr(request, "opened", None)
    for who in people:
        if opened is not None and (
            who.enrolment_id in (opened.pk, getattr(opened, "enrolment_id", None))
            or who.person_id == opened.pk
        ):
            return reverse("contact_new", args=[who.enrolment_id])
    return ""


def _rail(request: HttpRequest, people: Sequence[InBrief]) -> list[RailPerson]:
    """Those the viewer walks with, by name, so that everyone keeps their place."""
    rail = []
    for who in sorted(people, key=lambda who: who.name):
        url = reverse("person", args=[who.person_id])
        rail.append(
            RailPerson(
                url=url,
                name=who.name,
                initials=who.initials,
                days=who.silence.days if who.silence.met else None,
                state=_RAIL_STATES.get(who.silence.state, ""),
                current=request.path.startswith(url),
            )
        )
    return rail


_RAIL_STATES = {State.QUIET: "quiet", State.SILENT: "silent"}


def _item(
    way: Way, label: str | Promise, request: HttpRequest, note_url: str = "", waiting: int = 0
) -> NavItem:
    url = reverse(way.route)
    here = request.path == url or (url != "/" and request.path.startswith(url))
    note = way.route == "note"
    key_url = note_url if note else ""
    return NavItem(
        way.route,
        url,
        way.icon,
        label,
        current=here,
        note=note,
        key=way.key,
        key_url=key_url,
        waiting=waiting if way.route == APPROVALS else 0,
    )
