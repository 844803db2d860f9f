from __future__ import annotations

from django.urls import path

from alongside.web.people import flags, timeline, views

urlpatterns = [
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/change/", views.change, name="person_change"),
    path("people/<uuid:person_id>/words/", views.quote, name="person_quote"),
    path("people/<uuid:person_id>/access/", views.access, name="person_access"),
    path("people/<uuid:person_id>/before/", flags.flags, name="flags"),
    path("flags/<uuid:flag_id>/", flags.flag, name="flag"),
    path("courses/<uuid:enrolment_id>/story/", timeline.story, name="story"),
]
