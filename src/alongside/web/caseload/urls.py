from __future__ import annotations

from django.urls import path

from alongside.web.caseload import balance_views, cover_views, hand_over_views, views

urlpatterns = [
    path("caseload/", views.moves, name="moves"),
    path("caseload/workers/<uuid:worker_id>/leaving/", views.leaving, name="leaving"),
    path("caseload/workers/<uuid:worker_id>/cover/", cover_views.cover_new, name="cover_new"),
    path("caseload/covers/<uuid:cover_id>/", cover_views.cover, name="cover"),
    path("caseload/covers/<uuid:cover_id>/end/", cover_views.cover_end, name="cover_end"),
    path(
        "caseload/workers/<uuid:worker_id>/hand-over/", hand_over_views.hand_over_many, name="hand_over_many"
    ),
    path("courses/<uuid:enrolment_id>/hand-over/", hand_over_views.hand_over_new, name="hand_over_new"),
    path("hand-overs/<uuid:hand_over_id>/", hand_over_views.hand_over, name="hand_over"),
    path("hand-overs/<uuid:hand_over_id>/no/", hand_over_views.decline, name="hand_over_decline"),
    path("hand-overs/<uuid:hand_over_id>/withdraw/", hand_over_views.withdraw, name="hand_over_withdraw"),
    path("hand-overs/<uuid:hand_over_id>/tick/", hand_over_views.tick, name="hand_over_tick"),
    path("hand-overs/<uuid:hand_over_id>/finish/", hand_over_views.finish, name="hand_over_finish"),
    path("team/<uuid:team_id>/balance/", balance_views.balance, name="balance"),
]
