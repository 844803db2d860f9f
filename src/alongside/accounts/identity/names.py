"""What identity providers are called on a page, whatever they speak."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from alongside.accounts.identity.providers import Directory, providers
from alongside.accounts.identity.saml import installed, saml_providers


def every_way_in() -> list[Directory]:
    """The providers somebody can sign in with now.

    Raises:
        ImproperlyConfigured: a setting cannot be read.
    """
    return [*providers().values(), *(saml_providers().values() if installed() else ())]


def name_of(key: str) -> str:
    """The name from the settings; the key where the provider stands there no longer, or they cannot be read."""
    try:
        found = providers().get(key) or saml_providers().get(key)
    except ImproperlyConfigured:
        return key
    return found.name if found else key
