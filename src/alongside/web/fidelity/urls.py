from __future__ import annotations

from django.urls import path

from alongside.web.fidelity import views, writing

urlpatterns = [
    path("principles/", views.principles, name="principles"),
    path("principles/all/", views.all_together, name="principles_all"),
    path("principles/own/<slug:principle>/", writing.own_word, name="own_word"),
    path("principles/workers/<uuid:worker_id>/", views.of_worker_page, name="principles_worker"),
    path(
        "principles/workers/<uuid:worker_id>/supervision/",
        writing.supervision_of_worker,
        name="supervision_worker",
    ),
    path("principles/teams/<uuid:team_id>/", views.of_team_page, name="principles_team"),
    path(
        "principles/teams/<uuid:team_id>/supervision/", writing.supervision_of_team, name="supervision_team"
    ),
    path("courses/<uuid:enrolment_id>/principles/", views.of_course_page, name="principles_course"),
    path(
        "courses/<uuid:enrolment_id>/principles/supervision/",
        writing.supervision_of_course,
        name="supervision_course",
    ),
    path("courses/<uuid:enrolment_id>/principles/<slug:key>/", views.evidence, name="principles_evidence"),
]
