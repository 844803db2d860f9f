"""Person, referral and everything the order carries; twice is once; broken is nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from alongside.interop.ffb import taking_in
from alongside.interop.ffb.importing import import_ffb
from alongside.interop.ffb.problems import FFBRefused
from alongside.interop.models import Delivery, ExternalRecord
from alongside.interop.results import ImportResult, Outcome
from alongside.interop.tests.deliveries import CPR, HOMELESSNESS, Json, as_bytes, find, uid
from alongside.interop.tests.official_files import ORDER, needs_official_files, official
from alongside.interop.tests.ordered import order
from alongside.kernel.errors import NotAllowed
from alongside.kernel.models import Change
from alongside.organisation.models import Worker
from alongside.people.models import Person
from alongside.people.operations import register_person, set_identifier
from alongside.people.queries import find_by_identifier
from alongside.referrals import codes
from alongside.referrals.models import (
    CommissionedGoal,
    CommissionedGoalTheme,
    Order,
    OrderAssessment,
    OrderDocument,
    OrderedService,
    OrderTargetGroup,
    Participant,
    Referral,
    TargetGroup,
    Theme,
)
from tests.people_of_the_house import writing

CPR_SYSTEM = "urn:oid:1.2.208.176.1.2"
EVERYTHING = (
    Person,
    Referral,
    Order,
    OrderedService,
    TargetGroup,
    Theme,
    CommissionedGoal,
    OrderAssessment,
    Participant,
    OrderDocument,
    Delivery,
    ExternalRecord,
)


def all_of(model: Any) -> list[Any]:
    return list(model.objects.unscoped())


def the(model: Any) -> Any:
    (only,) = all_of(model)
    return only


def counts() -> list[int]:
    return [len(all_of(model)) for model in EVERYTHING]


def take(by: Any, tree: Json | None = None) -> ImportResult:
    return import_ffb(by=by, content=as_bytes(tree or order()))


def later(tree: Json, **by: float) -> Json:
    tree["timestamp"] = (datetime.fromisoformat(tree["timestamp"]) + timedelta(**by)).isoformat()
    return tree


def test_the_person_is_registered_with_the_number_kept_sealed(house, ilse):
    result = take(ilse)
    person = the(Person)
    assert (person.pk, person.given_name, person.family_name) == (result.person_id, "Peter", "Prøve")
    assert person.birth_date == date(1960, 1, 2)
    assert find_by_identifier(house.agency.pk, CPR_SYSTEM, CPR) == person
    assert not [row for row in all_of(ExternalRecord) if CPR in str(row.content)]


def test_the_referral_says_what_the_order_says(house, ilse):
    result = take(ilse)
    referral = the(Referral)
    assert (referral.pk,) == result.referral_ids
    assert (referral.source, referral.status) == ("order", "new")
    assert referral.case_number == "27.33.00-G01-1-26"
    assert referral.wishes == "At have sin egen nøgle."
    assert referral.purpose == "At få og beholde en bolig."
    assert referral.diagnosis_text == "Ingen kendte diagnoser."
    assert (referral.follow_up_on, referral.follow_up_text) == (date(2027, 3, 1), "Hver tredje måned.")
    assert referral.authority_name == "Solby Kommune"
    assert referral.received_at == ilse.now


def test_the_order_carries_goals_themes_and_target_groups_with_their_ranks(house, ilse):
    take(ilse)
    goal = the(CommissionedGoal)
    assert goal.text == "Jeg laver aftensmad to gange om ugen."
    assert (goal.goal_type, goal.expected_level) == (codes.GoalType.DEVELOP, codes.FUNCTION_LEVELS[1])
    themes = {theme.pk: codes.display(theme.code) for theme in all_of(Theme)}
    links = all_of(CommissionedGoalTheme)
    assert sorted((link.rank, themes[link.theme_id]) for link in links) == [(1, "Lave mad"), (2, "Samtale")]
    groups = {group.pk: group.code for group in all_of(TargetGroup)}
    first = [groups[link.target_group_id] for link in all_of(OrderTargetGroup) if link.rank == 1]
    assert first == [HOMELESSNESS]


def test_the_order_itself(house, ilse):
    take(ilse)
    ordered = the(Order)
    assert (ordered.starts_on, ordered.ends_on, ordered.existing) == (date(2026, 12, 1), None, False)
    assert codes.display(ordered.offer_type) == "Mobilt tilbud"
    assert ordered.follow_up_on == date(2027, 3, 1)
    assert (ordered.follow_up_times, ordered.follow_up_period, ordered.follow_up_unit) == (1, 3, "mo")
    assert (ordered.ordered_by, ordered.acting_municipality) == ("Voksenrådgivningen", "0101")
    service = the(OrderedService)
    assert (service.order_id, service.status) == (ordered.pk, "not-started")
    levels = {found.kind: found.level for found in all_of(OrderAssessment)}
    assert levels == {
        codes.Evaluation.SITUATION: "",
        codes.Evaluation.SUPPORT_NEED: codes.SUPPORT_NEED_LEVELS[3],
    }


def test_participants_and_guardian(house, ilse):
    take(ilse)
    authority, guardian = sorted(all_of(Participant), key=lambda found: found.kind)
    assert (authority.kind, authority.name) == ("coordinating_authority", "Karin Holst")
    assert (authority.title, authority.organisation) == ("Socialrådgiver", "Voksenrådgivningen")
    assert (authority.phone, authority.email) == ("70100101", "karin@solby.example")
    assert (guardian.kind, guardian.name, guardian.guardianship) == ("guardian", "Vibeke Værge", "5")


def test_the_authority_caseworker_is_found_by_mail(house, ilse):
    with writing(house.agency):
        karin = Worker.objects.get(name="Karin Holst")
        karin.email = "Karin@Solby.example"
        karin.save()
    take(ilse)
    assert the(Referral).authority_worker == karin


def test_the_receipt_names_the_file_and_both_ends(house, ilse):
    tree = order()
    take(ilse, tree)
    receipt = the(Delivery)
    assert (receipt.kind, receipt.direction, receipt.taken) == ("order", "received", True)
    assert receipt.bundle_id == tree["id"]
    assert (receipt.sender, receipt.receiver) == ("Solby Kommune", "Team Havn")
    assert receipt.sender_address == "http://solby.example"
    assert receipt.worker_name == "Ilse Madsen"


@needs_official_files
def test_kls_order_becomes_everything_it_says(house, ilse):
    import_ffb(by=ilse, content=official(ORDER))
    assert (the(Person).full_name, the(Person).birth_date) == ("Christian Christiansen", date(1911, 11, 11))
    assert the(Person).address == "Bostedet Storested, Harevænget 11"
    ordered, existing = sorted(all_of(Order), key=lambda found: found.existing)
    assert existing.performer_name == "Produktion og Beskyttet beskæftigelsestilbud § 103"
    assert existing.performer_address == "Bakkevej 132, 8888 XKøbing"
    assert (ordered.account_number, ordered.account_ean) == ("4444-88888888", "1313131313131")
    assert ordered.account_contact == "Øjvind Ørn, Økonomimedarbejder, 11335577, oeoe@x-købing.dk"
    services = [found for found in all_of(OrderedService) if found.order_id == ordered.pk]
    assert {found.text for found in services if not found.code} == {"Kørsel efter §105"}
    assert len(services) == 5
    assert len(all_of(TargetGroup)) == 5
    assert len(all_of(Theme)) == 4
    assert len(all_of(OrderAssessment)) == 4
    assert len(all_of(OrderDocument)) == 2
    mother = next(found for found in all_of(Participant) if found.advocate)
    assert (mother.name, mother.kind, mother.relation) == ("Louise Christiansen", "relative", "MTH")
    assert "fuld indsigt" in mother.consent_text
    assert mother.consented_at is not None
    assert len(all_of(Participant)) == 5


def test_the_same_file_twice_changes_nothing(house, ilse):
    first = take(ilse)
    before, changes = counts(), Change.objects.count()
    again = take(ilse)
    assert again.outcome is Outcome.SAME_FILE
    assert (again.person_id, again.referral_ids) == (first.person_id, first.referral_ids)
    assert (counts(), Change.objects.count()) == (before, changes)
    assert "nothing was changed" in again.summary


def test_the_same_order_sent_again_in_another_file_changes_nothing_either(house, ilse):
    take(ilse)
    versions = {record.pk: record.version for model in EVERYTHING for record in all_of(model)}
    result = take(ilse, later(order(), hours=1))
    assert result.outcome is Outcome.UNCHANGED
    assert len(all_of(Delivery)) == 2
    now = {record.pk: record.version for model in EVERYTHING for record in all_of(model)}
    assert {key: now[key] for key in versions} == versions


def test_a_newer_order_updates_by_kls_ids(house, ilse):
    take(ilse)
    newer = later(order(), days=1)
    find(newer, "Goal", "goal")["description"]["text"] = "Jeg laver aftensmad hver dag."
    find(newer, "CarePlan", "plan")["addresses"][0]["extension"][0]["valuePositiveInt"] = 2
    find(newer, "CarePlan", "plan")["addresses"][1]["extension"][0]["valuePositiveInt"] = 1
    result = take(ilse, newer)
    assert (result.outcome, result.made, result.changed) == (Outcome.UPDATED, 0, 2)
    assert the(CommissionedGoal).text == "Jeg laver aftensmad hver dag."
    groups = {group.pk: codes.display(group.code) for group in all_of(TargetGroup)}
    first = [groups[link.target_group_id] for link in all_of(OrderTargetGroup) if link.rank == 1]
    assert first == ["Social isolation"]


def test_an_older_order_is_kept_as_received_and_changes_nothing(house, ilse):
    take(ilse)
    older = later(order(), days=-1)
    find(older, "Goal", "goal")["description"]["text"] = "Jeg spiser ude."
    result = take(ilse, older)
    assert result.outcome is Outcome.OLDER
    assert the(CommissionedGoal).text == "Jeg laver aftensmad to gange om ugen."
    assert sorted(receipt.taken for receipt in all_of(Delivery)) == [False, True]
    assert take(ilse, older).outcome is Outcome.SAME_FILE


def test_a_broken_order_leaves_nothing_behind(house, ilse):
    before, changes = counts(), Change.objects.count()
    broken = order()
    del find(broken, "Goal", "goal")["target"][0]
    with pytest.raises(FFBRefused):
        take(ilse, broken)
    assert (counts(), Change.objects.count()) == (before, changes)


def test_what_fails_halfway_leaves_nothing_behind(house, ilse, monkeypatch):
    def power_cut(**_arguments: object) -> None:
        raise RuntimeError("the power went")

    before, changes = counts(), Change.objects.count()
    monkeypatch.setattr(taking_in, "receive_order", power_cut)
    with pytest.raises(RuntimeError):
        take(ilse)
    assert (counts(), Change.objects.count()) == (before, changes)


def test_someone_we_know_is_found_by_the_number_and_stays_as_we_wrote_them(house, ilse):
    known = register_person(by=ilse, given_name="Pete", family_name="Prøve", phone="11 22 33 44")
    set_identifier(by=ilse, person=known, system=CPR_SYSTEM, value="020160-9995")
    tree = order()
    citizen = find(tree, "Patient", "citizen")
    citizen["telecom"] = [
        {"system": "phone", "value": "99887766"},
        {"system": "email", "value": "p@mail.example"},
    ]
    assert take(ilse, tree).person_id == known.pk
    person = the(Person)
    assert (person.given_name, person.phone, person.email) == ("Pete", "11 22 33 44", "p@mail.example")


def test_two_people_may_be_ordered_for_by_the_same_authority(house, ilse):
    take(ilse)
    text = as_bytes(order()).decode().replace(CPR, "0201609996")
    for entry in order()["entry"]:
        if entry["resource"]["resourceType"] != "Organization":
            text = text.replace(entry["resource"]["id"], uid("another " + entry["resource"]["id"]))
    result = import_ffb(by=ilse, content=text.encode())
    assert result.outcome is Outcome.NEW
    assert len(all_of(Person)) == 2
    assert len(all_of(Participant)) == 4


def test_ids_of_somebody_else_are_refused(house, ilse):
    take(ilse)
    before = counts()
    with pytest.raises(FFBRefused) as refused:
        import_ffb(by=ilse, content=as_bytes(order()).replace(CPR.encode(), b"0201609996"))
    assert {problem.rule for problem in refused.value.problems} == {"citizen-another"}
    assert counts() == before


def test_someone_who_is_not_born_yet_is_refused(house, ilse):
    with pytest.raises(FFBRefused) as refused:
        import_ffb(by=ilse, content=as_bytes(order()).replace(CPR.encode(), b"0101364321"))
    assert [problem.rule for problem in refused.value.problems] == ["citizen-not-born"]


def test_only_intake_takes_orders_in(house, sofie, amina, omar):
    for worker in (sofie, amina, omar):
        with pytest.raises(NotAllowed):
            take(worker)
    assert all_of(Referral) == []


def test_what_is_withdrawn_counts_as_never_received_and_is_kept_as_history(house, ilse):
    take(ilse)
    newer = later(order(), days=1)
    find(newer, "CarePlan", "service")["status"] = "entered-in-error"
    result = take(ilse, newer)
    assert (result.outcome, result.withdrawn) == (Outcome.UPDATED, 1)
    assert all_of(OrderedService) == []
    assert OrderedService.with_withdrawn.unscoped().get().withdrawn_at == ilse.now


def test_and_stands_again_when_it_comes_again(house, ilse):
    take(ilse)
    newer = later(order(), days=1)
    find(newer, "CarePlan", "service")["status"] = "entered-in-error"
    take(ilse, newer)
    take(ilse, later(order(), days=2))
    assert the(OrderedService).withdrawn_at is None


def test_the_summary_says_nothing_about_the_person(house, ilse):
    result = take(ilse)
    assert result.summary.startswith("Received. It stands on the intake board as new.")
    assert "Peter" not in result.summary
    assert CPR not in repr(result)
