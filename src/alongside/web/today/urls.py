from __future__ import annotations

from django.urls import path

from alongside.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("more/", views.more, name="more"),
    path("steps/<uuid:step_id>/done/", views.step_done, name="step_done"),
]
