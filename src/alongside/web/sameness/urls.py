from __future__ import annotations

from django.urls import path

from alongside.web.sameness import views

urlpatterns = [
    path("doubles/", views.pairs, name="pairs"),
    path("doubles/of/<uuid:person_id>/", views.other_of, name="double_of"),
    path("doubles/<uuid:one_id>/<uuid:other_id>/", views.beside, name="people_beside"),
    path("doubles/<uuid:one_id>/<uuid:other_id>/apart/", views.apart, name="people_apart"),
    path("doubles/made-one/<uuid:merge_id>/", views.merge, name="merge"),
]
