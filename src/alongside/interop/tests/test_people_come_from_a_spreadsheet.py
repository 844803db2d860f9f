"""People, caseloads and notes come from the spreadsheets that people really have, and what is not right comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment
from alongside.contacts.models import Contact
from alongside.enrolments.models import Enrolment
from alongside.interop.models import Sheet, SheetStatus
from alongside.interop.sheets import flow
from alongside.interop.sheets.matching import Match
from alongside.interop.sheets.problems import of_kept
from alongside.interop.sheets.progress import house_for
from alongside.kernel.errors import NotAllowed
from alongside.people.models import Person, PersonIdentifier
from alongside.referrals.models import Decision, Referral
from alongside.reviews.models import Review
from tests.people_of_the_house import House

from .sheet_files import as_csv, looked_through, problems, upload, verdicts

pytestmark = pytest.mark.django_db


PEOPLE = (
    ("Fornavn", "Efternavn", "CPR-nummer", "Fødselsdato", "Køn", "Tlf.", "Tolk"),
    ("Bodil", "Ås", "", "24.12.75", "K", "55 50 01 02", "nej"),
    ("Ahmed", "Hassan", "", "1980-02-29", "mand", "+45 55500103", "ja"),
)


def test_people_are_previewed_and_taken_in(ilse: Actor) -> None:
    sheet = looked_through(ilse, as_csv(*PEOPLE))
    assert verdicts(sheet) == ["new", "new"]
    assert not Person.objects.unscoped().exists()
    sheet = flow.begin(ilse, sheet)
    assert (sheet.status, sheet.counts["taken_new"], sheet.counts["back"]) == (SheetStatus.DONE, 2, 0)
    bodil, ahmed = Person.objects.visible_to(ilse).order_by("-given_name")
    assert (bodil.full_name, bodil.birth_date, bodil.sex) == ("Bodil Ås", date(1975, 12, 24), "female")
    assert (ahmed.phone, ahmed.interpreter_needed, ahmed.birth_date) == (
        "+45 55500103",
        True,
        date(1980, 2, 29),
    )


def test_the_same_file_twice_changes_nothing(ilse: Actor) -> None:
    flow.begin(ilse, looked_through(ilse, as_csv(*PEOPLE)))
    again = looked_through(ilse, as_csv(*PEOPLE))
    assert verdicts(again) == ["unchanged", "unchanged"]
    again = flow.begin(ilse, again)
    assert (again.counts["taken_unchanged"], again.counts["taken_new"]) == (2, 0)
    assert Person.objects.visible_to(ilse).count() == 2


def test_a_number_finds_the_person_and_only_what_was_not_known_is_filled_in(ilse: Actor) -> None:
    first = as_csv(("Navn", "CPR"), ("Krogh, Jonas", "040392-1235"))
    flow.begin(ilse, looked_through(ilse, first))
    # As a spreadsheet that takes it for a count keeps it.
    second = as_csv(("Navn", "CPR", "By", "Fornavn"), ("Jonas Kro", "403921235", "Solby", "Jens"))
    sheet = looked_through(ilse, second)
    assert verdicts(sheet) == ["update"]
    flow.begin(ilse, sheet)
    jonas = Person.objects.visible_to(ilse).get()
    assert (jonas.full_name, jonas.city, jonas.birth_date) == ("Jonas Krogh", "Solby", date(1992, 3, 4))
    assert PersonIdentifier.objects.visible_to(ilse).count() == 1


def test_every_problem_stands_at_its_cell_and_says_what_to_do(ilse: Actor) -> None:
    sheet = looked_through(
        ilse,
        as_csv(
            ("Fornavn", "Efternavn", "CPR", "Født", "Køn", "Tolk"),
            ("Bodil", "Ås", "999999-9999", "32.13.1975", "hm", "måske"),
            ("", "", "", "1.2.1980", "", ""),
            ("Ea", "Vinter", "", "24-12-2030", "", ""),
            ("x" * 101, "", "", "", "", ""),
        ),
    )
    assert verdicts(sheet) == ["problem"] * 4
    assert problems(sheet) == [
        [(2, "not_a_number_of_that_kind"), (3, "not_a_day"), (4, "not_known"), (5, "not_yes_or_no")],
        [(None, "nobody")],
        [(3, "born_in_the_future")],
        [(0, "too_long")],
    ]
    row = sheet.rows.order_by("number").first()
    assert row is not None
    assert "“32.13.1975”" in of_kept(row.problems)[1].text
    assert not Person.objects.unscoped().exists()


def test_what_is_right_is_taken_in_and_the_rest_comes_back_as_a_file(ilse: Actor) -> None:
    rows = (
        ("Navn", "Født", "Bemærkning"),
        ("Ea Vinter", "1.1.1980", ""),
        ("Bo Dam", "i går", '=HYPERLINK("x")'),
    )
    sheet = flow.begin(ilse, looked_through(ilse, as_csv(*rows)))
    assert (sheet.counts["taken_new"], sheet.counts["back"]) == (1, 1)
    assert list(sheet.rows.values_list("number", flat=True)) == [3]
    back = list(flow.returned(sheet))
    assert back[0][0] == ["Bo Dam", "i går", '=HYPERLINK("x")']
    assert "“i går”" in back[0][1]


def test_someone_who_may_be_here_waits_for_an_answer(ilse: Actor, jonas: Enrolment) -> None:
    content = as_csv(("Navn", "Født"), ("Jonas Krog", "4.3.1992"))
    sheet = looked_through(ilse, content)
    assert verdicts(sheet) == ["ask"]
    row = sheet.rows.get()
    assert row.person_id == jonas.person_id
    flow.choose(ilse, sheet, house_for(ilse, sheet), row.number, "same")
    assert verdicts(sheet) == ["unchanged"]
    flow.choose(ilse, sheet, house_for(ilse, sheet), row.number, "new")
    assert verdicts(sheet) == ["new"]
    flow.choose(ilse, sheet, house_for(ilse, sheet), row.number, "skip")
    assert verdicts(sheet) == ["problem"]


def test_the_very_same_name_and_birth_date_are_the_same_person(ilse: Actor, jonas: Enrolment) -> None:
    sheet = looked_through(ilse, as_csv(("Navn", "Født", "By"), ("Jonas Krogh", "4.3.1992", "Solby")))
    assert verdicts(sheet) == ["update"]


def test_rows_that_say_the_same_are_taken_in_once(ilse: Actor) -> None:
    sheet = looked_through(
        ilse,
        as_csv(
            ("Navn", "CPR", "By"),
            ("Jonas Krogh", "0403921235", ""),
            ("Jonas Krogh", "040392-1235", ""),
            ("J. Krogh", "0403921235", "Solby"),
        ),
    )
    assert verdicts(sheet) == ["new", "unchanged", "problem"]
    assert problems(sheet)[1:] == [[(None, "same_row")], [(None, "same_person")]]


CASELOAD = (
    ("Borger", "CPR", "Kontaktperson", "Startdato", "Hjemmel"),
    ("Jonas Krogh", "040392-1235", "Sofie", "1.2.2023", "SEL § 85"),
    ("Bodil Ås", "", "sofie lindholm", "2025-09-02", "SEL § 85 a"),
    ("Ea Vinter", "", "Omar Bilal", "2025-09-02", "SEL § 85 a"),
)


def test_a_caseload_is_taken_over_as_it_was(ilse: Actor, house: House) -> None:
    sheet = looked_through(ilse, as_csv(*CASELOAD), kind="caseload")
    assert verdicts(sheet) == ["new"] * 3, problems(sheet)
    sheet = flow.begin(ilse, sheet)
    assert sheet.counts["taken_new"] == 3
    course = Enrolment.objects.unscoped().get(person__given_name="Jonas")
    assert (course.starts_on, course.team, course.legal_basis) == (date(2023, 2, 1), house.team, "sel-85")
    walks = Assignment.objects.unscoped().get(enrolment=course)
    # Sofie has been here since 2024; before that we do not know who walked along.
    assert (walks.worker, walks.starts_on) == (house.workers["sofie"], date(2024, 1, 1))
    referral = Referral.objects.unscoped().get(person=course.person)
    assert (
        referral.source_text == "Overtaget fra et tidligere system"
        or "earlier system" in referral.source_text
    )
    assert timezone.localtime(referral.received_at).date() == date(2023, 2, 1)
    assert Decision.objects.unscoped().get(referral=referral).decided_on == date(2023, 2, 1)
    assert Review.objects.unscoped().get(enrolment=course).due_on > timezone.now().date()
    again = looked_through(ilse, as_csv(*CASELOAD), kind="caseload")
    assert verdicts(again) == ["unchanged"] * 3


def test_a_caseload_over_the_norm_is_taken_over_and_says_so(ilse: Actor) -> None:
    rows = [(f"Person {place}", f"{place}.5.1980", "Sofie", "1.3.2025", "SEL § 85") for place in range(1, 13)]
    sheet = looked_through(ilse, as_csv(("Navn", "Født", "CM", "Start", "Hjemmel"), *rows), kind="caseload")
    sheet = flow.begin(ilse, sheet)
    assert sheet.counts["taken_new"] == 12
    assert Assignment.objects.unscoped().exclude(over_norm_reason="").count() == 4


def test_the_rules_of_the_operations_say_no_in_the_preview(ilse: Actor, jonas: Enrolment) -> None:
    sheet = looked_through(
        ilse,
        as_csv(
            ("Navn", "Født", "CM", "Start", "Hjemmel"),
            ("Jonas Krogh", "4.3.1992", "Maja Toft", "1.3.2025", "SEL § 85"),
            ("Bo Dam", "1.1.1980", "Maja Toft", "1.3.2020", "SEL § 85 a"),
            ("Ib Dam", "1.1.1981", "Ilse Madsen", "1.3.2020", "SEL § 85"),
            ("Ib Lund", "1.1.1982", "Maja Toft", "", "SEL § 85"),
        ),
        kind="caseload",
    )
    assert [[code for _place, code in row] for row in problems(sheet)] == [
        ["another_course_open"],
        ["legal_basis_not_in_force"],
        ["not_known"],
        ["missing"],
    ]


def test_a_word_is_explained_once_and_remembered(ilse: Actor) -> None:
    rows = (("Navn", "Kontaktperson", "Start", "Hjemmel"), ("Bo Dam", "SL", "1.3.2025", "§85"))
    sheet = looked_through(ilse, as_csv(*rows), kind="caseload")
    assert problems(sheet) == [[(3, "not_known")]]
    guessed = Match.of(sheet.match)
    sheet = flow.match(ilse, sheet, guessed, {"legal_basis": {"§85": "sel-85"}})
    assert verdicts(sheet) == ["new"]
    other = (("Borger", "Start", "Hjemmel", "CM"), ("Ib Dam", "1.3.2025", "§85", "SL"))
    assert verdicts(looked_through(ilse, as_csv(*other), kind="caseload")) == ["new"]


def test_columns_are_remembered_for_files_of_the_same_make(ilse: Actor) -> None:
    rows = (("A", "B"), ("Bo Dam", "1.3.1985"))
    sheet = upload(ilse, as_csv(*rows))
    assert sheet.match == {"columns": {}, "fixed": {}}
    flow.match(ilse, sheet, Match({"full_name": 0, "birth_date": 1}), {})
    assert upload(ilse, as_csv(*rows)).match["columns"] == {"full_name": 0, "birth_date": 1}


def test_what_is_missing_is_said_plainly(ilse: Actor) -> None:
    sheet = upload(ilse, as_csv(("Navn", "Start"), ("Bo Dam", "1.3.2025")), kind="caseload")
    with pytest.raises(flow.ColumnMissing) as missing:
        flow.match(ilse, sheet, Match.of(sheet.match), {})
    assert "Case manager" in missing.value.text or "ICM-medarbejder" in missing.value.text
    with pytest.raises(flow.ColumnTwice):
        flow.match(ilse, sheet, Match({"full_name": 0, "city": 0}), {})


CONTACTS = (
    ("Borger", "Født", "Dato", "Kl.", "Type", "Fremmøde", "Timer", "Notat", "Medarbejder", "Sted"),
    (
        "Jonas Krogh",
        "4.3.1992",
        "3.10.2025",
        "14.30",
        "Hjemmebesøg",
        "OK",
        "1,5",
        "Vi talte.",
        "Sofie",
        "Hjemme",
    ),
    ("Jonas Krogh", "4.3.1992", "4.10.2025", "", "Telefon", "Udeblev", "", "", "Lone Holm", ""),
    ("Jonas Krogh", "4.3.1992", "4.10.2019", "", "Telefon", "", "", "Før os", "", ""),
    ("Ukendt Mand", "", "4.10.2025", "", "Telefon", "", "", "Hvem?", "", "Cykelskuret"),
)


def test_notes_of_an_earlier_system_are_late_entries_with_their_own_time(
    amina: Actor, jonas: Enrolment, house: House
) -> None:
    sheet = looked_through(amina, as_csv(*CONTACTS), kind="contacts")
    assert verdicts(sheet) == ["new", "new", "problem", "problem"], problems(sheet)
    assert [[code for _place, code in row] for row in problems(sheet)][2:] == [
        ["before_course"],
        ["person_not_found"],
    ]
    sheet = flow.begin(amina, sheet)
    met, tried = Contact.objects.visible_to(amina).order_by("occurred_at")
    assert timezone.localtime(met.occurred_at) == datetime(2025, 10, 3, 12, 30, tzinfo=UTC)
    assert (met.worker, met.signed_by, met.minutes, met.place) == (
        house.workers["sofie"],
        house.workers["amina"],
        90,
        "home",
    )
    assert (tried.status, tried.tried_how, tried.worker) == ("tried", "did_not_come", None)
    assert "Lone Holm" in tried.text
    again = looked_through(amina, as_csv(*CONTACTS), kind="contacts")
    assert verdicts(again)[:2] == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("who", "kind"), [("ilse", "contacts"), ("amina", "people"), ("ada", "people"), ("sofie", "people")]
)
def test_who_may_take_in_what(who: str, kind: str, house: House) -> None:
    with pytest.raises(NotAllowed):
        upload(house.actor(who), as_csv(*PEOPLE), kind=kind)
    assert not Sheet.objects.exists()


def test_a_lead_takes_people_into_their_own_team_only(amina: Actor) -> None:
    sheet = looked_through(amina, as_csv(*CASELOAD), kind="caseload")
    assert verdicts(sheet) == ["new", "new", "problem"], problems(sheet)
    sheet = flow.begin(amina, sheet)
    assert (sheet.counts["taken_new"], sheet.counts["back"]) == (2, 1)


def test_a_killed_import_goes_on_and_takes_nothing_in_twice(
    ilse: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alongside.interop.sheets import progress

    class Killed(BaseException):
        pass

    rows = [(f"Person {place}", f"{place}.5.1980") for place in range(1, 6)]
    sheet = looked_through(ilse, as_csv(("Navn", "Født"), *rows))
    keep, kept = progress.kept_rows.keep_outcome, []

    def keep_or_die(row: Any, judged: Any) -> None:
        if len(kept) == 3:
            raise Killed
        kept.append(row.number)
        keep(row, judged)

    monkeypatch.setattr(progress.kept_rows, "keep_outcome", keep_or_die)
    with pytest.raises(Killed):
        flow.begin(ilse, sheet)
    monkeypatch.setattr(progress.kept_rows, "keep_outcome", keep)
    # The fourth was taken in and not noted.
    assert Person.objects.visible_to(ilse).count() == 4
    sheet.refresh_from_db()
    sheet = progress.take_all_in(ilse, sheet, lambda done, total: None)
    assert Person.objects.visible_to(ilse).count() == 5
    assert (sheet.status, sheet.counts["back"]) == (SheetStatus.DONE, 0)


def test_the_house_looks_into_the_file_no_longer_than_needed(ilse: Actor) -> None:
    sheet = upload(ilse, as_csv(*PEOPLE))
    assert sheet.content == ""
    stored = Sheet.objects.raw("SELECT id, name AS seen FROM interop_sheet")[0].seen  # type: ignore[attr-defined]
    assert "Borgere" not in stored
    assert "Bodil" not in repr(list(sheet.rows.extra(select={"raw": "cells || ''"}).values_list("raw")))
