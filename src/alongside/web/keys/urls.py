from __future__ import annotations

from django.urls import path

from alongside.web.keys import views

urlpatterns = [path("keys/", views.keys, name="keys")]
