"""An administrator sees what failed, with its code and about nobody, and can begin it again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.kernel import clock, jobs
from alongside.kernel.ids import new_id
from alongside.kernel.models import Job, JobState, Turn
from tests.people_of_the_house import House

PAGE = reverse("background")


@pytest.fixture
def failed(house: House, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.setattr(jobs, "JOBS", {})

    @jobs.job("sheet.read", tries=1)
    def fail(work: jobs.Work, sheet_id: Any) -> None:
        raise ValueError("Jonas Krogh")

    job = jobs.enqueue("sheet.read", agency_id=house.agency.pk, sheet_id=new_id())
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    return job


def test_what_failed_is_shown_with_its_code_and_tried_again(sign_in: Any, failed: Job) -> None:
    ada = sign_in("ada")
    shown = ada.get(PAGE).content.decode()
    assert "Read a spreadsheet" in shown
    assert "fault.ValueError" in shown
    assert "Jonas" not in shown
    ada.post(reverse("job_again", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.attempts == 1, "it was begun anew, and failed again"
    assert Entry.objects.filter(action="job.again").exists()


def test_another_agencys_work_is_not_shown(sign_in: Any, failed: Job) -> None:
    Job.objects.update(agency_id=new_id())
    ada = sign_in("ada")
    assert "fault.ValueError" not in ada.get(PAGE).content.decode()
    assert ada.post(reverse("job_again", args=[failed.pk])).status_code == 404


def test_the_clock_is_shown_with_what_went_wrong(sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "DUTIES", {})

    @clock.duty("jobs.rescue", every=timedelta(hours=1))
    def rescue(now: Any) -> None: ...

    ada = sign_in("ada")
    assert "not yet" in ada.get(PAGE).content.decode()
    Turn.objects.create(duty="jobs.rescue", began_at=clock_now(), error="fault.KeyError")
    assert "fault.KeyError" in ada.get(PAGE).content.decode()


def clock_now() -> Any:
    from django.utils import timezone

    return timezone.now()


@pytest.mark.parametrize("name", ["ilse", "sofie", "amina"])
def test_only_an_administrator_sees_it(sign_in: Any, name: str) -> None:
    assert sign_in(name).get(PAGE).status_code == 404


def test_the_way_there_stands_in_administration(sign_in: Any) -> None:
    assert PAGE in sign_in("ada").get(reverse("administration")).content.decode()
