"""The agency's identity provider says in SAML who it is. Its key is made here, and it signs what a test lets it say."""

from __future__ import annotations

import base64
import urllib.parse
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from alongside.accounts.identity import saml
from alongside.accounts.identity.names import every_way_in
from alongside.accounts.models import Identity, User
from alongside.config.checkup import _ways_in
from alongside.organisation.models import Membership
from alongside.web.account.tests.conftest import is_in

NSIS = "https://data.gov.dk/concept/core/nsis/Substantial"
PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
US, THEM = "https://icm.solby.example/saml", "https://login.solby.example/saml"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
BACK = "http://testserver/account/saml/solby/back/"
SETTING = f"""
[[provider]]
key = "solby"
name = "Solby Kommune"
metadata = "%s"
entity_id = "{US}"
second_factor = ["{NSIS}"]
roles_claim = "groups"
match = {{ mail = "email" }}
[provider.roles]
"ICM sagsbehandler" = {{ role = "case_manager", team = "Team Havn" }}
"""


class Idp:
    """A provider with a key of its own."""

    def __init__(self) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        key = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "login.solby.example")])
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        made = made.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(9))
        self.cert = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
        self.key = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    def metadata(self) -> str:
        body = "".join(self.cert.splitlines()[1:-1])
        return f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{THEM}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>{body}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{THEM}/sso"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""

    def answer(self, request_id: str, **other: Any) -> str:
        """A signed answer, as the field of the form."""
        said = {
            "audience": US, "issuer": THEM, "recipient": BACK, "mail": "sofie@solby.example", "name_id": "s-1",
            "format": PERSISTENT, "context": NSIS, "minutes": 5, "outer": request_id, "sha": "256", "signs": True,
        } | other  # fmt: skip
        from onelogin.saml2.utils import OneLogin_Saml2_Utils

        now = datetime.now(UTC)
        stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        until = (now + timedelta(minutes=said["minutes"])).strftime("%Y-%m-%dT%H:%M:%SZ")
        early = (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        audience = (
            f"<saml:AudienceRestriction><saml:Audience>{said['audience']}</saml:Audience></saml:AudienceRestriction>"
            if said["audience"]
            else ""
        )
        bound = f' InResponseTo="{request_id}"' if request_id else ""
        outer = f' InResponseTo="{said["outer"]}"' if said["outer"] else ""
        assertion = f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1" Version="2.0" \
IssueInstant="{stamp}"><saml:Issuer>{said["issuer"]}</saml:Issuer><saml:Subject>\
<saml:NameID Format="{said["format"]}">{said["name_id"]}</saml:NameID>\
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData{bound} \
Recipient="{said["recipient"]}" NotOnOrAfter="{until}"/></saml:SubjectConfirmation></saml:Subject>\
<saml:Conditions NotBefore="{early}" NotOnOrAfter="{until}">{audience}</saml:Conditions>\
<saml:AuthnStatement AuthnInstant="{stamp}"><saml:AuthnContext><saml:AuthnContextClassRef>{said["context"]}\
</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>\
<saml:Attribute Name="mail"><saml:AttributeValue>{said["mail"]}</saml:AttributeValue></saml:Attribute>\
<saml:Attribute Name="groups"><saml:AttributeValue>ICM sagsbehandler</saml:AttributeValue></saml:Attribute>\
</saml:AttributeStatement></saml:Assertion>"""
        if said["signs"]:
            how = {
                "256": (
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                    "http://www.w3.org/2001/04/xmlenc#sha256",
                ),
                "1": ("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#sha1"),
            }[said["sha"]]
            signed = OneLogin_Saml2_Utils.add_sign(
                assertion, self.key, self.cert, sign_algorithm=how[0], digest_algorithm=how[1]
            )
            assertion = signed.decode() if isinstance(signed, bytes) else signed
            assertion = assertion[assertion.index("<saml:Assertion") :]
        if change := said.get("change"):
            assert change[0] in assertion
            assertion = assertion.replace(*change)
        response = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="r1" Version="2.0"{outer} \
IssueInstant="{stamp}" Destination="{BACK}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">\
{said["issuer"]}</saml:Issuer><samlp:Status>\
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""
        return base64.b64encode(response.encode()).decode()


@pytest.fixture
def idp(house: Any, settings: Any, tmp_path: Any) -> Idp:
    pytest.importorskip("onelogin", reason="the extra `saml` is not installed")
    made = Idp()
    (tmp_path / "idp.xml").write_text(made.metadata(), encoding="utf-8")
    settings.SAML = SETTING % (tmp_path / "idp.xml")
    User.objects.update(language="en")
    User.objects.filter(username="sofie").update(email="sofie@solby.example")
    return made


def browser() -> Client:
    """It lets no form in without its token, except where a signed answer stands in for it."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "en"
    return client


def begin(client: Client, **query: str) -> str:
    """Go to the provider; the id of what it was asked."""
    answer = client.get(reverse("saml", args=["solby"]), query)
    assert answer.status_code == 302, answer.content
    assert answer["Location"].startswith(f"{THEM}/sso?")
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(answer["Location"]).query)["SAMLRequest"][0]
    root = ElementTree.fromstring(zlib.decompress(base64.b64decode(asked), -15))
    assert root.get("AssertionConsumerServiceURL") == BACK
    return str(root.get("ID"))


def come_back(client: Client, said: str) -> Any:
    return client.post(reverse("saml_back", args=["solby"]), {"SAMLResponse": said})


def test_whom_it_vouches_for_comes_in_and_their_groups_are_only_proposed(idp: Idp) -> None:
    before = Membership.objects.count()
    client = browser()
    assert "Sign in with Solby Kommune" in client.get("/account/login/").content.decode()
    answer = come_back(client, idp.answer(begin(client, next="/people/")))
    assert answer["Location"] == "/people/"
    assert is_in(client)
    identity = Identity.objects.get()
    assert (identity.user.username, identity.subject) == ("sofie", "s-1")
    assert identity.proposed == [["case_manager", "Team Havn"]]
    assert Membership.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"signs": False},
        {"sha": "1"},
        {"audience": "https://another.example"},
        {"audience": ""},
        {"issuer": "https://evil.example"},
        {"recipient": "https://another.example/back/"},
        {"recipient": BACK + "more"},
        {"minutes": -30},
        {"format": TRANSIENT},
        {"mail": "nobody@solby.example"},
        {"change": ("sofie@solby.example", "amina@solby.example")},
    ],
    ids=str,
)
def test_what_is_not_as_it_has_to_be_opens_nothing(idp: Idp, wrong: dict[str, Any]) -> None:
    User.objects.filter(username="amina").update(email="amina@solby.example")
    client = browser()
    assert come_back(client, idp.answer(begin(client), **wrong)).status_code == 403
    assert not is_in(client)
    assert not Identity.objects.exists()


def test_a_key_of_somebody_else_opens_nothing(idp: Idp) -> None:
    client = browser()
    assert come_back(client, Idp().answer(begin(client))).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("said", ["", "%%%", "bm90IHhtbA==", base64.b64encode(b"<a/>").decode()])
def test_what_is_no_answer_is_refused_calmly(idp: Idp, said: str) -> None:
    client = browser()
    begin(client)
    assert come_back(client, said).status_code == 403


def test_an_answer_nobody_asked_for_or_from_another_browser_or_twice_opens_nothing(idp: Idp) -> None:
    asker, victim = browser(), browser()
    said = idp.answer(begin(asker))
    assert come_back(victim, said).status_code == 403
    begin(victim)
    assert come_back(victim, said).status_code == 403
    kept = asker.cookies["saml"].value
    assert come_back(asker, said).status_code == 302
    again = browser()
    again.cookies["saml"] = kept
    assert come_back(again, said).status_code == 403
    assert not is_in(victim)
    assert not is_in(again)


def test_a_signed_answer_cannot_be_wrapped_in_an_unsigned_one_for_another_request(idp: Idp) -> None:
    client = browser()
    mine = begin(client)
    assert come_back(client, idp.answer("_stolen", outer=mine)).status_code == 403
    mine = begin(client)
    assert come_back(client, idp.answer("", outer=mine)).status_code == 403
    assert not is_in(client)


def test_its_second_factor_counts_only_when_it_says_so(idp: Idp, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    vouched, plain = browser(), browser()
    come_back(vouched, idp.answer(begin(vouched)))
    come_back(plain, idp.answer(begin(plain), context=PASSWORD))
    assert vouched.get("/").status_code == 200
    assert plain.get("/team/")["Location"] == reverse("safety")


def test_the_provider_can_read_what_it_needs_to_know_of_us(idp: Idp) -> None:
    answer = browser().get(reverse("saml_metadata", args=["solby"]))
    assert answer["Content-Type"] == "application/samlmetadata+xml"
    root = ElementTree.fromstring(answer.content)
    assert root.get("entityID") == US
    assert f'Location="{BACK}"' in answer.content.decode()
    assert 'WantAssertionsSigned="true"' in answer.content.decode()


def test_the_check_names_a_file_that_cannot_be_used(idp: Idp, settings: Any, tmp_path: Any) -> None:
    assert _ways_in().ok
    assert "Solby Kommune" in _ways_in().says
    (tmp_path / "idp.xml").write_text("<a/>", encoding="utf-8")
    assert not _ways_in().ok
    assert "idp.xml" in _ways_in().says
    assert browser().get(reverse("saml", args=["solby"])).status_code == 403


def test_without_the_extra_nothing_is_offered_and_the_check_says_what_is_missing(
    db: Any, settings: Any, monkeypatch: Any
) -> None:
    settings.SAML = SETTING % "/nowhere/idp.xml"
    monkeypatch.setattr(saml, "find_spec", lambda name: None)
    assert every_way_in() == []
    assert browser().get(reverse("saml", args=["solby"])).status_code == 404
    assert not _ways_in().ok
    assert "the extra is missing" in _ways_in().says


@pytest.mark.parametrize("more", ["shoe_size = 43", 'match = { mail = "shoe_size" }'])
def test_a_setting_nobody_understands_stops(settings: Any, more: str) -> None:
    settings.SAML = f'[[provider]]\nkey = "x"\nname = "X"\nmetadata = "x"\nentity_id = "x"\n{more}'
    with pytest.raises(ImproperlyConfigured):
        saml.saml_providers()
