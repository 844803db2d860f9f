from __future__ import annotations

from django.urls import path

from alongside.web.checklists import lists, views

urlpatterns = [
    path("pauses/<uuid:pause_id>/out/", views.day_out, name="day_out"),
    path("pauses/<uuid:pause_id>/out/holds/", views.day_out_holds, name="day_out_holds"),
    path("courses/<uuid:enrolment_id>/checklists/", lists.checklists, name="checklists"),
    path("courses/<uuid:enrolment_id>/checklists/tick/", lists.tick, name="checklist_tick"),
    path(
        "courses/<uuid:enrolment_id>/checklists/<slug:key>/<uuid:occasion_id>/",
        lists.checklist,
        name="checklist",
    ),
]
