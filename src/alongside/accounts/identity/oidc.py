"""The code flow of OpenID Connect Core 1.0 with state, nonce and PKCE (RFC 9700), and what its token has to hold."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

import jwt

from alongside.accounts.identity.fetching import NotFetched, fetch_json
from alongside.accounts.identity.providers import Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures with a key pair only: neither none nor a shared secret."""
LEEWAY = 60
"""Seconds by which the clocks of two machines may differ."""


class NotVouched(Exception):
    """The provider did not say who it is in a way that can be believed."""


@dataclass(frozen=True)
class Asked:
    """What was asked of the provider, kept in the session until the answer comes, once."""

    provider: str
    state: str
    nonce: str
    verifier: str
    to: str
    again: bool = False
    """Whoever is signed in there already shows once more who they are."""

    @classmethod
    def anew(cls, provider: Provider, to: str, *, again: bool = False) -> Asked:
        """Fresh secrets for one sign-in."""
        return cls(
            provider.key,
            secrets.token_urlsafe(32),
            secrets.token_urlsafe(32),
            secrets.token_urlsafe(48),
            to,
            again,
        )


def address_to_ask(provider: Provider, asked: Asked, back: str) -> str:
    """Where the browser is sent.

    Raises:
        NotVouched: the provider does not answer, or says another issuer than it was set up with.
    """
    challenge = (
        base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
    )
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if provider.second_factor:
        query["acr_values"] = " ".join(provider.second_factor)
    if asked.again:
        # With `max_age` the answer has to say when it was (OpenID Connect Core 1.0, 3.1.2.1 and 2).
        query |= {"prompt": "login", "max_age": "0"}
    address = str(_settings_of(provider)["authorization_endpoint"])
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def claims_for(provider: Provider, asked: Asked, code: str, back: str) -> dict[str, Any]:
    """What the provider says of whoever signed in there, checked.

    Raises:
        NotVouched: signature, issuer, audience, time or nonce is not as it has to be.
    """
    told = _settings_of(provider)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": asked.verifier,
    }
    auth = ""
    if provider.client_secret:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
        auth = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form["client_id"] = provider.client_id
    try:
        answer = fetch_json(str(told["token_endpoint"]), inside=provider.inside, form=form, auth=auth)
        keys = fetch_json(str(told["jwks_uri"]), inside=provider.inside)
        token = str(answer["id_token"])
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(keys, token),
            algorithms=list(ALGORITHMS),
            audience=provider.client_id,
            issuer=str(told["issuer"]),
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "sub", "nonce"]},
        )
    except (NotFetched, KeyError, jwt.PyJWTError) as error:
        raise NotVouched(type(error).__name__) from error
    if not secrets.compare_digest(str(claims["nonce"]), asked.nonce):
        raise NotVouched("nonce")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise NotVouched("azp")
    return claims


def shown_at(claims: dict[str, Any], now: datetime) -> datetime | None:
    """When somebody showed the provider who they are; None when it does not say, and never later than `now`.

    Raises:
        NotVouched: what it says is no time.
    """
    told = claims.get("auth_time")
    if told is None:
        return None
    try:
        return min(datetime.fromtimestamp(float(told), UTC), now)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise NotVouched("auth_time") from error


def _settings_of(provider: Provider) -> dict[str, Any]:
    try:
        told = fetch_json(f"{provider.issuer}/.well-known/openid-configuration", inside=provider.inside)
        if str(told["issuer"]).rstrip("/") != provider.issuer:
            raise NotVouched("issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            told[name]
    except (NotFetched, KeyError) as error:
        raise NotVouched(str(error)) from error
    return told


def _key(keys: dict[str, Any], token: str) -> Any:
    key_id = jwt.get_unverified_header(token).get("kid")
    usable = [one for one in keys["keys"] if one.get("use", "sig") == "sig"]
    chosen = [one for one in usable if key_id is None or one.get("kid") == key_id]
    if len(chosen) != 1:
        raise NotVouched("key")
    return jwt.PyJWK(chosen[0]).key
