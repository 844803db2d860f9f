"""Asking another machine for JSON: only where we were told to, never into the network behind us.

The name is looked up once, every address it has is checked, and the connection goes to the address that was checked:
a name that changes its mind in between (DNS rebinding) leads nowhere. Redirects are not followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
from typing import Any
from urllib.parse import urlencode, urlsplit

SECONDS = 10
MOST = 256 * 1024
"""Bytes of an answer; keys and settings of a provider are a few thousand."""


class NotFetched(Exception):
    """There was no answer that can be used, or the address is one we do not go to."""


def fetch_json(
    address: str, *, inside: bool, form: dict[str, str] | None = None, auth: str = ""
) -> dict[str, Any]:
    """What stands at an address, as JSON.

    Args:
        inside: private addresses are allowed, and on this very machine also without TLS.
        form: sent by POST; a GET without.
        auth: the `Authorization` header.

    Raises:
        NotFetched
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    here = _checked(host, parts.port or (443 if parts.scheme == "https" else 80), inside=inside)
    if parts.scheme != "https" and not (inside and parts.scheme == "http" and here.is_loopback):
        raise NotFetched(f"{host}: only over https")
    headers = {"Accept": "application/json"} | ({"Authorization": auth} if auth else {})
    body = None
    if form is not None:
        body, headers["Content-Type"] = urlencode(form), "application/x-www-form-urlencoded"
    connection = _Connection(host, parts, str(here))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET" if form is None else "POST", path or "/", body, headers)
        answer = connection.getresponse()
        content = answer.read(MOST + 1)
        if answer.status != 200 or len(content) > MOST:
            raise NotFetched(f"{host}: answered {answer.status} with {len(content)} bytes")
        told = json.loads(content)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotFetched(f"{host}: {type(error).__name__}") from error
    finally:
        connection.close()
    if not isinstance(told, dict):
        raise NotFetched(f"{host}: not what was asked for")
    return told


def _checked(host: str, port: int, *, inside: bool) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotFetched(f"{host}: not found") from error
    addresses = [ipaddress.ip_address(str(one[4][0]).split("%")[0]) for one in found]
    for one in addresses:
        if one.is_link_local or one.is_multicast or one.is_unspecified or not (one.is_global or inside):
            raise NotFetched(f"{host}: leads into a network we do not go to")
    return addresses[0]


class _Connection(http.client.HTTPConnection):
    """A connection to the address that was checked, with the name the certificate has to carry."""

    def __init__(self, host: str, parts: Any, address: str) -> None:
        super().__init__(host, parts.port or (443 if parts.scheme == "https" else 80), timeout=SECONDS)
        self._secure, self._address = parts.scheme == "https", address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
