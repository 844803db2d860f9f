"""The directory: found by any word, checked by a clock, kept by those who go there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.organisation.profile import PROFILE_KEYS, load_profile
from alongside.services import rules
from alongside.services.errors import CheckedLater, NameMissing, NotAKind, NotAnAddress, TooLong
from alongside.services.models import Acquaintance, Provider, Service
from alongside.services.operations import confirm_service, know_service, write_service
from alongside.services.queries import services_for
from alongside.services.rules import Clock, Offer

DAY = date(2026, 11, 24)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, DAYS, st.integers(1, 800))
def test_a_check_is_good_for_its_days_and_never_longer(verified, today, days):
    found = rules.clock(verified, today, check_after_days=days)
    assert (found is Clock.CHECK) == ((today - verified).days >= days)
    if found is Clock.RIGHT:
        assert rules.clock(verified, today + timedelta(days=30), check_after_days=days) is not Clock.CHECK


@given(DAYS, DAYS, st.integers(1, 800))
def test_time_alone_makes_no_service_right_again(verified, today, days):
    order = list(Clock)
    now, later = (rules.clock(verified, today + timedelta(days=on), check_after_days=days) for on in (0, 17))
    assert order.index(later) >= order.index(now)


def test_what_nobody_ever_checked_must_be_checked():
    assert rules.clock(None, DAY, check_after_days=180) is Clock.CHECK


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "http://[", "example.org"],
)
def test_only_a_page_on_the_web_becomes_a_link(address):
    assert rules.link_to(address) == ""
    with pytest.raises(NotAnAddress):
        rules.tidy(Offer(name="A", website=address), DAY)


def test_a_map_is_a_link_to_the_address():
    link = rules.map_link(Offer(street="Nørregade 1 & 3", postcode="9000", city="Aalborg"))
    assert (
        link == "https://www.openstreetmap.org/search?query=N%C3%B8rregade%201%20%26%203%2C%209000%20Aalborg"
    )
    assert rules.map_link(Offer(name="A")) == ""


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_every_profile_has_kinds_and_a_clock(key):
    profile = load_profile(key)
    assert profile.directory.check_after_days == 180
    assert {"treatment", "dental", "debt", "volunteers", "peers", "drop_in", "housing", "work"} <= {
        kind.key for kind in profile.service_kinds
    }


@pytest.fixture
def dentist(house, sofie):
    offer = Offer(name=" Tandlægen på hjul ", kind="dental", languages="Dansk,Arabisk ", city="Aarhus")
    return write_service(by=sofie, offer=offer, provider="Kommunen")


def test_a_service_is_found_by_words_kind_language_and_clock(house, sofie, dentist):
    other = write_service(by=sofie, offer=Offer(name="Café", kind="drop_in"), provider="Kirkens Korshær")
    assert (dentist.name, dentist.languages) == ("Tandlægen på hjul", "Dansk, Arabisk")
    for asked, found in (
        ({}, [other, dentist]),
        ({"text": "tandlægen aarhus"}, [dentist]),
        ({"text": "korshær"}, [other]),
        ({"text": "tandlægen korshær"}, []),
        ({"kind": "drop_in"}, [other]),
        ({"language": "arabisk"}, [dentist]),
        ({"check_after_days": 180}, [other, dentist]),
        ({"closed": True}, []),
    ):
        assert list(services_for(sofie, **asked)) == found
    confirm_service(by=sofie, service=dentist)
    assert list(services_for(sofie, check_after_days=180)) == [other]


def test_still_right_is_a_check_of_today(sofie, dentist):
    assert confirm_service(by=sofie, service=dentist).verified_on == sofie.today


def test_one_provider_stands_for_all_it_offers(sofie, dentist):
    write_service(by=sofie, offer=Offer(name="Gældsråd", kind="debt"), provider=" Kommunen")
    assert Provider.objects.count() == 1


def test_a_colleague_who_knows_it_is_named_once(sofie, amina, dentist):
    for _twice in range(2):
        know_service(by=sofie, service=dentist, known=True)
    know_service(by=amina, service=dentist, known=True)
    know_service(by=amina, service=dentist, known=False)
    assert [one.worker_id for one in Acquaintance.objects.all()] == [sofie.worker_id]


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"name": " "}, NameMissing),
        ({"name": "x" * 201}, TooLong),
        ({"kind": "zoo"}, NotAKind),
        ({"website": "javascript:x"}, NotAnAddress),
        ({"verified_on": date(2999, 1, 1)}, CheckedLater),
    ],
)
def test_what_cannot_be_right_is_refused_with_the_field(sofie, said, refused):
    with pytest.raises(refused) as wrong:
        write_service(by=sofie, offer=Offer(**{"name": "A", "kind": "dental", **said}), provider="B")
    assert wrong.value.field == next(iter(said))
    assert not Service.objects.exists()


def test_two_who_change_it_at_once_do_not_overwrite_each_other(sofie, amina, dentist):
    write_service(by=amina, offer=Offer(name="A", kind="dental"), provider="B", service=dentist, version=1)
    with pytest.raises(StaleRecord):
        write_service(
            by=sofie, offer=Offer(name="C", kind="dental"), provider="B", service=dentist, version=1
        )


def test_the_authority_keeps_no_directory_of_ours(karin, dentist):
    with pytest.raises(NotAllowed):
        confirm_service(by=karin, service=dentist)
