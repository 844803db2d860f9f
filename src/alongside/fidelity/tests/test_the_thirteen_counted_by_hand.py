"""Each of the thirteen principles, counted by hand from a few records and compared with what the page says.

Today is Tuesday 24 November 2026. Jonas's course began on 2 September 2025 and we agreed to meet every second day; for
these tests it began on Sunday 15 November 2026, so that its ten days, 15 to 24 November, can be counted on the fingers:

    Su 15  Mo 16  Tu 17  We 18  Th 19  Fr 20  Sa 21  Su 22  Mo 23  Tu 24
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from alongside.assessments.models import Assessment
from alongside.bridges.models import Bridge, BridgeMove
from alongside.caseload.models import Assignment
from alongside.consents.models import Disclosure
from alongside.contacts.models import Contact
from alongside.enrolments.models import Closure, Enrolment, Pause
from alongside.fidelity import rules
from alongside.fidelity.measures import MEASURES
from alongside.fidelity.queries import of_course
from alongside.fidelity.rules import Principle, Window
from alongside.kernel.ids import new_id
from alongside.meetings.models import Meeting, Paper
from alongside.network.models import NetworkMember, OtherPlan
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal
from alongside.referrals.models import Order
from alongside.reviews.models import GoalJudgement, Review
from alongside.services.models import Acquaintance, Provider, Service
from tests.people_of_the_house import writing


def day(number: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, number)


@pytest.fixture
def ten_days(house, jonas) -> Enrolment:
    with writing(house.agency):
        Enrolment.objects.filter(pk=jonas.pk).update(starts_on=day(15))
        Assignment.objects.filter(enrolment=jonas).update(starts_on=day(15))
    return Enrolment.objects.unscoped().get(pk=jonas.pk)


@pytest.fixture
def count(ten_days, sofie):
    """`count("outside")`: so many, out of so many."""

    def counted(key: str) -> tuple[int, int]:
        line = of_course(sofie, ten_days, Window.QUARTER)
        assert line is not None
        return line.counts[key].n, line.counts[key].of

    return counted


@pytest.fixture
def write(house):
    """`write(Goal, …)`: a record in the house."""

    def written(model: Any, **fields: Any) -> Any:
        with writing(house.agency):
            record = model(**fields)
            record.save()
        return record

    return written


@pytest.fixture
def met(house, ten_days, write):
    """`met(17)`: Sofie met Jonas at home on the 17th."""

    def happened(number: int, *, by: str = "sofie", **fields: Any) -> Contact:
        at = datetime.combine(day(number), time(9), tzinfo=UTC)
        given = {"kind": "visit", "status": "held", "signed_at": at, "place": "home", **fields}
        return write(Contact, enrolment=ten_days, worker=house.workers[by], occurred_at=at, text="…", **given)

    return happened


def test_1_one_continuous_case_manager(house, ten_days, count, met, write) -> None:
    # Sofie walked from the 15th to the 19th (5 days), nobody on the 20th and 21st, Maja on the 22nd, 23rd, 24th.
    with writing(house.agency):
        Assignment.objects.filter(enrolment=ten_days).update(ends_on=day(20))
    write(Assignment, enrolment=ten_days, worker=house.workers["maja"], starts_on=day(22))
    # Met by Sofie on the 16th (hers), by Maja on the 17th (Sofie's day), by Maja on the 23rd (hers). A try is none.
    for number, by in ((16, "sofie"), (17, "maja"), (23, "maja")):
        met(number, by=by)
    met(18, status="tried", tried_how="not_found", person_present=False)

    line = of_course(
        house.actor("amina"), ten_days, Window.QUARTER
    )  # Sofie no longer sees him; the lead does.
    assert line is not None
    found = {key: (one.n, one.of) for key, one in line.counts.items()}
    assert found["walked"] == (5 + 3, 10)
    assert found["same-worker"] == (2, 3)
    assert found["no-change"] == (0, 1)
    assert [item.says for item in line.counts["no-change"].items] == ["Maja Toft"]


def test_1_nobody_else_took_over(count) -> None:
    assert count("no-change") == (1, 1)
    assert count("walked") == (10, 10)


def test_2_an_individual_process(ten_days, count, met, write) -> None:
    # At most 2 days between meetings. Day zero is the 15th: 15, 16, 17 are fine. Met on the 19th: the 18th is not
    # (three days), 19, 20, 21 are. Met again on the 23rd: the 22nd is not, 23 and 24 are. 3 + 3 + 2 = 8 of 10.
    met(19)
    met(23)
    met(22, kind="phone", place="remote")
    assert count("rhythm") == (8, 10)
    # On a ward from the 17th to the 18th: those two days rest, and the 19th begins anew. 15, 16; 19, 20, 21; 23, 24 of
    # the 8 days that did not rest; the 22nd is still three days after the 19th.
    write(Pause, enrolment=ten_days, kind="hospital", starts_on=day(17), ends_on=day(19))
    assert count("rhythm") == (7, 8)
    # Nobody looked at needs, then somebody did.
    assert count("needs-seen") == (0, 1)
    write(Assessment, enrolment=ten_days, assessed_on=day(20))
    assert count("needs-seen") == (1, 1)
    # Three goals are worked on, one of them with his own view; a fourth rests.
    plan = write(Plan, enrolment=ten_days)
    write(Goal, plan=plan, title="A door", place=1, person_view="I want to sleep.")
    write(Goal, plan=plan, title="Money", place=2)
    write(Goal, plan=plan, title="Teeth", place=3, person_view="  ")
    write(Goal, plan=plan, title="Work", place=4, status="resting", person_view="Later.")
    assert count("in-their-words") == (1, 3)


def test_3_without_an_end(ten_days, count, write) -> None:
    assert (count("no-end"), count("not-let-go")) == ((1, 1), (1, 1))
    write(Order, referral=ten_days.referral)
    write(
        Order, referral=ten_days.referral, existing=True, ends_on=date(2027, 1, 1)
    )  # somebody else's, from before
    assert count("no-end") == (1, 1)
    write(Order, referral=ten_days.referral, ends_on=date(2027, 3, 1))
    assert count("no-end") == (0, 1)


@pytest.mark.parametrize(("reason", "kept"), [("not_reached", 0), ("moved_away", 1)])
def test_3_not_let_go_because_they_did_not_come(
    house, ten_days, count, sofie, write, reason: str, kept: int
) -> None:
    with writing(house.agency):
        Enrolment.objects.filter(pk=ten_days.pk).update(ends_on=day(24))
    ten_days.refresh_from_db()
    write(
        Closure,
        enrolment=ten_days,
        closed_on=day(24),
        reason=reason,
        destination="unknown",
        housing_at_exit="unknown",
    )
    assert count("not-let-go") == (kept, 1)
    assert count("walked") == (9, 9)  # 15 to 23: the 24th is the first day without us


def test_4_support_and_a_course_that_hangs_together(ten_days, count, met, write) -> None:
    # Done in the ten days: one by Sofie, one together, one by Jonas, one by the landlord. One was done before.
    goal = write(Goal, plan=write(Plan, enrolment=ten_days), title="A door", place=1)
    for owner in ("worker", "together", "person", "other"):
        write(Step, goal=goal, title=owner, owner=owner, place=1, done_on=day(18))
    write(Step, goal=goal, title="before", owner="worker", place=2, done_on=day(14))
    write(Step, goal=goal, title="not yet", owner="worker", place=3)
    assert count("practical") == (2, 4)
    # Four meetings with others were to be: three took place, Jonas was there in two of them; one was called off.
    met(16, kind="meeting")
    met(17, kind="meeting")
    met(18, kind="meeting", person_present=False)
    met(19, kind="meeting", status="cancelled", person_present=False)
    met(20)
    assert count("meetings-held") == (3, 4)
    assert count("person-there") == (2, 3)


def test_4_support_before_and_after_a_meeting(count, met, write) -> None:
    # Three took place: one with a wish, one with a paper to bring and what it meant, one with nothing around it. A wish
    # for the one that was called off counts for nothing.
    wished, packed, _bare = (met(number, kind="meeting") for number in (16, 17, 18))
    called_off = met(19, kind="meeting", status="cancelled", person_present=False)
    write(Meeting, contact=wished, wish="My own door.")
    write(Paper, meeting=write(Meeting, contact=packed, meant="They listened."), text="The letter", place=1)
    write(Meeting, contact=called_off, wish="Money.", meant="Nothing.")
    assert count("prepared") == (2, 3)
    assert count("talked-over") == (1, 3)


def test_5_no_record_tells_whether_somebody_knows_the_house() -> None:
    told = {measure.principle for measure in MEASURES}
    assert set(Principle) - told == {Principle.ORGANISATION}
    assert {Principle.ORGANISATION, Principle.LOCAL} <= set(rules.OWN_WORD)


def test_6_a_case_manager_who_is_named_with_a_place(house, ten_days, count, write) -> None:
    # Two services; Maja knows the café, Sofie knows a place that takes nobody any more. Then she knows the café too.
    about = {"agency": house.agency, "hsds_id": new_id()}
    provider = write(Provider, name="Kirkens Korshær", **about)
    cafe = write(Service, provider=provider, name="Café", **about)
    shut = write(Service, provider=provider, name="Shut", **{**about, "hsds_id": new_id()}, open=False)
    write(Acquaintance, service=cafe, worker=house.workers["maja"])
    write(Acquaintance, service=shut, worker=house.workers["sofie"])
    assert count("places-known") == (0, 1)
    write(Acquaintance, service=cafe, worker=house.workers["sofie"])
    assert count("places-known") == (1, 1)


def test_7_a_plan_made_and_changed_together(house, ten_days, count, write) -> None:
    plan = write(Plan, enrolment=ten_days)
    assert count("plan-agreed") == (0, 1)
    write(PlanVersion, plan=plan, number=1, agreed_on=day(16), how="refused", content={})
    assert count("plan-agreed") == (0, 1)
    write(PlanVersion, plan=plan, number=2, agreed_on=day(18), how="aloud", content={})
    assert count("plan-agreed") == (1, 1)
    # In a review two goals: about one Jonas said something, about the other only Sofie did.
    review = write(Review, enrolment=ten_days, due_on=day(17), period_from=day(15))
    for place, words in ((1, "It is better."), (2, "")):
        goal = write(Goal, plan=plan, title=f"Goal {place}", place=place)
        write(
            GoalJudgement,
            review=review,
            goal=goal,
            title=goal.title,
            person_words=words,
            worker_movement="closer",
        )
    assert count("both-judged") == (0, 0)  # it is not finished
    # Due on the 17th and held then; due on the 19th and held on the 21st; due today and still to come, so not late.
    with writing(house.agency):
        review.held_on = day(17)
        review.save()
    write(Review, enrolment=ten_days, due_on=day(19), period_from=day(17), held_on=day(21))
    write(Review, enrolment=ten_days, due_on=day(24), period_from=day(19))
    assert count("reviews-on-time") == (1, 2)
    assert count("both-judged") == (1, 2)


def test_8_plans_that_others_lead(ten_days, count, write) -> None:
    assert (count("other-plans-known"), count("other-plans-followed")) == ((0, 1), (0, 0))
    # The § 141 plan: whom to ring, and what comes next. The job plan: nobody to ring. A third one ended on the 20th.
    about = {"person": ten_days.person}
    write(OtherPlan, kind="section_141", worker_name="Karin Holst", next_on=date(2026, 12, 10), **about)
    write(OtherPlan, kind="job_plan", next_text="Meeting", **about)
    write(OtherPlan, kind="treatment_plan", phone="12", next_text="x", ends_on=day(20), **about)
    assert count("other-plans-known") == (1, 1)
    assert count("other-plans-followed") == (1, 2)


def test_8_meetings_about_the_plans_of_others(ten_days, count, met, write) -> None:
    # Two plans run. About one there was a meeting; about the other one that was before the ten days.
    about = {"person": ten_days.person}
    plan = write(OtherPlan, kind="section_141", **about)
    job = write(OtherPlan, kind="job_plan", **about)
    assert count("other-plans-met") == (0, 2)
    write(Meeting, contact=met(17, kind="meeting"), about=plan)
    write(Meeting, contact=met(14, kind="meeting"), about=job)
    assert count("other-plans-met") == (1, 2)


def test_9_the_authority(house, ten_days, count, write) -> None:
    assert count("authority-known") == (1, 1)  # Karin ordered the course.
    # One calendar month, November, is looked at. Told on the 16th and the 20th: one month of one.
    assert count("authority-told") == (0, 1)
    for number in (16, 20):
        write(
            Disclosure,
            person=ten_days.person,
            told_at=datetime(2026, 11, number, 9, tzinfo=UTC),
            how="spoken",
            what="The plan",
            to="authority",
            to_name="Karin Holst",
            purpose="plan",
            basis="order",
            categories="|plan|",
        )
    assert count("authority-told") == (1, 1)


def test_9_what_was_told_by_mistake_does_not_count(house, ten_days, count, write) -> None:
    told = {
        "person": ten_days.person,
        "told_at": datetime(2026, 11, 16, 9, tzinfo=UTC),
        "how": "spoken",
        "what": "The plan",
        "to": "authority",
        "to_name": "Karin Holst",
        "purpose": "plan",
        "basis": "order",
        "categories": "|plan|",
    }
    line = write(Disclosure, **told)
    write(Disclosure, wrong=line, **told)
    assert count("authority-told") == (0, 1)


def test_10_and_11_services_and_family_as_the_person_wishes(ten_days, count, write) -> None:
    assert (count("services-around"), count("family-around")) == ((0, 1), (0, 1))
    # Two professionals, one asked about; a third left on the 20th. Three of his own, two asked about: a no is one.
    around = {"person": ten_days.person}
    write(NetworkMember, name="Dr. Ali", kind="professional", may_speak="yes", **around)
    write(NetworkMember, name="The dentist", kind="professional", **around)
    write(NetworkMember, name="Old doctor", kind="professional", ended_on=day(20), **around)
    write(NetworkMember, name="Asta", relation="sister", may_speak="ask", **around)
    write(NetworkMember, name="Bo", relation="father", may_speak="no", **around)
    write(NetworkMember, name="Kim", relation="friend", **around)
    assert (count("services-around"), count("services-asked")) == ((1, 1), (1, 2))
    assert (count("family-around"), count("family-asked")) == ((1, 1), (2, 3))


def test_10_and_11_who_was_there_when_we_met(ten_days, count, met, write) -> None:
    # Two professionals: the doctor was there with Jonas, the dentist at a meeting without him. Of his own, Asta
    # and the neighbour were there, Kim before the ten days, and with Bo we may not speak.
    around = {"person": ten_days.person}
    for name in ("Dr. Ali", "The dentist"):
        write(NetworkMember, name=name, kind="professional", **around)
    for name, may in (("Asta", "yes"), ("Bo", "no"), ("Kim", "unasked")):
        write(NetworkMember, name=name, may_speak=may, **around)
    write(NetworkMember, relation="the neighbour", **around)
    met(17, kind="meeting", others_present="dr. ali, Bo, somebody from the bank")
    met(18, kind="meeting", others_present="The dentist", person_present=False)
    met(19, others_present="Asta Holm and the neighbour")
    met(20, kind="phone", place="remote", others_present="The dentist")
    met(14, others_present="Kim")
    assert count("services-met") == (1, 2)
    assert count("family-met") == (2, 3)


def test_10_services_they_came_to(house, ten_days, count, met, write) -> None:
    assert count("services-reached") == (0, 0)
    # Six ways. A wish; there by himself, and stopped on the 20th; there together, without a contact; a visit that was
    # held; one that he was not at; one stopped on the 14th, before the window.
    provider = write(Provider, agency=house.agency, name="The town", hsds_id=new_id())

    def way(*moves: tuple[str, int, dict[str, Any]]) -> None:
        service = write(Service, agency=house.agency, provider=provider, name="A place", hsds_id=new_id())
        bridge = write(Bridge, person=ten_days.person, service=service)
        for state, on, more in moves:
            write(BridgeMove, bridge=bridge, state=state, moved_on=day(on), **more)

    way(("wish", 16, {}))
    way(("attends", 2, {}), ("stopped", 20, {"why": "got_it"}))
    way(("wish", 16, {}), ("together", 17, {}))
    way(("together", 18, {"contact": met(18)}))
    way(("together", 19, {"contact": met(19, person_present=False)}))
    way(("attends", 2, {}), ("stopped", 14, {"why": "got_it"}))
    assert count("services-reached") == (3, 5)


def test_12_a_partner_and_no_expert(ten_days, count, write) -> None:
    goal = write(Goal, plan=write(Plan, enrolment=ten_days), title="A door", place=1)
    for owner in ("worker", "together", "person", "other"):
        write(Step, goal=goal, title=owner, owner=owner, place=1, done_on=day(18))
    assert count("own-steps") == (2, 4)
    # Worked on: his wish, a shared one, one from the order. One that was reached is not worked on any more.
    for wish in ("person", "shared", "order"):
        write(SubGoal, goal=goal, title=wish, whose_wish=wish, place=1)
    write(SubGoal, goal=goal, title="done", whose_wish="person", place=2, status="reached")
    assert count("own-wish") == (2, 3)
    assert Principle.CATALYST in rules.OWN_WORD


def test_13_where_the_person_is(ten_days, count, met) -> None:
    # Met at home, in the street, at the office; once nobody wrote where; once only by phone; once he was not there.
    met(16)
    met(17, place="street")
    met(18, place="office")
    met(19, place="")
    met(20, kind="phone", place="remote")
    met(21, kind="meeting", place="service", person_present=False)
    assert count("outside") == (2, 3)


def test_every_number_is_its_evidence(ten_days, count, met, sofie) -> None:
    met(16)
    met(18, place="office")
    line = of_course(sofie, ten_days, Window.QUARTER)
    assert line is not None
    for key in ("same-worker", "outside"):
        found = line.counts[key]
        assert (sum(item.counts for item in found.items), len(found.items)) == (found.n, found.of)


def test_what_lies_before_the_window_is_not_counted(house, jonas, sofie, scene) -> None:
    scene.happened(jonas, days=100, worker=house.workers["sofie"])
    scene.happened(jonas, days=80, worker=house.workers["sofie"])
    three, six = (of_course(sofie, jonas, window) for window in (Window.QUARTER, Window.HALF_YEAR))
    assert three is not None
    assert six is not None
    assert (three.counts["same-worker"].of, six.counts["same-worker"].of) == (1, 2)
    # 25 August to 24 November: 7 days of August, 30, 31, and 24.
    assert three.counts["walked"].of == 7 + 30 + 31 + 24
