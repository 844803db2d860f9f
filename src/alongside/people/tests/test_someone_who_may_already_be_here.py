from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.people import identifiers
from alongside.people.matching import Candidate, known_of, known_said, possible_duplicates
from alongside.people.models import MatchKey, Pair, PairStatus
from alongside.people.operations import (
    change_person,
    rebuild_keys,
    register_person,
    say_not_same,
    set_identifier,
)
from alongside.people.rules.matching import Known, Sign, birth_dates_near, compare
from alongside.people.sounds import sound

BORN = date(1992, 3, 4)
PHONE = ("55500140",)
CPR_A, CPR_B = (frozenset({("cpr", index)}) for index in "ab")
ONE = Known("Søren", "Thomsen", birth_date=BORN, sex="male")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sørensen", "Soerensen"),
        ("Thomsen", "Tomsen"),
        ("Christian", "Kristian"),
        ("Lefèvre", "Lefebvre"),
        ("Petersen", "Pedersen"),
        ("Kjær", "Kær"),
        ("Ærø", "Aeroe"),
        ("Mohammed", "Muhamad"),
        ("Ibrahim", "Ebrahim"),
        ("Thibault", "Tibeau"),
        ("Philip", "Filip"),
        ("Winther", "Vinter"),
    ],
)
def test_names_written_by_ear_have_one_key(one: str, other: str) -> None:
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE, replace(ONE, given="Soeren", family="Tomsen")),
        (ONE, replace(ONE, birth_date=date(1992, 4, 3))),
        (ONE, replace(ONE, family="Tomsen", birth_date=date(1992, 4, 3))),
        (ONE, replace(ONE, birth_date=date(1993, 3, 4))),
        (ONE, replace(ONE, given="Thomsen", family="Søren")),
        (ONE, replace(ONE, given="Søren Peter")),
        (Known("Ea", "Winther", "Ea", BORN), Known("Eva", "Vinter", "", BORN)),
        (Known("Jørgen", "Christiansen", birth_date=BORN), Known("Kristiansen", "Jörgen", birth_date=BORN)),
        (Known("William", "Lefèvre", birth_date=BORN), Known("Bill", "Lefebvre", birth_date=BORN)),
        (Known("Bent", "Larsen", "Basse"), Known("", "", "basse")),
        (Known("Mette", "Holm", birth_date=BORN), Known("Mette", "", birth_date=BORN)),
        (
            Known("Fatima", "Aydin", birth_date=BORN, phones=PHONE),
            Known("Fatma", "Yilmaz", birth_date=BORN, phones=PHONE),
        ),
        (Known("Ole", "Dahl"), Known("Ole", "Dahl")),
        (
            Known("", "", "Basse", numbers=CPR_A),
            Known("Bent", "Larsen", numbers=CPR_A),
        ),
    ],
)
def test_one_person_written_twice_is_asked_about(one: Known, other: Known) -> None:
    assert compare(one, other).asks
    assert compare(other, one) == compare(one, other)


@pytest.mark.parametrize(
    ("one", "other", "namesakes"),
    [
        # Twins, and twins at one address.
        (Known("Mads", "Jensen", birth_date=BORN), Known("Sofie", "Jensen", birth_date=BORN), 1),
        (
            Known("Emil", "Holm", birth_date=BORN, sex="male", phones=PHONE),
            Known("Jonas", "Holm", birth_date=BORN, sex="male", phones=PHONE),
            1,
        ),
        # Father and son.
        (ONE, replace(ONE, birth_date=date(1961, 7, 19)), 1),
        (ONE, replace(ONE, birth_date=date(1961, 7, 19), town="Solby"), 1),
        # A common name, and nothing else known.
        (Known("Jens", "Hansen"), Known("Jens", "Hansen"), 9),
        (Known("Jens", "Hansen", town="Solby"), Known("Jens", "Hansen", town="Solby"), 9),
        (Known("", "", "Jens"), Known("Jens", "Hansen", "Jens"), 9),
        # Two who share a telephone, or a birth date.
        (Known("Ida", "Krogh", phones=PHONE), Known("Bo", "Lund", phones=PHONE), 1),
        (Known("Ida", "Krogh", birth_date=BORN), Known("Bo", "Lund", birth_date=BORN), 1),
        (Known("Ida", "Krogh", birth_date=BORN), Known("Ida", "Lund", birth_date=BORN), 1),
        # The same name and day, and two CPR numbers that tell them apart.
        (
            Known("Anna", "Holm", birth_date=BORN, numbers=CPR_A),
            Known("Anne", "Holm", birth_date=BORN, numbers=CPR_B),
            1,
        ),
        (Known("", "", "Basse"), Known("Bassam", "Karimi", ""), 1),
        (Known(), Known(), 1),
    ],
)
def test_two_people_are_not_shouted_about(one: Known, other: Known, namesakes: int) -> None:
    assert not compare(one, other, namesakes=namesakes).asks


def test_a_common_name_on_the_same_day_is_asked_about() -> None:
    jens = Known("Jens", "Hansen", birth_date=BORN)
    assert compare(jens, jens, namesakes=40).asks


def test_every_answer_says_why() -> None:
    assert compare(ONE, replace(ONE, family="Tomsen")).signs == (Sign.SAME_BIRTH_DATE, Sign.NAME_SOUNDS_ALIKE)


def test_slips_of_the_pen_in_a_birth_date() -> None:
    near = birth_dates_near(BORN)
    assert {BORN, date(1992, 4, 3), date(1982, 3, 4), date(1992, 3, 14), date(1992, 3, 5)} <= set(near)
    assert date(1991, 2, 4) not in near
    assert len(near) < 60


