"""A job is begun once what it works on holds, tried again, stopped, taken over: and says nothing about anybody."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from alongside.kernel import clock, jobs, working
from alongside.kernel.errors import DomainError
from alongside.kernel.ids import new_id
from alongside.kernel.models import Job, JobState, Turn


@pytest.fixture
def carried() -> list[Any]:
    """What the jobs of a test leave."""
    return []


@pytest.fixture(autouse=True)
def declared(carried: list[Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "JOBS", {})

    @jobs.job("note.count")
    def count(work: jobs.Work, note_id: Any) -> None:
        for step in range(3):
            carried.append((note_id, step))
            work.progress(step + 1, 3)

    @jobs.job("note.fail", tries=2)
    def fail(work: jobs.Work) -> None:
        raise OperationalError("Jonas Krogh, 040392-1235, could not be written")

    @jobs.job("note.refuse")
    def refuse(work: jobs.Work) -> None:
        raise DomainError

    jobs.stopping.clear()
    yield
    jobs.stopping.clear()


@pytest.fixture
def worker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs wait in the queue, as where people work. The test's own connection stays open between them."""
    settings.JOBS_AT_ONCE = False
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(working, "close_old_connections", lambda: None)


@pytest.mark.django_db
def test_in_a_test_a_job_runs_once_its_transaction_holds(carried: list[Any]) -> None:
    with transaction.atomic():
        found = jobs.enqueue("note.count", note_id=new_id())
        assert not carried
    assert len(carried) == 3
    found.refresh_from_db()
    assert (found.state, found.done, found.total) == (JobState.DONE, 3, 3)


@pytest.mark.django_db
def test_a_job_waits_in_the_queue_for_a_worker(carried: list[Any], worker: None) -> None:
    note_id = new_id()
    found = jobs.enqueue("note.count", note_id=note_id)
    assert not carried
    jobs.drain()
    assert carried == [(note_id, 0), (note_id, 1), (note_id, 2)]
    found.refresh_from_db()
    assert found.state == JobState.DONE
    assert found.held_by is None


@pytest.mark.django_db
def test_what_was_undone_leaves_no_job(carried: list[Any], worker: None) -> None:
    def half() -> None:
        with transaction.atomic():
            jobs.enqueue("note.count", note_id=new_id())
            raise DomainError

    with pytest.raises(DomainError):
        half()
    jobs.drain()
    assert not carried
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_job_takes_ids_and_nothing_else() -> None:
    with pytest.raises(TypeError, match="note_id"):
        jobs.enqueue("note.count", note_id="Jonas Krogh")  # type: ignore[arg-type]
    with pytest.raises(LookupError):
        jobs.enqueue("note.unheard_of")


@pytest.mark.django_db
def test_what_fails_by_chance_is_tried_again_later_and_leaves_only_a_code(worker: None) -> None:
    found = jobs.enqueue("note.fail")
    jobs.drain()
    found.refresh_from_db()
    assert (found.state, found.attempts, found.error) == (JobState.WAITING, 1, "fault.OperationalError")
    assert found.not_before - timezone.now() > timedelta(seconds=15)
    jobs.drain()
    found.refresh_from_db()
    assert found.attempts == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    jobs.drain()
    found.refresh_from_db()
    assert (found.state, found.attempts) == (JobState.FAILED, 2)
    kept = [*Job.objects.values_list(), *DBTaskResult.objects.values_list()]
    assert "Jonas" not in repr(kept)


@pytest.mark.django_db
def test_what_a_rule_refuses_is_not_tried_again_until_somebody_says_so(worker: None) -> None:
    found = jobs.enqueue("note.refuse")
    jobs.drain()
    found.refresh_from_db()
    assert (found.state, found.attempts, found.error) == (JobState.FAILED, 1, "not_possible")
    assert jobs.try_again(found.pk)
    assert not jobs.try_again(found.pk)
    found.refresh_from_db()
    assert (found.state, found.attempts, found.error) == (JobState.WAITING, 0, "")


@pytest.mark.django_db
def test_a_job_stops_when_somebody_says_so(carried: list[Any], worker: None) -> None:
    waiting = jobs.enqueue("note.count", note_id=new_id())
    jobs.stop(waiting.pk)
    jobs.drain()
    assert not carried

    @jobs.job("note.stopped")
    def stop_it(work: jobs.Work) -> None:
        jobs.stop(work.job_id)
        work.progress(1, 2)
        raise AssertionError("it went on")

    running = jobs.enqueue("note.stopped")
    jobs.drain()
    running.refresh_from_db()
    assert running.state == JobState.STOPPED


