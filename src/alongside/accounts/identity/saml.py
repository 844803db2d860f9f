"""Identity providers that speak SAML 2.0: read from `ALONGSIDE_SAML`, strictly; and what their answers become.

docs/how-to/connect-your-identity-provider.md shows the file. Needs the extra `saml`; without it nothing here is offered
and `alongside check` says so.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from alongside.accounts.identity.oidc import NotVouched
from alongside.accounts.identity.providers import Directory, by_key, providers, tables_of


@dataclass(frozen=True, kw_only=True)
class SamlProvider(Directory):
    """An identity provider that answers with a signed assertion.

    Args:
        metadata: path of the file with what the provider says of itself.
        entity_id: our own name at the provider.
        subject: attribute that holds somebody's unchanging id; empty: the NameID, which must not be a passing one.
    """

    route: ClassVar[str] = "saml"
    metadata: str
    entity_id: str
    subject: str = ""


def installed() -> bool:
    """Whether the extra `saml` is there."""
    return find_spec("onelogin") is not None and find_spec("xmlsec") is not None


def saml_providers() -> dict[str, SamlProvider]:
    """The providers by their key, whether or not the extra is installed.

    Raises:
        ImproperlyConfigured: the setting cannot be read, or says something nobody knows.
    """
    found = _read(settings.SAML)
    if both := found.keys() & providers().keys():
        raise ImproperlyConfigured(f"ALONGSIDE_SAML: {sorted(both)} stands in ALONGSIDE_OIDC too")
    return found


def what_is_wrong() -> str:
    """Why nobody can sign in with SAML although it is set up; empty when all is well."""
    if not saml_providers():
        return ""
    if not installed():
        return "ALONGSIDE_SAML is set, and the extra is missing: pip install -r requirements/saml.txt"
    for one in saml_providers().values():
        try:
            _told_by(one)
        except NotVouched as error:
            return f"ALONGSIDE_SAML: {one.key}: {one.metadata}: {error}"
    return ""


def our_metadata(provider: SamlProvider, back: str) -> str:
    """What the provider needs to know of us, as XML."""
    from alongside.accounts.identity import assertions

    return assertions.our_metadata(provider.entity_id, back)


def ask(provider: SamlProvider, back: str) -> tuple[str, str]:
    """Where the browser is sent, and the id of what was asked.

    Raises:
        NotVouched: the provider's metadata cannot be used.
    """
    from alongside.accounts.identity import assertions

    try:
        return assertions.ask(_told_by(provider), provider.entity_id, back)
    except assertions.NotBelieved as error:
        raise NotVouched(str(error)) from error


def claims_for(provider: SamlProvider, back: str, *, request_id: str, said: str) -> dict[str, Any]:
    """What the provider says of whoever signed in there, checked, in the words of OpenID Connect (`matching`).

    Raises:
        NotVouched: signature, issuer, audience, time or request is not as it has to be, or nobody is named for good.
    """
    from alongside.accounts.identity import assertions

    found = _told_by(provider)
    try:
        told = assertions.answered(found, provider.entity_id, back, request_id=request_id, said=said)
    except assertions.NotBelieved as error:
        raise NotVouched(str(error)) from error
    claims: dict[str, Any] = {
        name: values if name == provider.roles_claim or len(values) != 1 else values[0]
        for name, values in told["attributes"].items()
    }
    subject = claims.get(provider.subject) if provider.subject else told["name_id"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise NotVouched("subject")
    contexts = told["contexts"]
    # In an assertion every attribute is the directory's own word; there is no half-believed e-mail address.
    return {
        **claims,
        "sub": subject,
        "email_verified": True,
        "acr": contexts[0] if len(contexts) == 1 else None,
    }


def _told_by(provider: SamlProvider) -> dict[str, Any]:
    from alongside.accounts.identity import assertions

    try:
        return assertions.provider_in(Path(provider.metadata).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NotVouched(type(error).__name__) from error
    except assertions.NotBelieved as error:
        raise NotVouched(str(error)) from error


@cache
def _read(text: str) -> dict[str, SamlProvider]:
    try:
        found = [SamlProvider(**one) for one in tables_of(text)]
    except (tomllib.TOMLDecodeError, TypeError, KeyError, AttributeError) as error:
        raise ImproperlyConfigured(f"ALONGSIDE_SAML: {error}") from error
    return by_key("ALONGSIDE_SAML", found)
