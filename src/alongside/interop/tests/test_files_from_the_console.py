"""`alongside import ffb` and `alongside export ffb`, as typed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from alongside.interop.cli import add_commands
from alongside.interop.tests.deliveries import CPR, as_bytes, drop, find, report
from alongside.interop.tests.ordered import order
from alongside.organisation.models import Agency
from alongside.referrals.models import Referral
from tests.people_of_the_house import writing


def alongside(*words: object) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    arguments = parser.parse_args([str(word) for word in words])
    return int(arguments.run(arguments))


@pytest.fixture
def files(tmp_path: Any) -> Any:
    broken = order()
    del find(broken, "Goal", "goal")["target"][0]
    for name, tree in (("order", order()), ("report", report()), ("broken", broken)):
        (tmp_path / f"{name}.json").write_bytes(as_bytes(tree))
    return tmp_path


def test_a_file_is_taken_in_and_said_so(house, files, capsys):
    assert alongside("import", "ffb", files / "report.json") == 0
    assert "report.json: Received. It stands on the intake board as new." in capsys.readouterr().out
    assert Referral.objects.unscoped().count() == 1


def test_each_file_stands_for_itself(house, files, capsys):
    assert (
        alongside("import", "ffb", files / "broken.json", files / "missing.json", files / "order.json") == 1
    )
    said = capsys.readouterr().out
    assert "Nothing was taken from the file. Found in it: 1." in said
    assert "[goal-target]" in said
    assert "missing.json: The file cannot be read" in said
    assert "order.json: Received." in said


def test_files_that_come_together_are_taken_in_oldest_first(house, files, capsys):
    newer = report("2026-11-21T12:00:00+01:00")
    drop(newer, "CarePlan", "plan")  # it leans on the plan of the older one
    (files / "newer.json").write_bytes(as_bytes(newer))
    assert alongside("import", "ffb", files / "newer.json", files / "report.json") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{files / 'newer.json'}: Received. It says what we already had")
    assert second.startswith(f"{files / 'report.json'}: Received. It stands on the intake board as new.")


def test_results_come_as_json(house, files, capsys):
    alongside("import", "ffb", "--json", files / "order.json", files / "order.json", files / "broken.json")
    first, second, third = json.loads(capsys.readouterr().out)
    assert (first["outcome"], second["outcome"], third["outcome"]) == ("new", "same_file", "refused")
    assert first["referrals"] == second["referrals"] == [str(Referral.objects.unscoped().get().pk)]
    assert third["problems"][0]["rule"] == "goal-target"


def test_reports_are_written_for_what_changed(house, files, capsys, tmp_path):
    alongside("import", "ffb", files / "report.json")
    capsys.readouterr()
    assert alongside("export", "ffb", "--since", "2026-01-01", "--out", tmp_path / "out", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    (written,) = said["written"]
    assert said["left_out"] == []
    assert json.loads(Path(written["file"]).read_bytes())["type"] == "collection"
    assert alongside("import", "ffb", written["file"]) == 0
    assert "nothing was changed" in capsys.readouterr().out


def test_who_is_left_out_is_named_with_the_reason(house, files, capsys, tmp_path):
    alongside("import", "ffb", files / "order.json")
    assert alongside("export", "ffb", "--since", "2026-01-01", "--out", tmp_path) == 0
    said = capsys.readouterr().out
    assert "[citizen-organisation]" in said
    assert "0 written, 1 left out." in said


def test_nothing_said_names_the_person(house, files, capsys, tmp_path):
    alongside("import", "ffb", files / "order.json", files / "broken.json")
    alongside("export", "ffb", "--since", "2026-01-01", "--out", tmp_path)
    said = "".join(capsys.readouterr())
    assert CPR not in said
    assert "Peter" not in said


def test_with_two_agencies_one_must_be_named(house, files, capsys):
    other = Agency(name="Nordby Kommune", profile_key="dk-icm")
    with writing(house.agency):
        other.save()
    assert alongside("import", "ffb", files / "order.json") == 1
    assert "--agency: Nordby Kommune, Solby Kommune" in capsys.readouterr().err
    assert alongside("import", "ffb", "--agency", "Nordby Kommune", files / "order.json") == 0
    assert Referral.objects.unscoped().get().agency_id == other.pk


def test_a_day_that_is_none_is_not_understood(capsys):
    with pytest.raises(SystemExit):
        alongside("export", "ffb", "--since", "yesterday")
    assert "write it as 2026-11-20" in capsys.readouterr().err
