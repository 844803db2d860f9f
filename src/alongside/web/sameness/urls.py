from __future__ import annotations

from django.urls import path

from alongside.web.sameness import views

urlpatterns = [
    path("people/same/", views.pairs, name="pairs"),
    path("people/<uuid:one_id>/beside/<uuid:other_id>/", views.beside, name="people_beside"),
    path("people/<uuid:one_id>/beside/<uuid:other_id>/apart/", views.apart, name="people_apart"),
    path("merges/<uuid:merge_id>/", views.merge, name="merge"),
]
