"""Which identity providers there are: read from `ALONGSIDE_OIDC`, strictly.

docs/how-to/connect-your-identity-provider.md shows the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MATCHED_BY = ("email", "username", "sts")


@dataclass(frozen=True)
class Proposal:
    """A role, and the name of a team where it is held in one, that a group of the directory stands for."""

    role: str
    team: str = ""


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Whatever an identity provider speaks, this is how it is called here and how its people and groups are understood.

    Args:
        match: claim to what it is compared with here: `email`, `username`, or `sts` (the user's UUID in the
            municipal organisation register, which is the user name of the account).
        second_factor: values of `acr` (SAML: of the context of signing in) with which the provider vouches for a
            second factor, such as NSIS substantial.
        roles: value of `roles_claim` to the role it proposes.
    """

    key: str
    name: str
    match: Mapping[str, str] = field(default_factory=lambda: {"email": "email"})
    second_factor: tuple[str, ...] = ()
    roles_claim: str = "roles"
    roles: Mapping[str, Proposal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Provider(Directory):
    """An identity provider that speaks OpenID Connect.

    Args:
        inside: the provider stands in the agency's own network, so its address may be a private one.
    """

    route: ClassVar[str] = "identity"
    issuer: str
    client_id: str
    client_secret: str = ""
    scope: str = "openid email profile"
    inside: bool = False


D = TypeVar("D", bound=Directory)


def providers() -> dict[str, Provider]:
    """The providers by their key.

    Raises:
        ImproperlyConfigured: the setting cannot be read, or says something nobody knows.
    """
    return _read(settings.OIDC)


def by_key(setting: str, found: Iterable[D]) -> dict[str, D]:
    """Directories by their key.

    Raises:
        ImproperlyConfigured: one compares a claim with something nobody knows.
    """
    kept = {}
    for one in found:
        if unknown := set(one.match.values()) - set(MATCHED_BY):
            raise ImproperlyConfigured(f"{setting}: {one.key}: match: {sorted(unknown)} is not known")
        kept[one.key] = one
    return kept


def tables_of(text: str) -> Iterator[dict[str, Any]]:
    """What a setting says of each provider, with roles and second factors as `Directory` holds them.

    Raises:
        TOMLDecodeError, TypeError, AttributeError: it is not written as it has to be.
    """
    for table in tomllib.loads(text).get("provider", []):
        roles = {name: Proposal(**said) for name, said in table.get("roles", {}).items()}
        yield {**table, "roles": roles, "second_factor": tuple(table.get("second_factor", ()))}


@cache
def _read(text: str) -> dict[str, Provider]:
    try:
        found = [Provider(**{**one, "issuer": str(one["issuer"]).rstrip("/")}) for one in tables_of(text)]
    except (tomllib.TOMLDecodeError, TypeError, KeyError, AttributeError) as error:
        raise ImproperlyConfigured(f"ALONGSIDE_OIDC: {error}") from error
    return by_key("ALONGSIDE_OIDC", found)
