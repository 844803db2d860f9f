"""Whoever wants it is reminded once of each appointment, in words that tell a stranger nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from alongside.access.actor import Actor
from alongside.contacts.operations import call_off_contact, move_contact, plan_contact
from alongside.kernel.errors import NotAllowed
from alongside.people.operations import change_person
from alongside.reminders import errors, gateways
from alongside.reminders.gateways import Message, NotSent
from alongside.reminders.models import Reminder, ReminderState, Way
from alongside.reminders.operations import ask_for_reminders, end_reminders
from alongside.reminders.sending import ask_whether_they_arrived, send_what_waits, write_out_what_is_due
from tests.people_of_the_house import NOW

VISIT = NOW + timedelta(days=3)
DAY_BEFORE = VISIT - timedelta(hours=24)


class Post:
    """A gateway that keeps what it is given, and fails when it is told to."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.fault: NotSent | None = None
        self.arrives: bool | None = None

    def send(self, message: Message) -> str:
        if self.fault is not None:
            raise self.fault
        self.sent.append(message)
        return f"m{len(self.sent)}"

    def arrived(self, name: str) -> bool | None:
        return self.arrives


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    post = Post()
    for place in ("gateways", "sending"):
        monkeypatch.setattr(
            f"alongside.reminders.{place}.gateway_of", lambda way: post if way == Way.TEXT else None
        )
    return post


@pytest.fixture
def wish(sofie: Actor, jonas: Any, post: Post) -> Any:
    change_person(by=sofie, person=jonas.person, phone="55 50 01 70")
    return ask_for_reminders(by=sofie, person=jonas.person, way="text", hours_before=24, language="da")


@pytest.fixture
def visit(sofie: Actor, jonas: Any) -> Any:
    return plan_contact(
        by=sofie, enrolment=jonas, kind="visit", occurred_at=VISIT, place="home", place_text="Møllevej 3"
    )


def clock(jonas: Any, now: datetime) -> None:
    """A turn of the clock."""
    agency = jonas.person.agency_id
    write_out_what_is_due(agency, now)
    send_what_waits(agency, now)
    ask_whether_they_arrived(agency, now)


def only() -> Reminder:
    found: Reminder = Reminder.objects.unscoped().get()
    return found


def test_it_goes_out_once_and_says_only_the_day_and_the_hour(jonas, wish, visit, post) -> None:
    clock(jonas, DAY_BEFORE - timedelta(minutes=1))
    assert post.sent == []

    for minutes in (0, 2, 4):
        clock(jonas, DAY_BEFORE + timedelta(minutes=minutes))

    (message,) = post.sent
    assert message.to == "55 50 01 70"
    assert message.text == "Påmindelse: Du har en aftale i morgen, fredag 27. november, kl. 10:00."
    assert (only().state, only().sent_at) == (ReminderState.SENT, DAY_BEFORE)


def test_nobody_is_reminded_who_did_not_ask_or_wants_it_no_more(sofie, jonas, visit, post, wish) -> None:
    end_reminders(by=sofie, wish=wish)
    clock(jonas, DAY_BEFORE)
    assert post.sent == []


def test_who_takes_it_back_after_it_was_written_out_is_not_written_to(
    sofie, jonas, visit, post, wish
) -> None:
    post.fault = NotSent("gateway.503")
    clock(jonas, DAY_BEFORE)
    end_reminders(by=sofie, wish=wish)
    post.fault = None
    clock(jonas, DAY_BEFORE + timedelta(minutes=10))
    assert (post.sent, only().state) == ([], ReminderState.DROPPED)


def test_nothing_goes_out_for_what_was_called_off(sofie, jonas, wish, visit, post) -> None:
    call_off_contact(by=sofie, contact=visit)
    clock(jonas, DAY_BEFORE)
    assert post.sent == []


def test_an_appointment_that_was_moved_is_reminded_of_anew(sofie, jonas, wish, visit, post) -> None:
    clock(jonas, DAY_BEFORE)
    later = VISIT + timedelta(days=4)
    move_contact(by=sofie, contact=visit, occurred_at=later)
    clock(jonas, later - timedelta(hours=24))
    assert len(post.sent) == 2
    assert "tirsdag 1. december" in post.sent[1].text


