"""The one way out: whatever asks another machine for something goes through `fetch`.

A server that fetches an address somebody gave it can be made to ask its own machine, its neighbours or the cloud that
runs it (SSRF). So: only HTTPS, only hosts the installation has named, only public addresses, looked up once and then
connected to as they were found, no redirect followed unseen, an answer of bounded size within bounded time.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings

MOST_BYTES = 2 * 1024 * 1024
SECONDS = 10.0
MOST_REDIRECTS = 3
_MOVED = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class EgressRefused(Exception):
    """The address may not be asked; the message says why."""


@dataclass(frozen=True)
class Fetched:
    """An answer: status, headers in small letters, and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Errand:
    """Where one errand may go, beside the installation's list.

    Args:
        hosts: names that whoever runs the installation has set for it (an identity provider).
        inside: they stand in the agency's own network: a private address is theirs, and on this very machine it is
            asked without TLS.
    """

    hosts: frozenset[str] = frozenset()
    inside: bool = False


NO_OTHER = Errand()


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    errand: Errand = NO_OTHER,
) -> Fetched:
    """Ask `url`, which is on the installation's list (ALONGSIDE_EGRESS) or where this errand leads.

    Only a GET follows redirects, each looked at like the first.

    Raises:
        EgressRefused: the address may not be asked, leads elsewhere too often, or answers too much or too slowly.
        OSError: it does not answer.
    """
    over = time.monotonic() + SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        found = _ask(url, method, dict(headers or {}), body, over, errand)
        if found.status not in _MOVED or method != "GET" or "location" not in found.headers:
            return found
        url = urljoin(url, found.headers["location"])
        # What was meant for the first host is not told to the next.
        headers = {}
    raise EgressRefused("too many redirects")


def require_allowed(url: str, errand: Errand = NO_OTHER) -> tuple[str, int, str]:
    """The host, port and path of an address that may be asked.

    Raises:
        EgressRefused: another scheme than https, a host that is not on the list, or a name and password in it.
    """
    parts = urlsplit(url)
    try:
        host, port = (parts.hostname or "").rstrip(".").lower(), parts.port
    except ValueError as error:
        raise EgressRefused("no address") from error
    named = host in errand.hosts
    local = host in ("127.0.0.1", "::1", "localhost") and (
        settings.EGRESS_LOOPBACK or (named and errand.inside)
    )
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise EgressRefused(f"only https is asked, not {parts.scheme or 'nothing'}")
    if parts.username is not None or parts.password is not None:
        raise EgressRefused("a name or password stands in the address")
    if not (local or named) and host not in settings.EGRESS_HOSTS:
        raise EgressRefused("the host is not on the list (ALONGSIDE_EGRESS)")
    if any(sign <= " " or sign == "\x7f" for sign in url):
        raise EgressRefused("no address")
    path = parts.path or "/"
    return (
        host,
        port or (443 if parts.scheme == "https" else 80),
        f"{path}?{parts.query}" if parts.query else path,
    )


def public_address(host: str, port: int, errand: Errand = NO_OTHER) -> str:
    """The address of a host, when every one it has is public, or in the network the errand is for.

    Raises:
        EgressRefused: one of them is private, of this machine, link-local, of a cloud's metadata, or reserved.
        OSError: the name is unknown.
    """
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found:
        raise EgressRefused("the host has no address")
    for address in found:
        if not (
            is_public(address) or _is_local(address) or (errand.inside and _is_inside(host, address, errand))
        ):
            raise EgressRefused("the host leads to an address that is not public")
    return found[0]


def _is_local(address: str) -> bool:
    return settings.EGRESS_LOOPBACK and ipaddress.ip_address(address).is_loopback


def _is_inside(host: str, address: str, errand: Errand) -> bool:
    """A private address of a host of the errand; never one that a cloud's metadata answers at."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return (
        host in errand.hosts
        and ip.is_private
        and not (ip.is_link_local or ip.is_multicast or ip.is_unspecified)
    )


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network, also when it is packed into an IPv6 address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        packed = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if packed is None and ip in _NAT64:
            packed = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if packed is not None:
            return is_public(str(packed))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _ask(
    url: str, method: str, headers: dict[str, str], body: bytes | None, over: float, errand: Errand
) -> Fetched:
    host, port, path = require_allowed(url, errand)
    address = public_address(host, port, errand)
    left = over - time.monotonic()
    if left <= 0:
        raise EgressRefused("it takes too long")
    # The address that was looked at is the one connected to; a name that answers otherwise a moment later is not asked.
    line = socket.create_connection((address, port), timeout=left)
    try:
        if urlsplit(url).scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        connection = http.client.HTTPConnection(host, port, timeout=left)
        connection.sock = line
        connection.request(method, path, body=body, headers={"Accept-Encoding": "identity", **headers})
        answer = connection.getresponse()
        return Fetched(
            answer.status, {name.lower(): value for name, value in answer.getheaders()}, _read(answer, over)
        )
    except http.client.HTTPException as error:
        raise EgressRefused("no answer that can be understood") from error
    finally:
        line.close()


def _read(answer: http.client.HTTPResponse, over: float) -> bytes:
    held = bytearray()
    while piece := answer.read1(64 * 1024):
        held += piece
        if len(held) > MOST_BYTES:
            raise EgressRefused("the answer is too large")
        if time.monotonic() > over:
            raise EgressRefused("it takes too long")
    return bytes(held)
