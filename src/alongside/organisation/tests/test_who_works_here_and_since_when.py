from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from alongside.access.actor import Role, system_actor
from alongside.audit.models import Entry
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.kernel.ids import new_id
from alongside.organisation import errors
from alongside.organisation.models import Agency, Membership, Worker
from alongside.organisation.operations import (
    add_team,
    add_worker,
    change_agency,
    change_worker,
    end_membership,
    found_agency,
    open_account,
    sign_in_link,
    start_membership,
)
from alongside.organisation.queries import actor_for, profile_of, staff
from tests.people_of_the_house import NOW, House

TODAY = date(2026, 11, 24)


def test_a_house_is_founded_from_the_console(db) -> None:
    console = system_actor(new_id(), NOW)
    agency = found_agency(by=console, name="Havneby", profile_key="on-icm")
    assert (agency.pk, agency.language) == (console.agency_id, "en")
    add_team(by=console, name="Team Nord")


def test_no_user_founds_a_house(ada) -> None:
    with pytest.raises(NotAllowed):
        found_agency(by=ada, name="Havneby", profile_key="dk-icm")


def test_someone_new_signs_in_and_does_what_their_role_allows(ada, house: House) -> None:
    worker = add_worker(by=ada, name="Nina Falk", username="nina", fte=Decimal("0.80"), title="Social worker")
    assert worker.user is not None
    assert not worker.user.has_usable_password()
    assert actor_for(worker.user.pk, now=NOW) is None
    start_membership(by=ada, worker=worker, role=Role.CASE_MANAGER, team=house.team, starts_on=TODAY)
    nina = actor_for(worker.user.pk, now=NOW)
    assert nina is not None
    assert (nina.roles, nina.team_ids) == (frozenset({Role.CASE_MANAGER}), frozenset({house.team.pk}))


def test_a_worker_may_be_named_without_an_account(ada) -> None:
    assert add_worker(by=ada, name="Karsten Myndighed").user is None


def test_names_and_shares_are_checked(ada) -> None:
    with pytest.raises(errors.NameMissing):
        add_worker(by=ada, name=" ")
    with pytest.raises(errors.UsernameTaken):
        add_worker(by=ada, name="Another Sofie", username="Sofie")
    for share in ("0", "1.20"):
        with pytest.raises(errors.ShareOutOfBounds):
            add_worker(by=ada, name="Nina Falk", fte=Decimal(share))
    with pytest.raises(errors.NameTaken):
        add_team(by=ada, name="team havn")


def test_a_share_of_a_post_changes(ada, house: House) -> None:
    sofie = change_worker(by=ada, worker=house.workers["sofie"], version=1, fte=Decimal("0.75"))
    assert sofie.fte == Decimal("0.75")
    with pytest.raises(StaleRecord):
        change_worker(by=ada, worker=sofie, version=1, fte=Decimal("0.50"))


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL])
def test_roles_that_reach_people_are_held_in_a_team(ada, house: House, role: Role) -> None:
    with pytest.raises(errors.RoleNeedsTeam):
        start_membership(by=ada, worker=house.workers["eva"], role=role, starts_on=TODAY)


def test_the_other_roles_are_held_in_the_house(ada, house: House) -> None:
    eva = house.workers["eva"]
    with pytest.raises(errors.RoleHasNoTeam):
        start_membership(by=ada, worker=eva, role=Role.INTAKE, team=house.team, starts_on=TODAY)
    start_membership(by=ada, worker=eva, role=Role.INTAKE, starts_on=TODAY)
    with pytest.raises(errors.RoleHeldAlready):
        start_membership(by=ada, worker=eva, role=Role.INTAKE, starts_on=TODAY)


def test_nobody_becomes_the_program_itself(ada, house: House) -> None:
    with pytest.raises(NotAllowed):
        start_membership(by=ada, worker=house.workers["eva"], role=Role.SYSTEM, starts_on=TODAY)


def test_a_role_ends_and_its_history_stays(ada, omar, house: House) -> None:
    membership = Membership.objects.get(worker=house.workers["omar"])
    with pytest.raises(errors.EndsBeforeStart):
        end_membership(by=ada, membership=membership, ends_on=date(2023, 1, 1))
    end_membership(by=ada, membership=membership, ends_on=TODAY)
    assert actor_for(omar.user_id, now=NOW) is None
    with pytest.raises(errors.MembershipEnded):
        end_membership(by=ada, membership=membership, ends_on=TODAY)
    start_membership(
        by=ada, worker=house.workers["omar"], role=Role.CASE_MANAGER, team=house.team, starts_on=TODAY
    )
    assert Membership.objects.filter(worker=house.workers["omar"]).count() == 2


