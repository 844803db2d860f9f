from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from alongside.access.actor import Actor
from alongside.people.operations import register_person
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
from alongside.referrals.operations import decide, receive_referral
from tests.people_of_the_house import House, writing


@pytest.fixture
def ea(ilse: Actor) -> Referral:
    """Ea Winther, whom the outreach team rang about on 22 November."""
    person = register_person(
        by=ilse, given_name="Ea", family_name="Winther", birth_date=date(1992, 3, 4), whereabouts="Havnegade"
    )
    return receive_referral(
        by=ilse,
        person=person,
        source="outreach",
        source_text="Havnely, Lone on 55 50 01 80",
        wishes="I need one person. Not nine.",
        reason="She sleeps on a sofa since August.",
        received_at=datetime(2026, 11, 22, 7, 14, tzinfo=UTC),
    )


@pytest.fixture
def accepted(ea: Referral, ilse: Actor) -> Referral:
    """Ea has a yes and waits for a case manager."""
    decide(
        by=ilse,
        referral=ea,
        outcome="yes",
        reason="You need one person who stays.",
        legal_basis="sel-85a",
        provider_wish="none",
        decided_on=date(2026, 11, 24),
    )
    return ea


def write_order(house: House, referral: Referral, *, goals: int = 1) -> None:
    """An authority's order with everything an order can carry."""
    theme_codes = [theme.code for theme in codes.themes() if codes.is_activity_and_participation(theme.code)]
    severe, moderate = codes.function_level_code(3), codes.function_level_code(2)
    with writing(house.agency):
        order = Order(
            referral=referral,
            offer_type=codes.offer_types()[0].code,
            starts_on=date(2026, 12, 1),
            follow_up_on=date(2027, 2, 24),
            performer_name="Team Havn",
            account_number="4711",
            account_owner="Solby Kommune",
            account_ean="5798000000000",
        )
        order.save()
        OrderedService(
            referral=referral, order=order, code=codes.services()[0].code, text="Twice a week"
        ).save()
        existing = Order(referral=referral, existing=True, performer_name="Rusmiddelcenter Solby")
        existing.save()
        for place, target in enumerate(codes.target_groups()[:2], start=1):
            group = TargetGroup(referral=referral, code=target.code)
            group.save()
            OrderTargetGroup(referral=referral, order=order, target_group=group, rank=place).save()
        for number in range(goals):
            theme = Theme(referral=referral, code=theme_codes[number], level=severe)
            theme.save()
            goal = CommissionedGoal(
                referral=referral,
                text=f"Keeps her flat {number}",
                goal_type=codes.GoalType.DEVELOP,
                expected_level=moderate,
            )
            goal.save()
            CommissionedGoalTheme(referral=referral, goal=goal, theme=theme, rank=1).save()
        Theme(referral=referral, code=theme_codes[-1], level=moderate).save()
        OrderAssessment(
            referral=referral, kind=codes.Evaluation.RESOURCES, text="She knows everyone on the square."
        ).save()
        Participant(
            referral=referral,
            kind="relative",
            name="Rikke Winther",
            relation="SIS",
            advocate=True,
            guardianship="5",
            phone="55500170",
            consent_text="Rikke may know",
        ).save()
        Participant(
            referral=referral,
            kind="coordinating_authority",
            name="Karin Holst",
            organisation="Solby Kommune",
            note="On Thursdays",
        ).save()
        OrderDocument(referral=referral, title="Udredning", description="From the ward").save()


@pytest.fixture
def ordered(house: House, ea: Referral) -> Referral:
    """Ea, with all that an order can carry, ordered by Karin."""
    with writing(house.agency):
        ea.purpose = "That Ea keeps her flat."
        ea.authority_name = "Solby Kommune"
        ea.authority_worker = house.workers["karin"]
        ea.case_number = "27.33.00-G01-118-26"
        ea.diagnosis_text = "F20.9, 2016"
        ea.follow_up_on = date(2027, 2, 24)
        ea.save()
    write_order(house, ea)
    return ea
