from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from alongside.caseload.operations import begin_course
from alongside.people.operations import register_person
from alongside.referrals.models import Referral
from alongside.referrals.operations import answer_criteria, clarify_referral, decide, receive_referral
from tests.people_of_the_house import LOOK, NOW, House

BOARD = reverse("intake")


def referred(by, name: str, days_ago: int, **fields) -> Referral:
    person = register_person(by=by, called_name=name)
    return receive_referral(
        by=by, person=person, source="outreach", received_at=NOW - timedelta(days=days_ago), **fields
    )


def text(response) -> str:
    return " ".join(response.content.decode().split())


def column(response, key: str) -> str:
    start = response.content.decode().index(f'aria-labelledby="col-{key}"')
    rest = response.content.decode()[start:]
    return " ".join(rest[: rest.index("</section>")].split())


def test_an_empty_board_says_what_will_be_here(sign_in) -> None:
    answer = sign_in("ilse").get(BOARD)
    assert answer.status_code == 200
    assert "Nobody waits for an answer." in text(answer)
    assert "Nobody new." in text(answer)


def test_whoever_waits_longest_stands_first(sign_in, ilse) -> None:
    for name, days in (("Young", 1), ("Oldest", 19), ("Older", 4)):
        referred(ilse, name, days)
    shown = column(sign_in("ilse").get(BOARD), "new")
    assert shown.index("Oldest") < shown.index("Older") < shown.index("Young")


def test_the_lede_counts_in_words(sign_in, ilse, ea) -> None:
    for number in range(10):
        referred(ilse, f"Number {number}", 19 if number == 3 else 2)
    shown = text(sign_in("ilse").get(BOARD))
    assert "Eleven people wait for an answer." in shown
    assert "The longest has waited 19 days." in shown


def test_an_answer_that_is_due_soon_or_late_says_so(sign_in, ilse) -> None:
    referred(ilse, "Soon", 1, answer_due_on=date(2026, 12, 1))
    referred(ilse, "Late", 19)
    shown = column(sign_in("ilse").get(BOARD), "new")
    assert "7 days left to answer" in shown
    assert "answer 5 days late" in shown


def test_what_is_being_clarified_says_how_many_answers_are_missing(sign_in, ilse, ea) -> None:
    clarify_referral(by=ilse, referral=ea)
    answer_criteria(by=ilse, referral=ea, answers={"adult": ("yes", "34"), "justice": ("unknown", "")})
    assert "9 answers missing" in column(sign_in("ilse").get(BOARD), "clarifying")


def test_a_yes_waits_with_its_day_and_paragraph(sign_in, accepted) -> None:
    shown = column(sign_in("ilse").get(BOARD), "waiting")
    assert "Ea Winther" in shown
    assert "Yes since Tue 24 Nov, SEL § 85 a" in shown


def test_what_was_answered_this_month_stays_visible(sign_in, ilse, accepted, house: House) -> None:
    begin_course(
        by=ilse,
        referral=accepted,
        worker=house.workers["maja"],
        team=house.team,
        starts_on=date(2026, 11, 24),
    )
    elsewhere = referred(ilse, "Per Vang", 9)
    decide(
        by=ilse,
        referral=elsewhere,
        outcome="redirect",
        reason="Nine months of CTI is what you asked for.",
        legal_basis="",
        provider_wish="none",
        destination="cti",
        destination_text="from 1 December",
        decided_on=date(2026, 11, 20),
    )
    shown = column(sign_in("ilse").get(BOARD), "answered")
    assert "Walks with Maja Toft" in shown
    assert "CTI, nine months, from 1 December" in shown
    assert "Redirected" in shown


def test_last_months_answers_are_on_the_list_of_all(sign_in, ilse) -> None:
    old = receive_referral(
        by=ilse,
        person=register_person(by=ilse, called_name="Long ago"),
        source="ward",
        received_at=datetime(2026, 9, 1, tzinfo=UTC),
    )
    decide(
        by=ilse,
        referral=old,
        outcome="no",
        reason="Moved.",
        legal_basis="",
        provider_wish="none",
        destination="other_municipality",
        decided_on=date(2026, 9, 9),
    )
    browser = sign_in("ilse")
    assert "Long ago" not in text(browser.get(BOARD))
    assert "Long ago" in text(browser.get(reverse("intake_answered")))


