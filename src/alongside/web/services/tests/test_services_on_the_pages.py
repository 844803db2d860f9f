"""The directory on the pages: found, kept, checked with one tap, and exchanged after a look."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.interop.hsds.package import as_json, packed
from alongside.interop.tests.test_the_directory_goes_in_and_out import TOWN
from alongside.kernel.ids import new_id
from alongside.services.models import Acquaintance, Service
from alongside.services.operations import write_service
from alongside.services.rules import Offer


def _words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def dentist(house, sofie):
    offer = Offer(name="Teeth on wheels", kind="dental", street="Torvet 1", website="https://teeth.example/")
    return write_service(by=sofie, offer=offer, provider="The town")


def test_a_service_is_added_found_and_put_right(house, sign_in):
    client = sign_in("sofie")
    said = {"key": str(new_id()), "name": "Soup", "provider": "The church", "kind": "drop_in", "open": "on"}
    assert "Kept. Everyone here finds it." in _words(client.post("/services/new/", said, follow=True))
    kept = Service.objects.get()
    assert "Soup" in _words(client.get("/services/?text=church&kind=drop_in"))
    assert "No service found" in _words(client.get("/services/?text=dentist"))
    changed = {**said, "key": str(new_id()), "version": "1", "website": "javascript:alert(1)"}
    answer = client.post(f"/services/{kept.pk}/change/", changed)
    assert answer.status_code == 422
    assert "beginning with https://" in _words(answer)
    client.post(
        f"/services/{kept.pk}/change/", {**changed, "key": str(new_id()), "website": "", "city": "Odense"}
    )
    kept.refresh_from_db()
    assert kept.city == "Odense"


def test_still_right_is_one_tap(house, sign_in, dentist):
    client = sign_in("sofie")
    assert "Never checked" in _words(client.get(f"/services/{dentist.pk}/"))
    answer = _words(client.post(f"/services/{dentist.pk}/right/", follow=True))
    assert "Still right, as of today." in answer
    assert "Never checked" not in answer
    assert "Teeth" not in _words(client.get("/services/?show=check"))


def test_links_lead_to_a_map_and_to_their_page_and_tell_nobody_whence(house, sign_in, dentist):
    shown = _words(sign_in("vagn").get(f"/services/{dentist.pk}/"))
    assert 'href="https://www.openstreetmap.org/search?query=Torvet%201" rel="noreferrer noopener"' in shown
    assert 'href="https://teeth.example/" rel="noreferrer noopener"' in shown
    assert "Still right" not in shown


def test_a_colleague_says_that_they_know_it(house, sign_in, dentist):
    client = sign_in("sofie")
    client.post(f"/services/{dentist.pk}/know/", {"known": "yes"})
    assert Acquaintance.objects.get().worker.name in _words(client.get("/services/"))
    client.post(f"/services/{dentist.pk}/know/", {"known": "no"})
    assert not Acquaintance.objects.exists()


def test_a_file_is_looked_at_and_then_taken_in(house, sign_in):
    client = sign_in("amina")
    file = SimpleUploadedFile("town.json", json.dumps(TOWN).encode(), content_type="application/json")
    seen = client.post("/services/file/", {"file": file})
    assert "1 new, 0 changed, 0 as they were. Nothing is kept yet." in _words(seen)
    assert not Service.objects.exists()
    taken = client.post("/services/file/", {"seen": seen.context["seen"]}, follow=True)
    assert "Taken in: 1 new, 0 changed." in _words(taken)
    out = client.get("/services/directory.json")
    assert json.loads(out.content) == [TOWN]
    assert "attachment" in out["Content-Disposition"]


def test_a_package_of_tables_is_looked_at_taken_in_and_given_out(house, sign_in):
    client = sign_in("amina")
    content = packed([TOWN])
    file = SimpleUploadedFile("town.zip", content, content_type="application/zip")
    seen = client.post("/services/file/", {"file": file})
    assert "1 new, 0 changed, 0 as they were. Nothing is kept yet." in _words(seen)
    client.post("/services/file/", {"seen": seen.context["seen"]})
    out = client.get("/services/directory.json?as=tables")
    assert out["Content-Type"] == "application/zip"
    assert 'filename="services.zip"' in out["Content-Disposition"]
    assert json.loads(as_json(out.content)) == json.loads(as_json(content))


def test_a_file_with_a_fault_says_where(house, sign_in):
    file = SimpleUploadedFile("town.json", b'[{"id": "7"}]')
    answer = sign_in("amina").post("/services/file/", {"file": file})
    assert answer.status_code == 422
    assert "<code>[0].id</code>" in _words(answer)


@pytest.mark.parametrize("address", ["/services/file/", "/services/directory.json"])
def test_a_case_manager_does_not_find_the_exchange(house, sign_in, address):
    assert sign_in("sofie").get(address).status_code == 404


@pytest.mark.parametrize("who", ["karin", "eva"])
def test_those_without_people_to_go_with_do_not_find_the_directory(house, sign_in, dentist, who):
    client = sign_in(who)
    assert client.get("/services/").status_code == 404
    assert client.get(f"/services/{dentist.pk}/").status_code == 404