@pytest.mark.django_db
def test_a_job_rests_when_its_worker_ends_and_goes_on_in_the_next(carried: list[Any], worker: None) -> None:
    found = jobs.enqueue("note.count", note_id=new_id())
    jobs.stopping.set()
    jobs.carry_out(found.pk)
    found.refresh_from_db()
    assert (found.state, found.attempts, len(carried)) == (JobState.WAITING, 0, 1)
    jobs.stopping.clear()
    jobs.drain()
    found.refresh_from_db()
    assert found.state == JobState.DONE


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_is_taken_over(carried: list[Any], worker: None) -> None:
    found = jobs.enqueue("note.count", note_id=new_id())
    now = timezone.now()
    DBTaskResult.objects.update(status="RUNNING", started_at=now)
    Job.objects.update(state=JobState.RUNNING, held_by=new_id(), held_until=now + jobs.LEASE)
    assert jobs.rescue(now) == 0
    jobs.carry_out(found.pk)
    assert not carried
    Job.objects.update(held_until=now - timedelta(seconds=1))
    assert jobs.rescue(now) == 1
    jobs.drain()
    found.refresh_from_db()
    assert found.state == JobState.DONE


@pytest.mark.django_db
def test_a_worker_that_lost_its_job_writes_nothing_about_it(carried: list[Any], worker: None) -> None:
    found = jobs.enqueue("note.count", note_id=new_id())
    late = jobs._claim(found.pk)
    assert late is not None
    other = new_id()
    Job.objects.filter(pk=found.pk).update(held_by=other)
    with pytest.raises(jobs.Resting):
        jobs.Work(late).progress(1, 3)
    jobs._settle(late, "", False)
    found.refresh_from_db()
    assert (found.state, found.held_by) == (JobState.RUNNING, other)


@pytest.mark.django_db
def test_one_lost_between_queue_and_worker_is_found_again(worker: None) -> None:
    found = jobs.enqueue("note.refuse")
    later = timezone.now() + 2 * jobs.LEASE
    assert jobs.rescue(later) == 0
    DBTaskResult.objects.all().delete()
    assert jobs.rescue(later) == 1
    jobs.drain()
    found.refresh_from_db()
    assert found.state == JobState.WAITING
    assert DBTaskResult.objects.ready().count() == 0


def test_pauses_grow_to_an_hour() -> None:
    assert [jobs.pause_before(attempt).total_seconds() for attempt in (2, 3, 4, 9)] == [20, 80, 320, 3600]


@pytest.mark.django_db
def test_what_ended_long_ago_is_forgotten(worker: None) -> None:
    jobs.enqueue("note.refuse")
    jobs.drain()
    jobs.forget(timezone.now() - timedelta(days=1))
    assert Job.objects.count() == DBTaskResult.objects.count() == 1
    jobs.forget(timezone.now() + timedelta(days=1))
    assert Job.objects.count() == DBTaskResult.objects.count() == 0


@pytest.fixture
def duties(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Two duties; the first fails."""
    had: list[Any] = []
    monkeypatch.setattr(clock, "DUTIES", {})

    @clock.duty("day.fail", every=timedelta(hours=1))
    def fail(now: Any) -> None:
        raise ValueError("Jonas Krogh")

    @clock.duty("day.note", every=timedelta(hours=1))
    def note(now: Any) -> None:
        had.append(now)

    return had


@pytest.mark.django_db
def test_every_duty_has_its_turn_when_it_is_due(duties: list[Any]) -> None:
    now = timezone.now()
    assert clock.tick(now) == [clock.Had("day.fail", "fault.ValueError"), clock.Had("day.note", "")]
    assert clock.tick(now + timedelta(minutes=59)) == []
    assert len(clock.tick(now + timedelta(minutes=60))) == 2
    assert duties == [now, now + timedelta(minutes=60)]
    assert "Jonas" not in repr(list(Turn.objects.values_list()))


@pytest.mark.django_db
def test_two_clocks_never_give_the_same_turn(duties: list[Any]) -> None:
    now = timezone.now()
    one = clock.DUTIES["day.note"]
    assert clock._due(one, now)
    assert not clock._due(one, now)
    assert not clock._due(one, now + timedelta(minutes=20))
    assert clock._due(one, now + clock.HELD + timedelta(seconds=1)), "its clock was killed"


@pytest.mark.django_db
def test_a_worker_ends_when_it_is_asked_to(
    worker: None, carried: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([True, True, False])
    jobs.enqueue("note.count", note_id=new_id())
    monkeypatch.setattr(working, "LOOK", 0.01)
    working.work_until_asked_to_end(goes_on=lambda: next(looks))
    assert len(carried) == 3
