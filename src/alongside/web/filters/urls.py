from __future__ import annotations

from django.urls import path

from alongside.web.filters import views

urlpatterns = [
    path("my-settings/", views.my_settings, name="my_settings"),
    path("filters/", views.filters, name="filters"),
    path("filters/keep/", views.filter_keep, name="filter_keep"),
    path("filters/<uuid:filter_id>/remove/", views.filter_remove, name="filter_remove"),
]
