from __future__ import annotations

from datetime import date

from alongside.enrolments.operations import pause_course
from alongside.housing.models import HousingStay, TenancyThreat
from alongside.housing.operations import change_stay, record_stay
from alongside.web.courses.tests.conftest import fields_of, words
from tests.people_of_the_house import writing


def test_the_first_place_is_written_down(walk, sign_in):
    sofie = sign_in("sofie")
    assert "Not written down yet" in words(sofie.get(walk.url("housing/")))
    url = walk.url("housing/new/")
    page = sofie.get(url)
    typed = fields_of(sofie, url) | {
        "key": str(page.context["slot"].key),
        "kind": "shelter",
        "place": "Havnely",
        "starts_on": "1.3.2026",
    }
    for _ in range(2):
        sofie.post(url, typed)
    assert HousingStay.objects.unscoped().get().starts_on == date(2026, 3, 1)
    said = words(sofie.get(walk.url("housing/")))
    assert "Shelter (§ 110), Havnely, since Sun 1 Mar." in said
    assert "268 nights in a shelter in the last year." in said


def test_moving_ends_the_last_stay_and_says_how(walk, sign_in, sofie):
    record_stay(
        by=sofie,
        person=walk.enrolment.person,
        kind="own_tenancy",
        place="Bredgade 2",
        starts_on=date(2026, 1, 1),
    )
    client = sign_in("sofie")
    url = walk.url("housing/new/")
    assert "How it ended with “Bredgade 2”" in words(client.get(url))
    client.post(
        url,
        {
            "kind": "street",
            "starts_on": "2026-08-28",
            "before_end_reason": "Rent arrears",
            "before_lost": "on",
        },
    )
    said = words(client.get(walk.url("housing/")))
    assert "Rent arrears" in said
    assert "lost" in said
    assert "Thu 1 Jan to Fri 28 Aug" in said
    assert 'class="out span-' in said


def test_only_a_tenancy_can_be_marked_as_lost(walk, sign_in, sofie):
    record_stay(by=sofie, person=walk.enrolment.person, kind="street", starts_on=date(2026, 1, 1))
    assert "before_lost" not in words(sign_in("sofie").get(walk.url("housing/new/")))


def test_days_that_cannot_be_keep_what_was_typed(walk, sign_in, sofie):
    record_stay(by=sofie, person=walk.enrolment.person, kind="street", starts_on=date(2026, 5, 1))
    answer = sign_in("sofie").post(
        walk.url("housing/new/"), {"kind": "ward", "place": "P3", "starts_on": "2026-02-01"}
    )
    said = words(answer)
    assert "In this time another place is written down, from May 1, 2026." in said
    assert 'value="P3"' in said


def test_a_stay_is_put_right(walk, sign_in, sofie):
    stay = record_stay(by=sofie, person=walk.enrolment.person, kind="street", starts_on=date(2026, 5, 1))
    client = sign_in("sofie")
    url = walk.url(f"housing/{stay.pk}/")
    mine = fields_of(client, url) | {"place": "Åparken"}
    change_stay(by=sofie, stay=HousingStay.objects.unscoped().get(), place="Stationen")
    answer = client.post(url, mine)
    assert "You and a colleague changed the same." in words(answer)
    assert "Stationen" in words(answer)
    client.post(url, mine | {"version": answer.context["form"]["version"].value()})
    assert HousingStay.objects.unscoped().get().place == "Åparken"


def test_the_nights_of_a_shelter_run_against_what_is_refunded(walk, sign_in, sofie):
    record_stay(by=sofie, person=walk.enrolment.person, kind="shelter", starts_on=date(2026, 9, 1))
    stay = HousingStay.objects.unscoped().get()
    page = sign_in("sofie").get(walk.url("housing/"))
    said = words(page)
    assert "84 of 90 nights used. 6 nights left." in said
    assert "If Jon stays, the night of Mon 30 Nov is the first without a refund." in said
    assert "Nobody has to move out because of it." in said
    assert "does not say whether both the day somebody comes and the day they leave count" in said
    assert f'href="#stay-{stay.pk}"' in page.content.decode()
    assert f'id="stay-{stay.pk}"' in page.content.decode()


def test_where_no_such_rule_is_known_no_clock_runs(walk, sign_in, sofie, house):
    record_stay(by=sofie, person=walk.enrolment.person, kind="shelter", starts_on=date(2026, 9, 1))
    with writing(house.agency):
        house.agency.profile_key = "generic"
        house.agency.save()
    assert "Nobody has to move out" not in words(sign_in("sofie").get(walk.url("housing/")))
    assert "No such rules here" in words(sign_in("sofie").get("/refunds/"))


