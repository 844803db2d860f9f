"""From asking to handing over, in the browser; the ledger, the partner's page, the account."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from alongside.consents.models import Consent, Disclosure, PartnerAccount, Recipient
from alongside.consents.operations.outside import add_recipient
from alongside.kernel.ids import new_id
from alongside.network.models import NetworkMember
from alongside.organisation.operations import change_agency
from alongside.plans.models import Goal, Plan, Step
from tests.people_of_the_house import writing


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def plan(house, jonas) -> Plan:
    with writing(house.agency):
        plan = Plan(enrolment=jonas, wishes="A door I can lock.")
        plan.save()
        home = Goal(plan=plan, title="A home of my own", place=1, dimension="housing")
        home.save()
        Step(goal=home, title="Write to the housing association", place=1).save()
        Goal(plan=plan, title="Drink less on weekdays", place=2, dimension="substance_use").save()
    return plan


@pytest.fixture
def office(sofie) -> Recipient:
    return add_recipient(by=sofie, kind="housing", name="Solby Boligforening")


def yes(office: Recipient, **more: object) -> dict[str, object]:
    return {
        "answer": "yes",
        "to": f"recipient:{office.pk}",
        "categories": ["plan", "housing"],
        "purpose": "housing",
        "said_on": "24.11.2026",
        "ends_on": "08.12.2026",
        "evidence": "signed",
        "paper": "Folder 3",
        "key": str(new_id()),
        **more,
    }


def shared(office: Recipient, **more: object) -> dict[str, object]:
    return {
        "to": f"recipient:{office.pk}",
        "purpose": "housing",
        "document": "plan",
        "basis": "consent",
        "language": "en",
        "key": str(new_id()),
        **more,
    }


def test_asking_writing_down_and_what_the_page_says(jonas, sign_in, office) -> None:
    browser = sign_in("sofie")
    new = reverse("consent_new", args=[jonas.person_id])
    assert "May we tell them?" in text(browser.get(new))
    said = text(browser.post(new, yes(office), follow=True))
    assert "Solby Boligforening" in said
    assert "ends in 14 days" in said
    assert "Wishes, goals and steps; Where they live and have lived" in said
    record = Consent._base_manager.get()
    assert (record.ends_on, record.taken_by.name) == (date(2026, 12, 8), "Sofie Lindholm")


def test_somebody_new_goes_into_the_address_book_on_the_way(jonas, sign_in) -> None:
    browser = sign_in("sofie")
    typed = yes(Recipient(pk=new_id()), to="", new_name="Lægerne i Havnegade", new_kind="doctor")
    browser.post(reverse("consent_new", args=[jonas.person_id]), typed)
    assert Recipient.objects.get().kind == "doctor"
    assert Consent._base_manager.get().to_name == "Lægerne i Havnegade"


def test_what_is_missing_is_said_at_its_field(jonas, sign_in, office) -> None:
    answer = sign_in("sofie").post(reverse("consent_new", args=[jonas.person_id]), yes(office, paper=""))
    assert answer.status_code == 422
    assert "Write where the signed paper is" in text(answer)
    assert not Consent._base_manager.exists()


def test_the_paper_to_be_signed_is_in_large_type_and_keeps_nothing(jonas, sign_in, office) -> None:
    answer = sign_in("sofie").post(reverse("consent_new", args=[jonas.person_id]), yes(office, act="paper"))
    assert answer["Content-Type"] == "application/pdf"
    assert not Consent._base_manager.exists()


def test_without_a_yes_the_screen_says_what_would_allow_it(jonas, sign_in, office, plan) -> None:
    browser = sign_in("sofie")
    answer = browser.post(reverse("share", args=[jonas.pk]), shared(office, act="show"))
    said = text(answer)
    assert "nobody has asked the person" in said
    assert "Nothing of it may go out now" in said
    assert "Share: make the PDF" not in said
    ask = re.search(r'href="([^"]+consents/new/[^"]+)"', answer.content.decode())
    assert ask is not None
    form = browser.get(ask[1].replace("&amp;", "&")).context["form"]
    assert form.initial["to"] == f"recipient:{office.pk}"
    assert set(form.initial["categories"]) == {"plan", "housing", "substance_use"}


def test_the_screen_shows_the_very_paper_and_what_stays_here(jonas, sign_in, office, plan) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    address = reverse("share", args=[jonas.pk])
    said = text(browser.post(address, shared(office, act="show")))
    assert "A home of my own" in said
    assert "Drink less on weekdays" not in said
    assert "Substance use and its treatment the consent does not name this" in said
    assert "Why you receive this" in said
    answer = browser.post(address, shared(office, act="share"))
    assert answer["Content-Disposition"].startswith("attachment; ")
    line = Disclosure._base_manager.get()
    assert line.digest == hashlib.sha256(answer.content).hexdigest()
    assert (line.to_name, line.basis, set(line.category_keys)) == (
        "Solby Boligforening",
        "consent",
        {"plan", "housing"},
    )
    assert "Solby Boligforening" in text(browser.get(reverse("told", args=[jonas.person_id])))


def test_what_the_partner_does_not_need_is_left_out(jonas, sign_in, office, plan) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    address = reverse("share", args=[jonas.pk])
    said = text(browser.post(address, shared(office, act="show", leave_out=["housing"])))
    assert "A home of my own" not in said
    browser.post(address, shared(office, act="share", leave_out=["housing"]))
    assert set(Disclosure._base_manager.get().category_keys) == {"plan"}


@pytest.mark.parametrize("document", ["summary", "contacts", "review"])
def test_every_document_goes_through_the_same_screen(jonas, sign_in, office, plan, document) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    answer = browser.post(reverse("share", args=[jonas.pk]), shared(office, act="show", document=document))
    assert answer.status_code == 200
    assert "Drink less on weekdays" not in text(answer)


def test_a_law_is_named_and_explained(jonas, sign_in, office, plan) -> None:
    browser, address = sign_in("sofie"), reverse("share", args=[jonas.pk])
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office, answer="no", categories=[]))
    by_law = {"basis": "law", "law": "fvl-31", "act": "share"}
    assert "Jon has said no." in text(browser.post(address, shared(office, **{**by_law, "act": "show"})))
    answer = browser.post(address, shared(office, **by_law, why="short"))
    assert answer.status_code == 422
    assert not Disclosure._base_manager.exists()
    answer = browser.post(
        address, shared(office, **by_law, why="They asked in writing, for the eviction case")
    )
    assert answer["Content-Type"] == "application/pdf"
    assert Disclosure._base_manager.get().law == "fvl-31"


def test_the_same_form_sent_twice_is_one_line(jonas, sign_in, office, plan) -> None:
    browser, address = sign_in("sofie"), reverse("share", args=[jonas.pk])
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    typed = shared(office, act="share")
    first, second = browser.post(address, typed), browser.post(address, typed)
    assert first.content == second.content
    assert Disclosure._base_manager.count() == 1


def test_what_was_told_aloud_is_written_down_or_refused(jonas, sign_in, office) -> None:
    browser, new = sign_in("sofie"), reverse("told_new", args=[jonas.person_id])
    typed = {
        "to": f"recipient:{office.pk}",
        "purpose": "housing",
        "what": "That he looks for two rooms",
        "categories": ["plan"],
        "basis": "consent",
    }
    answer = browser.post(new, typed)
    assert answer.status_code == 422
    assert "Nothing allows this now: Wishes, goals and steps" in text(answer)
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    assert "That he looks for two rooms" in text(browser.post(new, typed, follow=True))
    assert Disclosure._base_manager.get().digest == ""


def test_a_wrong_line_stays_and_says_so(jonas, sign_in, office, plan) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    browser.post(reverse("share", args=[jonas.pk]), shared(office, act="share"))
    line = Disclosure._base_manager.get()
    wrong = reverse("told_wrong", args=[line.pk])
    assert "The line stays" in text(browser.get(wrong))
    said = text(browser.post(wrong, {"why": "It was never handed over"}, follow=True))
    assert "Entered in error: It was never handed over" in said


def test_the_account_for_the_person_is_a_paper_and_a_table(jonas, sign_in, office, plan) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    browser.post(reverse("share", args=[jonas.pk]), shared(office, act="share"))
    told = reverse("told", args=[jonas.person_id])
    assert browser.get(f"{told}?as=pdf")["Content-Type"] == "application/pdf"
    table = browser.get(f"{told}?as=csv").content.decode("utf-8-sig")
    assert "Solby Boligforening" in table
    assert Disclosure._base_manager.get().digest in table
    assert Disclosure._base_manager.count() == 1


def test_the_privacy_officer_sees_who_was_told_what(jonas, sign_in, office, plan) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    browser.post(reverse("share", args=[jonas.pk]), shared(office, act="share"))
    officer = sign_in("per")
    assert "Jonas Krogh : Jon’s plan" in text(officer.get(reverse("ledger")))
    assert "Jonas Krogh" not in text(officer.get(f"{reverse('ledger')}?basis=law"))
    assert officer.get(reverse("told", args=[jonas.person_id])).status_code == 404
    assert browser.get(reverse("ledger")).status_code == 404


def test_somebody_around_them_has_one_truth_on_both_pages(jonas, sign_in) -> None:
    browser = sign_in("sofie")
    new = reverse("member_new", args=[jonas.pk])
    browser.post(new, {"kind": "private", "name": "Rikke Krogh", "may_speak": "yes", "key": str(new_id())})
    rikke = NetworkMember._base_manager.get()
    consents = reverse("consents", args=[jonas.person_id])
    assert "Rikke Krogh we may speak with them" in text(browser.get(consents))
    no = yes(
        Recipient(pk=new_id()),
        to=f"member:{rikke.pk}",
        answer="no",
        categories=[],
        purpose="",
        evidence="said",
    )
    browser.post(reverse("consent_new", args=[jonas.person_id]), no)
    assert "we may not speak with them" in text(browser.get(reverse("network", args=[jonas.pk])))
    change = reverse("member_change", args=[jonas.pk, rikke.pk])
    typed = {"kind": "private", "name": "Rikke Krogh", "may_speak": "yes", "version": 2}
    assert "There is a written no about them" in text(browser.post(change, typed))
    browser.post(
        reverse("consent", args=[Consent._base_manager.get().pk]), {"how": "Now she may", "version": 1}
    )
    assert "not asked whether" in text(browser.get(reverse("network", args=[jonas.pk])))


def test_the_persons_page_says_quietly_whom_we_may_speak_with(jonas, sign_in, office) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    said = text(browser.get(reverse("person", args=[jonas.person_id])))
    assert "Whom we may speak with" in said
    assert "Solby Boligforening we may tell them until Tue 8 Dec ends in 14 days" in said


# partners


@pytest.fixture
def bodil(house, sign_in, office):
    browser = sign_in("ada")
    typed = {"recipient": str(office.pk), "name": "Bodil Ravn", "username": "bodil", "key": str(new_id())}
    assert browser.post(reverse("partners"), typed).status_code == 302
    house.workers["bodil"] = PartnerAccount.objects.get().worker
    return lambda: sign_in("bodil")


def test_a_partner_sees_what_is_shared_and_it_stands_in_the_ledger(
    jonas, sign_in, office, plan, bodil
) -> None:
    partner = bodil()
    assert "Nobody shares anything with you now" in text(partner.get(reverse("shared")))
    sign_in("sofie").post(reverse("consent_new", args=[jonas.person_id]), yes(office))
    partner = bodil()
    assert partner.get("/", follow=True).redirect_chain[-1][0] == reverse("shared")
    assert "Jon Wishes, goals and steps" in text(partner.get(reverse("shared")))
    page = reverse("shared_person", args=[jonas.person_id])
    for _ in range(2):
        said = text(partner.get(page))
    assert "A home of my own" in said
    assert "Write to the housing association" in said
    assert "Drink less on weekdays" not in said
    assert "Krogh" not in said
    assert Disclosure._base_manager.get().how == "shown"


# 42 CFR part 2


def test_every_page_of_what_goes_out_carries_the_notice(house, ada, jonas, sign_in, office, plan) -> None:
    change_agency(by=ada, agency=house.agency, overrides={"part2": {"in_force": True}})
    browser = sign_in("sofie")
    asked = yes(office, categories=["plan", "substance_use"])
    assert "§ 2.31" in text(browser.post(reverse("consent_new", args=[jonas.person_id]), asked))
    whole = {
        "discloser": "Solby ICM",
        "told_of_withdrawing": "on",
        "signed_by": "Jonas Krogh",
        "signed_on": "24.11.2026",
    }
    browser.post(reverse("consent_new", args=[jonas.person_id]), {**asked, **whole, "key": str(new_id())})
    address = reverse("share", args=[jonas.pk])
    said = text(browser.post(address, shared(office, act="show")))
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in said
    assert "This record which has been disclosed to you is protected" in said
    assert "Drink less on weekdays" in said
    answer = browser.post(address, shared(office, act="share"))
    assert "42CFR-part2-plan" in answer["Content-Disposition"]
    table = browser.get(f"{reverse('told', args=[jonas.person_id])}?as=csv")
    assert "42CFR-part2" in table["Content-Disposition"]
    assert table.content.decode("utf-8-sig").startswith("42 CFR part 2 prohibits")


def test_a_note_is_marked_and_its_calendar_file_carries_the_notice(
    house, ada, jonas, scene, sign_in, office
) -> None:
    note = scene.happened(jonas, days=2)
    browser, page = sign_in("sofie"), reverse("contact", args=[note.pk])
    mark = reverse("contact_part2", args=[note.pk])
    assert "42 CFR" not in text(browser.get(page))
    assert browser.post(mark).status_code == 404
    settings = {"name": "Solby", "part2": "on", "version": 1}
    assert sign_in("ada").post(reverse("agency_settings"), settings).status_code == 302
    assert "42 CFR part 2 prohibits" in text(browser.post(mark, follow=True))
    file = browser.get(reverse("contact_file", args=[note.pk]))
    unfolded = file.content.decode().replace("\r\n ", "")
    assert "DESCRIPTION:42 CFR part 2 prohibits unauthorized use or disclosure" in unfolded
    assert "42CFR-part2" in file["Content-Disposition"]
    browser.post(reverse("consent_new", args=[jonas.person_id]), yes(office, categories=["contacts"]))
    said = text(
        browser.post(reverse("share", args=[jonas.pk]), shared(office, act="show", document="contacts"))
    )
    assert "the consent lacks what 42 CFR part 2 asks for" in said
    assert "The mark is off." in text(browser.post(mark, follow=True))
