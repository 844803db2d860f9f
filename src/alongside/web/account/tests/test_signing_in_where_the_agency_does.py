"""The agency's identity provider says who it is. The provider of these tests is a real one, on this machine."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from oidc_provider_mock import User as Somebody
from oidc_provider_mock import run_server_in_thread

from alongside.access.proof import FRESH_FOR
from alongside.accounts import codes, factors, proving
from alongside.accounts.identity import oidc
from alongside.accounts.identity.fetching import NotFetched, fetch_json
from alongside.accounts.identity.providers import providers
from alongside.accounts.models import Identity, User
from alongside.kernel import egress
from alongside.organisation.models import Membership
from alongside.web.account.tests.conftest import SECRET, is_in

NSIS = "https://data.gov.dk/concept/core/nsis/Substantial"


@pytest.fixture
def visitor(house: Any) -> Any:
    """A browser, in the present: the provider has its own clock."""
    from django.test import Client

    User.objects.update(language="en")

    def new() -> Client:
        client = Client()
        client.cookies["django_language"] = "en"
        return client

    return new


@pytest.fixture
def provider(settings: Any) -> Any:
    """A provider that knows Sofie, who showed it a second factor, and somebody nobody here knows."""
    people = [
        Somebody(
            sub="s-1",
            claims={
                "email": "sofie@solby.example",
                "email_verified": True,
                "acr": NSIS,
                "roles": ["ICM", "ADM", "x"],
            },
        ),
        Somebody(
            sub="s-6",
            claims={
                "email": "ada@solby.example",
                "email_verified": True,
                "auth_time": int(datetime.now(UTC).timestamp()) - 7200,
            },
        ),
        Somebody(
            sub="s-7",
            claims={
                "email": "maja@solby.example",
                "email_verified": True,
                "auth_time": int(datetime.now(UTC).timestamp()) - 20,
            },
        ),
        Somebody(sub="s-2", claims={"email": "amina@solby.example", "email_verified": True}),
        Somebody(sub="s-3", claims={"email": "sofie@solby.example", "email_verified": False}),
        Somebody(sub="s-4", claims={"email": "nobody@solby.example", "email_verified": True}),
        Somebody(sub="s-5", claims={"email": "sofie@solby.example", "email_verified": True}),
    ]
    User.objects.filter(username="sofie").update(email="sofie@solby.example")
    User.objects.filter(username="amina").update(email="amina@solby.example")
    for name in ("maja", "ada"):
        User.objects.filter(username=name).update(email=f"{name}@solby.example")
    with run_server_in_thread(user_claims=people, require_nonce=True) as server:
        settings.OIDC = f"""
