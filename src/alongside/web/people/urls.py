from __future__ import annotations

from django.urls import path

from alongside.web.people import views

urlpatterns = [
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/change/", views.change, name="person_change"),
    path("people/<uuid:person_id>/words/", views.quote, name="person_quote"),
    path("people/<uuid:person_id>/access/", views.access, name="person_access"),
    path("courses/<uuid:enrolment_id>/story/", views.story, name="story"),
]
