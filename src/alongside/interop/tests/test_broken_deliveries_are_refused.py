"""Every rule, broken on purpose: the delivery is refused whole, and the message names the element and the rule."""

from __future__ import annotations

import json

import pytest

from alongside.interop.ffb.problems import RULES, FFBRefused
from alongside.interop.ffb.reading import read_delivery
from alongside.interop.tests.damages import GONE, IN_ORDERS, IN_REPORTS, NOT_THERE, damage, noticed_at
from alongside.interop.tests.deliveries import (
    CORE,
    HOUSING,
    MESSAGING,
    as_bytes,
    concept,
    drop,
    find,
    report,
    uid,
)
from alongside.interop.tests.ordered import order
from alongside.referrals import codes


def refusal(content: bytes | str) -> dict[str, set[str]]:
    """Rule -> elements of a refused delivery."""
    with pytest.raises(FFBRefused) as refused:
        read_delivery(content)
    found: dict[str, set[str]] = {}
    for problem in refused.value.problems:
        assert problem.element
        assert problem.rule in RULES
        assert "%(" not in problem.sentence
        found.setdefault(problem.rule, set()).add(problem.element)
    return found


def at(type_: str, name: str, rest: str = "") -> str:
    return f"resource({type_}/{uid(name)}){rest}"


@pytest.mark.parametrize("case", IN_REPORTS, ids=lambda case: f"{case[0]}-{case[1][0]}-{case[2]}")
def test_a_damaged_report_is_refused(case):
    tree = report()
    damage(tree, *case[1:4])
    found = refusal(as_bytes(tree))
    assert case[0] in found
    assert any(place.endswith(noticed_at(case)) for place in found[case[0]]), found[case[0]]


@pytest.mark.parametrize("case", IN_ORDERS, ids=lambda case: f"{case[0]}-{case[1][0]}-{case[2]}")
def test_a_damaged_order_is_refused(case):
    tree = order()
    damage(tree, *case[1:4])
    found = refusal(as_bytes(tree))
    assert case[0] in found
    assert any(place.endswith(noticed_at(case)) for place in found[case[0]]), found[case[0]]


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("type", "transaction", "bundle-type"),
        ("type", GONE, "bundle-type"),
        ("timestamp", GONE, "bundle-timestamp"),
        ("timestamp", "2026-11-20", "fhir-value"),
        ("entry", GONE, "bundle-entries"),
        ("entry", "none", "fhir-value"),
        ("resourceType", "Patient", "bundle"),
        ("resourceType", GONE, "bundle"),
    ],
)
@pytest.mark.parametrize("delivery", [report, order])
def test_a_damaged_bundle_is_refused(delivery, name, value, rule):
    tree = delivery()
    if value is GONE:
        del tree[name]
    else:
        tree[name] = value
    assert f"Bundle.{name}" in refusal(as_bytes(tree))[rule]


@pytest.mark.parametrize(
    ("rule", "resource"),
    [
        ("entry-resource", None),
        ("fhir-missing", {"id": uid("x")}),
        ("fhir-resource-type", {"resourceType": "Medication", "id": uid("x")}),
        ("fhir-resource-type", {"resourceType": "Organization", "id": uid("x"), "name": "Havn"}),
        ("fhir-resource-type", {"resourceType": "Nonsense", "id": uid("x")}),
        ("citizen-one", dict(find(report(), "Patient", "citizen"), id=uid("second"))),
        ("id-twice", dict(find(report(), "Condition", "housing"), recordedDate="2026-11-19")),
        (
            "record-kind",
            dict(
                find(report(), "Observation", "need"),
                meta={"tag": [{"code": "x"}]},
                id=uid("x"),
                code={"text": "x"},
            ),
        ),
        (
            "record-kind",
            dict(
                find(report(), "Condition", "housing"),
                meta={"tag": [{"code": "x"}]},
                id=uid("x"),
                code={"text": "x"},
            ),
        ),
    ],
)
def test_a_record_too_many_is_refused(rule, resource):
    tree = report()
    tree["entry"].append({"resource": resource} if resource else {"fullUrl": "urn:uuid:" + uid("x")})
    assert rule in refusal(as_bytes(tree))


