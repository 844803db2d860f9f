from __future__ import annotations

from django.urls import path

from alongside.web.crisis import views

urlpatterns = [
    path("people/<uuid:person_id>/crisis/", views.crisis_plan, name="crisis_plan"),
    path("people/<uuid:person_id>/crisis/write/", views.crisis_plan_write, name="crisis_plan_write"),
    path("people/<uuid:person_id>/crisis/before/", views.crisis_plan_versions, name="crisis_plan_versions"),
    path("courses/<uuid:enrolment_id>/paper/crisis/", views.paper_crisis, name="paper_crisis"),
]
