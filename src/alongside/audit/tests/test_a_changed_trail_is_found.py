"""Whoever owns the database can take the triggers away and write what they like. The check says where they did."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from alongside.audit.anchoring import make_anchor, statements
from alongside.audit.chain import row_hash
from alongside.audit.checking import Report, check
from alongside.audit.models import Anchor, ChainHead, Entry
from alongside.audit.trail import _append, record_event, record_read, verify
from alongside.kernel.ids import new_id
from tests.people_of_the_house import NOW, House

LINES = 8


def sql(text: str, *values: object) -> None:
    """Straight into the database, as its owner would."""
    with connection.cursor() as cursor:
        cursor.execute(text, [as_stored(value) for value in values])


def as_stored(value: object) -> object:
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value


def without_triggers() -> None:
    tables = {"entry": ("changes", "goes"), "anchor": ("changes", "goes")}
    for table, verbs in tables.items():
        for verb in verbs:
            on = "" if connection.vendor == "sqlite" else f" ON audit_{table}"
            sql(f"DROP TRIGGER audit_{table}_never_{verb}{on}")


@pytest.fixture
def trail(house: House, jonas, sofie) -> UUID:
    """Eight lines of Solby's trail, with the triggers that protect them taken away."""
    for page in ("person", "plan", "story"):
        record_read(viewer=sofie, page=page, record=jonas)
    for found in range(LINES - 3):
        record_event(
            agency_id=house.agency.pk,
            user_id=sofie.user_id,
            now=NOW + timedelta(seconds=found),
            action="search",
            detail={"found": found},
        )
    without_triggers()
    return house.agency.pk


def places(report: Report) -> list[tuple[str, int]]:
    return [(one.kind, one.place) for one in report.findings]


def test_an_untouched_trail_holds(trail) -> None:
    report = check(trail)
    assert (report.lines, report.findings, report.whole) == (LINES, [], True)
    assert verify(trail) is None


ANOTHER = {
    "at": NOW + timedelta(microseconds=1),
    "user_id": new_id(),
    "action": "list",
    "operation": "something else",
    "label": "people.quote",
    "record_id": new_id(),
    "person_id": new_id(),
    "purpose": "on_call",
    "detail": {"found": 99},
    "previous_hash": "0" * 64,
    "hash": "f" * 64,
}


@pytest.mark.parametrize("place", [1, 2, 5, LINES])
@pytest.mark.parametrize("column", sorted(ANOTHER))
def test_a_changed_column_is_found_where_it_is(trail, column, place) -> None:
    Entry.objects.filter(agency_id=trail, place=place).update(**{column: ANOTHER[column]})

    report = check(trail)

    assert ("changed", place) in places(report)
    assert not report.whole
    assert report.findings[0].says == f"line {place} was changed"


def test_a_line_given_to_another_agency_is_found(trail) -> None:
    Entry.objects.filter(agency_id=trail, place=3).update(agency_id=new_id())

    assert places(check(trail)) == [("missing", 3)]


@pytest.mark.parametrize("place", range(1, LINES))
def test_a_removed_line_is_found(trail, place) -> None:
    sql("DELETE FROM audit_entry WHERE agency_id = %s AND place = %s", trail, place)

    assert places(check(trail)) == [("missing", place)]


def test_the_database_lets_no_line_go_whatever_else_is_written(house, jonas, sofie) -> None:
    for page in ("person", "plan"):
        record_read(viewer=sofie, page=page, record=jonas)
    make_anchor(house.agency.pk, NOW)

    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        sql("DELETE FROM audit_entry WHERE agency_id = %s AND place = 1", house.agency.pk)
    assert "audit_cut" not in connection.introspection.table_names()


def test_several_removed_lines_are_named_together(trail) -> None:
    sql("DELETE FROM audit_entry WHERE agency_id = %s AND place BETWEEN 3 AND 5", trail)

    (found,) = check(trail).findings
    assert (found.place, found.through, found.says) == (3, 5, "lines 3 to 5 are missing")


def test_an_end_that_was_cut_off_is_found(trail) -> None:
    sql("DELETE FROM audit_entry WHERE agency_id = %s AND place > 6", trail)

    (found,) = check(trail).findings
    assert (found.kind, found.place, found.through) == ("cut_off", 7, LINES)


