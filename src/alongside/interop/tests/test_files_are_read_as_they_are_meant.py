"""Files as people really have them: titles above, blanks between, letters of Windows, lost zeros, broken boxes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.access.actor import Actor
from alongside.interop.cells import harmless
from alongside.interop.models import SheetStatus
from alongside.interop.sheets import errors, flow, reading, values
from alongside.interop.sheets.errors import (
    SheetLocked,
    SheetOfOldKind,
    SheetRefused,
    SheetTooLarge,
    SheetTooSlow,
)
from alongside.interop.sheets.fields import fields_of
from alongside.interop.sheets.matching import Match, guess
from alongside.interop.sheets.progress import about
from alongside.interop.sheets.reading import open_sheet
from alongside.people.models import Person
from alongside.people.rules import fold

from .sheet_files import as_csv, problems, upload, verdicts, workbook

KNOWN = {fold(word) for word in ("Navn", "By", "Født", "Note")}
TODAY = date(2026, 11, 24)


def rows_of(content: bytes) -> list[tuple[int, list[str]]]:
    return list(open_sheet(content, known=KNOWN).rows)


@pytest.mark.django_db
def test_a_messy_workbook_is_read_as_it_is_meant(ilse: Actor) -> None:
    content = workbook(
        ("Borgerliste – udtræk",),
        ("Trukket 1. november 2026",),
        (),
        ("Fornavn", "Efternavn", "Født", "CPR-nummer", "Telefon", "Telefon"),
        ("Bodil", "Ås", date(1975, 12, 24), "", 55500102, ""),
        ("", "", "", "", "", ""),
        ("Ahmed", " Hassan ", 29280, 403921235, "'+45 55500103", 1),
    )
    sheet = upload(ilse, content, name="udtræk.xlsx")
    found = about(sheet)
    assert (found.header_row, found.rows, found.tab) == (4, 2, "Data")
    assert found.headers == ["Fornavn", "Efternavn", "Født", "CPR-nummer", "Telefon", "Telefon"]
    sheet = flow.match(ilse, sheet, Match.of(sheet.match), {})
    assert [row.number for row in sheet.rows.order_by("number")] == [5, 7]
    assert verdicts(sheet) == ["new", "new"], problems(sheet)
    flow.begin(ilse, sheet)
    ahmed = Person.objects.visible_to(ilse).get(given_name="Ahmed")
    assert (ahmed.family_name, ahmed.birth_date, ahmed.phone) == ("Hassan", date(1980, 2, 29), "+45 55500103")


def test_formulas_are_read_as_last_shown_and_never_carried_out(ilse: Actor) -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Navn", "By"])
        tab.write_formula(1, 0, '=CONCAT("Bo"," Dam")', None, "Bo Dam")
        tab.write_formula(1, 1, "=1+1", None, "Solby")
    opened = open_sheet(held.getvalue(), known={"navn"})
    assert list(opened.rows) == [(2, ["Bo Dam", "Solby"])]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_whatever_its_letters_and_separators(separator: str, code: str) -> None:
    content = as_csv(("Navn", "By"), ("Åse Sørensen", "Ærø; nord, syd"), separator=separator, code=code)
    assert rows_of(content) == [(2, ["Åse Sørensen", "Ærø; nord, syd"])]


def test_a_cell_may_hold_lines_and_quotes() -> None:
    content = as_csv(("Navn", "Note"), ("Bo", 'Han sagde "hej".\nOg gik.'))
    assert rows_of(content) == [(2, ["Bo", 'Han sagde "hej".\nOg gik.'])]


def test_the_first_row_may_say_what_separates() -> None:
    assert open_sheet(b"sep=;\nNavn;By\nBo;Solby\n", known=KNOWN).headers == ["Navn", "By"]


def test_a_workbook_that_unpacks_without_end_is_not_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (30 * 1024 * 1024))
    with pytest.raises(SheetTooLarge):
        rows_of(held.getvalue())


def test_entities_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(("Navn",), ("Bo",)))) as whole,
        zipfile.ZipFile(held, "w") as packed,
    ):
        for name in whole.namelist():
            packed.writestr(name, bomb if "sheet1" in name else whole.read(name))
    with pytest.raises(SheetRefused):
        rows_of(held.getvalue())


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04", SheetRefused),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, SheetOfOldKind),
        (b"\xd0\xcf\x11\xe0" + "Encrypted".encode("utf-16-le"), SheetLocked),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08", SheetRefused),
        (b"   \n \n", SheetRefused),
        (b"x" * (errors.LIMIT_MB * 1024 * 1024 + 1), SheetTooLarge),
    ],
)
def test_what_is_no_spreadsheet_is_refused(content: bytes, refusal: type[SheetRefused]) -> None:
    with pytest.raises(refusal):
        rows_of(content)


def test_a_table_of_another_program_is_named_as_such() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("content.xml", "<x/>")
    with pytest.raises(SheetOfOldKind):
        rows_of(held.getvalue())


def test_reading_ends_after_so_many_rows_and_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"Navn;By\n" + b"Bo;Solby\n" * 300
    monkeypatch.setattr(reading, "MOST_ROWS", 200)
    with pytest.raises(SheetTooLarge):
        rows_of(content)
    monkeypatch.setattr(reading, "MOST_ROWS", 1000)
    monkeypatch.setattr(reading, "SECONDS", -1.0)
    with pytest.raises(SheetTooSlow):
        rows_of(content)


def test_thousands_of_blank_rows_end_the_sheet() -> None:
    content = b"Navn;By\nBo;Solby\n" + b";\n" * 2500 + b"Ea;Solby\n"
    assert rows_of(content) == [(2, ["Bo", "Solby"])]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("24-12-1975", date(1975, 12, 24)),
        ("24.12.75", date(1975, 12, 24)),
        ("24/12 1975", date(1975, 12, 24)),
        ("24. december 1975", date(1975, 12, 24)),
        ("24 déc. 1975", date(1975, 12, 24)),
        ("1975-12-24", date(1975, 12, 24)),
        ("1975-12-24 00:00", date(1975, 12, 24)),
        ("241275", date(1975, 12, 24)),
        ("24121975", date(1975, 12, 24)),
        ("19751224", date(1975, 12, 24)),
        ("27752", date(1975, 12, 24)),
        ("1.1.26", date(2026, 1, 1)),
        ("1.1.27", date(1927, 1, 1)),
        ("12/24/1975", None),
        ("30.2.1980", None),
        ("i går", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(cell: str, day: date | None) -> None:
    assert values.read_day(cell, today=TODAY, in_the_past=True) == day


def test_a_day_that_is_no_birth_date_may_lie_ahead() -> None:
    assert values.read_day("1.1.27", today=TODAY) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("kl. 14", time(14)),
        ("14h30", time(14, 30)),
        ("0930", time(9, 30)),
        ("0.604166667", time(14, 30)),
        ("2025-10-03 14:30", time(14, 30)),
        ("25:00", None),
        ("om morgenen", None),
    ],
)
def test_times_are_read_as_people_write_them(cell: str, clock: time | None) -> None:
    assert values.read_clock(cell) == clock


@pytest.mark.parametrize(
    ("cell", "unit", "minutes"),
    [
        ("45", 1, 45),
        ("1,5", 60, 90),
        ("1:30", 1, 90),
        ("1 t 30 min", 1, 90),
        ("45 min.", 1, 45),
        ("lang tid", 1, None),
    ],
)
def test_lengths_are_read_as_people_write_them(cell: str, unit: int, minutes: int | None) -> None:
    assert values.read_minutes(cell, unit=unit) == minutes


@pytest.mark.parametrize(
    ("cell", "number"), [("1,5", 1.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("12", 12.0), ("1e9", None)]
)
def test_the_comma_is_decimal(cell: str, number: float | None) -> None:
    assert values.read_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "flag"), [("Ja", True), ("x", True), ("✓", True), ("", False), ("-", False), ("?", None)]
)
def test_yes_and_no_in_three_languages(cell: str, flag: bool | None) -> None:
    assert values.read_flag(cell) is flag


@pytest.mark.parametrize("cell", ["=1+1", "+45 1", "-1", "@x", "\t=1", "|x", "%x"])
def test_what_comes_back_carries_nothing_out(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=600), st.text(max_size=600).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_read_or_refused(ilse: Actor, content: bytes) -> None:
    sheet = upload(ilse, content)
    assert sheet.status in (SheetStatus.MATCHING, SheetStatus.REFUSED)
    if sheet.status == SheetStatus.MATCHING:
        assert about(sheet).rows == sheet.rows.count() > 0


CELLS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30),
    st.sampled_from(
        ["24.12.75", "31.2.1980", "0403921235", "Jonas Krogh", "ja", "K", "=1+1", "x" * 300, "999999", "\x00"]
    ),
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=6),
    places=st.permutations(range(8)),
)
def test_any_row_is_taken_in_whole_or_comes_back(
    ilse: Actor, rows: list[list[str]], places: list[int]
) -> None:
    names = (
        "full_name",
        "birth_date",
        "number_cpr",
        "sex",
        "phone",
        "interpreter_needed",
        "email",
        "address",
    )
    head = [f"k{place}" for place in range(8)]
    sheet = upload(ilse, workbook(head, *rows))
    if sheet.status == SheetStatus.REFUSED:
        return
    width = len(about(sheet).headers)
    match = Match({name: place for name, place in zip(names, places, strict=True) if place < width})
    before = Person.objects.visible_to(ilse).count()
    sheet = flow.match(ilse, sheet, match, {})
    promised = verdicts(sheet).count("new")
    assert Person.objects.visible_to(ilse).count() == before
    sheet = flow.begin(ilse, sheet)
    assert Person.objects.visible_to(ilse).count() - before == sheet.counts["taken_new"] <= promised
    assert (
        sum(sheet.counts[f"taken_{name}"] for name in ("new", "update", "unchanged")) + sheet.counts["back"]
        == (sheet.counts["rows"])
    )
    assert sheet.rows.count() == sheet.counts["back"]


@pytest.mark.parametrize("kind", ["people", "caseload", "contacts"])
def test_columns_are_guessed_once_each(kind: str) -> None:
    from alongside.organisation.profile import load_profile

    fields = fields_of(kind, load_profile("dk-icm"))
    headers = ["Navn", "Navn", "Borgerens fødselsdato", "", "", "Noget andet"]
    found = guess(fields, headers, [["Bo"], ["Ea"], [], ["a@b.dk"], ["040392-1235"], ["x"]])
    assert found["full_name"] == 0
    assert found["birth_date"] == 2
    assert found["number_cpr"] == 4
    assert len(set(found.values())) == len(found)
    assert 5 not in found.values()
