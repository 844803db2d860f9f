"""The privacy officer and the administrator see what every role may do; nobody else does."""

import json

import pytest
from django.urls import reverse

from alongside.access.matrix import PEOPLE_AT_WORK
from alongside.access.policy import Relation
from alongside.config.cli import main
from alongside.web.permissions.views import RELATIONS
from alongside.web.roles import ROLE_LABELS


@pytest.mark.parametrize("name", ["per", "ada"])
def test_every_role_can_be_looked_at(sign_in, name) -> None:
    browser = sign_in(name)
    for role in PEOPLE_AT_WORK:
        page = browser.get(reverse("permissions"), {"role": role.value}).content.decode()
        assert "people.person" in page or role.value in ("evaluator", "administrator")


def test_an_administrator_reads_no_record_of_a_person(sign_in) -> None:
    page = sign_in("ada").get(reverse("permissions"), {"role": "administrator"})
    reads = [row for row in page.context["rows"] if row.reads]
    # Only what anyone is tied to by an assignment of their own, which an administrator has when they walk with someone.
    assert all(row.cells[0].no for row in reads)


@pytest.mark.parametrize("name", ["sofie", "amina", "ilse", "karin", "eva"])
def test_others_do_not_find_it(sign_in, name) -> None:
    assert sign_in(name).get(reverse("permissions")).status_code == 404


def test_every_tie_and_role_has_words() -> None:
    assert set(RELATIONS) == set(Relation)
    assert set(PEOPLE_AT_WORK) <= set(ROLE_LABELS)


def test_the_console_tells_every_cell(capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("ALONGSIDE_VAR", str(tmp_path))
    assert main(["access", "matrix", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["cells"]) > 5_000
    assert {
        "role": "evaluator",
        "relation": None,
        "record": "people.person",
        "action": "read",
        "kind": "read",
        "answer": "no",
    } in told["cells"]
