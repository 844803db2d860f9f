from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.access.actor import Actor, system_actor
from alongside.access.policy import RolePolicy, policy
from alongside.audit.models import Entry
from alongside.audit.trail import verify
from alongside.kernel import drafts, history
from alongside.kernel.errors import KeyReused, NotAllowed, StaleRecord, Unscoped, WriteOutsideOperation
from alongside.kernel.ids import new_id
from alongside.kernel.models import Change, ChangeStream
from alongside.kernel.operations import REGISTRY, operation
from alongside.people.models import Person, Quote
from tests.people_of_the_house import NOW, House


@pytest.fixture(scope="module", autouse=True)
def quoting():
    """A write for these tests alone."""
    from alongside.access.actor import Role
    from alongside.access.policy import _policies

    @policy("test.quote")
    class OnlyCaseManagers(RolePolicy):
        roles = (Role.CASE_MANAGER,)

    @operation("test.quote", on="person")
    def quote(*, by: Actor, person: Person, text: str, key=None) -> Quote:
        row = Quote(person=person, text=text, said_on=date(2026, 11, 24))
        row.save()
        if text == "fail":
            raise ValueError("after the write")
        return row

    yield quote
    del _policies["test.quote"], REGISTRY["test.quote"]


def test_a_write_has_its_history_entry_and_number(house: House, jonas, sofie, quoting):
    made = quoting(by=sofie, person=jonas.person, text="A door I can lock.")
    assert made.recorded_at == NOW
    version = Quote.history.get(id=made.pk)
    assert (version.history_user_id, version.history_date, version.history_change_reason) == (
        sofie.user_id,
        NOW,
        "test.quote",
    )
    entry = Entry.objects.get(operation="test.quote")
    assert (entry.person_id, entry.user_id) == (jonas.person_id, sofie.user_id)
    assert entry.detail["records"] == {"people.quote": {"made": [str(made.pk)]}}
    assert Change.objects.get().number == ChangeStream.objects.get().head == 1


def test_the_change_number_is_the_last_thing_written(house: House, jonas, sofie, quoting):
    with CaptureQueriesContext(connection) as seen:
        quoting(by=sofie, person=jonas.person, text="A door I can lock.")
    writes = [q["sql"] for q in seen if q["sql"].startswith(("INSERT", "UPDATE"))]
    numbers = [place for place, sql in enumerate(writes) if "kernel_change" in sql]
    assert numbers == list(range(numbers[0], len(writes)))
    assert len(numbers) < len(writes)


def test_a_failed_write_leaves_nothing(house: House, jonas, sofie, quoting):
    with pytest.raises(ValueError, match="after the write"):
        quoting(by=sofie, person=jonas.person, text="fail")
    assert not Quote.objects.unscoped().exists()
    assert not Entry.objects.exists()
    assert not Change.objects.exists()


def test_the_same_command_twice_is_one_record(house: House, jonas, sofie, quoting):
    key = new_id()
    first = quoting(by=sofie, person=jonas.person, text="once", key=key)
    again = quoting(by=sofie, person=jonas.person, text="once", key=key)
    assert first == again
    assert Quote.objects.unscoped().count() == 1
    with pytest.raises(KeyReused):
        quoting(by=house.actor("maja"), person=jonas.person, text="other", key=key)


def test_who_may_not_writes_nothing(house: House, jonas, ilse, quoting):
    with pytest.raises(NotAllowed):
        quoting(by=ilse, person=jonas.person, text="no")


def test_nothing_is_saved_outside_an_operation(house: House, jonas):
    with pytest.raises(WriteOutsideOperation):
        Quote(person=jonas.person, text="no", said_on=date(2026, 1, 1)).save()
    with pytest.raises(WriteOutsideOperation):
        history.bulk_create([Quote(person=jonas.person, text="no", said_on=date(2026, 1, 1))])


def test_two_who_read_the_same_version_cannot_both_win(house: House, jonas):
    from tests.people_of_the_house import writing

    mine, yours = (
        Person.objects.unscoped().get(pk=jonas.person_id),
        Person.objects.unscoped().get(pk=jonas.person_id),
    )
    with writing(house.agency):
        mine.city = "Solby"
        mine.save()
        yours.city = "Havnely"
        with pytest.raises(StaleRecord):
            yours.save()
    assert Person.objects.unscoped().get(pk=jonas.person_id).city == "Solby"


def test_personal_data_without_a_viewer_is_refused(house: House, jonas, sofie, omar):
    for ask in (lambda q: list(q), lambda q: q.count(), lambda q: q.first(), lambda q: q.exists()):
        with pytest.raises(Unscoped):
            ask(Person.objects.filter(city=""))
    with pytest.raises(Unscoped):
        list(jonas.person.quotes.all())
    assert Person.objects.visible_to(sofie).get() == jonas.person
    assert not Person.objects.visible_to(omar).exists()
    assert not Person.objects.visible_to(house.actor("ada")).exists()


def test_the_trail_cannot_be_changed_and_tells_when_it_was(house: House, jonas, sofie, quoting):
    for words in ("one", "two", "three"):
        quoting(by=sofie, person=jonas.person, text=words)
    assert verify(house.agency.pk) is None
    entry = Entry.objects.order_by("place")[1]
    for attempt in (lambda: Entry.objects.filter(pk=entry.pk).update(operation="x"), entry.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert verify(house.agency.pk) is None


def test_a_draft_of_a_signed_note_does_not_come_back(house: House, jonas, sofie, quoting):
    key = new_id()
    place = {"user_id": sofie.user_id, "form": "contact", "subject_id": jonas.pk}
    assert drafts.keep(**place, fields={"text": ["half a sent"]}, key=key, now=NOW)
    found = drafts.kept(**place)
    assert found is not None
    assert found.fields == {"text": ["half a sent"]}
    quoting(by=sofie, person=jonas.person, text="half a sentence", key=key)
    drafts.discard(**place)
    assert drafts.keep(**place, fields={"text": ["half a sent"]}, key=key, now=NOW) is None
    assert drafts.kept(**place) is None


def test_many_at_once_have_history_and_numbers_too(house: House, jonas):
    from alongside.kernel.operations import operation as declare

    by = system_actor(house.agency.pk, NOW)
    from alongside.access.policy import SignedIn, _policies

    _policies["test.many"] = SignedIn()

    @declare("test.many")
    def many(*, by: Actor) -> None:
        history.bulk_create(
            Quote(person=jonas.person, text=str(n), said_on=date(2026, 1, 1)) for n in range(3)
        )

    try:
        many(by=by)
    finally:
        del _policies["test.many"], REGISTRY["test.many"]
    assert Quote.history.count() == 3
    assert list(Change.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
