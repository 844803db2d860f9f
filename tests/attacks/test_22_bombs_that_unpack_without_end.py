"""Attack 22: files of a few kilobytes that want gigabytes. Each is refused or read within 256 MB."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.attacks import bombs

MOST_MB = 256


def _within_bounds(found: dict[str, dict[str, Any]]) -> None:
    assert not {name: one for name, one in found.items() if one["grew"] > MOST_MB}


def test_spreadsheets(tmp_path) -> None:
    found = bombs.opened("sheets", tmp_path, bombs.sheets())
    _within_bounds(found)
    assert [name for name, one in found.items() if one["ended"] == "read"] == ["ordinary"]


def test_calendar_files(tmp_path) -> None:
    _within_bounds(bombs.opened("calendars", tmp_path, bombs.calendars()))


def test_order_files(tmp_path) -> None:
    found = bombs.opened("orders", tmp_path, bombs.orders())
    _within_bounds(found)
    assert {one["ended"] for one in found.values()} == {"ffb_refused"}


def test_documents(tmp_path) -> None:
    named = bombs.uploads()
    found = bombs.opened(
        "uploads",
        tmp_path,
        {name: content for name, content in named.values()}
        | {f"{key}{name[name.rindex('.') :]}": content for key, (name, content) in named.items()},
    )
    _within_bounds(found)
    assert found["head of a PNG.png"]["ended"] == "picture_too_large"
    assert found["Word.docx"]["ended"] == "file_damaged"


@pytest.mark.parametrize("name", ["order_upload", "sheets", "login"])
def test_a_packed_body_is_not_unpacked(sign_in, name) -> None:
    """Nothing here unpacks a request: a body that says it is packed is refused."""
    client = sign_in("ilse")
    body = gzip.compress(bytes(10 * bombs.MIB))
    address = reverse("account_login") if name == "login" else reverse(name)
    answer = client.post(
        address, body, content_type="application/x-www-form-urlencoded", HTTP_CONTENT_ENCODING="gzip"
    )
    assert answer.status_code == 415


def test_a_body_is_refused_by_its_length_before_it_is_read(sign_in) -> None:
    client = sign_in("ilse")
    heavy = SimpleUploadedFile("a.json", bytes(70 * bombs.MIB))
    assert client.post(reverse("order_upload"), {"files": heavy}).status_code == 413
    assert client.post(reverse("today"), {"x": "x" * 3 * bombs.MIB}).status_code in (405, 413)
