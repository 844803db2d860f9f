"""Attack 29: an archive or a certificate is fetched by its address, by somebody who does not look after records."""

from __future__ import annotations

import pytest

from alongside.kernel.ids import new_id
from alongside.retention.models import Archive
from alongside.retention.operations import keep_archive
from tests.people_of_the_house import writing


@pytest.fixture
def archive(jonas, amina, house) -> Archive:
    with writing(house.agency):
        made = Archive(person=jonas.person, worker_id=amina.worker_id, asked_at=house.now)
        made.save()
    return keep_archive(by=amina, person=jonas.person, archive=made, content=b"PK all of Jonas", counts={})


@pytest.mark.parametrize("thief", ["sofie", "omar", "maja", "ada", "karin", "ilse", "eva", "vagn"])
def test_an_archive_is_not_found_by_others(archive, jonas, sign_in, thief) -> None:
    client = sign_in(thief)
    for address in (f"/people/{jonas.person_id}/keeping/archive/", f"/people/{jonas.person_id}/keeping/"):
        answer = client.post(address, {"act": "destroy"})
        assert answer.status_code == 404
        assert b"all of Jonas" not in answer.content
    assert Archive._base_manager.get(pk=archive.pk).taken_at is None
    assert client.get(f"/records-kept/certificates/{new_id()}.pdf").status_code == 404


def test_a_path_in_the_address_leads_nowhere(archive, jonas, sign_in) -> None:
    client = sign_in("amina")
    for address in (
        "/records-kept/certificates/../../settings.py",
        "/records-kept/certificates/%2e%2e%2f.pdf",
    ):
        assert client.get(address).status_code == 404
    answer = client.post(f"/people/{jonas.person_id}/keeping/archive/")
    assert answer.content == b"PK all of Jonas"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]
