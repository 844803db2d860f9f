"""Making two records one and undoing it restores both, and whatever hung on them, field for field.

What is compared: every column of every record in the house and every draft, but the version (it counts on, and history
and trail gain entries) and what tells of the merge itself. Whatever the two say, and whatever hangs on them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.housing.models import HousingStay
from alongside.interop.models import Delivery, ExternalRecord
from alongside.kernel import drafts
from alongside.kernel.models import Draft, Record
from alongside.people import identifiers
from alongside.people.merging import STAYS, hanging
from alongside.people.models import Person, Quote
from alongside.people.operations import (
    FIELDS,
    change_person,
    merge_people,
    record_quote,
    register_person,
    set_identifier,
    undo_merge,
)
from alongside.people.rules.merging import Back, Keep
from alongside.people.undoing import changed_since
from alongside.referrals.models import Referral
from tests.in_the_clear import in_the_clear
from tests.people_of_the_house import House, writing

CPRS = ("0201609995", "0201609996")
SETTLED = {"settle": {"housing_one_open": Keep.OTHER}}
EXAMPLES = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
words = st.text("abc æøå", max_size=12)
about_one = st.fixed_dictionaries(
    {"called_name": st.sampled_from(["Basse", "Ea", "Søren"])},
    optional={
        "given_name": words,
        "family_name": words,
        "sex": st.sampled_from(["female", "male", "other", "unknown"]),
        "birth_date": st.none() | st.dates(date(1930, 1, 1), date(2008, 1, 1)),
        "interpreter_needed": st.booleans(),
        "address_protected": st.booleans(),
        "phone": st.sampled_from(["", "55500140", "40 11 22 33"]),
        "whereabouts": words,
        "city": st.sampled_from(["", "Solby"]),
        "worker_wish": st.sampled_from(["", "woman"]),
    },
)
hangs_on_one = st.fixed_dictionaries(
    {
        "quotes": st.integers(0, 2),
        "referrals": st.integers(0, 2),
        "closed_course": st.booleans(),
        "stays": st.integers(0, 2),
        "lives_somewhere": st.booleans(),
        "own_number": st.booleans(),
        "cpr": st.booleans(),
        "delivery": st.booleans(),
        "draft": st.booleans(),
    }
)
choices = st.dictionaries(
    st.sampled_from(sorted(FIELDS - {"phone"})), st.sampled_from([Keep.KEPT, Keep.OTHER]), max_size=5
)


def somebody(house: House, by: Actor, said: dict[str, Any], hangs: dict[str, Any], place: int) -> Person:
    """A record that says and holds what was drawn."""
    person = register_person(by=by, **said)
    if hangs["cpr"]:
        set_identifier(by=by, person=person, system=identifiers.CPR, value=CPRS[place])
    if hangs["own_number"]:
        set_identifier(by=by, person=person, system="urn:alongside:own-number", value=f"S-{place}")
    for number in range(hangs["quotes"]):
        record_quote(by=by, person=person, text=f"Words {number}", said_on=by.today)
    with writing(house.agency):
        referrals = [
            Referral(agency=house.agency, person=person, source="outreach", received_at=by.now)
            for _number in range(hangs["referrals"] or hangs["closed_course"])
        ]
        for referral in referrals:
            referral.save()
        if hangs["closed_course"]:
            Enrolment(
                person=person,
                referral=referrals[0],
                team=house.team,
                starts_on=date(2024, 1, 1),
                ends_on=date(2025, 1, 1),
                rhythm_days=3,
            ).save()
        for number in range(hangs["stays"]):
            start = date(2020 + number, 1, 1)
            HousingStay(person=person, kind="shelter", starts_on=start, ends_on=start + timedelta(30)).save()
        if hangs["lives_somewhere"]:
            HousingStay(person=person, kind="own", starts_on=date(2026, 1, 1 + place)).save()
        if hangs["delivery"]:
            Delivery(
                agency=house.agency,
                person=person,
                referral=referrals[0] if referrals else None,
                direction="received",
                kind="order",
                stamped_at=by.now,
                sha256=str(place) * 64,
            ).save()
            ExternalRecord(
                agency=house.agency,
                person=person,
                system="ffb",
                resource_type="Patient",
                external_id=f"p{place}",
                label="people.person",
                record_id=person.pk,
            ).save()
    if hangs["draft"]:
        drafts.keep(
            user_id=by.user_id or drafts.new_key(),
            form=f"form{place}",
            subject_id=person.pk,
            fields={"text": ["begun"]},
            key=drafts.new_key(),
            now=by.now,
        )
    return person


def everything() -> dict[str, dict[str, dict[str, Any]]]:
    """Every record and every draft, by kind and id; without versions, and without what tells of merges."""
    kinds = [
        model for model in apps.get_models() if issubclass(model, Record) and model not in STAYS - {Person}
    ]
    found = {}
    for model in (*kinds, Draft):
        found[model._meta.label_lower] = {
            str(row["id"]): {
                name: value for name, value in in_the_clear(model, row).items() if name != "version"
            }
            for row in model._base_manager.values()
        }
    return found


@pytest.fixture
def in_turn(db: Any) -> Any:
    """Each example in a transaction that is undone."""

    class Undone:
        def __enter__(self) -> None:
            self.atomic = transaction.atomic()
            self.atomic.__enter__()

        def __exit__(self, *error: Any) -> None:
            transaction.set_rollback(True)
            self.atomic.__exit__(*error)

    return Undone


@EXAMPLES
@given(
    said=st.tuples(about_one, about_one),
    hangs=st.tuples(hangs_on_one, hangs_on_one),
    fields=choices,
    number=st.sampled_from(Keep),
)
def test_merge_then_undo_restores_both(house, ilse, in_turn, said, hangs, fields, number) -> None:
    with in_turn():
        kept, other = (somebody(house, ilse, said[place], hangs[place], place) for place in (0, 1))
        before = everything()
        merge = merge_people(
            by=ilse,
            kept=kept,
            other=other,
            reason="One person",
            fields=fields,
            numbers={identifiers.CPR: number},
            **SETTLED,
        )
        for one in hanging():
            if one.model._meta.label_lower != "people.personidentifier":
                assert not one.of(other.pk).exists(), one.label
        undo_merge(by=ilse, merge=merge, reason="Two after all")
        assert everything() == before


@EXAMPLES
@given(
    said=st.tuples(about_one, about_one, about_one), hangs=st.tuples(hangs_on_one, hangs_on_one, hangs_on_one)
)
def test_a_merge_of_a_merge_is_undone_in_turn(house, ilse, in_turn, said, hangs) -> None:
    hangs[2]["cpr"] = False
    hangs[2]["draft"] = False
    with in_turn():
        one, other, third = (somebody(house, ilse, said[place], hangs[place], place) for place in (0, 1, 2))
        first_state = everything()
        first = merge_people(by=ilse, kept=one, other=other, reason="One person", **SETTLED)
        second_state = everything()
        second = merge_people(by=ilse, kept=third, other=one, reason="One person", **SETTLED)
        undo_merge(by=ilse, merge=second, reason="No")
        assert everything() == second_state
        undo_merge(by=ilse, merge=first, reason="No")
        assert everything() == first_state


@EXAMPLES
@given(
    said=st.tuples(about_one, about_one),
    hangs=st.tuples(hangs_on_one, hangs_on_one),
    phone=st.sampled_from(Back),
    takes_words=st.booleans(),
)
def test_what_was_added_since_stays_or_goes_as_chosen(
    house, ilse, in_turn, said, hangs, phone, takes_words
) -> None:
    with in_turn():
        kept, other = (somebody(house, ilse, said[place], hangs[place], place) for place in (0, 1))
        before = everything()
        merge = merge_people(by=ilse, kept=kept, other=other, reason="One person", **SETTLED)
        kept = Person.objects.unscoped().get(pk=kept.pk)
        added = record_quote(
            by=replace(ilse, now=ilse.now + timedelta(hours=1)),
            person=kept,
            text="New words",
            said_on=ilse.today,
        )
        kept = change_person(by=ilse, person=kept, phone="99 99 99 99", city="Ny By")
        asked = {one.name: phone for one in changed_since(merge, kept)}
        also = [("people.quote", str(added.pk))] if takes_words else []
        undo_merge(by=ilse, merge=merge, reason="Two after all", fields=asked, also_move=also)
        now = everything()
        quote = now["people.quote"].pop(str(added.pk))
        assert str(quote["person_id"]) == str(other.pk if takes_words else kept.pk)
        mine = now["people.person"][str(kept.pk)]
        expected = before["people.person"][str(kept.pk)]
        for name in ("phone", "city"):
            if name in asked and phone == Back.BEFORE:
                assert mine[name] == expected[name]
            else:
                assert mine[name] == {"phone": "99 99 99 99", "city": "Ny By"}[name]
            expected[name] = mine[name]
        expected["search_text"] = mine["search_text"]
        assert now == before


def test_whatever_has_a_key_to_a_person_moves_or_is_named_as_staying() -> None:
    moving = {(one.model, one.column) for one in hanging()}
    for model in apps.get_models():
        if model._meta.label_lower.rpartition(".")[2].startswith("historical") or model in STAYS:
            continue
        for field in model._meta.get_fields():
            if field.concrete and field.related_model is Person:
                assert (model, field.attname) in moving, f"{model._meta.label}.{field.name}"  # type: ignore[union-attr]
    assert {Quote, Referral, Enrolment, HousingStay, Delivery} <= {model for model, _column in moving}