def test_the_lead_sees_whose_refund_runs_out(walk, sign_in, sofie):
    record_stay(by=sofie, person=walk.enrolment.person, kind="shelter", starts_on=date(2026, 9, 1))
    assert "/refunds/" in sign_in("amina").get("/team/").content.decode()
    for who in ("amina", "sofie"):
        said = words(sign_in(who).get("/refunds/"))
        assert "Jonas Krogh" in said
        assert "runs out soon" in said
    for who in ("maja", "omar"):
        assert "No refund runs out soon" in words(sign_in(who).get("/refunds/"))
    assert sign_in("karin").get("/refunds/").status_code == 404


def test_the_road_is_ticked_in_one_tap_and_opens_the_stay(walk, sign_in, sofie):
    client = sign_in("sofie")
    assert "The road to a home of their own" in words(client.get(walk.url("housing/")))
    client.post(walk.url("housing/road/tick/"), {"kind": "contract", "done": "1"})
    page = client.get(walk.url("housing/road/"))
    assert "1 of 7 done" in words(page)
    assert "Sofie Lindholm, today" in words(page)
    url = walk.url("housing/new/?kind=own_tenancy&since=2026-11-24")
    assert url.replace("&", "&amp;") in page.content.decode()
    filled = fields_of(client, url)
    assert (filled["kind"], filled["starts_on"]) == ("own_tenancy", date(2026, 11, 24))
    assert client.get(walk.url("housing/new/?since=2026-13-45")).status_code == 200
    client.post(walk.url("housing/road/viewing/"), {"done_on": "", "note": "Number 14 in the queue"})
    assert "Number 14 in the queue" in words(client.get(walk.url("housing/road/")))
    client.post(walk.url("housing/road/tick/"), {"kind": "contract", "done": "0"})
    assert "0 of 7 done" in words(client.get(walk.url("housing/road/")))
    client.post(walk.url("housing/road/over/"))
    assert "Earlier roads" in words(client.get(walk.url("housing/road/")))
    assert client.get(walk.url("housing/road/castle/")).status_code == 404


def test_a_home_at_risk_is_followed_to_its_loss_and_what_it_teaches(walk, sign_in, sofie):
    person = walk.enrolment.person
    record_stay(by=sofie, person=person, kind="own_tenancy", place="Bredgade 2", starts_on=date(2026, 1, 1))
    client = sign_in("sofie")
    url = walk.url("housing/threats/new/")
    typed = fields_of(client, url) | {
        "key": str(client.get(url).context["slot"].key),
        "kind": "arrears",
        "amount": "8450.50",
        "said": "Two months are missing",
        "next_on": "2026-11-24",
        "next_what": "Ring the housing association",
    }
    for _ in range(2):
        client.post(url, typed)
    threat = TenancyThreat.objects.unscoped().get()
    said = words(client.get(walk.url("housing/")))
    assert "Two months are missing" in said
    assert "Next: today, Ring the housing association" in said
    assert "Jon’s home is at risk (Rent arrears): Ring the housing association, today." in words(
        client.get("/")
    )
    url = walk.url(f"housing/threats/{threat.pk}/")
    answer = client.post(url, fields_of(client, url) | {"outcome": "lost", "resolved_on": "2026-11-24"})
    filled = fields_of(client, answer.headers["Location"])
    assert (filled["end_reason"], filled["ends_on"], filled["lost"]) == (
        "Rent arrears",
        date(2026, 11, 24),
        True,
    )
    stay = HousingStay.objects.unscoped().get()
    answer = client.post(walk.url(f"housing/{stay.pk}/"), filled)
    learned = walk.url(f"housing/{stay.pk}/learned/")
    assert answer.headers["Location"] == learned
    assert "Two months are missing" in words(client.get(learned))
    client.post(learned, fields_of(client, learned) | {"next_time": "Open the mail together"})
    assert "Open the mail together" in words(client.get(walk.url("housing/")))


def test_only_who_walks_along_writes_about_the_home(walk, sign_in, sofie):
    maja = sign_in("maja")
    assert maja.get(walk.url("housing/road/")).status_code == 200
    for address in ("housing/threats/new/", "housing/road/viewing/"):
        assert maja.get(walk.url(address)).status_code == 404
    assert maja.post(walk.url("housing/road/tick/"), {"kind": "viewing", "done": "1"}).status_code == 404
    assert sign_in("omar").get(walk.url("housing/road/")).status_code == 404


def test_a_time_on_a_ward_stands_here_without_being_written_twice(sign_in, jonas, sofie) -> None:
    address = f"/courses/{jonas.pk}/housing/"
    pause_course(by=sofie, enrolment=jonas, kind="hospital", place="Ward P3", starts_on=sofie.today)
    said = words(sign_in("sofie").get(address))
    assert "Meanwhile on a ward" in said
    assert "Ward P3" in said
    assert "What has to be ready" in said
    record_stay(by=sofie, person=jonas.person, kind="ward", place="P3", starts_on=sofie.today)
    assert "Meanwhile on a ward" not in words(sign_in("sofie").get(address))
