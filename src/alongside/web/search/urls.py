from __future__ import annotations

from django.urls import path

from alongside.web.search import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("search/", views.search, name="search"),
]
