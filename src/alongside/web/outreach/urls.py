from __future__ import annotations

from django.urls import path

from alongside.web.outreach import places, views

urlpatterns = [
    path("courses/<uuid:enrolment_id>/outreach/", views.outreach, name="outreach"),
    path("courses/<uuid:enrolment_id>/outreach/tried/", views.outreach_tried, name="outreach_tried"),
    path("people/<uuid:person_id>/found-at/", places.found_at, name="found_at"),
    path("found-at/<uuid:found_id>/", places.found_at_change, name="found_at_change"),
]
