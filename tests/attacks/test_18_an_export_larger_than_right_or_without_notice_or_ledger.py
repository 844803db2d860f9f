"""Attack 18: something leaves the house that may not, without the notice it needs, or without a line in the ledger."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.consents.deciding import Addressee
from alongside.consents.models import Disclosure
from alongside.consents.operations.answering import Proof, record_answer
from alongside.consents.operations.outside import add_recipient
from alongside.consents.part2 import SHORT
from alongside.consents.rules import Answer, Evidence, Part2Elements, To
from alongside.contacts.models import Contact
from alongside.documents.files import Received
from alongside.documents.operations import attach_document
from alongside.enrolments.models import Enrolment
from alongside.kernel.ids import new_id
from alongside.organisation.operations import change_agency
from alongside.people.models import Person
from alongside.plans.models import Goal, Plan
from tests.attacks.planted import SECRETS
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)


@pytest.fixture
def office(house, jonas, sofie):
    with writing(house.agency):
        plan = Plan(enrolment=jonas, wishes="A door I can lock.", purpose="So that he keeps his home.")
        plan.save()
        Goal(plan=plan, title="A home of my own", place=1, dimension="housing").save()
        Goal(plan=plan, title="Drink less on weekdays", place=2, dimension="substance_use").save()
    return add_recipient(by=sofie, kind="housing", name="Solby Boligforening")


def consent(by, jonas, office, categories, **proof):
    return record_answer(
        by=by,
        person=jonas.person,
        to=Addressee(To.RECIPIENT, office.name, office),
        answer=Answer.YES,
        proof=Proof(Evidence.SIGNED, TODAY, paper="Folder 3", **proof),
        purpose="housing",
        categories=frozenset(categories),
    )


def typed(office, **more):
    return {
        "to": f"recipient:{office.pk}",
        "purpose": "housing",
        "document": "plan",
        "basis": "consent",
        "language": "en",
        "act": "share",
        "key": str(new_id()),
        **more,
    }


def test_categories_that_were_not_consented_cannot_be_asked_for_by_hand(
    jonas, sofie, office, sign_in
) -> None:
    consent(sofie, jonas, office, {"plan", "housing"})
    forged = typed(office, told="substance_use", categories="substance_use", parts="number", act="show")
    said = sign_in("sofie").post(reverse("share", args=[jonas.pk]), forged).content.decode()
    assert "A home of my own" in said
    assert "Drink less on weekdays" not in said
    assert "So that he keeps his home." not in said


def test_nobody_of_another_team_shares(jonas, sofie, office, sign_in) -> None:
    consent(sofie, jonas, office, {"plan"})
    for who in ("omar", "ilse", "karin", "eva", "per", "ada"):
        assert sign_in(who).post(reverse("share", args=[jonas.pk]), typed(office)).status_code == 404
    assert not Disclosure._base_manager.exists()


WAYS_OUT = (
    "/courses/{course}/paper/plan/?as=pdf",
    "/courses/{course}/paper/summary/?as=pdf",
    "/courses/{course}/paper/contacts/?as=pdf",
    "/courses/{course}/share/",
    "/people/{person}/told/?as=csv",
    "/people/{person}/told/?as=pdf",
    "/people/{person}/keeping/",
    "/people/{person}/keeping/archive/",
    "/people/{person}/requests/",
    "/documents/{document}/files/1/",
    "/contacts/{contact}.ics",
    "/letters/reviews/",
    "/numbers/caseload.csv",
)
"""Every address at which something about people is taken out, in the agency of whoever asks."""


@pytest.mark.parametrize("who", ["ada", "eva"])
def test_administrators_and_evaluators_take_nothing_out(planted, sofie, who, sign_in) -> None:
    document = attach_document(
        by=sofie,
        person=planted.person,
        file=Received("zzfile.txt", b"zzdocumentzz"),
        title="Zztitlezz",
        kind="other",
        dated_on=TODAY,
    )
    contact = Contact.objects.unscoped().filter(enrolment=planted).earliest("occurred_at")
    ids = {"course": planted.pk, "person": planted.person_id, "document": document.pk, "contact": contact.pk}
    browser = sign_in(who)
    for address in WAYS_OUT:
        for ask in (browser.get, browser.post):
            answer = ask(address.format(**ids))
            assert answer.status_code in (403, 404, 405), (address, answer.status_code)
            assert "Content-Disposition" not in answer
    for trail in Entry.objects.filter(action__in=("export", "print")):
        raise AssertionError(trail.operation)
    assert not Disclosure._base_manager.exists()


def test_what_an_evaluator_gets_is_groups_and_nothing_that_is_anybodys(scene, planted, sign_in) -> None:
    for number in range(9):
        scene.course(f"Zzgiven{number} Zzfamily{number}")
    said = sign_in("eva").get("/evaluation/").content.decode()
    assert "10 courses are counted." in said
    assert not [
        word for word in (*SECRETS.values(), "Zzgiven", "Zzfamily") if word.casefold() in said.casefold()
    ]
    for model in (Person, Enrolment):
        assert not [pk for pk in model._base_manager.values_list("pk", flat=True) if str(pk) in said]
    assert 'href="/people' not in said
    assert 'href="/courses' not in said


def test_what_went_out_is_in_the_ledger_with_its_fingerprint(jonas, sofie, office, sign_in) -> None:
    consent(sofie, jonas, office, {"plan"})
    answer = sign_in("sofie").post(reverse("share", args=[jonas.pk]), typed(office))
    assert Disclosure._base_manager.get().digest == hashlib.sha256(answer.content).hexdigest()


def test_the_ledger_cannot_be_cleaned_afterwards(jonas, sofie, office, sign_in) -> None:
    consent(sofie, jonas, office, {"plan"})
    sign_in("sofie").post(reverse("share", args=[jonas.pk]), typed(office))
    for statement in ("DELETE FROM consents_disclosure", "UPDATE consents_disclosure SET why = 'x'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_under_part_2_every_export_carries_the_notice(house, ada, jonas, sofie, office, sign_in) -> None:
    change_agency(by=ada, agency=house.agency, overrides={"part2": {"in_force": True}})
    whole = Part2Elements("Solby ICM", True, "when the tenancy begins", "Jonas Krogh", TODAY)
    consent(sofie, jonas, office, {"plan", "substance_use"}, part2=whole)
    browser = sign_in("sofie")
    shown = browser.post(reverse("share", args=[jonas.pk]), typed(office, act="show"))
    assert SHORT in shown.content.decode()
    out = browser.post(reverse("share", args=[jonas.pk]), typed(office))
    assert "42CFR-part2" in out["Content-Disposition"]
    account = browser.get(f"{reverse('told', args=[jonas.person_id])}?as=csv")
    assert SHORT in account.content.decode("utf-8-sig")
    plan = browser.get(reverse("paper_plan", args=[jonas.pk]))
    assert SHORT in plan.content.decode()