def test_what_was_agreed_when_it_was_too_late_to_remind_is_left_alone(sofie, jonas, wish, post) -> None:
    plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(hours=5))
    clock(jonas, NOW + timedelta(minutes=2))
    assert (post.sent, Reminder.objects.unscoped().count()) == ([], 0)


def test_it_waits_for_the_morning_when_the_machine_was_down_until_the_night(jonas, wish, visit, post) -> None:
    night = DAY_BEFORE.replace(hour=22)
    clock(jonas, night)
    assert (post.sent, only().state) == ([], ReminderState.WAITING)
    clock(jonas, night + timedelta(hours=9, minutes=30))
    assert len(post.sent) == 1


def test_a_fault_of_the_moment_is_tried_again_and_in_the_end_given_up(jonas, wish, visit, post) -> None:
    post.fault = NotSent("gateway.503")
    for minutes in range(0, 120, 2):
        clock(jonas, DAY_BEFORE + timedelta(minutes=minutes))
    assert (only().state, only().tries, only().why) == (ReminderState.FAILED, 6, "gateway.503")


def test_what_the_service_refuses_is_not_tried_again(jonas, wish, visit, post) -> None:
    post.fault = NotSent("gateway.400", again=False)
    for minutes in (0, 4):
        clock(jonas, DAY_BEFORE + timedelta(minutes=minutes))
    assert (only().state, only().tries) == (ReminderState.FAILED, 1)


def test_whether_it_arrived_is_asked_until_it_is_known(jonas, wish, visit, post) -> None:
    clock(jonas, DAY_BEFORE)
    post.arrives = True
    clock(jonas, DAY_BEFORE + timedelta(minutes=10))
    assert only().state == ReminderState.SENT
    clock(jonas, DAY_BEFORE + timedelta(minutes=31))
    assert (only().state, only().sent_at) == (ReminderState.DELIVERED, DAY_BEFORE)


def test_a_number_at_which_nothing_arrives_is_told(jonas, wish, visit, post) -> None:
    clock(jonas, DAY_BEFORE)
    post.arrives = False
    clock(jonas, DAY_BEFORE + timedelta(minutes=31))
    assert (only().state, only().why) == (ReminderState.FAILED, "never_arrives")


def test_a_wish_needs_a_way_a_number_and_an_offered_time(sofie, jonas, post) -> None:
    person = jonas.person
    said = {"by": sofie, "person": person, "language": "da"}
    with pytest.raises(errors.NowhereToSend):
        ask_for_reminders(**said, way="text", hours_before=24)
    change_person(by=sofie, person=person, phone="55 50 01 70", email="j@example.org")
    with pytest.raises(errors.WayNotThere):
        ask_for_reminders(**said, way="mail", hours_before=24)
    with pytest.raises(errors.HoursNotOffered):
        ask_for_reminders(**said, way="text", hours_before=5)
    with pytest.raises(errors.LanguageUnknown):
        ask_for_reminders(**{**said, "language": "xx"}, way="text", hours_before=24)


def test_only_who_walks_with_them_writes_the_wish_down(house, jonas, post) -> None:
    for name in ("omar", "vagn", "karin", "ada", "ilse"):
        with pytest.raises(NotAllowed):
            ask_for_reminders(
                by=house.actor(name), person=jonas.person, way="text", hours_before=24, language="da"
            )


def test_an_installation_without_a_gateway_offers_no_way(settings) -> None:
    settings.TEXTS = ""
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert gateways.ways() == []


def test_the_case_manager_is_told_of_whom_nothing_reached(jonas, wish, visit, post, sign_in) -> None:
    post.fault = NotSent("gateway.400", again=False)
    clock(jonas, NOW - timedelta(hours=1) + (DAY_BEFORE - NOW))
    with time_machine.travel(DAY_BEFORE, tick=False):
        browser = sign_in("sofie")
        assert "was not reminded" not in browser.get("/").content.decode()
        clock(jonas, DAY_BEFORE)
    with time_machine.travel(DAY_BEFORE + timedelta(hours=1), tick=False):
        assert "was not reminded of an appointment" in browser.get("/").content.decode()
