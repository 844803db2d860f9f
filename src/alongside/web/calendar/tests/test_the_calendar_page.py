"""The calendar: days and weeks of workers and teams, read as lists, and what can be done in it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.calendar.models import Appointment
from alongside.calendar.operations import add_appointment
from alongside.contacts.models import Contact, ContactStatus, GoesAlong, PlanChange, SeriesVisit
from alongside.contacts.operations import call_off_contact, plan_contact
from alongside.contacts.series_operations import plan_series
from alongside.kernel.ids import new_id
from tests.people_of_the_house import writing

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Copenhagen")
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=ZONE)


def text(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def visit(house, jonas, sofie) -> Contact:
    return plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=THURSDAY,
        place="home",
        minutes=45,
        text="The rent",
    )


@pytest.fixture
def meeting(house, sofie) -> Appointment:
    return add_appointment(
        by=sofie,
        worker=house.workers["sofie"],
        kind="team_meeting",
        title="Supervision",
        starts_at=THURSDAY - timedelta(hours=1),
        ends_at=THURSDAY,
        others=[house.workers["maja"].pk],
    )


def test_a_week_reads_as_lists_in_whole_sentences(sign_in, visit, meeting) -> None:
    answer = sign_in("sofie").get(reverse("calendar"), {"view": "week", "day": "2026-11-24"})
    said = text(answer)
    assert "Week 48: Mon 23 Nov to Sun 29 Nov" in said
    assert "Thursday 26 November 10:00 to 10:45, visit Jonas Krogh, Home" in said
    assert "Thursday 26 November 09:00 to 10:00, Supervision, Sofie Lindholm, Maja Toft" in said
    assert said.count("Nothing planned") == 6
    assert b"style=" not in answer.content


def test_the_week_of_a_sunday_starts_where_the_practice_says(house, sign_in) -> None:
    with writing(house.agency):
        house.agency.profile_key = "qc-siv"
        house.agency.save()
    said = text(sign_in("sofie").get(reverse("calendar"), {"view": "week", "day": "2026-11-24"}))
    assert "Week 48: Sun 22 Nov to Sat 28 Nov" in said


def test_a_day_that_is_none_and_a_worker_that_is_none_give_today_and_oneself(sign_in, visit) -> None:
    answer = sign_in("sofie").get(reverse("calendar"), {"day": "nonsense", "worker": "nobody", "view": "x"})
    assert "Tuesday 24 November" in text(answer)


def test_holidays_stand_at_their_day(sign_in, house) -> None:
    assert "Second Day of Christmas" in text(
        sign_in("sofie").get(reverse("calendar"), {"view": "week", "day": "2026-12-24"})
    )


def test_a_colleague_of_another_team_sees_busy_and_no_more(sign_in, house, visit) -> None:
    address = {"day": "2026-11-26", "worker": str(house.workers["sofie"].pk)}
    answer = sign_in("omar").get(reverse("calendar"), address)
    said = text(answer)
    assert "10:00 to 10:45, Busy" in said
    assert "Jonas" not in said
    assert "rent" not in said
    assert str(visit.enrolment_id) not in answer.content.decode()
    assert Entry.objects.filter(action="list", detail__show="calendar").exists()


def test_the_day_of_a_team_has_a_column_for_each(sign_in, house, visit, meeting) -> None:
    with writing(house.agency):
        GoesAlong(contact=visit, worker=house.workers["maja"]).save()
    said = text(sign_in("amina").get(reverse("calendar"), {"day": "2026-11-26", "team": str(house.team.pk)}))
    for name in ("Amina Yilmaz", "Maja Toft", "Sofie Lindholm", "Vagn Nattergal"):
        assert f"{name}, Thursday 26 November" in said
    assert said.count("visit Jonas Krogh") == 2


def test_the_week_of_a_team_names_everyone(sign_in, house, visit) -> None:
    address = {"day": "2026-11-26", "team": str(house.team.pk), "view": "week"}
    said = text(sign_in("amina").get(reverse("calendar"), address))
    assert "visit Jonas Krogh, Home, Sofie Lindholm" in said


@pytest.mark.parametrize("who", ["karin", "eva", "ada", "per"])
def test_who_has_no_days_here_has_no_calendar(sign_in, who) -> None:
    for route in ("calendar", "appointment_new", "calendar_feed", "calendar_take_in"):
        assert sign_in(who).get(reverse(route)).status_code == 404


@pytest.mark.parametrize("team", [False, True])
def test_the_number_of_queries_does_not_grow(sign_in, house, jonas, sofie, team) -> None:
    browser = sign_in("sofie")
    address = {"day": "2026-11-26", "view": "week", **({"team": str(house.team.pk)} if team else {})}

    def asked() -> int:
        browser.get(reverse("calendar"), address)
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("calendar"), address)
        return len(queries)

    before = asked()
    for place in range(6):
        plan_contact(
            by=sofie,
            enrolment=jonas,
            kind="visit",
            occurred_at=THURSDAY + timedelta(hours=place),
            along=[house.workers["maja"].pk],
        )
        add_appointment(
            by=sofie,
            worker=house.workers["sofie"],
            kind="other",
            starts_at=THURSDAY + timedelta(hours=place),
            ends_at=THURSDAY + timedelta(hours=place + 1),
        )
    assert asked() == before
    assert before <= 20


def test_what_is_dragged_is_moved_once(sign_in, visit) -> None:
    browser = sign_in("sofie")
    back = f"{reverse('calendar')}?view=week&day=2026-11-26"
    sent = {
        "source": "contact",
        "id": visit.pk,
        "version": visit.version,
        "day": "2026-11-27",
        "clock": "13:15",
        "key": str(new_id()),
        "back": back,
    }
    for _twice in range(2):
        answer = browser.post(reverse("calendar_move"), sent)
        assert answer["Location"] == f"{back}#entry-{visit.pk}"
    moved = Contact.objects.unscoped().get()
    assert moved.occurred_at == datetime(2026, 11, 27, 13, 15, tzinfo=ZONE)
    assert PlanChange.objects.unscoped().count() == 1
    browser.post(reverse("calendar_move"), {**sent, "key": str(new_id()), "clock": "14:00"})
    assert "Someone changed this" in text(browser.get(back))
    assert "Sofie Lindholm" in text(browser.get(reverse("contact", args=[visit.pk])))


def test_own_time_is_dragged_too_and_a_strangers_is_not(sign_in, house, meeting) -> None:
    sent = {
        "source": "appointment",
        "id": meeting.pk,
        "version": meeting.version,
        "day": "2026-11-27",
        "clock": "08:00",
        "key": str(new_id()),
        "back": "https://elsewhere.example/",
    }
    assert sign_in("maja").post(reverse("calendar_move"), sent).status_code == 302
    assert Appointment.objects.get().starts_at == meeting.starts_at
    answer = sign_in("sofie").post(reverse("calendar_move"), {**sent, "key": str(new_id())})
    assert answer["Location"].startswith(reverse("calendar") + "#")
    found = Appointment.objects.get()
    assert found.starts_at == datetime(2026, 11, 27, 8, tzinfo=ZONE)
    assert found.ends_at - found.starts_at == timedelta(hours=1)


@pytest.mark.parametrize("who", ["omar", "maja"])
def test_who_does_not_walk_along_moves_no_visit(sign_in, visit, who) -> None:
    sent = {
        "source": "contact",
        "id": visit.pk,
        "version": 1,
        "day": "2026-11-27",
        "clock": "08:00",
        "key": str(new_id()),
    }
    assert sign_in(who).post(reverse("calendar_move"), sent).status_code == 404


def test_own_time_is_planned_changed_moved_and_called_off(sign_in, house) -> None:
    browser = sign_in("sofie")
    new = reverse("appointment_new") + "?day=2026-11-26&clock=13:00"
    assert 'value="13:00"' in browser.get(new).content.decode()
    fields = {"key": str(new_id()), "kind": "training", "title": "First aid", "day": "2026-11-26"}
    assert "Say when it begins." in text(browser.post(new, fields))
    fields |= {"clock": "13:00", "until": "12:00"}
    assert "It would end before it begins." in text(browser.post(new, fields))
    fields["until"] = "15:00"
    for _twice in range(2):
        assert browser.post(new, fields).status_code == 302
    found = Appointment.objects.get()
    page = reverse("appointment", args=[found.pk])
    change = reverse("appointment_change", args=[found.pk])
    assert 'value="15:00"' in browser.get(change).content.decode()
    browser.post(change, {**fields, "private": "on", "version": found.version, "title": "First aid, again"})
    found.refresh_from_db()
    assert (found.title, found.private) == ("First aid, again", True)
    assert sign_in("maja").get(page).status_code == 404
    browser.post(
        reverse("appointment_move", args=[found.pk]),
        {
            "key": str(new_id()),
            "day": "2026-11-27",
            "clock": "9",
            "reason": "The room",
            "version": found.version,
        },
    )
    assert "From Thursday 13:00 to Friday 09:00: “The room”" in text(browser.get(page))
    found.refresh_from_db()
    browser.post(
        reverse("appointment_call_off", args=[found.pk]), {"reason": "Ill", "version": found.version}
    )
    week = text(browser.get(reverse("calendar"), {"view": "week", "day": "2026-11-27"}))
    assert "First aid, again, called off" in week


def test_whole_days_are_away(sign_in, house) -> None:
    browser = sign_in("sofie")
    fields = {
        "key": str(new_id()),
        "kind": "away",
        "all_day": "on",
        "day": "2026-11-26",
        "last_day": "2026-11-27",
    }
    assert browser.post(reverse("appointment_new"), fields).status_code == 302
    said = text(browser.get(reverse("calendar"), {"view": "week", "day": "2026-11-26"}))
    assert said.count("Away") >= 2
    found = Appointment.objects.get()
    assert "Thursday 26 November to Friday 27 November" in text(
        browser.get(reverse("appointment", args=[found.pk]))
    )


def test_a_lead_plans_in_the_days_of_the_team_and_others_do_not(sign_in, house) -> None:
    address = reverse("appointment_new") + f"?worker={house.workers['sofie'].pk}"
    assert sign_in("amina").get(address).status_code == 200
    assert sign_in("maja").get(address).status_code == 404
    assert sign_in("omar").get(address).status_code == 404


def test_visits_that_come_again_are_planned_changed_and_ended_on_the_page(sign_in, jonas, house) -> None:
    browser = sign_in("sofie")
    fields = {
        "key": str(new_id()),
        "kind": "visit",
        "day": "2026-11-26",
        "clock": "10:00",
        "again": "weekly",
        "skips_holidays": "on",
        "minutes": "45",
        "along": [str(house.workers["maja"].pk)],
    }
    address = reverse("contact_plan", args=[jonas.pk])
    assert "Choose a later last day" in text(browser.post(address, {**fields, "until": "2026-11-25"}))
    for _twice in range(2):
        assert browser.post(address, fields).status_code == 302
    assert SeriesVisit.objects.unscoped().count() == 8
    third = SeriesVisit.objects.unscoped().order_by("on")[2].contact
    page = text(browser.get(reverse("contact", args=[third.pk])))
    assert "Every week" in page
    assert "Maja Toft" in page
    change = reverse("series_change", args=[third.pk])
    version = SeriesVisit.objects.unscoped().first().series.version
    sent = {
        **fields,
        "key": str(new_id()),
        "which": "following",
        "day": "2026-12-11",
        "clock": "13:00",
        "reason": "A class",
        "version": version,
    }
    assert browser.get(change).status_code == 200
    assert browser.post(change, sent).status_code == 302
    planned = Contact.objects.unscoped().filter(status=ContactStatus.PLANNED).order_by("occurred_at")
    assert [one.occurred_at.astimezone(ZONE).weekday() for one in planned[:4]] == [3, 3, 4, 4]
    last = SeriesVisit.objects.unscoped().filter(contact__in=planned).order_by("-on").first()
    end = reverse("series_end", args=[last.contact_id])
    assert browser.get(end).status_code == 200
    sent = {"last": "2026-12-11", "how": "cancelled_by_other", "version": last.series.version}
    assert browser.post(end, sent).status_code == 302
    assert planned.count() == 3


def test_all_that_lie_ahead_change_from_any_of_them(sign_in, jonas, sofie) -> None:
    plan_series(by=sofie, enrolment=jonas, rhythm="weekly", occurred_at=THURSDAY, kind="visit", times=4)
    third = SeriesVisit.objects.unscoped().order_by("on")[2]
    sent = {
        "key": str(new_id()),
        "which": "all",
        "kind": "visit",
        "day": "2026-12-09",
        "clock": "11:00",
        "again": "weekly",
        "times": "4",
        "version": third.series.version,
    }
    assert sign_in("sofie").post(reverse("series_change", args=[third.contact_id]), sent).status_code == 302
    found = Contact.objects.unscoped().filter(status=ContactStatus.PLANNED).order_by("occurred_at")
    days = [one.occurred_at.astimezone(ZONE).strftime("%m-%d %H") for one in found]
    assert days == ["11-25 11", "12-02 11", "12-09 11", "12-16 11"]


def test_what_it_is_about_changes(sign_in, visit, house) -> None:
    browser, address = sign_in("sofie"), reverse("contact_change", args=[visit.pk])
    assert browser.get(address).status_code == 200
    sent = {
        "kind": "phone",
        "text": "The letter",
        "minutes": "20",
        "along": [str(house.workers["amina"].pk)],
        "version": visit.version,
    }
    assert browser.post(address, sent).status_code == 302
    page = text(browser.get(reverse("contact", args=[visit.pk])))
    assert "The letter" in page
    assert "Amina Yilmaz" in page
    assert "20 min" in page


def test_what_was_called_off_stays_and_is_planned_anew_in_place(sign_in, visit, sofie, jonas) -> None:
    call_off_contact(by=sofie, contact=visit, how="cancelled_by_person", text="My back hurts")
    browser = sign_in("sofie")
    week = text(browser.get(reverse("calendar"), {"view": "week", "day": "2026-11-26"}))
    assert "visit Jonas Krogh, Home, called off" in week
    page = browser.get(reverse("contact", args=[visit.pk])).content.decode()
    anew = f"{reverse('contact_plan', args=[jonas.pk])}?like={visit.pk}"
    assert anew in page
    assert "My back hurts" in page
    form = browser.get(anew).content.decode()
    assert "The rent" in form
    assert "My back hurts" not in form


def test_one_appointment_as_a_file_carries_no_name(sign_in, visit, meeting) -> None:
    browser = sign_in("sofie")
    answer = browser.get(reverse("contact_file", args=[visit.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    body = answer.content.decode()
    assert "SUMMARY:Visit" in body
    assert "DTSTART:20261126T090000Z" in body
    assert "Jon" not in body
    assert sign_in("omar").get(reverse("contact_file", args=[visit.pk])).status_code == 404
    assert "Supervision" in browser.get(reverse("appointment_file", args=[meeting.pk])).content.decode()
