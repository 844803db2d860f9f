"""Personnel says who leaves; accounts, sessions and roles end without anybody having to remember."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine

from alongside.access.actor import system_actor
from alongside.config.cli import main
from alongside.organisation import leaving
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import actor_for
from tests.people_of_the_house import NOW


@pytest.fixture
def by(house):
    with time_machine.travel(NOW, tick=False):
        yield system_actor(house.agency.pk, NOW)


def test_who_has_left_is_out_at_once_and_everywhere(by, house, sign_in) -> None:
    client = sign_in("eva")
    found = leaving.carry_out(by, leaving.read("user,last_day\neva,2026-11-20\n", today=by.today))
    assert [(one.name, one.done, one.left) for one in found] == [("Eva Lund", "suspended", [])]
    assert client.get("/").status_code == 302
    assert Membership.objects.get(worker=house.workers["eva"]).ends_on == date(2026, 11, 21)
    again = leaving.carry_out(by, leaving.read("user,last_day\neva,2026-11-20\n", today=by.today))
    assert again[0].done == "suspended_already"


def test_who_leaves_later_can_sign_in_until_then(by, house) -> None:
    leaving.carry_out(by, leaving.read("Bruger;Sidste dag\neva;30-11-2026\n", today=by.today))
    eva = house.workers["eva"].user_id
    assert actor_for(eva, now=NOW) is not None
    assert actor_for(eva, now=NOW.replace(day=30)) is not None
    assert actor_for(eva, now=NOW.replace(month=12, day=1)) is None


def test_people_are_never_dropped_with_the_one_who_walks_with_them(by, house, jonas) -> None:
    found = leaving.carry_out(by, leaving.read("user,last_day\nsofie,2026-11-20\n", today=by.today))
    assert (found[0].done, found[0].left) == ("suspended", ["still_walks_with_people"])
    assert Membership.objects.get(worker=house.workers["sofie"]).ends_on is None


def test_the_last_administrator_is_not_let_go(by, house) -> None:
    found = leaving.carry_out(by, leaving.read("user,last_day\nada,2026-11-20\n", today=by.today))
    assert found[0].done == "refused"
    assert Worker.objects.get(pk=house.workers["ada"].pk).suspended_at is None


def test_scim_says_who_is_no_longer_active(by) -> None:
    told = {"Resources": [{"userName": "eva", "active": False}, {"userName": "omar", "active": True}]}
    assert [one.name for one in leaving.read(json.dumps(told), today=by.today)] == ["eva"]


@pytest.mark.parametrize(
    "content", ["", "a,b\n1,2\n", "user,last_day\neva,soon\n", "user,last_day\n,2026-01-01\n", "{]"]
)
def test_a_file_that_is_none_does_nothing(by, content: str) -> None:
    with pytest.raises(leaving.CannotRead):
        leaving.read(content, today=by.today)


def test_the_console_reports_and_a_dry_run_changes_nothing(by, house, tmp_path, capsys) -> None:
    file = tmp_path / "leavers.csv"
    file.write_text("user,last_day\neva,2026-11-20\nghost,2026-11-20\n", encoding="utf-8")
    assert main(["accounts", "leavers", str(file), "--dry-run"]) == 1
    assert Worker.objects.get(pk=house.workers["eva"].pk).suspended_at is None
    capsys.readouterr()
    assert main(["accounts", "leavers", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["done"] for one in told] == ["suspended", "nobody"]
