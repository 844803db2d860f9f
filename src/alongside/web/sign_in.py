"""Signing in, failing to, and signing out is written to the trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Q
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from alongside.access.actor import Actor, Role
from alongside.accounts import sessions
from alongside.accounts.adapter import address_of, password_changed, password_reset
from alongside.accounts.factors import has_passkey, is_missing
from alongside.accounts.models import User
from alongside.accounts.proving import HAS_PASSKEY, remember
from alongside.attention.queries import my_people
from alongside.audit.trail import HOUSE, record_event
from alongside.kernel.keyring import blind_index
from alongside.organisation.models import Agency, Worker
from alongside.organisation.queries import actor_for, profile_of
from alongside.web.account.devices import is_phone
from alongside.web.looks import named
from alongside.web.whom import whom

MISSING = "factor_missing"
"""In the session: nothing is shown before a second factor is set up."""
SIGN_IN_NAME = "audit.sign_in_name"


@receiver(user_logged_in)
def signed_in(sender: object, user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Write that `user` came in, which proves for a while that it is them, and begin their session.

    Whom the rail shows them from now on is written too. Who is added to it or leaves it while they are signed in is a
    write of its own in the trail: an assignment.
    """
    now = timezone.now()
    viewer = actor_for(user.pk, now=now, language="")
    if request is not None:
        _begin(request, user, viewer, now)
    rail = my_people(viewer) if viewer and viewer.has(Role.CASE_MANAGER) else []
    _write(user, "signed_in", {"show": "rail", **named(whom(rail))} if rail else {})


@receiver(user_logged_out)
def signed_out(sender: object, user: User | None, **kwargs: Any) -> None:
    """Write that `user` left. A session that had already run out has no user."""
    if user is not None:
        _write(user, "signed_out", {})


@receiver(password_changed)
@receiver(password_reset)
def password_is_new(sender: object, user: User, request: HttpRequest, **kwargs: Any) -> None:
    """End every other session: whoever had the old password may sit in one of them."""
    sessions.end_all(user.pk, but=request.session.session_key if request.user == user else None)
    _write(user, "password_changed", {})


@receiver(user_login_failed)
def not_signed_in(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Write that somebody tried to come in, under a keyed hash of the name they gave: it may be a password.

    The line of a name that is an account's stands in that agency's trail. Of any other it stands in the only
    agency's, or, where there are several, in that of the house, which `alongside audit` shows.
    """
    name = next((str(credentials[key]) for key in ("username", "email", "login") if credentials.get(key)), "")
    if not name:
        return
    user = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).first()
    record_event(
        agency_id=_agency_of(user) or _only_agency() or HOUSE,
        user_id=user.pk if user else None,
        now=timezone.now(),
        action="sign_in_failed",
        detail={"name": blind_index(name.casefold(), context=SIGN_IN_NAME)},
    )


def _begin(request: HttpRequest, user: User, actor: Actor | None, now: datetime) -> None:
    device = request.META.get("HTTP_USER_AGENT", "")
    limits = profile_of(actor.agency_id).sign_in if actor is not None else None
    minutes = sessions.IDLE_MINUTES
    if limits is not None:
        minutes = limits.idle_minutes_phone if is_phone(device) else limits.idle_minutes
    sessions.begin(request.session, now=now, device=device, address=address_of(request), idle_minutes=minutes)
    # An identity provider lets somebody in who showed it hours ago who they are.
    shown_at = getattr(request, "proved_at", now)
    if shown_at is not None:
        remember(request.session, shown_at)
    roles = frozenset(role.value for role in actor.roles) if actor is not None else frozenset[str]()
    request.session[HAS_PASSKEY] = has_passkey(user)
    vouched = getattr(request, "factor_shown", False)
    if not vouched and is_missing(user, roles, now):
        request.session[MISSING] = True
    request.make_known = user  # type: ignore[attr-defined]


def _write(user: User, action: str, detail: dict[str, Any]) -> None:
    agency_id = _agency_of(user)
    if agency_id is not None:
        record_event(agency_id=agency_id, user_id=user.pk, now=timezone.now(), action=action, detail=detail)


def _agency_of(user: User | None) -> UUID | None:
    if user is None:
        return None
    return Worker.objects.filter(user_id=user.pk).values_list("agency_id", flat=True).first()


def _only_agency() -> UUID | None:
    found = list(Agency.objects.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None