def people(found: list[Candidate]) -> list[object]:
    return [one.person for one in found]


def test_the_same_number_is_asked_about_whatever_the_name(ilse) -> None:
    here = register_person(by=ilse, called_name="Basse")
    set_identifier(by=ilse, person=here, system=identifiers.CPR, value="0201609995")
    known = known_said(
        ilse.agency_id, {"given_name": "Bent", "family_name": "Larsen"}, (identifiers.CPR, "020160-9995")
    )
    (found,) = possible_duplicates(ilse, known)
    assert found.person == here
    assert Sign.SAME_NUMBER in found.likeness.signs


@pytest.mark.parametrize(
    "said",
    [
        {"given_name": "Eva", "family_name": "Vinter", "birth_date": BORN},
        {"given_name": "Ea", "family_name": "Winter", "birth_date": date(1992, 4, 3)},
        {"given_name": "Ea", "family_name": "Winther"},
        {"given_name": "Vinter", "family_name": "Ea", "birth_date": BORN},
        {"given_name": "Ea", "birth_date": BORN},
        {"given_name": "E.", "family_name": "Winther", "birth_date": BORN, "phone": "+45 55 50 01 40"},
    ],
)
def test_whatever_is_told_finds_who_is_here(ilse, said) -> None:
    here = register_person(
        by=ilse, given_name="Ea", family_name="Winther", birth_date=BORN, phone="55500140 / 40112233"
    )
    register_person(by=ilse, given_name="Bo", family_name="Lund", birth_date=BORN)
    assert people(possible_duplicates(ilse, known_said(ilse.agency_id, said))) == [here]


def test_only_people_the_viewer_may_see_are_told(ilse, omar) -> None:
    here = register_person(by=ilse, given_name="Eva", family_name="Vinter", birth_date=BORN)
    assert possible_duplicates(omar, known_of(here)) == []
    assert people(possible_duplicates(ilse, known_of(here))) == [here]


def test_the_list_is_kept_in_step_with_what_is_written(ilse) -> None:
    one = register_person(by=ilse, given_name="Ea", family_name="Winther", birth_date=BORN)
    other = register_person(by=ilse, given_name="Eva", family_name="Vinter", birth_date=BORN)
    pair = Pair.objects.unscoped().get()
    assert {pair.first_id, pair.second_id} == {one.pk, other.pk}
    assert pair.status == PairStatus.OPEN
    change_person(by=ilse, person=other, given_name="Bodil", family_name="Krag", birth_date=date(1950, 1, 1))
    pair.refresh_from_db()
    assert pair.status == PairStatus.GONE
    change_person(by=ilse, person=other, given_name="Ea", family_name="Vinter", birth_date=BORN)
    pair.refresh_from_db()
    assert pair.status == PairStatus.OPEN


def test_what_was_answered_once_is_never_asked_again(ilse, house) -> None:
    one = register_person(by=ilse, given_name="Ea", family_name="Winther", birth_date=BORN)
    other = register_person(by=ilse, given_name="Eva", family_name="Vinter", birth_date=BORN)
    say_not_same(by=ilse, person=other, other=one, reason="Twins; I know both.")
    assert possible_duplicates(ilse, known_of(one), except_person=one.pk) == []
    change_person(by=ilse, person=other, given_name="Ea", family_name="Winther")
    pair = Pair.objects.unscoped().get()
    assert (pair.status, pair.answered_by_name, pair.reason) == (
        PairStatus.NOT_SAME,
        "Ilse Madsen",
        "Twins; I know both.",
    )
    assert pair.answered_at == house.now


def test_keys_hold_no_names_and_can_be_made_anew(ilse) -> None:
    one = register_person(by=ilse, given_name="Ea", family_name="Winther", birth_date=BORN)
    kept = set(MatchKey.objects.values_list("value", flat=True))
    assert kept
    assert all(re.fullmatch(r"i1\.[0-9a-f]{24}", value) for value in kept)
    MatchKey.objects.all().delete()
    from alongside.access.actor import system_actor

    assert rebuild_keys(by=system_actor(ilse.agency_id, ilse.now), people=[one.pk]) == 1
    assert set(MatchKey.objects.values_list("value", flat=True)) == kept


def test_candidates_come_from_indexes_and_never_from_reading_everyone(ilse) -> None:
    for number in range(300):
        register_person(
            by=ilse,
            given_name=f"Person{chr(97 + number % 26)}{chr(97 + number // 26)}",
            family_name=f"Nummer{chr(97 + number % 17)}{chr(97 + number % 19)}",
            birth_date=date(1940 + number % 60, 1 + number % 12, 1 + number % 28),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    known = known_said(
        ilse.agency_id,
        {"given_name": "Ea", "family_name": "Winther", "birth_date": BORN, "phone": "55500140"},
        (identifiers.CPR, "0201609995"),
    )
    with CaptureQueriesContext(connection) as seen:
        possible_duplicates(ilse, known)
    assert len(seen) <= 7
    plan = _plans([query["sql"] for query in seen.captured_queries])
    assert "people_matchkey" in plan
    for table in ("people_matchkey", "people_person", "people_personidentifier"):
        assert f"SCAN {table}\n" not in plan
        assert f"Seq Scan on {table}" not in plan


def _plans(queries: list[str]) -> str:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    lines = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table this small is read whole whatever its indexes; the question is whether they can be used.
            cursor.execute("SET LOCAL enable_seqscan = off")
        for sql in queries:
            cursor.execute(f"{explain} {sql}")
            lines += [str(row[-1]) + "\n" for row in cursor.fetchall()]
    return "".join(lines)
