"""What an installation behind HTTPS tells the browser about its cookies and about ever coming back without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json
from alongside.config import settings
from alongside.web.account import saml_views
names = ("SESSION", "CSRF", "LANGUAGE")
print(json.dumps({
    "names": [getattr(settings, f"{name}_COOKIE_NAME") for name in names]
        + [settings.KNOWN_COOKIE_NAME, saml_views.COOKIE],
    "secure": [getattr(settings, f"{name}_COOKIE_SECURE") for name in names],
    "ordinary": [getattr(settings, f"{name}_COOKIE_{part}", default)
        for name in names for part, default in (("DOMAIN", None), ("PATH", "/"))],
    "hsts": [settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS],
}))
"""


def _settings(**given: str) -> dict[str, list[object]]:
    environment = {**os.environ, "ALONGSIDE_TESTING": "1", "ALONGSIDE_HTTPS": "", **given}
    environment["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
    code = "import django; django.setup()\n" + ASK
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    found: dict[str, list[object]] = json.loads(said.stdout)
    return found


@pytest.fixture(scope="module")
def behind() -> dict[str, list[object]]:
    return _settings(ALONGSIDE_HTTPS="1")


def test_every_cookie_belongs_to_this_host_alone(behind) -> None:
    assert all(str(name).startswith("__Host-") for name in behind["names"])
    assert len(set(behind["names"])) == 5
    assert behind["secure"] == [True, True, True]
    assert behind["ordinary"] == [None, "/"] * 3, "a browser throws away what is named like this otherwise"


def test_nothing_under_this_name_is_asked_without_https_for_a_year(behind) -> None:
    assert behind["hsts"] == [31_536_000, True]


def test_a_try_out_without_https_keeps_plain_names() -> None:
    said = _settings()
    assert not any(str(name).startswith("__Host-") for name in said["names"])
    assert said["hsts"] == [0, False]
