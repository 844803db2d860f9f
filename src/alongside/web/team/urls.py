from __future__ import annotations

from django.urls import path

from alongside.web.team import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("courses/<uuid:enrolment_id>/case-manager/", views.pass_on, name="pass_on"),
]