def test_the_list_of_all_pages_by_earlier(sign_in, ilse) -> None:
    for number in range(26):
        referral = referred(ilse, f"Number {number:02}", number + 1)
        decide(
            by=ilse,
            referral=referral,
            outcome="no",
            reason="No.",
            legal_basis="",
            provider_wish="none",
            destination="other",
            decided_on=date(2026, 11, 24),
        )
    browser = sign_in("ilse")
    first = text(browser.get(reverse("intake_answered")))
    assert "Number 24" in first
    assert "Number 25" not in first
    assert "?from=25" in first
    assert "Number 25" in text(browser.get(reverse("intake_answered") + "?from=25"))
    for odd in ("x", "9" * 20):
        assert browser.get(reverse("intake_answered") + f"?from={odd}").status_code == 200


def test_the_board_takes_as_many_queries_for_one_as_for_many(
    sign_in, ilse, django_assert_max_num_queries
) -> None:
    referred(ilse, "First", 1)
    browser = sign_in("ilse")
    browser.get(BOARD)
    for number in range(12):
        decided = referred(ilse, f"Number {number}", 3)
        if number % 2:
            decide(
                by=ilse,
                referral=decided,
                outcome="no",
                reason="No.",
                legal_basis="",
                provider_wish="none",
                destination="other",
                decided_on=date(2026, 11, 24),
            )
    with django_assert_max_num_queries(15 + LOOK):
        browser.get(BOARD)


@pytest.mark.parametrize("name", ["omar", "sofie", "ada", "karin", "eva"])
def test_who_does_no_intake_finds_no_board(sign_in, name: str) -> None:
    browser = sign_in(name)
    for route in ("intake", "intake_answered", "referral_new"):
        assert browser.get(reverse(route)).status_code == 404


def test_a_lead_sees_who_is_open(sign_in, ea) -> None:
    assert "Ea Winther" in text(sign_in("amina").get(BOARD))


def test_a_long_column_shows_those_who_wait_longest_and_leads_to_all(sign_in, ilse, monkeypatch) -> None:
    monkeypatch.setattr("alongside.web.intake.views.EACH", 2)
    monkeypatch.setattr("alongside.web.intake.views.PAGE", 2)
    for name, days in (("Anton", 5), ("Berit", 9), ("Carl", 1)):
        referred(ilse, name, days)
    client = sign_in("ilse")
    shown = column(client.get(BOARD), "new")
    assert "Berit" in shown
    assert "Anton" in shown
    assert "Carl" not in shown
    assert "All 3 of them" in shown
    first = client.get(reverse("intake_column", args=["new"]))
    assert "Carl" not in text(first)
    last = Referral.objects.unscoped().get(person__called_name="Anton").pk
    assert f"?after={last}" in text(first)
    rest = text(client.get(reverse("intake_column", args=["new"]), {"after": last}))
    assert "Carl" in rest
    assert "Berit" not in rest


def test_very_many_are_not_counted_to_the_last(sign_in, ilse, accepted, monkeypatch) -> None:
    monkeypatch.setattr("alongside.web.intake.views.EACH", 2)
    for place in ("alongside.referrals.queries", "alongside.web.intake.board"):
        monkeypatch.setattr(f"{place}.MOST_COUNTED", 3)
    for number in range(5):
        referred(ilse, f"Number {number}", number)

    answer = sign_in("ilse").get(BOARD)

    assert "All 3+ of them" in column(answer, "new")
    assert "More than 3 people wait for an answer." in text(answer)
    assert "One person has a yes and waits for a case manager." in text(answer)


def test_there_is_no_page_for_a_column_that_is_not_open(sign_in) -> None:
    assert sign_in("ilse").get(reverse("intake_column", args=["declined"])).status_code == 404
    assert sign_in("ilse").get(reverse("intake_column", args=["new"]), {"after": "?"}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_those_who_wait(
    sign_in, ilse, django_assert_max_num_queries
) -> None:
    for number in range(12):
        referred(ilse, f"Number {number}", number)
    client = sign_in("ilse")
    with django_assert_max_num_queries(20):
        client.get(BOARD)
