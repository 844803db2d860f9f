"""All routes. Each view declares its policy; `web.routes.require_policies` checks them before the start.

Errors are answered by Django's own handlers with `web/templates/400.html`, `403.html`, `404.html` and `500.html`; what
a rule refuses and no view catches by `web.middleware.RulesAnswered`.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from alongside.web.design.views import design
from alongside.web.drafts import draft
from alongside.web.health import healthz
from alongside.web.language import set_language
from alongside.web.sheet_door import ask_after, hand_in

urlpatterns = [
    path("", include("alongside.web.today.urls")),
    path("", include("alongside.web.keys.urls")),
    path("", include("alongside.web.search.urls")),
    path("", include("alongside.web.team.urls")),
    path("", include("alongside.web.caseload.urls")),
    path("", include("alongside.web.numbers.urls")),
    path("", include("alongside.web.evaluation.urls")),
    path("", include("alongside.web.trail.urls")),
    path("", include("alongside.web.oversight.urls")),
    path("", include("alongside.web.permissions.urls")),
    path("", include("alongside.web.administration.urls")),
    path("intake/", include("alongside.web.intake.urls")),
    path("", include("alongside.web.courses.urls")),
    path("", include("alongside.web.people.urls")),
    path("", include("alongside.web.documents.urls")),
    path("", include("alongside.web.crisis.urls")),
    path("", include("alongside.web.reminders.urls")),
    path("", include("alongside.web.oncall.urls")),
    path("", include("alongside.web.fidelity.urls")),
    path("", include("alongside.web.scales.urls")),
    path("", include("alongside.web.meetings.urls")),
    path("", include("alongside.web.liaison.urls")),
    path("", include("alongside.web.sameness.urls")),
    path("", include("alongside.web.contacts.urls")),
    path("", include("alongside.web.outreach.urls")),
    path("", include("alongside.web.calendar.urls")),
    path("", include("alongside.web.closing.urls")),
    path("", include("alongside.web.checklists.urls")),
    path("", include("alongside.web.orders.urls")),
    path("", include("alongside.web.sheets.urls")),
    path("", include("alongside.web.paper.urls")),
    path("", include("alongside.web.phrases.urls")),
    path("", include("alongside.web.bridges.urls")),
    path("", include("alongside.web.services.urls")),
    path("", include("alongside.web.datamap.urls")),
    path("", include("alongside.web.consents.urls")),
    path("", include("alongside.web.filters.urls")),
    path("", include("alongside.web.approvals.urls")),
    path("", include("alongside.web.corrections.urls")),
    path("", include("alongside.web.keeping.urls")),
    path("door/sheets/", hand_in, name="door_sheets"),
    path("door/sheets/<uuid:sheet_id>/", ask_after, name="door_sheet"),
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    path("drafts/<slug:form>/<uuid:subject_id>/", draft, name="draft"),
    path("account/", include("alongside.web.account.urls")),
]
if settings.DEBUG:
    urlpatterns += [path("design/", design, name="design")]
