"""What an identity provider is called on a page."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from alongside.accounts.identity.providers import providers


def name_of(key: str) -> str:
    """The name from the settings; the key where the provider stands there no longer, or they cannot be read."""
    try:
        found = providers().get(key)
    except ImproperlyConfigured:
        return key
    return found.name if found else key
