"""Attack 45: somebody looks, and keeps the trail from saying so: by an error, a rollback, a text too long, a line feed.

What cannot be noted is not shown: `web/tests/test_a_look_says_why.py`. Everything the owner of the database can do to
the lines, one by one: `audit/tests/test_a_changed_trail_is_found.py`. Here it is tried from a browser.
"""

from __future__ import annotations

import logging
from urllib.parse import quote_from_bytes

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.audit.models import Entry
from alongside.audit.trail import verify
from alongside.kernel.encryption import decrypt
from alongside.kernel.ids import new_id
from alongside.web.logs import OpaqueOnly
from alongside.web.looks import CRITERION

FORGED = "\r\n2026-11-24 08:00:00 INFO audit whole"


def test_being_turned_away_is_written_though_the_request_fails(house, jonas, sign_in) -> None:
    omar = house.workers["omar"].user_id
    assert sign_in("omar").get(f"/people/{jonas.person_id}/").status_code == 404

    denied = Entry.objects.get(action="denied", user_id=omar)
    assert denied.record_id == jonas.person_id


def test_no_error_after_the_look_shows_what_was_not_noted(house, jonas, sign_in, monkeypatch) -> None:
    """The page breaks between the line and the answer: nothing of the person comes with the error."""
    client = sign_in("sofie")
    client.raise_request_exception = False

    def breaks(*_args: object, **_kwargs: object) -> None:
        raise ValueError("Jonas Krogh")

    monkeypatch.setattr("alongside.web.people.views.render", breaks)
    answer = client.get(f"/people/{jonas.person_id}/")

    assert answer.status_code == 500
    assert "Jonas" not in answer.content.decode()


@pytest.mark.parametrize(
    "header", ["HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID"]
)
@pytest.mark.parametrize(
    "value", ["A" * 70_000, "x" + FORGED, "\0\x1b[2J"], ids=["long", "two lines", "control"]
)
def test_nothing_a_browser_says_of_itself_keeps_the_look_out(house, jonas, sign_in, header, value) -> None:
    answer = sign_in("sofie").get(f"/people/{jonas.person_id}/", **{header: value})

    assert answer.status_code == 200
    looks = Entry.objects.filter(action="read", person_id=jonas.person_id, operation="person")
    assert looks.count() == 1
    assert value[:100] not in str(looks.values())
    assert verify(house.agency.pk) is None


@pytest.mark.parametrize(
    "typed", ["jonas" + FORGED, "jonas" + "x" * 70_000, "jonas\0", "jonas \ud800", "\u2028" * 50 + "jonas"]
)
def test_no_text_that_is_searched_for_keeps_the_search_out(house, jonas, sign_in, typed) -> None:
    client = sign_in("sofie")
    body = "q=" + quote_from_bytes(typed.encode("utf-8", errors="surrogatepass"))
    sent = client.post("/search/", body, content_type="application/x-www-form-urlencoded")

    assert client.get(sent["Location"]).status_code == 200
    (entry,) = Entry.objects.filter(action="search")
    kept = decrypt(entry.detail["criterion"], context=CRITERION)
    assert kept.startswith("jonas")
    assert len(kept.splitlines()) == 1
    assert len(kept) <= 200
    assert verify(house.agency.pk) is None


def test_a_line_feed_begins_no_line_in_the_logs(sign_in, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        assert sign_in("sofie").get("/nowhere%0D%0A2026-11-24 INFO audit whole/").status_code == 404
        sign_in("sofie").post("/account/login/", {"login": "sofie" + FORGED, "password": "no"})
    for record in caplog.records:
        OpaqueOnly().filter(record)
        assert len(record.getMessage().splitlines()) <= 1, record.name


def test_the_owner_of_the_database_is_found_out_on_the_page(house, jonas, sign_in) -> None:
    sign_in("sofie").get(f"/people/{jonas.person_id}/")
    per = sign_in("per")
    assert "The chain holds" in per.post("/trail/check/").content.decode()
    line = Entry.objects.get(action="read", operation="person")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=line.pk).update(person_id=new_id())

    on = "" if connection.vendor == "sqlite" else " ON audit_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_entry_never_changes{on}")
    Entry.objects.filter(pk=line.pk).update(person_id=new_id())

    assert f"does not hold from line {line.place} on" in per.post("/trail/check/").content.decode()
