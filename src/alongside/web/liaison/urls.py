from __future__ import annotations

from django.urls import path

from alongside.web.liaison import demand_views, thread_views

urlpatterns = [
    path("courses/<uuid:enrolment_id>/thread/", thread_views.thread_page, name="thread"),
    path("plans-of-others/<uuid:plan_id>/demands/new/", demand_views.demand_new, name="demand_new"),
    path("demands/<uuid:demand_id>/", demand_views.demand_change, name="demand_change"),
]
