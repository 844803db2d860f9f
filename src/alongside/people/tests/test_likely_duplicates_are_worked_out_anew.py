"""After an upgrade, nobody was ever looked at: the console command does it for everyone."""

from __future__ import annotations

from datetime import date

from alongside.people import cli
from alongside.people.models import MatchKey, Pair, Person
from alongside.people.rules import search_text
from tests.people_of_the_house import House, writing


def test_everyone_is_looked_at_once(house: House, monkeypatch) -> None:
    monkeypatch.setattr(cli, "TOGETHER", 2)
    with writing(house.agency):
        for given, family in (
            ("Ea", "Winther"),
            ("Bo", "Lund"),
            ("Eva", "Vinter"),
            ("Ida", "Krag"),
            ("Ulf", "Bay"),
        ):
            Person(
                agency=house.agency,
                given_name=given,
                family_name=family,
                birth_date=date(1992, 3, 4),
                search_text=search_text(names=(given, family), phone="", city=""),
            ).save()
    cli.match_when_never_done()
    pair = Pair.objects.unscoped().select_related("first", "second").get()
    assert {pair.first.given_name, pair.second.given_name} == {"Ea", "Eva"}
    assert MatchKey.objects.values("person").distinct().count() == 5
    assert cli.match_everyone() == 5
    assert Pair.objects.unscoped().count() == 1


def test_what_was_worked_out_is_not_worked_out_again(house: House, jonas, monkeypatch) -> None:
    cli.match_when_never_done()
    assert MatchKey.objects.filter(person=jonas.person).exists()
    monkeypatch.setattr(cli, "match_everyone", lambda: 1 / 0)
    cli.match_when_never_done()
