"""Each day a signed root of the trail is written outside, where whoever owns the database cannot reach it."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import pytest

from alongside.audit.anchoring import OutsideDiffers, anchor_all, make_anchor, statements, write_outside
from alongside.audit.merkle import Tree, is_consistent, leaf, node
from alongside.audit.models import Anchor
from alongside.audit.statements import file_for, written
from alongside.audit.trail import HOUSE, record_event
from alongside.config import cli, keys
from alongside.kernel import clock
from alongside.kernel.signing import is_signed_by, public_keys
from tests.people_of_the_house import NOW, House


def grow(agency_id, lines: int) -> None:
    for number in range(lines):
        record_event(agency_id=agency_id, user_id=None, now=NOW, action="search", detail={"found": number})


def test_the_clock_anchors_every_trail_that_has_grown(house: House, settings, tmp_path) -> None:
    settings.ANCHORS_FOLDER = str(tmp_path / "anchors")
    grow(house.agency.pk, 3)
    grow(HOUSE, 1)

    assert not [turn.error for turn in clock.tick(NOW) if turn.duty == "trail.anchor" and turn.error]

    outside = list(written(tmp_path / "anchors", house.agency.pk))
    assert [(one.number, one.size) for one in outside] == [(1, 3)]
    assert list(written(tmp_path / "anchors", HOUSE))
    assert anchor_all(NOW + timedelta(days=1)) == []


def test_anyone_with_the_public_key_can_check_an_anchor(house: House) -> None:
    grow(house.agency.pk, 2)
    make_anchor(house.agency.pk, NOW)
    (one,) = statements(house.agency.pk)
    (key,) = public_keys().values()

    assert is_signed_by(one.message, one.signature, key)
    assert not is_signed_by(one.message + b"x", one.signature, key)


def test_a_file_outside_only_grows_and_says_when_it_is_not_ours(house: House, tmp_path) -> None:
    agency_id = house.agency.pk
    for day in range(3):
        grow(agency_id, 2)
        make_anchor(agency_id, NOW + timedelta(days=day))
        assert write_outside(tmp_path, agency_id) == 1
    path = file_for(tmp_path, agency_id)
    before = path.read_text(encoding="utf-8")
    assert len(before.splitlines()) == 3
    assert write_outside(tmp_path, agency_id) == 0
    path.write_text(before.replace('"size": 6', '"size": 5'), encoding="utf-8")
    with pytest.raises(OutsideDiffers):
        write_outside(tmp_path, agency_id)


@pytest.mark.parametrize("lines", [1, 2, 3, 7, 8, 13])
def test_successive_anchors_prove_that_nothing_was_taken_out_between_them(house: House, lines) -> None:
    agency_id = house.agency.pk
    grow(agency_id, 5)
    make_anchor(agency_id, NOW)
    grow(agency_id, lines)
    make_anchor(agency_id, NOW + timedelta(days=1))
    first, second = statements(agency_id)
    roots = bytes.fromhex(first.root), bytes.fromhex(second.root)
    proof = [bytes.fromhex(one) for one in second.proof]

    assert is_consistent(first.size, roots[0], second.size, roots[1], proof)
    assert not is_consistent(first.size, bytes(32), second.size, roots[1], proof)


def test_the_tree_is_that_of_rfc_6962() -> None:
    # The first three of the vectors every implementation of certificate transparency is tested with.
    lines = [bytes.fromhex(one) for one in ("", "00", "10")]
    tree = Tree()
    for line in lines:
        tree.add(line)
    assert Tree().root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tree.root() == node(node(leaf(lines[0]), leaf(lines[1])), leaf(lines[2]))
    assert tree.root().hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"


def test_from_the_console(house: House, tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("ALONGSIDE_VAR", str(tmp_path / "var"))
    for name in ("ALONGSIDE_TRAIL_KEYS", *keys.new_keys()):
        monkeypatch.setenv(name, os.environ.get(name, "t1:" + "A" * 43 + "="))
    grow(house.agency.pk, 3)
    assert cli.main(["audit", "anchor", "--out", str(tmp_path)]) == 0
    assert "3 lines on" in capsys.readouterr().out
    assert cli.main(["audit", "verify", "--anchors", str(tmp_path), "--json"]) == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert (said["whole"], said["lines"], said["anchors"]) == (True, 3, 1)
    assert cli.main(["audit", "key"]) == 0
    assert "t1 ed25519 " in capsys.readouterr().out

    path = file_for(tmp_path, house.agency.pk)
    path.write_text(path.read_text(encoding="utf-8").replace('"size": 3', '"size": 4'), encoding="utf-8")
    assert cli.main(["audit", "verify", "--anchors", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "NOT WHOLE" in said
    assert "its signature does not fit" in said
    assert cli.main(["audit", "continue", str(house.agency.pk), "--reason", "short"]) == 1
    assert cli.main(["audit", "verify", "--anchors", str(tmp_path / "none")]) == 1


def test_an_anchor_is_never_changed(house: House) -> None:
    from django.db import IntegrityError, transaction

    grow(house.agency.pk, 1)
    make_anchor(house.agency.pk, NOW)
    for act in (lambda: Anchor.objects.update(size=2), lambda: Anchor.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
