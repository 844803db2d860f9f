from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.interop.tests.deliveries import report
from alongside.interop.tests.official_files import ORDER, REPORTS, needs_official_files, official
from alongside.interop.tests.ordered import order
from alongside.people.models import Person
from alongside.referrals.models import Referral

UPLOAD = reverse("order_upload")


def file(content: bytes, name: str = "order.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/json")


def as_bytes(tree: object) -> bytes:
    return json.dumps(tree).encode()


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_one_order_leads_to_its_referral(sign_in) -> None:
    browser = sign_in("ilse")
    assert browser.get(UPLOAD).status_code == 200
    answer = browser.post(UPLOAD, {"files": file(as_bytes(order()))})
    referral = Referral.objects.unscoped().get()
    assert answer.url == reverse("referral", args=[referral.pk])
    shown = text(browser.get(answer.url))
    assert "It stands on the intake board as new." in shown
    assert "What the authority asks for" in shown


def test_the_same_file_twice_changes_nothing_and_says_so(sign_in) -> None:
    browser = sign_in("ilse")
    browser.post(UPLOAD, {"files": file(as_bytes(order()))})
    answer = browser.post(UPLOAD, {"files": file(as_bytes(order()))}, follow=True)
    assert "This very file was received before" in text(answer)
    assert Referral.objects.unscoped().count() == 1


def test_a_broken_file_names_element_and_rule_and_leaves_nothing(sign_in) -> None:
    broken = order()
    broken["entry"] = [one for one in broken["entry"] if one["resource"]["resourceType"] != "Patient"]
    answer = sign_in("ilse").post(UPLOAD, {"files": file(as_bytes(broken), "broken.json")})
    assert answer.status_code == 422
    shown = text(answer)
    assert "broken.json" in shown
    assert "Nothing was taken from the file." in shown
    assert "There must be exactly one citizen (Patient) in a delivery; here there are 0." in shown
    assert "<code>Bundle.entry</code>" in shown
    assert "rule citizen-one" in shown
    assert not Person.objects.unscoped().exists()


def test_of_several_files_the_good_ones_are_taken_in(sign_in) -> None:
    answer = sign_in("ilse").post(
        UPLOAD,
        {
            "files": [
                file(b"{", "cut off.json"),
                file(as_bytes(report()), "good.json"),
                file(b"", "empty.json"),
            ]
        },
    )
    assert answer.status_code == 422
    shown = text(answer)
    assert shown.index("cut off.json") < shown.index("good.json") < shown.index("empty.json")
    assert "taken in" in shown
    assert "The file is empty." in shown
    assert Referral.objects.unscoped().count() == 1


@needs_official_files
def test_files_that_lean_on_each_other_may_come_in_any_order(sign_in) -> None:
    names = [ORDER, *reversed(REPORTS)]
    answer = sign_in("ilse").post(UPLOAD, {"files": [file(official(name), name) for name in names]})
    assert answer.status_code == 200
    assert text(answer).count("taken in") == 4 + text(answer).count("is taken in whole")


def test_no_file_is_told(sign_in) -> None:
    answer = sign_in("ilse").post(UPLOAD, {})
    assert answer.status_code == 422


def test_the_board_offers_it_to_whoever_may(sign_in) -> None:
    assert UPLOAD in text(sign_in("ilse").get(reverse("intake")))
    assert UPLOAD not in text(sign_in("amina").get(reverse("intake")))


@pytest.mark.parametrize("name", ["amina", "omar", "karin", "ada"])
def test_who_takes_no_orders_finds_no_page(sign_in, name: str) -> None:
    assert sign_in(name).get(UPLOAD).status_code == 404
