"""Attack 17: a cell that a spreadsheet program carries out. What leaves is text, whatever stands before the formula."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.interop.cells import harmless, unharmed, write_csv
from alongside.interop.sheets import writing
from tests.architecture.tree import SOURCE

STARTS = ["=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
BEFORE = ["", " ", "  ", "\ufeff", "\u200b", " \ufeff ", "\xa0", "\u2003", "\u202e", "\u200b\u00a0"]
CARRIED_OUT = re.compile(
    r"^[\s\ufeff\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05]|^[\t\r\n]"
)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", BEFORE)
def test_no_cell_begins_as_a_formula(start, before) -> None:
    cell = f"{before}{start}cmd|' /C calc'!A0"
    assert harmless(cell) == f"'{cell}"


@given(
    st.text(
        alphabet=st.sampled_from(
            [*"=+-@|%\t\r\n '\"aæ1;,", "\ufeff", "\u200b", "\xa0", "\uff1d", "\uff0d", "\u202e"]
        )
    )
)
def test_whatever_is_written_it_is_text_and_comes_back_as_it_was(text) -> None:
    out = harmless(text)
    assert not CARRIED_OUT.match(out)
    if not text.startswith("'"):
        assert unharmed(out) == text


@given(
    st.lists(
        st.lists(st.text(alphabet="=+-@|%\t ;,\"'a\n\uff1d", max_size=6), min_size=1, max_size=3), max_size=3
    )
)
def test_no_cell_of_a_file_of_text_begins_as_a_formula_whatever_separates(rows) -> None:
    file = io.StringIO()
    write_csv(file, rows, separator=",")
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=separator):
            assert not [cell for cell in row if CARRIED_OUT.match(cell.strip("\r\n"))]


def test_numbers_and_days_are_what_they_are() -> None:
    assert (harmless(-3), harmless(1.5), harmless(None)) == ("-3", "1.5", "")


def test_a_workbook_holds_text_and_no_formula() -> None:
    cells = [f"{start}1+1" for start in STARTS] + ["https://example.org", "=HYPERLINK(1)"]
    content = writing.rest(["=Name"], [([cell], "=because") for cell in cells])
    tab = openpyxl.load_workbook(io.BytesIO(content)).active
    found = [cell for row in tab.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"}
    assert not [cell.value for cell in found if CARRIED_OUT.match(cell.value)]
    assert not any(cell.hyperlink for cell in found)


def test_rows_are_written_in_one_place() -> None:
    """Whoever writes cells elsewhere would forget the apostrophe."""
    writers = re.compile(
        r"csv\.writer|csv\.DictWriter|\.write_string\(|\.write_row\(|\.write_formula\(|\.write_url\("
    )
    allowed = {"interop/cells.py", "interop/sheets/writing.py"}
    assert not [
        place
        for path in SOURCE.rglob("*.py")
        if writers.search(path.read_text(encoding="utf-8"))
        and (place := path.relative_to(SOURCE).as_posix()) not in allowed
        and "/tests/" not in place
    ]
