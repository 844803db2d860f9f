from __future__ import annotations

from django.urls import path

from alongside.web.bridges import views

urlpatterns = [
    path("services/on-the-way/", views.on_the_way, name="on_the_way"),
    path("people/<uuid:person_id>/services/", views.bridges, name="bridges"),
    path("people/<uuid:person_id>/services/new/", views.bridge_new, name="bridge_new"),
    path("bridges/<uuid:bridge_id>/", views.bridge, name="bridge"),
    path("bridges/<uuid:bridge_id>/tap/", views.bridge_tap, name="bridge_tap"),
    path("bridges/<uuid:bridge_id>/next/", views.bridge_move, name="bridge_move"),
    path("bridges/<uuid:bridge_id>/visit/", views.bridge_visit, name="bridge_visit"),
    path("bridges/<uuid:bridge_id>/goal/", views.bridge_aim, name="bridge_aim"),
]