def swap(agency_id: UUID, one: int, other: int) -> None:
    for before, after in ((one, 20_000), (other, one), (20_000, other)):
        sql("UPDATE audit_entry SET place = %s WHERE agency_id = %s AND place = %s", after, agency_id, before)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 7), (3, LINES)])
def test_two_lines_that_changed_places_are_both_found_with_where_they_came_from(trail, one, other) -> None:
    swap(trail, one, other)

    found = {(finding.place, finding.says) for finding in check(trail).findings if finding.kind == "moved"}
    assert (one, f"line {one} is line {other}: it was moved here") in found
    assert (other, f"line {other} is line {one}: it was moved here") in found


def test_a_line_put_in_between_is_found(trail) -> None:
    sql("UPDATE audit_entry SET place = place + 1000 WHERE agency_id = %s AND place > 4", trail)
    sql("UPDATE audit_entry SET place = place - 999 WHERE agency_id = %s AND place > 1000", trail)
    forge(trail, after=4)
    sql("UPDATE audit_chainhead SET length = length + 1 WHERE agency_id = %s", trail)

    found = places(check(trail))
    assert found[0] == ("moved", 6)
    assert {place for _kind, place in found} == {6, 7, 8, 9}


def forge(agency_id: UUID, *, after: int) -> Entry:
    """A line with a hash that fits, as somebody who reads the source would make it."""
    before = Entry.objects.get(agency_id=agency_id, place=after)
    entry = Entry(
        agency_id=agency_id,
        place=after + 1,
        at=NOW,
        user_id=None,
        action="read",
        operation="person",
        previous_hash=before.hash,
    )
    entry.hash = row_hash(entry)
    entry.save()
    return entry


def test_a_forged_tail_is_found_though_its_hash_fits(trail) -> None:
    forge(trail, after=LINES)

    (found,) = check(trail).findings
    assert (found.kind, found.place) == ("put_in", LINES + 1)
    assert "put in at the end, past the program" in found.says


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("SET length = length + 2", "cut_off"),
        ("SET length = length - 1", "put_in"),
        ("SET hash = '" + "a" * 64 + "'", "head"),
    ],
)
def test_a_changed_mark_of_the_end_is_found(trail, change, kind) -> None:
    sql(f"UPDATE audit_chainhead {change} WHERE agency_id = %s", trail)

    assert [one.kind for one in check(trail).findings] == [kind]


def test_a_mark_of_the_end_that_is_gone_is_found(trail) -> None:
    sql("DELETE FROM audit_chainhead WHERE agency_id = %s", trail)

    assert places(check(trail)) == [("head", LINES)]


def test_a_line_written_anew_with_a_hash_to_fit_is_found_at_the_next(trail) -> None:
    entry = Entry.objects.get(agency_id=trail, place=4)
    entry.user_id = new_id()
    entry.hash = row_hash(entry)
    entry.save()

    assert places(check(trail)) == [("unlinked", 5)]


def write_anew(agency_id: UUID, *, since: int) -> None:
    """The whole chain from a line on, every hash and the end recomputed."""
    previous = Entry.objects.get(agency_id=agency_id, place=since - 1).hash if since > 1 else ""
    for entry in Entry.objects.filter(agency_id=agency_id, place__gte=since).order_by("place"):
        if entry.place == since:
            entry.user_id = new_id()
        entry.previous_hash = previous
        entry.hash = previous = row_hash(entry)
        entry.save()
    ChainHead.objects.filter(agency_id=agency_id).update(hash=previous)


def test_a_chain_written_anew_is_found_by_its_anchor(trail) -> None:
    make_anchor(trail, NOW)
    write_anew(trail, since=3)

    (found,) = check(trail).findings
    assert (found.kind, found.place, found.through) == ("anchor", 1, LINES)
    assert "2026-11-24" in found.says


def test_only_what_came_after_the_last_good_anchor_is_suspected(trail, house) -> None:
    make_anchor(trail, NOW)
    for number in range(4):
        record_event(agency_id=trail, user_id=None, now=NOW, action="search", detail={"found": number})
    make_anchor(trail, NOW + timedelta(days=1))
    write_anew(trail, since=LINES + 2)

    (found,) = check(trail).findings
    assert (found.kind, found.place, found.through) == ("anchor", LINES + 1, LINES + 4)


