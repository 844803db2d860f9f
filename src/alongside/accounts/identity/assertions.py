"""SAML 2.0 with python3-saml: what is asked of a provider, and when its answer is believed (adapter).

Imported only where the extra `saml` is installed (`saml.installed`). The library checks signature, issuer, destination
and times; where it lets a missing value pass, this asks for it: the audience, the recipient, the end of validity and
the request that is answered, each inside what is signed.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings

RSA_OR_ECDSA_WITH_SHA2 = (
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
)
SHA2 = (
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
)
WRONG = (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, ValueError, SyntaxError)
"""What the library raises over something that is not as it has to be, not well-formed, or not base64."""


class NotBelieved(Exception):
    """An answer, or a provider's metadata, is not as it has to be. Says why, for the log of the machine."""


class _Answer(OneLogin_Saml2_Response):
    def gaps(self, *, audience: str, back: str, request_id: str) -> str:
        """What the library would have let pass; empty when there is nothing."""
        methods = [one.get("Algorithm") for one in self._query("//ds:SignatureMethod")]
        digests = [one.get("Algorithm") for one in self._query("//ds:DigestMethod")]
        if not set(methods) <= set(RSA_OR_ECDSA_WITH_SHA2) or not set(digests) <= set(SHA2):
            return "algorithm"
        if audience not in self.get_audiences():
            return "audience"
        if not all(one.get("NotOnOrAfter") for one in self._query_assertion("/saml:Conditions")):
            return "validity"
        told = self._query_assertion("/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData")
        if len(told) != 1:
            return "confirmation"
        if told[0].get("InResponseTo") != request_id or self.get_in_response_to() not in (None, request_id):
            return "request"
        if told[0].get("Recipient") != back or not told[0].get("NotOnOrAfter"):
            return "recipient"
        return ""

    @property
    def is_encrypted(self) -> bool:
        return bool(self._query("//saml:EncryptedAssertion"))


def provider_in(metadata: str) -> dict[str, Any]:
    """What a provider says of itself: its name, where to sign in, with which keys it signs.

    Raises:
        NotBelieved: it cannot be read, or lacks one of them, or asks for what we do not do.
    """
    if not metadata.strip():
        raise NotBelieved("it is empty")
    try:
        told = OneLogin_Saml2_IdPMetadataParser.parse(metadata.encode())
    except WRONG as error:
        raise NotBelieved(type(error).__name__) from error
    found: dict[str, Any] = told.get("idp", {})
    if not found.get("entityId") or not found.get("singleSignOnService", {}).get("url"):
        raise NotBelieved("it names no provider with a sign-in by redirect")
    if not found.get("x509cert") and not found.get("x509certMulti", {}).get("signing"):
        raise NotBelieved("it holds no key to check signatures with")
    if told.get("security", {}).get("authnRequestsSigned"):
        raise NotBelieved("it wants signed requests, which are not sent")
    return found


def our_metadata(entity_id: str, back: str) -> str:
    """What the provider needs to know of us, as XML."""
    settings = OneLogin_Saml2_Settings(_settings(entity_id, back, None), sp_validation_only=True)
    text = settings.get_sp_metadata()
    return text.decode() if isinstance(text, bytes) else str(text)


def ask(found: dict[str, Any], entity_id: str, back: str) -> tuple[str, str]:
    """Where the browser is sent, and the id of what was asked.

    Raises:
        NotBelieved: the settings do not fit together.
    """
    try:
        auth = OneLogin_Saml2_Auth(_request(back), _settings(entity_id, back, found))
        address = auth.login(return_to=back)
    except WRONG as error:
        raise NotBelieved(str(error)) from error
    return str(address), str(auth.get_last_request_id())


def answered(
    found: dict[str, Any], entity_id: str, back: str, *, request_id: str, said: str
) -> dict[str, Any]:
    """What a provider vouches for: `name_id` (empty when it is a passing one), `attributes` by name, and `contexts`.

    Args:
        said: the field `SAMLResponse` as it came.

    Raises:
        NotBelieved: something is wrong with it.
    """
    if not said.strip():
        raise NotBelieved("empty")
    try:
        settings = OneLogin_Saml2_Settings(_settings(entity_id, back, found))
        answer = _Answer(settings, said)
        if answer.is_encrypted or not answer.is_valid(_request(back), request_id):
            raise NotBelieved(str(answer.get_error()))
        if gap := answer.gaps(audience=entity_id, back=back, request_id=request_id):
            raise NotBelieved(gap)
        attributes = {
            str(name): [one for one in values if isinstance(one, str)]
            for name, values in answer.get_attributes().items()
        }
        transient = answer.get_nameid_format() == OneLogin_Saml2_Constants.NAMEID_TRANSIENT
        return {
            "name_id": "" if transient else str(answer.get_nameid() or ""),
            "attributes": attributes,
            "contexts": [str(one) for one in answer.get_authn_contexts()],
        }
    except WRONG as error:
        raise NotBelieved(type(error).__name__) from error


def _settings(entity_id: str, back: str, found: dict[str, Any] | None) -> dict[str, Any]:
    ours = {"entityId": entity_id, "assertionConsumerService": {"url": back}}
    security = {
        "wantAssertionsSigned": True,
        "rejectDeprecatedAlgorithm": True,
        "wantAttributeStatement": False,
        "requestedAuthnContext": False,
        "allowSingleLabelDomains": True,
    }
    return {"strict": True, "sp": ours, "security": security, **({"idp": found} if found else {})}


def _request(back: str) -> dict[str, Any]:
    parts = urlsplit(back)
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": {},
    }
