"""docs/reference/asvs.md speaks of every requirement of level 2, counts right, and names only files that are there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "reference" / "asvs.md"
STATES = ("met", "not applicable", "not yet")
CHAPTERS = {
    1: (8, 19),
    2: (4, 7),
    3: (8, 11),
    4: (2, 8),
    5: (4, 5),
    6: (13, 22),
    7: (6, 12),
    8: (4, 3),
    9: (4, 3),
    10: (5, 24),
    11: (3, 11),
    12: (3, 6),
    13: (1, 12),
    14: (2, 7),
    15: (3, 10),
    16: (0, 16),
    17: (0, 7),
}
"""How many requirements of level 1 and of level 2 each chapter of ASVS 5.0.0 has."""
_LINK = re.compile(r"\]\((\.\./\.\./[^)#]+)\)")
_KEPT_IN_THE_BROWSER = re.compile(
    r"localStorage|sessionStorage|indexedDB|serviceWorker|\bcaches\.|document\.cookie"
)
_MARKUP_FROM_TEXT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
)
_STANDS_IN_THE_WAY = re.compile(r"[\"'](?:paste|copy|contextmenu)[\"']")


@dataclass(frozen=True)
class Requirement:
    """A row of the page."""

    number: str
    level: int
    asked: str
    state: str
    why: str

    @property
    def chapter(self) -> int:
        """The number of its chapter."""
        return int(self.number.partition(".")[0])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _requirements() -> list[Requirement]:
    rows = re.findall(r"^\| \d+\.\d+\.\d+ \|.*$", PAGE.read_text(encoding="utf-8"), re.M)
    cells = [_cells(row) for row in rows]
    assert all(len(one) == 5 for one in cells)
    return [Requirement(number, int(level), *said) for number, level, *said in cells]


def _counted() -> dict[str, list[int]]:
    """What the summary says of each chapter, and of "all"."""
    rows = re.findall(r"^\| (?:V(\d+) [^|]+|\*\*(all)\*\*) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.M)
    return {chapter or every: [int(cell) for cell in _cells(said)] for chapter, every, said in rows}


def test_every_requirement_stands_there_once() -> None:
    rows = _requirements()
    assert len(rows) == 253
    assert not [number for number, times in Counter(row.number for row in rows).items() if times > 1]
    for chapter, levels in CHAPTERS.items():
        mine = [row.level for row in rows if row.chapter == chapter]
        assert (mine.count(1), mine.count(2)) == levels, chapter


def test_each_says_where_it_stands_and_why() -> None:
    for row in _requirements():
        assert row.state in STATES, row.number
        assert row.asked, row.number
        assert row.why, row.number
        if row.state == "met":
            assert _LINK.search(row.why), f"{row.number} is met, and names no file where that is seen"


def test_every_file_it_names_is_there() -> None:
    named = {target for row in _requirements() for target in _LINK.findall(row.why)}
    assert named
    assert not [target for target in sorted(named) if not (PAGE.parent / target).resolve().is_file()]


def test_the_summary_counts_the_table() -> None:
    rows, counted = _requirements(), _counted()
    assert set(counted) == {*map(str, CHAPTERS), "all"}
    for chapter, said in counted.items():
        mine = [row for row in rows if chapter in (str(row.chapter), "all")]
        levels = [sum(row.level == level for row in mine) for level in (1, 2)]
        assert said == [*levels, *(sum(row.state == state for row in mine) for state in STATES)], chapter


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("keeps something in the browser (14.3.3)", _KEPT_IN_THE_BROWSER),
        ("makes markup of text (3.2.2)", _MARKUP_FROM_TEXT),
        ("stands in the way of a password manager (6.2.7)", _STANDS_IN_THE_WAY),
    ],
)
def test_no_script_does_what_the_table_says_none_does(what: str, pattern: re.Pattern[str]) -> None:
    scripts = sorted((ROOT / "frontend" / "ts").rglob("*.ts"))
    assert scripts
    assert not [path.name for path in scripts if pattern.search(path.read_text(encoding="utf-8"))], what
