"""Asking an identity provider for JSON, through the one way out."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from alongside.kernel.egress import EgressRefused, Errand, fetch

MOST = 256 * 1024
"""Bytes of an answer; keys and settings of a provider are a few thousand."""


class NotFetched(Exception):
    """There was no answer that can be used, or the address is one we do not go to."""


def fetch_json(
    address: str, *, inside: bool, form: dict[str, str] | None = None, auth: str = ""
) -> dict[str, Any]:
    """What stands at an address, as JSON. A redirect is no answer.

    Args:
        inside: private addresses are allowed, and on this very machine also without TLS.
        form: sent by POST; a GET without.
        auth: the `Authorization` header.

    Raises:
        NotFetched
    """
    host = (urlsplit(address).hostname or "").lower()
    headers = {"Accept": "application/json"} | ({"Authorization": auth} if auth else {})
    body = None
    if form is not None:
        body, headers["Content-Type"] = urlencode(form).encode(), "application/x-www-form-urlencoded"
    try:
        answer = fetch(
            address,
            method="GET" if form is None else "POST",
            headers=headers,
            body=body,
            errand=Errand(frozenset({host}), inside),
        )
        if answer.status != 200 or len(answer.body) > MOST:
            raise NotFetched(f"{host}: answered {answer.status} with {len(answer.body)} bytes")
        told = json.loads(answer.body)
    except (EgressRefused, OSError, ValueError) as error:
        raise NotFetched(f"{host}: {type(error).__name__}") from error
    if not isinstance(told, dict):
        raise NotFetched(f"{host}: not what was asked for")
    return told
