from __future__ import annotations

from django.urls import path

from alongside.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("seen/", views.seen, name="seen"),
    path("lately/", views.what_happened, name="lately"),
    path("more/", views.more, name="more"),
    path("steps/<uuid:step_id>/done/", views.step_done, name="step_done"),
    path("drafts/<slug:form>/<uuid:subject_id>/text/", views.draft_text, name="draft_text"),
    path("drafts/<slug:form>/<uuid:subject_id>/away/", views.draft_away, name="draft_away"),
    path("drafts/<slug:form>/<uuid:subject_id>/back/", views.draft_back, name="draft_back"),
]
