from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class TooMuchSaid(DomainError):
    code = "register.too_long"
    message = _("At most %(most)d characters.")
