from __future__ import annotations

from django.urls import path

from alongside.web.crisis import event_views, views

urlpatterns = [
    path("people/<uuid:person_id>/crisis/", views.crisis_plan, name="crisis_plan"),
    path("people/<uuid:person_id>/crisis/write/", views.crisis_plan_write, name="crisis_plan_write"),
    path("people/<uuid:person_id>/crisis/before/", views.crisis_plan_versions, name="crisis_plan_versions"),
    path("people/<uuid:person_id>/events/", event_views.critical_events, name="critical_events"),
    path("people/<uuid:person_id>/events/new/", event_views.critical_event_new, name="critical_event_new"),
    path("events/", event_views.team_events, name="team_events"),
    path("events/<uuid:event_id>/", event_views.critical_event, name="critical_event"),
    path("courses/<uuid:enrolment_id>/paper/crisis/", views.paper_crisis, name="paper_crisis"),
]
