"""The cohort of the published size, made once."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.demo.cohort import Cohort
from alongside.demo.shapes import Course

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def cohort() -> Cohort:
    return Cohort(people=928, seed=1, today=TODAY)


@pytest.fixture(scope="session")
def courses(cohort: Cohort) -> list[Course]:
    return list(cohort.courses())
