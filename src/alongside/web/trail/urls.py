from __future__ import annotations

from django.urls import path

from alongside.web.trail import views

urlpatterns = [
    path("trail/", views.trail, name="trail"),
    path("trail/check/", views.check, name="trail_check"),
]
