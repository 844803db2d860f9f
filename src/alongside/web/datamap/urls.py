from __future__ import annotations

from django.urls import path

from alongside.web.datamap import views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/write/", views.register_write, name="register_write"),
    path("register/assessment/", views.assessment, name="register_assessment"),
    path("register/assessment.md", views.assessment_file, name="register_assessment_file"),
    path("data-map/", views.data_map, name="data_map"),
]
