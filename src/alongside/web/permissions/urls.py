from __future__ import annotations

from django.urls import path

from alongside.web.permissions import views

urlpatterns = [path("permissions/", views.permissions, name="permissions")]
