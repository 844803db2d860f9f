from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.kernel import drafts
from alongside.kernel.ids import new_id
from alongside.referrals.models import CriterionAnswer, Decision, Referral
from alongside.referrals.operations import clarify_referral, decide

YES = {
    "act": "decide",
    "answer_adult": "yes",
    "evidence_adult": "34",
    "outcome": "yes",
    "legal_basis": "sel-85a",
    "provider_wish": "followed",
    "reason": "You need one person who stays.",
    "decided_on": "2026-11-24",
}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def send(sign_in, ea):
    """Send the form of the decision about Ea, as Ilse."""
    browser = sign_in("ilse")

    def send(**other: str):
        return browser.post(reverse("referral_decide", args=[ea.pk]), {**YES, "key": str(new_id()), **other})

    send.browser = browser
    return send


def test_a_yes_leads_to_who_could_walk_along(send, ea) -> None:
    answer = send()
    assert answer.url == reverse("referral", args=[ea.pk]) + "#who"
    shown = text(send.browser.get(answer.url))
    assert "Yes. Now choose who walks with Ea Winther." in shown
    assert "Who could walk with Ea" in shown
    assert "Yes, ICM · SEL § 85 a" in shown
    assert CriterionAnswer.objects.unscoped().get().evidence == "34"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"reason": " "}, "Something is missing here."),
        ({"legal_basis": ""}, "Choose the legal basis the yes rests on."),
        ({"outcome": "no"}, "Say where the person goes from here."),
        (
            {"provider_wish": "not_followed"},
            "Write why the person&#x27;s wish for provider was not followed.",
        ),
        ({"decided_on": "2026-11-25"}, "A decision cannot be dated later than today."),
        ({"decided_on": "2023-09-30"}, "This legal basis does not hold on the day of the decision."),
        ({"outcome": ""}, "Something is missing here."),
    ],
)
def test_what_is_missing_is_told_and_everything_typed_is_kept(send, ea, wrong, told: str) -> None:
    answer = send(**{"destination_text": "Kept words", **wrong})
    assert answer.status_code == 422
    assert told in text(answer)
    assert "Kept words" in text(answer)
    assert not Decision.objects.unscoped().exists()
    assert "Kept words" in text(send.browser.get(reverse("referral", args=[ea.pk])))


def test_finding_out_more_keeps_answers_and_what_was_begun(send, ea, ilse) -> None:
    send(act="keep", answer_justice="no", reason="Half a reason")
    ea.refresh_from_db()
    assert ea.status == "clarifying"
    assert CriterionAnswer.objects.unscoped().count() == 2
    shown = text(send.browser.get(reverse("referral", args=[ea.pk])))
    assert "Half a reason" in shown
    assert "Keep the answers" in shown
    kept = drafts.kept(user_id=ilse.user_id, form="decision", subject_id=ea.pk)
    assert kept is not None
    assert not any(name.startswith("answer_") for name in kept.fields)


def test_another_support_keeps_reason_and_destination(send, ea) -> None:
    answer = send(outcome="redirect", legal_basis="", destination="cti", destination_text="from December")
    assert answer.url == reverse("intake")
    ea.refresh_from_db()
    assert ea.status == "redirected"
    shown = text(send.browser.get(reverse("referral", args=[ea.pk])))
    assert "CTI, nine months: from December" in shown
    assert "You need one person who stays." in shown


def test_a_no_can_be_looked_at_again(send, ea) -> None:
    send(outcome="no", legal_basis="", destination="nothing_more")
    again = reverse("referral_decide", args=[ea.pk])
    assert again in text(send.browser.get(reverse("referral", args=[ea.pk])))
    assert "Make the decision" in text(send.browser.get(again))
    send()
    ea.refresh_from_db()
    assert ea.status == "waiting"
    assert Decision.objects.unscoped().count() == 2


def test_a_double_tap_is_one_decision(send, ea) -> None:
    key = str(new_id())
    send(key=key)
    send(key=key)
    assert Decision.objects.unscoped().count() == 1


def test_nobody_overrules_a_colleague_unseen(send, ea, amina) -> None:
    decide(
        by=amina,
        referral=ea,
        outcome="yes",
        reason="Amina's yes",
        legal_basis="sel-85",
        provider_wish="none",
        decided_on=date(2026, 11, 24),
    )
    answer = send(version="1", outcome="no", destination="other")
    assert answer.status_code == 422
    shown = text(answer)
    assert "Someone changed this while you were writing." in shown
    assert "Amina&#x27;s yes" in shown
    ea.refresh_from_db()
    assert ea.status == "waiting"
    send(version=str(ea.version), outcome="no", destination="other")
    ea.refresh_from_db()
    assert ea.status == "declined"


def test_law_is_offered_as_it_read_on_the_day(send, ea) -> None:
    shown = text(send.browser.get(reverse("referral", args=[ea.pk])))
    assert "SEL § 85 a" in shown
    assert "as it read until October 2023" not in shown
    earlier = text(send(decided_on="2023-09-30", legal_basis=""))
    assert "as it read until October 2023" in earlier


def test_a_lead_who_says_no_is_brought_back_to_the_board(sign_in, ea) -> None:
    answer = sign_in("amina").post(
        reverse("referral_decide", args=[ea.pk]),
        {**YES, "key": str(new_id()), "outcome": "no", "destination": "other"},
        follow=True,
    )
    assert answer.redirect_chain[-1][0] == reverse("intake")
    assert answer.status_code == 200


def test_answers_stand_to_be_read_when_it_is_decided(send, ea) -> None:
    send()
    shown = text(send.browser.get(reverse("referral", args=[ea.pk])))
    assert "18 or older" in shown
    assert "34" in shown
    assert 'name="answer_adult"' not in shown


def test_the_draft_of_a_decision_does_not_hide_a_colleagues_answer(send, ea, amina) -> None:
    from alongside.referrals.models import Answer
    from alongside.referrals.operations import answer_criteria

    send(act="keep", reason="Half a reason")
    answer_criteria(by=amina, referral=ea, answers={"adult": (Answer.NO, "17, says the ward")})
    assert "17, says the ward" in text(send.browser.get(reverse("referral", args=[ea.pk])))


def test_what_is_a_course_is_not_decided_again(sign_in, jonas) -> None:
    answer = sign_in("ilse").get(reverse("referral_decide", args=[jonas.referral_id]))
    assert answer.url == reverse("referral", args=[jonas.referral_id])


def test_what_was_written_while_a_colleague_assigned_is_kept(sign_in, jonas, ilse) -> None:
    browser, key = sign_in("ilse"), new_id()
    answer = browser.post(reverse("referral_decide", args=[jonas.referral_id]), {**YES, "key": str(key)})
    assert "kept as a draft" in text(browser.get(answer.url))
    kept = drafts.kept(user_id=ilse.user_id, form="decision", subject_id=jonas.referral_id)
    assert kept is not None
    assert kept.fields["reason"] == [YES["reason"]]
    assert not Decision.objects.unscoped().exists()


def test_deciding_needs_only_what_is_known(sign_in, ea: Referral, ilse) -> None:
    clarify_referral(by=ilse, referral=ea)
    decide(
        by=ilse,
        referral=ea,
        outcome="yes",
        reason="Yes.",
        legal_basis="sel-85",
        provider_wish="none",
        decided_on=date(2026, 11, 24),
    )
    assert not CriterionAnswer.objects.unscoped().exists()
    assert ea.status == "waiting"
