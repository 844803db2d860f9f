"""KL's reports, the further reports of the same story, and what a report may leave to an earlier one."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.interop.ffb.problems import FFBRefused
from alongside.interop.ffb.reading import read_delivery
from alongside.interop.ffb.records import DeliveryReport
from alongside.interop.tests.deliveries import CORE, as_bytes, bundle, drop, find, ref, report, uid
from alongside.interop.tests.official_files import REPORTS, needs_official_files, official
from alongside.referrals import codes


def read_report(content: bytes, **options) -> DeliveryReport:
    read = read_delivery(content, **options)
    assert isinstance(read, DeliveryReport)
    return read


@needs_official_files
@pytest.mark.parametrize("name", REPORTS)
def test_kls_reports_stand_on_their_own(name):
    read = read_report(official(name))
    assert read.citizen.cpr == "0101814321"
    assert read.citizen.organisation == "d4e3f4fb-6761-4d6c-9086-74c49231f11e"
    assert read.case_numbers == ("Sag154689",)


@needs_official_files
def test_kls_case_insight_holds_fifteen_themes_and_what_they_were_found_in():
    read = read_report(official(REPORTS[0]))
    assert len(read.themes) == 15
    levels = {codes.display(theme.code): theme.level for theme in read.themes}
    assert codes.function_level(levels["Spise"] or "") == 3
    assert levels["Døgnrytme"] is None
    (gathering,) = read.gatherings
    assert set(gathering.findings) == {theme.id for theme in read.themes}


@needs_official_files
def test_kls_assessment_holds_three_goals():
    read = read_report(official(REPORTS[1]))
    assert [codes.display(goal.goal_type) for goal in read.goals] == [
        "Fastholde funktionsevne",
        "Udvikle funktionsevne",
        "Begrænse tab af funktionsevne",
    ]
    assert [codes.function_level(goal.expected_level) for goal in read.goals] == [1, 0, 3]
    assert [len(goal.addresses) for goal in read.goals] == [3, 1, 1]
    assert [codes.support_need(need.level) for need in read.support_needs] == [1]


@needs_official_files
def test_kls_decision_holds_two_plans_of_one_case():
    read = read_report(official(REPORTS[2]))
    assert [plan.case_number.value for plan in read.plans if plan.case_number] == ["Sag154689", "Sag154689"]
    assert sorted(plan.intent for plan in read.plans) == ["order", "plan"]
    assert [codes.display(service.code or "") for service in read.services] == [
        "Støtte til daglige opgaver i hjemmet",
        "Støtte til sund levevis",
        "Social aktivitet",
    ]
    assert read.encounters[0].on == date(2021, 8, 29)
    assert sorted(ranked.rank for ranked in read.plans[0].target_groups) == [1, 2, 2]


def test_one_of_everything():
    read = read_report(as_bytes(report()))
    groups = (
        read.requests,
        read.gatherings,
        read.goals,
        read.plans,
        read.services,
        read.support_needs,
        read.follow_ups,
        read.encounters,
        read.performers,
    )
    assert [len(group) for group in groups] == [1] * len(groups)
    assert (len(read.themes), len(read.target_groups)) == (2, 2)
    assert read.follow_ups[0].result == codes.FollowUpResult.CONTINUE
    assert read.follow_ups[0].plans == (uid("plan"),)


def test_kinds_are_told_from_the_content_when_no_profile_is_named():
    tree = report()
    whole = read_report(as_bytes(tree))
    for entry in tree["entry"]:
        entry["resource"].pop("meta", None)
    assert read_report(as_bytes(tree)) == whole


def test_the_time_of_a_record_is_no_part_of_what_it_says():
    tree = report()
    for entry in tree["entry"]:
        entry["resource"]["meta"]["lastUpdated"] = "2026-11-20T11:59:00.123+01:00"
    read = read_report(as_bytes(tree))
    assert read.plans[0].updated is not None
    assert read == read_report(as_bytes(report()))


@pytest.mark.parametrize(
    "address", [f"{CORE}ConditionRank", "http://fhir.kl.dk/term/StructureDefinition/ConditionRank"]
)
def test_the_rank_is_read_under_every_address_kl_has_used(address):
    tree = report()
    find(tree, "Goal", "goal")["addresses"][0]["extension"][0]["url"] = address
    assert read_report(as_bytes(tree)).goals[0].addresses[0].rank == 1


class TestLaterReportsOfTheStory:
    """What KL's sixth and seventh report bring: new assessments, ended services, follow-up results, closed plans."""

    def test_a_theme_assessed_again_keeps_its_id_and_says_when(self):
        tree = report()
        find(tree, "Condition", "cooking")["extension"] = [
            {"url": f"{CORE}ConditionLastAssertedDate", "valueDateTime": "2027-02-18"}
        ]
        theme = next(found for found in read_report(as_bytes(tree)).themes if found.id == uid("cooking"))
        assert theme.asserted == date(2027, 2, 18)

    @pytest.mark.parametrize("result", list(codes.FollowUpResult))
    def test_every_follow_up_result(self, result):
        tree = report()
        find(tree, "Observation", "result")["valueCodeableConcept"]["coding"][0]["code"] = result
        assert read_report(as_bytes(tree)).follow_ups[0].result == result

    def test_a_completed_plan_needs_no_further_follow_up(self):
        tree = report()
        plan = find(tree, "CarePlan", "plan")
        plan |= {"status": "completed", "period": {"start": "2026-11-20", "end": "2027-02-20"}}
        plan["extension"].pop()
        del plan["activity"], plan["addresses"], plan["goal"]
        read = read_report(as_bytes(tree))
        assert (read.plans[0].status, read.plans[0].end) == ("completed", date(2027, 2, 20))

    def test_a_service_may_end_while_the_report_still_calls_it_active(self):
        tree = report()
        find(tree, "CarePlan", "service")["period"]["end"] = "2027-02-20"
        assert read_report(as_bytes(tree)).services[0].end == date(2027, 2, 20)

    def test_a_gathering_may_show_the_support_need_only(self):
        tree = report()
        del find(tree, "ClinicalImpression", "gathering")["finding"]
        (gathering,) = read_report(as_bytes(tree)).gatherings
        assert (gathering.findings, gathering.evaluations) == ((), (uid("need"),))

    def test_what_an_earlier_report_brought_may_be_pointed_to(self):
        tree = report()
        drop(tree, "CarePlan", "plan")
        read = read_report(as_bytes(tree), known=lambda type_, id_: (type_, id_) == ("CarePlan", uid("plan")))
        assert read.services[0].plan == uid("plan")

    def test_and_is_missing_when_it_never_came(self):
        tree = report()
        drop(tree, "CarePlan", "plan")
        with pytest.raises(FFBRefused) as refused:
            read_report(as_bytes(tree))
        assert {problem.rule for problem in refused.value.problems} == {"reference-unresolved"}
        assert len(refused.value.problems) == 2

    def test_more_than_one_request_and_case(self):
        tree = report()
        second = dict(find(tree, "ServiceRequest", "request"), id=uid("second request"))
        second["extension"] = [
            {
                "url": second["extension"][0]["url"],
                "extension": [{"url": "official", "valueIdentifier": {"value": "KL-7"}}],
            }
        ]
        tree["entry"].append({"resource": second})
        read = read_report(as_bytes(tree))
        assert read.case_numbers == ("27.33.00-G01-1-26", "KL-7")
        assert read.requests[1].case_number.official


