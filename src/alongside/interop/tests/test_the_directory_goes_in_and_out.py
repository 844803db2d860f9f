"""The directory as a file: what came in goes out again, changed only where somebody changed it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.config.cli import main
from alongside.interop.hsds.errors import DirectoryRefused
from alongside.interop.hsds.exchanging import directory_of, look_at, take_in_directory
from alongside.interop.hsds.lens import offer_of, written
from alongside.interop.tests.hsds_samples import SAMPLES, needs_samples
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.organisation.models import Agency
from alongside.services.models import Provider, Service
from alongside.services.operations import write_service
from alongside.services.queries import services_for
from alongside.services.rules import Offer, tidy
from tests.people_of_the_house import writing

DAY = date(2026, 11, 24)
ID = "0b6f2b1e-2a53-4d53-8c39-6f0f2d5b6a01"
TOWN = {
    "id": "0b6f2b1e-2a53-4d53-8c39-6f0f2d5b6a00",
    "name": "A house of many doors",
    "description": "",
    "programs": [{"id": "1", "name": "Winter"}],
    "services": [
        {
            "id": ID,
            "name": "Soup and a chair",
            "status": "active",
            "minimum_age": 18,
            "assured_date": "2026-02-01",
            "languages": [{"id": "a", "name": "Danish", "note": "always"}, {"id": "b", "name": "Polish"}],
            "schedules": [{"id": "c", "description": "10 to 14", "byday": "MO,TU"}],
            "service_at_locations": [{"id": "d", "location": {"id": "e", "latitude": 57.04}}],
        }
    ],
}
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00,"), max_size=20)
OFFERS = st.builds(
    Offer,
    name=TEXT.filter(str.strip),
    kind=st.sampled_from(["", "dental", "work"]),
    description=TEXT,
    requires=TEXT,
    how_to_ask=TEXT,
    hours=TEXT,
    languages=st.lists(TEXT, max_size=3, unique=True).map(",".join),
    street=TEXT,
    postcode=TEXT,
    city=TEXT,
    phone=TEXT,
    email=TEXT,
    verified_on=st.none() | st.dates(max_value=DAY),
    open=st.booleans(),
).map(lambda offer: tidy(offer, DAY))
DOCUMENTS = st.sampled_from([{"id": ID}, TOWN["services"][0]])


def _file(found) -> bytes:
    return json.dumps(found).encode()


@given(OFFERS, DOCUMENTS)
def test_what_is_written_is_read_again(offer, document):
    assert offer_of(written(document, offer, country="DK")) == offer


@given(OFFERS, DOCUMENTS)
def test_writing_it_again_changes_nothing(offer, document):
    once = written(document, offer, country="DK")
    assert written(once, offer, country="DK") == once


def test_what_nobody_changed_is_given_back_as_it_came(amina):
    take_in_directory(by=amina, content=_file(TOWN))
    assert json.loads(directory_of(amina)) == [TOWN]


def test_a_change_here_changes_its_place_in_the_document_alone(amina):
    take_in_directory(by=amina, content=_file([TOWN]))
    service = Service.objects.get()
    offer = replace(service.offer, kind="drop_in", languages="Polish, Greenlandic", street="Torvet 1")
    write_service(by=amina, offer=offer, provider=TOWN["name"], service=service)
    out = json.loads(directory_of(amina))[0]["services"][0]
    before = TOWN["services"][0]
    assert {key for key in out if out[key] != before.get(key)} == {
        "attributes",
        "languages",
        "service_at_locations",
    }
    assert out["languages"][0] == before["languages"][1]
    assert out["service_at_locations"][1:] == before["service_at_locations"]
    assert out["service_at_locations"][0]["location"]["addresses"][0]["country"] == "DK"


def test_the_same_file_again_changes_nothing(amina):
    first = take_in_directory(by=amina, content=_file(TOWN))
    again = take_in_directory(by=amina, content=_file({"contents": [TOWN]}))
    assert (first.new, again.new, again.changed, again.same) == (1, 0, 0, 1)
    assert Service.objects.get().version == 1


def test_our_kind_and_a_later_check_stay(amina, sofie):
    take_in_directory(by=amina, content=_file(TOWN))
    service = Service.objects.get()
    offer = replace(service.offer, kind="drop_in", verified_on=date(2026, 10, 1))
    write_service(by=sofie, offer=offer, provider=TOWN["name"], service=service)
    newer = {**TOWN, "services": [{**TOWN["services"][0], "name": "Soup"}]}
    assert take_in_directory(by=amina, content=_file(newer)).changed == 1
    service.refresh_from_db()
    assert (service.name, service.kind, service.verified_on) == ("Soup", "drop_in", date(2026, 10, 1))


def test_looking_at_a_file_keeps_nothing(amina):
    outcome, read = look_at(amina, _file(TOWN))
    assert (outcome.new, read[0].services[0].offer.name) == (1, "Soup and a chair")
    assert not Provider.objects.exists()


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"id": "7"}, "[0].services[0].id"),
        ({"name": ""}, "[0].services[0].name"),
        ({"name": 7}, "[0].services[0].name"),
        ({"url": "javascript:alert(1)"}, "[0].services[0].website"),
        ({"assured_date": "2999-01-01"}, "[0].services[0].verified_on"),
        ({"assured_date": "soon"}, "[0].services[0].assured_date"),
        ({"languages": "Danish"}, "[0].services[0].languages"),
        ({"schedules": ["10 to 14"]}, "[0].services[0].schedules"),
    ],
)
def test_a_file_with_a_fault_is_refused_whole_and_says_where(amina, change, element):
    fine = {**TOWN["services"][0], "id": "0b6f2b1e-2a53-4d53-8c39-6f0f2d5b6a02"}
    faulty = {**TOWN, "services": [{**TOWN["services"][0], **change}, fine]}
    with pytest.raises(DirectoryRefused) as refused:
        take_in_directory(by=amina, content=_file(faulty))
    assert [one.element for one in refused.value.problems] == [element]
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff\xfe{", b"[" * 100_000, b"[NaN]", b"7", b"[[]]", b" " * (1024 * 1024 + 1),
        _file({"id": ID, "name": "a\x00b"}), _file({"id": ID, "service": {}}), _file([TOWN, TOWN]),
        _file({"id": ID, "organization": {}, "service": []}), _file({"id": ID, "organization": {}}),
    ],
)  # fmt: skip
def test_what_is_no_directory_is_refused(amina, content):
    with pytest.raises(DirectoryRefused):
        take_in_directory(by=amina, content=content)


def test_a_case_manager_does_not_exchange_the_whole_of_it(sofie):
    for act in (lambda: take_in_directory(by=sofie, content=_file(TOWN)), lambda: directory_of(sofie)):
        with pytest.raises(NotAllowed):
            act()


def test_another_agency_keeps_its_own_of_the_same_id(amina, house):
    town = Agency(id=new_id(), name="Another town", profile_key="generic", language="en")
    with writing(town):
        town.save()
    theirs = replace(amina, agency_id=town.pk)
    take_in_directory(by=amina, content=_file(TOWN))
    soup = {**TOWN["services"][0], "name": "Soup, elsewhere"}
    assert take_in_directory(by=theirs, content=_file({**TOWN, "name": "B", "services": [soup]})).new == 1
    assert {one.name for one in services_for(amina)} == {"Soup and a chair"}
    assert {one.name for one in services_for(theirs)} == {"Soup, elsewhere"}
    assert json.loads(directory_of(amina)) == [TOWN]


def test_what_a_file_says_nothing_about_stays(amina):
    take_in_directory(by=amina, content=_file(TOWN))
    short = {
        "id": TOWN["id"],
        "name": TOWN["name"],
        "services": [{"id": ID, "name": "Soup", "status": "active"}],
    }
    assert take_in_directory(by=amina, content=_file(short)).changed == 1
    told = {**TOWN, "services": [{**TOWN["services"][0], "name": "Soup"}]}
    assert json.loads(directory_of(amina)) == [told]
    assert Service.objects.get().hours == "10 to 14"


def test_one_more_place_of_a_service_takes_no_other_away(amina):
    take_in_directory(by=amina, content=_file(TOWN))
    house = {key: value for key, value in TOWN.items() if key != "services"}
    at = {"id": "f", "location": {"id": "g"}, "service": {"id": ID, "name": "Soup", "organization": house}}
    for changed in (1, 0):
        assert take_in_directory(by=amina, content=_file([at])).changed == changed
    [out] = json.loads(directory_of(amina))
    assert [one["id"] for one in out["services"][0]["service_at_locations"]] == ["d", "f"]
    assert out["programs"] == TOWN["programs"]


def test_from_the_console(house, tmp_path, capsys, monkeypatch):
    file, out = tmp_path / "town.json", tmp_path / "out.json"
    file.write_bytes(_file(TOWN))
    name = ["--agency", house.agency.name]
    assert main(["services", "import", "--dry-run", str(file), *name]) == 0
    assert not Service.objects.exists()
    assert main(["services", "import", "--json", str(file), *name]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["new"] == 1
    assert main(["services", "export", "--out", str(out), *name]) == 0
    assert json.loads(out.read_bytes()) == [TOWN]
    file.write_bytes(_file({"id": "7"}))
    assert main(["services", "import", str(file), *name]) == 1
    assert "[0].id" in capsys.readouterr().out
    assert main(["services", "import", str(tmp_path / "none.json"), *name]) == 1


def _sample(name):
    assert SAMPLES is not None
    return json.loads((SAMPLES / name).read_text())


def _said(document):
    """Every single thing a document says, wherever it stands in it: of which id, what, and the value."""
    if isinstance(document, list):
        return {one for part in document for one in _said(part)}
    if not isinstance(document, dict):
        return set()
    own = {
        (document.get("id"), key, repr(value))
        for key, value in document.items()
        if not isinstance(value, (dict, list))
    }
    return own | {one for value in document.values() for one in _said(value)}


@needs_samples
def test_the_specifications_own_example_comes_back_without_loss(amina):
    example = _sample("organization_full.json")
    take_in_directory(by=amina, content=_file(example))
    assert json.loads(directory_of(amina)) == [example]
    assert Service.objects.get().hsds_id == UUID(example["services"][0]["id"])


@needs_samples
@pytest.mark.parametrize(
    "name", ["organization_list.json", "service_at_location_full.json", "service_at_location_list.json"]
)
def test_other_shapes_of_the_specification_come_back_without_loss(amina, name):
    example = _sample(name)
    content = example.get("contents", example)
    take_in_directory(by=amina, content=_file(example))
    out = json.loads(directory_of(amina))
    assert _said(content) <= _said(out)
    assert take_in_directory(by=amina, content=_file(out)).changed == 0


@needs_samples
def test_all_examples_one_after_the_other_take_nothing_from_each_other(amina):
    names = ["organization_full.json", "organization_list.json", "service_at_location_list.json"]
    for name in names:
        take_in_directory(by=amina, content=_file(_sample(name)))
    out = json.loads(directory_of(amina))
    assert _said(_sample("organization_full.json")) <= _said(out)


@needs_samples
@pytest.mark.parametrize("name", ["location.json", "base.json"])
def test_what_offers_nothing_is_refused_in_plain_words(amina, name):
    with pytest.raises(DirectoryRefused) as refused:
        take_in_directory(by=amina, content=_file(_sample(name)))
    assert "another kind" in refused.value.problems[0].says
