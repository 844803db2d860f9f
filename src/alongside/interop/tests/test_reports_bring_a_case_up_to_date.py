"""Delivery reports one after the other: a case grows, changes, ends; nothing comes twice and nothing goes back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.utils.translation import gettext, override

from alongside.interop.ffb.importing import import_ffb
from alongside.interop.ffb.problems import FFBRefused
from alongside.interop.results import Outcome
from alongside.interop.tests import later_reports
from alongside.interop.tests.deliveries import CORE, as_bytes, case_number, drop, find, ref, report, uid
from alongside.interop.tests.official_files import REPORTS, needs_official_files, official
from alongside.interop.tests.ordered import order
from alongside.people.models import Person
from alongside.referrals import codes
from alongside.referrals.models import (
    CommissionedGoal,
    Order,
    OrderAssessment,
    OrderedService,
    OrderFollowUp,
    Referral,
    TargetGroup,
    Theme,
)


def all_of(model: Any) -> list[Any]:
    return list(model.objects.unscoped())


def take(by: Any, tree: Any) -> Any:
    return import_ffb(by=by, content=tree if isinstance(tree, bytes) else as_bytes(tree))


def service(code: str) -> Any:
    return next(found for found in all_of(OrderedService) if codes.display(found.code) == code)


@needs_official_files
class TestKLsWorkedCase:
    def test_the_case_grows_report_by_report(self, house, ilse):
        results = [take(ilse, official(name)) for name in REPORTS]
        assert [result.outcome for result in results] == [Outcome.NEW, Outcome.UPDATED, Outcome.UPDATED]
        (referral,) = all_of(Referral)
        assert {result.referral_ids for result in results} == {(referral.pk,)}
        assert referral.case_number == "Sag154689"
        assert referral.follow_up_on == date(2021, 8, 29)
        assert (len(all_of(Theme)), len(all_of(TargetGroup)), len(all_of(CommissionedGoal))) == (15, 3, 3)
        assert (len(all_of(Order)), len(all_of(OrderedService)), len(all_of(OrderAssessment))) == (2, 3, 1)
        assert sorted(codes.display(found.offer_type) for found in all_of(Order)) == [
            "Aktivitets- og samværstilbud",
            "Almindeligt længerevarende botilbud til voksne",
        ]

    def test_it_is_changed_and_closed(self, house, ilse):
        for content in (*map(official, REPORTS), later_reports.sixth()):
            take(ilse, content)
        assert {codes.display(found.result) for found in all_of(OrderFollowUp)} == {
            "Træf afgørelse om fortsættelse af indsats",
            "Træf afgørelse om afslutning af indsats og visiter til ny",
        }
        assert sorted(found.status for found in all_of(Order)) == ["active", "active", "completed"]
        assert service("Social aktivitet").ends_on == date(2021, 6, 18)
        assert service("Kompetenceudviklende aktivitet").starts_on == date(2021, 6, 18)
        assert len(all_of(CommissionedGoal)) == 4
        result = take(ilse, later_reports.seventh())
        assert result.outcome is Outcome.UPDATED
        assert {found.ends_on for found in all_of(OrderedService)} == {date(2021, 6, 18), date(2021, 8, 30)}
        need = max(all_of(OrderAssessment), key=lambda found: found.assessed_at)
        assert codes.support_need(need.level) == 0
        assert len(all_of(Referral)) == len(all_of(Person)) == 1

    def test_the_last_report_leans_on_what_came_before(self, house, ilse):
        with pytest.raises(FFBRefused) as refused:
            take(ilse, later_reports.seventh())
        assert {problem.rule for problem in refused.value.problems} == {"reference-unresolved"}
        assert all_of(Person) == []

    def test_reports_out_of_order_do_not_turn_the_case_back(self, house, ilse):
        take(ilse, official(REPORTS[0]))
        take(ilse, official(REPORTS[2]))
        assert take(ilse, official(REPORTS[1])).outcome is Outcome.OLDER
        assert all_of(CommissionedGoal) == []


def test_someone_of_whom_only_the_number_is_known_has_something_to_be_called(house, ilse):
    take(ilse, report())
    (person,) = all_of(Person)
    with override(house.agency.language):
        assert person.full_name == gettext("Person in case %(number)s") % {"number": "27.33.00-G01-1-26"}


def test_a_later_order_gives_them_their_name(house, ilse):
    take(ilse, report())
    text = as_bytes(order()).decode()
    for entry in order()["entry"]:
        found = entry["resource"]
        text = text.replace(found["id"], uid("order " + found["id"]))
    take(ilse, text.encode())
    (person,) = all_of(Person)
    assert (person.full_name, person.first_name) == ("Peter Prøve", "Peter")
    (referral,) = all_of(Referral)
    assert referral.wishes == "At have sin egen nøgle."


def test_the_same_report_again_changes_nothing(house, ilse):
    assert take(ilse, report()).outcome is Outcome.NEW
    assert take(ilse, report()).outcome is Outcome.SAME_FILE
    assert take(ilse, report("2026-11-21T12:00:00+01:00")).outcome is Outcome.UNCHANGED


def test_an_older_report_is_kept_and_changes_nothing(house, ilse):
    take(ilse, report())
    older = report("2026-11-19T12:00:00+01:00")
    find(older, "Condition", "cooking")["severity"]["coding"][0]["code"] = codes.FUNCTION_LEVELS[4]
    assert take(ilse, older).outcome is Outcome.OLDER
    level = next(found.level for found in all_of(Theme) if found.level)
    assert level == codes.FUNCTION_LEVELS[2]


def test_a_theme_assessed_again_is_the_same_theme(house, ilse):
    take(ilse, report())
    newer = report("2027-02-20T12:00:00+01:00")
    theme = find(newer, "Condition", "cooking")
    theme["severity"]["coding"][0]["code"] = codes.FUNCTION_LEVELS[1]
    theme["extension"] = [
        {"url": f"{CORE}ConditionLastAssertedDate", "valueDateTime": "2027-02-18T10:00:00Z"}
    ]
    result = take(ilse, newer)
    assert (result.made, result.changed) == (0, 1)
    (cooking,) = [found for found in all_of(Theme) if found.level]
    assert codes.function_level(cooking.level) == 1
    assert cooking.observed_at.date() == date(2027, 2, 18)
    assert cooking.history.count() == 2


def test_what_a_report_repeats_is_left_as_our_own_people_wrote_it(house, ilse):
    take(ilse, order())
    take(ilse, report())
    (goal,) = all_of(CommissionedGoal)
    assert goal.text == "Jeg laver aftensmad to gange om ugen."


def test_two_cases_of_one_person_are_two_referrals(house, ilse):
    tree = report()
    second = as_bytes(report()).decode().replace("27.33.00-G01-1-26", "27.33.00-G01-2-26")
    for entry in tree["entry"]:
        if entry["resource"]["resourceType"] != "Patient":
            second = second.replace(entry["resource"]["id"], uid("second " + entry["resource"]["id"]))
    tree["entry"] += [
        entry for entry in json.loads(second)["entry"] if entry["resource"]["resourceType"] != "Patient"
    ]
    result = take(ilse, tree)
    assert len(result.referral_ids) == len(all_of(Referral)) == 2
    for referral in all_of(Referral):
        for model in (Order, OrderedService, CommissionedGoal, OrderFollowUp, OrderAssessment):
            assert len([found for found in all_of(model) if found.referral_id == referral.pk]) == 1
        assert len([found for found in all_of(Theme) if found.referral_id == referral.pk]) == 2


def test_what_two_cases_lean_on_is_there_for_both(house, ilse):
    tree = report()
    plan = find(tree, "CarePlan", "plan")
    tree["entry"].append(
        {
            "resource": {
                **plan,
                "id": uid("second plan"),
                "extension": [case_number("Sag 2"), plan["extension"][1]],
            }
        }
    )
    find(tree, "Observation", "result")["focus"].append(ref("CarePlan", "second plan"))
    take(ilse, tree)
    assert len(all_of(OrderFollowUp)) == len(all_of(Referral)) == 2
    assert len(all_of(TargetGroup)) == 2


def test_a_report_that_only_withdraws_finds_its_case(house, ilse):
    take(ilse, report())
    only = report("2026-11-21T12:00:00+01:00")
    for type_, name in (
        ("ServiceRequest", "request"),
        ("CarePlan", "plan"),
        ("CarePlan", "service"),
        ("Observation", "need"),
        ("ClinicalImpression", "gathering"),
        ("Goal", "goal"),
    ):
        drop(only, type_, name)
    only["entry"] = [
        entry for entry in only["entry"] if entry["resource"]["resourceType"] in {"Patient", "Observation"}
    ]
    find(only, "Observation", "result")["status"] = "entered-in-error"
    result = take(ilse, only)
    assert (result.outcome, result.withdrawn) == (Outcome.UPDATED, 1)
    assert all_of(OrderFollowUp) == []


def test_withdrawing_what_never_came_is_refused(house, ilse):
    only = report()
    find(only, "Observation", "result")["status"] = "entered-in-error"
    only["entry"] = [
        entry
        for entry in only["entry"]
        if entry["resource"]["resourceType"] == "Patient" or entry["resource"]["id"] == uid("result")
    ]
    with pytest.raises(FFBRefused) as refused:
        take(ilse, only)
    assert [problem.rule for problem in refused.value.problems] == ["case-number-nowhere"]
    assert all_of(Person) == []
