"""KL's example order shows everything its readme asks of an import (its list 1 to 15), and so does our own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from alongside.interop.ffb.order_records import OrderMessage
from alongside.interop.ffb.reading import read_delivery
from alongside.interop.ffb.records import Ranked
from alongside.interop.tests.deliveries import HOMELESSNESS, as_bytes, drop, find, ref, uid
from alongside.interop.tests.official_files import ORDER, needs_official_files, official
from alongside.interop.tests.ordered import order
from alongside.referrals import codes

CET = timezone(timedelta(hours=1))


def read_order(content: bytes) -> OrderMessage:
    read = read_delivery(content)
    assert isinstance(read, OrderMessage)
    return read


@pytest.fixture(scope="module")
def kl() -> OrderMessage:
    return read_order(official(ORDER))


@needs_official_files
class TestTheOrderKLPublished:
    def test_1_who_sent_it_to_whom_and_when(self, kl):
        assert kl.timestamp == datetime(2021, 3, 15, 13, 5, 37, tzinfo=CET)
        assert (kl.sender.name, kl.sender_endpoint) == ("X-Købing kommune", "http://xkobing.dk")
        assert (kl.receiver.name, kl.receiver_endpoint) == ("Bostedet Lillested", "http://lillested.dk")
        assert kl.event == "ffb-order"
        assert kl.message_id == "da3fe85ebc6147109364d70be0124b18"

    def test_2_the_citizen(self, kl):
        citizen = kl.citizen
        assert citizen.cpr == "1111111111"
        assert (citizen.contact.given, citizen.contact.family) == ("Christian", "Christiansen")
        assert citizen.contact.phones == ("22334455",)
        assert citizen.contact.emails == ("chch@mail.com",)
        assert citizen.addresses[0].lines == ("Bostedet Storested, Harevænget 11",)
        assert (citizen.addresses[0].postal_code, citizen.addresses[0].city) == ("9999", "Y-borg")
        assert citizen.next_of_kin[0].relationship == "Mor"
        assert citizen.next_of_kin[0].contact.given == "Louise"

    def test_3_the_plan(self, kl):
        assert codes.display(kl.category) == "Social indsats"
        assert (kl.plan.status, kl.plan.start, kl.plan.end) == ("active", date(2021, 3, 22), None)
        assert [codes.display(code) for code in kl.offer_types] == [
            "Almindeligt længerevarende botilbud til voksne"
        ]
        assert kl.acting_municipality == "0157"
        assert kl.author.name == "Socialrådgivergruppe B"
        assert kl.created == kl.timestamp
        assert kl.plan.case_number is None

    def test_4_the_wishes(self, kl):
        assert len(kl.wishes) == 1
        assert kl.wishes[0].text.startswith("Christian drømmer om at bo et sted")

    def test_5_the_purpose(self, kl):
        texts = [purpose.text for purpose in kl.purposes]
        assert texts == ["At Christian trives i sit hjem og oplever at blive forstået."]

    def test_6_the_goal(self, kl):
        (goal,) = kl.goals
        assert goal.text == "Jeg laver mad sammen med de andre, der bor på samme bosted"
        assert codes.display(goal.goal_type) == "Udvikle funktionsevne"
        assert codes.display(goal.expected_level) == "Moderat nedsat funktionsevne"

    def test_7_the_themes_behind_the_goal(self, kl):
        themes = {theme.id: theme for theme in kl.themes}
        behind = [(ranked.rank, codes.display(themes[ranked.id].code)) for ranked in kl.goals[0].addresses]
        assert behind == [
            (1, "Indgå i samspil og kontakt"),
            (2, "Deltage i sociale fællesskaber og fritidsaktiviteter"),
            (2, "Samtale"),
            (2, "Lave mad"),
        ]
        levels = [themes[ranked.id].level for ranked in kl.goals[0].addresses]
        assert codes.display(levels[0]) == "Svært nedsat funktionsevne"
        assert levels[1:] == [None, None, None]
        assert {theme.recorded for theme in kl.themes} == {date(2021, 3, 3)}

    def test_8_the_target_groups_and_the_diagnosis(self, kl):
        groups = {group.id: codes.display(group.code) for group in kl.target_groups}
        assert [(ranked.rank, groups[ranked.id]) for ranked in kl.plan.target_groups] == [
            (1, "Autismespektrum"),
            (2, "Anden intellektuel/kognitiv forstyrrelse"),
            (2, "Omsorgssvigt"),
            (2, "Social isolation"),
            (2, "Udadreagerende adfærd"),
        ]
        assert codes.display(kl.primary_target_group.code) == "Autismespektrum"
        assert "22q11 Deletion" in kl.diagnoses[0].text
        assert kl.diagnoses[0].codes == ()

    def test_9_the_ordered_services(self, kl):
        ordered = [
            (codes.display(service.code) if service.code else service.text, service.start, service.end)
            for service in kl.services
        ]
        assert ordered == [
            ("Længerevarende ophold", None, None),
            ("Støtte til daglige opgaver i hjemmet", None, None),
            ("Støtte til sociale relationer", date(2021, 4, 1), date(2021, 10, 1)),
            ("Støtte til psykisk trivsel", date(2021, 4, 1), None),
            ("Kørsel efter §105", date(2021, 4, 1), None),
        ]
        assert {service.activity_status for service in kl.services} == {"not-started"}

    def test_10_the_service_the_person_has_already(self, kl):
        (related,) = kl.related_plans
        (service,) = related.services
        assert codes.display(service.code) == "Produktion og værksted"
        assert service.activity_status == "in-progress"
        provider = related.participants[0].organisation
        assert provider.name == "Produktion og Beskyttet beskæftigelsestilbud § 103"
        assert provider.addresses[0].lines == ("Bakkevej 132",)
        assert (provider.addresses[0].postal_code, provider.addresses[0].city) == ("8888", "XKøbing")

    def test_11_the_four_texts_of_the_assessment(self, kl):
        assert [codes.Evaluation(found.code) for found in kl.assessments] == [
            codes.Evaluation.SITUATION,
            codes.Evaluation.SUPPORT_NEED,
            codes.Evaluation.RESOURCES,
            codes.Evaluation.PERSPECTIVE,
        ]
        assert all(found.text for found in kl.assessments)
        assert codes.display(kl.assessments[1].level) == "Moderat støttebehov"
        assert {found.at for found in kl.assessments} == {kl.timestamp}

    def test_12_the_follow_up(self, kl):
        (timing,) = kl.follow_up
        assert timing.first == date(2021, 6, 15)
        assert (timing.frequency, timing.period, timing.unit) == (1, 1, "a")
        assert timing.text == "Første opfølgning på mål er efter 3 mdr."
        assert timing.organisation.name == "Socialrådgivergruppe B"
        (encounter,) = kl.encounters
        assert (encounter.status, encounter.on) == ("planned", date(2021, 6, 15))
        assert encounter.organisation == timing.organisation.id
        assert {theme.follow_up for theme in kl.themes} == {encounter.id}

    def test_13_the_participants(self, kl):
        organisations = [found for found in kl.participants if found.organisation]
        assert [(found.roles, found.organisation.name) for found in organisations] == [
            (("koordinerende-myndighed",), "Socialrådgivergruppe B"),
            (("samarbejdende-myndighed",), "Ungeenheden"),
            (("koordinerende-udfører",), "Afdeling Q"),
        ]
        people = [found.organisation.contacts[0] for found in organisations]
        assert [(found.title, found.given, found.family) for found in people] == [
            ("Socialrådgiver", "Karen", "Karlsen"),
            ("Jobkonsulent", "John", "Jensen"),
            ("Socialpædagog", "Søren", "Sandemose"),
        ]
        assert people[0].phones == ("99775533",)
        assert people[0].emails == ("kaka@x-købing.dk",)

    def test_14_the_relatives_and_what_they_may_know(self, kl):
        mother, guardian = kl.relatives
        assert (mother.contact.given, [code.code for code in mother.relationships]) == (
            "Louise",
            ["MTH", "advocate"],
        )
        assert (guardian.contact.given, guardian.guardianship) == ("Børge", "5")
        assert guardian.addresses[0].city == "Y-borg"
        words = {found.relative: found.description for found in kl.participants if found.relative}
        assert words[mother.id].startswith("Det er aftalt med Christians mor Louise")
        assert words[guardian.id] is None
        (consent,) = kl.consents
        assert consent.relatives == (mother.id,)
        assert consent.at == datetime(2021, 1, 7, 8, 14, 21, tzinfo=CET)
        assert "fuld indsigt" in consent.text
        assert consent.policy == "persondataloven"

    def test_15_billing_and_attachments(self, kl):
        (account,) = kl.accounts
        assert account.number == "4444-88888888"
        assert (account.owner.name, account.owner.ean) == (
            "Økonomiafdelingen X-købing Kommune",
            "1313131313131",
        )
        assert account.owner.contacts[0].family == "Ørn"
        assert [(found.title, found.content_type) for found in kl.documents] == [
            ("Journal for Christian Christensen", "application/pdf"),
            ("Kontinuation for Christian Christensen", "application/pdf"),
        ]
        assert kl.documents[0].description.startswith("Journal fra speciallæge")


def test_an_order_may_carry_the_case_number_on_its_plan():
    read = read_order(as_bytes(order()))
    assert read.plan.case_number is not None
    assert read.plan.case_number.value == "27.33.00-G01-1-26"


def test_records_nobody_points_to_are_read_all_the_same():
    tree = order()
    del find(tree, "CarePlan", "plan")["careTeam"]
    del find(tree, "CarePlan", "plan")["goal"]
    read = read_order(as_bytes(tree))
    assert [codes.display(code) for code in read.offer_types] == ["Mobilt tilbud"]
    assert [found.organisation.name for found in read.participants if found.organisation] == [
        "Voksenrådgivningen"
    ]
    assert (len(read.wishes), len(read.purposes), len(read.goals)) == (1, 1, 1)


def test_kinds_are_told_from_the_content_when_no_profile_is_named():
    tree = order()
    whole = read_order(as_bytes(tree))
    for entry in tree["entry"]:
        entry["resource"].pop("meta", None)
    assert read_order(as_bytes(tree)) == whole


def test_the_order_of_the_records_does_not_matter():
    tree = order()
    whole = read_order(as_bytes(tree))
    tree["entry"].reverse()
    turned = read_order(as_bytes(tree))
    assert turned.plan == whole.plan
    assert set(turned.themes) == set(whole.themes)
    assert set(turned.services) == set(whole.services)


def test_addresses_may_be_urn_uuids():
    tree = order()
    text = as_bytes(tree).decode()
    for entry in tree["entry"]:
        found = entry["resource"]
        text = text.replace(f"{found['resourceType']}/{found['id']}", f"urn:uuid:{found['id']}")
    assert read_order(text.encode()) == read_order(as_bytes(order()))


def test_addresses_may_be_absolute():
    tree = order()
    text = as_bytes(tree).decode()
    for entry in tree["entry"]:
        found = entry["resource"]
        name = f"{found['resourceType']}/{found['id']}"
        text = text.replace(f'"{name}"', f'"https://fhir.solby.example/r4/{name}"')
    assert read_order(text.encode()) == read_order(as_bytes(order()))


def test_an_evaluation_may_stand_among_the_activities_of_the_plan():
    tree = order()
    find(tree, "CarePlan", "plan")["activity"].append(
        {
            "outcomeReference": [ref("Observation", "need")],
            "detail": {
                "status": "completed",
                "code": {"coding": [{"system": codes.CARE_SOCIAL, "code": codes.Evaluation.SUPPORT_NEED}]},
            },
        }
    )
    assert len(read_order(as_bytes(tree)).follow_up) == 1


def test_the_authority_may_write_about_a_theme():
    tree = order()
    find(tree, "Observation", "situation")["code"] = {
        "coding": [
            {"system": codes.FFB, "code": codes.Group.ENVIRONMENT},
            {"system": "urn:local", "code": "x"},
        ]
    }
    find(tree, "Observation", "situation")["code"]["coding"][0]["code"] = (
        "da3f488f-1742-4d00-b247-a7d47500b36b"
    )
    assessment = next(found for found in read_order(as_bytes(tree)).assessments if found.level is None)
    assert codes.display(assessment.code) == "Egenomsorg"


def test_a_record_entered_in_error_is_withdrawn_and_not_read():
    tree = order()
    find(tree, "Goal", "wish")["lifecycleStatus"] = "entered-in-error"
    find(tree, "CarePlan", "plan")["goal"].pop(0)
    read = read_order(as_bytes(tree))
    assert read.wishes == ()
    assert [(found.resource_type, found.id) for found in read.withdrawn] == [("Goal", uid("wish"))]


def test_the_primary_target_group_is_the_one_with_rank_1():
    tree = order()
    find(tree, "CarePlan", "plan")["addresses"].reverse()
    read = read_order(as_bytes(tree))
    assert read.primary_target_group is not None
    assert read.primary_target_group.code == HOMELESSNESS
    assert read.plan.target_groups[1] == Ranked(uid("homelessness"), 1)


def test_times_keep_their_moment_whatever_the_zone():
    tree = order()
    tree["timestamp"] = "2026-11-20T11:00:00Z"
    assert read_order(as_bytes(tree)).timestamp == datetime(2026, 11, 20, 11, tzinfo=UTC)


def test_a_byte_order_mark_does_no_harm():
    assert read_order(b"\xef\xbb\xbf" + as_bytes(order())) == read_order(as_bytes(order()))


def test_the_same_record_twice_is_read_once():
    tree = order()
    tree["entry"].append(tree["entry"][5])
    assert read_order(as_bytes(tree)) == read_order(as_bytes(order()))


def test_an_order_without_documents_accounts_or_relatives_is_an_order():
    tree = order()
    find(tree, "CareTeam", "team")["participant"].pop()
    drop(tree, "RelatedPerson", "guardian")
    read = read_order(as_bytes(tree))
    assert (read.relatives, read.accounts, read.documents) == ((), (), ())
