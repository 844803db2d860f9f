"""Passkeys (WebAuthn level 2), through python-fido2. What is asked is kept in the session until it is answered once.

A key is bound to the host name people use (`request.get_host()`, which Django has checked against ALONGSIDE_HOSTS),
and every answer must come from a page of exactly this origin.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from fido2.rpid import verify_rp_id
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from alongside.accounts.models import Factor, User

_ASKED = "passkey_asked"
_NEW = "passkey_new"
NAME = "Alongside"


def begin_new(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser is asked for a new passkey of `user`."""
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=user.pk.bytes, name=user.get_username(), display_name=user.get_username()
        ),
        credentials=[_credential(factor) for factor in _passkeys(user)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_NEW] = state
    return dict(options)


def add(request: HttpRequest, user: User, answer: str, *, name: str, now: datetime) -> Factor | None:
    """Keep the passkey the browser made. None when the answer is not one to what was asked."""
    state = request.session.pop(_NEW, None)
    try:
        if state is None:
            return None
        found = _server(request).register_complete(state, RegistrationResponse.from_dict(json.loads(answer)))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    credential = found.credential_data
    if credential is None or not found.is_user_verified():
        return None
    factor = Factor(
        user=user,
        kind=Factor.Kind.PASSKEY,
        name=name,
        secret=base64.b64encode(bytes(credential)).decode(),
        mark=_mark(credential.credential_id),
        counter=found.counter,
        made_at=now,
    )
    if Factor.objects.filter(mark=factor.mark).exists():
        return None
    factor.save()
    return factor


def begin(request: HttpRequest, user: User | None) -> dict[str, Any]:
    """What the browser is asked for when somebody shows a passkey; of anybody when `user` is None."""
    options, state = _server(request).authenticate_begin(
        credentials=[_credential(factor) for factor in _passkeys(user)] if user is not None else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_ASKED] = state
    return dict(options)


def used(request: HttpRequest, answer: str, *, now: datetime, user: User | None = None) -> Factor | None:
    """The passkey that was shown, or None: not ours, not theirs, not verified, or an answer to something else.

    Args:
        user: whose it has to be; None at the door, where the key itself says who comes.
    """
    state = request.session.pop(_ASKED, None)
    if state is None:
        return None
    try:
        shown = AuthenticationResponse.from_dict(json.loads(answer))
        factor = Factor.objects.select_related("user").filter(mark=_mark(shown.raw_id)).first()
        if factor is None or (user is not None and factor.user_id != user.pk):
            return None
        _server(request).authenticate_complete(state, [_credential(factor)], shown)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    told = shown.response.authenticator_data
    if not told.is_user_verified():
        return None
    if told.counter:
        # A key that counts counts upwards; another count is a copy of it (WebAuthn 7.2, step 22).
        ahead = Factor.objects.filter(pk=factor.pk, counter__lt=told.counter)
        if not ahead.update(counter=told.counter, used_at=now):
            return None
    else:
        Factor.objects.filter(pk=factor.pk).update(used_at=now, counter=F("counter"))
    return factor


def _server(request: HttpRequest) -> Fido2Server:
    host = request.get_host()
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    origin = f"{request.scheme}://{host}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=name, name=NAME),
        verify_origin=lambda told: told == origin and verify_rp_id(name, told),
    )


def _passkeys(user: User) -> list[Factor]:
    return list(Factor.objects.filter(user=user, kind=Factor.Kind.PASSKEY))


def _credential(factor: Factor) -> AttestedCredentialData:
    return AttestedCredentialData(base64.b64decode(factor.secret))


def _mark(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()
