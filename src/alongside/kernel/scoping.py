"""Personal data is read through a viewer or not at all.

`Model.objects` of a `PersonalRecord` raises `Unscoped` as soon as it would ask the database, unless it went
through `visible_to(viewer)` or `under(viewer, record)`. Inside an operation reading is allowed: the actor has passed
the gate, and rules must see the whole truth (is there already a primary case manager?). `unscoped()` is for the demo,
tests and guards.

What was entered in error is struck through, and nobody reads it who did not ask for it with `with_struck()` first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.kernel.errors import Unscoped
from alongside.kernel.running import current

_scope: Callable[[type[models.Model], Any], Q] | None = None
_scope_under: Callable[[type[models.Model], Any, Any], Q] | None = None
_standing: Callable[[type[models.Model]], Q | None] | None = None


def set_scope(
    scope: Callable[[type[models.Model], Any], Q], under: Callable[[type[models.Model], Any, Any], Q]
) -> None:
    """Say who knows which rows of a model a viewer may see (access): of all, and of those under one record."""
    global _scope, _scope_under
    _scope, _scope_under = scope, under


def set_standing(standing: Callable[[type[models.Model]], Q | None]) -> None:
    """Say who knows which rows of a model stand, and were not entered in error (corrections)."""
    global _standing
    _standing = standing


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset that refuses to answer without a viewer."""

    _scoped: bool = False
    _with_struck: bool = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._scoped = self._scoped
        clone._with_struck = self._with_struck
        return clone

    def with_struck(self) -> Self:
        """Also what was entered in error, for pages that show it struck through. Before `visible_to` or `under`."""
        clone = self._clone()
        clone._with_struck = True
        return clone

    def standing(self) -> Self:
        """Without what was entered in error: for numbers that are `unscoped`. The others leave it out by themselves."""
        found = _standing(self.model) if _standing is not None else None
        return self if found is None else self.filter(found)

    def visible_to(self, viewer: Any) -> Self:
        """Only what `viewer` may see, by the relations named in the room's policies."""
        if _scope is None:
            raise RuntimeError("no scope: the trust floor is not installed")
        clone = self._shown().filter(_scope(self.model, viewer))
        clone._scoped = True
        return clone

    def under(self, viewer: Any, *records: Any) -> Self:
        """What hangs on one record or a few (a person, referrals, courses), as far as `viewer` may see it.

        The same rows as `visible_to(viewer)` filtered by those records. When they came through a page's gate, the
        viewer's ties to them are known and the query is as short as one without a scope.
        """
        if _scope_under is None:
            raise RuntimeError("no scope: the trust floor is not installed")
        clone = self._shown().filter(_scope_under(self.model, viewer, records))
        clone._scoped = True
        return clone

    def unscoped(self) -> Self:
        """Everything, for guards, the demo and tests. Never for a page."""
        clone = self._clone()
        clone._scoped = True
        return clone

    def _shown(self) -> Self:
        return self if self._with_struck else self.standing()

    def _require_scope(self) -> None:
        if not self._scoped and current() is None:
            raise Unscoped(f"{self.model.__name__}.objects was asked without visible_to(viewer)")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._require_scope()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        self._require_scope()
        return super().iterator(chunk_size)

    def count(self) -> int:
        if self._result_cache is None:
            self._require_scope()
        return super().count()

    def exists(self) -> bool:
        if self._result_cache is None:
            self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()
