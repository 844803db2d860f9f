"""A request for access, from asking to the file: everything is in it, with the log, once, for the one who made it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import jsonschema_rs
import pytest
import time_machine
from django.db import OperationalError

from alongside.approvals.operations import ask_approval, grant_approval
from alongside.audit.models import Entry
from alongside.audit.queries import looks_at
from alongside.audit.trail import verify
from alongside.consents.models import Disclosure
from alongside.corrections.operations import attach_disagreement, correct_record
from alongside.kernel.ids import new_id
from alongside.people.operations import change_person
from alongside.rights.models import AccessRequest, ErasureRequest, Export
from alongside.rights.operations import ask_for_access

SCHEMA = Path(__file__).parents[5] / "docs" / "reference" / "person-file.schema.json"


@pytest.fixture
def asked(jonas, sofie) -> AccessRequest:
    return ask_for_access(by=sofie, person=jonas.person, asked_on=sofie.today, how="aloud")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def made(client, asked, django_capture_on_commit_callbacks, **fields) -> Export:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/access-requests/{asked.pk}/", {"act": "make", "language": "da", **fields})
    assert answer.status_code == 302, text(answer)
    return Export._base_manager.get(request=asked, taken_at__isnull=True)


def file_of(client, export) -> zipfile.ZipFile:
    answer = client.post(f"/access-requests/{export.request_id}/files/{export.pk}/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_everything_is_in_it_with_exactly_the_lines_of_the_log_and_no_staff_names(
    asked, scene, jonas, sofie, house, sign_in, django_capture_on_commit_callbacks
):
    note = scene.happened(jonas, days=1, text="He had been drinking.")
    correct_record(by=sofie, record=note, values={"text": "He was tired."}, why="Another visit.")
    attach_disagreement(by=sofie, record=note, words="I was not drunk.", said_on=sofie.today)
    for who in ("sofie", "amina", "maja"):
        sign_in(who).get(f"/people/{jonas.person_id}/")
    client = sign_in("sofie")
    export = made(client, asked, django_capture_on_commit_callbacks)
    lines = looks_at(house.agency.pk, [jonas.person_id], in_lists=True)
    assert export.log_lines == len(lines) >= 3

    packed = file_of(client, export)

    data = json.loads(packed.read("person.json"))
    jsonschema_rs.validate(json.loads(SCHEMA.read_text()), data)
    whole = packed.read("person.json").decode()
    assert "I was not drunk." in whole
    assert "He was tired." in whole
    assert "He had been drinking." in whole
    assert "Another visit." in whole
    assert len(data["log"]) == export.log_lines
    assert all(line["by"].keys() == {"role", "unit"} for line in data["log"])
    assert {line["by"]["role"] for line in data["log"]} >= {"case_manager", "team_lead"}
    for worker in house.workers.values():
        assert worker.name not in json.dumps(data["log"], ensure_ascii=False)
        assert worker.name not in json.dumps(data["records"], ensure_ascii=False)
    manifest = json.loads(packed.read("manifest.json"))
    assert set(manifest["files"]) == {"person.json", "person.pdf"}
    assert packed.read("person.pdf").startswith(b"%PDF")
    assert verify(house.agency.pk) is None


def test_that_they_got_it_stands_in_the_ledger_with_the_fingerprint_of_the_file(
    asked, jonas, sofie, sign_in, django_capture_on_commit_callbacks
):
    client = sign_in("sofie")
    export = made(client, asked, django_capture_on_commit_callbacks)
    address = f"/access-requests/{asked.pk}/files/{export.pk}/"
    assert not Disclosure._base_manager.exists()

    answer = client.post(address)
    client.post(address)

    line = Disclosure._base_manager.get()
    assert line.person_id == jonas.person_id
    assert line.digest == hashlib.sha256(answer.content).hexdigest()
    assert (line.to, line.basis, line.told_by_id) == ("person", "right", sofie.worker_id)
    shown = text(client.get(f"/people/{jonas.person_id}/told/"))
    assert "The person’s file" in shown
    assert "The person’s own right to see it all" in shown
    assert line.digest in shown
    assert line.digest in client.get(f"/people/{jonas.person_id}/told/?as=csv").content.decode("utf-8-sig")
    assert "The person’s file" in text(sign_in("per").get("/told/?basis=right"))


def test_a_file_that_was_not_handed_out_has_no_line(asked, sign_in, django_capture_on_commit_callbacks):
    export = made(sign_in("sofie"), asked, django_capture_on_commit_callbacks)
    for who in ("amina", "omar", "ada"):
        assert sign_in(who).post(f"/access-requests/{asked.pk}/files/{export.pk}/").status_code == 404
    assert not Disclosure._base_manager.exists()


def test_without_its_line_the_file_does_not_go_out(
    asked, sign_in, django_capture_on_commit_callbacks, monkeypatch
):
    client = sign_in("sofie")
    export = made(client, asked, django_capture_on_commit_callbacks)

    def full(self, *args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(Disclosure, "save", full)
    with pytest.raises(OperationalError):
        client.post(f"/access-requests/{asked.pk}/files/{export.pk}/")
    assert Export._base_manager.get(pk=export.pk).taken_at is None


def test_what_is_about_somebody_else_is_kept_back_and_the_file_says_so(
    asked, scene, jonas, sign_in, django_capture_on_commit_callbacks
):
    note = scene.happened(jonas, days=1, text="His sister told us something.")
    client = sign_in("sofie")
    answer = client.post(
        f"/access-requests/{asked.pk}/",
        {"act": "withhold", "record": str(note.pk), "why": "It is about his sister."},
    )
    assert answer.status_code == 302, text(answer)
    packed = file_of(client, made(client, asked, django_capture_on_commit_callbacks, large="on"))
    data = json.loads(packed.read("person.json"))
    assert "His sister told us" not in packed.read("person.json").decode()
    assert data["withheld"] == [
        {"kind": "contacts.contact", "id": str(note.pk), "why": "It is about his sister."}
    ]


def test_names_take_a_second_person(asked, jonas, sofie, amina, sign_in, django_capture_on_commit_callbacks):
    sign_in("maja").get(f"/people/{jonas.person_id}/")
    client = sign_in("sofie")
    refused = client.post(f"/access-requests/{asked.pk}/", {"act": "make", "language": "da", "names": "on"})
    assert refused.status_code == 422
    approval = ask_approval(
        by=sofie, kind="log.names", subject=asked, why="He fears his neighbour has looked."
    )
    grant_approval(by=amina, approval=approval)
    packed = file_of(client, made(client, asked, django_capture_on_commit_callbacks, names="on"))
    log = json.loads(packed.read("person.json"))["log"]
    assert "Maja Toft" in {line["by"]["name"] for line in log}
    again = client.post(f"/access-requests/{asked.pk}/", {"act": "make", "language": "da", "names": "on"})
    assert again.status_code == 422


def test_a_file_is_taken_out_once_by_the_one_who_made_it_and_in_time(
    asked, sign_in, house, django_capture_on_commit_callbacks
):
    client = sign_in("sofie")
    export = made(client, asked, django_capture_on_commit_callbacks)
    address = f"/access-requests/{asked.pk}/files/{export.pk}/"
    assert sign_in("amina").post(address).status_code == 404
    assert sign_in("omar").post(address).status_code == 404
    assert client.post(address).status_code == 200
    assert client.post(address).status_code == 404
    assert Export._base_manager.get(pk=export.pk).sealed is None
    late = made(client, asked, django_capture_on_commit_callbacks)
    with time_machine.travel(house.now + timedelta(days=2, minutes=1), tick=False):
        assert client.post(f"/access-requests/{asked.pk}/files/{late.pk}/").status_code in (302, 404)
    assert Export._base_manager.get(pk=late.pk).taken_at is None


@pytest.mark.parametrize("name", ["omar", "ada", "eva", "karin", "ilse", "vagn", "maja"])
def test_others_find_no_request(asked, jonas, sign_in, name):
    client = sign_in(name)
    assert client.get(f"/people/{jonas.person_id}/requests/").status_code == 404
    assert client.get(f"/access-requests/{asked.pk}/").status_code == 404
    assert client.post(f"/access-requests/{asked.pk}/", {"act": "answer"}).status_code == 404
    assert client.post(f"/access-requests/{asked.pk}/files/{new_id()}/").status_code == 404


def test_the_privacy_officer_answers_without_seeing_a_name(asked, jonas, sign_in):
    answer = sign_in("per").get(f"/access-requests/{asked.pk}/")
    assert "Krogh" not in text(answer)
    assert answer.context["asked"].due_on == date(2026, 12, 24)


def test_what_waits_stands_by_the_day_it_is_due_with_a_name_only_for_who_may_see_it(asked, sign_in):
    seen = text(sign_in("amina").get("/requests/"))
    assert "Jonas Krogh" in seen
    assert f"/access-requests/{asked.pk}/" in seen
    unseen = text(sign_in("per").get("/requests/"))
    assert f"/access-requests/{asked.pk}/" in unseen
    assert "Krogh" not in unseen
    assert "1 request waits for an answer." in text(sign_in("per").get("/privacy/"))
    sign_in("sofie").post(f"/access-requests/{asked.pk}/", {"act": "answer"})
    assert "Nobody waits." in text(sign_in("per").get("/requests/"))


def test_the_privacy_officer_finds_exactly_the_one_who_asks(jonas, house, sign_in):
    change_person(by=house.actor("sofie"), person=jonas.person, birth_date=date(1979, 5, 6))
    client = sign_in("per")
    for wrong in ("Jonas", "Jonas Krog", "Krogh Jonas Krogh"):
        missed = client.post("/requests/", {"name": wrong, "birth_date": "6.5.1979"})
        assert missed.status_code == 422, wrong
    assert client.post("/requests/", {}).status_code == 422
    found = client.post("/requests/", {"name": "Jonas Krogh", "birth_date": "6.5.1979"})
    assert found["Location"] == f"/people/{jonas.person_id}/requests/"
    assert "Krogh" not in text(client.get(found["Location"]))
    searches = Entry.objects.filter(action="search", user_id=client.get("/requests/").wsgi_request.user.pk)
    assert searches.count() == 3
    assert "Krogh" not in json.dumps([one.detail for one in searches])


@pytest.mark.parametrize("name", ["sofie", "omar", "ada", "eva", "karin", "ilse", "vagn"])
def test_nobody_else_finds_people_there(jonas, sign_in, name):
    answer = sign_in(name).post("/requests/", {"name": "Jonas Krogh", "birth_date": "6.5.1979"})
    assert answer.status_code in (403, 404)


def test_a_lead_has_no_second_way_to_find_people_there(jonas, sign_in):
    answer = sign_in("amina").post("/requests/", {"name": "Jonas Krogh", "birth_date": "6.5.1979"})
    assert answer.status_code == 200
    assert "Find their requests" not in text(answer)


def test_to_be_erased_is_asked_decided_and_told(jonas, sign_in):
    client = sign_in("sofie")
    answer = client.post(
        f"/people/{jonas.person_id}/requests/",
        {"what": "erase", "asked_on": "24.11.2026", "how": "aloud", "words": "Forget me."},
    )
    assert answer.status_code == 302, text(answer)
    asked = ErasureRequest._base_manager.get()
    address = f"/erasure-requests/{asked.pk}/"
    decision = {"act": "decide", "outcome": "refused", "ground": "The law obliges us to keep it (SEL § 148)."}
    assert client.post(address, decision).status_code == 404
    per = sign_in("per")
    assert per.post(address, decision).status_code == 302
    assert client.post(address, {"act": "tell"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.outcome, str(asked.told_on)) == ("refused", "2026-11-24")


def test_the_pages_of_keeping_lead_from_the_hold_to_the_archive(jonas, sign_in):
    client = sign_in("per")
    address = f"/people/{jonas.person_id}/keeping/"
    assert client.post(address, {"act": "hold", "why": "A claim before the court."}).status_code == 302
    assert "A claim before the court." in text(client.get(address))
    assert client.post(address, {"act": "lift_hold", "why": "It was settled."}).status_code == 302
    assert (
        client.post("/records-kept/", {"years": "5", "basis": "Decided by the council."}).status_code == 302
    )
    assert "for 5 years" in text(client.get("/records-kept/"))
    assert sign_in("sofie").get(address).status_code == 404
    assert sign_in("ada").get("/records-kept/").status_code == 404


def test_an_act_that_the_page_does_not_offer_is_no_error_of_ours(jonas, sign_in) -> None:
    browser = sign_in("per")
    browser.raise_request_exception = False
    answer = browser.post(f"/people/{jonas.person_id}/keeping/", {"act": "%d", "why": ""})
    assert answer.status_code == 422
