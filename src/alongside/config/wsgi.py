"""The WSGI entry. A route without a declared policy, or a field without a declared class, stops the program here,
before it answers anyone.
"""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def _start() -> WSGIHandler:
    found = get_wsgi_application()
    from alongside.kernel.data_classes import require_classes
    from alongside.web.routes import require_policies

    require_policies()
    require_classes()
    return found


application = _start()
