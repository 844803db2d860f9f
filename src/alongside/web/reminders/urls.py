from __future__ import annotations

from django.urls import path

from alongside.web.reminders import views

urlpatterns = [path("people/<uuid:person_id>/reminders/", views.reminders, name="reminders")]
