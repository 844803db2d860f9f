"""Which identity providers there are: read from `ALONGSIDE_OIDC`, strictly.

docs/how-to/connect-your-identity-provider.md shows the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MATCHED_BY = ("email", "username", "sts")


@dataclass(frozen=True)
class Proposal:
    """A role, and the name of a team where it is held in one, that a group of the directory stands for."""

    role: str
    team: str = ""


@dataclass(frozen=True)
class Provider:
    """An identity provider.

    Args:
        match: claim to what it is compared with here: `email`, `username`, or `sts` (the user's UUID in the
            municipal organisation register, which is the user name of the account).
        second_factor: values of `acr` with which the provider vouches for a second factor, such as NSIS substantial.
        roles: value of `roles_claim` to the role it proposes.
        inside: the provider stands in the agency's own network, so its address may be a private one.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = ""
    scope: str = "openid email profile"
    match: Mapping[str, str] = field(default_factory=lambda: {"email": "email"})
    second_factor: tuple[str, ...] = ()
    roles_claim: str = "roles"
    roles: Mapping[str, Proposal] = field(default_factory=dict)
    inside: bool = False


def providers() -> dict[str, Provider]:
    """The providers by their key.

    Raises:
        ImproperlyConfigured: the setting cannot be read, or says something nobody knows.
    """
    return _read(settings.OIDC)


@cache
def _read(text: str) -> dict[str, Provider]:
    try:
        tables = tomllib.loads(text).get("provider", [])
        found = [_provider(table) for table in tables]
    except (tomllib.TOMLDecodeError, TypeError, KeyError, AttributeError) as error:
        raise ImproperlyConfigured(f"ALONGSIDE_OIDC: {error}") from error
    for one in found:
        if unknown := set(one.match.values()) - set(MATCHED_BY):
            raise ImproperlyConfigured(f"ALONGSIDE_OIDC: {one.key}: match: {sorted(unknown)} is not known")
    return {one.key: one for one in found}


def _provider(table: dict[str, Any]) -> Provider:
    roles = {name: Proposal(**said) for name, said in table.pop("roles", {}).items()}
    accepted = tuple(table.pop("second_factor", ()))
    issuer = str(table.pop("issuer")).rstrip("/")
    return Provider(**table, issuer=issuer, second_factor=accepted, roles=roles)
