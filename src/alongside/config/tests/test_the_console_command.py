"""`alongside` answers in plain words, in JSON where asked, and with an exit code that can be relied on."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alongside.audit.checking import Finding
from alongside.audit.trail import record_event
from alongside.config import background, checkup, cli, serving
from alongside.config.checkup import Answer
from alongside.kernel import clock
from alongside.kernel.errors import DomainError
from tests.people_of_the_house import House

COMMANDS = ("serve", "work", "tick", "migrate", "demo", "import", "export", "keys", "audit", "check")


@pytest.fixture(autouse=True)
def a_place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before, mask = dict(os.environ), os.umask(0)
    monkeypatch.chdir(tmp_path)
    yield
    os.umask(mask)
    os.environ.clear()
    os.environ.update(before)


def test_help_names_every_command_and_leaves_nothing_behind(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(f"\n    {command}" in said for command in COMMANDS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "work",
        "tick",
        "migrate",
        "demo",
        "import ffb",
        "import sheet",
        "export ffb",
        "keys",
        "keys rotate",
        "keys drop",
        "datamap",
        "check",
    ],
)
def test_every_command_shows_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main([*command.split(), "--help"])
    assert f"examples:\n  alongside {command}" in capsys.readouterr().out


def test_a_misspelt_command_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["serv"])
    assert ended.value.code == 2
    assert "serve" in capsys.readouterr().err


@pytest.mark.django_db
def test_check_asks_about_everything_and_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--json"])
    report = json.loads(capsys.readouterr().out)
    found = {entry["name"]: entry["ok"] for entry in report["checks"]}
    assert list(found) == [
        "database",
        "settings",
        "routes",
        "fields",
        "pages",
        "translations",
        "durability",
        "tables",
        "keys",
        "audit",
    ]
    assert all(found[name] for name in ("database", "settings", "routes", "tables", "keys", "audit"))
    assert report["ok"] == all(found.values())


@pytest.mark.parametrize(("fine", "code"), [(True, 0), (False, 1)])
def test_check_ends_with_1_when_anything_is_not_in_order(
    fine: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [Answer("database", True, "answers"), Answer("audit", fine, "the trail …")]
    monkeypatch.setattr(checkup, "answers", lambda: iter(found))
    assert cli.main(["check"]) == code
    assert ("NOT OK" in capsys.readouterr().out) is not fine


@pytest.mark.django_db
def test_check_says_where_the_audit_trail_breaks(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    record_event(agency_id=house.agency.pk, user_id=None, now=house.now, action="search", detail={})
    assert {answer.name: answer.ok for answer in checkup.answers()}["audit"]
    monkeypatch.setattr(
        checkup, "verify", lambda agency_id: Finding(agency_id, 7, "changed", "line 7 was changed")
    )
    broken = next(answer for answer in checkup.answers() if answer.name == "audit")
    assert not broken.ok
    assert f"{house.agency.pk} does not hold: line 7 was changed" in broken.says


@pytest.mark.django_db
def test_migrate_says_when_there_is_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["migrate"]) == 0
    assert "up to date" in capsys.readouterr().out
    assert cli.main(["migrate", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"applied": []}


@pytest.mark.django_db
def test_tick_says_which_duties_had_their_turn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clock, "DUTIES", {})

    @clock.duty("day.begin", every=timedelta(hours=1))
    def begin(now: datetime) -> None:
        """Nothing to do."""

    assert cli.main(["tick"]) == 0
    assert capsys.readouterr().out.split() == ["ok", "day.begin"]
    assert cli.main(["tick"]) == 0
    assert "Nothing is due" in capsys.readouterr().out

    @clock.duty("day.end", every=timedelta(hours=1))
    def end(now: datetime) -> None:
        raise DomainError

    assert cli.main(["tick", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [{"duty": "day.end", "error": "not_possible"}]


@pytest.mark.django_db
def test_work_once_ends_when_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "DUTIES", {})
    assert cli.main(["work", "--once"]) == 0


def test_a_worker_beside_the_pages_is_started_again_when_it_dies_and_ends_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[Any] = []
    really = subprocess.Popen

    def sleeper(command: list[str], **options: Any) -> Any:
        assert command[-3:] == ["work", "--beside", str(os.getpid())]
        started.append(really(["sleep", "60"], **options))
        return started[-1]

    monkeypatch.setattr(background.subprocess, "Popen", sleeper)
    monkeypatch.setattr(background, "FIRST_PAUSE", 0.01)
    beside = background.Beside()
    beside.start()
    for place in range(2):
        _until(lambda place=place: len(started) > place)
        if place == 0:
            started[0].kill()
    beside.end()
    assert started[1].poll() is not None
    assert len(started) == 2


def _until(holds: Callable[[], bool]) -> None:
    patience = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < patience
        time.sleep(0.01)


def test_serve_says_which_port_to_take_when_this_one_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port)]) == 1
    assert f"PORT={port + 1}" in capsys.readouterr().err


def test_serve_does_not_start_on_tables_that_are_behind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "require_free", lambda host, port: None)
    monkeypatch.setattr(serving, "pages_are_built", lambda: True)
    monkeypatch.setattr(checkup, "pending_migrations", lambda: ["people.0002_more"])
    assert cli.main(["serve"]) == 1
    assert "alongside migrate" in capsys.readouterr().err


def test_a_rule_that_says_no_is_a_sentence_and_a_fault_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> list[str]:
        raise DomainError

    def fail() -> list[str]:
        raise ZeroDivisionError

    monkeypatch.setattr(checkup, "pending_migrations", refuse)
    assert cli.main(["migrate"]) == 1
    assert capsys.readouterr().err.strip().endswith(str(DomainError.message))
    monkeypatch.setattr(checkup, "pending_migrations", fail)
    with pytest.raises(ZeroDivisionError):
        cli.main(["migrate"])


def test_on_another_address_the_try_out_answers_to_any_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALONGSIDE_HOSTS", raising=False)
    cli._for_trying_out(["serve", "--try-out"])
    assert "ALONGSIDE_HOSTS" not in os.environ
    cli._for_trying_out(["serve", "--try-out", "--host", "0.0.0.0"])
    assert os.environ["ALONGSIDE_HOSTS"] == "*"
    assert os.environ["ALONGSIDE_DEMO"] == "1"
