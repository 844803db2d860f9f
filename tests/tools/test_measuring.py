"""What `make bench` reports is what was measured."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.load import Answer, Client, Measured, NotAnswered, hidden_fields, measure
from benchmarks.report import Run, Setting, table, write

SETTING = Setting(datetime(2026, 11, 24, 9, tzinfo=UTC), "0.1.0", "SQLite", 300, 20_000, 8, 2)


def page(name: str, milliseconds: list[float]) -> Measured:
    return Measured(name, milliseconds, seconds=2.0, bytes_sent=12_345)


def test_the_figures_are_those_of_the_answers() -> None:
    measured = page("Today", [float(n) for n in range(1, 101)])
    assert measured.median == 50.5
    assert measured.p95 == pytest.approx(95.95)
    assert measured.each_second == 50.0


def test_pages_are_compared_with_the_first() -> None:
    run = Run(SETTING, [page("an empty page", [10.0, 10.0]), page("Today", [25.0, 25.0])])
    lines = table([run]).splitlines()
    assert lines[-2].split("|")[5].strip() == "1.0"
    assert lines[-1].split("|")[5].strip() == "2.5"
    assert "300 people" in lines[0]


def test_a_larger_municipality_is_compared_with_the_first() -> None:
    small = Run(SETTING, [page("an empty page", [10.0, 10.0]), page("Today", [20.0, 20.0])])
    large = Run(
        replace(SETTING, people=30_000), [page("an empty page", [10.0, 10.0]), page("Today", [22.0, 22.0])]
    )
    last = table([small, large]).splitlines()[-1]
    assert last.split("|")[7].strip() == "1.10"


def test_a_page_is_compared_with_the_empty_page_as_it_was_around_it() -> None:
    slower_now = replace(page("Today", [40.0, 40.0]), beside=[20.0, 20.0])
    run = Run(SETTING, [page("an empty page", [10.0, 10.0]), slower_now])
    assert run.ratio(slower_now) == 2.0


def test_results_are_added_and_never_replaced(tmp_path: Path) -> None:
    for _ in range(2):
        write([Run(SETTING, [page("Today", [1.0, 3.0])])], tmp_path)
    entries = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert [entry["median_ms"] for entry in entries] == [2.0, 2.0]


def test_an_error_page_is_never_measured() -> None:
    def failing(client: Client, turns: Iterator[str]) -> Answer:
        return Answer(500, b"", "", 1.0)

    with pytest.raises(NotAnswered, match="500"):
        measure("Today", [(Client("127.0.0.1", 1), ["/"])], failing, seconds=0.1)


def test_a_client_that_fails_at_once_does_not_keep_the_others_waiting() -> None:
    def refusing(client: Client, turns: Iterator[str]) -> Answer:
        raise NotAnswered("the note was not taken")

    clients = [(Client("127.0.0.1", 1), ["/"]) for _ in range(3)]
    with pytest.raises(NotAnswered, match="the note was not taken"):
        measure("a note", clients, refusing, seconds=0.1)


def test_every_client_asks_until_the_time_is_over() -> None:
    def answering(client: Client, turns: Iterator[str]) -> Answer:
        return Answer(200, next(turns).encode(), "", 1.0)

    clients = [(Client("127.0.0.1", 1), ["a", "bcd"]) for _ in range(3)]
    measured = measure("Today", clients, answering, seconds=0.2)
    assert measured.seconds >= 0.2
    assert measured.bytes_sent == 3
    assert len(measured.milliseconds) > 3


def test_hidden_fields_of_a_form_are_sent_back() -> None:
    form = '<input type="hidden" name="csrfmiddlewaretoken" value="abc"><input name="q" value="x">'
    assert hidden_fields(form) == {"csrfmiddlewaretoken": "abc"}
