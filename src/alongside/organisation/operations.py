"""Founding the house, and saying who works in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor, Role
from alongside.access.proof import require_fresh
from alongside.accounts import factors
from alongside.accounts.invitations import new_password_link
from alongside.accounts.letters import tell_of_reset
from alongside.accounts.models import User
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.organisation import errors, rules
from alongside.organisation.keeping import end_role
from alongside.organisation.models import Agency, Membership, Team, Worker
from alongside.organisation.profile import ProfileError, load_profile, with_overrides
from alongside.organisation.queries import profile_of

WORKER_FIELDS = frozenset(
    {
        "name",
        "title",
        "phone",
        "email",
        "fte",
        "languages",
        "area",
        "gender",
        "trained_on",
        "home_address",
        "home_postal_code",
    }
)
"""What `add_worker` and `change_worker` may write."""


@operation("agency.found")
def found_agency(
    *,
    by: Actor,
    name: str,
    profile_key: str,
    language: str = "",
    overrides: Mapping[str, Any] | None = None,
    sts_id: UUID | None = None,
) -> Agency:
    """Begin the house of an agency; its id is the one `by` acts for (`access.actor.system_actor`).

    Args:
        profile_key: one of `organisation.profile.PROFILE_KEYS`.
        language: the profile's own when empty.
        sts_id: its id in the common municipal organisation register.

    Raises:
        NameMissing: no name.
        SettingWrong: the profile does not take an override.
        ProfileError: there is no such profile.
    """
    profile = load_profile(profile_key)
    agency = Agency(
        id=by.agency_id,
        name=_named(name),
        profile_key=profile_key,
        language=language or profile.languages.default,
        sts_id=sts_id,
    )
    _lay_over(agency, overrides or {})
    agency.save()
    return agency


@operation("agency.change", on="agency")
def change_agency(
    *,
    by: Actor,
    agency: Agency,
    version: int | None = None,
    name: str | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Agency:
    """Change the agency's name, or its own settings over the practice profile; what is None stays.

    Args:
        overrides: in the shape of the profile's files: {"caseload": {"norm": 7}}. It replaces the earlier ones.

    Raises:
        StaleRecord: someone else changed the agency in between.
        NameMissing: the name is blank.
        SettingWrong: the profile does not take an override.
    """
    if agency.pk != by.agency_id:
        raise NotAllowed
    agency.require_version(version)
    if name is not None:
        agency.name = _named(name)
    if overrides is not None:
        _lay_over(agency, overrides)
    agency.save()
    return agency


@operation("team.add")
def add_team(*, by: Actor, name: str, key: UUID | None = None) -> Team:
    """Add a team to the agency.

    Raises:
        NameMissing: no name.
        NameTaken: there is a team of that name.
    """
    name = _named(name)
    if Team.objects.filter(agency_id=by.agency_id, name__iexact=name).exists():
        raise errors.NameTaken(field="name")
    team = Team(agency_id=by.agency_id, name=name)
    team.save()
    return team


@operation("worker.add")
def add_worker(
    *,
    by: Actor,
    name: str,
    username: str = "",
    password: str | None = None,
    access_until: date | None = None,
    key: UUID | None = None,
    **fields: Any,
) -> Worker:
    """Add someone who works here. What they may do comes from `start_membership`.

    Args:
        username: the name they sign in with; without one they have no account (an authority's caseworker who is
            only named in orders).
        password: None leaves the account shut until its owner opens it with a link of their own
            (`sign_in_link`).
        access_until: the first day on which the account opens nothing any more; None: as the agency's settings say.
        fields: any of `WORKER_FIELDS`; `fte` is the share of a full-time post.

    Raises:
        NameMissing, ShareOutOfBounds
        UsernameTaken: someone signs in with that name already.
    """
    worker = Worker(agency_id=by.agency_id)
    _give(by, worker, _account(username.strip(), password, fields.get("email", "")), access_until)
    _write(worker, {"name": name, **fields})
    return worker


@operation("worker.change", on="worker")
def change_worker(*, by: Actor, worker: Worker, version: int | None = None, **fields: Any) -> Worker:
    """Change how a worker is named and reached, or their share of a post.

    Raises:
        StaleRecord: someone else changed the worker in between.
        NameMissing, ShareOutOfBounds
    """
    worker.require_version(version)
    _write(worker, fields)
    return worker


@operation("membership.start", on="worker")
def start_membership(
    *,
    by: Actor,
    worker: Worker,
    role: Role,
    starts_on: date,
    team: Team | None = None,
    key: UUID | None = None,
) -> Membership:
    """Give someone a role from a day on.

    Raises:
        RoleNeedsTeam, RoleHasNoTeam: see `rules.HELD_IN_A_TEAM`.
        RoleHeldAlready: they hold it in that team, or in the house.
        NotAllowed: the team is another agency's.
    """
    rules.check_role(role, in_team=team is not None)
    if role == Role.SYSTEM or (team is not None and team.agency_id != by.agency_id):
        raise NotAllowed
    if Membership.objects.filter(worker=worker, team=team, role=role, ends_on__isnull=True).exists():
        raise errors.RoleHeldAlready(field="role")
    membership = Membership(worker=worker, team=team, role=role, starts_on=starts_on)
    membership.save()
    return membership


@operation("membership.end")
def end_membership(*, by: Actor, membership: Membership, ends_on: date) -> Membership:
    """End a role; `ends_on` is the first day without it. The account and what they wrote stay.

    Raises:
        MembershipEnded, EndsBeforeStart
        LastOfTheHouse: nobody else could run the house, or look after privacy.
        StillWalksWithPeople: a case manager's role ends while people walk with them (caseload).
    """
    end_role(by=by, membership=membership, ends_on=ends_on)
    return membership


@operation("worker.open_account", on="worker")
def open_account(*, by: Actor, worker: Worker, username: str) -> Worker:
    """Let someone who had no account sign in. It stays shut until its owner opens it with `sign_in_link`.

    Raises:
        HasAccount: they have one.
        NameMissing, UsernameTaken
    """
    if worker.user_id is not None:
        raise errors.HasAccount(field="username")
    if not username.strip():
        raise errors.NameMissing(field="username")
    _give(by, worker, _account(username.strip(), None, worker.email))
    worker.save()
    return worker


@operation("worker.sign_in_link", on="worker")
def sign_in_link(*, by: Actor, worker: Worker) -> str:
    """The address, without the host, at which a worker chooses their own password, once (`accounts.invitations`).

    It is told once, to whoever hands it on, and kept nowhere. That it was made is in the trail. Until it is used the
    account is shut: an earlier link and the old password no longer open it, and its owner is signed out everywhere.

    Raises:
        NoAccount: they have no account.
    """
    if worker.user is None:
        raise errors.NoAccount
    return new_password_link(worker.user)


def _give(by: Actor, worker: Worker, user: User | None, until: date | None = None) -> None:
    """Give a worker their account, until a day."""
    worker.user = user
    if user is not None:
        days = profile_of(by.agency_id).oversight.account_days
        worker.access_until = until or by.today + timedelta(days=days)
        worker.awake_since = by.now


def _named(name: str) -> str:
    if not name.strip():
        raise errors.NameMissing(field="name")
    return name.strip()


def _lay_over(agency: Agency, overrides: Mapping[str, Any]) -> None:
    try:
        with_overrides(load_profile(agency.profile_key), overrides)
    except ProfileError as error:
        raise errors.SettingWrong(why=str(error)) from error
    agency.profile_overrides = dict(overrides)


def _account(username: str, password: str | None, email: str) -> User | None:
    if not username:
        return None
    if User.objects.filter(username__iexact=username).exists():
        raise errors.UsernameTaken(field="username")
    return User.objects.create_user(username=username, password=password, email=email or "")


def _write(worker: Worker, fields: Mapping[str, Any]) -> None:
    if unknown := fields.keys() - WORKER_FIELDS:
        raise TypeError(f"a worker has no {', '.join(sorted(unknown))}")
    name = _named(fields.get("name", worker.name))
    rules.check_share(Decimal(fields.get("fte", worker.fte)))
    for field, value in fields.items():
        setattr(worker, field, value.strip() if isinstance(value, str) else value)
    worker.name = name
    worker.save()


@operation("worker.take_factors_away", on="worker")
def take_factors_away(*, by: Actor, worker: Worker) -> Worker:
    """Take away every second factor and recovery code of somebody who has lost them all.

    They are told by e-mail and at their next sign-in, when they set up a new one; all their sessions end.

    Raises:
        NoAccount: they have no account.
        ProofNeeded: `by` has not shown in the last five minutes that it is them.
    """
    require_fresh(by)
    if worker.user is None or worker.agency_id != by.agency_id:
        raise errors.NoAccount
    factors.reset(worker.user, by.now)
    tell_of_reset(worker.user, worker.email, language=worker.user.language or worker.agency.language)
    return worker
