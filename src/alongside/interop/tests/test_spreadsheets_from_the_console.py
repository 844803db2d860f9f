"""`alongside import sheet`: look first, take in, write the rest to a file; the same file again changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from alongside.config import cli
from alongside.interop.models import Sheet
from alongside.people.models import Person
from tests.people_of_the_house import House

from .sheet_files import as_csv

pytestmark = pytest.mark.django_db
ROWS = (("Navn", "Født"), ("Ea Lindegaard", "9.2.1991"), ("Bo Dam", "i går"))


@pytest.fixture
def file(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_bytes(as_csv(*ROWS))
    return tmp_path / "people.csv"


def run(capsys: Any, file: Path, *words: str) -> tuple[int, Any]:
    code = cli.main(["import", "sheet", str(file), "--kind", "people", "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_looking_writes_nothing(file: Path, capsys: Any) -> None:
    code, said = run(capsys, file, "--dry-run")
    assert (code, said["outcome"], said["counts"]["new"]) == (1, "looked at", 1)
    assert [row["row"] for row in said["problems"]] == [3]
    assert not Person.objects.unscoped().exists()
    assert Sheet.objects.get().headers == ""


def test_what_is_right_is_taken_in_and_the_rest_written(file: Path, capsys: Any, tmp_path: Path) -> None:
    code, said = run(capsys, file, "--rest", str(tmp_path / "rest.xlsx"))
    assert (code, said["outcome"], said["says"]) == (1, "taken", "1 row taken in, 1 came back.")
    rest = openpyxl.load_workbook(tmp_path / "rest.xlsx").worksheets[0]
    assert [cell.value for cell in rest[2]][:2] == ["Bo Dam", "i går"]
    _code, again = run(capsys, file)
    assert (again["counts"]["taken_new"], again["counts"]["taken_unchanged"]) == (0, 1)
    assert Person.objects.unscoped().count() == 1


def test_a_file_that_cannot_be_matched_or_read_is_refused(file: Path, capsys: Any) -> None:
    file.write_bytes(as_csv(("A", "B"), ("1", "2")))
    code, said = run(capsys, file)
    assert (code, said["outcome"]) == (1, "refused")
    assert "Choose a column" in said["says"]
    file.write_bytes(b"")
    assert run(capsys, file)[1]["outcome"] == "refused"
    assert cli.main(["import", "sheet", "nowhere.csv", "--kind", "people"]) == 1
    assert "cannot be read" in capsys.readouterr().err