@pytest.mark.parametrize(
    ("delivery", "type_", "name", "rule"),
    [
        (report, "Patient", "citizen", "citizen-one"),
        (order, "Patient", "citizen", "citizen-one"),
        (report, "CareTeam", "team", "reference-unresolved"),
        (order, "Organization", "authority", "reference-unresolved"),
        (order, "MessageHeader", "header", "order-header"),
        (order, "CarePlan", "plan", "order-plan"),
    ],
)
def test_a_record_too_few_is_refused(delivery, type_, name, rule):
    tree = delivery()
    drop(tree, type_, name)
    assert rule in refusal(as_bytes(tree))


def test_an_entry_must_be_what_its_address_says():
    tree = report()
    tree["entry"][3]["fullUrl"] = "Condition/" + uid("x")
    assert refusal(as_bytes(tree))["entry-address"] == {"Bundle.entry[3].fullUrl"}


def test_a_gathering_that_shows_nothing_is_refused():
    tree = report()
    for element in ("finding", "investigation"):
        del find(tree, "ClinicalImpression", "gathering")[element]
    assert "gathering-content" in refusal(as_bytes(tree))


def test_a_goal_addresses_only_themes_with_a_level():
    tree = order()
    find(tree, "Condition", "talking")["code"]["coding"][0]["code"] = HOUSING
    assert any(
        place.endswith(at("Goal", "goal", ".addresses[1]"))
        for place in refusal(as_bytes(tree))["goal-theme-area"]
    )


@pytest.mark.parametrize(("element", "rule"), [("target", "goal-target"), ("addresses", "goal-one-primary")])
def test_one_of_a_kind_twice_is_one_too_many(element, rule):
    tree = report()
    goal = find(tree, "Goal", "goal")
    goal[element].append(goal[element][0])
    assert rule in refusal(as_bytes(tree))


def test_a_result_of_follow_up_does_not_belong_in_an_order():
    tree = order()
    situation = find(tree, "Observation", "situation")
    situation |= {"meta": {"tag": [{"code": "x"}]}, "code": concept("712744002", codes.SNOMED_CT)}
    assert "record-kind" in refusal(as_bytes(tree))


def test_an_order_has_one_account():
    tree = order()
    for name in ("one", "other"):
        account = {"resourceType": "Account", "id": uid(name), "status": "active"}
        tree["entry"].append({"resource": account})
    assert refusal(as_bytes(tree))["one-only"] == {"Bundle.entry"}


def test_a_document_reference_names_one_document():
    tree = order()
    attachments = [{"attachment": {"title": title}} for title in "ab"]
    document = {
        "resourceType": "DocumentReference",
        "id": uid("d"),
        "status": "current",
        "content": attachments,
    }
    tree["entry"].append({"resource": document})
    assert "order-document" in refusal(as_bytes(tree))


def test_a_report_about_no_case_is_refused():
    tree = report()
    tree["entry"] = [
        {"resource": find(tree, type_, name)}
        for type_, name in (("Patient", "citizen"), ("Condition", "housing"))
    ]
    assert refusal(as_bytes(tree)) == {"case-number-nowhere": {"Bundle.entry"}}


def test_everything_wrong_is_named_at_once():
    tree = report()
    del find(tree, "Condition", "cooking")["severity"]
    find(tree, "Condition", "housing")["code"]["coding"][0]["code"] = NOT_THERE
    del find(tree, "CarePlan", "service")["created"]
    del find(tree, "Goal", "goal")["category"]
    assert set(refusal(as_bytes(tree))) == {
        "theme-level-missing",
        "code-unknown",
        "time-missing",
        "goal-category",
    }


