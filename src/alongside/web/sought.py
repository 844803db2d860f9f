"""What somebody searches for never stands in an address.

An address stays in the history of a browser, in the logs of a proxy and on the screen of whoever stands behind one. So
the search is sent in the body of a form, and the form leads to an address that carries it sealed: the page can be
loaded anew and come back to, and only whoever searched can open what it says.
"""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alongside.kernel.encryption import CannotDecrypt, decrypt, encrypt
from alongside.web.viewer import viewer_of

TYPED = "q"
"""The field of the form; in an address only of links from before the search was sent in a form."""
SEALED = "for"
LONGEST = 200
"""Letters; a name and a number are shorter, and what is sealed has to fit into an address."""
FEWEST_DIGITS = 4
"""So many digits may be a part of a number somebody is known by, whatever the country writes between them."""


def sought(request: HttpRequest) -> str:
    """What is searched for; empty for nothing, for what somebody else sealed, and for a number in an address."""
    if request.method == "POST":
        return _tidy(request.POST.get(TYPED, ""))
    if SEALED in request.GET:
        with suppress(CannotDecrypt):
            return decrypt(request.GET[SEALED], context=_context(request))
        return ""
    typed = _tidy(request.GET.get(TYPED, ""))
    return "" if sum(letter.isdigit() for letter in typed) >= FEWEST_DIGITS else typed


def at_its_address(request: HttpRequest, **also: str) -> HttpResponse:
    """Lead from the form that was sent to the page that answers it, so that going back and loading anew work.

    Args:
        also: what else the address carries; never words somebody typed.
    """
    text = sought(request)
    carried = {SEALED: encrypt(text, context=_context(request))} if text else {}
    carried |= {name: value for name, value in also.items() if value}
    query = f"?{urlencode(carried)}" if carried else ""
    return HttpResponseRedirect(f"{request.path}{query}", status=303)


def _context(request: HttpRequest) -> str:
    viewer = viewer_of(request)
    return f"web.sought:{viewer.user_id}"


def _tidy(typed: str) -> str:
    return " ".join(typed.encode(errors="replace").decode().replace("\0", " ").split())[:LONGEST]