def test_a_chain_and_its_anchors_written_anew_are_found_from_outside(trail) -> None:
    make_anchor(trail, NOW)
    outside = list(statements(trail))
    write_anew(trail, since=2)
    Anchor.objects.all().delete()

    assert check(trail).whole  # Nothing within the database can tell: this is why anchors leave the house.
    found = {one.kind for one in check(trail, outside).findings}
    assert found == {"anchor_gone", "anchor"}


def test_an_anchor_cannot_be_made_without_the_key(trail) -> None:
    make_anchor(trail, NOW)
    outside = list(statements(trail))
    write_anew(trail, since=2)
    Anchor.objects.all().delete()
    with override_settings(TRAIL_KEYS=["t1:" + "A" * 43 + "="]):
        make_anchor(trail, NOW)

    kinds = [one.kind for one in check(trail).findings]
    assert kinds == ["anchor_bad"]
    assert "anchor_changed" in {one.kind for one in check(trail, outside).findings}


def test_lines_taken_off_the_end_after_an_anchor_are_found(trail) -> None:
    make_anchor(trail, NOW)
    sql("DELETE FROM audit_entry WHERE agency_id = %s AND place > 5", trail)
    last = Entry.objects.get(agency_id=trail, place=5)
    ChainHead.objects.filter(agency_id=trail).update(hash=last.hash, length=5)

    (found,) = check(trail).findings
    assert (found.kind, found.place, found.through) == ("cut_off", 6, LINES)


def test_a_trail_that_is_gone_altogether_is_missed_from_outside(trail) -> None:
    make_anchor(trail, NOW)
    outside = list(statements(trail))
    for table in ("entry", "anchor", "chainhead"):
        sql(f"DELETE FROM audit_{table}")

    assert {one.kind for one in check(trail, outside).findings} == {"anchor_gone", "cut_off"}


def test_a_missing_line_does_not_make_every_later_anchor_look_wrong(trail) -> None:
    make_anchor(trail, NOW)
    record_event(agency_id=trail, user_id=None, now=NOW, action="search", detail={"found": 1})
    make_anchor(trail, NOW + timedelta(days=1))
    sql("DELETE FROM audit_entry WHERE agency_id = %s AND place = 2", trail)

    assert places(check(trail)) == [("missing", 2), ("anchor", 1)]


def test_among_ten_thousand_lines_one_is_found(house, sofie) -> None:
    agency_id, chance = house.agency.pk, random.Random(10_000)
    with transaction.atomic():
        _append(
            agency_id,
            [
                Entry(
                    at=NOW, user_id=sofie.user_id, action="read", operation="person", detail={"found": number}
                )
                for number in range(10_000)
            ],
        )
    make_anchor(agency_id, NOW)
    without_triggers()
    assert check(agency_id).whole

    for act in ("UPDATE", "DELETE", "SWAP", "FORGE"):
        place = chance.randrange(2, 9_999)
        with transaction.atomic():
            if act == "UPDATE":
                column = chance.choice(sorted(ANOTHER))
                Entry.objects.filter(agency_id=agency_id, place=place).update(**{column: ANOTHER[column]})
            elif act == "DELETE":
                sql("DELETE FROM audit_entry WHERE agency_id = %s AND place = %s", agency_id, place)
            elif act == "SWAP":
                for before, after in ((place, 20_000), (place + 1, place), (20_000, place + 1)):
                    sql(
                        "UPDATE audit_entry SET place = %s WHERE agency_id = %s AND place = %s",
                        after,
                        agency_id,
                        before,
                    )
            else:
                place = forge(agency_id, after=10_000).place
            assert place in [one.place for one in check(agency_id).findings], act
            transaction.set_rollback(True)


def test_a_look_says_who_at_whom_and_nothing_else(trail, jonas, sofie) -> None:
    entry = Entry.objects.filter(operation="plan").get()
    assert (entry.action, entry.user_id, entry.person_id) == ("read", sofie.user_id, jonas.person_id)
    assert entry.detail == {}