def test_a_key_that_stands_twice_is_named():
    text = as_bytes(report()).decode()
    broken = text.replace('"intent": "proposal"', '"intent": "proposal", "intent": "order"')
    found = refusal(broken)
    assert found["file-key-twice"] == {f"Bundle.entry[1].{at('ServiceRequest', 'request', '.intent')}"}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file-empty"),
        (b" \n", "file-empty"),
        (b"{", "file-json"),
        (b"[1, 2", "file-json"),
        (b"{'resourceType': 'Bundle'}", "file-json"),
        (b'{"resourceType": "Bundle", "total": NaN}', "file-json"),
        (b'{"resourceType": "Bundle", "total": ' + b"9" * 5000 + b"}", "file-json"),
        ('{"resourceType": "Bundle", "type": "bølge"}'.encode("latin-1"), "file-encoding"),
        (as_bytes(report()).decode().encode("utf-16"), "file-encoding"),
        (b"[" * 100_000, "file-nested-too-deep"),
        (b"[" * 200 + b"1" + b"]" * 200, "file-nested-too-deep"),
        (b'"Bundle"', "bundle"),
        (b"17", "bundle"),
        (b"null", "file-empty-element"),
        (b'{"resourceType": "Bundle", "type": ["collection"]}', "file-shape"),
        (b'{"resourceType": "Bundle", "type": "collection", "\\ud800": 1}', "file-characters"),
        (b" " * (10 * 1024 * 1024 + 1), "file-too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:20]),
)
def test_what_is_no_delivery_at_all_is_refused(content, rule):
    assert rule in refusal(content)


def test_a_message_says_what_is_wrong_where_and_what_to_do():
    tree = report()
    del find(tree, "Condition", "cooking")["severity"]
    with pytest.raises(FFBRefused) as refused:
        read_delivery(as_bytes(tree))
    (problem,) = refused.value.problems
    assert str(problem) == (
        f"Bundle.entry[2].resource(Condition/{uid('cooking')}).severity: "
        "A theme under “Aktivitet og deltagelse” must carry its function level (severity). "
        "Add it, or “Ikke vurderet”."
    )


def test_no_message_repeats_what_the_record_says():
    """Messages go to logs and letters: no CPR number, no name, no text of the person."""
    tree = order()
    find(tree, "Patient", "citizen")["identifier"][0]["value"] = "9912311234x"
    find(tree, "Goal", "wish")["lifecycleStatus"] = "At have sin egen nøgle"
    del find(tree, "Goal", "purpose")["category"]
    with pytest.raises(FFBRefused) as refused:
        read_delivery(as_bytes(tree))
    said = " ".join([str(refused.value), *(str(problem) for problem in refused.value.problems)])
    assert "9912311234" not in said
    assert "Peter" not in said


def test_two_activities_in_a_reported_plan_are_one_too_many():
    tree = report()
    plan = find(tree, "CarePlan", "plan")
    plan["activity"].append(plan["activity"][0])
    assert "one-only" in refusal(as_bytes(tree))


def test_a_text_where_the_file_holds_a_list_is_named():
    tree = json.loads(as_bytes(order()))
    find(tree, "Patient", "citizen")["name"][0]["given"] = "Peter"
    assert any(".name[0].given" in place for places in refusal(as_bytes(tree)).values() for place in places)


def test_a_bundle_of_the_wrong_guide_is_refused():
    """A report in a message, an order in a collection."""
    tree = report()
    tree["type"] = "message"
    assert "order-header" in refusal(as_bytes(tree))
    tree = order()
    tree["type"] = "collection"
    assert "fhir-resource-type" in refusal(as_bytes(tree))


def test_extensions_we_do_not_know_are_left_alone():
    tree = report()
    find(tree, "Condition", "cooking")["extension"] = [{"url": f"{MESSAGING}anything", "valueString": "x"}]
    find(tree, "CarePlan", "plan")["extension"].append({"url": f"{CORE}Else", "valueString": "y"})
    read_delivery(as_bytes(tree))