@pytest.mark.parametrize(
    ("type_", "name", "damage"),
    [
        (
            "Condition",
            "housing",
            lambda found: found.update(
                verificationStatus={
                    "coding": [
                        {
                            "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                            "code": "entered-in-error",
                        }
                    ]
                }
            ),
        ),
        ("Goal", "goal", lambda found: found.update(lifecycleStatus="entered-in-error")),
        ("Observation", "result", lambda found: found.update(status="entered-in-error")),
        ("CarePlan", "service", lambda found: found.update(status="entered-in-error")),
    ],
)
def test_a_record_entered_in_error_is_withdrawn(type_, name, damage):
    tree = report()
    damage(find(tree, type_, name))
    del find(tree, "CarePlan", "plan")["goal"]
    find(tree, "ClinicalImpression", "gathering")["finding"].pop()
    read = read_report(as_bytes(tree))
    assert [(found.resource_type, found.id) for found in read.withdrawn] == [(type_, uid(name))]
    kept = [found.id for found in read.themes]
    kept += [found.id for found in read.goals]
    kept += [found.id for found in read.follow_ups]
    kept += [found.id for found in read.services]
    assert uid(name) not in kept


def test_a_withdrawn_record_need_not_be_complete():
    tree = bundle(
        "collection",
        find(report(), "Patient", "citizen"),
        {
            "resourceType": "Condition",
            "id": uid("cooking"),
            "subject": ref("Patient", "citizen"),
            "verificationStatus": {"coding": [{"code": "entered-in-error"}]},
        },
    )
    assert read_report(as_bytes(tree)).withdrawn[0].id == uid("cooking")


def test_a_record_may_not_lean_on_a_withdrawn_one():
    tree = report()
    find(tree, "Goal", "goal")["lifecycleStatus"] = "entered-in-error"
    with pytest.raises(FFBRefused) as refused:
        read_report(as_bytes(tree))
    (problem,) = refused.value.problems
    assert problem.rule == "reference-withdrawn"
    assert problem.element.endswith(f"resource(CarePlan/{uid('plan')}).goal[0].reference")


def test_free_text_in_a_report_does_no_harm_and_is_left_behind():
    tree = report()
    find(tree, "Condition", "cooking")["note"] = [{"text": "Laver helst mad med sin søster."}]
    find(tree, "Condition", "cooking")["code"]["text"] = "Lave mad"
    assert read_report(as_bytes(tree)) == read_report(as_bytes(report()))