def test_an_agency_lays_its_own_settings_over_the_profile(ada, house: House) -> None:
    change_agency(by=ada, agency=house.agency, overrides={"caseload": {"norm": 7.0}})
    assert profile_of(house.agency.pk).caseload.norm == 7.0
    with pytest.raises(errors.SettingWrong, match="norm"):
        change_agency(by=ada, agency=house.agency, overrides={"caseload": {"norm": "seven"}})


def test_only_the_administrator_runs_the_house(amina, ilse, house: House) -> None:
    for other in (amina, ilse):
        with pytest.raises(NotAllowed):
            add_team(by=other, name="Team Vest")
        with pytest.raises(NotAllowed):
            change_agency(by=other, agency=house.agency, name="Elsewhere")


def test_an_administrator_has_no_say_in_another_house(ada, house: House) -> None:
    console = system_actor(new_id(), NOW)
    elsewhere = found_agency(by=console, name="Havneby", profile_key="generic")
    team = add_team(by=console, name="Team Nord")
    worker = add_worker(by=console, name="Nina Falk")
    membership = start_membership(
        by=console, worker=worker, role=Role.CASE_MANAGER, team=team, starts_on=TODAY
    )
    with pytest.raises(NotAllowed):
        change_agency(by=ada, agency=elsewhere, name="Ours")
    with pytest.raises(NotAllowed):
        change_worker(by=ada, worker=worker, name="Ours")
    with pytest.raises(NotAllowed):
        start_membership(by=ada, worker=worker, role=Role.INTAKE, starts_on=TODAY)
    with pytest.raises(NotAllowed):
        end_membership(by=ada, membership=membership, ends_on=TODAY)
    with pytest.raises(NotAllowed):
        start_membership(
            by=ada, worker=house.workers["eva"], role=Role.CASE_MANAGER, team=team, starts_on=TODAY
        )
    assert Agency.objects.get(pk=elsewhere.pk).name == "Havneby"
    assert Worker.objects.get(pk=worker.pk).name == "Nina Falk"


def test_a_link_opens_an_account_once_and_shuts_what_was_before(ada, house: House) -> None:
    omar = house.workers["omar"]
    assert omar.user is not None
    first = sign_in_link(by=ada, worker=omar)
    second = sign_in_link(by=ada, worker=omar)
    omar.user.refresh_from_db()
    assert not omar.user.has_usable_password()
    assert first != second
    entries = Entry.objects.filter(operation="worker.sign_in_link")
    assert entries.count() == 2
    assert first not in str(list(entries.values()))


def test_someone_without_an_account_gets_one(ada) -> None:
    worker = add_worker(by=ada, name="Karsten Myndighed", email="karsten@solby.example")
    with pytest.raises(errors.NoAccount):
        sign_in_link(by=ada, worker=worker)
    with pytest.raises(errors.UsernameTaken):
        open_account(by=ada, worker=worker, username="sofie")
    open_account(by=ada, worker=worker, username=" karsten ")
    assert worker.user is not None
    assert (worker.user.username, worker.user.email) == ("karsten", "karsten@solby.example")
    with pytest.raises(errors.HasAccount):
        open_account(by=ada, worker=worker, username="other")


def test_staff_are_listed_by_where_they_work(ada, house: House, django_assert_num_queries) -> None:
    add_worker(by=ada, name="Nina Falk")
    with django_assert_num_queries(3):
        found = staff(house.agency.pk, TODAY)
    assert [(team.name, [post.worker.name for post in posts]) for team, posts in found.teams] == [
        ("Team Havn", ["Amina Yilmaz", "Maja Toft", "Sofie Lindholm", "Vagn Nattergal"]),
        ("Team Syd", ["Omar Bilal"]),
    ]
    assert found.teams[0][1][0].roles == (Role.CASE_MANAGER, Role.TEAM_LEAD)
    assert [post.worker.name for post in found.house] == [
        "Ada Bech",
        "Eva Lund",
        "Ilse Madsen",
        "Karin Holst",
        "Per Dam",
    ]
    assert [worker.name for worker in found.nowhere] == ["Nina Falk"]
