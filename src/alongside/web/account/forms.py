"""Sign-in forms. Named in the settings: `ACCOUNT_FORMS = {"login": "alongside.web.account.forms.SignInForm"}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import LoginForm
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """allauth's sign-in with real labels instead of placeholders, and help in one place under the form.

    In a try-out, one tap on a name (`as`, with the password the page shows) is the same as typing both.
    """

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        if data and settings.DEMO_MODE and data.get("as"):
            data = {
                "login": data["as"],
                "password": data.get("demo_password", ""),
                "next": data.get("next", ""),
            }
        super().__init__(data, *args, **kwargs)
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
