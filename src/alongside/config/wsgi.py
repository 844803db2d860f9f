"""The WSGI entry. A route without a declared policy, or a field without a declared class, stops the program here,
before it answers anyone.
"""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

from alongside.web.charset import with_a_readable_charset


class Handler(WSGIHandler):
    """Django's, which reads the charset of a request before anything can answer for it."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> HttpResponseBase:
        """Answer one request."""
        return super().__call__(with_a_readable_charset(environ), start_response)


def _start() -> Handler:
    django.setup(set_prefix=False)
    found = Handler()
    from alongside.kernel.data_classes import require_classes
    from alongside.web.routes import require_policies

    require_policies()
    require_classes()
    return found


application = _start()
