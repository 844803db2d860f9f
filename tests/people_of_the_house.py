"""The house's people, for every test: Sofie walks with Jonas, Amina leads, Omar is on another team, Ilse does
intake, Karin is the authority. Import the fixtures through `conftest.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from alongside.access.actor import Actor, Role, system_actor
from alongside.accounts.models import User
from alongside.caseload.models import Assignment
from alongside.enrolments.models import Enrolment
from alongside.kernel.ids import new_id
from alongside.kernel.running import Running, _running
from alongside.organisation.models import Agency, Membership, Team, Worker
from alongside.organisation.queries import actor_for
from alongside.people.models import Person
from alongside.referrals.models import Referral

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""The clock of the tests: Tuesday 24 November 2026, 10:00 in Copenhagen."""
LOOK = 3
"""The statements with which a page that shows people leaves its line in the trail: lock, write, move the end."""
PASSWORD = "walking-alongside"


@dataclass(frozen=True)
class House:
    """Who is there. Actors are built by `actor(name)` so that tests use the real rules of membership."""

    agency: Agency
    team: Team
    other_team: Team
    workers: dict[str, Worker]
    now: datetime = NOW

    def actor(self, name: str) -> Actor:
        worker = self.workers[name]
        assert worker.user_id is not None
        found = actor_for(worker.user_id, now=self.now, language="en")
        assert found is not None
        return replace(found, proved_at=self.now)

    def at(self, now: datetime) -> House:
        """The same house at another time."""
        return replace(self, now=now)


@contextmanager
def writing(agency: Agency, now: datetime = NOW) -> Iterator[None]:
    """A transaction in which records can be saved without an operation: for setting a scene only."""
    token = _running.set(Running("test.set-up", system_actor(agency.pk, now)))
    try:
        with transaction.atomic():
            yield
    finally:
        _running.reset(token)


@pytest.fixture
def house(db: Any) -> House:
    """The agency Solby with Team Havn and Team Syd, and one worker for each role."""
    agency = Agency(id=new_id(), name="Solby Kommune", profile_key="dk-icm", language="da")
    people: dict[str, tuple[str, list[tuple[Role, str | None]]]] = {
        "sofie": ("Sofie Lindholm", [(Role.CASE_MANAGER, "team")]),
        "amina": ("Amina Yilmaz", [(Role.TEAM_LEAD, "team"), (Role.CASE_MANAGER, "team")]),
        "maja": ("Maja Toft", [(Role.CASE_MANAGER, "team")]),
        "omar": ("Omar Bilal", [(Role.CASE_MANAGER, "other")]),
        "ilse": ("Ilse Madsen", [(Role.INTAKE, None)]),
        "karin": ("Karin Holst", [(Role.AUTHORITY, None)]),
        "vagn": ("Vagn Nattergal", [(Role.ON_CALL, "team")]),
        "eva": ("Eva Lund", [(Role.EVALUATOR, None)]),
        "per": ("Per Dam", [(Role.PRIVACY_OFFICER, None)]),
        "ada": ("Ada Bech", [(Role.ADMINISTRATOR, None)]),
    }
    with writing(agency):
        agency.save()
        teams = {"team": Team(agency=agency, name="Team Havn"), "other": Team(agency=agency, name="Team Syd")}
        for team in teams.values():
            team.save()
        workers = {}
        for username, (name, roles) in people.items():
            user = User.objects.create_user(username=username, password=PASSWORD)
            worker = workers[username] = Worker(
                agency=agency, user=user, name=name, access_until=date(2027, 11, 1), awake_since=NOW
            )
            worker.save()
            for role, team_key in roles:
                Membership(
                    worker=worker,
                    team=teams[team_key] if team_key else None,
                    role=role,
                    starts_on=date(2024, 1, 1),
                ).save()
    return House(agency, teams["team"], teams["other"], workers)


@pytest.fixture
def jonas(house: House) -> Enrolment:
    """Jonas Krogh's course: ordered by Karin, walking with Sofie since 2 September 2025."""
    with writing(house.agency):
        person = Person(
            agency=house.agency,
            given_name="Jonas",
            family_name="Krogh",
            called_name="Jon",
            sex="male",
            birth_date=date(1992, 3, 4),
            whereabouts="Solby Station",
        )
        person.save()
        referral = Referral(
            agency=house.agency,
            person=person,
            source="order",
            status="assigned",
            case_number="27.33.00-G01-7-25",
            received_at=datetime(2025, 8, 20, 8, 0, tzinfo=UTC),
            authority_name="Solby Kommune",
            authority_worker=house.workers["karin"],
        )
        referral.save()
        enrolment = Enrolment(
            person=person, referral=referral, team=house.team, starts_on=date(2025, 9, 2), rhythm_days=2
        )
        enrolment.save()
        Assignment(enrolment=enrolment, worker=house.workers["sofie"], starts_on=date(2025, 9, 2)).save()
    return enrolment


@pytest.fixture
def sofie(house: House) -> Actor:
    """Jonas's case manager."""
    return house.actor("sofie")


@pytest.fixture
def amina(house: House) -> Actor:
    """Leads Team Havn and is a case manager in it."""
    return house.actor("amina")


@pytest.fixture
def omar(house: House) -> Actor:
    """A case manager on another team."""
    return house.actor("omar")


@pytest.fixture
def ilse(house: House) -> Actor:
    """Does intake."""
    return house.actor("ilse")


@pytest.fixture
def karin(house: House) -> Actor:
    """The authority caseworker who ordered Jonas's course."""
    return house.actor("karin")


@pytest.fixture
def ada(house: House) -> Actor:
    """The administrator: no relation to anyone's case."""
    return house.actor("ada")


@pytest.fixture
def sign_in(house: House) -> Iterator[Callable[..., Client]]:
    """`sign_in("sofie")`: a browser in which she is signed in and reads English, at the house's clock."""

    def browser(name: str, language: str = "en") -> Client:
        user = house.workers[name].user
        assert user is not None
        User.objects.filter(pk=user.pk).update(language=language)
        client = Client()
        client.force_login(user)
        return client

    with time_machine.travel(house.now, tick=False):
        yield browser
