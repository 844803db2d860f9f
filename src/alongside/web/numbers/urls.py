from __future__ import annotations

from django.urls import path

from alongside.web.numbers import views

urlpatterns = [
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/own-line/", views.own_line, name="numbers_own_line"),
    path("numbers/<slug:key>.csv", views.as_file, name="numbers_file"),
]
"""Numbers, one of them as a file, and whether the lead sees one's line."""
