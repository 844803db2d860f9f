"""Attack 39: the race between telling and taking back. One wins, the other is told, and nothing goes out unwritten."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from alongside.consents.deciding import Addressee
from alongside.consents.errors import MayNotTell
from alongside.consents.models import Consent, Disclosure, HowTold
from alongside.consents.operations.answering import Proof, record_answer, withdraw
from alongside.consents.operations.outside import add_recipient
from alongside.consents.operations.telling import record_disclosure
from alongside.consents.rules import Answer, Evidence, To
from alongside.kernel.ids import new_id
from alongside.plans.models import Plan
from tests.people_of_the_house import writing


@pytest.fixture
def office(sofie):
    made = add_recipient(by=sofie, kind="housing", name="Solby Boligforening")
    return Addressee(To.RECIPIENT, made.name, made)


def consent(by, jonas, office) -> Consent:
    return record_answer(
        by=by,
        person=jonas.person,
        to=office,
        answer=Answer.YES,
        proof=Proof(Evidence.SIGNED, date(2026, 11, 24), paper="Folder 3"),
        purpose="housing",
        categories=frozenset({"plan"}),
    )


def test_withdrawn_after_the_paper_was_set_and_before_the_ledger(
    jonas, house, sofie, office, sign_in, monkeypatch
) -> None:
    """The PDF is made; the consent goes; the ledger asks again and nothing is handed out."""
    with writing(house.agency):
        Plan(enrolment=jonas, wishes="A door I can lock.").save()
    said = consent(sofie, jonas, office)
    from alongside.web.consents import share_views

    def set_and_lose(*args: Any, **kwargs: Any) -> bytes:
        withdraw(by=sofie, consent=Consent._base_manager.get(pk=said.pk))
        return b"%PDF"

    monkeypatch.setattr(share_views, "as_pdf", set_and_lose)
    typed = {
        "to": f"recipient:{office.recipient.pk}",
        "purpose": "housing",
        "document": "plan",
        "basis": "consent",
        "language": "en",
        "act": "share",
        "key": str(new_id()),
    }
    answer = sign_in("sofie").post(reverse("share", args=[jonas.pk]), typed)
    assert answer.status_code == 422
    assert "It may have been withdrawn while this page was open" in answer.content.decode()
    assert not Disclosure._base_manager.exists()


@pytest.mark.django_db(transaction=True)
def test_telling_and_taking_back_at_once(jonas, house, sofie, office) -> None:
    """Whichever comes first: a line in the ledger rests on a consent that stood when it was written."""
    said = consent(sofie, jonas, office)
    gate, outcome = threading.Barrier(2), {}

    def tell() -> None:
        gate.wait()
        try:
            record_disclosure(
                by=sofie,
                person=jonas.person,
                to=office,
                how=HowTold.SPOKEN,
                what="That he looks for a flat",
                purpose="housing",
                categories=["plan"],
            )
            outcome["told"] = True
        except MayNotTell:
            outcome["told"] = False
        finally:
            connection.close()

    def take_back() -> None:
        gate.wait()
        try:
            withdraw(by=sofie, consent=Consent._base_manager.get(pk=said.pk))
            outcome["withdrawn"] = True
        finally:
            connection.close()

    both = [threading.Thread(target=tell), threading.Thread(target=take_back)]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=30)
    assert outcome["withdrawn"]
    assert Disclosure._base_manager.count() == int(outcome["told"])
    with pytest.raises(MayNotTell):
        record_disclosure(
            by=sofie,
            person=jonas.person,
            to=office,
            how=HowTold.SPOKEN,
            what="Again",
            purpose="housing",
            categories=["plan"],
        )
