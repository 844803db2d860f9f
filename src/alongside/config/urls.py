"""All routes. Each view declares its policy; `web.routes.require_policies` checks them before the start."""

from __future__ import annotations

from allauth.account import urls as account_urls
from django.urls import include, path
from django.views.i18n import set_language

from alongside.web.drafts import draft
from alongside.web.health import healthz
from alongside.web.pages import PUBLIC, page
from alongside.web.routes import third_party

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", page(PUBLIC)(set_language), name="set_language"),
    path("drafts/<slug:form>/<uuid:subject_id>/", draft, name="draft"),
    path("account/", include(third_party(account_urls.urlpatterns, PUBLIC))),
]
