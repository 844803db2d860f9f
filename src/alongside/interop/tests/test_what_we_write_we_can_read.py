"""Import, export, import: nothing is lost, nothing is added, and no word of free text leaves the house."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from alongside.interop.ffb.reading import read_delivery
from alongside.interop.ffb.records import DeliveryReport, Withdrawn
from alongside.interop.ffb.writing import write_report
from alongside.interop.tests.deliveries import as_bytes, find, report, uid
from alongside.interop.tests.official_files import REPORTS, needs_official_files, official


def read_report(content: bytes) -> DeliveryReport:
    read = read_delivery(content)
    assert isinstance(read, DeliveryReport)
    return read


def in_one_order(read: DeliveryReport) -> DeliveryReport:
    """The same report with the records of each kind by id: their order in the file means nothing."""
    groups: dict[str, Any] = {
        name: tuple(sorted(group, key=lambda found: found.id))
        for name in DeliveryReport.__dataclass_fields__
        if isinstance(group := getattr(read, name), tuple)
    }
    return replace(read, **groups)


def texts_in(value):
    """Every text a person could have written, as FHIR names them."""
    if isinstance(value, dict):
        for name, child in value.items():
            if name in {"text", "note", "description", "display", "name", "title"} and isinstance(
                child, str | list
            ):
                yield name
            yield from texts_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from texts_in(child)


@needs_official_files
@pytest.mark.parametrize("name", REPORTS)
def test_kls_reports_come_back_as_they_went_in(name):
    read = read_report(official(name))
    written = write_report(read)
    assert read_report(written) == in_one_order(read)
    assert write_report(read_report(written)) == written


@needs_official_files
@pytest.mark.parametrize("name", REPORTS)
def test_kls_reports_keep_every_value(name):
    """Compared as JSON: apart from names of codes, which the guide leaves out, and the time we have to add."""

    def bare(value):
        if isinstance(value, dict):
            return {
                key: bare(child)
                for key, child in value.items()
                if key not in {"display", "lastUpdated"} and (key, child) != ("use", "usual")
            }
        return [bare(child) for child in value] if isinstance(value, list) else value

    def by_address(tree):
        return {entry["fullUrl"]: bare(entry["resource"]) for entry in tree["entry"]}

    assert by_address(json.loads(write_report(read_report(official(name))))) == by_address(
        json.loads(official(name))
    )


def test_our_report_with_one_of_everything_comes_back():
    read = read_report(as_bytes(report()))
    assert read_report(write_report(read)) == in_one_order(read)


def test_what_is_written_is_fhir():
    Bundle.model_validate_json(write_report(read_report(as_bytes(report()))))


def test_the_same_report_is_always_the_same_file():
    tree = report()
    written = write_report(read_report(as_bytes(tree)))
    tree["entry"].reverse()
    assert write_report(read_report(as_bytes(tree))) == written


def test_no_free_text_is_written():
    tree = report()
    find(tree, "Goal", "goal")["description"]["text"] = "Jeg vil lave mad til min søster."
    find(tree, "Patient", "citizen")["name"] = [{"text": "Peter Prøve"}]
    read = read_report(as_bytes(tree))
    assert read.goals[0].text == "Jeg vil lave mad til min søster."
    written = json.loads(write_report(read))
    goal = find(written, "Goal", "goal")
    assert goal["description"] == {"coding": [{"system": "http://snomed.info/sct", "code": "410518001"}]}
    assert set(texts_in(written)) <= {"description"}
    assert b"ster" not in write_report(read)
    assert b"Peter" not in write_report(read)


def test_every_record_names_its_profile_and_its_time():
    written = json.loads(write_report(read_report(as_bytes(report()))))
    for found in [written, *(entry["resource"] for entry in written["entry"])]:
        assert found["meta"]["profile"][0].startswith(
            "http://fhir.kl.dk/ffbreporting/StructureDefinition/kl-reporting-ffb-"
        )
        assert found["meta"]["lastUpdated"] == "2026-11-20T12:00:00+01:00"


@pytest.mark.parametrize(
    "resource_type", ["Condition", "Goal", "CarePlan", "Observation", "Encounter", "CareTeam"]
)
def test_a_withdrawal_is_written_and_read(resource_type):
    read = read_report(as_bytes(report()))
    withdrawn = replace(read, withdrawn=(Withdrawn(resource_type, uid("a mistake")),))
    written = write_report(withdrawn)
    Bundle.model_validate_json(written)
    assert read_report(written) == in_one_order(withdrawn)


@pytest.mark.parametrize(
    "group", ["requests", "gatherings", "support_needs", "follow_ups", "services", "encounters", "performers"]
)
def test_a_withdrawal_of_what_was_reported_keeps_its_profile(group):
    read = read_report(as_bytes(report()))
    (last,) = getattr(read, group)
    type_ = {
        "requests": "ServiceRequest",
        "gatherings": "ClinicalImpression",
        "support_needs": "Observation",
        "follow_ups": "Observation",
        "services": "CarePlan",
        "encounters": "Encounter",
        "performers": "CareTeam",
    }[group]
    only = DeliveryReport(
        read.bundle_id, read.timestamp, read.citizen, withdrawn=(Withdrawn(type_, last.id, last),)
    )
    resource = json.loads(write_report(only))["entry"][1]["resource"]
    assert resource["status"] == "entered-in-error"
    assert resource["meta"]["profile"]


def test_a_report_without_a_reporting_organisation_cannot_be_written():
    read = read_report(as_bytes(report()))
    with pytest.raises(ValueError, match="organisation"):
        write_report(replace(read, citizen=replace(read.citizen, organisation=None)))


def test_a_moment_without_time_zone_cannot_be_written():
    read = read_report(as_bytes(report()))
    with pytest.raises(ValueError, match="time zone"):
        write_report(replace(read, timestamp=datetime(2026, 11, 20, 12)))  # noqa: DTZ001
