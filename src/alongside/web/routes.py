"""Every route declares its policy, or the program does not start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from alongside.access.policy import policy_of
from alongside.web.pages import PUBLIC, SIGNED_IN


def third_party(patterns: Any, policy: str) -> Any:
    """Declare one policy for all views of an included URLconf that is not ours."""
    for pattern in _flat(patterns):
        pattern.callback.policy = policy  # type: ignore[attr-defined]
    return patterns


def every_route() -> Iterator[tuple[str, URLPattern]]:
    """All routes of the program, with the path they answer at."""
    yield from _walk(get_resolver(), "")


def require_policies() -> None:
    """Check all routes.

    Raises:
        ImproperlyConfigured: a route has no policy, or one that nobody declared.
    """
    for path, pattern in every_route():
        name = getattr(pattern.callback, "policy", None)
        if name is None or (name not in {PUBLIC, SIGNED_IN} and policy_of(name) is None):
            raise ImproperlyConfigured(f"the route /{path} has no policy that is declared (found {name!r})")


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, path)
        else:
            yield path, pattern


def _flat(patterns: Any) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _flat(pattern.url_patterns)
        else:
            yield pattern