[[provider]]
key = "solby"
name = "Solby Kommune"
issuer = "http://localhost:{server.server_port}"
client_id = "alongside"
client_secret = "s:cret"
scope = "openid email profile"
inside = true
second_factor = ["{NSIS}"]
[provider.roles]
ICM = {{ role = "case_manager", team = "Team Havn" }}
ADM = {{ role = "administrator" }}
"""
        yield next(iter(providers().values()))


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def at_the_provider(address: str, subject: str) -> str:
    """Sign in there as `subject`; the address it sends the browser back to, without the host."""
    opener = urllib.request.build_opener(_Stay)
    try:
        opener.open(address, data=urllib.parse.urlencode({"sub": subject}).encode())
    except urllib.error.HTTPError as answer:
        found = urllib.parse.urlsplit(answer.headers["Location"])
        return f"{found.path}?{found.query}"
    raise AssertionError("the provider did not send back")


def come(client: Any, subject: str, **query: str) -> Any:
    begun = client.get(reverse("identity", args=["solby"]), query)
    assert begun.status_code == 302, begun.content
    return client.get(at_the_provider(begun["Location"], subject))


def test_whom_it_knows_by_a_verified_address_comes_in_and_goes_where_they_wanted(
    visitor, provider, house
) -> None:
    client = visitor()
    assert "Sign in with Solby Kommune" in client.get("/account/login/").content.decode()
    answer = come(client, "s-1", next="/people/")
    assert answer["Location"] == "/people/"
    assert is_in(client)
    assert Identity.objects.get().user.username == "sofie"


def test_what_its_directory_says_is_proposed_and_given_to_nobody(visitor, provider, house) -> None:
    before = set(Membership.objects.values_list("pk", flat=True))
    come(visitor(), "s-1")
    assert Identity.objects.get().proposed == [["case_manager", "Team Havn"], ["administrator", ""]]
    assert set(Membership.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("subject", ["s-3", "s-4"])
def test_nobody_gets_in_by_an_address_that_was_not_verified_or_is_nobodys(visitor, provider, subject) -> None:
    client = visitor()
    answer = come(client, subject)
    assert answer.status_code == 403
    assert not is_in(client)
    assert not Identity.objects.exists()


def test_a_second_one_with_the_same_address_does_not_get_the_account(visitor, provider) -> None:
    come(visitor(), "s-1")
    other = visitor()
    assert come(other, "s-5").status_code == 403
    assert not is_in(other)


def test_its_second_factor_counts_only_when_it_says_so(visitor, provider, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    vouched, plain = visitor(), visitor()
    come(vouched, "s-1")
    come(plain, "s-2")
    assert vouched.get("/").status_code == 200
    assert plain.get("/team/")["Location"] == reverse("safety")


def test_who_has_a_second_factor_here_is_asked_for_it_when_the_provider_says_nothing(
    visitor, provider
) -> None:
    amina, now = User.objects.get(username="amina"), datetime.now(UTC)
    factors.add_app(amina, SECRET, codes.code_at(SECRET, codes.step_of(now)), name="app", now=now)
    client = visitor()
    assert come(client, "s-2")["Location"] == reverse("second_factor")
    assert not is_in(client)


@pytest.mark.parametrize(("subject", "proved"), [("s-6", False), ("s-7", True)])
def test_coming_in_is_a_fresh_proof_only_when_it_was_shown_there_just_now(
    visitor, provider, subject, proved
) -> None:
    """Shown two hours ago, and twenty seconds ago."""
    client = visitor()
    come(client, subject)
    assert is_in(client)
    shown = proving.proved_at(client.session)
    assert (shown is not None and datetime.now(UTC) - shown < FRESH_FOR) is proved
    assert shown <= datetime.now(UTC) - timedelta(seconds=20)


def test_what_a_provider_says_of_the_hour_is_not_believed_beyond_now() -> None:
    now = datetime.now(UTC)
    assert oidc.shown_at({}, now) is None
    assert oidc.shown_at({"auth_time": now.timestamp() + 3600}, now) == now
    for nonsense in ("soon", [], float("inf"), 10**30):
        with pytest.raises(oidc.NotVouched):
            oidc.shown_at({"auth_time": nonsense}, now)


def test_who_has_no_proof_here_shows_it_there_once_more_and_comes_back(visitor, provider, house) -> None:
    client = visitor()
    User.objects.filter(username="ada").update(password="!")
    come(client, "s-6")
    asks = client.get(reverse("role_start", args=[house.workers["sofie"].pk]))
    assert asks.status_code == 403
    said = asks.content.decode()
    assert "Show it at Solby Kommune" in said
    begun = client.get(reverse("identity", args=["solby"]), {"again": "1", "next": "/account/"})
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(begun["Location"]).query)
    assert (query["prompt"], query["max_age"]) == (["login"], ["0"])
    late = client.get(at_the_provider(begun["Location"], "s-6"))
    assert late.status_code == 403, "it let them through on what was shown two hours ago"
    begun = client.get(reverse("identity", args=["solby"]), {"again": "1", "next": "/account/"})
    assert client.get(at_the_provider(begun["Location"], "s-7"))["Location"] == "/account/"


def test_an_answer_that_nobody_asked_for_or_that_comes_twice_opens_nothing(visitor, provider) -> None:
    """Login CSRF: an attacker's answer in somebody's browser. The state binds it to the browser that asked."""
    attacker, victim = visitor(), visitor()
    begun = attacker.get(reverse("identity", args=["solby"]))
    answer = at_the_provider(begun["Location"], "s-1")
    assert victim.get(answer).status_code == 403
    victim.get(reverse("identity", args=["solby"]))
    assert victim.get(answer).status_code == 403
    assert not is_in(victim)
    assert attacker.get(answer).status_code == 302
    attacker.post("/account/logout/")
    assert attacker.get(answer).status_code == 403


def test_a_token_for_another_sign_in_is_refused(visitor, provider) -> None:
    client = visitor()
    begun = client.get(reverse("identity", args=["solby"]))
    answer = at_the_provider(begun["Location"], "s-1")
    session = client.session
    session["oidc_asked"] = {**session["oidc_asked"], "nonce": "another"}
    session.save()
    assert client.get(answer).status_code == 403


def test_state_nonce_and_proof_key_go_along(visitor, provider) -> None:
    client = visitor()
    query = urllib.parse.parse_qs(
        urllib.parse.urlsplit(client.get(reverse("identity", args=["solby"]))["Location"]).query
    )
    asked = client.session["oidc_asked"]
    assert query["state"] == [asked["state"]]
    assert query["nonce"] == [asked["nonce"]]
    assert query["code_challenge_method"] == ["S256"]
    assert asked["verifier"] not in str(query)


def test_a_provider_that_calls_itself_otherwise_is_not_asked(visitor, provider, monkeypatch) -> None:
    real = fetch_json
    monkeypatch.setattr(
        oidc, "fetch_json", lambda address, **how: {**real(address, **how), "issuer": "https://evil.example"}
    )
    assert visitor().get(reverse("identity", args=["solby"])).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "https://169.254.169.254/latest/meta-data",
        "https://127.0.0.1/",
        "https://[::1]/",
        "http://localhost/",
        "https://localhost./",
        "file:///etc/passwd",
    ],
)
def test_nothing_is_fetched_from_the_network_behind_us(address, monkeypatch) -> None:
    host = urllib.parse.urlsplit(address).hostname or "127.0.0.1"
    at = "127.0.0.1" if host.startswith("localhost") else host
    monkeypatch.setattr(egress.socket, "getaddrinfo", lambda *args, **more: [(2, 1, 6, "", (at, 443))])
    with pytest.raises(NotFetched):
        fetch_json(address, inside=False)


def test_the_metadata_of_a_cloud_is_out_of_reach_even_for_a_provider_inside(monkeypatch) -> None:
    there = [(2, 1, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr(egress.socket, "getaddrinfo", lambda *args, **more: there)
    with pytest.raises(NotFetched):
        fetch_json("http://169.254.169.254/", inside=True)


def test_a_name_that_leads_to_both_worlds_is_refused(monkeypatch) -> None:
    both = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(egress.socket, "getaddrinfo", lambda *args, **more: both)
    with pytest.raises(NotFetched):
        fetch_json("https://rebinding.example/", inside=False)


def test_a_setting_nobody_understands_stops(settings) -> None:
    from django.core.exceptions import ImproperlyConfigured

    said = 'key = "x"\nname = "X"\nissuer = "https://x"\nclient_id = "a"\nmatch = { email = "shoe_size" }'
    settings.OIDC = f"[[provider]]\n{said}"
    with pytest.raises(ImproperlyConfigured):
        providers()
