"""Fixtures that many attacks begin with."""

from __future__ import annotations

from tests.attacks.planted import planted as planted
