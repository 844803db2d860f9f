from __future__ import annotations

from django.urls import path

from alongside.web.evaluation import views

urlpatterns = [path("evaluation/", views.evaluation, name="evaluation")]
