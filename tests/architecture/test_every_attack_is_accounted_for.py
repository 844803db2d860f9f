"""The page about attacks and the tests of attacks say the same: nothing is promised that is not tried."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "reference" / "attacks.md"
FOLDER = ROOT / "tests" / "attacks"
ATTACKS = 52
WHY = re.compile(r"(?:does not apply yet|not yet): \w.{15,}")


def _rows() -> list[tuple[int, str, str, str]]:
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0].isdigit():
            number, tried, happens, by = cells
            found.append((int(number), tried, happens, by))
    return found


def _files(text: str) -> list[Path]:
    return [ROOT / one if "/" in one else FOLDER / one for one in re.findall(r"`([\w./-]+\.py)`", text)]


def test_every_attack_has_its_line() -> None:
    assert [number for number, *_rest in _rows()] == list(range(1, ATTACKS + 1))


def test_every_line_names_tests_that_exist_or_says_why_there_is_none() -> None:
    for number, _tried, _happens, by in _rows():
        files = _files(by)
        assert files or WHY.fullmatch(by), number
        assert not [path for path in files if not path.is_file()], number
        assert all(re.search(r"^ *def test_", path.read_text(encoding="utf-8"), re.M) for path in files), (
            number
        )


def test_every_test_of_an_attack_is_named_in_its_line() -> None:
    named = {path.name: {number for number, *_rest, by in _rows() if path in _files(by)} for path in _all()}
    assert len(named) > 30
    for test, lines in named.items():
        numbered = re.match(r"test_(\d\d)_", test)
        if numbered:
            assert int(numbered[1]) in lines, test
        else:
            assert f"`{test}`" in PAGE.read_text(encoding="utf-8"), test


def _all() -> list[Path]:
    return sorted(FOLDER.glob("test_*.py"))
