"""Browser tests drive an installed Chromium against a live server; none is ever downloaded."""

from __future__ import annotations

from typing import Any

import pytest

import hatch_build
from tests.machine import FLAGS, HOW_TO_GET_IT, find_chromium, in_ci


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test beneath this folder, so that `-m 'not browser'` leaves them out."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the Chromium of this machine; without one the tests are skipped, and fail in CI."""
    chromium = find_chromium()
    if chromium is None:
        if in_ci():
            pytest.fail(f"No Chromium found. {HOW_TO_GET_IT}", pytrace=False)
        pytest.skip(f"No Chromium found. {HOW_TO_GET_IT}")
    return {**browser_type_launch_args, "executable_path": chromium, "headless": True, "args": list(FLAGS)}


@pytest.fixture(scope="session", autouse=True)
def built_frontend() -> None:
    """The look and the behaviours as they are in this checkout; takes a moment when nothing changed."""
    hatch_build.build()
