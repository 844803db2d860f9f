"""Yes, no and "ask each time": written, withdrawn, heard by the network and by the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.access.actor import Role
from alongside.access.policy import Relation, reach
from alongside.consents import errors
from alongside.consents.deciding import Addressee, decide, said_by
from alongside.consents.models import Consent, Disclosure, HowTold
from alongside.consents.operations.answering import Proof, mark_part2, record_answer, withdraw
from alongside.consents.operations.outside import add_recipient, change_recipient, open_partner
from alongside.consents.operations.telling import note_look, record_disclosure, say_wrong
from alongside.consents.part2 import LONG, SHORT, file_name, marked_part2, notices_for
from alongside.consents.queries import shared_with, to_be_renewed
from alongside.consents.rules import Answer, Basis, Evidence, Part2Elements, To, Without
from alongside.kernel.errors import NotAllowed
from alongside.network.models import MaySpeak, NetworkMember
from alongside.network.operations import add_member, change_member
from alongside.organisation.operations import change_agency
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.plans.models import Goal, Plan
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)
SIGNED = Proof(Evidence.SIGNED, TODAY, paper="Folder 3", explained_in="Danish")
DIGEST = hashlib.sha256(b"paper").hexdigest()


@pytest.fixture
def clinic(sofie) -> Addressee:
    made = add_recipient(by=sofie, kind="treatment", name="Havnens Rusmiddelcenter")
    return Addressee(To.RECIPIENT, made.name, made)


def say(
    by, person, to, answer=Answer.YES, categories=("plan", "housing"), purpose="plan", proof=SIGNED, **more
):
    return record_answer(
        by=by,
        person=person,
        to=to,
        answer=answer,
        proof=proof,
        purpose=purpose,
        categories=frozenset(categories),
        **more,
    )


def tell(by, person, to, categories=("plan",), **more):
    return record_disclosure(
        by=by,
        person=person,
        to=to,
        how=HowTold.HANDED,
        what="The plan",
        purpose="plan",
        categories=categories,
        digest=DIGEST,
        **more,
    )


def test_what_is_allowed_is_told_and_stands_in_the_ledger(jonas, sofie, clinic) -> None:
    said = say(sofie, jonas.person, clinic)
    line = tell(sofie, jonas.person, clinic)
    assert line.consents == [str(said.pk)]
    assert (line.basis, line.digest, line.told_by_name) == ("consent", DIGEST, "Sofie Lindholm")


def test_nothing_is_told_that_nobody_said_yes_to(jonas, sofie, clinic) -> None:
    with pytest.raises(errors.MayNotTell):
        tell(sofie, jonas.person, clinic)
    say(sofie, jonas.person, clinic)
    with pytest.raises(errors.MayNotTell):
        tell(sofie, jonas.person, clinic, categories=("plan", "health"))
    assert not Disclosure._base_manager.exists()


def test_what_is_withdrawn_is_told_to_nobody_any_more(jonas, sofie, clinic) -> None:
    said = say(sofie, jonas.person, clinic)
    withdraw(by=sofie, consent=said, how="Said so on the stairs")
    with pytest.raises(errors.MayNotTell):
        tell(sofie, jonas.person, clinic)
    with pytest.raises(errors.AlreadyWithdrawn):
        withdraw(by=sofie, consent=said)


def test_a_law_and_an_emergency_are_explained(jonas, sofie, clinic) -> None:
    say(sofie, jonas.person, clinic, Answer.NO, (), "")
    law = Without(Basis.LAW, "fvl-31")
    with pytest.raises(errors.WhyMissing):
        tell(sofie, jonas.person, clinic, without=law, why="because")
    with pytest.raises(errors.LawUnknown):
        tell(
            sofie,
            jonas.person,
            clinic,
            without=replace(law, law="fvl-99"),
            why="They asked for it in writing",
        )
    line = tell(sofie, jonas.person, clinic, without=law, why="They asked for it in writing on Monday")
    assert (line.basis, line.law, line.consents) == ("law", "fvl-31", [])


def test_a_line_of_the_ledger_is_never_changed_or_removed(jonas, sofie, clinic) -> None:
    say(sofie, jonas.person, clinic)
    line = tell(sofie, jonas.person, clinic)
    for sql in (
        "UPDATE consents_disclosure SET to_name = 'Nobody'",
        "UPDATE consents_disclosure SET digest = ''",
        "DELETE FROM consents_disclosure",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    says = say_wrong(by=sofie, line=line, why="It was never handed over, she was not there")
    assert says.wrong_id == line.pk
    assert say_wrong(by=sofie, line=line, why="It was never handed over, she was not there").pk == says.pk


def test_omar_and_karin_reach_nothing_of_it(jonas, omar, karin, sofie, clinic) -> None:
    said = say(sofie, jonas.person, clinic)
    tell(sofie, jonas.person, clinic)
    for viewer in (omar, karin):
        assert not Consent.objects.visible_to(viewer).exists()
        assert not Disclosure.objects.visible_to(viewer).exists()
        with pytest.raises(NotAllowed):
            withdraw(by=viewer, consent=said)
        with pytest.raises(NotAllowed):
            tell(viewer, jonas.person, clinic)


def test_the_privacy_officer_reads_the_ledger_and_no_person(house, jonas, sofie, clinic) -> None:
    say(sofie, jonas.person, clinic)
    tell(sofie, jonas.person, clinic)
    per = house.actor("per")
    assert Disclosure.objects.visible_to(per).count() == 1
    assert not Person.objects.visible_to(per).exists()
    assert not Consent.objects.visible_to(per).exists()


def test_what_the_network_says_is_the_same_truth(jonas, sofie) -> None:
    sister = add_member(by=sofie, person=jonas.person, name="Rikke Krogh", relation="sister", may_speak="yes")
    rikke = Addressee(To.MEMBER, "Rikke Krogh", member_id=sister.pk)

    def decided(category: str) -> bool:
        profile = profile_of(sofie.agency_id)
        return decide(
            said_by(jonas.person_id),
            rikke.party,
            [category],
            purpose="cooperation",
            on=TODAY,
            profile=profile,
        )[category].allowed

    assert decided("everyday")
    assert not decided("plan")
    say(sofie, jonas.person, rikke, Answer.YES, ("plan",), "cooperation")
    assert decided("plan")
    member = NetworkMember._base_manager.get()
    change_member(by=sofie, member=member, may_speak="no")
    assert not decided("plan")
    assert not decided("everyday")


def test_a_no_on_paper_sets_the_network_and_is_not_overwritten_by_a_tick(jonas, sofie) -> None:
    sister = add_member(by=sofie, person=jonas.person, name="Rikke Krogh", may_speak="yes")
    rikke = Addressee(To.MEMBER, "Rikke Krogh", member_id=sister.pk)
    refusal = say(sofie, jonas.person, rikke, Answer.NO, (), "")
    member = NetworkMember._base_manager.get()
    assert member.may_speak == MaySpeak.NO
    with pytest.raises(errors.RefusalStands):
        change_member(by=sofie, member=member, may_speak="yes")
    withdraw(by=sofie, consent=refusal)
    assert NetworkMember._base_manager.get().may_speak == MaySpeak.UNASKED


def test_what_ends_soon_is_something_to_renew(jonas, sofie, omar, clinic) -> None:
    say(sofie, jonas.person, clinic, ends_on=TODAY + timedelta(days=14))
    say(sofie, jonas.person, clinic, ends_on=TODAY + timedelta(days=90))
    assert [one.ends_on for one in to_be_renewed(sofie)] == [date(2026, 12, 8)]
    assert to_be_renewed(omar) == []


def test_an_address_book_has_each_name_once(sofie, clinic) -> None:
    with pytest.raises(errors.NameTaken):
        add_recipient(by=sofie, kind="hospital", name="havnens rusmiddelcenter")
    assert clinic.recipient is not None
    change_recipient(by=sofie, recipient=clinic.recipient, kind="treatment", name=clinic.name, retired=True)
    add_recipient(by=sofie, kind="hospital", name="Havnens Rusmiddelcenter")


# 42 CFR part 2


@pytest.fixture
def under_part2(house, ada):
    change_agency(by=ada, agency=house.agency, overrides={"part2": {"in_force": True}})


def test_outside_the_united_states_there_is_no_notice(jonas) -> None:
    assert notices_for(jonas.person, ["substance_use"]) == ()


def test_the_notice_goes_along_with_what_falls_under_part_2(jonas, under_part2) -> None:
    (notice,) = notices_for(jonas.person, ["plan", "substance_use"])
    assert (notice.line, notice.statement) == (SHORT, LONG)
    assert notices_for(jonas.person, ["plan"]) == ()
    assert notices_for(jonas.person, ["plan"], marked=True)
    assert file_name("plan-2026-11-24", (notice,)) == "42CFR-part2-plan-2026-11-24"


def test_a_consent_under_part_2_has_every_element(jonas, sofie, clinic, under_part2) -> None:
    with pytest.raises(errors.Part2Incomplete):
        say(sofie, jonas.person, clinic, categories=("substance_use",))
    whole = Part2Elements("Solby ICM", True, "when treatment ends", "Jonas Krogh", TODAY)
    said = say(sofie, jonas.person, clinic, categories=("substance_use",), proof=replace(SIGNED, part2=whole))
    assert said.part2
    line = tell(sofie, jonas.person, clinic, categories=("substance_use",))
    assert line.part2


def test_a_single_record_can_be_marked(jonas, sofie, clinic, under_part2) -> None:
    one = mark_part2(by=sofie, person=jonas.person, label="contacts.contact", record_id=jonas.pk)
    assert (
        mark_part2(by=sofie, person=jonas.person, label="contacts.contact", record_id=jonas.pk).pk == one.pk
    )
    assert marked_part2("contacts.contact", [jonas.pk]) == {jonas.pk}
    say(sofie, jonas.person, clinic)
    with pytest.raises(errors.MayNotTell):
        tell(sofie, jonas.person, clinic, part2=("plan",))


# partners outside the house


@pytest.fixture
def partner(house, ada, clinic):
    assert clinic.recipient is not None
    account = open_partner(by=ada, recipient=clinic.recipient, name="Bodil Ravn", username="bodil")
    house.workers["bodil"] = account.worker
    return lambda: house.actor("bodil")


def test_a_partner_reaches_what_is_shared_and_nothing_else(jonas, house, sofie, clinic, partner) -> None:
    with writing(house.agency):
        plan = Plan(enrolment=jonas)
        plan.save()
        Goal(plan=plan, title="A door I can lock", place=1).save()
    bodil, profile = partner(), profile_of(sofie.agency_id)
    assert bodil.roles == {Role.PARTNER}
    assert shared_with(bodil, profile) == []
    assert not Goal.objects.visible_to(bodil).exists()
    said = say(sofie, jonas.person, clinic)
    (shared,) = shared_with(bodil, profile)
    assert (shared.name, shared.categories) == ("Jon", {"plan", "housing"})
    assert Goal.objects.visible_to(bodil).count() == 1
    for model in (Person, Consent, Disclosure, NetworkMember):
        assert not model.objects.visible_to(bodil).exists()
    line = note_look(
        by=bodil, person=jonas.person, to=clinic, purpose="plan", categories=["plan"], what="The shared plan"
    )
    assert line.how == HowTold.SHOWN
    withdraw(by=sofie, consent=said)
    assert shared_with(bodil, profile) == []
    assert not Goal.objects.visible_to(bodil).exists()
    with pytest.raises(errors.MayNotTell):
        note_look(by=bodil, person=jonas.person, to=clinic, purpose="plan", categories=["plan"], what="x")


@pytest.mark.parametrize("answer_to", ["recipient", "kind"])
@pytest.mark.parametrize("refused", [None, "all", "plan", "housing", "other purpose", "kind"])
@pytest.mark.parametrize("when", ["now", "ended", "not yet", "withdrawn"])
def test_the_database_answers_as_the_rules_do(
    jonas, house, sofie, clinic, partner, answer_to, refused, when
) -> None:
    to_all = Addressee(To.KIND, "Treatment", kind="treatment")
    to = clinic if answer_to == "recipient" else to_all
    period = {
        "ended": {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY},
        "not yet": {"starts_on": TODAY + timedelta(days=1)},
    }.get(when, {})
    said = say(sofie, jonas.person, to, **period)
    if when == "withdrawn":
        withdraw(by=sofie, consent=said)
    if refused == "kind":
        say(sofie, jonas.person, to_all, Answer.NO, (), "")
    elif refused == "other purpose":
        say(sofie, jonas.person, clinic, Answer.NO, (), "money")
    elif refused:
        say(sofie, jonas.person, clinic, Answer.NO, () if refused == "all" else (refused,), "")
    bodil = partner()
    by_rule = decide(
        said_by(jonas.person_id),
        clinic.party,
        ["plan"],
        purpose="plan",
        on=TODAY,
        profile=profile_of(sofie.agency_id),
    )["plan"].allowed
    assert Person._base_manager.filter(reach(Person, bodil, {Relation.PARTNER})).exists() == by_rule
